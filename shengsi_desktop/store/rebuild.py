"""The synced tables and the heads made anew from the log alone: to repair, and to prove the log.

Says the same as `placing`, over everything at once and in plain steps; which rows wait is told there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shengsi_desktop.store import log, state
from shengsi_desktop.store.shapes import Shape, shapes
from shengsi_desktop.store.upcast import current

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from shengsi_desktop.store.state import RowState

#: what `rebuild` makes, beside the synced tables
DERIVED = ("head", "waiting_row")


def rebuild(connection: sqlite3.Connection) -> None:
    """Replace the rows of every synced table, the heads and what waits by what the log says. In a transaction."""
    aside = log.set_aside(connection)
    present = list(current(change for change in log.all_changes(connection) if change.id not in aside))
    found = state.heads(present)
    rows: dict[str, dict[str, RowState]] = {name: {} for name in shapes()}
    for (entity, row_id), row in state.own_rows(present, found).items():
        rows[entity][row_id] = row
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for name in (*DERIVED, *reversed(shapes())):
        connection.execute(f'DELETE FROM "{name}"')
    placed: _Placed = {}
    for name, shape in shapes().items():
        placed[name] = _shown(shape, rows[name], placed)
    waits = {(name, row_id) for name, those in rows.items() for row_id in those.keys() - placed[name].keys()}
    waits |= _without_what_is_missing(placed)
    dead = _dead(rows, placed)
    for name, shape in shapes().items():
        for row_id, values in placed[name].items():
            shape.insert(connection, row_id, {**values, "dead": row_id in dead[name]})
    connection.executemany("INSERT INTO waiting_row (entity, entity_id) VALUES (?, ?)", waits)
    connection.executemany(
        "INSERT INTO head (entity, entity_id, field, origin, seq) VALUES (?, ?, ?, ?, ?)",
        [(*key, *head.id) for key, group in found.items() for head in group],
    )


_Placed = dict[str, dict[str, dict[str, Any]]]


def _shown(shape: Shape, rows: Mapping[str, RowState], placed: _Placed) -> dict[str, dict[str, Any]]:
    """The rows of a table that were created and have what they cannot do without, with their values."""
    found = {}
    for row_id, row in rows.items():
        values = {**shape.defaults, **(row.key or {}), **row.fields}
        needs = [
            (table, shape.to_column(field, values.get(field)))
            for field, table in shape.references.items()
            if field in shape.needed
        ]
        if row.created and all(target is None or target in placed[table] for table, target in needs):
            found[row_id] = values
    return found


def _without_what_is_missing(placed: _Placed) -> set[tuple[str, str]]:
    """Empty the other references to rows that are not there; the rows that had such."""
    found = set()
    for name, those in placed.items():
        for row_id, values in those.items():
            for field, table in shapes()[name].references.items():
                if values[field] is not None and values[field] not in placed[table]:
                    values[field] = None
                    found.add((name, row_id))
    return found


def _dead(rows: Mapping[str, Mapping[str, RowState]], placed: _Placed) -> dict[str, set[str]]:
    """By table the rows that neither live by their own heads nor by a part that lives."""
    dead = {
        name: {row_id for row_id in those if not rows[name][row_id].alive} for name, those in placed.items()
    }
    for name in reversed(shapes()):
        parent = shapes()[name].parent
        if parent:
            field, above = parent
            dead[above] -= {
                values[field] for row_id, values in placed[name].items() if row_id not in dead[name]
            }
    return dead
