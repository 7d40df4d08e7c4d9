"""Indicators, their targets and their values by period; and anything else that is a series of the same kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Word

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.plan import Condition
    from shengsi_desktop.domain.tracking import Reading

#: what a relative condition is compared with (`Condition.reference`); any other reference is an indicator's id
PROVINCE = "province"
LAST_YEAR = "last_year"


#: what may be entered of a point, and what a user calls it
POINT_FIELDS = {
    "value": "实际",
    "planned": "计划",
    "province": "全省平均",
    "rank": "全省位次",
    "status": "数据状态",
    "state": "推进状态",
}


class PointStatus(Word):
    """How firm a published value is. A point without a value is 未发布, whatever stands here."""

    UNSAID = "", ""
    PRELIMINARY = "preliminary", "快报数"
    FINAL = "final", "核定数"


class GoalState(Word):
    """Where a target of words alone (愿托尽托) stands: no number can say it, a person does."""

    UNSAID = "", ""
    NOT_STARTED = "not_started", "未启动"
    UNDER_WAY = "under_way", "推进中"
    REACHED = "reached", "已达到"


class Trend(Word):
    """Which way is better."""

    UNSAID = "", ""
    UP = "up", "越高越好"
    DOWN = "down", "越低越好"


@dataclass(frozen=True, slots=True)
class IndicatorPoint:
    """A value of one indicator for one period, named by the month that it ends with («2023-03», a first quarter too).

    `province` is the province's value, `rank` 全省位次. `planned` is the plan curve's value of the period. `state` is
    that of a target of words.
    """

    indicator_id: str
    period: str
    value: Decimal | None
    province: Decimal | None = None
    rank: int | None = None
    planned: Decimal | None = None
    status: PointStatus = PointStatus.UNSAID
    state: GoalState = GoalState.UNSAID


@dataclass(frozen=True, slots=True)
class Indicator:
    """指标 with its target conditions, in the plan's words and as numbers.

    `baseline` is the result of the year before `year`, the plan's (上年实绩), in `unit`. `cadence` is month / quarter /
    half / year. `release` says when a value comes out (次月20日), `source` from whom. `item_id`: this is no indicator
    but the series of a deliverable of that item (完成年度投资67亿元), `id` then being the deliverable's.
    """

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
    baseline: Decimal | None = None
    trend: Trend = Trend.UNSAID
    source: str = ""
    release: str = ""
    support: str = ""
    remark: str = ""
    item_id: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class IndicatorStanding:
    """An indicator as of one period: newest point, share of the year's target (percent) and light.

    `change` is 同比 of the newest value against the same period of the year before: percent for a level,
    points for a rate (`change_in_points`); None where that year is unknown. `schedule` is 序时 that the light rests
    on, in percent of the target; None where it rests on none.
    """

    indicator: Indicator
    points: tuple[IndicatorPoint, ...]
    latest: IndicatorPoint | None
    attained: Decimal | None
    reading: Reading
    change: Decimal | None = None
    change_in_points: bool = False
    schedule: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the year may end at, by a named method; made only where there are enough points.

    `points` are (last day of a period, value) from the newest known value to the year's end, unrounded; `year_end` is
    rounded as the figures are, `words` say method and outcome (近6月线性，年底约1.16亿吨，可达标).
    """

    method: str
    points: tuple[tuple[date, Decimal], ...]
    year_end: Decimal
    reaches: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class PointCell:
    """One cell to be written: `field` is one of POINT_FIELDS; None (or the unsaid word) empties it."""

    indicator_id: str
    period: str
    field: str
    value: Decimal | int | PointStatus | GoalState | None


@dataclass(frozen=True, slots=True)
class PointChange:
    """One correction of a point's field: newest first in a history. Values are as shown, empty for none."""

    at: str
    person: str
    command: str
    field: str
    value: str
