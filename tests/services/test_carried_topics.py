"""Topics not reached: they stand in the next agenda by themselves, say how often, and can be dealt with there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.services import agenda, exporting, history, meetings, reporting
from shengsi_desktop.store.tables import Meeting, Topic
from tests.services.stored import count

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.meetings import Topic as TopicView
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]


@pytest.fixture
def shown(store: Store, unit_id: str, week: Weeks) -> Callable[[str], list[tuple[str, int]]]:
    """The agenda of a week as (title, 顺延N次)."""

    def read(label: str) -> list[tuple[str, int]]:
        form = meetings.meeting_form(store, unit_id, week(label))
        return [(one.title, one.carried) for one in form.meeting.topics]

    return read


@pytest.fixture
def topic(store: Store, unit_id: str, week: Weeks) -> Callable[[str, str], TopicView]:
    """A topic of a week by its title."""

    def find(label: str, title: str) -> TopicView:
        form = meetings.meeting_form(store, unit_id, week(label))
        return next(one for one in form.meeting.topics if one.title == title)

    return find


def test_a_topic_not_reached_stands_in_the_next_agenda_without_a_row(
    store: Store, unit_id: str, week: Weeks, shown: Callable[[str], list[tuple[str, int]]]
) -> None:
    meetings.add_topic(store, unit_id, week("2023-W10"), "未议的事")
    meetings.add_topic(store, unit_id, week("2023-W10"), "议过的事")
    first = meetings.meeting_form(store, unit_id, week("2023-W10"))
    spoken = next(one for one in first.meeting.topics if one.title == "议过的事")
    reporting.keep_draft(store, first.topic_fields[spoken.id]["conclusion"], "同意")
    assert shown("2023-W11") == [("未议的事", 1)]
    assert count(store, Topic) == 2
    assert count(store, Meeting) == 1


def test_it_counts_the_meetings_it_was_put_off_in_and_loses_no_week_without_one(
    store: Store, unit_id: str, week: Weeks, shown: Callable[[str], list[tuple[str, int]]]
) -> None:
    meetings.add_topic(store, unit_id, week("2023-W50"), "未议的事")
    meetings.set_meeting(store, unit_id, week("2023-W52"), place="会议室")
    assert shown("2023-W51") == [("未议的事", 1)]
    assert shown("2023-W52") == [("未议的事", 1)]
    assert shown("2024-W02") == [("未议的事", 2)]


def test_typing_into_it_makes_the_row_and_undo_leaves_it_on_the_agenda(
    store: Store, unit_id: str, week: Weeks, topic: Callable[[str, str], TopicView]
) -> None:
    meetings.add_topic(store, unit_id, week("2023-W10"), "未议的事")
    carried = topic("2023-W11", "未议的事")
    for _ in range(2):
        form = meetings.meeting_form(store, unit_id, week("2023-W11"))
        reporting.keep_draft(store, form.topic_fields[carried.id]["notes"], "议了一半")
        assert topic("2023-W11", "未议的事").notes == "议了一半"
        reporting.commit_drafts(store)
        now = topic("2023-W11", "未议的事")
        assert (now.id, now.notes, now.carried, now.stored) == (carried.id, "议了一半", 1, True)
        entries = meetings.meeting_entries(store, unit_id, week("2023-W11").last)
        assert [one.key.period for one in entries if one.held] == ["2023-W11", "2023-W10"]
        assert not meetings.meeting_form(store, unit_id, week("2023-W12")).meeting.topics
        history.undo(store)
        again = topic("2023-W11", "未议的事")
        assert (again.id, again.notes, again.carried) == (carried.id, "", 1)


def test_one_taken_off_stays_off_and_undo_brings_it_back(
    store: Store,
    unit_id: str,
    week: Weeks,
    shown: Callable[[str], list[tuple[str, int]]],
    topic: Callable[[str, str], TopicView],
) -> None:
    at = meetings.weekly_key(unit_id, week("2023-W11"))
    meetings.add_topic(store, unit_id, week("2023-W10"), "未议的事")
    meetings.remove_topic(store, topic("2023-W11", "未议的事").id, at)
    assert shown("2023-W11") == []
    assert shown("2023-W12") == []
    assert shown("2023-W10") == [("未议的事", 0)]
    history.undo(store)
    assert shown("2023-W11") == [("未议的事", 1)]
    assert shown("2023-W12") == [("未议的事", 1)]
    history.redo(store)
    assert shown("2023-W11") == []


def test_one_ticked_as_dealt_with_goes_no_further_until_the_tick_is_taken_back(
    store: Store,
    unit_id: str,
    week: Weeks,
    shown: Callable[[str], list[tuple[str, int]]],
    topic: Callable[[str, str], TopicView],
) -> None:
    at = meetings.weekly_key(unit_id, week("2023-W11"))
    meetings.add_topic(store, unit_id, week("2023-W10"), "未议的事")
    meetings.tick_topic(store, topic("2023-W11", "未议的事").id, reached=True, key=at)
    assert topic("2023-W11", "未议的事").reached
    assert shown("2023-W12") == []
    history.undo(store)
    assert shown("2023-W11") == [("未议的事", 1)]
    assert shown("2023-W12") == [("未议的事", 1)]
    # made again after its undo, the row says what it said
    meetings.tick_topic(store, topic("2023-W11", "未议的事").id, reached=True, key=at)
    assert shown("2023-W12") == []


def test_a_deed_taken_back_leaves_no_meeting_that_was_never_held(
    store: Store, unit_id: str, week: Weeks, topic: Callable[[str, str], TopicView]
) -> None:
    at = meetings.weekly_key(unit_id, week("2023-W11"))
    meetings.add_topic(store, unit_id, week("2023-W10"), "未议的事")
    one = topic("2023-W11", "未议的事")
    for deed in (
        lambda: meetings.tick_topic(store, one.id, reached=True, key=at),
        lambda: meetings.link_topic(store, one.id, None, at),
        lambda: meetings.remove_topic(store, one.id, at),
        lambda: meetings.move_topic(store, one.id, 1, at),
    ):
        assert deed()
        history.undo(store)
        entries = meetings.meeting_entries(store, unit_id, week("2023-W10").last)
        assert [(entry.key.period, entry.held) for entry in entries] == [("2023-W10", True)]
        assert topic("2023-W12", "未议的事").carried == 1


def test_one_taken_off_with_words_said_in_it_comes_back_with_them(
    store: Store,
    unit_id: str,
    week: Weeks,
    shown: Callable[[str], list[tuple[str, int]]],
    topic: Callable[[str, str], TopicView],
) -> None:
    at = meetings.weekly_key(unit_id, week("2023-W11"))
    meetings.add_topic(store, unit_id, week("2023-W10"), "未议的事")
    one = topic("2023-W11", "未议的事")
    meetings.tick_topic(store, one.id, reached=True, key=at)
    meetings.tick_topic(store, one.id, reached=False, key=at)
    meetings.remove_topic(store, one.id, at)
    assert shown("2023-W11") == []
    history.undo(store)
    assert shown("2023-W11") == [("未议的事", 1)]
    history.redo(store)
    assert shown("2023-W11") == shown("2023-W12") == []


def test_words_said_later_of_the_first_meeting_take_it_off_the_later_agendas(
    store: Store,
    unit_id: str,
    week: Weeks,
    shown: Callable[[str], list[tuple[str, int]]],
    topic: Callable[[str, str], TopicView],
) -> None:
    meetings.add_topic(store, unit_id, week("2023-W10"), "未议的事")
    assert shown("2023-W11") == [("未议的事", 1)]
    meetings.tick_topic(store, topic("2023-W10", "未议的事").id, reached=True)
    assert shown("2023-W11") == []


def test_carried_topics_stand_first_and_can_be_put_elsewhere(
    store: Store,
    unit_id: str,
    week: Weeks,
    shown: Callable[[str], list[tuple[str, int]]],
    topic: Callable[[str, str], TopicView],
) -> None:
    at = meetings.weekly_key(unit_id, week("2023-W11"))
    for title in ("甲", "乙"):
        meetings.add_topic(store, unit_id, week("2023-W10"), title)
    meetings.add_topic(store, unit_id, week("2023-W11"), "丙")
    meetings.add_topic(store, unit_id, week("2023-W11"), meetings.LOOK_BACK)
    order = [meetings.LOOK_BACK, "甲", "乙", "丙"]
    assert [title for title, _ in shown("2023-W11")] == order
    meetings.move_topic(store, topic("2023-W11", "甲").id, 4, at)
    assert [title for title, _ in shown("2023-W11")] == [meetings.LOOK_BACK, "乙", "丙", "甲"]
    history.undo(store)
    assert [title for title, _ in shown("2023-W11")] == order


def test_last_weeks_look_back_is_not_carried(
    store: Store, unit_id: str, week: Weeks, shown: Callable[[str], list[tuple[str, int]]]
) -> None:
    meetings.add_topic(store, unit_id, week("2023-W10"), agenda.LOOK_BACK)
    assert shown("2023-W11") == []


def test_one_that_was_taken_by_hand_does_not_stand_there_twice(
    store: Store, unit_id: str, week: Weeks, shown: Callable[[str], list[tuple[str, int]]]
) -> None:
    meetings.add_topic(store, unit_id, week("2023-W10"), "未议的事")
    meetings.add_topic(store, unit_id, week("2023-W11"), "未议的事", carried=1)
    assert shown("2023-W11") == [("未议的事", 1)]
    assert shown("2023-W12") == [("未议的事", 2)]


def test_a_renamed_one_keeps_its_new_name_on_the_way(
    store: Store, unit_id: str, week: Weeks, shown: Callable[[str], list[tuple[str, int]]]
) -> None:
    meetings.add_topic(store, unit_id, week("2023-W10"), "未议的事")
    form = meetings.meeting_form(store, unit_id, week("2023-W11"))
    (carried,) = form.meeting.topics
    reporting.keep_draft(store, form.topic_fields[carried.id]["title"], "改了名的事")
    reporting.commit_drafts(store)
    assert shown("2023-W12") == [("改了名的事", 2)]


def test_the_exported_record_shows_it(store: Store, unit_id: str, week: Weeks, folder: Path) -> None:
    meetings.add_topic(store, unit_id, week("2023-W10"), "未议的事")
    book = exporting.week_book(store, unit_id, week("2023-W11"))
    assert book.meeting is not None
    assert [(one.ordinal, one.title, one.carried) for one in book.meeting.topics] == [(1, "未议的事", 1)]
    assert folder.exists()
