"""A meeting of any cadence as it is shown, typed into, listed, made and deleted. Opening one creates no row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.meetings import Meeting as MeetingView
from shengsi_desktop.domain.meetings import MeetingKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.views import MeetingForm
from shengsi_desktop.domain.words import Cadence, DirectiveSource
from shengsi_desktop.rhythm.agenda import numbered
from shengsi_desktop.rhythm.meeting_days import (
    MeetingDay,
    meeting_period_words,
    period_span,
    place_in_series,
    typed_day,
    weekly_day,
    weekly_typed_day,
)
from shengsi_desktop.rhythm.weeks import parse_week, week_of
from shengsi_desktop.services import facts
from shengsi_desktop.services.agenda import TOPIC_FIELDS, append_topic, made_with, topic_views
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.directives import directive_views
from shengsi_desktop.services.drafting import editables, signed_after_typing, with_draft
from shengsi_desktop.services.meeting_series import another_of_series, free_n, occurrences, series_in
from shengsi_desktop.services.offered_topics import offered_topics
from shengsi_desktop.services.setting_up import directory
from shengsi_desktop.services.weekly_meeting import item_numbers, meeting_row, row_key, stored_keys
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Directive, Meeting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.meetings import Directive as DirectiveView
    from shengsi_desktop.domain.meetings import MeetingSeries as SeriesView
    from shengsi_desktop.domain.meetings import Topic as TopicView
    from shengsi_desktop.domain.weeks import Week, WeekRhythm
    from shengsi_desktop.store.sessions import Store

MEETING_FIELDS = ("held_at", "place", "chair", "attendees", "recorder", "notes", "conclusion")
_TASK_FORCE = "专班"


class MeetingPlan(NamedTuple):
    """What the rhythm says of a meeting: its name, its day and time, its series."""

    title: str
    day: MeetingDay
    time: str
    series: SeriesView | None

    @property
    def hand_in(self) -> str:
        """When the papers of its series are handed in («12:00»), on its day; empty where it has none."""
        return self.series.hand_in if self.series is not None else ""

    @property
    def usual_time(self) -> str:
        """«7月28日 15:00»."""
        return f"{self.day.day.month}月{self.day.day.day}日 {self.time}".strip()


def settled(session: Session, key: MeetingKey) -> MeetingKey:
    """The key with the series that its row has, where there is a row."""
    row = session.get(Meeting, key.id)
    if row is None or row.dead or row.series_id is None:
        return key
    return MeetingKey(key.unit_id, key.cadence, key.period, key.n, row.series_id)


def plan_of(
    session: Session, key: MeetingKey, held_at: str = "", rhythm: WeekRhythm | None = None
) -> MeetingPlan:
    """When a meeting is due and what it is called; a day typed into `held_at` goes before what its series says.

    `rhythm`: the unit's, where it has been read already.
    """
    words = meeting_period_words(key.period)
    if key.cadence is Cadence.WEEKLY:
        rhythm = rhythm or facts.rhythm(session, key.unit_id)
        week = parse_week(key.period, rhythm)
        day = weekly_day(week, rhythm)
        written = weekly_typed_day(held_at, week, day.day)
        if written not in {None, day.day}:
            day = MeetingDay(written, written)
        again = f"（第{key.n}次）" if key.n > 1 else ""
        return MeetingPlan(f"{words}会商{again}", day, rhythm.at(key.period).meeting_time, None)
    series = next(
        (one for one in series_in(session, key.unit_id, ended=True) if one.id == key.series_id), None
    )
    own = list(occurrences(session, key.unit_id, key.cadence, key.period, (series,))) if series else []
    name = (series.name if series else "") or key.cadence.label
    if series and series.task_force_id and _TASK_FORCE not in name:
        name = f"{series.whom}{name}"
    at = next((at for at, one in enumerate(own, start=1) if one.key.n == key.n), 0)
    place = at or (place_in_series(series.id, key.n) if series else 0) or key.n
    again = f"（第{place}次）" if len(own) > 1 or place > 1 else ""
    day = _day_of(key, held_at, own[at - 1].day if at else None)
    joint = "" if name == key.cadence.label else " · "
    return MeetingPlan(f"{words}{joint}{name}{again}", day, series.meeting_time if series else "", series)


def _day_of(key: MeetingKey, held_at: str, due: MeetingDay | None) -> MeetingDay:
    """The day written in `held_at`, else the one it is due, else the last of the period."""
    written = typed_day(held_at, key.cadence, key.period)
    if due is not None and written in {None, due.day}:
        return due
    day = written or period_span(key.cadence, key.period)[1]
    return MeetingDay(day, day)


def as_of(session: Session, key: MeetingKey) -> date:
    """The day that a meeting looks at: that of doing things in its week, or the last one of its period."""
    if key.cadence is Cadence.WEEKLY:
        week = parse_week(key.period, facts.rhythm(session, key.unit_id))
        return facts.day_at_work(session, key.unit_id, week)
    return period_span(key.cadence, key.period)[1]


def meeting_of(
    session: Session,
    key: MeetingKey,
    given: tuple[DirectiveView, ...] | None = None,
    numbers: Mapping[str, str] | None = None,
    topics: tuple[TopicView, ...] | None = None,
) -> MeetingView:
    """A meeting as recorded, with what is typed; empty fields where nothing is yet.

    `given` and `topics`: its directives and its topics as stored, where they have been read already.
    """
    key = settled(session, key)
    row = session.get(Meeting, key.id)
    stored = row if row is not None and not row.dead else Meeting()
    words = {
        name: with_draft(session, "meeting", key.id, name, getattr(stored, name)) for name in MEETING_FIELDS
    }
    numbers = item_numbers(session) if numbers is None else numbers
    if given is None:
        views = directive_views(session, key.unit_id, as_of(session, key))
        given = tuple(view for view in views if belongs(view, key))
    plan = plan_of(session, key, words["held_at"])
    return MeetingView(
        id=key.id,
        unit_id=key.unit_id,
        cadence=key.cadence,
        period=key.period,
        n=key.n,
        topics=numbered(topic_views(session, key, numbers) if topics is None else topics),
        directives=given,
        series_id=key.series_id,
        series=plan.series.name if plan.series else "",
        title=plan.title,
        day=plan.day.day,
        day_why=plan.day.words,
        planned=plan.usual_time,
        hand_in=plan.hand_in,
        **words,
    )


def belongs(directive: DirectiveView, key: MeetingKey) -> bool:
    """Whether it was handed out in that meeting; one of a week that names no meeting is the weekly one's."""
    if directive.meeting_id is not None:
        return directive.meeting_id == key.id
    weekly = key.cadence is Cadence.WEEKLY and key.n == 1
    return weekly and directive.source is DirectiveSource.WEEKLY and directive.week == key.period


