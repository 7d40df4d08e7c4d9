"""The weekly meeting: its record, its agenda with what is carried over, and what is handed out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.services import history, meetings, reporting
from shengsi_desktop.services.directives import find_directive
from shengsi_desktop.store.tables import Meeting, Topic
from tests.services.stored import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]


def held(store: Store, unit_id: str) -> list[str]:
    """The weeks whose meeting has a word in it, newest first."""
    entries = meetings.meeting_entries(store, unit_id, date(2023, 7, 27))
    return [one.key.period for one in entries if one.held]


def test_opening_the_meeting_makes_no_row_and_the_list_stays_empty(
    store: Store, unit_id: str, week: Weeks
) -> None:
    meetings.meeting_form(store, unit_id, week("2023-W10"))
    assert not count(store, Meeting)
    assert held(store, unit_id) == []


def test_the_record_is_stored_and_listed_newest_first(store: Store, unit_id: str, week: Weeks) -> None:
    meetings.set_meeting(store, unit_id, week("2023-W52"), place="会议室", notes="记")
    meetings.set_meeting(store, unit_id, week("2024-W01"), chair="张三")
    assert held(store, unit_id) == ["2024-W01", "2023-W52"]
    assert meetings.meeting_form(store, unit_id, week("2023-W52")).meeting.place == "会议室"


def test_a_meeting_only_typed_so_far_is_listed(store: Store, unit_id: str, week: Weeks) -> None:
    form = meetings.meeting_form(store, unit_id, week("2023-W10"))
    reporting.keep_draft(store, form.fields["notes"], "正在记")
    assert held(store, unit_id) == ["2023-W10"]


def test_a_meeting_taken_back_by_undo_is_not_listed(store: Store, unit_id: str, week: Weeks) -> None:
    meetings.set_meeting(store, unit_id, week("2023-W10"), place="会议室")
    history.undo(store)
    assert held(store, unit_id) == []


def test_a_blank_topic_stores_none_of_the_record(store: Store, unit_id: str, week: Weeks) -> None:
    with pytest.raises(Refusal, match="议题没有文字"):
        meetings.record_meeting(store, unit_id, week("2023-W10"), {"place": "会议室"}, ["一", " "])
    assert not count(store, Meeting)
    assert not count(store, Topic)


def test_topics_keep_the_order_they_are_put_in(store: Store, unit_id: str, week: Weeks) -> None:
    at = week("2023-W10")
    for title in "甲乙丙":
        meetings.add_topic(store, unit_id, at, title)
    topics = meetings.meeting_form(store, unit_id, at).meeting.topics
    meetings.move_topic(store, topics[2].id, 1)
    meetings.remove_topic(store, topics[0].id)
    shown = meetings.meeting_form(store, unit_id, at).meeting.topics
    assert [(one.title) for one in shown] == ["丙", "乙"]
    history.undo(store)
    assert len(meetings.meeting_form(store, unit_id, at).meeting.topics) == 3


def test_what_was_decided_before_is_looked_back_on_first(store: Store, unit_id: str, week: Weeks) -> None:
    meetings.add_directive(store, unit_id, week("2023-W10"), "报方案 @文化科", week("2023-W10").last)
    offered = meetings.meeting_form(store, unit_id, week("2023-W11")).offered
    assert (offered[0].title, offered[0].why) == (meetings.LOOK_BACK, "系统带入1条")


def test_a_red_item_is_offered_until_it_is_taken(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W40")
    reporting.report_once(store, item("4-2"), unit_id, at, words={"progress": "一"}, values={"4-2.5": "1"})
    offered = meetings.meeting_form(store, unit_id, at).offered
    assert offered[0].item_id == item("4-2")
    meetings.add_topic(store, unit_id, at, offered[0].title, offered[0].item_id)
    assert not meetings.meeting_form(store, unit_id, at).offered


def test_one_line_makes_a_directive_with_who_and_when(store: Store, unit_id: str, week: Weeks) -> None:
    at = week("2023-W30")
    meetings.add_directive(store, unit_id, at, "商请花鸟乡反馈 @文化科 8月4日", at.last)
    one = meetings.directives(store, unit_id, date(2023, 8, 10))[0]
    assert (one.what, one.who, one.due, one.overdue, one.number) == (
        "商请花鸟乡反馈",
        "文化科",
        date(2023, 8, 4),
        True,
        1,
    )
    with pytest.raises(Refusal, match="没有写做什么"):
        meetings.add_directive(store, unit_id, at, "@文化科", at.last)


def test_directives_keep_their_numbers_when_the_clock_is_set_back(
    store: Store, unit_id: str, week: Weeks, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = week("2023-W10")
    for what in ("报方案", "报预算"):
        meetings.add_directive(store, unit_id, at, what, at.last)
    monkeypatch.setattr("shengsi_desktop.store.keys._last", 0)
    monkeypatch.setattr("shengsi_desktop.store.keys.time.time_ns", lambda: 10**18)
    meetings.add_directive(store, unit_id, at, "报名单", at.last)
    shown = {one.number: one.what for one in meetings.directives(store, unit_id, at.last)}
    assert shown == {1: "报方案", 2: "报预算", 3: "报名单"}


def test_a_directives_number_is_not_given_again(store: Store, unit_id: str, week: Weeks) -> None:
    at = week("2023-W30")
    for what in "甲乙":
        meetings.add_directive(store, unit_id, at, what, at.last)
    with store.reading() as session:
        meetings.remove_directive(store, find_directive(session, unit_id, "1", at.last).id)
    meetings.add_directive(store, unit_id, at, "丙", at.last)
    shown = {one.number: one.what for one in meetings.directives(store, unit_id, at.last)}
    assert shown == {2: "乙", 3: "丙"}
    with store.reading() as session, pytest.raises(Refusal, match="没有编号"):
        find_directive(session, unit_id, "1", at.last)


def test_a_directive_is_done_on_a_day_and_can_be_opened_again(
    store: Store, unit_id: str, week: Weeks
) -> None:
    at = week("2023-W30")
    meetings.add_directive(store, unit_id, at, "甲", at.last)
    one = meetings.directives(store, unit_id, at.last)[0]
    meetings.set_directive_state(store, one.id, DirectiveState.DONE, date(2023, 8, 1))
    assert meetings.directives(store, unit_id, at.last)[0].done_on == date(2023, 8, 1)
    meetings.set_directive_state(store, one.id, DirectiveState.OPEN, date(2023, 8, 2))
    meetings.edit_directive(store, one.id, what="甲改", due=date(2023, 9, 1))
    again = meetings.directives(store, unit_id, at.last)[0]
    assert (again.done_on, again.what, again.due) == (None, "甲改", date(2023, 9, 1))
    with pytest.raises(Refusal, match="不能为空"):
        meetings.edit_directive(store, one.id, what=" ")
