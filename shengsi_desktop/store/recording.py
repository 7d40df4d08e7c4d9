"""Turns what a command did into changes, and changes into heads, shown values and living rows.

Works on the plain connection inside the command's transaction. What a set of changes means is `state`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import ROW, Change, ChangeId, FieldKey
from shengsi_desktop.store import log, state
from shengsi_desktop.store.connection import SCHEMA
from shengsi_desktop.store.life import refresh_life
from shengsi_desktop.store.placing import anything_waits, missing, place
from shengsi_desktop.store.shapes import shapes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Note:
    """A change to be made. `bases` None: the present heads. A deletion's value is made from the heads."""

    key: FieldKey
    value: Any
    bases: tuple[ChangeId, ...] | None = None


@dataclass(frozen=True, slots=True)
class Authorship:
    """What the changes of one command have in common."""

    origin: str
    batch: str
    batch_name: str
    unit: str
    person: str


@dataclass(slots=True)
class _RowHeads:
    """The heads of one row, by field, before and while it is being changed."""

    ids: dict[str, tuple[ChangeId, ...]]
    before: dict[str, tuple[ChangeId, ...]] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)


def record(
    connection: sqlite3.Connection,
    author: Authorship,
    notes: Iterable[Note],
    left_parents: Iterable[tuple[str, str]] = (),
    *,
    may_wait: bool = False,
) -> frozenset[FieldKey]:
    """Write the notes as changes, advance the heads and bring the tables to what is then shown.

    `left_parents` are rows that lost a part to another. `may_wait`: a note may name a row that has not come, as
    where an undo puts back what another machine said; otherwise the commit refuses it. Returns every field that was
    written, and `_row` of every row that died or came back.
    """
    recorder = _Recorder(connection, author)
    for note in notes:
        recorder.make(note)
    return recorder.finish(left_parents, may_wait=may_wait)


class _Recorder:
    def __init__(self, connection: sqlite3.Connection, author: Authorship) -> None:
        self._connection = connection
        self._author = author
        self._at = datetime.now().astimezone().isoformat(timespec="seconds")
        (lamport,) = connection.execute("SELECT max(lamport) FROM change").fetchone()
        self._lamport = int(lamport or 0)
        last = connection.execute(
            "SELECT seq, hash FROM change WHERE origin = ? ORDER BY seq DESC LIMIT 1", (author.origin,)
        ).fetchone()
        self._seq: int = last[0] if last else 0
        self._hash: str = last[1] if last else ""
        self._rows: dict[tuple[str, str], _RowHeads] = {}
        self._made: dict[ChangeId, Change] = {}

    def make(self, note: Note) -> None:
        """One note, based on the heads as the earlier ones left them."""
        key = note.key
        row = self._row(key)
        bases = row.ids.get(key.field, ()) if note.bases is None else note.bases
        self._seq += 1
        self._lamport += 1
        change = log.sealed(
            Change(
                id=ChangeId(self._author.origin, self._seq),
                bases=bases,
                lamport=self._lamport,
                at=self._at,
                batch=self._author.batch,
                batch_name=log.nameless(self._author.batch_name),
                unit=self._author.unit,
                person=self._author.person,
                entity=key.entity,
                entity_id=key.entity_id,
                field=key.field,
                value=self._value(note, row),
                schema=SCHEMA,
            ),
            self._hash,
        )
        self._hash = change.hash
        self._made[change.id] = change
        for name in state.written_fields(change):
            row.ids[name] = state.advance(row.ids.get(name, ()), change)
            row.written.add(name)

    def finish(self, left_parents: Iterable[tuple[str, str]], *, may_wait: bool) -> frozenset[FieldKey]:
        """Write it all down."""
        log.append(self._connection, self._made.values())
        for name, row in self._rows.items():
            write_heads(self._connection, name, row.before, row.ids, row.written)
        changed: set[FieldKey] = set()
        unplaced = []
        for (entity, entity_id), row in self._rows.items():
            changed |= {FieldKey(entity, entity_id, name) for name in row.written}
            shown = self._shown(entity, row)
            if may_wait and self._names_what_is_missing(entity, shown):
                unplaced.append((entity, entity_id))
            elif shown:
                shapes()[entity].write(self._connection, entity_id, shown)
        for name in (*self._rows, *left_parents):
            changed |= {FieldKey(*found, ROW) for found in refresh_life(self._connection, *name)}
        if unplaced or (
            any(map(state.is_creation, self._made.values())) and anything_waits(self._connection)
        ):
            changed |= {FieldKey(*found, ROW) for found in place(self._connection, unplaced).rows}
        return frozenset(changed)

    def _row(self, key: FieldKey) -> _RowHeads:
        name = (key.entity, key.entity_id)
        if name not in self._rows:
            found = head_ids(self._connection, *name)
            self._rows[name] = _RowHeads(dict(found), found)
        return self._rows[name]

    def _value(self, note: Note, row: _RowHeads) -> Any:
        if note.key.field != ROW or note.value.get("op") != "delete" or "seen" in note.value:
            return note.value
        of_fields = [name for group, ids in row.ids.items() if group != ROW for name in ids]
        return state.tombstone_value(self._changes(row.ids.get(ROW, ())), self._changes(of_fields))

    def _changes(self, ids: Iterable[ChangeId]) -> list[Change]:
        return [self._made.get(name) or log.change(self._connection, name) for name in ids]

    def _shown(self, entity: str, row: _RowHeads) -> dict[str, Any]:
        """The shown values of the written columns."""
        return {
            name: state.written_value(state.pick(self._changes(row.ids[name]), name), name)
            for name in row.written
            if name in shapes()[entity].fields and row.ids[name]
        }

    def _names_what_is_missing(self, entity: str, shown: dict[str, Any]) -> bool:
        shape = shapes()[entity]
        named = shown.keys() & shape.references.keys()
        return any(missing(self._connection, shape, [shown], named).values())


def head_ids(connection: sqlite3.Connection, entity: str, entity_id: str) -> dict[str, tuple[ChangeId, ...]]:
    """The heads of every field of one row, by increasing id."""
    found: dict[str, tuple[ChangeId, ...]] = {}
    for name, origin, seq in connection.execute(
        "SELECT field, origin, seq FROM head WHERE entity = ? AND entity_id = ? ORDER BY field, origin, seq",
        (entity, entity_id),
    ):
        found[name] = (*found.get(name, ()), ChangeId(origin, seq))
    return found


def write_heads(
    connection: sqlite3.Connection,
    name: tuple[str, str],
    before: dict[str, tuple[ChangeId, ...]],
    after: dict[str, tuple[ChangeId, ...]],
    fields: Iterable[str],
) -> None:
    """Bring the table `head` from one state of a row's fields to the next."""
    gone = [(*name, key, *head) for key in fields for head in set(before.get(key, ())) - set(after[key])]
    come = [(*name, key, *head) for key in fields for head in set(after[key]) - set(before.get(key, ()))]
    if gone:
        connection.executemany(
            "DELETE FROM head WHERE entity = ? AND entity_id = ? AND field = ? AND origin = ? AND seq = ?",
            gone,
        )
    connection.executemany(
        "INSERT INTO head (entity, entity_id, field, origin, seq) VALUES (?, ?, ?, ?, ?)", come
    )
