"""What stands in a brief beside the items' own progress: requests that wait, directives. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.briefs import (
    BriefDirective,
    BriefKind,
    BriefRequest,
)
from shengsi_desktop.domain.directives import DirectiveStep, StepKind
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState, ItemKind, RequestLevel
from shengsi_desktop.rhythm.directive_history import stood_on
from shengsi_desktop.rhythm.people_lines import names_person
from shengsi_desktop.services import facts
from shengsi_desktop.services.requests import requests_between
from shengsi_desktop.services.weekly_meeting import item_numbers
from shengsi_desktop.store.said import SaidRequest
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Directive, Meeting, MeetingSeries
from shengsi_desktop.store.tables import DirectiveStep as StepRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sqlmodel import Session

    from shengsi_desktop.domain.briefs import BriefItem, BriefMissing
    from shengsi_desktop.domain.people import CountyLeader
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services.county import UnitRead

_OF_LEADER = frozenset({RequestLevel.COUNTY_LEADER, RequestLevel.COUNTY_MEETING, RequestLevel.UPWARD})
_OF_MEETING = frozenset({RequestLevel.COUNTY_MEETING, RequestLevel.UPWARD})


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose items a brief is of: the leader (None: nobody's, or all of them in a month pack) and the items' ids.

    `later`: those that were begun after the period, and are none of it.
    """

    kind: BriefKind
    leader: CountyLeader | None
    items: frozenset[str] | None
    later: frozenset[str] = frozenset()

    def holds(self, item_id: str) -> bool:
        """Whether the item belongs."""
        return item_id not in self.later and (self.items is None or item_id in self.items)


@dataclass(frozen=True, slots=True)
class UnitPart:
    """What one unit brings to a brief: its last week looked at, and what is told of it."""

    read: UnitRead
    items: tuple[BriefItem, ...]
    missing: BriefMissing | None

    @property
    def unit_id(self) -> str:
        """The unit's id."""
        return self.read.unit.id

    def holds_any(self, kind: ItemKind) -> bool:
        """Whether any of its items is of that list."""
        return any(item.row.kind is kind for item in self.items)


