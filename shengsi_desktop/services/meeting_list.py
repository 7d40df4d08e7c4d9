"""会商记录 as a list: the unit's meetings of all cadences, held and due; and one as text to be pasted elsewhere."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.meetings import MeetingEntry, MeetingKey
from shengsi_desktop.domain.reminders import DueMeeting
from shengsi_desktop.domain.words import Cadence, DirectiveState
from shengsi_desktop.rhythm.meeting_days import next_period, period_of, typed_day
from shengsi_desktop.rhythm.weeks import week_of
from shengsi_desktop.services import facts
from shengsi_desktop.services.agenda import agendas_of
from shengsi_desktop.services.meeting_records import (
    MEETING_FIELDS,
    meeting_of,
    plan_of,
    split_people,
)
from shengsi_desktop.services.meeting_series import occurrences, series_in
from shengsi_desktop.services.weekly_meeting import stored_keys, weekly_key
from shengsi_desktop.store.local_tables import Draft
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Directive, Meeting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

    from shengsi_desktop.domain.meetings import Topic
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services.meeting_series import Occurrence
    from shengsi_desktop.store.sessions import Store

#: a meeting of a series that nobody wrote down is still offered so long after its day
_LATE = timedelta(days=31)
#: so far a day off may move a meeting
_MOVED = timedelta(days=12)
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
_FULL_STOPS = "。！？；"


def meeting_entries(
    store: Store, unit_id: str, today: date, week: Week | None = None
) -> tuple[MeetingEntry, ...]:
    """Every meeting with a word in it, and those that are due: this week's, the next of each series, and late ones.

    By day, the newest first. `week` has its own meeting among them, too.
    """
    with store.reading() as session:
        there = stored_keys(session, unit_id)
        entries = _held(session, unit_id, there)
        known = {key.id for key in there}
        this_week = week_of(today, facts.rhythm(session, unit_id))
        entries += [
            _waiting(session, weekly_key(unit_id, one))
            for one in {this_week, week or this_week}
            if weekly_key(unit_id, one).id not in known
        ]
        entries += _due(session, unit_id, today, known)
    return tuple(sorted(entries, key=lambda one: (one.day, one.key.id), reverse=True))


def _held(session: Session, unit_id: str, keys: Iterable[MeetingKey]) -> list[MeetingEntry]:
    rhythm = facts.rhythm(session, unit_id)
    agendas: dict[str, tuple[Topic, ...]] = {}
    for cadence, series_id in dict.fromkeys((key.cadence, key.series_id) for key in keys):
        agendas |= agendas_of(session, unit_id, cadence, series_id, numbers={})
    words = _words(session, unit_id)
    handed = _handed_out(session, unit_id)
    found = []
    for key in keys:
        topics = agendas.get(key.id, ())
        plan = plan_of(session, key, words[key.id].get("held_at", ""), rhythm)
        given = handed[key.id] + (handed[key.period] if _is_weekly(key) else 0)
        found.append(
            MeetingEntry(
                key=key,
                title=plan.title,
                day=plan.day.day,
                held=bool(
                    any(words[key.id].values())
                    or given
                    or any(one.stored or one.dealt_with for one in topics)
                ),
                held_at=words[key.id].get("held_at", ""),
                series=plan.series.name if plan.series else "",
                topics=len(topics),
                open_topics=sum(not one.dealt_with for one in topics),
                directives=given,
                day_why=plan.day.words,
                hand_in=plan.hand_in,
            )
        )
    return found


def _is_weekly(key: MeetingKey) -> bool:
    """The week's own meeting has the directives that name none."""
    return key.cadence is Cadence.WEEKLY and key.n == 1