def meeting_form_of(store: Store, key: MeetingKey) -> MeetingForm:
    """A meeting to be typed into. Opening it creates no row."""
    with store.reading() as session:
        key = settled(session, key)
        numbers = item_numbers(session)
        topics = topic_views(session, key, numbers)
        meeting = meeting_of(session, key, None, numbers, topics)
        plan = plan_of(session, key, meeting.held_at)
        fields = editables(store, session, "meeting", key.id, MEETING_FIELDS, row_key(key), meeting)
        topic_fields = {
            topic.id: editables(store, session, "topic", topic.id, TOPIC_FIELDS, made_with(key, topic), topic)
            for topic in topics
        }
        people = remembered_people(session, key.unit_id, plan.series)
        offered = offered_topics(session, key, meeting.topics)
    return MeetingForm(
        meeting,
        fields,
        topic_fields,
        people,
        offered,
        plan.usual_time,
        plan.series.place if plan.series else "",
        plan.series.attendees if plan.series else "",
    )


def remembered_people(session: Session, unit_id: str, series: SeriesView | None = None) -> tuple[str, ...]:
    """Names seen as attendees, chairs or in charge of directives, most recent first; those of the series before."""
    names: dict[str, None] = dict.fromkeys(split_people(series.attendees) if series else ())
    rows = session.exec(alive(Meeting).where(Meeting.unit_id == unit_id)).all()
    for row in sorted(rows, key=lambda row: _order(row.period), reverse=True):
        for text in (row.chair, row.attendees, row.recorder):
            names.update(dict.fromkeys(split_people(text)))
    for directive in session.exec(alive(Directive).where(Directive.unit_id == unit_id)).all():
        names.update(dict.fromkeys(split_people(directive.who)))
    units = {one.name for one in directory()}
    return tuple(name for name in names if name not in units)


