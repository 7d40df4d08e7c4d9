"""The synced tables of the indicators: targets, and values by period. Only shapes, as `tables`."""

from __future__ import annotations

from typing import ClassVar

from shengsi_desktop.store.columns import Synced, flag, reference


class Indicator(Synced, table=True):
    """指标. `owner` is empty until annex 1 or a person says.

    `baseline` is a decimal as string, `extras` a JSON object of columns kept as they are.
    """

    PARENT: ClassVar[tuple[str, str] | None] = ("plan_id", "plan")

    plan_id: str = reference("plan.id")
    ordinal: int = 0
    name: str = ""
    category: str = ""
    unit: str = ""
    target_words: str = ""
    text: str = ""
    start_at: int = 0
    end_at: int = 0
    owner: str = ""
    cadence: str = "month"
    cumulative: bool = flag(default=True)
    baseline: str | None = None
    trend: str = ""
    source: str = ""
    release: str = ""
    support: str = ""
    remark: str = ""
    extras: str = "{}"


class Condition(Synced, table=True):
    """One condition of an indicator's target; `value` a decimal as string, `reference` a series (domain.indicators)."""

    PARENT: ClassVar[tuple[str, str] | None] = ("indicator_id", "indicator")

    indicator_id: str = reference("indicator.id")
    ordinal: int = 0
    comparator: str = "words"
    value: str | None = None
    unit: str = ""
    reference: str | None = None


class IndicatorPoint(Synced, table=True):
    """A value of one indicator for one period. Decimals as strings; `rank` is 全省位次."""

    PARENT: ClassVar[tuple[str, str] | None] = ("indicator_id", "indicator")
    KEY: ClassVar[tuple[str, ...]] = ("indicator_id", "period")

    indicator_id: str = reference("indicator.id")
    period: str = ""
    value: str | None = None
    province: str | None = None
    rank: int | None = None
    planned: str | None = None
    status: str = ""
    state: str = ""
