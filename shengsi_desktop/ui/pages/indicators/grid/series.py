"""What is entered in the grid, and which months of an indicator count. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import POINT_FIELDS, GoalState
from shengsi_desktop.domain.periods import STEPS, last_month
from shengsi_desktop.domain.words import Comparator, Word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import Indicator, IndicatorPoint

MONTHS = range(1, 13)


class Field(Word):
    """The series of an indicator that the grid enters, one at a time."""

    VALUE = "value", POINT_FIELDS["value"]
    PLANNED = "planned", POINT_FIELDS["planned"]
    PROVINCE = "province", POINT_FIELDS["province"]
    RANK = "rank", POINT_FIELDS["rank"]


def is_of_words(indicator: Indicator) -> bool:
    """Whether the target is words alone: its months hold a state, and a number only beside it."""
    return bool(indicator.conditions) and all(
        one.comparator is Comparator.WORDS for one in indicator.conditions
    )


def counts(indicator: Indicator, month: int) -> bool:
    """Whether the indicator has a value at the end of that month."""
    return month % STEPS.get(indicator.cadence, 1) == 0


def may_enter(indicator: Indicator, field: Field, month: int) -> bool:
    """Whether a figure belongs there: a plan of words is none, weekly reports fill in their own series."""
    if indicator.item_id and field is Field.VALUE:
        return False
    if field is Field.PLANNED and is_of_words(indicator):
        return False
    return counts(indicator, month)


def newest_counted(indicator: Indicator, over: int) -> int:
    """The last month that counts among the `over` months that are over; 0 where there is none yet."""
    return over - over % STEPS.get(indicator.cadence, 1)


def months_over(year: int, day: date) -> int:
    """How many months of a year are over on a day, its last day included."""
    if year != day.year:
        return len(MONTHS) if year < day.year else 0
    return day.month if (day + timedelta(days=1)).month != day.month else day.month - 1


def by_month(points: Iterable[IndicatorPoint], year: int) -> dict[int, IndicatorPoint]:
    """The points of a year by the month that they end with; one named by its month goes before «2023-Q1»."""
    found: dict[int, IndicatorPoint] = {}
    for point in points:
        if point.period[:4] == str(year):
            month = last_month(point.period)
            if month not in found or point.period[5:].isdecimal():
                found[month] = point
    return found


def held(point: IndicatorPoint | None, field: Field) -> Decimal | int | None:
    """The number that a point holds in that field."""
    if point is None:
        return None
    number: Decimal | int | None = getattr(point, field.value)
    return number


def says_something(point: IndicatorPoint | None, field: Field) -> bool:
    """Whether there is a number, or for 实际 a state."""
    if point is None:
        return False
    return held(point, field) is not None or (field is Field.VALUE and point.state is not GoalState.UNSAID)
