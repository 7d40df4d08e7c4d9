"""The light of one condition of an indicator's target, with its arithmetic in words.

- A level that adds up over the year (亿元, 亿吨, 个 …): its share of the target is compared with the plan's share,
  else with elapsed time, by the rule's points. Met is 办结; missed at the year's end is red.
- A ceiling (以内, 低于) is read as `ceilings` says.
- A rate or a level at a point in time (%, 倍差, 每万…), and any target that leans on another series: the value faces
  the bound itself. Met is green; else, where the plan curve asks for less by now and is kept, green too; else red at
  the year's end, before as `gaps.short_light` says: by the default rule yellow, red when it is short by over
  `red_below` percent of the bound (of what the plan curve asks for by now, where there is one).
- A place (前5位): met is green, else yellow, red at the year's end.
- Words: 已达到 is 办结; else they have no light.
What a condition leans on and is not there (全省值, 上年同期 …) leaves it 未发布, never red.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import LAST_YEAR, PROVINCE, GoalState
from shengsi_desktop.domain.periods import last_day
from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Comparator, Light
from shengsi_desktop.rhythm import gaps, targets
from shengsi_desktop.rhythm.ceilings import Ceiling, ceiling_schedule, read_ceiling
from shengsi_desktop.rhythm.derived import last_years_value, planned_by
from shengsi_desktop.rhythm.figures import HUNDRED, ZERO, decimals, percent_words, plain, to_tenth
from shengsi_desktop.rhythm.gaps import CEILINGS, apart, gap_light, gap_words, short_light
from shengsi_desktop.rhythm.schedule import elapsed_share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import Indicator, IndicatorPoint
    from shengsi_desktop.domain.plan import Condition
    from shengsi_desktop.domain.tracking import LightRule
    from shengsi_desktop.rhythm.lights import Curve

_DECEMBER = 12
_MOST_DECIMALS = 4
_WHERE = {PROVINCE: "全省", "nation": "全国", "city": "全市"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a condition is read with: the newest point with its value, the whole series, and what it may lean on.

    `state` and `rank` are the newest of the year; `curve` holds planned values in the indicator's unit.
    """

    indicator: Indicator
    rule: LightRule
    points: Sequence[IndicatorPoint]
    latest: IndicatorPoint | None
    rank: int | None
    state: GoalState
    curve: Curve
    others: Mapping[str, tuple[Indicator, Sequence[IndicatorPoint]]]
    end: date

    @property
    def value(self) -> Decimal | None:
        """The newest published value."""
        return self.latest.value if self.latest is not None else None

    @property
    def year_is_over(self) -> bool:
        """True where what is known is the year's last word."""
        return self.end.month == _DECEMBER

    @property
    def planned(self) -> Decimal | None:
        """What the plan curve asks for by the newest value's period."""
        found = planned_by(self.indicator, self.curve, self.end)
        if found is None or any(day == self.end for day, _ in self.curve):
            return found
        # between two points it has as many decimals as the figures that it is shown with
        shown = (self.value, targets.level_of(self.indicator), *(value for _, value in self.curve))
        return round(found, max(decimals(value) for value in shown if value is not None))


def read_condition(condition: Condition, seen: Seen) -> Reading:
    """Return the light of one condition and why, without the figure itself, which stands before all of them."""
    if condition.comparator is Comparator.WORDS:
        return _of_words(condition, seen)
    if targets.is_place(condition):
        return _of_place(condition, seen)
    if seen.value is None:
        return Reading(Light.UNPUBLISHED, "数值未发布")
    if targets.is_relative(seen.indicator, condition):
        return _of_another(condition, seen, seen.value)
    if condition.value is None:
        return Reading(Light.UNSCHEDULED, "目标值未定")
    bound = targets.level(seen.indicator, condition)
    if bound is None:
        words = f"目标的单位是{condition.unit}，数值的单位是{seen.indicator.unit}，不能比较"
        return Reading(Light.UNSCHEDULED, words)
    if _is_ceiling(condition, seen):
        return read_ceiling(_ceiling(condition, seen, seen.value, bound), seen.rule)
    if targets.compares_directly(seen.indicator):
        words = f"目标{targets.level_words(seen.indicator, condition)}"
        return _direct(condition, seen, seen.value, bound, words, by_plan=True)
    return _growing(condition, seen, seen.value, bound)


