"""How far a figure is from what was asked: whether it meets it, what light a gap has, and the gap in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Comparator, Light, LightBasis
from shengsi_desktop.rhythm.figures import HUNDRED, ZERO, plain, to_tenth
from shengsi_desktop.rhythm.rates import RATE_UNITS

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.tracking import LightRule

CEILINGS = frozenset({Comparator.LE, Comparator.LT})
_BEFORE = {Comparator.GT: "突破", Comparator.LT: "低于"}
_AFTER = {Comparator.GE: "以上", Comparator.APPROX: "左右", Comparator.LE: "以内"}


def meets(value: Decimal, comparator: Comparator, target: Decimal, approx_margin: Decimal) -> bool:
    """Tell whether a value meets a target. 左右 is met at the target less the margin, or anywhere above."""
    if comparator is Comparator.GT:
        return value > target
    if comparator is Comparator.LT:
        return value < target
    if comparator is Comparator.LE:
        return value <= target
    if comparator is Comparator.APPROX:
        return value >= target - approx_margin
    return value >= target


def share_of(value: Decimal, bound: Decimal, *, below: bool) -> Decimal | None:
    """Return what share of a bound is reached, in percent: value ÷ bound, or where less is better bound ÷ value,
    at most 100. None where a ratio says nothing: a bound or a ceiling's value that is not above 0.
    """
    if below:
        if value <= bound:
            return HUNDRED
        return bound / value * HUNDRED if bound >= 0 else None
    if bound <= 0:
        return HUNDRED if value >= bound else None
    return max(value / bound * HUNDRED, ZERO)


def target_words(comparator: Comparator, target: Decimal | None, high: Decimal | None = None) -> str:
    """«突破143», «10左右», «1-2»: a target without its unit, as lists show it; empty for none."""
    if target is None:
        return ""
    figure = plain(target) if high is None else f"{plain(target)}-{plain(high)}"
    return f"{_BEFORE.get(comparator, '')}{figure}{_AFTER.get(comparator, '')}"


def gap_light(attained: Decimal, schedule: Decimal, rule: LightRule, of_plan: Decimal | None = None) -> Light:
    """Return the light of what is attained against the schedule, both in percent, by the rule's basis.

    gap: yellow from `yellow_below` points on, red beyond `red_below`. share: yellow under `yellow_below` percent of
    the schedule (`of_plan`, else the two divided), red under `red_below`. strict: met or red. date: never behind.
    """
    gap = to_tenth(schedule) - to_tenth(attained)
    if rule.basis is LightBasis.STRICT:
        return Light.RED if gap > 0 else Light.GREEN
    if rule.basis is LightBasis.DATE:
        return Light.GREEN
    if rule.basis is LightBasis.SHARE:
        found = share_of_plan(attained, schedule) if of_plan is None else of_plan
        if found is None or found >= rule.yellow_below:
            return Light.GREEN
        return Light.RED if found < rule.red_below else Light.YELLOW
    if gap > rule.red_below:
        return Light.RED
    return Light.YELLOW if gap >= rule.yellow_below else Light.GREEN


def share_of_plan(attained: Decimal, schedule: Decimal) -> Decimal | None:
    """What is attained in percent of what the schedule asks for, to one decimal; None while it asks for nothing."""
    return to_tenth(attained / schedule * HUNDRED) if schedule > 0 else None


def short_light(share: Decimal | None, rule: LightRule, *, due: bool) -> Light:
    """Return the light of a level that is not met: red when it is due or short by over `red_below` percent.

    `share` is what is reached of the bound, in percent; None where a ratio says nothing. With basis share: red under
    `red_below` percent; strict: red; date: green till it is due.
    """
    if rule.basis is LightBasis.STRICT:
        return Light.RED
    if rule.basis is LightBasis.DATE:
        return Light.RED if due else Light.GREEN
    reached = None if share is None else to_tenth(share)
    if rule.basis is LightBasis.SHARE:
        far = reached is not None and reached < rule.red_below
    else:
        far = reached is not None and HUNDRED - reached > rule.red_below
    return Light.RED if due or far else Light.YELLOW


def gap_words(attained: Decimal, schedule: Decimal) -> str:
    """«差11.1个百分点», «超2.2个百分点», «与序时持平»."""
    gap = to_tenth(schedule) - to_tenth(attained)
    if not gap:
        return "与序时持平"
    return f"{'差' if gap > 0 else '超'}{plain(abs(gap))}个百分点"


def apart(difference: Decimal, unit: str) -> str:
    """How far two values lie apart: «0.6个百分点» of shares, else the bare figure."""
    points = "" if unit not in RATE_UNITS else "个千分点" if unit == "‰" else "个百分点"
    return f"{plain(abs(difference))}{points}"
