"""A unit's rhythm with what held before, in plain SQL and JSON. Standard library only, as `reading`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shengsi_desktop.domain.weeks import WeekRhythm

if TYPE_CHECKING:
    import sqlite3

_FIELDS = ("meeting_weekday", "meeting_time", "hand_in", "last_weekday")


def load_rhythm(connection: sqlite3.Connection, unit_id: str) -> WeekRhythm:
    """The unit's meeting day, hand-in time and 统计周期, and those of weeks past."""
    row = connection.execute(
        f"SELECT {', '.join(_FIELDS)}, earlier FROM unit_rhythm WHERE id = ? AND dead = 0", (unit_id,)
    ).fetchone()
    if row is None:
        return WeekRhythm()
    weekday, meeting_time, hand_in, last_weekday, earlier = row
    return WeekRhythm(weekday, meeting_time, hand_in, last_weekday, _earlier(earlier))


def _earlier(text: str) -> tuple[tuple[str, WeekRhythm], ...]:
    found = ((one["before"], WeekRhythm(*(one[name] for name in _FIELDS))) for one in json.loads(text))
    return tuple(sorted(found, key=lambda one: one[0]))


def earlier_words(rhythm: WeekRhythm) -> str:
    """The earlier versions as the row keeps them: [{"before": "2023-W31", "meeting_weekday": 4, …}]."""
    said = [
        {"before": before, **{name: getattr(held, name) for name in _FIELDS}}
        for before, held in rhythm.earlier
    ]
    return json.dumps(said, sort_keys=True)
