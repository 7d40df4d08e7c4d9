"""Brings rows to what the log says of them, many at once: heads, shown values, life. For what comes out of order.

`rebuild` does the same for the whole store, one row after the other. What both hold to, where the design leaves it
open:

- A row whose creation has not come waits: the log and the heads know it, its table does not.
- So does one that refers to a row that its table does not hold, where it cannot do without: its parent, and every
  reference that may not be empty. Any other reference is empty in the table until its row comes.
- A row that waits says nothing of its parent's life.
- What waits stands in `waiting_row`, and is looked at again whenever rows come.
- A value that a purge names leaves the log, whichever of the two came first.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from shengsi_desktop.store import log, state
from shengsi_desktop.store.erasing import by_purges, erase, lost_words
from shengsi_desktop.store.lives import Lives
from shengsi_desktop.store.shapes import Shape, referrers, shapes
from shengsi_desktop.store.upcast import current

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from shengsi_desktop.domain.changes import Change
    from shengsi_desktop.store.state import RowState

RowName = tuple[str, str]

#: rows whose changes are in memory at a time
_CHUNK = 1000


class Placed(NamedTuple):
    """The rows that came, went, died or came back; how many records lost a value that was purged, and what it said."""

    rows: frozenset[RowName]
    purged: int
    words: frozenset[str] = frozenset()


def place(connection: sqlite3.Connection, names: Iterable[RowName] = ()) -> Placed:
    """Bring these rows, and all that wait, to what the log says. Inside a transaction."""
    placer = _Placer(connection)
    wanted: dict[str, set[str]] = defaultdict(set)
    for entity, row_id in (*names, *waiting(connection)):
        wanted[entity].add(row_id)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for entity, shape in shapes().items():
        # what was taken from a table before may leave rows of this one without their reference
        ids = sorted(wanted[entity] | placer.bereft[entity])
        for start in range(0, len(ids), _CHUNK):
            placer.place(shape, ids[start : start + _CHUNK])
    return placer.finish()


def waiting(connection: sqlite3.Connection) -> list[RowName]:
    """The rows that their tables do not show, or not whole."""
    return connection.execute("SELECT entity, entity_id FROM waiting_row").fetchall()


def anything_waits(connection: sqlite3.Connection) -> bool:
    """Whether there is a row that its table does not show, or not whole."""
    return connection.execute("SELECT 1 FROM waiting_row LIMIT 1").fetchone() is not None


def missing(
    connection: sqlite3.Connection, shape: Shape, rows: Iterable[dict[str, Any]], fields: Iterable[str]
) -> dict[str, set[Any]]:
    """By field of reference, the ids that the rows name and the tables do not hold."""
    those = list(rows)
    found: dict[str, set[Any]] = {}
    for field in fields:
        named = {row[field] for row in those if row[field] is not None}
        if named:
            found[field] = named - _there(connection, shape.references[field], named)
    return found


def lacking(connection: sqlite3.Connection, names: Iterable[RowName]) -> set[RowName]:
    """The rows that these refer to, as the log has them, and that their tables do not hold."""
    placer = _Placer(connection)
    by_table: dict[str, list[str]] = defaultdict(list)
    for entity, row_id in names:
        by_table[entity].append(row_id)
    found: set[RowName] = set()
    for entity, ids in by_table.items():
        shape = shapes()[entity]
        for start in range(0, len(ids), _CHUNK):
            rows = placer.values(shape, ids[start : start + _CHUNK])
            for field, targets in missing(connection, shape, rows, shape.references).items():
                found |= {(shape.references[field], target) for target in targets}
    return found


class _Placer:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lives = Lives(connection)
        self._aside = log.set_aside(connection)
        self._purged = 0
        self._words: set[str] = set()
        #: rows that named one which its table holds no more
        self.bereft: dict[str, set[str]] = defaultdict(set)
        #: (row, field, id): an optional reference whose row may come later in the same turn
        self._empty: list[tuple[RowName, str, str]] = []

    def place(self, shape: Shape, ids: list[str]) -> None:
        """One table's rows; those that they refer to were placed before."""
        present = self._present(shape.name, ids)
        heads = state.heads(present)
        rows = state.own_rows(present, heads)
        listed = json.dumps(ids)
        self._connection.execute(
            "DELETE FROM head WHERE entity = ? AND entity_id IN (SELECT value FROM json_each(?))",
            (shape.name, listed),
        )
        self._connection.executemany(
            "INSERT INTO head (entity, entity_id, field, origin, seq) VALUES (?, ?, ?, ?, ?)",
            # in the order of the index
            sorted((*key, *head.id) for key, found in heads.items() for head in found),
        )
        self._connection.execute(
            "DELETE FROM waiting_row WHERE entity = ? AND entity_id IN (SELECT value FROM json_each(?))",
            (shape.name, listed),
        )
        self._show(shape, ids, {row_id: row for (_, row_id), row in rows.items()})

    def values(self, shape: Shape, ids: list[str]) -> list[dict[str, Any]]:
        """The columns of those of these rows that were created, as the log has them."""
        present = self._present(shape.name, ids)
        rows = state.own_rows(present, state.heads(present)).values()
        return [_values(shape, row) for row in rows if row.created]

    def finish(self) -> Placed:
        """References whose row came after all; then who lives."""
        for (entity, row_id), field, target in self._empty:
            shape = shapes()[entity]
            if _there(self._connection, shape.references[field], {target}):
                shape.write(self._connection, row_id, {field: target})
            else:
                self._wait(entity, [row_id])
        return Placed(self._lives.settle(), self._purged, frozenset(self._words))

    def _present(self, entity: str, ids: Collection[str]) -> list[Change]:
        """What the log says of these rows, without what is set aside; what a purge of it names is erased now."""
        changes = list(log.changes_of_rows(self._connection, entity, ids))
        gone = by_purges(changes)
        if gone:
            erase(self._connection, gone)
            self._purged += len(gone)
            self._words |= lost_words(changes, gone)
            changes = [gone.get(change.id, change) for change in changes]
        if self._aside:
            changes = [change for change in changes if change.id not in self._aside]
        return list(current(changes))

    def _show(self, shape: Shape, ids: list[str], rows: dict[str, RowState]) -> None:
        values = {row_id: _values(shape, row) for row_id, row in rows.items() if row.created}
        lacking = missing(self._connection, shape, values.values(), shape.references)
        for field in shape.needed:
            gone = lacking.get(field, set())
            values = {row_id: row for row_id, row in values.items() if row[field] not in gone}
        for field in lacking.keys() - shape.needed:
            for row_id, row in values.items():
                if row[field] in lacking[field]:
                    self._empty.append(((shape.name, row_id), field, row[field]))
                    row[field] = None
        self._wait(shape.name, rows.keys() - values.keys())
        before = self._lives.begin(shape, ids)
        self._remove(shape, before - values.keys())
        names = shape.columns
        assigned = ", ".join(f'"{name}" = excluded."{name}"' for name in names[1:])
        self._connection.executemany(
            f'INSERT INTO "{shape.name}" ({_listed(names)}) VALUES ({", ".join("?" * len(names))})'
            f" ON CONFLICT (id) DO UPDATE SET {assigned}",
            [
                (row_id, int(not rows[row_id].own_life), *map(row.__getitem__, names[2:]))
                for row_id, row in values.items()
            ],
        )
        self._lives.placed(shape, {row_id: rows[row_id].own_life for row_id in values}, values)

    def _remove(self, shape: Shape, ids: Collection[str]) -> None:
        """Rows whose creation is set aside, or that have to wait again; what named them is looked at, too."""
        if not ids:
            return
        listed = json.dumps(sorted(ids))
        for child, field in referrers().get(shape.name, ()):
            found = self._connection.execute(
                f'SELECT id FROM "{child}" WHERE "{field}" IN (SELECT value FROM json_each(?))', (listed,)
            ).fetchall()
            if child == shape.name:
                self._empty_own(shape, field, {row_id for (row_id,) in found} - set(ids))
            else:
                self.bereft[child].update(row_id for (row_id,) in found)
        self._connection.execute(
            f'DELETE FROM "{shape.name}" WHERE id IN (SELECT value FROM json_each(?))', (listed,)
        )

    def _empty_own(self, shape: Shape, field: str, ids: Collection[str]) -> None:
        """Rows of the same table, which may have had their turn already, lose an optional reference."""
        for row_id in ids:
            shape.write(self._connection, row_id, {field: None})
        self._wait(shape.name, ids)

    def _wait(self, entity: str, ids: Iterable[str]) -> None:
        self._connection.executemany(
            "INSERT OR IGNORE INTO waiting_row (entity, entity_id) VALUES (?, ?)",
            [(entity, row_id) for row_id in ids],
        )


def _values(shape: Shape, row: RowState) -> dict[str, Any]:
    """The columns of a row as the table holds them."""
    whole = {**shape.defaults, **(row.key or {}), **row.fields}
    return {name: shape.to_column(name, whole.get(name)) for name in shape.columns[2:]}


def _there(connection: sqlite3.Connection, entity: str, ids: Iterable[str]) -> set[str]:
    rows = connection.execute(
        f'SELECT id FROM "{entity}" WHERE id IN (SELECT value FROM json_each(?))', (json.dumps(list(ids)),)
    )
    return {row_id for (row_id,) in rows}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
