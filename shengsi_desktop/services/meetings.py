"""The week's meeting: its record, topics and 交办事项. Opening the page creates no row; the first word does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.meetings import Meeting as MeetingView
from shengsi_desktop.domain.meetings import Topic as TopicView
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.views import MeetingForm, OfferedTopic
from shengsi_desktop.domain.words import Cadence, DirectiveSource, DirectiveState, Light
from shengsi_desktop.rhythm.weeks import meeting_moment, parse_week
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.directives import (
    add_directive,
    directive_views,
    directives,
    directives_by_week,
    edit_directive,
    remove_directive,
    set_directive_state,
    waited_days,
)
from shengsi_desktop.services.drafting import editables, flush_into, with_draft
from shengsi_desktop.services.weekly_meeting import item_numbers, meeting_key, weekly_id, weekly_meeting
from shengsi_desktop.store.local_tables import Draft
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Directive, Meeting, Topic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.meetings import Directive as DirectiveView
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

__all__ = [
    "add_directive",
    "add_topic",
    "directive_views",
    "directives",
    "edit_directive",
    "meeting_form",
    "meeting_key",
    "meeting_view",
    "meetings",
    "move_topic",
    "record_meeting",
    "remove_directive",
    "remove_topic",
    "set_directive_state",
    "set_meeting",
    "topic_views",
    "usual_time",
    "waited_days",
]

MEETING_FIELDS = ("held_at", "place", "chair", "attendees", "recorder", "notes")
TOPIC_FIELDS = ("title", "notes", "conclusion")
LOOK_BACK = "上周议定事项回头看"
#: how many lagging items are offered as topics at most; the list itself shows them all
MOST_OFFERED = 4


def topic_views(session: Session, meeting_id: str, numbers: Mapping[str, str]) -> tuple[TopicView, ...]:
    """The topics of a meeting in their order, with what is typed and not yet a change."""
    rows = session.exec(
        alive(Topic).where(Topic.meeting_id == meeting_id).order_by(col(Topic.ordinal), col(Topic.id))
    ).all()
    return tuple(
        TopicView(
            id=row.id,
            meeting_id=row.meeting_id,
            ordinal=row.ordinal,
            title=with_draft(session, "topic", row.id, "title", row.title),
            notes=with_draft(session, "topic", row.id, "notes", row.notes),
            conclusion=with_draft(session, "topic", row.id, "conclusion", row.conclusion),
            item_id=row.item_id,
            item_number=numbers.get(row.item_id or "", ""),
            carried=row.carried,
        )
        for row in rows
    )


def meeting_view(
    session: Session,
    unit_id: str,
    week: Week,
    today: date,
    given: tuple[DirectiveView, ...] | None = None,
) -> MeetingView:
    """The unit's weekly meeting as recorded, with what is typed; empty fields where nothing is yet.

    `given`: its directives, where they have been read already.
    """
    meeting_id = weekly_id(unit_id, str(week))
    row = session.get(Meeting, meeting_id)
    stored = row if row is not None and not row.dead else Meeting()
    words = {
        name: with_draft(session, "meeting", meeting_id, name, getattr(stored, name))
        for name in MEETING_FIELDS
    }
    numbers = item_numbers(session)
    if given is None:
        given = tuple(
            view
            for view in directive_views(session, unit_id, today)
            if view.week == str(week) and view.source is DirectiveSource.WEEKLY
        )
    return MeetingView(
        id=meeting_id,
        unit_id=unit_id,
        cadence=Cadence.WEEKLY,
        period=str(week),
        n=1,
        topics=topic_views(session, meeting_id, numbers),
        directives=given,
        **words,
    )


def meeting_form(store: Store, unit_id: str, week: Week) -> MeetingForm:
    """The right column of 本周会商. Opening creates no row."""
    with store.reading() as session:
        meeting = meeting_view(session, unit_id, week, week.last)
        fields = editables(
            store, session, "meeting", meeting.id, MEETING_FIELDS, meeting_key(unit_id, week), meeting
        )
        topic_fields = {
            topic.id: editables(store, session, "topic", topic.id, TOPIC_FIELDS, {}, topic)
            for topic in meeting.topics
        }
        people = _remembered_people(session, unit_id)
        offered = _offered(session, unit_id, week, meeting)
    return MeetingForm(meeting, fields, topic_fields, people, offered)


def usual_time(store: Store, unit_id: str, week: Week) -> str:
    """«7月28日 15:00»: when the week's meeting is due; offered, not stored."""
    with store.reading() as session:
        moment = meeting_moment(week, facts.rhythm(session, unit_id))
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"


