"""汇总, who has reported: where each unit's week stands at this desk, and since when one has not come. Reads only."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.exchange import Way
from shengsi_desktop.domain.gathering import Filled, Gathering, GatherState, UnitState
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Role
from shengsi_desktop.rhythm.meeting_days import weekly_hand_in
from shengsi_desktop.rhythm.weeks import parse_week, weeks_between
from shengsi_desktop.services import facts, stoppages, week_states
from shengsi_desktop.services.week_states import moment
from shengsi_desktop.store.county_reading import load_plan_facts
from shengsi_desktop.store.documents import PRESENT
from shengsi_desktop.store.reading import load_setting
from shengsi_desktop.store.rhythm_reading import load_rhythm
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import FinalVersion

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.county_reading import PlanFacts
    from shengsi_desktop.store.sessions import Store

#: how the desk's own 定稿 came here
OWN_WAY = "本单位"
_ORDER = tuple(GatherState)
_NONE: frozenset[str] = frozenset()
_WEIGHT = {Role.LEAD: 0, Role.OWNER: 0, Role.SUPPORT: 1}


class _Came(NamedTuple):
    """One 定稿 that speaks for a unit's week: its number and what was written when it came."""

    final_id: str
    number: int
    reviewer: str = ""
    way: str = ""
    at: str = ""
    person: str = ""
    returned: str = ""


def gathering(store: Store, week: Week) -> Gathering:
    """Where every unit that answers for an item stands in that week; refused where there is no plan."""
    with store.reading() as session:
        return session_gathering(session, week)


def session_gathering(session: Session, week: Week, plan: PlanFacts | None = None) -> Gathering:
    """As `gathering`; `plan`, where it was read already."""
    connection = raw_connection(session)
    plan = plan or plan_facts(session)
    reader = _Reader(session, connection, week)
    due = _due(plan)
    units = [
        reader.state(unit, due.get(unit.id, {}))
        for unit in plan.units
        if unit.id in due or reader.has_come(unit.id)
    ]
    units.sort(key=lambda one: (_ORDER.index(one.state), one.own, -one.weeks_missing))
    try:
        hand_in = weekly_hand_in(week, load_rhythm(connection, reader.own))
    except Refusal:
        hand_in = None  # an hour that is none: the texts go without it
    return Gathering(week, tuple(units), hand_in, reader.contact)


def plan_facts(session: Session) -> PlanFacts:
    """The plan that the desk has chosen, as the window shows it."""
    plan = facts.current_plan(session)
    return load_plan_facts(raw_connection(session), plan.id, plan.title, plan.year)


def filled(session: Session, week: str) -> Mapping[str, Filled]:
    """By unit id how much of what is due it says something of in that week («2023-W30»), as 汇总 counts it.

    Without a plan nothing is due.
    """
    told = _said(raw_connection(session), week)
    try:
        due = _due(plan_facts(session))
    except Refusal:
        due = {}
    return {unit_id: _filled(told.get(unit_id, _NONE), due.get(unit_id, {})) for unit_id in {*told, *due}}


def _filled(told: frozenset[str], due: Mapping[str, int]) -> Filled:
    mine = sum(one in due for one in told)
    return Filled(mine, len(due), len(told) - mine)


