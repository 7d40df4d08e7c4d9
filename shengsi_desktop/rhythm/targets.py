"""What a condition of a target asks for: how it compares, whether a figure meets it, what share of it is reached.

One place for every kind: at least (突破, 以上), about (左右), at most (以内, 低于), a plain number by the indicator's
direction, a place (位次), and targets that lean on another series. Lights are `condition_lights`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import LAST_YEAR, Trend
from shengsi_desktop.domain.measures import converted
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.rhythm.gaps import CEILINGS, meets, target_words
from shengsi_desktop.rhythm.rates import RATE_UNITS, is_rate

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import Indicator
    from shengsi_desktop.domain.plan import Condition

PLACE_UNITS = frozenset({"位", "名"})
_AGAINST = {
    Comparator.GT: "高于",
    Comparator.GE: "不低于",
    Comparator.APPROX: "接近",
    Comparator.LT: "低于",
    Comparator.LE: "不高于",
}


def compares_directly(indicator: Indicator) -> bool:
    """Tell whether values face the target itself: rates, and levels that do not add up over a year.

    A rate is one whatever is said of it.
    """
    return not indicator.cumulative or is_rate(indicator.name, indicator.unit)


def is_place(condition: Condition) -> bool:
    """Tell whether the condition asks for a place in a ranking (全省前5位), however it was written down."""
    return condition.comparator is Comparator.RANK or (
        condition.unit in PLACE_UNITS and condition.comparator in CEILINGS and condition.value is not None
    )


def is_growth(indicator: Indicator, condition: Condition) -> bool:
    """Tell whether the condition asks a level to grow by percent (旅游收入 增长13%): its value is no level then."""
    return (
        condition.unit in RATE_UNITS
        and condition.value is not None
        and condition.reference in (None, LAST_YEAR)
        and bool(indicator.unit)
        and indicator.unit not in RATE_UNITS
    )


def is_relative(indicator: Indicator, condition: Condition) -> bool:
    """Tell whether the condition leans on another series, so that its own value is no level to reach."""
    return condition.reference is not None or is_growth(indicator, condition)


def level(indicator: Indicator, condition: Condition) -> Decimal | None:
    """Return the level itself that the condition names (突破143), in the indicator's unit.

    None where it names none, or one of another measure. Where one of the two has no unit, it is the other's.
    """
    if (
        condition.value is None
        or condition.comparator is Comparator.WORDS
        or is_place(condition)
        or is_relative(indicator, condition)
    ):
        return None
    if not condition.unit or not indicator.unit:
        return condition.value
    return converted(condition.value, condition.unit, indicator.unit)


def has_level(indicator: Indicator, condition: Condition) -> bool:
    """Tell whether the condition names the level itself (突破143)."""
    return level(indicator, condition) is not None


def level_of(indicator: Indicator) -> Decimal | None:
    """Return the level that the indicator is to reach: that of its first condition with one; None without."""
    return next((bound for one in indicator.conditions if (bound := level(indicator, one)) is not None), None)


def comparison(indicator: Indicator, condition: Condition) -> Comparator:
    """Return how values are compared: a plain number is at least, or at most where lower is better."""
    if condition.comparator is Comparator.EQ:
        return Comparator.LE if indicator.trend is Trend.DOWN else Comparator.GE
    return condition.comparator


def is_met(
    indicator: Indicator, condition: Condition, value: Decimal, bound: Decimal, approx_margin: Decimal
) -> bool:
    """Tell whether a value meets a bound. 左右 is met at the bound less the margin, and anywhere on the good side."""
    sign = comparison(indicator, condition)
    if sign is Comparator.APPROX and indicator.trend is Trend.DOWN:
        return value <= bound + approx_margin
    return meets(value, sign, bound, approx_margin)


def meets_target(indicator: Indicator, value: Decimal, approx_margin: Decimal) -> bool | None:
    """Tell whether a value meets every level of the target; None where the target names none."""
    levels = [(one, bound) for one in indicator.conditions if (bound := level(indicator, one)) is not None]
    if not levels:
        return None
    return all(is_met(indicator, one, value, bound, approx_margin) for one, bound in levels)


def keeps_below(indicator: Indicator, condition: Condition) -> bool:
    """Tell whether less is better here: 以内, 低于, and 左右 of what is to fall."""
    sign = comparison(indicator, condition)
    return sign in CEILINGS or (sign is Comparator.APPROX and indicator.trend is Trend.DOWN)


def level_words(indicator: Indicator, condition: Condition) -> str:
    """«突破143亿元», «10%左右», «1.5以内»: a level with its unit in the words of the plan."""
    bound = level(indicator, condition)
    if bound is None:
        return indicator.target_words
    figure = plain(bound)
    return target_words(condition.comparator, bound).replace(figure, f"{figure}{indicator.unit}", 1)


def goal_words(indicator: Indicator) -> str:
    """The whole target in its words, the unit behind the number: «突破143亿元», «10%左右，高于全省平均»."""
    return with_unit(indicator.target_words, level_of(indicator), indicator.unit)


def with_unit(words: str, bound: Decimal | None, unit: str) -> str:
    """The words of a target with the unit behind its number: «10左右，高于全省平均» of 10 and % is «10%左右，…»."""
    if bound is None or not unit:
        return words
    figure = plain(bound)
    return words if f"{figure}{unit}" in words else words.replace(figure, f"{figure}{unit}", 1)


def against_words(indicator: Indicator, condition: Condition) -> str:
    """«高于», «不低于» …: how a value is to stand to another series."""
    return _AGAINST[comparison(indicator, condition)]
