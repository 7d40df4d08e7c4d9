"""Where an indicator stands as of a period: its share of the year's target, its light with the sums, its 同比.

What is not published is grey, never red. How one condition is read stands in `condition_lights`; of several the
worst decides (red, yellow, 未定, 未发布, green, 办结), and each is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import GoalState, IndicatorStanding, PointStatus
from shengsi_desktop.domain.light_reasons import by_rule
from shengsi_desktop.domain.periods import last_day, read_period
from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Comparator, Light
from shengsi_desktop.rhythm import gaps, targets
from shengsi_desktop.rhythm.condition_lights import Seen, read_condition, schedule_of
from shengsi_desktop.rhythm.derived import change_in_points, change_of, curve_in
from shengsi_desktop.rhythm.figures import plain, to_tenth
from shengsi_desktop.rhythm.period_words import awaited_words, period_words
from shengsi_desktop.rhythm.targets import compares_directly

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import Indicator, IndicatorPoint
    from shengsi_desktop.domain.tracking import LightRule
    from shengsi_desktop.rhythm.lights import Curve

__all__ = ["compares_directly", "indicator_standing"]

_ORDER = (
    Light.RED,
    Light.YELLOW,
    Light.UNSCHEDULED,
    Light.UNPUBLISHED,
    Light.GREEN,
    Light.DONE,
)


def indicator_standing(
    indicator: Indicator,
    points: Sequence[IndicatorPoint],
    period: str,
    rule: LightRule,
    curve: Curve | None = None,
    others: Mapping[str, tuple[Indicator, Sequence[IndicatorPoint]]] | None = None,
) -> IndicatorStanding:
    """Read an indicator by its newest value of the period's year up to the period.

    `points` are those of this indicator, in any order; `curve` holds planned values in its unit (default: those
    of the points); `others` are the series that conditions may lean on, by indicator id. `attained` is the share
    of the first level that the target names (percent, not capped). Raises Refusal for a `period` that is none.
    """
    end = last_day(read_period(period))
    ordered = tuple(sorted(points, key=lambda point: last_day(point.period)))
    seen = _seen(indicator, ordered, end, rule, curve, others)
    readings = [read_condition(one, seen) for one in indicator.conditions]
    reading = _whole(seen, readings, period)
    latest = seen.latest
    if latest is None:
        return IndicatorStanding(indicator, ordered, None, None, reading)
    return IndicatorStanding(
        indicator,
        ordered,
        latest,
        _attained(indicator, latest.value),
        reading,
        change_of(indicator, ordered, latest.period),
        change_in_points(indicator),
        schedule_of(seen),
    )


def _seen(
    indicator: Indicator,
    ordered: Sequence[IndicatorPoint],
    end: date,
    rule: LightRule,
    curve: Curve | None,
    others: Mapping[str, tuple[Indicator, Sequence[IndicatorPoint]]] | None,
) -> Seen:
    mine = [one for one in ordered if last_day(one.period).year == end.year and last_day(one.period) <= end]
    latest = next((one for one in reversed(mine) if one.value is not None), None)
    said = next((one for one in reversed(mine) if one.state is not GoalState.UNSAID), None)
    placed = next((one for one in reversed(mine) if one.rank is not None), None)
    if latest is None and not any(_needs_value(one.comparator) for one in indicator.conditions):
        latest = max(
            (one for one in (said, placed) if one is not None),
            key=lambda one: last_day(one.period),
            default=None,
        )
    return Seen(
        indicator=indicator,
        rule=rule,
        points=ordered,
        latest=latest,
        rank=placed.rank if placed is not None else None,
        state=said.state if said is not None else GoalState.UNSAID,
        curve=curve_in(ordered) if curve is None else curve,
        others=others or {},
        end=last_day(latest.period) if latest is not None else end,
    )


def _needs_value(comparator: Comparator) -> bool:
    return comparator not in {Comparator.WORDS, Comparator.RANK}


def _whole(seen: Seen, readings: Sequence[Reading], period: str) -> Reading:
    """The worst of the conditions with all of their words behind the figure itself."""
    indicator = seen.indicator
    numbers = [one for one in indicator.conditions if one.comparator is not Comparator.WORDS]
    if numbers and seen.latest is None:
        words = awaited_words(indicator, period)
        release = f"（{indicator.release}发布）" if indicator.release else ""
        return Reading(Light.UNPUBLISHED, f"{words}数据未发布{release}")
    figure = _figure(seen)
    if not readings:
        return Reading(Light.UNSCHEDULED, "，".join(filter(None, (figure, "未定年度目标"))))
    lights = [one.light for one in readings if one.light in _ORDER]
    light = min(lights, key=_ORDER.index, default=Light.NONE)
    if light is Light.DONE and len(lights) < len(readings):
        light = Light.GREEN  # a condition of words that nobody has called reached is still open
    parts = "；".join(one.reason for one in readings)
    if not numbers:
        place = f"，全省第{seen.rank}位" if seen.rank else ""
        return Reading(light, f"{parts}{place}")
    baseline = _baseline(seen)
    silent = light in {Light.UNPUBLISHED, Light.UNSCHEDULED}
    words = "，".join(filter(None, (figure, parts, baseline)))
    return Reading(light, words if silent else by_rule(words, seen.rule.name))


def _figure(seen: Seen) -> str:
    """«1–6月66.2亿元（快报数）»; empty without a value."""
    if seen.latest is None or seen.latest.value is None:
        return ""
    indicator = seen.indicator
    through = not compares_directly(indicator) or "增速" in indicator.name
    when = period_words(indicator, seen.latest.period, through=through)
    status = seen.latest.status
    firm = f"（{status.label}）" if status is PointStatus.PRELIMINARY else ""
    return f"{when}{plain(seen.latest.value)}{indicator.unit}{firm}"


def _baseline(seen: Seen) -> str:
    indicator = seen.indicator
    return "" if indicator.baseline is None else f"上年实绩{plain(indicator.baseline)}{indicator.unit}"


def _attained(indicator: Indicator, value: Decimal | None) -> Decimal | None:
    for one in indicator.conditions:
        bound = targets.level(indicator, one)
        if value is not None and bound is not None:
            share = gaps.share_of(value, bound, below=targets.keeps_below(indicator, one))
            return None if share is None else to_tenth(share)
    return None