def _due(plan: PlanFacts) -> Mapping[str, Mapping[str, int]]:
    """By unit id its items with whether it leads or owns (0) or supports (1); a unit without any is left out."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for item in plan.items:
        for owner in plan.owners.get(item.id, ()):
            weight, mine = _WEIGHT[owner.role], found[owner.unit_id]
            mine[item.id] = min(weight, mine.get(item.id, weight))
    return found


class _Reader:
    """What the documents and what is typed say of one week, for all units at once."""

    def __init__(self, session: Session, connection: sqlite3.Connection, week: Week) -> None:
        self.own = load_setting(connection, "unit_id")
        person, phone = load_setting(connection, "person"), load_setting(connection, "phone")
        self._week, self._session = week, session
        self._names = {unit.id: unit.name for unit in facts.units(session)}
        self.contact = _contact(self._names.get(self.own, ""), person, phone)
        self._came = _came(session, str(week))
        self._weeks = _weeks_that_came(connection)
        self._typed = _typed(connection, str(week))
        self._said = _said(connection, str(week))
        self._excused: Callable[[str, str], str] = stoppages.excuses(session)

    def has_come(self, unit_id: str) -> bool:
        """Whether something of that week was taken in of the unit."""
        return unit_id in self._came

    def state(self, unit: Unit, due: Mapping[str, int]) -> UnitState:
        """One unit."""
        came = self._own_final() if unit.id == self.own else self._came.get(unit.id)
        state, reason = self._standing(unit.id, came)
        last, missing = self._missing(unit.id)
        reported = state is GatherState.REPORTED
        told = _filled(self._said.get(unit.id, _NONE), due)
        supports = sum(due.values())
        return UnitState(
            unit,
            state,
            len(due) - supports,
            supports,
            told.said,
            version=came.number if came else 0,
            way=came.way if came else "",
            at=moment(came.at) if came else None,
            reviewer=came.reviewer if came else "",
            person=came.person if came else "",
            last_week=last,
            weeks_missing=0 if reported else missing,
            reason=reason,
            own=unit.id == self.own,
            beyond=told.beyond,
        )

    def _standing(self, unit_id: str, came: _Came | None) -> tuple[GatherState, str]:
        if came is not None:
            return (GatherState.RETURNED, came.returned) if came.returned else (GatherState.REPORTED, "")
        if unit_id in self._typed:
            return (GatherState.DRAFT if unit_id == self.own else GatherState.TYPED), ""
        excuse = self._excused(unit_id, str(self._week))
        return (GatherState.EXCUSED, excuse) if excuse else (GatherState.MISSING, "")

    def _missing(self, unit_id: str) -> tuple[str, int]:
        """The newest week before that came, and how many since did not, those excused left out."""
        weeks = self._own_weeks() if unit_id == self.own else self._weeks.get(unit_id, frozenset())
        last = max((one for one in weeks if one < str(self._week)), default="")
        if not last:
            return "", 0
        since = parse_week(last, load_rhythm(raw_connection(self._session), unit_id))
        missing = weeks_between(since, self._week)
        between = _weeks_after(last, str(self._week))
        return last, missing - sum(bool(self._excused(unit_id, one)) for one in between)

    def _own_final(self) -> _Came | None:
        version, number = facts.newest_final(self._session, self.own, str(self._week))
        if version is None:
            return None
        return _Came(version.id, number, version.reviewer, OWN_WAY, version.at, version.person)

    def _own_weeks(self) -> frozenset[str]:
        return facts.weeks_with_final(self._session, self.own)


def _contact(unit: str, person: str, phone: str) -> str:
    told = "，".join(filter(None, (f"联系人：{person}" if person else "", f"电话：{phone}" if phone else "")))
    return "\n".join(filter(None, (f"{told}。" if told else "", unit)))


def _weeks_after(last: str, week: str) -> Iterable[str]:
    """The labels between two weeks of one year; over New Year none are counted out."""
    if last[:4] != week[:4]:
        return ()
    return (f"{last[:4]}-W{number:02d}" for number in range(int(last[-2:]) + 1, int(week[-2:]) + 1))


def _came(session: Session, week: str) -> dict[str, _Came]:
    """By unit id the 定稿 that was taken in and is shown, with its newest 回执 and 报送, and why it came back."""
    returned = week_states.returned_words(session, week)
    found: dict[str, _Came] = {}
    connection = raw_connection(session)
    rows = connection.execute(
        "SELECT w.unit_id, w.final_id, w.number, f.reviewer FROM received_week w"
        " JOIN final_version f ON f.id = w.final_id WHERE w.week = ?",
        (week,),
    ).fetchall()
    for unit_id, final_id, said, reviewer in rows:
        way, at, person = _receipt(connection, final_id)
        # a 填报表 has no number of the unit's own series: its place among the versions is shown, as everywhere
        version = session.get(FinalVersion, final_id) if way == Way.FILL_SHEET.value else None
        number = facts.final_number(session, version) if version is not None else said
        found[unit_id] = _Came(final_id, number, reviewer, way, at, person, returned.get(unit_id, ""))
    return found


def _receipt(connection: sqlite3.Connection, final_id: str) -> tuple[str, str, str]:
    row = connection.execute(
        "SELECT t.way, t.at, coalesce(s.person, '') FROM receipt t"
        " LEFT JOIN submission s ON s.id = t.submission_id"
        f" WHERE t.final_id = ? AND {PRESENT.format(table='receipt')} ORDER BY t.id DESC LIMIT 1",
        (final_id,),
    ).fetchone()
    return (str(row[0]), str(row[1]), str(row[2])) if row else ("", "", "")


def _weeks_that_came(connection: sqlite3.Connection) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for unit_id, week in connection.execute("SELECT unit_id, week FROM received_week"):
        found[unit_id].add(week)
    return found


def _typed(connection: sqlite3.Connection, week: str) -> frozenset[str]:
    """The units for which something of the week was typed here: rows, drafts, or a 定稿 made here without a 回执."""
    words = " || ".join(
        f"trim({name})"
        for name in ("progress", "problems", "catch_up", "expected", "next_plan", "remark", "override_reason")
    )
    found = {
        row[0]
        for statement in (
            f"SELECT unit_id FROM report WHERE week = ? AND dead = 0 AND ({words} <> '' OR no_news)",
            "SELECT unit_id FROM deliverable_value WHERE week = ? AND dead = 0",
            "SELECT unit_id FROM coordination_request WHERE week = ? AND dead = 0 AND trim(text) <> ''",
            "SELECT unit_id FROM final_version t WHERE week = ? AND " + PRESENT.format(table="final_version"),
        )
        for row in connection.execute(statement, (week,))
    }
    for key, value in connection.execute("SELECT key, value FROM draft WHERE key IS NOT NULL"):
        of_row, typed = json.loads(key), json.loads(value)
        if of_row.get("week") == week and isinstance(typed, str) and typed.strip():
            found.add(of_row.get("unit_id", ""))
    return frozenset(found)


def _said(connection: sqlite3.Connection, week: str) -> Mapping[str, frozenset[str]]:
    """By unit id the items that are 已填 in that week, as the unit counts itself (`Report.reported`, `touched`)."""
    found: dict[str, set[str]] = defaultdict(set)
    for unit_id, item_id in connection.execute(
        "SELECT unit_id, item_id FROM ("
        " SELECT unit_id, item_id FROM said_report WHERE week = :week AND (no_news OR"
        " override_percent IS NOT NULL OR trim(progress) <> '' OR trim(problems) <> '' OR trim(next_plan) <> '')"
        " UNION SELECT v.unit_id, d.item_id FROM said_value v JOIN deliverable d ON d.id = v.deliverable_id"
        " WHERE v.week = :week"
        ")",
        {"week": week},
    ):
        found[unit_id].add(item_id)
    return {unit_id: frozenset(items) for unit_id, items in found.items()}
