"""The light of one deliverable, always with its reason (design.md, section 3; thresholds from the LightRule).

Attained and schedule are rounded to 0.1 before they are compared, so that the arithmetic shown is the one
that decided.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.tracking import DeliverableStanding, Reading
from shengsi_desktop.domain.words import Comparator, DeliverableKind, Light
from shengsi_desktop.rhythm.figures import HUNDRED, ZERO, day_words, percent_words, plain, share, to_tenth
from shengsi_desktop.rhythm.schedule import elapsed_share, planned_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shengsi_desktop.domain.tracking import Deliverable, DeliverableValue, LightRule

    Curve = Sequence[tuple[date, Decimal]]

CEILINGS = frozenset({Comparator.LE, Comparator.LT})


def read_deliverable(
    deliverable: Deliverable,
    value: DeliverableValue | None,
    as_of: date,
    rule: LightRule,
    curve: Curve | None = None,
    unreported: bool = False,
    *,
    plan_year: int | None = None,
) -> DeliverableStanding:
    """Read one deliverable as of a day. A missing value of a reported item counts as 0, 未启动.

    `curve` holds planned values in the deliverable's own unit. `plan_year` gives the 1 January that elapsed
    time starts from; without it the earlier year of the as-of and the due day.
    """
    complete = is_complete(deliverable, value, as_of, rule)
    fraction = attained_percent(deliverable, value)
    attained = None if fraction is None else to_tenth(fraction)
    schedule: Decimal | None = None
    if deliverable.kind in {DeliverableKind.QUANTITY, DeliverableKind.RATIO}:
        schedule = _schedule(deliverable, as_of, curve, plan_year)
    if unreported:
        reading = Reading(Light.UNREPORTED, "尚未填报")
    elif deliverable.kind is DeliverableKind.STANDING:
        reading = Reading(Light.NONE, f"{deliverable.name}为常态工作，不亮灯")
    elif complete:
        reading = Reading(Light.DONE, f"{deliverable.name}{_figures(deliverable, value)}，已完成")
    elif deliverable.kind is DeliverableKind.MILESTONE:
        reading = _by_date(deliverable, value, as_of, rule)
    else:
        reading = _by_schedule(deliverable, attained, schedule, as_of, rule, planned=bool(curve))
    return DeliverableStanding(deliverable, value, attained, schedule, complete, reading)


def is_complete(
    deliverable: Deliverable, value: DeliverableValue | None, as_of: date, rule: LightRule
) -> bool:
    """Tell whether the promise is kept: ticked, all stages reached, or the target met.

    A ceiling (以内, 低于) is kept only when its due day has come; before, it is merely held so far.
    """
    if value is None:
        return False
    if value.done:
        return True
    if deliverable.kind is DeliverableKind.MILESTONE:
        return bool(deliverable.stages) and (value.stage or 0) >= len(deliverable.stages)
    if deliverable.kind is DeliverableKind.STANDING or value.value is None or deliverable.target is None:
        return False
    margin = rule.approx_margin if deliverable.kind is DeliverableKind.RATIO else ZERO
    met = meets(value.value, deliverable.comparator, deliverable.target, margin)
    return met and (deliverable.comparator not in CEILINGS or as_of >= deliverable.due)


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


def attained_of(value: Decimal, comparator: Comparator, target: Decimal) -> Decimal:
    """Return value ÷ target in percent; for a ceiling (以内, 低于) target ÷ value, at most 100."""
    if comparator not in CEILINGS:
        return share(value, target)
    if value <= target:
        return HUNDRED
    return share(target, value)


def attained_percent(deliverable: Deliverable, value: DeliverableValue | None) -> Decimal | None:
    """Return the exact share of the promise in percent; a range by its low end, a milestone by its stages.

    None for standing deliverables and for figures without a target (unless ticked done).
    """
    if deliverable.kind is DeliverableKind.STANDING:
        return None
    if value is not None and value.done:
        return HUNDRED
    if deliverable.kind is DeliverableKind.MILESTONE:
        if value is None or not deliverable.stages:
            return ZERO
        return min(share(Decimal(value.stage or 0), Decimal(len(deliverable.stages))), HUNDRED)
    if deliverable.target is None:
        return None
    if value is None or value.value is None:
        return ZERO
    return attained_of(value.value, deliverable.comparator, deliverable.target)


def gap_light(attained: Decimal, schedule: Decimal, rule: LightRule) -> Light:
    """Return the light of a gap in points: yellow from `yellow_below` on, red beyond `red_below`."""
    gap = to_tenth(schedule) - to_tenth(attained)
    if gap > rule.red_below:
        return Light.RED
    return Light.YELLOW if gap >= rule.yellow_below else Light.GREEN


def gap_words(attained: Decimal, schedule: Decimal) -> str:
    """«差11.1个百分点», «超2.2个百分点», «与序时持平»."""
    gap = to_tenth(schedule) - to_tenth(attained)
    if not gap:
        return "与序时持平"
    return f"{'差' if gap > 0 else '超'}{plain(abs(gap))}个百分点"


def _schedule(
    deliverable: Deliverable, as_of: date, curve: Curve | None, plan_year: int | None
) -> Decimal | None:
    if deliverable.target is None:
        return None
    if curve:
        planned = planned_at(curve, as_of)
        if planned is not None:
            return to_tenth(attained_of(planned, deliverable.comparator, deliverable.target))
    if not deliverable.by_time:
        return None
    if deliverable.comparator in CEILINGS:
        return HUNDRED  # a ceiling is to be held all year, not reached by its end
    return to_tenth(elapsed_share(as_of, deliverable.due, plan_year))


def _by_schedule(
    deliverable: Deliverable,
    attained: Decimal | None,
    schedule: Decimal | None,
    as_of: date,
    rule: LightRule,
    *,
    planned: bool,
) -> Reading:
    if attained is None:
        return Reading(Light.UNSCHEDULED, f"{deliverable.name}未设目标值，未定序时")
    if schedule is None:
        return Reading(Light.UNSCHEDULED, f"{deliverable.name}{percent_words(attained)}，未定序时")
    light = gap_light(attained, schedule, rule)
    if deliverable.comparator in CEILINGS and light is Light.GREEN and attained < schedule:
        light = Light.YELLOW  # beyond the ceiling, if only by little
    overdue = (as_of - deliverable.due).days
    parts = [
        f"{deliverable.name}{percent_words(attained)}",
        f"{'计划序时' if planned else '序时'}{percent_words(schedule)}",
        gap_words(attained, schedule),
        *([f"已过时限{overdue}天"] if overdue > 0 else []),
        f"{light.label}（{rule.name}）",
    ]
    return Reading(light, "，".join(parts))


def _by_date(
    deliverable: Deliverable, value: DeliverableValue | None, as_of: date, rule: LightRule
) -> Reading:
    left = (deliverable.due - as_of).days
    due = day_words(deliverable.due, as_of.year) + ("（默认）" if deliverable.due_is_default else "")
    if left < 0:
        light, when = Light.RED, f"逾期{-left}天"
    else:
        light = Light.YELLOW if left <= rule.soon_days else Light.GREEN
        when = f"剩{left}天" if left else "今日到期"
    stage = _figures(deliverable, value) or "未启动"
    reason = f"{deliverable.name}{stage}，时限{due}，{when}，{light.label}（{rule.name}）"
    return Reading(light, reason)


def _figures(deliverable: Deliverable, value: DeliverableValue | None) -> str:
    """«30/30个», «征求意见（3/5）», or nothing when there is no figure to show."""
    if value is None:
        return ""
    if deliverable.kind is DeliverableKind.MILESTONE:
        last = len(deliverable.stages)
        reached = min(value.stage or 0, last)
        return f"{deliverable.stages[reached - 1]}（{reached}/{last}）" if reached > 0 else ""
    if value.value is None or deliverable.target is None:
        return ""
    return f"{plain(value.value)}/{plain(deliverable.target)}{deliverable.unit}"
