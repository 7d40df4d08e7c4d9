"""One command: an ordinary session whose changes to synced rows are noted as they are flushed.

How notes become changes is `recording`; when a command begins and ends is `sessions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import event
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.elements import TextClause
from sqlmodel import Session

from shengsi_desktop.domain.changes import ROW, ChangeId, FieldKey
from shengsi_desktop.domain.identity import key as key_id
from shengsi_desktop.store import documents, log, state
from shengsi_desktop.store.columns import Row, Synced
from shengsi_desktop.store.joined_words import written
from shengsi_desktop.store.joining import joining
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.life import living_parts
from shengsi_desktop.store.recording import Authorship, Note, head_ids, record
from shengsi_desktop.store.shapes import Shape, shapes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection
    from sqlalchemy.orm import ORMExecuteState
    from sqlalchemy.orm import Session as OrmSession

RowT = TypeVar("RowT", bound=Synced)
_RowName = tuple[str, str]


class UnrecordedWriteError(RuntimeError):
    """A bulk statement would change synced rows without a record. Change rows through the session instead."""


class CommandSession(Session):
    """A session that notes what it changes in synced rows, and refuses what it could not note."""


class Command:
    """One transaction with a Chinese name. What it changes in synced rows is recorded when it ends.

    `session` is an ordinary SQLModel session: add synced rows, set their fields, `session.delete(row)`, which
    marks the row and its parts dead. `bases` says, per field, the changes that the editor had loaded; a field
    not named there is based on those of its heads that say what is shown: a conflict stays until it is settled
    (`settle`). `changed` is what was recorded, known after the commit; a
    created row gives its `_row` and every field that was set, a document (`document`) its table, unit and week.
    """

    def __init__(
        self, raw: sqlite3.Connection, connection: Connection, origin: str, name: str, unit: str, person: str
    ) -> None:
        self.name = name
        self.batch = new_id()
        self.bases: dict[FieldKey, tuple[ChangeId, ...]] = {}
        self.changed: frozenset[FieldKey] = frozenset()
        self.session: Session = CommandSession(connection, expire_on_commit=False)
        self.session.info["command"] = self
        self.raw = raw
        self._author = Authorship(origin, self.batch, name, unit, person)
        self._touched: dict[_RowName, dict[str, Any] | None] = {}
        self._settled: set[FieldKey] = set()
        self._made_again: set[_RowName] = set()
        self._kept: set[_RowName] = set()
        self._joined: list[Note] = []
        #: the documents that it brought in, for views; its undo takes them back
        self.documents: frozenset[FieldKey] = frozenset()

    def document(self, row: Row, *, for_good: bool = False) -> bool:
        """Bring in a submitted document; False where it is there already, which is no mistake.

        `for_good`: no undo of this command takes it back.
        """
        self.session.flush()
        batch = "" if for_good else self.batch
        found = documents.add(self.raw, str(row.__tablename__), row.model_dump(), batch)
        self.documents |= found
        return bool(found)

    def keyed(self, model: type[RowT], **key: str | int) -> RowT:
        """The row with that key: found, made again where it was deleted, or created with its key alone."""
        entity = str(model.__tablename__)
        row_id = id_of(shapes()[entity], key)
        row = self._found(model, row_id)
        if row is None:
            row = model.model_validate({"id": row_id, **key})
            self.session.add(row)
        elif row.dead:
            row.dead = False
            for field, default in shapes()[entity].defaults.items():
                setattr(row, field, default)
            self._made_again.add((entity, row_id))
        return row

    def _found(self, model: type[RowT], row_id: str) -> RowT | None:
        """As `session.get`, but without writing out all that waits each time, which an import feels."""
        for waiting in self.session.new:
            if isinstance(waiting, model) and waiting.id == row_id:
                # as a found row it can be deleted, too
                self.session.flush()
                return waiting
        with self.session.no_autoflush:
            return self.session.get(model, row_id)

    def settle(self, row: Synced, field: str, value: Any) -> None:
        """Set a field and record it even where the value is the one shown: a conflict's resolution."""
        setattr(row, field, value)
        entity = str(row.__tablename__)
        self._settled.add(FieldKey(entity, row.id, field))
        self.touch(row)

    def keep(self, row: Synced) -> None:
        """Record that a living row is to live: what deleted it on another machine is answered."""
        self._kept.add((str(row.__tablename__), row.id))
        self.touch(row)

    def join(self, entity: str, kept: str, others: Sequence[str]) -> None:
        """Have one row stand for others of its table, with all that hangs on them (`joining`)."""
        self.session.flush()
        found = written(self.raw, joining(self.raw, entity, kept, others))
        for name, row_id, values in found.made:
            shapes()[name].insert(self.raw, row_id, values)
        self._joined += found.notes

    def touch(self, row: Synced) -> None:
        """Remember how the row stands in the table before this command writes it."""
        name = (str(row.__tablename__), row.id)
        if name not in self._touched:
            self._touched[name] = shapes()[name[0]].read(self.raw, row.id)

    def finish(self) -> None:
        """Flush the session and record what it changed; the caller commits."""
        self.session.flush()
        self._bury_parts()
        notes = [note for name, before in self._touched.items() for note in self._notes(name, before)]
        notes += self._joined
        if notes:
            self.changed = record(self.raw, self._author, notes, self._left_parents())
        documents.refresh(self.raw, [(key.entity_id, key.field) for key in self.documents if key.field])

    def _bury_parts(self) -> None:
        """A row that is deleted takes its living parts with it."""
        waiting = [name for name in self._touched if self._died(name)]
        while waiting:
            for entity, row_id in living_parts(self.raw, *waiting.pop()):
                shape = shapes()[entity]
                if (entity, row_id) not in self._touched:
                    self._touched[entity, row_id] = shape.read(self.raw, row_id)
                shape.write(self.raw, row_id, {"dead": True})
                waiting.append((entity, row_id))

    def _died(self, name: _RowName) -> bool:
        before, after = self._touched[name], shapes()[name[0]].read(self.raw, name[1])
        return bool(after and after["dead"] and not (before and before["dead"]))

    def _notes(self, name: _RowName, before: dict[str, Any] | None) -> Iterator[Note]:
        shape = shapes()[name[0]]
        row_key = FieldKey(*name, ROW)
        after = shape.read(self.raw, name[1])
        if after is None:
            message = f"a synced row was removed from the table: {name}"
            raise UnrecordedWriteError(message)
        if before is None:
            yield self._creation(shape, name, after)
        elif name in self._made_again and not after["dead"]:
            yield self._creation(shape, name, after, before)
        else:
            if any(before[part] != after[part] for part in shape.key):
                message = f"the key of a row does not change: {name}"
                raise ValueError(message)
            if not after["dead"] and (before["dead"] or name in self._kept):
                yield Note(row_key, {"op": "undelete"})
            for field in shape.fields:
                key = FieldKey(*name, field)
                if before[field] != after[field] or key in self._settled:
                    yield Note(key, after[field], self.bases.get(key), key in self._settled)
        if self._died(name):
            yield Note(row_key, {"op": "delete"})

    def _creation(
        self, shape: Shape, name: _RowName, after: dict[str, Any], before: dict[str, Any] | None = None
    ) -> Note:
        key = {part: after[part] for part in shape.key} or None
        if key and id_of(shape, key) != name[1]:
            message = f"the id of a keyed row is made from its key: {name}"
            raise ValueError(message)
        had = {} if before is None else head_ids(self.raw, *name)
        fields = {
            field: after[field]
            for field in shape.fields
            if field in had or field not in shape.defaults or after[field] != shape.defaults[field]
        }
        bases = self._recreation_bases(had) if had else None
        return Note(FieldKey(*name, ROW), {"op": "create", "key": key, "fields": fields}, bases)

    def _recreation_bases(self, had: dict[str, tuple[ChangeId, ...]]) -> tuple[ChangeId, ...]:
        found = {field: [log.change(self.raw, name) for name in names] for field, names in had.items()}
        of_row = found.pop(ROW, [])
        return state.recreation_bases(of_row, [change for group in found.values() for change in group])

    def _left_parents(self) -> Iterator[_RowName]:
        for (entity, row_id), before in self._touched.items():
            shape = shapes()[entity]
            after = shape.read(self.raw, row_id)
            if shape.parent and before and after and before[shape.parent[0]] != after[shape.parent[0]]:
                yield (shape.parent[1], before[shape.parent[0]])


