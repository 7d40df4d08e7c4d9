"""Which weeks belong to a month or half-month, whoever asks: those of a 统计周期 whose Thursday lies in it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain import half_months
from shengsi_desktop.rhythm.weeks import thursday_of, weeks_of_span

if TYPE_CHECKING:
    from shengsi_desktop.domain.weeks import Week, WeekRhythm

__all__ = ["half_month_of", "weeks_of", "weeks_of_span"]


def weeks_of(period: str, rhythm: WeekRhythm) -> tuple[Week, ...]:
    """The weeks of a period, in order: two or three of a half-month, four or five of a month.

    As many of each 统计周期. Raises ValueError for what is no period.
    """
    return weeks_of_span(*half_months.span(period), rhythm)


def half_month_of(week: Week) -> str:
    """The half-month that a week belongs to: «2023-07-2»."""
    return half_months.half_at(thursday_of(week.first))
