"""What an agenda may take in: what was handed out before, items behind, requests that wait. Nothing is stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shengsi_desktop.domain.views import OfferedTopic
from shengsi_desktop.domain.words import Cadence, DirectiveState, Light, RequestLevel
from shengsi_desktop.rhythm.meeting_days import period_span
from shengsi_desktop.rhythm.spans import weeks_of_span
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, people
from shengsi_desktop.services.agenda import LOOK_BACK, LOOK_BACK_LAST
from shengsi_desktop.services.requests import requests_between
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Directive, MeetingSeries

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.meetings import MeetingKey, Topic
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import Week

#: how many items behind, and requests, are offered at most; the lists themselves show them all
MOST_OFFERED = 4
_MOST_OF_A_PERIOD = 8
_BEHIND = frozenset({Light.RED, Light.YELLOW})
_SAYS_NOTHING = frozenset({Light.UNREPORTED, Light.BY_LEAD})
_LONGEST_TITLE = 24
#: which level of request a meeting is the place for; the weekly one hears them all
_LEVELS = {
    Cadence.HALF_MONTH: RequestLevel.COUNTY_LEADER,
    Cadence.MONTH: RequestLevel.COUNTY_MEETING,
    Cadence.TASK_FORCE: RequestLevel.TASK_FORCE,
}


def weeks_of(session: Session, key: MeetingKey) -> tuple[Week, ...]:
    """The weeks that a meeting draws on: its own, or all of its half month or month."""
    rhythm = facts.rhythm(session, key.unit_id)
    if key.cadence is Cadence.WEEKLY:
        return (parse_week(key.period, rhythm),)
    return weeks_of_span(*period_span(key.cadence, key.period), rhythm)


def offered_topics(session: Session, key: MeetingKey, topics: tuple[Topic, ...]) -> tuple[OfferedTopic, ...]:
    """What was decided before first, then items yellow or red, then requests; those on the agenda are left out."""
    weeks = weeks_of(session, key)
    titles = {topic.title for topic in topics}
    items = {topic.item_id for topic in topics if topic.item_id}
    wanted = _items_of(session, key)
    offers = [
        *_look_back(session, key, weeks),
        *_behind(session, key, weeks, items, wanted),
        *_requests(session, key, weeks, wanted),
    ]
    return tuple(one for one in offers if one.title not in titles)


def _look_back(session: Session, key: MeetingKey, weeks: tuple[Week, ...]) -> list[OfferedTopic]:
    first, day = weeks[0].first, facts.day_at_work(session, key.unit_id, weeks[-1])
    weekly = key.cadence is Cadence.WEEKLY
    before = str(weeks[0]) if weekly else str(weeks[-1])
    waiting = [
        row
        for row in session.exec(alive(Directive).where(Directive.unit_id == key.unit_id)).all()
        if (row.week < before or (not weekly and row.week == before and row.meeting_id != key.id))
        and (row.state == DirectiveState.OPEN.value or (row.done_on or "") >= first.isoformat())
    ]
    if not waiting:
        return []
    overdue = sum(
        row.state == DirectiveState.OPEN.value and bool(row.due) and str(row.due) < day.isoformat()
        for row in waiting
    )
    still = sum(row.state == DirectiveState.OPEN.value for row in waiting)
    reason = f"交办{len(waiting)}条：在办{still}条" + (f"，逾期{overdue}条" if overdue else "")
    return [OfferedTopic(LOOK_BACK if weekly else LOOK_BACK_LAST, f"系统带入{len(waiting)}条", reason=reason)]


def _behind(
    session: Session,
    key: MeetingKey,
    weeks: tuple[Week, ...],
    taken: set[str],
    wanted: frozenset[str] | None,
) -> list[OfferedTopic]:
    newest: dict[str, ItemRow] = {}
    for week in weeks:
        for row in facts.rows(session, key.unit_id, week):
            if row.standing.reading.light not in _SAYS_NOTHING or len(weeks) == 1:
                newest[row.id] = row
    lagging = [
        row
        for row in newest.values()
        if row.standing.reading.light in _BEHIND
        and row.id not in taken
        and (wanted is None or row.id in wanted)
    ]
    lagging.sort(key=lambda row: row.standing.reading.light is not Light.RED)
    most = MOST_OFFERED if key.cadence is Cadence.WEEKLY else _MOST_OF_A_PERIOD
    return [
        OfferedTopic(
            f"{row.number} {row.title}",
            row.standing.reading.light.label,
            row.id,
            reason=row.standing.reading.reason,
            light=row.standing.reading.light,
        )
        for row in lagging[:most]
    ]


def _items_of(session: Session, key: MeetingKey) -> frozenset[str] | None:
    """The items of the series' leader or task force, by name or unit; None: no one has named any, so all of them."""
    series = session.get(MeetingSeries, key.series_id) if key.series_id else None
    return people.items_heard(session, series.leader_id, series.task_force_id) if series is not None else None


def _requests(
    session: Session, key: MeetingKey, weeks: tuple[Week, ...], wanted: frozenset[str] | None
) -> list[OfferedTopic]:
    last = weeks[-1]
    level = _LEVELS.get(key.cadence)
    waiting = [
        one
        for one in requests_between(session, key.unit_id, "", str(last))
        if not one.answer.strip() and level in {None, one.level} and (wanted is None or one.item_id in wanted)
    ]
    day = facts.day_at_work(session, key.unit_id, last)
    waiting.sort(key=lambda one: one.raised_on or day)
    offers = []
    for one in waiting[:MOST_OFFERED]:
        words = " ".join(one.text.split())
        title = words if len(words) <= _LONGEST_TITLE else f"{words[:_LONGEST_TITLE]}…"
        days = (day - one.raised_on) // timedelta(days=1) if one.raised_on else 0
        why = f"{one.level.label} · {days}天" if days > 0 else one.level.label
        offers.append(OfferedTopic(f"需协调：{title}", why, one.item_id, reason=words))
    return offers
