"""What a join left in the log, read back: whose words a joined value is, and which rows went into one.

A join writes what it carries as changes of its own (`joined_words`). The tombstones of the same command list the heads
of the rows that went (`seen`): there the change stands that a value was carried from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import ROW, Change, FieldKey
from shengsi_desktop.store import log, state
from shengsi_desktop.store.joining import JOIN
from shengsi_desktop.store.shapes import shapes

if TYPE_CHECKING:
    import sqlite3

    from shengsi_desktop.store.shapes import Shape


def joins(change: Change) -> bool:
    """Whether a command that joined doubles wrote it."""
    return change.batch_name.startswith(JOIN)


def carried_from(connection: sqlite3.Connection, change: Change, key: FieldKey) -> tuple[Change, FieldKey]:
    """The change that first said what this one says of a field, and the field that it said it of.

    The same two where no join carried it, or where the change that it came from is not there.
    """
    passed = {change.id}
    while joins(change):
        found = _source(connection, change, key)
        if found is None or found[0].id in passed:
            break
        change, key = found
        passed.add(change.id)
    return change, key


def went_into(connection: sqlite3.Connection, entity: str, row_id: str) -> list[str]:
    """The rows of the table that stand in this one since they were joined, also by way of others that did."""
    found: list[str] = []
    waiting = [row_id]
    while waiting:
        rows = connection.execute(
            "SELECT DISTINCT o.entity_id FROM change c JOIN change o ON o.batch = c.batch AND o.entity = c.entity"
            f' JOIN "{entity}" t ON t.id = o.entity_id AND t.dead = 1'
            " WHERE c.entity = ? AND c.entity_id = ? AND substr(c.batch_name, 1, ?) = ?"
            ' AND o.entity_id <> c.entity_id AND o.field = ? AND o.value LIKE \'{"op":"delete"%\'',
            (entity, waiting.pop(), len(JOIN), JOIN, ROW),
        ).fetchall()
        new = sorted({name for (name,) in rows} - {row_id, *found})
        found += new
        waiting += new
    return found


def _source(connection: sqlite3.Connection, change: Change, key: FieldKey) -> tuple[Change, FieldKey] | None:
    """Of what the join found there, and of what the rows that went said, the change that says the same."""
    value = state.written_value(change, key.field)

    def says_it(one: Change) -> bool:
        return key.field in state.written_fields(one) and state.same_value(
            state.written_value(one, key.field), value
        )

    own = [one for one in log.changes_named(connection, state.closes(change)) if says_it(one)]
    if own:
        return state.pick(own, key.field), key
    shape = shapes()[key.entity]
    for stone in log.changes_of_batch(connection, change.batch):
        if stone.entity != key.entity or not state.is_tombstone(stone):
            continue
        if not _may_be_double(connection, shape, stone.entity_id, key.entity_id):
            continue
        said = [one for one in log.changes_named(connection, state.seen_by(stone)) if says_it(one)]
        if said:
            return state.pick(said, key.field), FieldKey(key.entity, stone.entity_id, key.field)
    return None


def _may_be_double(connection: sqlite3.Connection, shape: Shape, row_id: str, target: str) -> bool:
    """Of the same week, unit and so on: what of their keys names no row that went itself."""
    one, other = shape.read(connection, row_id), shape.read(connection, target)
    apart = [name for name in shape.key if name not in shape.references]
    return one is not None and other is not None and all(one[name] == other[name] for name in apart)
