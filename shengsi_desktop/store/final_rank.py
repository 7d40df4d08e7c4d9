"""Which of several 定稿 of another unit's week is shown here, of those that were taken in. No clock is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shengsi_desktop.store.presence import GIVEN_HERE, PRESENT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

#: the part of what goes along with a 报送 that names the 退回 it follows
ANSWERS = "answers"


def rank(connection: sqlite3.Connection, final_id: str, coming: Collection[str] = ()) -> tuple[int, int, str]:
    """What a 定稿 of another unit goes before others by: of one week the greatest is shown. No clock is asked.

    First the number as the sender counts. A 填报表 that was keyed in has the number of the unit's own 定稿 that it
    goes on from, 0 without one: it stands before that one, before the 填报表 that it was keyed upon, and behind
    whatever the unit itself hands in next. One that was returned stands behind that one, too, once the unit has
    handed in again with the knowledge of it: the same version as before is what it says now. Two of one number, else
    alike, go by their ids: a person is told of it. `coming`: what a 报送 names that would be taken in.
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
    if sheets and _answered(connection, final_id, coming):
        sheets = -1
    return number, sheets, final_id


def _answered(connection: sqlite3.Connection, final_id: str, coming: Collection[str]) -> bool:
    """Whether a 定稿 was returned and a 报送 of another one that was taken in here, or is `coming`, names that."""
    returned = {
        name
        for row in connection.execute(
            "SELECT t.id, t.submission_id FROM final_version f JOIN week_return t ON t.unit_id = f.unit_id"
            f" AND t.week = f.week AND t.final_id = f.id WHERE f.id = ? AND {PRESENT.format(table='week_return')}",
            (final_id,),
        )
        for name in row
        if name
    }
    if not returned or returned & set(coming):
        return bool(returned)
    rows = connection.execute(
        "SELECT s.along FROM final_version f JOIN submission s ON s.unit_id = f.unit_id AND s.week = f.week"
        " AND s.final_id <> f.id WHERE f.id = ? AND EXISTS (SELECT 1 FROM receipt r WHERE r.unit_id = s.unit_id"
        f" AND r.week = s.week AND r.submission_id = s.id AND {GIVEN_HERE})",
        (final_id,),
    )
    return any(returned & set(answers_in(along)) for (along,) in rows)


def answers_in(along: str) -> tuple[str, ...]:
    """The ids that a 报送 says it follows, out of the JSON of what goes along with it."""
    return ids_in(json.loads(along), ANSWERS)


def answers(along: Mapping[str, Any]) -> tuple[str, ...]:
    """As `answers_in`, where it was read already."""
    return ids_in(along, ANSWERS)


def ids_in(said: object, part: str) -> tuple[str, ...]:
    """The ids that a part of what was read out of JSON lists; none where it is not made so."""
    return listed(said.get(part)) if isinstance(said, Mapping) else ()


def listed(said: object) -> tuple[str, ...]:
    """The ids in what was read out of JSON, where it is a list."""
    return tuple(one for one in said if isinstance(one, str)) if isinstance(said, list) else ()


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