def _of_words(condition: Condition, seen: Seen) -> Reading:
    del condition
    state = f"，{seen.state.label}" if seen.state.label else ""
    words = f"定性目标：{seen.indicator.target_words or seen.indicator.text}{state}"
    return Reading(Light.DONE if seen.state is GoalState.REACHED else Light.NONE, words)


def _of_place(condition: Condition, seen: Seen) -> Reading:
    where = _WHERE.get(condition.reference or PROVINCE, "")
    if condition.value is None:
        return Reading(Light.UNSCHEDULED, "目标位次未定")
    asked = f"目标{where}前{plain(condition.value)}位"
    if seen.rank is None:
        return Reading(Light.UNPUBLISHED, f"{asked}，位次未发布")
    words = f"{asked}，现第{seen.rank}位"
    if seen.rank <= condition.value:
        return Reading(Light.GREEN, f"{words}，达标")
    behind = plain(seen.rank - condition.value)
    return Reading(Light.RED if seen.year_is_over else Light.YELLOW, f"{words}，差{behind}位")


def _of_another(condition: Condition, seen: Seen, value: Decimal) -> Reading:
    """A target that leans on the province's value, on last year's or on another indicator's of the same period."""
    name, base = _base(condition, seen)
    if base is None:
        return Reading(Light.UNPUBLISHED, f"{name}未发布")
    unit = seen.indicator.unit
    more = condition.value or ZERO
    words = f"{name}{plain(base)}{unit}"
    bound = base
    if targets.is_growth(seen.indicator, condition):
        bound = base * (1 + more / HUNDRED)
        turn = "增长" if more >= 0 else "下降"
        words += f"{turn}{plain(abs(more))}{condition.unit}为{plain(_rounded(bound))}{unit}"
    elif more:
        bound = base + more
        words += f"{'加' if more > 0 else '减'}{plain(abs(more))}为{plain(bound)}{unit}"
    against = targets.against_words(seen.indicator, condition)
    return _direct(condition, seen, value, bound, f"目标{against}{words}", by_plan=False)


def _base(condition: Condition, seen: Seen) -> tuple[str, Decimal | None]:
    """What the condition leans on, by name, and its value of the same period."""
    reference = condition.reference or LAST_YEAR
    if reference == PROVINCE:
        return "全省值", seen.latest.province if seen.latest is not None else None
    if reference == LAST_YEAR:
        return "上年同期", last_years_value(seen.indicator, seen.points, seen.end)
    if reference in _WHERE:
        return f"{_WHERE[reference]}值", None
    other = seen.others.get(reference)
    if other is None:
        return "比对的指标", None
    return f"“{other[0].name}”", _value_at(other[1], seen.end)


def _value_at(points: Sequence[IndicatorPoint], end: date) -> Decimal | None:
    return next(
        (point.value for point in points if point.value is not None and last_day(point.period) == end), None
    )


def _direct(
    condition: Condition, seen: Seen, value: Decimal, bound: Decimal, words: str, *, by_plan: bool
) -> Reading:
    """The value against the bound itself, or while the year runs against what the plan curve asks for by now."""
    indicator, rule = seen.indicator, seen.rule
    if targets.is_met(indicator, condition, value, bound, rule.approx_margin):
        return Reading(Light.GREEN, f"{words}，达标")
    below = targets.keeps_below(indicator, condition)
    short = apart(_rounded(bound - value), indicator.unit)
    gap = f"{'高出' if below else '差'}{short}" if bound != value else "持平未达到"
    planned = seen.planned if by_plan else None
    share = gaps.share_of(value, bound, below=below)
    if planned is not None:
        share = gaps.share_of(value, planned, below=below)
        of_plan = f"（{percent_words(share)}）" if share is not None else ""
        words = f"计划{plain(planned)}{of_plan}，{words}"
        if not seen.year_is_over and targets.is_met(indicator, condition, value, planned, ZERO):
            return Reading(Light.GREEN, f"{words}，{gap}，达到计划")
    return Reading(short_light(share, rule, due=seen.year_is_over), f"{words}，{gap}")


