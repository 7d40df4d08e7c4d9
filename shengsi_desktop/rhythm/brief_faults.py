"""Since when an item of a brief is behind: by the one deliverable that is its fault now, not by any. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.words import DeliverableKind, Light
from shengsi_desktop.rhythm.lights import is_due_soon, read_deliverable
from shengsi_desktop.rhythm.standing import deciding
from shengsi_desktop.rhythm.weeks import parse_week, weeks_between

if TYPE_CHECKING:
    from shengsi_desktop.domain.briefs import BriefItem
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow, Standing
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.rhythm.item_rows import UnitFacts

_BEHIND = frozenset({Light.YELLOW, Light.RED})


class Fault(NamedTuple):
    """The first week of those behind in a row, how many weeks from it to now, and how many of them were reported."""

    since: Week | None = None
    weeks: int = 0
    reports: int = 0


def is_behind(standing: Standing) -> bool:
    """滞后: red, or yellow for its distance from the schedule; a day that comes soon is none."""
    return standing.reading.light in _BEHIND and not is_due_soon(standing.reading)


def comes_due(item: BriefItem) -> bool:
    """临近时限: yellow for nothing but a day that comes soon."""
    return is_due_soon(item.row.standing.reading)


def fault_of(unit_facts: UnitFacts, row: ItemRow, week: Week) -> Fault:
    """Since when the deliverable that decides the item's light now has been behind, by the weeks that were reported.

    Nothing for one whose day is past: its reason says how many days. A week not reported neither counts nor breaks.
    """
    worst = deciding(row.standing)
    if worst is None or not is_behind(row.standing) or _told_by_days(worst):
        return Fault()
    since, reports = "", 0
    for past in sorted(_reported(unit_facts, row.id, str(week)), reverse=True):
        if not _was_behind(unit_facts, row.id, worst, past):
            break
        since, reports = past, reports + 1
    if not since:
        return Fault()
    first = parse_week(since, unit_facts.facts.rhythm)
    return Fault(first, weeks_between(first, week) + 1, reports)


def _told_by_days(worst: DeliverableStanding) -> bool:
    return worst.deliverable.kind is DeliverableKind.MILESTONE


def _reported(unit_facts: UnitFacts, item_id: str, week: str) -> set[str]:
    found = {name for name, one in unit_facts.reports[item_id].items() if name <= week and one.reported}
    for deliverable in unit_facts.deliverables[item_id]:
        found |= {one.week for one in unit_facts.values[deliverable.id] if one.week <= week}
    return found


def _was_behind(unit_facts: UnitFacts, item_id: str, worst: DeliverableStanding, week: str) -> bool:
    deliverable = worst.deliverable
    reading = read_deliverable(
        deliverable,
        unit_facts.values_at(item_id, week).get(deliverable.id),
        parse_week(week, unit_facts.facts.rhythm).last,
        unit_facts.rule(week),
        unit_facts.facts.curves.get(deliverable.id),
        plan_year=unit_facts.facts.plan_year,
    ).reading
    return reading.light in _BEHIND and not is_due_soon(reading)
