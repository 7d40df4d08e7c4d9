"""What each of the three lists asks of the store and does to it, as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.pages.indicators.lists import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.views import Undone
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.dialogs.storing import StoringDialog
    from shengsi_desktop.ui.page import PageContext

    Write = Callable[[Store], frozenset[FieldKey]]

ReadT = TypeVar("ReadT")


class Deeds(NamedTuple):
    """What the list's service does: add(store, **fields), edit(store, id, **fields), drop(store, id)."""

    add: Callable[..., frozenset[FieldKey]]
    edit: Callable[..., frozenset[FieldKey]]
    drop: Callable[[Store, str], frozenset[FieldKey]]


class ItemCommands(Generic[ReadT]):
    """Queries and commands of one view; `unkept` is called where a command failed or changed nothing."""

    #: the name that the service gives the deletion of an item
    drop_name: ClassVar[str]

    def __init__(self, context: PageContext, owner: QObject, unkept: Callable[[], object]) -> None:
        self.context = context
        self._owner = owner
        self._unkept = unkept

    def read(self, done: Callable[[ReadT], object]) -> None:
        """All that the view shows, as the unit sees it in the week."""
        unit_id, week = self.context.unit.id, self.context.week
        self.context.operations.run(lambda store: self._shown(store, unit_id, week), done, owner=self._owner)

    def add(
        self, fields: dict[str, Any], done: Callable[[frozenset[FieldKey]], object], dialog: StoringDialog
    ) -> None:
        """One at the list's end, as the dialog has it."""
        dialog.answer(self.context.operations, lambda store: self._deeds().add(store, **fields), done)

    def edit(self, item_id: str, refused: Callable[[], str], **fields: Any) -> None:
        """One fact; `refused` puts its words back into their field, or gives them back where there is none."""
        self._run(lambda store: self._deeds().edit(store, item_id, **fields), refused)

    def drop(self, item_id: str, done: Callable[[frozenset[FieldKey]], object]) -> None:
        """Delete it."""
        self._write(lambda store: self._deeds().drop(store, item_id), done)

    def undo_drop(self) -> None:
        """Take the deletion back, as long as it is the last command."""
        undo_last(self.context, self._owner, self.drop_name)

    def _shown(self, store: Store, unit_id: str, week: Week) -> ReadT:
        """Asked on the writer thread, where the service is imported."""
        raise NotImplementedError

    def _deeds(self) -> Deeds:
        """Likewise."""
        raise NotImplementedError

    def _write(self, write: Write, done: Callable[[frozenset[FieldKey]], object]) -> None:
        self.context.operations.run(write, done, owner=self._owner)

    def _run(self, write: Write, refused: Callable[[], str] | None = None) -> None:
        """Write what was typed; where the store refuses, the words go back into their field or into what is said."""
        operations, unkept = self.context.operations, self._unkept

        def written(changed: frozenset[FieldKey]) -> None:
            if not changed:
                unkept()

        def failed(problem: BaseException) -> None:
            # what the view shows is not what the store holds: show it again, then say why
            unkept()
            left = refused() if refused is not None else ""
            if left and isinstance(problem, Refusal):
                problem = Refusal(words.TYPED_WAS.format(problem=problem, words=left))
            operations.tell(problem)

        operations.run(write, written, failed, owner=self._owner)


def undo_last(context: PageContext, owner: QObject, name: str) -> None:
    """Take the last command back, if it bears that name."""
    operations = context.operations

    def act(store: Store) -> Undone | None:
        from shengsi_desktop.services import history

        if history.undo_name(store) != name:
            raise Refusal(words.CHANGED_SINCE)
        return history.undo(store)

    def show(undone: Undone | None) -> None:
        if undone is not None:
            operations.saved.emit()
            operations.changed.emit(undone.changed)

    operations.run(act, show, owner=owner)
