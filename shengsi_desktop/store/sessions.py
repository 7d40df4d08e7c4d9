"""The open store: commands that record every change they make, reading, undo and redo.

Only `services` opens sessions. What a set of changes means is `state`; how a change is written is `log`.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self, TypeVar

from sqlmodel import Session, select

from shengsi_desktop.store.columns import Synced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlmodel.sql.expression import SelectOfScalar

    from shengsi_desktop.domain.changes import ChangeId, FieldKey

RowT = TypeVar("RowT", bound=Synced)


def alive(model: type[RowT]) -> SelectOfScalar[RowT]:
    """A select of the model's rows that are not dead."""
    return select(model).where(model.dead == False)  # noqa: E712


class Command:
    """One transaction with a Chinese name. What it changes in synced rows is recorded when it ends.

    `session` is an ordinary SQLModel session: add synced rows, set their fields, `session.delete(row)` (which marks
    the row dead). `bases` says, per field, the changes that the editor had loaded; a field not named there is
    based on its present heads. `changed` is what was recorded, known after the commit; a created row gives
    its `_row` and every field that was set.
    """

    session: Session
    batch: str
    name: str
    bases: dict[FieldKey, tuple[ChangeId, ...]]
    changed: frozenset[FieldKey]

    def keyed(self, model: type[RowT], **key: str | int) -> RowT:
        """The row with that key: found, brought back to life, or created with nothing but its key."""
        raise NotImplementedError


class Store:
    """One open store folder. Commands come from one thread at a time; reading from any."""

    folder: Path
    origin: str
    #: the newest light rule etc. are rows; what is of this machine alone is `setting`
    ended_uncleanly: bool

    @classmethod
    def open(cls, folder: Path, *, writer: bool = True) -> Self:
        """Open or create the store in `folder`.

        Raises ConcurrentUse when another process holds it for writing, EnvironmentProblem when it is corrupt, of a
        newer version, or cannot be written. With `writer=False` nothing is locked, created or migrated.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Flush drafts, mark a clean end, give the lock back. Closing twice is fine."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def command(self, name: str, *, person: str = "", unit: str = "") -> Iterator[Command]:
        """One transaction: committed whole, or rolled back whole when the block raises."""
        raise NotImplementedError
        yield

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment of the store and cannot write."""
        raise NotImplementedError
        yield

    def heads(self, key: FieldKey) -> tuple[ChangeId, ...]:
        """The present heads of one field: what an editor remembers as its bases."""
        raise NotImplementedError

    def undo(self, batch: str | None = None) -> tuple[str, int] | None:
        """Take back the last command (or that batch); its name and how many changes had to be left.

        None when there is nothing to take back. Drafts are flushed first.
        """
        raise NotImplementedError

    def redo(self) -> tuple[str, int] | None:
        """Do again what was taken back last; as `undo`."""
        raise NotImplementedError

    def undo_name(self) -> str | None:
        """The name of what `undo` would take back."""
        raise NotImplementedError

    def redo_name(self) -> str | None:
        """The name of what `redo` would do again."""
        raise NotImplementedError

    def setting(self, key: str, default: str = "") -> str:
        """A setting of this machine (`unit_id`, `plan_id`, `theme` …)."""
        raise NotImplementedError

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting of this machine; no change record."""
        raise NotImplementedError
