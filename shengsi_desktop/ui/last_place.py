"""Where a person was at work, for a start after a kill or a dead battery: week and item, on this machine alone.

Closing in the ordinary way forgets it, and so does a day: the start then opens the week of the day, lest this
week's words are written into the last one.
"""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

_UNIT, _WEEK, _ITEM, _AT = "last/unit", "last/week", "last/item", "last/at"
#: no longer ago than this (s)
_LONGEST = 24 * 3600


class LastPlace(NamedTuple):
    """Whose week («2023-W29») and which item."""

    unit_id: str
    week: str
    item_id: str


def read(memory: QSettings) -> LastPlace | None:
    """The place that was left without closing; None where there is none."""
    try:
        age = time() - float(str(memory.value(_AT, "0")))
    except ValueError:
        return None
    if not 0 <= age <= _LONGEST:
        return None
    said = [str(memory.value(key, "") or "") for key in (_UNIT, _WEEK, _ITEM)]
    return LastPlace(*said) if said[0] and said[1] else None


def note_week(memory: QSettings | None, unit_id: str, week: str) -> None:
    """This week is shown now."""
    if memory is not None:
        memory.setValue(_UNIT, unit_id)
        memory.setValue(_WEEK, week)
        memory.setValue(_AT, str(int(time())))


def note_item(memory: QSettings | None, item_id: str) -> None:
    """This item is shown now."""
    if memory is not None:
        memory.setValue(_ITEM, item_id)
        memory.setValue(_AT, str(int(time())))


def forget(memory: QSettings) -> None:
    """The window was closed."""
    memory.remove("last")
