"""Which of several 定稿 of another unit's week is shown here, of those that were taken in. No clock is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.store.presence import GIVEN_HERE, PRESENT

if TYPE_CHECKING:
    import sqlite3


def rank(connection: sqlite3.Connection, final_id: str) -> tuple[int, int, str]:
    """What a 定稿 of another unit goes before others by: of one week the greatest is shown. No clock is asked.

    First the number as the sender counts. A 填报表 that was keyed in has the number of the unit's own 定稿 that it
    goes on from, 0 without one: it stands before that one, before the 填报表 that it was keyed upon, and behind
    whatever the unit itself hands in next. Two of one number, else alike, go by their ids: a person is told of it.
    """
    (number,) = connection.execute(
        "SELECT coalesce(max(s.number), 0) FROM final_version f JOIN submission s ON s.unit_id = f.unit_id"
        " AND s.week = f.week AND s.final_id = f.id WHERE f.id = ?",
        (final_id,),
    ).fetchone()
    sheets, name = 0, final_id
    while name:
        row = connection.execute(
            "SELECT f.parent_id FROM final_version f WHERE f.id = ? AND EXISTS (SELECT 1 FROM receipt t WHERE"
            " t.unit_id = f.unit_id AND t.week = f.week AND t.final_id = f.id AND t.way = '填报表'"
            f" AND {PRESENT.format(table='receipt')})",
            (name,),
        ).fetchone()
        if row is None:
            break
        sheets, name = sheets + 1, row[0]
    return number, sheets, final_id


def shown(connection: sqlite3.Connection, unit_id: str, week: str) -> tuple[str, int, str] | None:
    """The 定稿 of the greatest `rank` of those that a 回执 of this desk's unit stands for; its number and content."""
    rows = connection.execute(
        "SELECT DISTINCT f.id FROM final_version f JOIN receipt r ON r.final_id = f.id"
        " AND r.unit_id = f.unit_id AND r.week = f.week"
        f" WHERE f.unit_id = ? AND f.week = ? AND {GIVEN_HERE}",
        (unit_id, week),
    ).fetchall()
    if not rows:
        return None
    number, _, final_id = max(rank(connection, name) for (name,) in rows)
    content = connection.execute("SELECT content FROM final_version WHERE id = ?", (final_id,)).fetchone()
    return final_id, number, str(content[0])
