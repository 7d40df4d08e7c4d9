"""The open store: commands that record every change they make, reading, undo and redo.

Only `services` opens sessions. What a set of changes means is `state`; how a change is written is `log`.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool
from sqlmodel import Session, col, select

from shengsi_desktop.domain.clock import local_now
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.store import drafts, log, origin, startup, undo_stack
from shengsi_desktop.store.columns import Synced
from shengsi_desktop.store.commands import Command
from shengsi_desktop.store.conflicts import conflicting_values, seen_heads
from shengsi_desktop.store.connection import connect, plain_words, store_file, transaction
from shengsi_desktop.store.lock import WriterLock
from shengsi_desktop.store.uncollected import without_collection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy.engine import Connection
    from sqlmodel.sql.expression import SelectOfScalar

    from shengsi_desktop.domain.changes import ChangeId, FieldKey
    from shengsi_desktop.domain.clock import Clock
    from shengsi_desktop.store.undo_stack import TakenBack

RowT = TypeVar("RowT", bound=Synced)

_READERS = 4


def alive(model: type[RowT]) -> SelectOfScalar[RowT]:
    """A select of the model's rows that are not dead."""
    return select(model).where(col(model.dead).is_(other=False))


def raw_connection(session: Session) -> sqlite3.Connection:
    """The plain connection under a session, in the same transaction; for reading in plain SQL."""
    found = session.connection().connection.dbapi_connection
    if not isinstance(found, sqlite3.Connection):
        message = f"not an SQLite connection: {found!r}"
        raise TypeError(message)
    return found


@dataclass(slots=True)
class Rewriting:
    """What writes the log itself: its connection, the origin that the store goes on under, what it changed."""

    connection: sqlite3.Connection
    origin: str
    changed: frozenset[FieldKey] = frozenset()


def today(session: Session) -> date:
    """The office's own day, by the clock of the store that the session is of."""
    clock: Clock = session.info["clock"]
    return clock().date()