def _remembered_people(session: Session, unit_id: str) -> tuple[str, ...]:
    """Names seen as attendees, chairs or in charge of directives, most recent first."""
    names: dict[str, None] = {}
    for row in session.exec(
        alive(Meeting).where(Meeting.unit_id == unit_id).order_by(col(Meeting.period).desc())
    ).all():
        for text in (row.chair, row.attendees, row.recorder):
            names.update(dict.fromkeys(part for part in _split_people(text) if part))
    for directive in session.exec(alive(Directive).where(Directive.unit_id == unit_id)).all():
        if directive.who:
            names[directive.who] = None
    return tuple(names)


def _split_people(text: str) -> list[str]:
    for mark in "，,；;/ \t\n":
        text = text.replace(mark, "、")
    return [part.strip() for part in text.split("、")]


def _offered(session: Session, unit_id: str, week: Week, meeting: MeetingView) -> tuple[OfferedTopic, ...]:
    """Last week's decisions first, then topics not reached, then items newly yellow or red."""
    taken = {topic.title for topic in meeting.topics}
    taken_items = {topic.item_id for topic in meeting.topics if topic.item_id}
    offers: list[OfferedTopic] = []
    decided = [
        row
        for row in session.exec(alive(Directive).where(Directive.unit_id == unit_id)).all()
        if row.week < str(week)
        and (row.state == DirectiveState.OPEN.value or (row.done_on or "") >= week.first.isoformat())
    ]
    if decided and LOOK_BACK not in taken:
        offers.append(OfferedTopic(LOOK_BACK, f"系统带入{len(decided)}条"))
    for row in _topics_before(session, unit_id, week):
        reached = row.notes.strip() or row.conclusion.strip()
        if not reached and row.title != LOOK_BACK and row.title not in taken:
            offers.append(OfferedTopic(row.title, f"顺延{row.carried + 1}次", row.item_id, row.carried + 1))
            taken_items.add(row.item_id or "")
    lagging = [
        row
        for row in facts.rows(session, unit_id, week)
        if row.standing.reading.light in {Light.RED, Light.YELLOW} and row.id not in taken_items
    ]
    lagging.sort(key=lambda row: row.standing.reading.light is not Light.RED)
    offers += [
        OfferedTopic(f"{row.number} {row.title}", row.standing.reading.light.label, row.id)
        for row in lagging[:MOST_OFFERED]
    ]
    return tuple(offers)


def meetings(store: Store, unit_id: str) -> tuple[MeetingView, ...]:
    """Every weekly meeting that has a word in it, newest first."""
    with store.reading() as session:
        rhythm = facts.rhythm(session, unit_id)
        periods = _periods(session, unit_id)
        given = directives_by_week(session, unit_id, rhythm)
        found = []
        for period in sorted(periods, reverse=True):
            week = parse_week(period, rhythm)
            found.append(meeting_view(session, unit_id, week, week.last, given.get(period, ())))
        return tuple(view for view in found if _has_words(view))


def _periods(session: Session, unit_id: str) -> set[str]:
    """The weeks with a row of the unit's weekly meeting, or with a draft of one."""
    found = set(
        session.exec(
            select(Meeting.period).where(
                Meeting.unit_id == unit_id,
                Meeting.cadence == Cadence.WEEKLY.value,
                col(Meeting.dead).is_(other=False),
            )
        ).all()
    )
    for draft in session.exec(select(Draft).where(Draft.entity == "meeting")).all():
        key = json.loads(draft.key or "{}")
        if key.get("unit_id") == unit_id and key.get("cadence") == Cadence.WEEKLY.value:
            found.add(str(key["period"]))
    return found


