"""Figures that follow from a series and are never typed: 同比, 完成率.

What they mean for a light is `attainment`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.periods import last_day
from shengsi_desktop.rhythm.figures import HUNDRED, plain, to_tenth
from shengsi_desktop.rhythm.rates import RATE_UNITS
from shengsi_desktop.rhythm.schedule import planned_at
from shengsi_desktop.rhythm.targets import compares_directly, is_place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import Indicator, IndicatorPoint, IndicatorStanding
    from shengsi_desktop.rhythm.lights import Curve

_DECEMBER = 12


def change_in_points(indicator: Indicator) -> bool:
    """Tell whether 同比 of the indicator is in 个百分点: its values are themselves percentages."""
    return indicator.unit in RATE_UNITS


def last_years_value(indicator: Indicator, points: Iterable[IndicatorPoint], end: date) -> Decimal | None:
    """Return the value of the same period of last year; for the plan's whole year 上年实绩 stands in."""
    # a period ends with a month, so the month tells it (29 February has no day a year before)
    for point in points:
        day = last_day(point.period)
        if point.value is not None and (day.year, day.month) == (end.year - 1, end.month):
            return point.value
    of_the_plan = indicator.year is None or indicator.year == end.year
    return indicator.baseline if end.month == _DECEMBER and of_the_plan else None


def change_of(indicator: Indicator, points: Iterable[IndicatorPoint], period: str) -> Decimal | None:
    """Return 同比 of one period to 0.1: percent for a level, points for a rate; None where a year is unknown.

    A level has no 同比 against 0 or less.
    """
    end = last_day(period)
    known = tuple(points)
    now = next((one.value for one in known if one.value is not None and last_day(one.period) == end), None)
    last = last_years_value(indicator, known, end)
    if now is None or last is None:
        return None
    if change_in_points(indicator):
        return now - last
    return to_tenth((now / last - 1) * HUNDRED) if last > 0 else None


def planned_by(indicator: Indicator, curve: Curve, end: date) -> Decimal | None:
    """Return what a plan curve asks for by a day of its year; None where it does not reach there.

    Between points it runs straight. What adds up rises from 0 at New Year; a level has no plan before its first point.
    """
    this_year = sorted((day, value) for day, value in curve if day.year == end.year)
    if not this_year or (compares_directly(indicator) and end < this_year[0][0]):
        return None
    return planned_at(this_year, end)


def curve_in(points: Iterable[IndicatorPoint]) -> tuple[tuple[date, Decimal], ...]:
    """The plan curve that stands in the points of an indicator."""
    return tuple((last_day(one.period), one.planned) for one in points if one.planned is not None)


def attained_words(standing: IndicatorStanding) -> str:
    """What a column 完成率 says: «46.3%», «第3位/前5位», «推进中»; empty where there is nothing to say."""
    if standing.attained is not None:
        return f"{plain(standing.attained)}%"
    latest = standing.latest
    place = next((one.value for one in standing.indicator.conditions if is_place(one)), None)
    if place is not None and latest is not None and latest.rank is not None:
        return f"第{latest.rank}位/前{plain(place)}位"
    return latest.state.label if latest is not None else ""


def change_words(change: Decimal | None, *, in_points: bool) -> str:
    """«+5.2%», «−0.3个百分点», «持平»; empty for none."""
    if change is None:
        return ""
    if not change:
        return "持平"
    return f"{'+' if change > 0 else '−'}{plain(abs(change))}{'个百分点' if in_points else '%'}"
