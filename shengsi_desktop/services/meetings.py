"""The week's meeting: its record, topics and 交办事项. Opening the page creates no row; the first word does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col

from shengsi_desktop.domain.meetings import Directive as DirectiveView
from shengsi_desktop.domain.meetings import Meeting as MeetingView
from shengsi_desktop.domain.meetings import Topic as TopicView
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.views import MeetingForm, OfferedTopic
from shengsi_desktop.domain.words import Cadence, DirectiveSource, DirectiveState, Light
from shengsi_desktop.rhythm.directives import directive_view, parse_quick_add
from shengsi_desktop.rhythm.weeks import meeting_moment, parse_week, previous_week
from shengsi_desktop.services import facts
from shengsi_desktop.services.drafting import editables, flush_into, with_draft
from shengsi_desktop.store import keys
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Directive, Item, Meeting, Topic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

MEETING_FIELDS = ("held_at", "place", "chair", "attendees", "recorder", "notes")
TOPIC_FIELDS = ("title", "notes", "conclusion")
LOOK_BACK = "上周议定事项回头看"
#: how many lagging items are offered as topics at most; the list itself shows them all
MOST_OFFERED = 4


def meeting_key(unit_id: str, week: Week) -> dict[str, str | int]:
    """The key of a unit's weekly meeting."""
    return {"unit_id": unit_id, "cadence": Cadence.WEEKLY.value, "period": str(week), "n": 1}


def _meeting_id(unit_id: str, week: Week) -> str:
    return keys.meeting_id(unit_id, Cadence.WEEKLY.value, str(week), 1)


def _item_numbers(session: Session) -> dict[str, str]:
    return {item.id: item.number for item in session.exec(alive(Item)).all()}


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


def _directive(row: Directive, numbers: Mapping[str, str]) -> DirectiveView:
    return DirectiveView(
        id=row.id,
        what=row.what,
        who=row.who,
        due=date.fromisoformat(row.due) if row.due else None,
        state=DirectiveState(row.state),
        source=DirectiveSource(row.source),
        week=row.week,
        meeting_id=row.meeting_id,
        item_id=row.item_id,
        item_number=numbers.get(row.item_id or "", ""),
        done_on=date.fromisoformat(row.done_on) if row.done_on else None,
    )


def directive_views(session: Session, unit_id: str, today: date) -> tuple[DirectiveView, ...]:
    """All directives of the unit: open ones first by due date, then the finished ones, newest first."""
    numbers = _item_numbers(session)
    rhythm = facts.rhythm(session, unit_id)
    rows = session.exec(
        alive(Directive).where(Directive.unit_id == unit_id).order_by(col(Directive.id))
    ).all()
    views = [directive_view(_directive(row, numbers), today, rhythm) for row in rows]
    still_open = [view for view in views if view.state is DirectiveState.OPEN]
    ended = [view for view in views if view.state is not DirectiveState.OPEN]
    still_open.sort(key=lambda view: (view.due or date.max, view.id))
    ended.sort(key=lambda view: view.done_on or date.min, reverse=True)
    return (*still_open, *ended)


def meeting_view(session: Session, unit_id: str, week: Week, today: date) -> MeetingView:
    """The unit's weekly meeting as recorded, with what is typed; empty fields where nothing is yet."""
    meeting_id = _meeting_id(unit_id, week)
    row = session.get(Meeting, meeting_id)
    stored = row if row is not None and not row.dead else Meeting()
    words = {
        name: with_draft(session, "meeting", meeting_id, name, getattr(stored, name))
        for name in MEETING_FIELDS
    }
    numbers = _item_numbers(session)
    given = tuple(view for view in directive_views(session, unit_id, today) if view.week == str(week))
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
    last = previous_week(week)
    offers: list[OfferedTopic] = []
    decided = [
        row
        for row in session.exec(alive(Directive).where(Directive.unit_id == unit_id)).all()
        if row.week < str(week)
        and (row.state == DirectiveState.OPEN.value or (row.done_on or "") >= week.first.isoformat())
    ]
    if decided and LOOK_BACK not in taken:
        offers.append(OfferedTopic(LOOK_BACK, f"系统带入{len(decided)}条"))
    for row in session.exec(
        alive(Topic).where(Topic.meeting_id == _meeting_id(unit_id, last)).order_by(col(Topic.ordinal))
    ).all():
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
        periods = {
            row.period
            for row in session.exec(alive(Meeting).where(Meeting.unit_id == unit_id)).all()
            if row.cadence == Cadence.WEEKLY.value
        }
        found = []
        for period in sorted(periods, reverse=True):
            week = parse_week(period, rhythm)
            found.append(meeting_view(session, unit_id, week, week.last))
        return tuple(found)


def directives(store: Store, unit_id: str, today: date) -> tuple[DirectiveView, ...]:
    """All 交办事项 of the unit as of `today`."""
    with store.reading() as session:
        return directive_views(session, unit_id, today)