def _growing(condition: Condition, seen: Seen, value: Decimal, target: Decimal) -> Reading:
    """A level that adds up: its share of the year's target against the plan's share, else against elapsed time."""
    attained = gaps.share_of(value, target, below=False)
    if targets.is_met(seen.indicator, condition, value, target, seen.rule.approx_margin):
        share = f"占年度目标{percent_words(attained)}，" if attained is not None else ""
        return Reading(Light.DONE, f"{share}已达目标")
    if attained is None:
        words = f"目标{targets.level_words(seen.indicator, condition)}，{_short_of(seen, value, target)}"
        return Reading(Light.RED if seen.year_is_over else Light.YELLOW, words)
    attained = to_tenth(attained)
    schedule, words = _schedule(seen, value, target, attained)
    if seen.year_is_over:
        short = _short_of(seen, value, target)
        return Reading(Light.RED, f"{words}，{f'全年{short}未达目标' if value != target else short}")
    return Reading(gap_light(attained, schedule, seen.rule), f"{words}，{gap_words(attained, schedule)}")


def _short_of(seen: Seen, value: Decimal, target: Decimal) -> str:
    return f"差{apart(target - value, seen.indicator.unit)}" if value != target else "持平未达到"


def _is_ceiling(condition: Condition, seen: Seen) -> bool:
    """以内, 低于; and 左右 of a sum that is to fall. A rate about a level faces the level."""
    if targets.comparison(seen.indicator, condition) in CEILINGS:
        return True
    return targets.keeps_below(seen.indicator, condition) and not targets.compares_directly(seen.indicator)


def _ceiling(condition: Condition, seen: Seen, value: Decimal, bound: Decimal) -> Ceiling:
    return Ceiling(
        value=value,
        bound=bound,
        unit=seen.indicator.unit,
        asked=targets.level_words(seen.indicator, condition),
        met=targets.is_met(seen.indicator, condition, value, bound, seen.rule.approx_margin),
        adds_up=not targets.compares_directly(seen.indicator),
        due=seen.year_is_over,
        planned=seen.planned,
    )


def schedule_of(seen: Seen) -> Decimal | None:
    """序时 that the light of the first level rests on, in percent of it; None where none does, or nothing is published.

    By the plan curve, else of what is to grow by elapsed time.
    """
    for one in seen.indicator.conditions:
        bound = targets.level(seen.indicator, one)
        if bound is None or seen.value is None:
            continue
        if _is_ceiling(one, seen):
            return ceiling_schedule(_ceiling(one, seen, seen.value, bound))
        if seen.planned is not None:
            share = gaps.share_of(seen.planned, bound, below=False)
            return None if share is None else to_tenth(share)
        return None if targets.compares_directly(seen.indicator) else _elapsed(seen)
    return None


def _elapsed(seen: Seen) -> Decimal:
    return to_tenth(elapsed_share(seen.end, date(seen.end.year, _DECEMBER, 31)))


def _schedule(seen: Seen, value: Decimal, target: Decimal, attained: Decimal) -> tuple[Decimal, str]:
    """Where the share should stand by now, and both shares in words: of the plan to date and of the year."""
    planned = seen.planned
    if planned is not None:
        share = gaps.share_of(planned, target, below=False)
        of_plan = f"（{percent_words(value / planned * HUNDRED)}）" if planned > 0 else ""
        words = f"计划{plain(planned)}{of_plan}，占年度目标{percent_words(attained)}"
        return to_tenth(share if share is not None else HUNDRED), words
    schedule = _elapsed(seen)
    return schedule, f"占年度目标{percent_words(attained)}，序时{percent_words(schedule)}"


def _rounded(value: Decimal) -> Decimal:
    """At most four decimals: a growth's bound has as many as its factors together."""
    return round(value, _MOST_DECIMALS) if decimals(value) > _MOST_DECIMALS else value
