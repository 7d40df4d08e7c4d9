"""The topics of a meeting: its own, those taken over from the meeting before, and what a person does to them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from shengsi_desktop.domain.meetings import Topic as TopicView
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.agenda import FIRST_OF_ALL, TAKEN_OFF, agendas
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import signed_after_typing
from shengsi_desktop.services.weekly_meeting import item_numbers, meeting_row, parent_key, stored_keys
from shengsi_desktop.store.local_tables import Draft
from shengsi_desktop.store.sessions import alive, raw_connection
from shengsi_desktop.store.tables import Meeting, Topic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.meetings import MeetingKey
    from shengsi_desktop.domain.words import Cadence
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

TOPIC_FIELDS = ("title", "notes", "conclusion")
LOOK_BACK = "上周议定事项回头看"
LOOK_BACK_LAST = "上次议定事项回头看"
#: each meeting has its own of these: they are not taken over
STAYING = frozenset({LOOK_BACK, LOOK_BACK_LAST})


def agendas_of(
    session: Session,
    unit_id: str,
    cadence: Cadence,
    series_id: str | None,
    *,
    with_key: MeetingKey | None = None,
    numbers: Mapping[str, str] | None = None,
) -> dict[str, tuple[TopicView, ...]]:
    """The agenda of each meeting of one cadence and series, by the meeting's id; of `with_key` even without a row."""
    keys = [key for key in stored_keys(session, unit_id, cadence) if key.series_id == series_id]
    if with_key is not None:
        keys = [key for key in keys if (key.period, key.n) < (with_key.period, with_key.n)]
        keys.append(with_key)
    typed = _typed_words(session)
    numbers = item_numbers(session) if numbers is None else numbers

    def with_words(topic: TopicView) -> TopicView:
        words = typed.get(topic.id)
        topic = replace(topic, item_number=numbers.get(topic.item_id or "", ""))
        return replace(topic, **words) if words else topic  # type: ignore[arg-type]

    own, dropped = _stored(session, unit_id, cadence)
    mine = {meeting_id: [with_words(one) for one in topics] for meeting_id, topics in own.items()}
    return agendas([key.id for key in keys], mine, dropped, STAYING, with_words)


def topic_views(session: Session, key: MeetingKey, numbers: Mapping[str, str]) -> tuple[TopicView, ...]:
    """The topics of a meeting in their order, with what is typed, and those taken over."""
    found = agendas_of(session, key.unit_id, key.cadence, key.series_id, with_key=key, numbers=numbers)
    return found[key.id]


def made_with(key: MeetingKey, topic: TopicView) -> dict[str, str | int]:
    """What the row of a topic taken over is made with when the first word is typed; empty for one that has a row."""
    if topic.stored:
        return {}
    made: dict[str, str | int] = {
        "meeting_id": key.id,
        "title": topic.title,
        "ordinal": topic.ordinal,
        "carried": topic.carried,
        "origin_id": topic.root_id,
        **parent_key(key),
    }
    if topic.item_id:
        made["item_id"] = topic.item_id
    return made


def _typed_words(session: Session) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for draft in session.exec(select(Draft).where(Draft.entity == "topic")).all():
        if draft.field in TOPIC_FIELDS:
            found[draft.entity_id][draft.field] = str(json.loads(draft.value))
    return found


def _stored(
    session: Session, unit_id: str, cadence: Cadence
) -> tuple[dict[str, list[TopicView]], frozenset[str]]:
    """The living topics by meeting, and the ids of those that a person took off an agenda though taken over."""
    own: dict[str, list[TopicView]] = defaultdict(list)
    dropped: set[str] = set()
    # plain rows: years of meetings are read each time one of them is shown
    for dead, reached, *words in raw_connection(session).execute(
        "SELECT t.dead, t.reached, t.id, t.meeting_id, t.ordinal, t.title, t.notes, t.conclusion, t.item_id,"
        " t.carried, t.origin_id FROM topic t JOIN meeting m ON m.id = t.meeting_id"
        " WHERE m.unit_id = ? AND m.cadence = ? ORDER BY t.ordinal, t.id",
        (unit_id, cadence.value),
    ):
        topic = _view(words, reached=bool(reached))
        # undoing what made its row leaves a dead one, too; that topic still stands in the agenda
        off = topic.ordinal == TAKEN_OFF and (topic.reached if dead else not topic.dealt_with)
        if off:
            dropped.add(topic.id)
        elif not dead:
            own[topic.meeting_id].append(topic)
    return own, frozenset(dropped)


def _view(words: Sequence[Any], *, reached: bool) -> TopicView:
    topic_id, meeting_id, ordinal, title, notes, conclusion, item_id, carried, origin_id = words
    return TopicView(
        id=topic_id,
        meeting_id=meeting_id,
        ordinal=ordinal,
        title=title,
        notes=notes,
        conclusion=conclusion,
        item_id=item_id,
        carried=carried,
        origin_id=origin_id,
        reached=reached,
    )


