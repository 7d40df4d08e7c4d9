"""From the facts of one unit's week to the rows that 本周会商 and 任务清单 show. Pure: the one way to a row.

The first list, the pages and the command line all come through here, so that they cannot differ.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.tracking import ItemRow, Standing, rule_for
from shengsi_desktop.domain.words import Light, Role
from shengsi_desktop.rhythm.lights import read_deliverable
from shengsi_desktop.rhythm.standing import as_the_lead_said, item_standing, previous_words
from shengsi_desktop.rhythm.weeks import parse_week, previous_week

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shengsi_desktop.domain.dispatch import LeadState
    from shengsi_desktop.domain.first_view import FirstView, ItemCore
    from shengsi_desktop.domain.tracking import Assignment, Deliverable, DeliverableValue, LightRule, Report
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.rhythm.stoppages import Stopped


_BEHIND = frozenset({Light.YELLOW, Light.RED})


class UnitFacts:
    """The facts of one unit, sorted for looking up by item and by week."""

    def __init__(self, facts: FirstView) -> None:
        self.facts = facts
        self.deliverables: dict[str, list[Deliverable]] = defaultdict(list)
        self.values: dict[str, list[DeliverableValue]] = defaultdict(list)
        self.reports: dict[str, dict[str, Report]] = defaultdict(dict)
        self.assignments: dict[str, list[Assignment]] = defaultdict(list)
        for deliverable in facts.deliverables:
            self.deliverables[deliverable.item_id].append(deliverable)
        for value in facts.values:
            if value.unit_id == facts.unit.id:
                self.values[value.deliverable_id].append(value)
        for report in facts.reports:
            if report.unit_id == facts.unit.id:
                self.reports[report.item_id][report.week] = report
        for assignment in facts.assignments:
            self.assignments[assignment.item_id].append(assignment)
        self._carried = {key: _carried(values) for key, values in self.values.items()}

    def assignment(self, item_id: str) -> Assignment | None:
        """How the unit answers for the item: the weightiest of its assignments, None when it does not."""
        mine = [one for one in self.assignments[item_id] if one.unit_id == self.facts.unit.id]
        weight = {Role.LEAD: 0, Role.OWNER: 1, Role.SUPPORT: 2}
        return min(mine, key=lambda one: (weight[one.role], one.pending, one.ordinal), default=None)

    def lead(self, item_id: str) -> str:
        """The names of the leads, else of the first owner; empty when nobody is named."""
        owners = sorted(self.assignments[item_id], key=lambda one: one.ordinal)
        leads = [one.unit for one in owners if one.role is Role.LEAD]
        return "、".join(leads) if leads else next((one.group or one.unit for one in owners), "")

    def rule(self, week: str) -> LightRule:
        """The light rule in force in that week."""
        return rule_for(self.facts.rules, week) if self.facts.rules else self.facts.rule

    def carried(self, deliverable_id: str) -> Sequence[DeliverableValue]:
        """The values of a deliverable by week, each with what it leaves as it was."""
        return self._carried.get(deliverable_id, ())

    def stopped(self, item_id: str, as_of: date) -> dict[str, Stopped]:
        """The days of stoppages that held each deliverable of the item up; none where none did."""
        if not self.facts.stoppages:
            return {}
        from shengsi_desktop.rhythm.stoppages import stopped_for

        found = (
            (one.id, stopped_for(self.facts.stoppages, one, as_of, self.facts.plan_year))
            for one in self.deliverables[item_id]
        )
        return {key: held for key, held in found if held is not None}

    def values_at(self, item_id: str, week: str) -> dict[str, DeliverableValue]:
        """The newest value of each deliverable at or before the week; what a week left empty holds from before."""
        found: dict[str, DeliverableValue] = {}
        for deliverable in self.deliverables[item_id]:
            carried = self._carried.get(deliverable.id, [])
            place = bisect_right(carried, week, key=lambda value: value.week)
            if place:
                found[deliverable.id] = carried[place - 1]
        return found

    def touched(self, item_id: str, week: str) -> bool:
        """True when a deliverable of the item got a value in that very week."""
        return any(v.week == week for v in self.values_at(item_id, week).values())

    def ever_reported(self, item_id: str, week: str) -> bool:
        """True when the unit reported the item, or a value of it, at or before the week."""
        return any(r.reported for w, r in self.reports[item_id].items() if w <= week) or bool(
            self.values_at(item_id, week)
        )

    def standing(self, item_id: str, week: str, as_of: date) -> Standing:
        """The item as the unit's own values have it on that day; 由牵头单位填报 where the unit does not lead."""
        mine = self.assignment(item_id)
        by_lead = mine is None or mine.role is Role.SUPPORT
        told = self.told(item_id, week) if by_lead else None
        found = item_standing(
            self.deliverables[item_id],
            self.values_at(item_id, week),
            as_of=as_of,
            rule=self.rule(week),
            ever_reported=self.ever_reported(item_id, week),
            by_lead=by_lead,
            curves=self.facts.curves,
            plan_year=self.facts.plan_year,
            stopped=self.stopped(item_id, as_of),
        )
        return found if told is None else as_the_lead_said(found, told)

    def told(self, item_id: str, week: str) -> LeadState | None:
        """The newest state of the item's lead that was dispatched down, as of the week or before; None without one."""
        return next((one for one in reversed(self.facts.leads.get(item_id, ())) if one.week <= week), None)

    def weeks_behind(self, item_id: str, week: str) -> int:
        """连续滞后周数: how many reported weeks in a row, up to this one, were yellow or red."""
        reported = {w for w, r in self.reports[item_id].items() if w <= week and r.reported}
        reported |= {v.week for d in self.deliverables[item_id] for v in self.values[d.id] if v.week <= week}
        weeks = 0
        for past in sorted(reported, reverse=True):
            if not self._behind(item_id, past):
                break
            weeks += 1
        return weeks

    def _behind(self, item_id: str, week: str) -> bool:
        """Whether the reported item was yellow or red: one such deliverable decides, so the rest are not read."""
        as_of = parse_week(week, self.facts.rhythm).last
        values, rule = self.values_at(item_id, week), self.rule(week)
        return any(
            read_deliverable(
                one,
                values.get(one.id),
                as_of,
                rule,
                self.facts.curves.get(one.id),
                plan_year=self.facts.plan_year,
            ).reading.light
            in _BEHIND
            for one in self.deliverables[item_id]
        )

    def full_standing(self, item_id: str, week: Week, before: Standing | None = None) -> Standing:
        """The standing with 较上周 and 连续滞后周数; `before` is last week's 定稿 where there is one."""
        now = self.standing(item_id, str(week), week.last)
        mine = self.assignment(item_id)
        if now.reading.light is Light.BY_LEAD or mine is None or mine.role is Role.SUPPORT:
            # 连续滞后 and 较上周 are the lead's to tell
            return now
        last = previous_week(week)
        if before is None and self.ever_reported(item_id, str(last)):
            before = self.standing(item_id, str(last), last.last)
        return replace(
            now,
            weeks_behind=self.weeks_behind(item_id, str(week)),
            since_last=previous_words(now, before),
        )


