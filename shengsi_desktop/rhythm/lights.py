"""The light of one deliverable, always with its reason (design.md, section 3; thresholds from the LightRule).

Attained and schedule are rounded to 0.1 before they are compared, so that the arithmetic shown is the one
that decided. A figure past its due day is read against its schedule as before, which then asks for the whole; the
words say by how many days it is late. How each basis of a rule reads a gap stands in `gaps`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.light_reasons import by_rule, with_more
from shengsi_desktop.domain.tracking import DeliverableStanding, Reading
from shengsi_desktop.domain.words import DeliverableKind, Light, LightBasis
from shengsi_desktop.rhythm.ceilings import Ceiling, ceiling_schedule, read_ceiling
from shengsi_desktop.rhythm.figures import HUNDRED, ZERO, day_words, percent_words, plain, share, to_tenth
from shengsi_desktop.rhythm.gaps import CEILINGS, gap_light, gap_words, meets, share_of_plan, target_words
from shengsi_desktop.rhythm.rates import RATE_UNITS, is_rate
from shengsi_desktop.rhythm.schedule import elapsed_share, planned_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shengsi_desktop.domain.tracking import Deliverable, DeliverableValue, LightRule
    from shengsi_desktop.domain.words import Comparator
    from shengsi_desktop.rhythm.stoppages import Stopped

    Curve = Sequence[tuple[date, Decimal]]

_NUMBERS = frozenset({DeliverableKind.QUANTITY, DeliverableKind.RATIO})
#: lights that a rule gave: only these can differ when days are taken out
_BY_RULE = frozenset({Light.GREEN, Light.YELLOW, Light.RED})
#: names whose value could be taken for a share of it
_LIKE_A_RATE = re.compile(r"(?:率|增幅|增速|增长|比重|占比|比例|比率)$")

#: what `_date_words` says of a day to come
_DUE_SOON = re.compile(r"，(?:剩\d+天|今日到期)(?=，|。|；| ·|$)")


def read_deliverable(
    deliverable: Deliverable,
    value: DeliverableValue | None,
    as_of: date,
    rule: LightRule,
    curve: Curve | None = None,
    unreported: bool = False,
    *,
    plan_year: int | None = None,
    stopped: Stopped | None = None,
) -> DeliverableStanding:
    """Read one deliverable as of a day. A missing value of a reported item counts as 0, 未启动; of a ceiling it says
    nothing of whether it is kept: 未定序时, red from the due day on.

    `curve` holds planned values in the deliverable's own unit. `plan_year` gives the 1 January that elapsed
    time starts from; without it the earlier year of the as-of and the due day. `stopped`: the days of stoppages
    that held it up, which give the second light and never change the plain one.
    """
    rule = rule.of_kind(deliverable.kind)
    complete = is_complete(deliverable, value, as_of, rule)
    fraction = attained_percent(deliverable, value)
    attained = None if fraction is None else to_tenth(fraction)
    schedule: Decimal | None = None
    if deliverable.kind in _NUMBERS:
        schedule = _schedule(deliverable, as_of, curve, plan_year)
    of_plan = _of_plan(deliverable, value, attained, schedule, planned_at(curve, as_of) if curve else None)
    if unreported:
        reading = Reading(Light.UNREPORTED, "未填报")
    elif deliverable.kind is DeliverableKind.STANDING:
        reading = Reading(Light.NONE, f"{deliverable.name}为常态工作，不亮灯")
    elif complete and (value is None or value.done or deliverable.comparator not in CEILINGS):
        reading = Reading(Light.DONE, f"{deliverable.name}{_figures(deliverable, value)}，已完成")
    elif (
        deliverable.kind in _NUMBERS and deliverable.comparator in CEILINGS and deliverable.target is not None
    ):
        reading = _by_ceiling(deliverable, value, as_of, rule, curve)
    elif deliverable.kind is DeliverableKind.MILESTONE:
        reading = _by_date(deliverable, value, as_of, rule)
    elif rule.basis is LightBasis.DATE:
        reading = _by_date(deliverable, value, as_of, rule, attained)
        reading = replace(
            reading, reason=with_more(reading.reason, _both_shares(attained, of_plan, planned=bool(curve)))
        )
    else:
        reading = _by_schedule(deliverable, attained, schedule, of_plan, as_of, rule, planned=bool(curve))
    found = DeliverableStanding(deliverable, value, attained, schedule, complete, reading, of_plan)
    if stopped is None or reading.light not in _BY_RULE:
        return found
    return replace(found, adjusted=_adjusted(found, as_of, rule, curve, plan_year, stopped))


def _adjusted(
    found: DeliverableStanding,
    as_of: date,
    rule: LightRule,
    curve: Curve | None,
    plan_year: int | None,
    stopped: Stopped,
) -> Reading | None:
    """The second light (see `rhythm.stoppages`); None where the sums stay the same."""
    deliverable, days = found.deliverable, stopped.days
    if deliverable.kind is DeliverableKind.MILESTONE or rule.basis is LightBasis.DATE:
        put_off = replace(deliverable, due=deliverable.due + timedelta(days=days), due_is_default=False)
        parts, light = _date_words(put_off, as_of, rule)
        parts[0] = f"{parts[0]}（顺延{days}天）"
    elif deliverable.comparator in CEILINGS or found.attained is None:
        return None
    else:
        schedule = _schedule(deliverable, as_of, curve, plan_year, days)
        if schedule is None or schedule == found.schedule:
            return None
        planned = planned_at(curve, as_of - timedelta(days=days)) if curve else None
        of_plan = _of_plan(deliverable, found.value, found.attained, schedule, planned)
        parts, light = _schedule_words(
            deliverable, found.attained, schedule, of_plan, as_of, rule, planned=bool(curve)
        )
    return Reading(light, by_rule(f"扣除{stopped.words}后：{'，'.join(parts)}，{light.label}", rule.name))


def is_due_soon(reading: Reading) -> bool:
    """Tell whether it is yellow for nothing but a day that comes soon («剩5天»), as `_date_words` says it.

    The words decide, so that a light of a 定稿, which is kept in words, is told alike.
    """
    return reading.light is Light.YELLOW and _DUE_SOON.search(reading.reason) is not None


def is_complete(
    deliverable: Deliverable, value: DeliverableValue | None, as_of: date, rule: LightRule
) -> bool:
    """Tell whether the promise is kept: ticked, all stages reached, or the target met.

    A ceiling (以内, 低于) is kept only when its due day has come; before, it is merely held so far. 左右 has the rule's
    margin for a ratio alone: what is counted (6个左右) has no half.
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