def id_of(shape: Shape, key: dict[str, Any]) -> str:
    """The id of a keyed row."""
    if set(key) != set(shape.key) or not shape.key:
        message = f"the key of {shape.name} is {shape.key}, not {tuple(key)}"
        raise ValueError(message)
    return key_id(shape.name, *(str(key[part]) for part in shape.key))


@event.listens_for(CommandSession, "before_flush")
def _note_changes(session: OrmSession, _context: object, _instances: object) -> None:
    command: Command = session.info["command"]
    for row in list(session.deleted):
        if isinstance(row, Synced):
            session.add(row)
            row.dead = True
    for row in (*session.new, *session.dirty):
        if isinstance(row, Synced):
            command.touch(row)


@event.listens_for(CommandSession, "do_orm_execute")
def _refuse_bulk(executed: ORMExecuteState) -> None:
    statement = executed.statement
    if isinstance(statement, TextClause):
        changes = not statement.text.lstrip().upper().startswith(("SELECT", "WITH", "PRAGMA"))
        target = "text"
    else:
        target = getattr(getattr(statement, "table", None), "name", "")
        changes = isinstance(statement, UpdateBase) and target in shapes()
    if changes:
        message = (
            f"a bulk statement on synced rows ({target}) leaves no record; set the fields of rows instead"
        )
        raise UnrecordedWriteError(message)
