"""Indicators, their targets and their values by period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.plan import Condition
    from shengsi_desktop.domain.tracking import Reading


@dataclass(frozen=True, slots=True)
class IndicatorPoint:
    """A value of one indicator for one period («2023-03»). `province` is the province's value, `rank` 全省位次."""

    indicator_id: str
    period: str
    value: Decimal | None
    province: Decimal | None = None
    rank: int | None = None
    planned: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """指标 with its target conditions, in the plan's words and as numbers."""

    id: str
    ordinal: int
    name: str
    category: str
    unit: str
    target_words: str
    text: str
    start: int
    end: int
    conditions: tuple[Condition, ...]
    owner: str = ""
    cadence: str = "month"
    cumulative: bool = True


@dataclass(frozen=True, slots=True)
class IndicatorStanding:
    """An indicator as of one period: newest point, share of the year's target (percent) and light."""

    indicator: Indicator
    points: tuple[IndicatorPoint, ...]
    latest: IndicatorPoint | None
    attained: Decimal | None
    reading: Reading
