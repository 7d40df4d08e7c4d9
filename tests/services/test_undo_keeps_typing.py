"""Undoing a deed takes the deed back, never the words that were being typed when it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import PlanMark, RequestLevel
from shengsi_desktop.services import history, meetings, reporting

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]

TYPED = "正在打的字"


@pytest.fixture
def deeds(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> dict[str, Callable[[], frozenset[FieldKey]]]:
    """Deeds of every page, each on what is there."""
    at, key = week("2023-W31"), meetings.weekly_key(unit_id, week("2023-W31"))
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W30"), words={"next_plan": "完成两个"})
    meetings.record_meeting(store, unit_id, at, {"place": "二楼"}, ["议题"])
    (topic,) = meetings.meeting_form(store, unit_id, at).meeting.topics
    (line,) = reporting.report_form(store, item("4-2"), unit_id, at).checklist
    other = item("8-3")
    return {
        "tick": lambda: meetings.tick_topic(store, topic.id, reached=True, key=key),
        "link": lambda: meetings.link_topic(store, topic.id, other, key),
        "remove": lambda: meetings.remove_topic(store, topic.id, key),
        "record": lambda: meetings.set_meeting(store, unit_id, at, chair="张某"),
        "delete": lambda: meetings.delete_meeting(store, key),
        "mark": lambda: reporting.mark_plan(store, line, PlanMark.DONE),
        "no news": lambda: reporting.mark_no_news(store, [other], unit_id, at),
        "report": lambda: reporting.report_once(store, other, unit_id, at, words={"progress": "一"}),
        "request": lambda: reporting.set_request(store, other, unit_id, at, level=RequestLevel.COUNTY_LEADER),
    }


def test_undoing_a_deed_leaves_what_was_being_typed(
    store: Store, unit_id: str, week: Weeks, item: Items, deeds: dict[str, Callable[[], frozenset[FieldKey]]]
) -> None:
    at = week("2023-W31")
    for name, deed in deeds.items():
        typed = f"{TYPED} {name}"
        form = meetings.meeting_form(store, unit_id, at)
        (topic,) = form.meeting.topics
        progress = reporting.report_form(store, item("4-2"), unit_id, at).fields["progress"]
        for editable in (form.fields["notes"], form.topic_fields[topic.id]["notes"], progress):
            reporting.keep_draft(store, editable, typed)
        assert progress.key in deed()
        history.undo(store)
        meeting = meetings.meeting_form(store, unit_id, at).meeting
        assert (meeting.place, meeting.chair, meeting.notes) == ("二楼", "", typed), name
        assert [(one.notes, one.reached, one.item_id) for one in meeting.topics] == [(typed, False, None)]
        assert reporting.report_form(store, item("4-2"), unit_id, at).fields["progress"].text == typed


def test_a_deed_that_is_refused_leaves_what_was_being_typed(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W31")
    progress = reporting.report_form(store, item("4-2"), unit_id, at).fields["progress"]
    reporting.keep_draft(store, progress, TYPED)
    with pytest.raises(Refusal, match="没有编号"):
        reporting.report_once(store, item("8-3"), unit_id, at, words={}, values={"9-9.9": "1"})
    assert reporting.report_form(store, item("4-2"), unit_id, at).fields["progress"].text == TYPED
