"""The synced tables and the heads made anew from the log alone: to repair, and to prove the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import ChangeId
from shengsi_desktop.store import log, state
from shengsi_desktop.store.shapes import parent_of, shapes

if TYPE_CHECKING:
    import sqlite3


def rebuild(connection: sqlite3.Connection) -> None:
    """Replace the rows of every synced table and the heads by what the log says. Inside a transaction."""
    aside = {ChangeId(*row) for row in connection.execute("SELECT origin, seq FROM set_aside")}
    changes = list(log.all_changes(connection))
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for name in reversed(shapes()):
        connection.execute(f'DELETE FROM "{name}"')
    for (entity, entity_id), row in state.rows(changes, aside, parent_of()).items():
        if row.created and entity in shapes():
            values = {**(row.key or {}), **row.fields, "dead": not row.alive}
            shapes()[entity].insert(connection, entity_id, values)
    connection.execute("DELETE FROM head")
    connection.executemany(
        "INSERT INTO head (entity, entity_id, field, origin, seq) VALUES (?, ?, ?, ?, ?)",
        [(*key, *head.id) for key, found in state.heads(changes, aside).items() for head in found],
    )
