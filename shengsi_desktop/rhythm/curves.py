"""Default shapes of a plan curve over a year: straight, by quarters, the tourist season, the fishing moratorium.

The weights are default shapes that a person corrects; they are no statistic of any year.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from shengsi_desktop.domain.periods import month_key
from shengsi_desktop.domain.words import Word
from shengsi_desktop.rhythm.figures import ZERO, decimals

if TYPE_CHECKING:
    from collections.abc import Sequence

    #: first and last day of the moratorium, as (month, day)
    Closed = tuple[tuple[int, int], tuple[int, int]]


class CurveKind(Word):
    """A shape to start from."""

    STRAIGHT = "straight", "直线"
    QUARTERS = "quarters", "季度台阶"
    TOURISM = "tourism", "旅游季"
    MORATORIUM = "moratorium", "休渔期"


#: the months that a plan curve has points for, from 1; 13 and on are those of the next year
WHOLE_YEAR = tuple(range(1, 13))
#: shares of the twelve months, in percent. An assumption, from what is generally known of the islands: the season
#: runs from May to October with its height in the school holidays, the winter is stormy and ferries stop
TOURIST_MONTHS = (2, 3, 4, 8, 12, 11, 17, 18, 11, 8, 4, 2)
#: from noon of 1 May to noon of 16 September (month, day): 农业农村部《关于调整海洋伏季休渔制度的通告》 of 2021, waters
#: from 26°30′ to 35° north. Some gear (桁杆拖虾, 笼壶, 刺网, 灯光围网) may go out from 1 August: give other days then
MORATORIUM = ((5, 1), (9, 16))
_DECEMBER = 12
_LEAST_PLACES = 2


def preset(
    kind: CurveKind,
    target: Decimal,
    year: int,
    *,
    start: Decimal = ZERO,
    months: Sequence[int] = WHOLE_YEAR,
    places: int | None = None,
    closed: Closed = MORATORIUM,
) -> tuple[tuple[str, Decimal], ...]:
    """Return (period, value by its end) for each of `months`, from `start` before the first day to `target`.

    The curve never turns back and its last point is the target itself. `places`: decimals (default: the target's,
    at least 2; 0 for what is counted). `closed`: first and last day of the moratorium, as (month, day).
    """
    ordered = sorted(set(months))
    weights = _weights(kind, year, range(1, (ordered[-1] if ordered else 0) + 1), closed)
    whole = sum(weights, ZERO)
    if not whole:  # nothing but closed months: then all of them alike
        weights, whole = [Decimal(1)] * len(weights), Decimal(len(weights))
    if places is None:
        places = max(decimals(target), decimals(start), _LEAST_PLACES)
    unit = Decimal(1).scaleb(-places)
    points = []
    for month in ordered:
        share = sum(weights[:month], ZERO) / whole
        value = target if month == ordered[-1] else (start + (target - start) * share)
        points.append((month_key(year, month), _within(value, unit, start, target)))
    return tuple(points)


def falls(curve: Sequence[tuple[str, Decimal]]) -> tuple[tuple[str, str], ...]:
    """The periods, two by two, between which a curve (in order) turns back: what adds up never does."""
    return tuple((one[0], other[0]) for one, other in pairwise(curve) if other[1] < one[1])


def _within(value: Decimal, unit: Decimal, start: Decimal, target: Decimal) -> Decimal:
    """The value to the unit; rounding goes beyond neither end."""
    if value == target:
        return target
    low, high = min(start, target), max(start, target)
    return min(max(value.quantize(unit, rounding=ROUND_HALF_UP), low), high)


def _weights(kind: CurveKind, year: int, months: Sequence[int], closed: Closed) -> list[Decimal]:
    """What part of the whole falls into each month, in any measure."""
    if kind is CurveKind.QUARTERS:
        last = len(months)
        return [
            Decimal(3 if month % 3 == 0 else (month - 1) % 3 + 1 if month == last else 0) for month in months
        ]
    if kind is CurveKind.TOURISM:
        return [Decimal(TOURIST_MONTHS[(month - 1) % _DECEMBER]) for month in months]
    if kind is CurveKind.MORATORIUM:
        return [Decimal(_open_days(year, month, closed)) for month in months]
    return [Decimal(1) for _ in months]


def _open_days(year: int, month: int, closed: Closed) -> int:
    """The days of a month on which boats may go out; the last closed day is one of them, by its second half."""
    year, month = year + (month - 1) // _DECEMBER, (month - 1) % _DECEMBER + 1
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    return sum(not closed[0] <= (day.month, day.day) < closed[1] for day in days)
