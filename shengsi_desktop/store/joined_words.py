"""A join as changes: what a row that stands for others takes from them, by field (`joining` says what moves)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import ROW, Change, ChangeId, FieldKey
from shengsi_desktop.store import log, state
from shengsi_desktop.store.joining import JOIN, PLACES, Joining
from shengsi_desktop.store.recording import Note, head_ids
from shengsi_desktop.store.shapes import Shape, shapes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

RowName = tuple[str, str]
#: by field of a row the values that its heads say, the shown one first
_Said = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Clash:
    """A field in which the rows say different things, the row's own word first."""

    key: FieldKey
    values: tuple[Any, ...]


@dataclass(slots=True)
class Written:
    """A join to be recorded: `made` are the rows (table, id, columns) that have to be there before the `notes`."""

    notes: list[Note] = field(default_factory=list)
    made: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


def written(connection: sqlite3.Connection, found: Joining) -> Written:
    """The changes that carry a join out, upon the heads as they stand; writes nothing."""
    writer = _Writer(connection, found)
    for name, sources in found.groups.items():
        writer.merge(name, sources)
    for name, fields in found.moved.items():
        writer.out.notes += [Note(FieldKey(*name, one), value, settles=True) for one, value in fields.items()]
    # parts before what they are parts of
    for name in reversed(found.stands):
        writer.out.notes.append(Note(FieldKey(*name, ROW), {"op": "delete"}))
    return writer.out


class _Writer:
    def __init__(self, connection: sqlite3.Connection, found: Joining) -> None:
        self._connection = connection
        self._found = found
        self.out = Written()

    def merge(self, name: RowName, sources: Iterable[str]) -> None:
        """What these rows say, into the row that stands for them; it is made where it is not there."""
        entity, row_id = name
        shape = shapes()[entity]
        row = shape.read(self._connection, row_id)
        lives = row is not None and not row["dead"]
        had = head_ids(self._connection, entity, row_id)
        own = self._said(shape, row_id, frozenset(), lives=True) if lives else {}
        said: _Said = {one: list(values) for one, values in own.items()}
        for source in sources:
            carried = self._carried(entity, source, row_id) if lives else frozenset[ChangeId]()
            for one, values in self._said(shape, source, carried, lives=lives).items():
                there = said.setdefault(one, [])
                if one not in PLACES | _links(shape) or not there:
                    there += [value for value in values if not _among(value, there)]
        before = len(self.out.notes)
        if not lives:
            self._make(shape, row_id, said, had)
        for one, values in said.items():
            if values != own.get(one, []) and (lives or len(values) > 1):
                self._write(FieldKey(entity, row_id, one), values, had.get(one, ()))
        if len(self.out.notes) == before:
            # the log has to tell that it was this row that the others went to
            self.out.notes.append(Note(FieldKey(entity, row_id, ROW), {"op": "undelete"}))

    def _write(self, key: FieldKey, values: list[Any], heads: tuple[ChangeId, ...]) -> None:
        """All values upon the same heads: so they stand beside each other, and one undo puts back what was."""
        if len(values) > 1:
            self.out.clashes.append(Clash(key, tuple(values)))
        # the last one is shown
        self.out.notes += [Note(key, value, heads) for value in reversed(values)]

    def _make(self, shape: Shape, row_id: str, said: _Said, had: dict[str, tuple[ChangeId, ...]]) -> None:
        key = self._found.keys[shape.name, row_id]
        alone = {one: values[0] for one, values in said.items() if len(values) == 1}
        # what an earlier life of the row left there, and nobody says now
        empty = {
            one: shape.defaults[one]
            for one in shape.fields
            if one in had and one not in said and one in shape.defaults
        }
        shown = {one: values[0] for one, values in said.items() if values}
        bases = None
        if had:
            changes = {one: [log.change(self._connection, x) for x in ids] for one, ids in had.items()}
            of_row = changes.pop(ROW, [])
            bases = state.recreation_bases(of_row, [x for group in changes.values() for x in group])
        else:
            self.out.made.append((shape.name, row_id, {"dead": False, **(key or {}), **shown}))
        value = {"op": "create", "key": key, "fields": {**empty, **alone}}
        self.out.notes.append(Note(FieldKey(shape.name, row_id, ROW), value, bases))

    def _said(self, shape: Shape, row_id: str, carried: frozenset[ChangeId], *, lives: bool) -> _Said:
        """What a row says; `carried`: what has been said for it already. A default is nothing said."""
        found: _Said = {}
        for one, ids in head_ids(self._connection, shape.name, row_id).items():
            if one == ROW or one not in shape.fields:
                continue
            changes = [log.change(self._connection, name) for name in ids if name not in carried]
            values: list[Any] = []
            for change in state.in_order(changes, one):
                value = self._found.now(shape.name, one, state.written_value(change, one))
                if not _empty(shape, one, value) and not _among(value, values):
                    values.append(value)
            if values:
                found[one] = values
        row = shape.read(self._connection, row_id)
        if lives and row is not None and row.get("due_is_default"):
            # the year's end that stands there while nobody has said a day
            found.pop("due", None)
        return found

    def _carried(self, entity: str, source: str, target: str) -> frozenset[ChangeId]:
        """What of a row was said for it in an earlier join, by the row that stands for it now."""
        ids = head_ids(self._connection, entity, source).get(ROW, ())
        heads = [log.change(self._connection, one) for one in ids]
        return frozenset().union(
            *(state.seen_by(one) for one in heads if self._led_to(entity, one, target, {source}))
        )

    def _led_to(self, entity: str, stone: Change, target: str, passed: set[str]) -> bool:
        """Whether a tombstone's command was a join with that row, or with one that went there in its turn."""
        if not state.is_tombstone(stone) or JOIN not in stone.batch_name:
            return False
        root = stone.batch.partition("~")[0]
        rows = self._connection.execute(
            "SELECT DISTINCT entity_id FROM change WHERE batch >= ? AND batch < ? AND entity = ?",
            (root, f"{root}\x7f", entity),
        ).fetchall()
        ids = {row_id for (row_id,) in rows} - passed
        if target in ids:
            return True
        passed |= ids
        return any(
            self._led_to(entity, log.change(self._connection, head), target, passed)
            for row_id in ids
            for head in head_ids(self._connection, entity, row_id).get(ROW, ())
        )


def _links(shape: Shape) -> set[str]:
    """What a row is a part of: it stays where it is."""
    return {shape.parent[0]} if shape.parent else set()


def _empty(shape: Shape, name: str, value: Any) -> bool:
    if value is None or value == "" or value == state.PURGED:
        return True
    return name in shape.defaults and state.same_value(value, shape.defaults[name])


def _among(value: Any, values: Iterable[Any]) -> bool:
    return any(state.same_value(value, one) for one in values)
