"""Where an indicator stands as of a period: its share of the year's target, and its light with the sums.

What is not published is grey, never red. Kinds of comparison:
- A cumulative level (亿元, 亿吨, 个 …) grows over the year: its share of the target is compared with the
  plan's share (plan curve, or the period's planned value), else with elapsed time, by the rule's points.
  The target met is 办结.
- A rate or a level at a point in time (%, ratios, 每万…) is compared with the target itself: met is green.
  Not met is yellow before the year's end, red when the shortfall is over `red_below` percent of the target;
  red at the year's end.
- A condition against the province needs the province's value of the same period, else it alone is 未发布.
- Words without a number (愿托尽托) have no light: 定性目标.
The worst condition decides: red, yellow, unpublished, green.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import IndicatorStanding
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Comparator, Light
from shengsi_desktop.rhythm.figures import HUNDRED, ZERO, percent_words, plain, to_tenth
from shengsi_desktop.rhythm.lights import CEILINGS, attained_of, gap_light, gap_words, meets
from shengsi_desktop.rhythm.schedule import elapsed_share, planned_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import Indicator, IndicatorPoint
    from shengsi_desktop.domain.plan import Condition
    from shengsi_desktop.domain.tracking import LightRule
    from shengsi_desktop.rhythm.lights import Curve

_PERIOD = re.compile(r"(\d{4})(?:-(?:(\d{1,2})|[Qq]([1-4])|[Hh]([12])))?")
_ORDER = (Light.RED, Light.YELLOW, Light.UNPUBLISHED, Light.GREEN, Light.DONE)
_RATE_UNITS = frozenset({"%", "％", "‰", "个百分点", ""})
_RATE_NAME = re.compile(r"增速|比重|比例|比率|占比|每万|每千|倍差|指数")
_QUARTERS = ("一季度", "上半年", "前三季度", "全年")
_DECEMBER = 12


def period_end(period: str) -> date:
    """Return the last day of «2023-03», «2023-Q1», «2023-H1» or «2023». Raises Refusal otherwise."""
    match = _PERIOD.fullmatch(period.strip())
    if match:
        month = int(match[2] or 0) or int(match[3] or 0) * 3 or int(match[4] or 0) * 6 or _DECEMBER
        if 1 <= month <= _DECEMBER and int(match[1]) and not (match[2] and not int(match[2])):
            return date(int(match[1]), month, monthrange(int(match[1]), month)[1])
    raise Refusal(f"“{period}”不是一个有效的数据时点。请写成2023-03、2023-Q1或2023。")


def compares_directly(indicator: Indicator) -> bool:
    """Tell whether values face the target itself: rates, and levels that do not add up over a year."""
    return (
        not indicator.cumulative or indicator.unit in _RATE_UNITS or bool(_RATE_NAME.search(indicator.name))
    )


def indicator_standing(
    indicator: Indicator,
    points: Sequence[IndicatorPoint],
    period: str,
    rule: LightRule,
    curve: Curve | None = None,
) -> IndicatorStanding:
    """Read an indicator by its newest value of the period's year up to the period.

    `points` are those of this indicator, in any order; `curve` holds planned values in its unit. `attained`
    is the share of the first target with a number (percent, not capped). Raises Refusal for a `period` that
    is none.
    """
    end = period_end(period)
    ordered = tuple(sorted(points, key=lambda point: period_end(point.period)))
    published = [
        point
        for point in ordered
        if point.value is not None
        and period_end(point.period).year == end.year
        and period_end(point.period) <= end
    ]
    latest = published[-1] if published else None
    numeric = [one for one in indicator.conditions if one.comparator is not Comparator.WORDS]
    if not numeric:
        rank = f"，全省第{latest.rank}位" if latest and latest.rank else ""
        reading = Reading(Light.NONE, f"定性目标：{indicator.target_words or indicator.text}{rank}")
        return IndicatorStanding(indicator, ordered, latest, None, reading)
    if latest is None or latest.value is None:
        reading = Reading(Light.UNPUBLISHED, f"{_period_words(period, through=False)}数据未发布")
        return IndicatorStanding(indicator, ordered, None, None, reading)
    readings = [_read(indicator, one, latest, latest.value, rule, curve) for one in numeric]
    light = min((one.light for one in readings), key=_ORDER.index)
    reading = Reading(
        light, _reason(indicator, latest, latest.value, [one.reason for one in readings], light, rule)
    )
    return IndicatorStanding(indicator, ordered, latest, _attained(numeric, latest.value), reading)


def _attained(conditions: Sequence[Condition], value: Decimal) -> Decimal | None:
    for one in conditions:
        if one.value is not None and one.reference is None:
            return to_tenth(attained_of(value, one.comparator, one.value))
    return None


def _read(
    indicator: Indicator,
    condition: Condition,
    point: IndicatorPoint,
    value: Decimal,
    rule: LightRule,
    curve: Curve | None,
) -> Reading:
    end = period_end(point.period)
    if condition.reference is not None:
        if point.province is None:
            return Reading(Light.UNPUBLISHED, "全省值未发布")
        bound = point.province + (condition.value or ZERO)
        words = f"全省{plain(point.province)}{indicator.unit}"
        return _direct(condition.comparator, value, bound, words, end, rule)
    if condition.value is None:
        return Reading(Light.UNPUBLISHED, "目标值未定")
    if compares_directly(indicator) or condition.comparator in CEILINGS:
        words = f"目标{_target_words(indicator, condition)}"
        return _direct(condition.comparator, value, condition.value, words, end, rule)
    return _growing(condition, condition.value, point, value, rule, curve)


def _direct(
    comparator: Comparator, value: Decimal, bound: Decimal, words: str, end: date, rule: LightRule
) -> Reading:
    if meets(value, comparator, bound, rule.approx_margin):
        return Reading(Light.GREEN, f"{words}，达标")
    short = abs(bound - value)
    attained = to_tenth(attained_of(value, comparator, bound))
    year_end = (end.month, end.day) == (_DECEMBER, 31)
    light = Light.RED if year_end or HUNDRED - attained > rule.red_below else Light.YELLOW
    gap = f"{'高出' if comparator in CEILINGS else '差'}{plain(short)}" if short else "持平未达到"
    return Reading(light, f"{words}，{gap}")


def _growing(
    condition: Condition,
    target: Decimal,
    point: IndicatorPoint,
    value: Decimal,
    rule: LightRule,
    curve: Curve | None,
) -> Reading:
    if meets(value, condition.comparator, target, rule.approx_margin):
        return Reading(
            Light.DONE,
            f"占年度目标{percent_words(attained_of(value, condition.comparator, target))}，已达目标",
        )
    end = period_end(point.period)
    attained = to_tenth(attained_of(value, condition.comparator, target))
    this_year = [(day, planned) for day, planned in curve or () if day.year == end.year]
    planned = planned_at(this_year, end) if this_year else point.planned
    if planned is not None:
        schedule = to_tenth(attained_of(planned, condition.comparator, target))
        of_plan = (
            f"（{percent_words(attained_of(value, condition.comparator, planned))}）" if planned > 0 else ""
        )
        words = f"计划{plain(planned)}{of_plan}，占年度目标{percent_words(attained)}"
    else:
        schedule = to_tenth(elapsed_share(end, date(end.year, _DECEMBER, 31)))
        words = f"占年度目标{percent_words(attained)}，序时{percent_words(schedule)}"
    return Reading(gap_light(attained, schedule, rule), f"{words}，{gap_words(attained, schedule)}")


def _reason(
    indicator: Indicator,
    point: IndicatorPoint,
    value: Decimal,
    parts: list[str],
    light: Light,
    rule: LightRule,
) -> str:
    through = not compares_directly(indicator) or "增速" in indicator.name
    figure = f"{_period_words(point.period, through=through)}{plain(value)}{indicator.unit}"
    ending = "" if light is Light.UNPUBLISHED else f"，{light.label}（{rule.name}）"
    return f"{figure}，{'；'.join(parts)}{ending}"


def _target_words(indicator: Indicator, condition: Condition) -> str:
    if condition.value is None:
        return indicator.target_words
    label = condition.comparator.label
    figure = plain(condition.value)
    words = (
        f"{label}{figure}" if condition.comparator in {Comparator.GT, Comparator.LT} else f"{figure}{label}"
    )
    return words if not indicator.unit else words.replace(figure, f"{figure}{indicator.unit}")


def _period_words(period: str, *, through: bool) -> str:
    """«1—6月» for what adds up, «6月» for a point in time, «一季度», «上半年», «全年»."""
    match = _PERIOD.fullmatch(period.strip())
    month = period_end(period).month
    if match and match[2]:
        return f"1—{month}月" if through and month > 1 else f"{month}月"
    return _QUARTERS[month // 3 - 1]
