"""上周计划完成情况: the lines of last week's plan with what was said of them, of one item or of a unit's whole week."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlmodel import col

from shengsi_desktop.domain.week_book import PlanDone
from shengsi_desktop.domain.words import PlanMark
from shengsi_desktop.rhythm.carry import checklist
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import PlanMark as MarkRow
from shengsi_desktop.store.tables import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.item_detail import PlanLine
    from shengsi_desktop.domain.tracking import Report as ReportView
    from shengsi_desktop.rhythm.item_rows import UnitFacts

Marks = dict[tuple[str, str, int], str]


def checklist_of(past: list[ReportView], marks: Mapping[tuple[str, str, int], str]) -> tuple[PlanLine, ...]:
    """Last week's plan, line by line, with what was said of it and of the same line in weeks before.

    A week not reported, or without news and plan, leaves the plan before it as it stands: no line is lost.
    """
    spoken = [one for one in past if not one.no_news or one.next_plan.strip()]
    last = max(spoken, key=lambda one: one.week, default=None)
    if last is None or not last.next_plan.strip():
        return ()
    by_report: dict[str, dict[tuple[str, int], PlanMark]] = {}
    for (report_id, line, occurrence), word in marks.items():
        if word:
            by_report.setdefault(report_id, {})[line, occurrence] = PlanMark(word)
    before = sorted((one for one in past if one.week < last.week), key=lambda one: one.week, reverse=True)
    earlier = [by_report.get(one.id, {}) for one in before]
    return checklist(last.id, last.next_plan, by_report.get(last.id, {}), earlier)


def reported_before(sorted_facts: UnitFacts, item_id: str, week: str) -> list[ReportView]:
    """The unit's reports of the item before that week."""
    return [one for w, one in sorted_facts.reports[item_id].items() if w < week and one.reported]


def marks_of(session: Session, item_id: str, unit_id: str) -> Marks:
    """What was said of the unit's plan lines of one item."""
    rows = session.exec(
        alive(MarkRow)
        .join(Report, col(Report.id) == col(MarkRow.report_id))
        .where(Report.item_id == item_id, Report.unit_id == unit_id)
    ).all()
    return {(row.report_id, row.line, row.occurrence): row.mark for row in rows}


def checklists(
    session: Session, sorted_facts: UnitFacts, item_ids: Iterable[str], week: str
) -> dict[str, tuple[PlanLine, ...]]:
    """The checklist of each of these items in that week, read together."""
    unit_id = sorted_facts.facts.unit.id
    item_of = {one.id: item_id for item_id, by in sorted_facts.reports.items() for one in by.values()}
    marks: dict[str, Marks] = defaultdict(dict)
    rows = session.exec(
        alive(MarkRow).join(Report, col(Report.id) == col(MarkRow.report_id)).where(Report.unit_id == unit_id)
    ).all()
    for row in rows:
        if row.report_id in item_of:
            marks[item_of[row.report_id]][row.report_id, row.line, row.occurrence] = row.mark
    return {
        item_id: checklist_of(reported_before(sorted_facts, item_id, week), marks[item_id])
        for item_id in item_ids
    }


def plan_done(lines: tuple[PlanLine, ...]) -> PlanDone | None:
    """How many lines of last week's plan were done, and how long the worst one waits; None without a plan."""
    if not lines:
        return None
    return PlanDone(
        total=len(lines),
        done=sum(one.mark is PlanMark.DONE for one in lines),
        unsaid=sum(one.mark is None for one in lines),
        weeks_not_started=max(one.weeks_not_started for one in lines),
        left=tuple(
            f"{one.line}：{one.mark.label}"
            for one in lines
            if one.mark is not None and one.mark is not PlanMark.DONE
        ),
    )