def _schedule(
    deliverable: Deliverable, as_of: date, curve: Curve | None, plan_year: int | None, stopped: int = 0
) -> Decimal | None:
    """序时 in percent of the target; with `stopped` days taken out."""
    if deliverable.target is None:
        return None
    planned = planned_at(curve, as_of - timedelta(days=stopped)) if curve else None
    if deliverable.comparator in CEILINGS:
        return ceiling_schedule(_ceiling(deliverable, deliverable.target, ZERO, as_of, planned))
    if planned is not None:
        return to_tenth(attained_of(planned, deliverable.comparator, deliverable.target))
    if not deliverable.by_time:
        return None
    return to_tenth(elapsed_share(as_of, deliverable.due, plan_year, stopped=stopped))


def _of_plan(
    deliverable: Deliverable,
    value: DeliverableValue | None,
    attained: Decimal | None,
    schedule: Decimal | None,
    planned: Decimal | None,
) -> Decimal | None:
    """What is attained in percent of what is asked for by now: of the plan curve's own figure, else of elapsed time.

    None for ceilings and milestones, and while nothing is asked for yet.
    """
    if attained is None or schedule is None or deliverable.comparator in CEILINGS:
        return None
    if planned is not None and planned > 0 and not (value is not None and value.done):
        given = value.value if value is not None and value.value is not None else ZERO
        return to_tenth(share(given, planned))
    return share_of_plan(attained, schedule)


def _both_shares(attained: Decimal | None, of_plan: Decimal | None, *, planned: bool) -> str:
    """«；完成年度目标21.3%，为计划进度的132.1%», nothing where the two are one (松阳 shows both)."""
    if attained is None or of_plan is None or of_plan == attained:
        return ""
    asked = "计划" if planned else "序时"
    return f"；完成年度目标{percent_words(attained)}，为{asked}进度的{percent_words(of_plan)}"


def _by_schedule(
    deliverable: Deliverable,
    attained: Decimal | None,
    schedule: Decimal | None,
    of_plan: Decimal | None,
    as_of: date,
    rule: LightRule,
    *,
    planned: bool,
) -> Reading:
    if attained is None:
        return Reading(Light.UNSCHEDULED, f"{deliverable.name}未设目标值，未定序时")
    figure = f"{_share_name(deliverable)}{percent_words(attained)}"
    if schedule is None:
        return Reading(Light.UNSCHEDULED, f"{figure}，未定序时")
    parts, light = _schedule_words(deliverable, attained, schedule, of_plan, as_of, rule, planned=planned)
    both = "" if rule.basis is LightBasis.SHARE else _both_shares(attained, of_plan, planned=planned)
    return Reading(light, by_rule(f"{'，'.join((figure, *parts))}{both}", rule.name))