def _words(session: Session, unit_id: str) -> defaultdict[str, dict[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in session.exec(alive(Meeting).where(Meeting.unit_id == unit_id)).all():
        found[row.id] = {name: getattr(row, name).strip() for name in MEETING_FIELDS}
    for draft in session.exec(select(Draft).where(Draft.entity == "meeting")).all():
        found[draft.entity_id][draft.field] = str(json.loads(draft.value)).strip()
    return found


def _handed_out(session: Session, unit_id: str) -> Counter[str]:
    """How many directives each meeting has, by its id; by week those that name no meeting."""
    pairs = session.exec(
        select(Directive.meeting_id, Directive.week).where(
            Directive.unit_id == unit_id, col(Directive.dead).is_(other=False)
        )
    ).all()
    return Counter(meeting_id or week for meeting_id, week in pairs)


def _due(session: Session, unit_id: str, today: date, there: set[str]) -> list[MeetingEntry]:
    """Of each series the next meeting and the one before, where nobody has written a word of them."""
    found = []
    for one in series_in(session, unit_id):
        period = period_of(one.cadence, today - _LATE)
        last = next_period(one.cadence, next_period(one.cadence, period_of(one.cadence, today)))
        due: list[Occurrence] = []
        while period <= last:
            due += occurrences(session, unit_id, one.cadence, period, (one,))
            period = next_period(one.cadence, period)
        before = [at for at in due if today - _LATE <= at.day.day < today][-1:]
        coming = [at for at in due if at.day.day >= today][:1]
        found += [_waiting(session, at.key) for at in (*before, *coming) if at.key.id not in there]
    return found


def clock_in(held_at: str) -> str:
    """The time of day in «7月28日 15:00» as it is written; empty where there is none."""
    found = _CLOCK.search(held_at)
    return found[0] if found else ""


def meetings_on(
    session: Session, unit_id: str, day: date, this_week: MeetingKey | None = None
) -> tuple[DueMeeting, ...]:
    """The meetings that are on that day, by what their records say, else by their series or the unit's rhythm.

    Not the one of `this_week`, and of other weekly meetings only those that have a record.
    """
    words = _words(session, unit_id)
    keys = {key.id: key for key in stored_keys(session, unit_id) if key != this_week}
    days: dict[str, date] = {
        key.id: plan_of(session, key, words[key.id].get("held_at", "")).day.day
        for key in keys.values()
        if key.cadence is Cadence.WEEKLY and _near(key.period, day)
    }
    for one in series_in(session, unit_id):
        # a day off may move a meeting into the period beside its own
        for period in {period_of(one.cadence, day + by) for by in (-_MOVED, timedelta(), _MOVED)}:
            for at in occurrences(session, unit_id, one.cadence, period, (one,)):
                keys[at.key.id], days[at.key.id] = at.key, at.day.day
    found = []
    for key in keys.values():
        held_at = words[key.id].get("held_at", "")
        typed = None if key.cadence is Cadence.WEEKLY else typed_day(held_at, key.cadence, key.period)
        if (typed or days.get(key.id)) != day:
            continue
        plan = plan_of(session, key, held_at)
        name = plan.series.name if plan.series else key.cadence.label
        typed_at = clock_in(held_at)
        # papers come before the meeting, also where that was put earlier
        papers = min(plan.hand_in, typed_at.replace("：", ":").zfill(5)) if typed_at else plan.hand_in
        found.append(DueMeeting(key.cadence.label, name, day, typed_at or plan.time, key.id, papers))
    return tuple(sorted(found, key=lambda one: (one.time, one.target)))


def _near(period: str, day: date) -> bool:
    """Whether a week is so near the day that its meeting may have been moved there."""
    return abs((date.fromisocalendar(int(period[:4]), int(period[6:]), 4) - day).days) <= _LATE.days


def _waiting(session: Session, key: MeetingKey) -> MeetingEntry:
    """A meeting that nobody has written a word of."""
    plan = plan_of(session, key)
    series = plan.series.name if plan.series else ""
    return MeetingEntry(
        key, plan.title, plan.day.day, held=False, series=series, day_why=plan.day.words, hand_in=plan.hand_in
    )


def meeting_text(store: Store, key: MeetingKey) -> str:
    """A meeting as plain text, to be pasted into a chat or a document."""
    with store.reading() as session:
        meeting = meeting_of(session, key)
    head = (
        ("时间", meeting.time_words),
        ("地点", meeting.place),
        ("主持", meeting.chair),
        ("参加", "、".join(split_people(meeting.attendees))),
        ("记录", meeting.recorder),
    )
    lines = [f"{meeting.title}记录", *(f"{name}：{words}" for name, words in head if words.strip())]
    for topic in meeting.topics:
        carried = f"（顺延{topic.carried}次）" if topic.carried else ""
        lines.append(f"{topic.ordinal}．{topic.title}{carried}")
        if topic.notes.strip():
            lines.append(f"　　{_sentence(topic.notes)}")
        if topic.conclusion.strip():
            lines.append(f"　　结论：{_sentence(topic.conclusion)}")
        if not topic.dealt_with:
            lines.append("　　本次未议，顺延至下次。")
    if meeting.conclusion.strip():
        lines.append(f"会议结论：{_sentence(meeting.conclusion)}")
    if meeting.notes.strip():
        lines.append(f"其他：{_sentence(meeting.notes)}")
    if meeting.directives:
        lines.append("交办事项：")
    for place, one in enumerate(meeting.directives, start=1):
        due = f"{one.due.month}月{one.due.day}日前" if one.due else ""
        tail = "，".join(part for part in (one.unit, one.who, due) if part)
        done = f"（{one.state.label}）" if one.state is not DirectiveState.OPEN else ""
        lines.append(f"（{place}）{one.what}{'——' if tail else ''}{tail}{done}")
    return "\n".join(lines)


def _sentence(words: str) -> str:
    text = "；".join(part.strip().rstrip(_FULL_STOPS) for part in words.strip().splitlines() if part.strip())
    return f"{text}。"