def append_topic(
    command: Command, meeting: Meeting, title: str, item_id: str | None = None, carried: int = 0
) -> None:
    """A topic at the agenda's end, 回头看 before all others. Refused without a word."""
    if not title.strip():
        raise Refusal("议题没有文字，未添加，其他内容也没有存入。请写上议题名称。")
    command.session.flush()
    rows = command.session.exec(alive(Topic).where(Topic.meeting_id == meeting.id)).all()
    last = max((row.ordinal for row in rows if row.ordinal > 0), default=0)
    command.session.add(
        Topic(
            meeting_id=meeting.id,
            ordinal=FIRST_OF_ALL if title.strip() in STAYING else last + 1,
            title=title.strip(),
            item_id=item_id,
            carried=carried,
        )
    )


def add_topic_to(
    store: Store, key: MeetingKey, title: str, item_id: str | None = None, *, carried: int = 0
) -> frozenset[FieldKey]:
    """A topic at the end of any meeting's agenda."""
    title = title.strip()
    if not title:
        raise Refusal("议题没有文字，未添加。请写上议题名称。")
    with signed(store, f"添加议题“{title[:12]}”", unit=key.unit_id) as command:
        append_topic(command, meeting_row(command, key), title, item_id, carried)
    return command.changed


def _topic(command: Command, topic_id: str, key: MeetingKey | None = None) -> Topic:
    """The row of a topic; made where it stands in the agenda of `key` by itself."""
    if key is not None:
        _take_over(command, key, topic_id)
    row = command.session.get(Topic, topic_id)
    if row is None or row.dead:
        raise Refusal("这个议题已不在了，没有改动。")
    return row


def _take_over(command: Command, key: MeetingKey, topic_id: str | None = None) -> frozenset[str]:
    """Make rows of the topics that stand in the agenda by themselves, or of that one, and of their meeting.

    Part of the deed that touches them, so that undoing it leaves no meeting that was never held. Gives their ids.
    """
    views = topic_views(command.session, key, {})
    waiting = [one for one in views if not one.stored and topic_id in {None, one.id}]
    if waiting:
        meeting_row(command, key)
        command.session.flush()
    for one in waiting:
        row = command.session.get(Topic, one.id)
        if row is None:
            row = Topic(id=one.id, meeting_id=key.id)
            command.session.add(row)
        else:
            # what was said in it was taken back
            row.dead, row.reached, row.notes, row.conclusion = False, False, "", ""
        row.title, row.ordinal, row.item_id = one.title, one.ordinal, one.item_id
        row.carried, row.origin_id = one.carried, one.root_id
    command.session.flush()
    return frozenset(one.id for one in waiting)


def remove_topic(store: Store, topic_id: str, key: MeetingKey | None = None) -> frozenset[FieldKey]:
    """Take a topic off the agenda; undo brings it back with its words. `key`: its meeting, for one taken over.

    One taken over would come again by itself: its row says that it is off.
    """
    with signed_after_typing(store, "删除议题") as command:
        made = _take_over(command, key, topic_id) if key is not None else frozenset()
        row = _topic(command, topic_id)
        if row.origin_id:
            row.ordinal, row.reached = TAKEN_OFF, topic_id not in made
            command.session.flush()
        if topic_id not in made:
            command.session.delete(row)
    return command.changed


def tick_topic(
    store: Store, topic_id: str, *, reached: bool, key: MeetingKey | None = None
) -> frozenset[FieldKey]:
    """已议, or not: dealt with though there is no word of it."""
    with signed_after_typing(store, "标记已议" if reached else "取消已议") as command:
        _topic(command, topic_id, key).reached = reached
    return command.changed


def link_topic(
    store: Store, topic_id: str, item_id: str | None, key: MeetingKey | None = None
) -> frozenset[FieldKey]:
    """The item that a topic is about; None: none."""
    with signed_after_typing(store, "议题关联事项") as command:
        _topic(command, topic_id, key).item_id = item_id
    return command.changed


def move_topic(
    store: Store, topic_id: str, ordinal: int, key: MeetingKey | None = None
) -> frozenset[FieldKey]:
    """Put a topic at place `ordinal` (from 1) of its agenda."""
    with signed_after_typing(store, "调整议题顺序") as command:
        if key is not None:
            _take_over(command, key)
        topic = _topic(command, topic_id)
        others = [
            row
            for row in command.session.exec(
                alive(Topic)
                .where(Topic.meeting_id == topic.meeting_id, Topic.ordinal != TAKEN_OFF)
                .order_by(col(Topic.ordinal), col(Topic.id))
            ).all()
            if row.id != topic_id
        ]
        others.insert(max(0, min(ordinal - 1, len(others))), topic)
        for place, row in enumerate(others, start=1):
            if row.ordinal != place:
                row.ordinal = place
    return command.changed