class Store:
    """One open store folder. Commands are made one at a time; reading is for any thread.

    `clock` tells which day it is in the office; moments that are only noted down are the machine's own.
    `ended_uncleanly` tells that the last process did not close it: run `startup.check_after_unclean` when
    idle. `settled` says in a sentence how a restore that was broken off was ended by the opening. `last_changed` is
    what the last command, undo or redo changed.
    """

    def __init__(
        self, folder: Path, raw: sqlite3.Connection, lock: WriterLock | None, clock: Clock = local_now
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.origin = ""
        self.ended_uncleanly = False
        self.settled = ""
        self.last_changed: frozenset[FieldKey] = frozenset()
        self._raw = raw
        self._lock = lock
        self._closed = False
        self._under_way = False
        self._mutex = threading.RLock()
        self._writer = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
        self._reader = create_engine(
            "sqlite://",
            creator=lambda: connect(store_file(folder), read_only=True),
            poolclass=QueuePool,
            pool_size=_READERS,
        )
        event.listen(self._writer, "begin", _begin_writing)
        event.listen(self._reader, "begin", _begin_reading)

    @classmethod
    def open(cls, folder: Path, *, writer: bool = True, clock: Clock = local_now) -> Self:
        """Open or create the store in `folder`; drafts that the last process left are made changes.

        Raises ConcurrentUse when another process holds it for writing, EnvironmentProblem when it is damaged,
        of a newer version, or cannot be written. With `writer=False` nothing is locked, created or migrated.
        """
        if not writer:
            startup.require_schema(folder)
            with plain_words():
                return cls(folder, connect(store_file(folder), read_only=True), None, clock)
        lock = WriterLock.take(folder)
        try:
            settled = startup.prepare(folder)
            with plain_words():
                store = cls(folder, connect(store_file(folder)), lock, clock)
            store.settled = settled
        except BaseException:
            lock.release()
            raise
        try:
            store._begin()
        except BaseException:
            store._shut()
            raise
        return store

    @property
    def read_only(self) -> bool:
        """True where it was opened without the writer's lock: nothing can be changed through it."""
        return self._lock is None

    def today(self) -> date:
        """The office's own day."""
        return self.clock().date()

    def close(self) -> None:
        """Flush drafts, mark a clean end, give the lock back. Closing twice is fine."""
        if self._closed:
            return
        try:
            if self._lock is not None:
                drafts.flush(self)
                startup.mark_ended(self.folder)
        finally:
            self._shut()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def command(
        self, name: str, *, person: str = "", unit: str = "", undoable: bool = True
    ) -> Iterator[Command]:
        """One transaction: committed whole, or rolled back whole when the block raises.

        A command that changes no synced row leaves no trace on the undo stack; nor does one that is not
        `undoable`, such as the first run.
        """
        with self.writing() as raw, self._transaction() as connection:
            command = Command(raw, connection, self.origin, name, unit, person)
            try:
                command.session.info["clock"] = self.clock
                yield command
                command.finish()
                if (command.changed or command.documents) and undoable:
                    undo_stack.add(raw, command.batch, name, self.origin)
            finally:
                command.session.close()
        command.changed |= command.documents
        self._done(command.changed)

    @contextmanager
    def rewriting(self) -> Iterator[Rewriting]:
        """One transaction on the plain connection, for what writes the log itself (a merge, a purge, a fork).

        Drafts are flushed first. `origin` and `changed` of what is given hold after the commit.
        """
        drafts.flush(self)
        with self.writing() as raw:
            if self._under_way:
                message = "a command is under way on this store; commands are not nested"
                raise RuntimeError(message)
            self._under_way = True
            work = Rewriting(raw, self.origin)
            try:
                with plain_words(), transaction(raw):
                    yield work
            finally:
                self._under_way = False
            self.origin = work.origin
            self._done(work.changed)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment of the store and cannot write."""
        with plain_words(), Session(self._reader, info={"clock": self.clock}) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The one writing connection, for the store's own modules; others wait meanwhile."""
        if self._lock is None:
            raise Refusal("台账是以只读方式打开的，不能修改。")
        with self._mutex:
            yield self._raw

    def heads(self, key: FieldKey) -> tuple[ChangeId, ...]:
        """What an editor of one field remembers as its bases: the present heads that say what is shown.

        Another text of a conflict is none of them: it stays until a person settles it.
        """
        with self._mutex, plain_words():
            return seen_heads(self._raw, key)

    def conflict(self, key: FieldKey) -> tuple[str, ...]:
        """The differing values of the field's heads as text, shown one first; empty without a conflict."""
        with self._mutex, plain_words():
            return conflicting_values(self._raw, key)

    def undo(
        self, batch: str | None = None, *, keeping: frozenset[tuple[str, str]] = frozenset()
    ) -> tuple[str, int] | None:
        """Take back the last command (or that batch); its name and how many fields had to be left.

        None when there is nothing to take back. Drafts are flushed first. `keeping`: rows (entity, id) that stay as
        they are, for a reason of the caller's; they are not counted.
        """
        drafts.flush(self)
        with self.writing() as raw:
            stack = undo_stack.stacks(raw, self.origin).undo
            wanted = undo_stack.newest_turn(raw, batch) if batch else (stack[-1] if stack else None)
            return self._take_back(wanted, keeping)

    def revert(
        self, batch: str, *, keeping: frozenset[tuple[str, str]] = frozenset()
    ) -> tuple[str, int] | None:
        """Write back what stood before a command of another machine; its name and how many fields stay.

        An ordinary command, which the other machines get. None where nothing can be written back. As `undo`.
        """
        drafts.flush(self)
        with self.writing() as raw:
            with plain_words(), transaction(raw), without_collection():
                done = undo_stack.revert(raw, batch, self.origin, keeping, self._signature())
            self._done(done.changed)
            return (done.name, done.left) if done.changed else None

    def redo(
        self, batch: str | None = None, *, keeping: frozenset[tuple[str, str]] = frozenset()
    ) -> tuple[str, int] | None:
        """Do again what was taken back last (or that command); as `undo`."""
        drafts.flush(self)
        with self.writing() as raw:
            stack = undo_stack.stacks(raw, self.origin).redo
            wanted = undo_stack.newest_undo(raw, batch) if batch else (stack[-1] if stack else None)
            return self._take_back(wanted, keeping)

    def rows_to_undo(self) -> frozenset[tuple[str, str]]:
        """The rows (entity, id) that what `undo` would take back has touched."""
        with self._mutex, plain_words():
            stack = undo_stack.stacks(self._raw, self.origin).undo
            return undo_stack.rows_of(self._raw, stack[-1]) if stack else frozenset()

    def rows_of(self, batch: str) -> frozenset[tuple[str, str]]:
        """The rows (entity, id) that this command has touched."""
        with self._mutex, plain_words():
            return undo_stack.rows_of(self._raw, batch)

    def rows_to_redo(self) -> frozenset[tuple[str, str]]:
        """As `rows_to_undo`, of what `redo` would do again."""
        with self._mutex, plain_words():
            stack = undo_stack.stacks(self._raw, self.origin).redo
            return undo_stack.rows_of(self._raw, stack[-1]) if stack else frozenset()

    def undo_name(self) -> str | None:
        """The name of what `undo` would take back."""
        with self._mutex, plain_words():
            stack = undo_stack.stacks(self._raw, self.origin).undo
            return undo_stack.name_of(self._raw, stack[-1]) if stack else None

    def redo_name(self) -> str | None:
        """The name of what `redo` would do again."""
        with self._mutex, plain_words():
            stack = undo_stack.stacks(self._raw, self.origin).redo
            return undo_stack.name_of(self._raw, stack[-1]) if stack else None

    def setting(self, key: str, default: str = "") -> str:
        """A setting of this machine (`unit_id`, `plan_id`, `theme` …)."""
        with self._mutex, plain_words():
            found = self._raw.execute("SELECT value FROM local_setting WHERE key = ?", (key,)).fetchone()
            return str(found[0]) if found else default

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting of this machine; no change record."""
        with self.writing() as raw, plain_words(), transaction(raw):
            raw.execute("INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)", (key, value))

    def _begin(self) -> None:
        with plain_words(), transaction(self._raw):
            self.origin = origin.settle(self._raw, self.folder)
        origin.remember(self.origin, log.last_seq(self._raw, self.origin), self.folder)
        self.ended_uncleanly = startup.mark_running(self.folder)
        drafts.recover(self, name="恢复上次未存的填写")

    def _shut(self) -> None:
        self._closed = True
        self._reader.dispose()
        self._writer.dispose()
        self._raw.close()
        if self._lock is not None:
            self._lock.release()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._under_way:
            message = "a command is under way on this store; commands are not nested"
            raise RuntimeError(message)
        self._under_way = True
        try:
            with plain_words(), self._writer.begin() as connection:
                yield connection
        finally:
            self._under_way = False

    def _take_back(self, batch: str | None, keeping: frozenset[tuple[str, str]]) -> tuple[str, int] | None:
        if batch is None:
            return None
        with plain_words(), transaction(self._raw), without_collection():
            done: TakenBack = undo_stack.take_back(self._raw, batch, self.origin, keeping, self._signature())
        self._done(done.changed)
        return done.name, done.left

    def _signature(self) -> undo_stack.Signature:
        return undo_stack.Signature(self.setting("unit_id"), self.setting("person"))

    def _done(self, changed: frozenset[FieldKey]) -> None:
        self.last_changed = changed
        if changed:
            origin.remember(self.origin, log.last_seq(self._raw, self.origin), self.folder)


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
