"""The facts of a brief out of the store: whose items, what was said in the period's weeks, what waits. Reads only.

Where no other unit's words are in the store, it is a unit's own brief, of its own items alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.briefs import (
    BriefAppeal,
    BriefDirective,
    BriefFacts,
    BriefItem,
    BriefKind,
    BriefMissing,
    BriefRequest,
    WeekWords,
)
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState, Light, RequestLevel
from shengsi_desktop.rhythm.brief_periods import period_before, period_label, weeks_of
from shengsi_desktop.rhythm.investments import totals
from shengsi_desktop.rhythm.weeks import parse_week, weeks_between
from shengsi_desktop.services import county, facts, people, projects
from shengsi_desktop.services.indicators import session_standings
from shengsi_desktop.services.requests import requests_between
from shengsi_desktop.services.weekly_meeting import item_numbers
from shengsi_desktop.store.sessions import alive, raw_connection
from shengsi_desktop.store.tables import Appeal, CoordinationRequest, Directive, Item

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.people import CountyLeader
    from shengsi_desktop.domain.projects import ProjectRow
    from shengsi_desktop.domain.tracking import ItemRow, Report
    from shengsi_desktop.domain.weeks import Week

_BEHIND = frozenset({Light.YELLOW, Light.RED})
_OF_LEADER = frozenset({RequestLevel.COUNTY_LEADER, RequestLevel.COUNTY_MEETING, RequestLevel.UPWARD})
_OF_MEETING = frozenset({RequestLevel.COUNTY_MEETING, RequestLevel.UPWARD})
_SAID = ("progress", "problems", "catch_up", "expected", "next_plan")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose items a brief is of: the leader (None: nobody's, or all of them in a month pack) and the items' ids."""

    kind: BriefKind
    leader: CountyLeader | None
    items: frozenset[str] | None

    def holds(self, item_id: str) -> bool:
        """Whether the item belongs."""
        return self.items is None or item_id in self.items


def brief_facts(
    session: Session, desk_unit: str, kind: BriefKind, period: str, leader_id: str, today: date
) -> BriefFacts:
    """All that the brief is drafted from, as of the last week of the period that has begun by `today`.

    `leader_id` is empty for a month pack; of a half-month it then means the items that nobody is in charge of.
    """
    plan = facts.current_plan(session)
    scope = _scope(session, kind, leader_id)
    own = _begun(weeks_of(period, facts.rhythm(session, desk_unit)), today)
    if not own:
        raise Refusal(f"{period_label(period)}还没有开始，没有可汇总的周次。请选已开始的时段。")
    reads = _reads(session, desk_unit, period, today, scope)
    items = tuple(item for read in reads for item in read.items)
    as_of = own[-1].last
    of_month = kind is BriefKind.MONTH
    rows = _projects(session, reads) if of_month else ()
    return BriefFacts(
        kind=kind,
        period=period,
        unit=next((unit.name for unit in facts.units(session) if unit.id == desk_unit), ""),
        plan_title=plan.title,
        leader=scope.leader,
        weeks=own,
        week=own[-1],
        items=_in_plan_order(session, items),
        requests=_requests(session, reads, scope, as_of),
        directives=_directives(session, desk_unit, scope, reads, own),
        indicators=session_standings(session, _month(period, plan.year)) if of_month else (),
        projects=rows,
        project_totals=totals(rows) if rows else None,
        appeals=_appeals(session, plan.id) if of_month else (),
        missing=tuple(read.missing for read in reads if read.missing is not None) if of_month else (),
    )


@dataclass(frozen=True, slots=True)
class _UnitPart:
    """What one unit brings to a brief; `label` is that of its last week looked at."""

    unit_id: str
    unit: str
    label: str
    items: tuple[BriefItem, ...]
    missing: BriefMissing | None


def _scope(session: Session, kind: BriefKind, leader_id: str) -> Scope:
    if kind is BriefKind.MONTH:
        return Scope(kind, None, None)
    found = people.people_map(session)
    if leader_id:
        leader = next((one for one in found.leaders if one.id == leader_id), None)
        if leader is None:
            raise Refusal("这位领导已不在名单里。请在“设置－领导与专班”里查看。")
        return Scope(kind, leader, found.items_of(leader_id))
    plan = facts.current_plan(session)
    rows = raw_connection(session).execute("SELECT id FROM item WHERE plan_id = ? AND dead = 0", (plan.id,))
    return Scope(kind, None, frozenset(row[0] for row in rows if row[0] not in found.charge))


def others_speak(session: Session, desk_unit: str) -> bool:
    """Whether the words of another unit than the desk's are in the store: then it is the county's."""
    found = raw_connection(session).execute(
        "SELECT 1 FROM report WHERE unit_id <> :own AND dead = 0"
        " UNION ALL SELECT 1 FROM deliverable_value WHERE unit_id <> :own AND dead = 0"
        " UNION ALL SELECT 1 FROM final_version WHERE unit_id <> :own LIMIT 1",
        {"own": desk_unit},
    )
    return found.fetchone() is not None


