"""Half-months and months of briefs, as `domain.half_months` and `spans` have them: which kind has which. Pure.

A week belongs to the half-month and to the month in which its Thursday lies (design.md, section 3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain import half_months
from shengsi_desktop.domain.briefs import BriefKind
from shengsi_desktop.domain.half_months import after as period_after
from shengsi_desktop.domain.half_months import before as period_before
from shengsi_desktop.domain.half_months import label as period_label
from shengsi_desktop.domain.half_months import short_label
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.spans import half_month_of, weeks_of
from shengsi_desktop.rhythm.weeks import month_of

if TYPE_CHECKING:
    from shengsi_desktop.domain.weeks import Week

__all__ = [
    "half_month_of",
    "period_after",
    "period_before",
    "period_label",
    "period_of",
    "periods_of",
    "read_brief_period",
    "short_label",
    "weeks_of",
]


def period_of(kind: BriefKind, week: Week) -> str:
    """The period of that kind which a week belongs to."""
    return half_month_of(week) if kind is BriefKind.HALF_MONTH else month_of(week)


def periods_of(kind: BriefKind, year: int) -> tuple[str, ...]:
    """The periods of a plan year, in order."""
    return half_months.of_year(year, halves=kind is BriefKind.HALF_MONTH)


def read_brief_period(kind: BriefKind, typed: str) -> str:
    """«2023-07-2», «2023年7月下半月» as «2023-07-2»; of the other kind «2023-07». Raises Refusal for what is none."""
    period = half_months.read(typed)
    if period and half_months.is_half(period) is (kind is BriefKind.HALF_MONTH):
        return period
    wanted = "2023-07" if kind is BriefKind.MONTH else "2023-07-1（上半月）或2023-07-2（下半月）"
    raise Refusal(f"“{typed}”不是有效的时段。请写成{wanted}。")
