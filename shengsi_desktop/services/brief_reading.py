"""The facts of a brief out of the store: whose items, what was said in the period's weeks, what waits. Reads only.

Where no other unit's words are in the store, it is a unit's own brief, of its own items alone. The plan is that of the
period's year, whichever the desk has chosen since; a week that has a 定稿 is read as that says it (`brief_finals`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.briefs import BriefFacts, BriefItem, BriefKind, BriefMissing, WeekWords
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import ItemKind, Role
from shengsi_desktop.rhythm.brief_faults import fault_of
from shengsi_desktop.rhythm.brief_periods import period_before, period_label, weeks_of
from shengsi_desktop.rhythm.investments import totals
from shengsi_desktop.services import (
    appeal_rows,
    brief_appeals,
    brief_matters,
    county,
    facts,
    people,
    projects,
)
from shengsi_desktop.services.brief_finals import as_signed, finals_of, frozen
from shengsi_desktop.services.brief_matters import Scope, UnitPart
from shengsi_desktop.services.indicators import session_standings
from shengsi_desktop.store.reading import load_items, load_week_facts
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.domain.appeals import AppealContact
    from shengsi_desktop.domain.projects import ProjectRow
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services.brief_finals import Finals
    from shengsi_desktop.store.tables import Plan

_SAID = ("progress", "problems", "catch_up", "expected", "next_plan")


def plan_of(session: Session, period: str) -> Plan:
    """The plan whose year the period lies in; the one the desk has chosen where there is none of it."""
    return facts.plan_of_year(session, int(period[:4]))


def brief_facts(
    session: Session, desk_unit: str, kind: BriefKind, period: str, leader_id: str, today: date
) -> BriefFacts:
    """All that the brief is drafted from, as of the last week of the period that has begun by `today`.

    `leader_id` is empty for a month pack; of a half-month it then means the items that nobody is in charge of.
    """
    plan = plan_of(session, period)
    own = _begun(weeks_of(period, facts.rhythm(session, desk_unit)), today)
    if not own:
        raise Refusal(f"{period_label(period)}还没有开始，没有可汇总的周次。请选已开始的时段。")
    later = brief_appeals.begun_later(session, plan.id, own[-1])
    scope = replace(_scope(session, kind, leader_id, plan.id), later=later)
    parts = _parts(session, desk_unit, period, today, scope, plan.id)
    items = tuple(item for part in parts for item in part.items)
    of_month = kind is BriefKind.MONTH
    rows = _projects(session, parts) if of_month else ()
    month = _month(period, plan.year)
    return BriefFacts(
        kind=kind,
        period=period,
        unit=next((unit.name for unit in facts.units(session) if unit.id == desk_unit), ""),
        plan_title=plan.title,
        leader=scope.leader,
        weeks=own,
        week=own[-1],
        items=_in_plan_order(session, items, plan),
        requests=brief_matters.requests(session, parts, scope, own[-1].last),
        directives=brief_matters.directives(session, desk_unit, scope, own),
        indicators=session_standings(session, month, own[-1], plan_id=plan.id) if of_month else (),
        projects=rows,
        project_totals=totals(rows) if rows else None,
        appeals=brief_appeals.appeals(session, parts) if of_month else (),
        missing=tuple(part.missing for part in parts if part.missing is not None) if of_month else (),
        unanswered=_unanswered(session, desk_unit, scope, plan, items),
    )


def _scope(session: Session, kind: BriefKind, leader_id: str, plan_id: str) -> Scope:
    if kind is BriefKind.MONTH:
        return Scope(kind, None, None)
    found = people.people_map(session, plan_id)
    if leader_id:
        leader = next((one for one in found.leaders if one.id == leader_id), None)
        if leader is None:
            raise Refusal("这位领导已不在名单里。请在“设置－领导与专班”里查看。")
        return Scope(kind, leader, found.items_of(leader_id))
    rows = raw_connection(session).execute("SELECT id FROM item WHERE plan_id = ? AND dead = 0", (plan_id,))
    return Scope(kind, None, frozenset(row[0] for row in rows if row[0] not in found.charge))


def answered_items(session: Session, desk_unit: str, plan: Plan, period: str, today: date) -> frozenset[str]:
    """The items (ids) that a period's brief speaks of: all of the plan, in a unit's own store those it answers for."""
    own = _begun(weeks_of(period, facts.rhythm(session, desk_unit)), today)
    later = brief_appeals.begun_later(session, plan.id, own[-1]) if own else frozenset()
    return _answered(session, desk_unit, plan) - later


def _answered(session: Session, desk_unit: str, plan: Plan) -> frozenset[str]:
    connection = raw_connection(session)
    if others_speak(session, desk_unit):
        return frozenset(core.id for core in load_items(connection, plan.id, plan.year))
    read = load_week_facts(connection, desk_unit, "", plan_id=plan.id)
    return frozenset(
        one.item_id
        for one in (read.assignments if read is not None else ())
        if one.unit_id == desk_unit and one.role is not Role.SUPPORT and not one.pending
    )


def _unanswered(
    session: Session, desk_unit: str, scope: Scope, plan: Plan, items: Iterable[BriefItem]
) -> tuple[tuple[str, str, str], ...]:
    """Items of the brief that no unit answers for, in the plan's order; in a unit's own store there are none."""
    if not others_speak(session, desk_unit):
        return ()
    told = {item.row.id for item in items}
    return tuple(
        (core.id, core.number, core.title)
        for core in load_items(raw_connection(session), plan.id, plan.year)
        if scope.holds(core.id) and core.id not in told
    )


def others_speak(session: Session, desk_unit: str) -> bool:
    """Whether the words of another unit than the desk's are in the store: then it is the county's."""
    found = raw_connection(session).execute(
        "SELECT 1 FROM said_report WHERE unit_id <> :own"
        " UNION ALL SELECT 1 FROM said_value WHERE unit_id <> :own"
        " UNION ALL SELECT 1 FROM final_version WHERE unit_id <> :own LIMIT 1",
        {"own": desk_unit},
    )
    return found.fetchone() is not None


def _parts(
    session: Session, desk_unit: str, period: str, today: date, scope: Scope, plan_id: str
) -> tuple[UnitPart, ...]:
    only = None if others_speak(session, desk_unit) else {desk_unit}
    by_label: dict[str, tuple[Week, set[str]]] = {}
    for unit in facts.units(session):
        weeks = _begun(weeks_of(period, facts.rhythm(session, unit.id)), today)
        if weeks and (only is None or unit.id in only):
            by_label.setdefault(str(weeks[-1]), (weeks[-1], set()))[1].add(unit.id)
    found = [
        part
        for week, ids in by_label.values()
        for read in county.units_at(session, week, ids, plan_id=plan_id)
        if (part := _part(session, read, period, today, scope)) is not None
    ]
    places = {unit.id: place for place, unit in enumerate(facts.units(session))}
    return tuple(sorted(found, key=lambda part: places[part.unit_id]))


def _part(session: Session, read: county.UnitRead, period: str, today: date, scope: Scope) -> UnitPart | None:
    if not any(scope.holds(row.id) for row in read.answered):
        return None
    rhythm = read.read.facts.rhythm
    weeks = _begun(weeks_of(period, rhythm), today)
    last = weeks_of(period_before(period), rhythm)[-1]
    finals = finals_of(session, read.unit.id, (last, *weeks))
    read = as_signed(session, read, finals)
    contacts = appeal_rows.contacts_by_item(session)
    items = tuple(
        _item(read, row, (last, *weeks), finals, contacts.get(row.id, ()))
        for row in read.answered
        if scope.holds(row.id)
    )
    silent = tuple(week for week in weeks if not any(_spoke(item, week) for item in items))
    missing = BriefMissing(read.unit.name, silent, len(silent) == len(weeks)) if silent else None
    return UnitPart(read, items, missing)


def _spoke(item: BriefItem, week: Week) -> bool:
    return any(one.week == str(week) for one in item.words)


def _item(
    read: county.UnitRead,
    row: ItemRow,
    around: tuple[Week, ...],
    finals: Finals,
    contacts: Sequence[AppealContact],
) -> BriefItem:
    """`around`: the last week before the period, then its own; `contacts` of an appeal."""
    last, *weeks = around
    sorted_facts = read.read.sorted
    before = None
    if sorted_facts.ever_reported(row.id, str(last)):
        before = sorted_facts.standing(row.id, str(last), last.last)
        signed = finals.get(str(last), {}).get(row.id)
        before = frozen(before, signed) if signed else before
    began: tuple[DeliverableStanding, ...] = ()
    if row.kind is ItemKind.APPEAL:
        # what a contact brought moved on its day, whichever week says it first
        standing = before or sorted_facts.standing(row.id, str(last), last.last)
        began = brief_appeals.dated(row, standing, contacts, last.last).deliverables
        row = replace(row, standing=brief_appeals.dated(row, row.standing, contacts, read.week.last))
    fault = fault_of(sorted_facts, row, read.week)
    told = (_words(read, row, str(week), finals) for week in weeks)
    return BriefItem(
        row=row,
        unit_id=read.unit.id,
        unit=read.unit.name,
        words=tuple(one for one in told if one is not None),
        before=before,
        began=began,
        behind_since=fault.since,
        behind_weeks=fault.weeks,
        final=row.id in finals.get(str(read.week), {}),
        behind_reports=fault.reports,
    )


def _words(read: county.UnitRead, row: ItemRow, label: str, finals: Finals) -> WeekWords | None:
    """What the unit said of the item in that week; None where it said nothing."""
    sorted_facts = read.read.sorted
    report = sorted_facts.reports[row.id].get(label)
    signed = finals.get(label, {}).get(row.id)
    spoken = (report is not None and report.reported) or sorted_facts.touched(row.id, label)
    if not (signed["reported"] if signed else spoken):
        return None
    said = {name: getattr(report, name) for name in _SAID} if report is not None else {}
    return WeekWords(label, **said, final=signed is not None)


def _projects(session: Session, parts: Iterable[UnitPart]) -> tuple[ProjectRow, ...]:
    """The projects of the units that are looked at, each as its own unit has it."""
    found = []
    for part in parts:
        if part.holds_any(ItemKind.PROJECT):
            mine = {item.row.id for item in part.items}
            rows = projects.session_rows(session, part.unit_id, part.read.week, read=part.read.read)
            found += [row for row in rows if row.item.id in mine]
    return tuple({row.item.id: row for row in found}.values())


def _in_plan_order(session: Session, items: Iterable[BriefItem], plan: Plan) -> tuple[BriefItem, ...]:
    cores = load_items(raw_connection(session), plan.id, plan.year)
    places = {core.id: place for place, core in enumerate(cores)}
    return tuple(sorted(items, key=lambda one: places.get(one.row.id, len(places))))


def _month(period: str, plan_year: int | None) -> str:
    """The month that indicators are shown of; after New Year the plan's own December."""
    month = period[:7]
    return f"{plan_year}-12" if plan_year is not None and int(month[:4]) > plan_year else month


def _begun(weeks: Iterable[Week], today: date) -> tuple[Week, ...]:
    return tuple(week for week in weeks if week.first <= today)