def _has_words(meeting: MeetingView) -> bool:
    return bool(
        meeting.topics or meeting.directives or any(getattr(meeting, name).strip() for name in MEETING_FIELDS)
    )


def _topics_before(session: Session, unit_id: str, week: Week) -> tuple[TopicView, ...]:
    """The topics of the unit's last meeting before that week which had any: a week may go by without one."""
    for period in sorted((p for p in _periods(session, unit_id) if p < str(week)), reverse=True):
        meeting_id = weekly_id(unit_id, period)
        if topics := topic_views(session, meeting_id, {}):
            return topics
    return ()


def set_meeting(store: Store, unit_id: str, week: Week, **words: str) -> frozenset[FieldKey]:
    """Set fields of the week's meeting at once, as the command line does."""
    return record_meeting(store, unit_id, week, words)


def record_meeting(
    store: Store, unit_id: str, week: Week, words: Mapping[str, str], topics: Sequence[str] = ()
) -> frozenset[FieldKey]:
    """Set fields of the week's meeting and add topics, in one command."""
    unknown = set(words) - set(MEETING_FIELDS)
    if unknown:
        raise Refusal(f"会商记录没有这些栏目：{'、'.join(sorted(unknown))}。")
    with signed(store, f"会商记录 {week.label}", unit=unit_id) as command:
        flush_into(command)
        row = weekly_meeting(command, unit_id, week)
        for name, text in words.items():
            setattr(row, name, text)
        for title in topics:
            _append_topic(command, row, title, None, 0)
    return command.changed


def _append_topic(command: Command, meeting: Meeting, title: str, item_id: str | None, carried: int) -> None:
    if not title.strip():
        raise Refusal("议题没有文字，未添加，其他内容也没有存入。请写上议题名称。")
    command.session.flush()
    rows = command.session.exec(alive(Topic).where(Topic.meeting_id == meeting.id)).all()
    command.session.add(
        Topic(
            meeting_id=meeting.id,
            ordinal=max((row.ordinal for row in rows), default=0) + 1,
            title=title.strip(),
            item_id=item_id,
            carried=carried,
        )
    )


def add_topic(
    store: Store, unit_id: str, week: Week, title: str, item_id: str | None = None, *, carried: int = 0
) -> frozenset[FieldKey]:
    """A topic at the end of the week's agenda."""
    title = title.strip()
    if not title:
        raise Refusal("议题没有文字，未添加。请写上议题名称。")
    with signed(store, f"添加议题“{title[:12]}”", unit=unit_id) as command:
        _append_topic(command, weekly_meeting(command, unit_id, week), title, item_id, carried)
    return command.changed


def _topic(command: Command, topic_id: str) -> Topic:
    row = command.session.get(Topic, topic_id)
    if row is None or row.dead:
        raise Refusal("这个议题已不在了，没有改动。")
    return row


def remove_topic(store: Store, topic_id: str) -> frozenset[FieldKey]:
    """Take a topic off the agenda; undo brings it back with its words."""
    with signed(store, "删除议题") as command:
        flush_into(command)
        command.session.delete(_topic(command, topic_id))
    return command.changed


def move_topic(store: Store, topic_id: str, ordinal: int) -> frozenset[FieldKey]:
    """Put a topic at place `ordinal` (from 1) of its agenda."""
    with signed(store, "调整议题顺序") as command:
        topic = _topic(command, topic_id)
        others = [
            row
            for row in command.session.exec(
                alive(Topic).where(Topic.meeting_id == topic.meeting_id).order_by(col(Topic.ordinal))
            ).all()
            if row.id != topic_id
        ]
        others.insert(max(0, min(ordinal - 1, len(others))), topic)
        for place, row in enumerate(others, start=1):
            if row.ordinal != place:
                row.ordinal = place
    return command.changed
