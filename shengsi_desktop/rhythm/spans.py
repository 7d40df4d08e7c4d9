"""Which weeks belong to a month or half-month, whoever asks: those of a 统计周期 whose Thursday lies in it. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shengsi_desktop.domain import half_months
from shengsi_desktop.rhythm.weeks import thursday_of, week_of

if TYPE_CHECKING:
    from datetime import date

    from shengsi_desktop.domain.weeks import Week, WeekRhythm

_DAYS = 7


def weeks_of_span(first: date, last: date, rhythm: WeekRhythm) -> tuple[Week, ...]:
    """The weeks whose Thursday lies from `first` to `last`, in order."""
    thursday = thursday_of(first)
    found = []
    while thursday <= last:
        found.append(week_of(thursday, rhythm))
        thursday += timedelta(days=_DAYS)
    return tuple(found)


def weeks_of(period: str, rhythm: WeekRhythm) -> tuple[Week, ...]:
    """The weeks of a period, in order: two or three of a half-month, four or five of a month.

    As many of each 统计周期. Raises ValueError for what is no period.
    """
    return weeks_of_span(*half_months.span(period), rhythm)


def half_month_of(week: Week) -> str:
    """The half-month that a week belongs to: «2023-07-2»."""
    return half_months.half_at(thursday_of(week.first))
