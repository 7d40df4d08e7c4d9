"""Words written for a conflict and not used yet: on this machine alone, until the conflict is settled with them.

They are no draft: a draft would become a change by itself and settle what a person has not decided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.store.connection import plain_words, transaction

if TYPE_CHECKING:
    import sqlite3

    from shengsi_desktop.store.sessions import Store

#: before the conflict's id, in the settings of this machine
PREFIX = "merging/"


def keep(store: Store, conflict_id: str, words: str) -> None:
    """Keep them as they are now; durable when it returns."""
    with store.writing() as connection, plain_words(), transaction(connection):
        if words.strip():
            connection.execute(
                "INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)",
                (f"{PREFIX}{conflict_id}", words),
            )
        else:
            forget(connection, conflict_id)


def forget(connection: sqlite3.Connection, conflict_id: str) -> None:
    """The conflict is settled. Inside a transaction."""
    connection.execute("DELETE FROM local_setting WHERE key = ?", (f"{PREFIX}{conflict_id}",))


def kept(connection: sqlite3.Connection) -> dict[str, str]:
    """By conflict what was written for it."""
    rows = connection.execute(
        "SELECT key, value FROM local_setting WHERE key >= ? AND key < ?", (PREFIX, f"{PREFIX}\x7f")
    )
    return {str(key).removeprefix(PREFIX): str(value) for key, value in rows}
