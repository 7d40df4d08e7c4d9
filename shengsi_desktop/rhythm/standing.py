"""Where an item stands as of a week: its worst deliverable's light, its count, its 测算, and 较上周."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.light_reasons import with_more
from shengsi_desktop.domain.tracking import Reading, Standing, Tally
from shengsi_desktop.domain.words import DeliverableKind, Light
from shengsi_desktop.rhythm.figures import HUNDRED, ZERO, to_tenth
from shengsi_desktop.rhythm.lights import attained_percent, read_deliverable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.dispatch import LeadState
    from shengsi_desktop.domain.tracking import Deliverable, DeliverableStanding, DeliverableValue, LightRule
    from shengsi_desktop.rhythm.lights import Curve
    from shengsi_desktop.rhythm.stoppages import Stopped

#: worst first; what is not here never decides an item
_SEVERITY = (Light.RED, Light.YELLOW, Light.UNSCHEDULED, Light.GREEN, Light.DONE)
#: lights that tell nothing about the item: a week with one is a week not reported
_SILENT = frozenset({Light.UNREPORTED, Light.BY_LEAD, Light.UNPUBLISHED})
_TURNED = {Light.RED: "转红", Light.YELLOW: "转黄", Light.GREEN: "转绿", Light.DONE: "转办结"}


def item_standing(
    deliverables: Sequence[Deliverable],
    values: Mapping[str, DeliverableValue],
    *,
    as_of: date,
    rule: LightRule,
    ever_reported: bool,
    by_lead: bool = False,
    curves: Mapping[str, Curve] | None = None,
    plan_year: int | None = None,
    stopped: Mapping[str, Stopped] | None = None,
) -> Standing:
    """Read an item from its deliverables; `values`, `curves` and `stopped` (days of stoppages) by deliverable id.

    `ever_reported`: the lead has reported it at least once. `by_lead`: this is a supporting unit's own list
    and the lead's state has not come down; then no figure sets a light. `computed` (测算, percent to 0.1) is None
    when there is nothing but standing work, or no report of the lead. The worst deliverable's light is the item's:
    red, yellow, 未定序时, green, 办结.
    """
    read = tuple(
        read_deliverable(
            deliverable,
            values.get(deliverable.id),
            as_of,
            rule,
            (curves or {}).get(deliverable.id),
            unreported=not ever_reported,
            plan_year=plan_year,
            stopped=(stopped or {}).get(deliverable.id),
        )
        for deliverable in deliverables
    )
    counted = [one for one in read if one.deliverable.kind is not DeliverableKind.STANDING]
    tally = _tally(counted)
    if by_lead:
        # the lead's state has not come down: how many there are is known, not how far they are
        by_the_lead = Reading(Light.BY_LEAD, "由牵头单位填报")
        unread = tuple(replace(one, reading=by_the_lead) for one in read)
        return Standing(by_the_lead, Tally(tally.total, 0, 0, 0), None, unread)
    if not ever_reported:
        return Standing(Reading(Light.UNREPORTED, "未填报"), tally, None, read)
    if not counted:
        return Standing(Reading(Light.NONE, "常态工作，不亮灯"), tally, None, read)
    if tally.done == tally.total:
        return Standing(Reading(Light.DONE, f"{tally.total}项全部完成，办结"), tally, HUNDRED, read)
    worst = min(counted, key=_severity)
    return Standing(worst.reading, tally, _computed(counted), read, adjusted=_adjusted(counted, worst))


def as_the_lead_said(found: Standing, told: LeadState) -> Standing:
    """A supporting unit's reading of an item with the lead's state that was dispatched down; it says whose it is."""
    whose = f"（牵头{told.unit}，第{int(told.week.partition('-W')[2])}周）"
    reading = replace(told.reading, reason=with_more(told.reading.reason, whose))
    parts = tuple(
        replace(one, reading=told.lights.get(one.deliverable.id, one.reading)) for one in found.deliverables
    )
    return Standing(reading, told.tally, told.computed, parts)


def _adjusted(counted: Sequence[DeliverableStanding], worst: DeliverableStanding) -> Reading | None:
    """The item's second light: that of the worst deliverable once days are taken out; None where none are.

    Where another deliverable is then the worst, it is named.
    """
    if all(one.adjusted is None for one in counted):
        return None
    second = min(counted, key=lambda one: _severity(replace(one, reading=one.adjusted or one.reading)))
    if second is worst:
        return second.adjusted
    if second.adjusted is None:
        words = f"扣除停航等天数后：{second.reading.reason}"
        return Reading(second.reading.light, with_more(words, f"，{second.reading.light.label}"))
    days, _, sums = second.adjusted.reason.partition("：")
    return Reading(second.adjusted.light, f"{days}：{second.deliverable.name}{sums}")


def deciding(standing: Standing) -> DeliverableStanding | None:
    """The deliverable that the item's light is of; None where none is (尚未填报, 办结, 常态)."""
    light = standing.reading.light
    same = [one for one in standing.deliverables if one.reading == standing.reading]
    same = same or [one for one in standing.deliverables if one.reading.light is light]
    return min(same, key=_severity) if light in _SEVERITY and same else None


def previous_words(now: Standing, before: Standing | None) -> str:
    """Say 较上周: «首次填报», «转黄，完成+1», «完成-1», «持平»; empty while there is nothing to compare."""
    light = now.reading.light
    if light in _SILENT:
        return ""
    if before is None or before.reading.light in _SILENT:
        return "首次填报"
    words = []
    if light is not before.reading.light:
        words.append(_TURNED.get(light, f"转{light.label}"))
    finished = now.tally.done - before.tally.done
    if finished:
        words.append(f"完成{finished:+d}")
    return "，".join(words) or "持平"


def _severity(standing: DeliverableStanding) -> tuple[int, Decimal, date]:
    """Order by light, then by the wider gap, then by the nearer due day; equal ones keep the plan's order."""
    gap = (standing.schedule or ZERO) - (standing.attained or ZERO) if standing.schedule is not None else ZERO
    return (_SEVERITY.index(standing.reading.light), -gap, standing.deliverable.due)


def _tally(counted: Sequence[DeliverableStanding]) -> Tally:
    done = sum(one.complete for one in counted)
    under_way = sum(_under_way(one) for one in counted)
    return Tally(len(counted), done, under_way, len(counted) - done - under_way)


def _under_way(standing: DeliverableStanding) -> bool:
    value = standing.value
    return not standing.complete and value is not None and bool(value.value or value.stage)


def _computed(counted: Sequence[DeliverableStanding]) -> Decimal:
    """Mean of what is attained, each at most 100; a promise without a target is done or not."""
    total = sum((_share(one) for one in counted), ZERO)
    return to_tenth(total / len(counted))


def _share(standing: DeliverableStanding) -> Decimal:
    if standing.complete:
        return HUNDRED
    return min(attained_percent(standing.deliverable, standing.value) or ZERO, HUNDRED)
