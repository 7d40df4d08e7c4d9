"""A deleted line of a list that a table has again: it comes back with the parts that went with it, words and values.

What a person had deleted by itself before stays deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import ROW, ChangeId
from shengsi_desktop.store import log
from shengsi_desktop.store.shapes import children_of
from shengsi_desktop.store.tables import synced_tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from shengsi_desktop.store.commands import Command

_CHUNK = 500


def deleted_among(connection: sqlite3.Connection, table: str, ids: Iterable[str]) -> frozenset[str]:
    """Return those of the ids whose rows were deleted."""
    wanted = list(ids)
    found: set[str] = set()
    for at in range(0, len(wanted), _CHUNK):
        some = wanted[at : at + _CHUNK]
        marks = ", ".join("?" * len(some))
        query = f'SELECT id FROM "{table}" WHERE dead = 1 AND id IN ({marks})'
        found.update(str(row_id) for (row_id,) in connection.execute(query, some))
    return frozenset(found)


def revive(command: Command, table: str, row_id: str) -> None:
    """Bring the row back with the parts that were deleted in the same step."""
    batches = _deleted_in(command.raw, table, row_id)
    waiting = [(table, row_id)]
    models = synced_tables()
    while waiting:
        name, own_id = waiting.pop(0)
        row = command.session.get_one(models[name], own_id)
        row.dead = False
        command.session.flush()
        for child, holder in children_of().get(name, ()):
            query = f'SELECT id FROM "{child}" WHERE "{holder}" = ? AND dead = 1'
            waiting += [
                (child, str(part))
                for (part,) in command.raw.execute(query, (own_id,)).fetchall()
                if _deleted_in(command.raw, child, str(part)) & batches
            ]


def _deleted_in(connection: sqlite3.Connection, table: str, row_id: str) -> set[str]:
    """The commands that deleted the row, as far as that holds."""
    heads = connection.execute(
        "SELECT origin, seq FROM head WHERE entity = ? AND entity_id = ? AND field = ?", (table, row_id, ROW)
    ).fetchall()
    return {log.change(connection, ChangeId(origin, seq)).batch for origin, seq in heads}