def _reads(session: Session, desk_unit: str, period: str, today: date, scope: Scope) -> tuple[_UnitPart, ...]:
    only = None if others_speak(session, desk_unit) else {desk_unit}
    by_label: dict[str, tuple[Week, set[str]]] = {}
    for unit in facts.units(session):
        weeks = _begun(weeks_of(period, facts.rhythm(session, unit.id)), today)
        if weeks and (only is None or unit.id in only):
            by_label.setdefault(str(weeks[-1]), (weeks[-1], set()))[1].add(unit.id)
    found = [
        part
        for week, ids in by_label.values()
        for read in county.units_at(session, week, ids)
        if (part := _unit_part(session, read, period, today, scope)) is not None
    ]
    places = {unit.id: place for place, unit in enumerate(facts.units(session))}
    return tuple(sorted(found, key=lambda part: places[part.unit_id]))


def _unit_part(
    session: Session, read: county.UnitRead, period: str, today: date, scope: Scope
) -> _UnitPart | None:
    rows = [row for row in read.answered if scope.holds(row.id)]
    if not rows:
        return None
    unit = read.unit
    rhythm = facts.rhythm(session, unit.id)
    weeks = _begun(weeks_of(period, rhythm), today)
    last = weeks_of(period_before(period), rhythm)[-1]
    finals = {str(week): _final_words(session, unit.id, week) for week in weeks}
    items = tuple(_item(read, row, weeks, last, finals) for row in rows)
    silent = tuple(week for week in weeks if not any(_spoke(item, week) for item in items))
    missing = BriefMissing(unit.name, silent, len(silent) == len(weeks)) if silent else None
    return _UnitPart(unit.id, unit.name, str(read.week), items, missing)


def _spoke(item: BriefItem, week: Week) -> bool:
    return any(one.week == str(week) for one in item.words)


def _item(
    read: county.UnitRead,
    row: ItemRow,
    weeks: tuple[Week, ...],
    last: Week,
    finals: Mapping[str, Mapping[str, WeekWords]],
) -> BriefItem:
    sorted_facts = read.read.sorted
    words = []
    for week in weeks:
        label = str(week)
        report = sorted_facts.reports[row.id].get(label)
        if row.id in finals[label]:
            words.append(finals[label][row.id])
        elif (report is not None and report.reported) or sorted_facts.touched(row.id, label):
            words.append(_saved_words(label, report))
    known = sorted_facts.ever_reported(row.id, str(last))
    before = sorted_facts.standing(row.id, str(last), last.last) if known else None
    since = _behind_since(read, row)
    first = parse_week(since, read.read.facts.rhythm) if since else read.week
    return BriefItem(
        row=row,
        unit_id=read.unit.id,
        unit=read.unit.name,
        words=tuple(words),
        before=before,
        behind_since=since,
        behind_weeks=weeks_between(first, read.week) + 1 if since else 0,
    )


def _saved_words(label: str, report: Report | None) -> WeekWords:
    if report is None:
        return WeekWords(label)
    return WeekWords(label, **{name: getattr(report, name) for name in _SAID})


def _final_words(session: Session, unit_id: str, week: Week) -> dict[str, WeekWords]:
    """What the newest 定稿 of a week says, by item; only what was reported."""
    version, _ = facts.newest_final(session, unit_id, str(week))
    if version is None:
        return {}
    items: Iterable[dict[str, Any]] = json.loads(version.content)["items"]
    return {
        item["id"]: WeekWords(str(week), **{name: item.get(name) or "" for name in _SAID}, final=True)
        for item in items
        if item["reported"]
    }


def _behind_since(read: county.UnitRead, row: ItemRow) -> str:
    """The first of the reported weeks in a row in which the item was behind."""
    count = row.standing.weeks_behind
    if not count or row.standing.reading.light not in _BEHIND:
        return ""
    sorted_facts, label = read.read.sorted, str(read.week)
    reported = {w for w, one in sorted_facts.reports[row.id].items() if w <= label and one.reported}
    for deliverable in sorted_facts.deliverables[row.id]:
        reported |= {one.week for one in sorted_facts.values[deliverable.id] if one.week <= label}
    past = sorted(reported, reverse=True)
    return past[count - 1] if count <= len(past) else ""


