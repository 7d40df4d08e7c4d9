"""定稿 of one week that were signed without knowing of one another. What one was signed upon tells; no clock does.

A version names its parent and, where it was signed over such a conflict, what it settles: those and all that they
were signed upon are answered by it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from shengsi_desktop.services import facts
from shengsi_desktop.services.final_order import chain_ends, with_those_before
from shengsi_desktop.store.final_rank import ids_in
from shengsi_desktop.store.presence import PRESENT
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from sqlmodel import Session


def apart(connection: sqlite3.Connection, unit_id: str, week: str = "") -> dict[str, tuple[str, ...]]:
    """By week the ids of the newest 定稿 (as `facts.newest_final` has it) and of those that it does not answer.

    Weeks without such are not in it. `week`: of that one alone.
    """
    only, bound = (" AND week = ?", (week,)) if week else ("", ())
    weeks: dict[str, list[tuple[str, str | None, bool]]] = defaultdict(list)
    for of_week, *row in connection.execute(
        f"SELECT week, id, parent_id, {PRESENT.format(table='final_version')} FROM final_version t"
        f" WHERE unit_id = ?{only}",
        (unit_id, *bound),
    ):
        weeks[of_week].append((row[0], row[1], bool(row[2])))
    forked = {
        name: rows
        for name, rows in ((one, with_those_before(found)) for one, found in weeks.items())
        if len({one for one, _ in rows} - {parent for _, parent in rows}) > 1
    }
    if not forked:
        return {}
    said = facts.said_numbers(connection, "WHERE unit_id = ?", (unit_id,))
    found: dict[str, tuple[str, ...]] = {}
    for name, rows in sorted(forked.items()):
        newest, *others = chain_ends(rows, said)
        answered = _answered(connection, newest, dict(rows))
        if rivals := [one for one in others if one not in answered]:
            found[name] = (newest, *rivals)
    return found


def _answered(connection: sqlite3.Connection, newest: str, parent_of: Mapping[str, str | None]) -> set[str]:
    """The newest version, all that it was signed upon, and what any of them settles."""
    found: set[str] = set()
    waiting = [newest]
    while waiting:
        name = waiting.pop()
        if name in found or name not in parent_of:
            continue
        found.add(name)
        waiting += [one for one in (parent_of[name], *_settles(connection, name)) if one]
    return found


def signed_upon(session: Session, unit_id: str, week: str) -> dict[str, set[str]]:
    """By 定稿 of a unit's week, whatever became of it, those that it was signed upon or settles."""
    session.flush()
    connection = raw_connection(session)
    rows = connection.execute(
        "SELECT id, parent_id FROM final_version WHERE unit_id = ? AND week = ?", (unit_id, week)
    ).fetchall()
    return {
        name: {one for one in (parent, *_settles(connection, name)) if one is not None}
        for name, parent in rows
    }


def _settles(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    (content,) = connection.execute("SELECT content FROM final_version WHERE id = ?", (name,)).fetchone()
    try:
        return ids_in(json.loads(content), "settles")
    except ValueError:
        return ()