def _order(period: str) -> str:
    """Periods of all cadences in one order, by the month they lie in as far as it can be told."""
    if "W" not in period:
        return period
    return date.fromisocalendar(int(period[:4]), int(period[6:]), 4).isoformat()


def split_people(text: str) -> list[str]:
    """The names in a list as people write one (、, commas, blanks)."""
    for mark in "，,；;/ \t\n":
        text = text.replace(mark, "、")
    return [part for part in text.split("、") if part]


def record(
    store: Store, key: MeetingKey, words: Mapping[str, str], topics: Sequence[str] = ()
) -> frozenset[FieldKey]:
    """Set fields of a meeting and add topics, in one command."""
    unknown = set(words) - set(MEETING_FIELDS)
    if unknown:
        raise Refusal(f"会商记录没有这些栏目：{'、'.join(sorted(unknown))}。")
    with store.reading() as session:
        name = (
            meeting_period_words(key.period) if key.cadence is Cadence.WEEKLY else plan_of(session, key).title
        )
    with signed_after_typing(store, f"会商记录 {name}", unit=key.unit_id) as command:
        row = meeting_row(command, key)
        for field, text in words.items():
            setattr(row, field, text)
        for title in topics:
            append_topic(command, row, title)
    return command.changed


def new_meeting(
    store: Store, unit_id: str, cadence: Cadence, period: str, series_id: str | None = None
) -> MeetingKey:
    """A meeting beyond those that are due, or the next one due of a series; its row is made, n allocated."""
    with store.reading() as session:
        there = {key.n for key in stored_keys(session, unit_id, cadence) if key.period == period}
        if series_id:
            n = another_of_series(session, unit_id, cadence, period, series_id, there)
        else:
            # the first of the week is its own
            n = free_n(there | ({1} if cadence is Cadence.WEEKLY else set()))
        key = MeetingKey(unit_id, cadence, period, n, series_id)
        plan = plan_of(session, key)
    with signed(store, f"新建会议“{plan.title}”", unit=unit_id) as command:
        row = meeting_row(command, key)
        if plan.series is not None:
            row.held_at, row.place, row.attendees = plan.usual_time, plan.series.place, plan.series.attendees
    return key


def delete_meeting(store: Store, key: MeetingKey) -> frozenset[FieldKey]:
    """Delete a meeting with its topics; what was handed out in it stays. Undo brings it back."""
    with signed_after_typing(store, "删除会商记录", unit=key.unit_id) as command:
        row = command.session.get(Meeting, key.id)
        if row is None or row.dead:
            raise Refusal("这次会议还没有记录，不用删除。")
        command.session.delete(row)
    return command.changed


def week_of_meeting(session: Session, key: MeetingKey, today: date) -> Week:
    """The week that a directive counts from: the meeting's own, or that of its day, not after today's."""
    rhythm = facts.rhythm(session, key.unit_id)
    if key.cadence is Cadence.WEEKLY:
        return parse_week(key.period, rhythm)
    row = session.get(Meeting, key.id)
    day = plan_of(session, key, row.held_at if row else "").day.day
    return week_of(min(day, max(today, period_span(key.cadence, key.period)[0])), rhythm)