def _carried(values: Sequence[DeliverableValue]) -> list[DeliverableValue]:
    """The values of one deliverable by week, each with the number, stage and words that it leaves as they were.

    A tick that stands is taken away by whoever says so, not by words of a week alone (形象进度).
    """
    found: list[DeliverableValue] = []
    for value in sorted(values, key=lambda one: one.week):
        before = found[-1] if found else value
        found.append(
            replace(
                value,
                value=before.value if value.value is None else value.value,
                stage=before.stage if value.stage is None else value.stage,
                done=value.done or (value.says_words_alone and before.done),
                words=value.words or before.words,
            )
        )
    return found


def item_row(
    unit_facts: UnitFacts,
    core: ItemCore,
    week: Week,
    *,
    mentioned: bool = False,
    before: Standing | None = None,
) -> ItemRow:
    """One item as the unit sees it in that week."""
    mine = unit_facts.assignment(core.id)
    report = unit_facts.reports[core.id].get(str(week))
    return ItemRow(
        id=core.id,
        kind=core.kind,
        list=core.list,
        number=core.number,
        task_number=core.task_number,
        task=core.task,
        direction=core.direction,
        title=core.title,
        role=mine.role if mine else None,
        role_source=mine.role_source if mine else None,
        group=mine.group if mine else None,
        pending=bool(mine and mine.pending),
        mentioned=mentioned,
        lead=unit_facts.lead(core.id),
        due=core.due,
        due_is_default=core.due_is_default,
        standing=unit_facts.full_standing(core.id, week, before),
        reported=bool(report and report.reported) or unit_facts.touched(core.id, str(week)),
        islands=tuple(dict.fromkeys(i for d in unit_facts.deliverables[core.id] for i in d.islands)),
        category=core.category,
    )


def item_rows(facts: FirstView, week: Week, mentioned: frozenset[str] = frozenset()) -> tuple[ItemRow, ...]:
    """Every item of the facts as a row, in the plan's order."""
    unit_facts = UnitFacts(facts)
    return tuple(item_row(unit_facts, core, week, mentioned=core.id in mentioned) for core in facts.items)
