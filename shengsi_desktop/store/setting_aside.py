"""Changes set aside on this machine, or brought back, with the tables brought up to date. Inside a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.changes import ROW, ChangeId, FieldKey
from shengsi_desktop.store import log
from shengsi_desktop.store.placing import lacking, place, waiting
from shengsi_desktop.store.state import is_creation, written_keys

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable


class SetAside(NamedTuple):
    """What was set aside in the end, how many fields had to be left after all, and what changed."""

    set_aside: frozenset[ChangeId]
    left: int
    changed: frozenset[FieldKey]


def apply(
    connection: sqlite3.Connection,
    names: Collection[ChangeId],
    taken_back: Collection[ChangeId] = frozenset(),
) -> SetAside:
    """Set changes aside, and bring others back.

    A row that one which stays refers to keeps its creation: nobody's words go from view with another's row.
    """
    waited = set(waiting(connection))
    connection.executemany("INSERT OR IGNORE INTO set_aside (origin, seq) VALUES (?, ?)", names)
    connection.executemany("DELETE FROM set_aside WHERE origin = ? AND seq = ?", taken_back)
    rows, changed = _touched(connection, (*names, *taken_back))
    changed |= {FieldKey(*row, ROW) for row in place(connection, rows).rows}
    aside, left = set(names), 0
    while given_back := _needed(connection, set(waiting(connection)) - waited, aside):
        connection.executemany("DELETE FROM set_aside WHERE origin = ? AND seq = ?", given_back)
        aside -= given_back
        back, keys = _touched(connection, given_back)
        left += len(keys)
        changed |= keys | {FieldKey(*row, ROW) for row in place(connection, back).rows}
    return SetAside(frozenset(aside), left, frozenset(changed))


def _touched(
    connection: sqlite3.Connection, names: Iterable[ChangeId]
) -> tuple[set[tuple[str, str]], set[FieldKey]]:
    rows: set[tuple[str, str]] = set()
    keys: set[FieldKey] = set()
    for change in log.changes_named(connection, names):
        rows.add((change.entity, change.entity_id))
        keys.update(written_keys(change))
    return rows, keys


def _needed(
    connection: sqlite3.Connection, bereft: Collection[tuple[str, str]], aside: Collection[ChangeId]
) -> set[ChangeId]:
    """The creations among those set aside of what these rows refer to."""
    return {
        change.id
        for row in (lacking(connection, bereft) if bereft else ())
        for change in log.changes_of_row(connection, *row)
        if change.id in aside and is_creation(change)
    }