def requests(
    session: Session, parts: Iterable[UnitPart], scope: Scope, as_of: date
) -> tuple[BriefRequest, ...]:
    """What waits for an answer, the longest waiting first; said again word for word it is one, from the first day."""
    levels = _OF_MEETING if scope.kind is BriefKind.MONTH else _OF_LEADER
    answered = {row.id: row.answered_on for row in session.exec(select(SaidRequest)).all()}
    found: dict[tuple[str, str, str], BriefRequest] = {}
    for part in parts:
        rows = {item.row.id: item.row for item in part.items}
        for one in requests_between(session, part.unit_id, "", str(part.read.week)):
            row = rows.get(one.item_id)
            told = one.answer.strip() and (answered.get(one.id) or "") <= as_of.isoformat()
            name = (part.unit_id, one.item_id, one.text.strip())
            late = one.raised_on is not None and one.raised_on > max(as_of, part.read.week.last)
            if row is None or one.level not in levels or told or late or name in found:
                continue
            waited = max((as_of - one.raised_on) // timedelta(days=1), 0) if one.raised_on else None
            unit = part.read.unit.name
            found[name] = BriefRequest(
                row.id, row.number, row.title, unit, one.text.strip(), one.level, one.raised_on, waited
            )
    return tuple(sorted(found.values(), key=lambda one: -(one.waited_days or 0)))


def directives(
    session: Session, desk_unit: str, scope: Scope, weeks: tuple[Week, ...]
) -> tuple[BriefDirective, ...]:
    """Those of the leader's own units and items, or given by the leader, also at a 听取 of theirs, whoever has them.

    Of a unit's own 会商 only the desk's.
    """
    as_of = weeks[-1].last
    names = {unit.id: unit.name for unit in facts.units(session)}
    ids = {name: own for own, name in names.items()}
    numbers = item_numbers(session)
    # who has a unit hears all that it owes; who has items alone, what is about these
    units = frozenset(scope.leader.units if scope.leader else ())
    steps = _steps(session)
    heard = _heard_by(session, scope.leader)
    found = []
    for row in session.exec(alive(Directive)).all():
        internal = row.source == DirectiveSource.WEEKLY.value and row.unit_id != desk_unit
        if internal or row.week > str(weeks[-1]) or (row.given_on or "") > as_of.isoformat():
            continue
        owner = row.owner_unit_id or row.unit_id
        if row.meeting_id not in heard and not _theirs(row, {owner, *_named(row.who, ids)}, scope, units):
            continue
        number = numbers.get(row.item_id or "", "")
        one = _directive(row, names.get(owner, ""), number, as_of, steps.get(row.id, ()))
        if one.state is not DirectiveState.CANCELLED and (
            one.done_on is None or one.done_on >= weeks[0].first
        ):
            found.append(one)
    found.sort(key=lambda one: (-one.overdue_days, one.due or date.max, one.id))
    return tuple(found)


def _heard_by(session: Session, leader: CountyLeader | None) -> frozenset[str | None]:
    """The meetings of the series in which that leader hears reports."""
    if leader is None:
        return frozenset()
    series = {
        row.id for row in session.exec(alive(MeetingSeries).where(MeetingSeries.leader_id == leader.id)).all()
    }
    return frozenset(row.id for row in session.exec(alive(Meeting)).all() if row.series_id in series)


def _steps(session: Session) -> dict[str, list[DirectiveStep]]:
    """The steps of each directive in their order."""
    found: dict[str, list[DirectiveStep]] = {}
    for row in session.exec(alive(StepRow).order_by(col(StepRow.day), col(StepRow.id))).all():
        step = DirectiveStep(
            row.id,
            StepKind(row.kind),
            _day(row.day),
            row.person,
            row.words,
            _day(row.due_from),
            _day(row.due_to),
        )
        found.setdefault(row.directive_id, []).append(step)
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _named(who: str, ids: Mapping[str, str]) -> Iterable[str]:
    """The ids of the units that stand in «花鸟乡、县发改局、张某»."""
    return (ids[one] for one in who.split("、") if one in ids)


def _theirs(row: Directive, owners: AbstractSet[str], scope: Scope, units: AbstractSet[str]) -> bool:
    if scope.items is None:
        return True
    if scope.leader is not None and names_person(row.given_by, scope.leader.name, scope.leader.post):
        return True
    if row.item_id:
        return row.item_id in scope.items
    return scope.leader is not None and not owners.isdisjoint(units)


def _directive(
    row: Directive, unit: str, number: str, as_of: date, steps: Sequence[DirectiveStep]
) -> BriefDirective:
    """The directive as it stood on that day: what was done, put off or cancelled later was not yet."""
    stood = stood_on(
        as_of,
        state=DirectiveState(row.state),
        due=_day(row.due),
        done_on=_day(row.done_on),
        closed_on=_day(row.closed_on),
        steps=steps,
    )
    return BriefDirective(
        id=row.id,
        what=row.what,
        unit=unit,
        who=next((one for one in (row.person, row.who) if one and one != unit), ""),
        source=DirectiveSource(row.source).label,
        due=stood.due,
        state=stood.state,
        done_on=None if stood.state is DirectiveState.OPEN else stood.done_on or as_of,
        overdue_days=stood.overdue_days,
        item_id=row.item_id or "",
        item_number=number,
        first_due=_first_due(steps, as_of),
    )


def _first_due(steps: Sequence[DirectiveStep], as_of: date) -> date | None:
    """The first date of all, where it had been put off by that day."""
    put_off = (one for one in steps if one.kind is StepKind.EXTEND and one.day is not None)
    return next((one.due_from for one in put_off if one.day is not None and one.day <= as_of), None)