def _requests(
    session: Session, reads: Iterable[_UnitPart], scope: Scope, as_of: date
) -> tuple[BriefRequest, ...]:
    """What waits for an answer, the longest waiting first; said again word for word it is one, from the first day."""
    levels = _OF_MEETING if scope.kind is BriefKind.MONTH else _OF_LEADER
    answered = {row.id: row.answered_on for row in session.exec(alive(CoordinationRequest)).all()}
    found: dict[tuple[str, str, str], BriefRequest] = {}
    for part in reads:
        rows = {item.row.id: item.row for item in part.items}
        for one in requests_between(session, part.unit_id, "", part.label):
            row = rows.get(one.item_id)
            told = one.answer.strip() and (answered.get(one.id) or "") <= as_of.isoformat()
            name = (part.unit_id, one.item_id, one.text.strip())
            if row is None or one.level not in levels or told or name in found:
                continue
            waited = max((as_of - one.raised_on) // timedelta(days=1), 0) if one.raised_on else None
            found[name] = BriefRequest(
                row.id, row.number, row.title, part.unit, one.text.strip(), one.level, one.raised_on, waited
            )
    return tuple(sorted(found.values(), key=lambda one: -(one.waited_days or 0)))


def _directives(
    session: Session, desk_unit: str, scope: Scope, reads: Iterable[_UnitPart], weeks: tuple[Week, ...]
) -> tuple[BriefDirective, ...]:
    """Those of the leader's units and items, or given by the leader; of a unit's own 会商 only the desk's."""
    as_of = weeks[-1].last
    names = {unit.id: unit.name for unit in facts.units(session)}
    numbers = item_numbers(session)
    units = {part.unit_id for part in reads} | set(scope.leader.units if scope.leader else ())
    found = []
    for row in session.exec(alive(Directive)).all():
        internal = row.source == DirectiveSource.WEEKLY.value and row.unit_id != desk_unit
        if internal or row.state == DirectiveState.CANCELLED.value or row.week > str(weeks[-1]):
            continue
        owner = row.owner_unit_id or row.unit_id
        if not _theirs(row, owner, scope, units):
            continue
        one = _directive(row, names.get(owner, ""), numbers.get(row.item_id or "", ""), as_of)
        if one.done_on is None or one.done_on >= weeks[0].first:
            found.append(one)
    found.sort(key=lambda one: (-one.overdue_days, one.due or date.max, one.id))
    return tuple(found)


def _theirs(row: Directive, owner: str, scope: Scope, units: Collection[str]) -> bool:
    if scope.items is None:
        return True
    if row.item_id:
        return row.item_id in scope.items
    given = scope.leader is not None and bool(scope.leader.name) and scope.leader.name in row.given_by
    return given or (scope.leader is not None and owner in units)


def _directive(row: Directive, unit: str, number: str, as_of: date) -> BriefDirective:
    """The directive as it stood on that day: what was done later was open then."""
    ended = row.done_on or row.closed_on
    state, done_on = DirectiveState(row.state), date.fromisoformat(ended) if ended else None
    if state is not DirectiveState.OPEN and done_on is not None and done_on > as_of:
        state, done_on = DirectiveState.OPEN, None
    due = date.fromisoformat(row.due) if row.due else None
    late = (as_of - due).days if due is not None and state is DirectiveState.OPEN and due < as_of else 0
    return BriefDirective(
        id=row.id,
        what=row.what,
        unit=unit,
        who=row.person or row.who,
        source=DirectiveSource(row.source).label,
        due=due,
        state=state,
        done_on=None if state is DirectiveState.OPEN else done_on or as_of,
        overdue_days=late,
        item_id=row.item_id or "",
        item_number=number,
    )


def _projects(session: Session, reads: Iterable[_UnitPart]) -> tuple[ProjectRow, ...]:
    """The projects of the units that are looked at, each as its own unit has it."""
    found = []
    for part in reads:
        if any(item.row.list.value == "project" for item in part.items):
            mine = {item.row.id for item in part.items}
            own = facts.parsed_week(session, part.unit_id, part.label)
            found += [r for r in projects.session_rows(session, part.unit_id, own) if r.item.id in mine]
    return tuple({row.item.id: row for row in found}.values())


def _appeals(session: Session, plan_id: str) -> tuple[BriefAppeal, ...]:
    items = {row.id: row for row in session.exec(alive(Item).where(Item.plan_id == plan_id)).all()}
    return tuple(
        BriefAppeal(
            row.item_id,
            items[row.item_id].number,
            items[row.item_id].title,
            level=row.level,
            office=row.office,
            last_contact=row.last_contact,
            remark=row.remark,
        )
        for row in sorted(
            session.exec(alive(Appeal)).all(),
            key=lambda row: items[row.item_id].ordinal if row.item_id in items else 0,
        )
        if row.item_id in items
    )


def _in_plan_order(session: Session, items: Iterable[BriefItem]) -> tuple[BriefItem, ...]:
    from shengsi_desktop.store.reading import load_items

    plan = facts.current_plan(session)
    cores = load_items(raw_connection(session), plan.id, plan.year)
    places = {core.id: place for place, core in enumerate(cores)}
    return tuple(sorted(items, key=lambda one: places.get(one.row.id, len(places))))


def _month(period: str, plan_year: int | None) -> str:
    """The month that indicators are shown of; after New Year the plan's own December."""
    month = period[:7]
    return f"{plan_year}-12" if plan_year is not None and int(month[:4]) > plan_year else month


def _begun(weeks: Iterable[Week], today: date) -> tuple[Week, ...]:
    return tuple(week for week in weeks if week.first <= today)
