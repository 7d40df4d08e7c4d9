"""Which rows live: by their own heads, or by a part of theirs that lives (changes.md, «Delete»)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import ROW, ChangeId
from shengsi_desktop.store import log, state
from shengsi_desktop.store.shapes import children_of, shapes

if TYPE_CHECKING:
    import sqlite3


def refresh_life(connection: sqlite3.Connection, entity: str, entity_id: str) -> list[tuple[str, str]]:
    """Bring the row's `dead`, and that of the rows it is a part of, to what the heads say.

    Returns the rows that died or came back.
    """
    changed: list[tuple[str, str]] = []
    name: tuple[str, str] | None = (entity, entity_id)
    while name is not None:
        shape = shapes()[name[0]]
        row = shape.read(connection, name[1])
        if row is None:
            break
        lives = own_life(connection, *name) or _has_living_part(connection, *name)
        if lives == row["dead"]:
            shape.write(connection, name[1], {"dead": not lives})
            changed.append(name)
        elif name != (entity, entity_id):
            break
        holder, parent = shape.parent or ("", "")
        name = (parent, row[holder]) if parent and row[holder] else None
    return changed


def own_life(connection: sqlite3.Connection, entity: str, entity_id: str) -> bool:
    """Whether the row lives by its own heads."""
    ids = {
        (field, ChangeId(origin, seq))
        for field, origin, seq in connection.execute(
            "SELECT field, origin, seq FROM head WHERE entity = ? AND entity_id = ?", (entity, entity_id)
        )
    }
    of_row = [log.change(connection, head) for field, head in ids if field == ROW]
    if not any(state.is_tombstone(change) for change in of_row):
        return True
    return state.row_alive(of_row, [log.change(connection, head) for field, head in ids if field != ROW])


def living_parts(connection: sqlite3.Connection, entity: str, entity_id: str) -> list[tuple[str, str]]:
    """The rows that are parts of this one and live."""
    found = []
    for child, field in children_of().get(entity, ()):
        rows = connection.execute(f'SELECT id FROM "{child}" WHERE "{field}" = ? AND dead = 0', (entity_id,))
        found += [(child, str(row_id)) for (row_id,) in rows]
    return found


def _has_living_part(connection: sqlite3.Connection, entity: str, entity_id: str) -> bool:
    return any(
        connection.execute(
            f'SELECT 1 FROM "{child}" WHERE "{field}" = ? AND dead = 0 LIMIT 1', (entity_id,)
        ).fetchone()
        for child, field in children_of().get(entity, ())
    )