def _schedule_words(
    deliverable: Deliverable,
    attained: Decimal,
    schedule: Decimal,
    of_plan: Decimal | None,
    as_of: date,
    rule: LightRule,
    *,
    planned: bool,
) -> tuple[list[str], Light]:
    """The schedule, how far it is from it and whether it is late, in words; and the light."""
    overdue = (as_of - deliverable.due).days
    apart = gap_words(attained, schedule)
    if rule.basis is LightBasis.SHARE and of_plan is not None:
        apart = f"为{'计划' if planned else '序时'}进度的{percent_words(of_plan)}"
    parts = [
        f"{'计划序时' if planned else '序时'}{percent_words(schedule)}",
        apart,
        *([f"已过时限{overdue}天"] if overdue > 0 else []),
    ]
    return parts, gap_light(attained, schedule, rule, of_plan)


def _share_name(deliverable: Deliverable) -> str:
    """What stands before a share of the target: of a rate (增幅, %) it is said that the share is no value of it."""
    name = deliverable.name
    if deliverable.unit not in RATE_UNITS and not _LIKE_A_RATE.search(name):
        return name
    return f"{name}达目标的" if name.endswith("完成率") else f"{name}完成率"


def _by_ceiling(
    deliverable: Deliverable,
    value: DeliverableValue | None,
    as_of: date,
    rule: LightRule,
    curve: Curve | None,
) -> Reading:
    given = value.value if value is not None else None
    if given is None or deliverable.target is None:
        light = Light.RED if as_of >= deliverable.due else Light.UNSCHEDULED
        words = f"{deliverable.name}未填数值，看不出是否超出"
        return Reading(light, by_rule(f"{words}，已到时限", rule.name) if light is Light.RED else words)
    planned = planned_at(curve, as_of) if curve else None
    found = read_ceiling(_ceiling(deliverable, deliverable.target, given, as_of, planned), rule)
    overdue = (as_of - deliverable.due).days
    late = f"，已过时限{overdue}天" if overdue > 0 and found.light is not Light.DONE else ""
    figure = f"{deliverable.name}{plain(given)}{deliverable.unit}"
    words = f"{figure}，{found.reason}{late}"
    return Reading(
        found.light, f"{words}，已完成" if found.light is Light.DONE else by_rule(words, rule.name)
    )


def _ceiling(
    deliverable: Deliverable, target: Decimal, value: Decimal, as_of: date, planned: Decimal | None
) -> Ceiling:
    asked = target_words(deliverable.comparator, target)
    return Ceiling(
        value=value,
        bound=target,
        unit=deliverable.unit,
        asked=asked.replace(plain(target), f"{plain(target)}{deliverable.unit}", 1),
        met=meets(value, deliverable.comparator, target, ZERO),
        adds_up=not is_rate(deliverable.name, deliverable.unit),
        due=as_of >= deliverable.due,
        planned=planned,
    )


def _by_date(
    deliverable: Deliverable,
    value: DeliverableValue | None,
    as_of: date,
    rule: LightRule,
    attained: Decimal | None = None,
) -> Reading:
    parts, light = _date_words(deliverable, as_of, rule)
    if deliverable.kind is DeliverableKind.MILESTONE:
        not_yet = "未启动" if len(deliverable.stages) > 1 else "（未完成）"
        figure = f"{deliverable.name}{_figures(deliverable, value) or not_yet}"
    elif attained is None:
        figure = f"{deliverable.name}未设目标值"
    else:
        figure = f"{_share_name(deliverable)}{percent_words(attained)}"
    return Reading(light, by_rule("，".join((figure, *parts)), rule.name))


def _date_words(deliverable: Deliverable, as_of: date, rule: LightRule) -> tuple[list[str], Light]:
    """The due day and the days left, in words; and the light: overdue red, due soon yellow (strict: green)."""
    left = (deliverable.due - as_of).days
    due = day_words(deliverable.due, as_of.year) + ("（默认）" if deliverable.due_is_default else "")
    if left < 0:
        return [f"时限{due}", f"逾期{-left}天"], Light.RED
    soon = left <= rule.soon_days and rule.basis is not LightBasis.STRICT
    when = f"剩{left}天" if left else "今日到期"
    return [f"时限{due}", when], Light.YELLOW if soon else Light.GREEN


def _figures(deliverable: Deliverable, value: DeliverableValue | None) -> str:
    """«30/30个», «征求意见（3/5）», or nothing when there is no figure to show."""
    if value is None:
        return ""
    if deliverable.kind is DeliverableKind.MILESTONE:
        last = len(deliverable.stages)
        reached = min(value.stage or 0, last)
        if last == 1:
            return ""  # «完成（1/1）» says no more than the sentence does
        return f"{deliverable.stages[reached - 1]}（{reached}/{last}）" if reached > 0 else ""
    if value.value is None or deliverable.target is None:
        return ""
    return f"{plain(value.value)}/{plain(deliverable.target)}{deliverable.unit}"