def _ensure_meeting(command: Command, unit_id: str, week: Week) -> Meeting:
    return command.keyed(Meeting, **meeting_key(unit_id, week))


def set_meeting(store: Store, unit_id: str, week: Week, **words: str) -> frozenset[FieldKey]:
    """Set fields of the week's meeting at once, as the command line does."""
    unknown = set(words) - set(MEETING_FIELDS)
    if unknown:
        raise Refusal(f"会商记录没有这些栏目：{'、'.join(sorted(unknown))}。")
    with store.command(f"会商记录 {week.label}", unit=unit_id) as command:
        flush_into(command)
        row = _ensure_meeting(command, unit_id, week)
        for name, text in words.items():
            setattr(row, name, text)
    return command.changed


def add_topic(
    store: Store, unit_id: str, week: Week, title: str, item_id: str | None = None, *, carried: int = 0
) -> frozenset[FieldKey]:
    """A topic at the end of the week's agenda."""
    title = title.strip()
    if not title:
        raise Refusal("议题没有文字，未添加。请写上议题名称。")
    with store.command(f"添加议题“{title[:12]}”", unit=unit_id) as command:
        meeting = _ensure_meeting(command, unit_id, week)
        command.session.flush()
        ordinals = [
            row.ordinal
            for row in command.session.exec(alive(Topic).where(Topic.meeting_id == meeting.id)).all()
        ]
        command.session.add(
            Topic(
                meeting_id=meeting.id,
                ordinal=max(ordinals, default=0) + 1,
                title=title,
                item_id=item_id,
                carried=carried,
            )
        )
    return command.changed


def _topic(command: Command, topic_id: str) -> Topic:
    row = command.session.get(Topic, topic_id)
    if row is None or row.dead:
        raise Refusal("这个议题已不在了，没有改动。")
    return row


def remove_topic(store: Store, topic_id: str) -> frozenset[FieldKey]:
    """Take a topic off the agenda; undo brings it back with its words."""
    with store.command("删除议题") as command:
        flush_into(command)
        command.session.delete(_topic(command, topic_id))
    return command.changed


def move_topic(store: Store, topic_id: str, ordinal: int) -> frozenset[FieldKey]:
    """Put a topic at place `ordinal` (from 1) of its agenda."""
    with store.command("调整议题顺序") as command:
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


def add_directive(
    store: Store, unit_id: str, week: Week, text: str, today: date, item_id: str | None = None
) -> frozenset[FieldKey]:
    """Quick-add «做什么 @谁 8月4日»."""
    what, who, due = parse_quick_add(text, today)
    if not what:
        raise Refusal("这一条没有写做什么，未添加。请按“做什么 @谁 8月4日”填写。")
    with store.command(f"交办“{what[:12]}”", unit=unit_id) as command:
        meeting = _ensure_meeting(command, unit_id, week)
        command.session.flush()
        command.session.add(
            Directive(
                unit_id=unit_id,
                meeting_id=meeting.id,
                item_id=item_id,
                what=what,
                who=who,
                due=due.isoformat() if due else None,
                week=str(week),
            )
        )
    return command.changed


def _directive_row(command: Command, directive_id: str) -> Directive:
    row = command.session.get(Directive, directive_id)
    if row is None or row.dead:
        raise Refusal("这条交办事项已不在了，没有改动。")
    return row


def edit_directive(
    store: Store,
    directive_id: str,
    *,
    what: str | None = None,
    who: str | None = None,
    due: date | None = None,
) -> frozenset[FieldKey]:
    """Change what, who or by when; what is None stays."""
    with store.command("修改交办事项") as command:
        row = _directive_row(command, directive_id)
        if what is not None:
            if not what.strip():
                raise Refusal("交办内容不能为空，原内容未动。")
            row.what = what.strip()
        if who is not None:
            row.who = who.strip()
        if due is not None:
            row.due = due.isoformat()
    return command.changed


def set_directive_state(
    store: Store, directive_id: str, state: DirectiveState, today: date
) -> frozenset[FieldKey]:
    """办结, 取消 or 重新办理; 办结 keeps the day."""
    with store.command(f"交办事项{state.label}") as command:
        row = _directive_row(command, directive_id)
        row.state = state.value
        row.done_on = today.isoformat() if state is DirectiveState.DONE else None
    return command.changed


def remove_directive(store: Store, directive_id: str) -> frozenset[FieldKey]:
    """Delete a directive entered by mistake; undo brings it back."""
    with store.command("删除交办事项") as command:
        command.session.delete(_directive_row(command, directive_id))
    return command.changed


def waited_days(raised_on: date | None, as_of: date) -> int | None:
    """Days that a request has waited up to the as-of day."""
    return None if raised_on is None else max(0, (as_of - raised_on) // timedelta(days=1))
