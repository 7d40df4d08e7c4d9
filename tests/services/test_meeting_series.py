"""Meetings beside the weekly one: series, the meetings that are due, their agendas, and the list of all."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from shengsi_desktop.domain.meetings import MeetingKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Cadence, DirectiveSource, HolidayRule, RequestLevel
from shengsi_desktop.services import (
    agenda,
    history,
    meeting_series,
    meetings,
    reporting,
    requests,
    setting_up,
)
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.tables import Directive, Meeting, TaskForce, Topic
from tests.services.stored import count

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]

TODAY = date(2023, 7, 27)


@pytest.fixture
def hearing(store: Store, unit_id: str) -> str:
    """听取 on the last Friday of each half month."""
    return meeting_series.add_series(
        store, unit_id, Cadence.HALF_MONTH, "半月听取", place="三楼会议室", attendees="张某、李某"
    )


def due(store: Store, unit_id: str, series_id: str, period: str, place: int = 1) -> MeetingKey:
    """The meeting of a series in a period (the `place`-th, from 1), as the rhythm has it."""
    with store.reading() as session:
        (one,) = [one for one in meeting_series.series_in(session, unit_id) if one.id == series_id]
        return meeting_series.occurrences(session, unit_id, one.cadence, period, [one])[place - 1].key


def test_a_series_is_kept_changed_and_removed(store: Store, unit_id: str, hearing: str) -> None:
    (one,) = meeting_series.series_of(store, unit_id)
    assert (one.name, one.cadence, one.holidays) == ("半月听取", Cadence.HALF_MONTH, HolidayRule.EARLIER)
    meeting_series.edit_series(store, hearing, month_day=10, meeting_time="９:30", holidays="later")
    (one,) = meeting_series.series_of(store, unit_id)
    assert (one.month_day, one.meeting_time, one.holidays) == (10, "09:30", HolidayRule.LATER)
    meeting_series.remove_series(store, hearing)
    assert meeting_series.series_of(store, unit_id) == ()
    history.undo(store)
    assert len(meeting_series.series_of(store, unit_id)) == 1


def test_what_no_meeting_can_be_is_refused_in_words(store: Store, unit_id: str, hearing: str) -> None:
    with pytest.raises(Refusal, match="本单位"):
        meeting_series.add_series(store, unit_id, Cadence.WEEKLY)
    with pytest.raises(Refusal, match="1到15"):
        meeting_series.edit_series(store, hearing, month_day=20)
    with pytest.raises(Refusal, match="有效的时间"):
        meeting_series.edit_series(store, hearing, meeting_time="25:00")
    with pytest.raises(Refusal, match="不能为空"):
        meeting_series.edit_series(store, hearing, name=" ")


def test_a_task_force_may_be_whose_meeting_it_is(store: Store, unit_id: str) -> None:
    with store.command("专班") as command:
        force = TaskForce(name="旅游专班", ordinal=1)
        command.session.add(force)
    assert meeting_series.choices(store).task_forces == ((force.id, "旅游专班"),)
    meeting_series.add_series(store, unit_id, Cadence.TASK_FORCE, "专班周会", task_force_id=force.id)
    assert meeting_series.series_of(store, unit_id)[0].whom == "旅游专班"


def test_the_next_meeting_of_a_series_waits_in_the_list_without_a_row(
    store: Store, unit_id: str, hearing: str
) -> None:
    meeting_series.edit_series(store, hearing, name="听取")
    entries = meetings.meeting_entries(store, unit_id, TODAY)
    waiting = [(one.title, one.day, one.held) for one in entries if one.series]
    assert waiting == [
        ("2023年7月下半月听取", date(2023, 7, 28), False),
        ("2023年7月上半月听取", date(2023, 7, 14), False),
    ]
    assert [one.title for one in entries if not one.series] == ["2023年第30周会商"]
    assert not count(store, Meeting)


def test_words_typed_into_a_meeting_due_make_it_one_of_its_series(
    store: Store, unit_id: str, hearing: str
) -> None:
    key = due(store, unit_id, hearing, "2023-07-2")
    form = meetings.meeting_form_of(store, key)
    assert (form.usual_time, form.usual_place, form.usual_people) == (
        "7月28日 15:00",
        "三楼会议室",
        "张某、李某",
    )
    assert form.people[:2] == ("张某", "李某")
    reporting.keep_draft(store, form.fields["conclusion"], "同意")
    entries = {one.key.id: one for one in meetings.meeting_entries(store, unit_id, TODAY)}
    assert entries[key.id].held
    reporting.commit_drafts(store)
    with store.reading() as session:
        (row,) = session.exec(select(Meeting)).all()
    assert (row.series_id, row.period, row.conclusion) == (hearing, "2023-07-2", "同意")


def test_two_series_of_one_cadence_have_their_own_meetings_whichever_is_held_first(
    store: Store, unit_id: str, hearing: str
) -> None:
    second = meeting_series.add_series(store, unit_id, Cadence.HALF_MONTH, "另一位听取", month_day=10)
    keys = [due(store, unit_id, one, "2023-07-2") for one in (hearing, second)]
    waiting = [(one.key, one.day) for one in meetings.meeting_entries(store, unit_id, TODAY) if one.series]
    assert (keys[0], date(2023, 7, 28)) in waiting
    assert (keys[1], date(2023, 7, 25)) in waiting
    assert [meetings.meeting_form_of(store, key).usual_time for key in keys] == [
        "7月28日 15:00",
        "7月25日 15:00",
    ]
    meetings.record(store, keys[1], {"place": "二楼"})
    meeting_series.remove_series(store, second)
    assert due(store, unit_id, hearing, "2023-07-2") == keys[0]
    assert {one.key: one.day for one in meetings.meeting_entries(store, unit_id, TODAY)}[keys[1]].day == 25
    extra = meetings.new_meeting(store, unit_id, Cadence.HALF_MONTH, "2023-07-2")
    assert (extra.n, extra.series_id) == (1, None)


def test_two_machines_that_hold_different_series_of_a_period_make_two_meetings(
    folder: Path, tmp_path: Path
) -> None:
    with opened(folder, writing=True) as store:
        unit_id = setting_up.settings(store).unit.id
        names = ("甲", "乙")
        ids = [meeting_series.add_series(store, unit_id, Cadence.HALF_MONTH, name) for name in names]
    copied = shutil.copytree(folder, tmp_path / "other")
    found = []
    for place, where in enumerate((folder, copied)):
        with opened(where, writing=True) as store:
            held = due(store, unit_id, ids[place], "2023-07-2")
            meetings.record(store, held, {"conclusion": names[place]})
            found.append((held.id, due(store, unit_id, ids[1 - place], "2023-07-2").id))
    assert found[0] == found[1][::-1]
    assert found[0][0] != found[0][1]


def test_changing_a_series_moves_those_to_come_and_not_those_held(
    store: Store, unit_id: str, hearing: str
) -> None:
    written, topics_only = (due(store, unit_id, hearing, period) for period in ("2023-06-2", "2023-07-1"))
    coming = due(store, unit_id, hearing, "2023-07-2")
    meetings.record(store, written, {"held_at": "6月29日下午", "conclusion": "定了"})
    meetings.record(store, topics_only, {}, ["甲"])
    meetings.record(store, coming, {}, ["乙"])

    def days() -> list[date | None]:
        return [meetings.meeting_form_of(store, key).meeting.day for key in (written, topics_only, coming)]

    assert days() == [date(2023, 6, 29), date(2023, 7, 14), date(2023, 7, 28)]
    meeting_series.edit_series(store, hearing, weekday=0, meeting_time="9:00", today=TODAY)
    assert days() == [date(2023, 6, 29), date(2023, 7, 14), date(2023, 7, 31)]
    assert meetings.meeting_form_of(store, topics_only).meeting.held_at == "7月14日 15:00"
    shown = {one.key: one.day for one in meetings.meeting_entries(store, unit_id, TODAY)}
    assert [shown[key] for key in (written, topics_only, coming)] == days()
    history.undo(store)
    assert days() == [date(2023, 6, 29), date(2023, 7, 14), date(2023, 7, 28)]


@pytest.mark.parametrize("today", [date(2023, 7, 20), date(2023, 7, 28)])
def test_a_recorded_meeting_of_today_or_to_come_is_never_moved_into_the_past(
    store: Store, unit_id: str, hearing: str, today: date
) -> None:
    key = due(store, unit_id, hearing, "2023-07-2")
    meetings.record(store, key, {}, ["甲"])
    meeting_series.edit_series(store, hearing, month_day=3, today=today)
    assert meetings.meeting_form_of(store, key).meeting.day == date(2023, 7, 28)


def test_a_new_meeting_of_a_series_is_the_one_due_and_then_one_more(
    store: Store, unit_id: str, hearing: str
) -> None:
    waiting = due(store, unit_id, hearing, "2023-07-2")
    first = meetings.new_meeting(store, unit_id, Cadence.HALF_MONTH, "2023-07-2", hearing)
    more = meetings.new_meeting(store, unit_id, Cadence.HALF_MONTH, "2023-07-2", hearing)
    assert (first, more.n, more.series_id) == (waiting, waiting.n + 1, hearing)
    form = meetings.meeting_form_of(store, first)
    assert (form.meeting.held_at, form.meeting.place) == ("7月28日 15:00", "三楼会议室")
    titles = [meetings.meeting_form_of(store, key).meeting.title for key in (first, more)]
    assert titles == ["2023年7月下半月 · 半月听取", "2023年7月下半月 · 半月听取（第2次）"]


def test_a_meeting_kept_under_another_number_is_the_one_due(store: Store, unit_id: str, hearing: str) -> None:
    kept = MeetingKey(unit_id, Cadence.HALF_MONTH, "2023-07-2", 1, hearing)
    meetings.record(store, kept, {"place": "二楼"})
    assert due(store, unit_id, hearing, "2023-07-2") == kept
    assert meetings.meeting_form_of(store, kept).meeting.day == date(2023, 7, 28)


def test_a_topic_is_carried_within_its_series_alone(
    store: Store, unit_id: str, hearing: str, week: Weeks
) -> None:
    first = due(store, unit_id, hearing, "2023-07-1")
    following = due(store, unit_id, hearing, "2023-07-2")
    other = MeetingKey(unit_id, Cadence.HALF_MONTH, "2023-07-2", 5)
    meetings.add_topic_to(store, first, "码头改造")
    titles = [
        [(one.title, one.carried) for one in meetings.meeting_form_of(store, key).meeting.topics]
        for key in (following, other, meetings.weekly_key(unit_id, week("2023-W30")))
    ]
    assert titles == [[("码头改造", 1)], [], []]


def test_a_half_months_agenda_draws_on_all_its_weeks(
    store: Store, unit_id: str, hearing: str, week: Weeks, item: Items
) -> None:
    early = week("2023-W29")
    reporting.report_once(store, item("4-2"), unit_id, early, words={"progress": "一"}, values={"4-2.5": "1"})
    requests.set_request(
        store, item("4-2"), unit_id, early, text="请协调资金", level=RequestLevel.COUNTY_LEADER
    )
    requests.set_request(store, item("8-5"), unit_id, early, text="请邻县支持", level=RequestLevel.UPWARD)
    meetings.add_directive(store, unit_id, early, "报方案", early.last)
    key = due(store, unit_id, hearing, "2023-07-2")
    offered = meetings.meeting_form_of(store, key).offered
    assert offered[0].title == agenda.LOOK_BACK_LAST
    behind = [one for one in offered if one.item_id == item("4-2") and one.why in {"红灯", "黄灯"}]
    assert behind
    assert behind[0].reason
    asked = [one for one in offered if one.title.startswith("需协调")]
    assert [(one.title, one.why) for one in asked] == [("需协调：请协调资金", "分管县领导 · 7天")]


def test_what_is_handed_out_names_its_meeting_source_owner_and_person(
    store: Store, unit_id: str, hearing: str, week: Weeks
) -> None:
    key = due(store, unit_id, hearing, "2023-07-2")
    meetings.hand_out(store, key, "落实资金 @县财政局 @张某 8月4日", TODAY)
    with store.reading() as session:
        (row,) = session.exec(select(Directive)).all()
    assert (row.source, row.meeting_id, row.week) == (DirectiveSource.HALF_MONTH.value, key.id, "2023-W30")
    assert (row.owner_unit_id, row.person, row.due) == (
        setting_up.the_unit("县财政局").id,
        "张某",
        "2023-08-04",
    )
    assert [one.what for one in meetings.meeting_form_of(store, key).meeting.directives] == ["落实资金"]
    weekly = meetings.meeting_form(store, unit_id, week("2023-W30")).meeting
    assert weekly.directives == ()
    with pytest.raises(Refusal, match="没有写做什么"):
        meetings.hand_out(store, key, "@县财政局", TODAY)


def test_a_meeting_deleted_takes_its_topics_and_undo_brings_both_back(
    store: Store, unit_id: str, hearing: str
) -> None:
    key = due(store, unit_id, hearing, "2023-07-2")
    meetings.record(store, key, {"place": "二楼"}, ["甲"])
    meetings.delete_meeting(store, key)
    form = meetings.meeting_form_of(store, key)
    assert (form.meeting.place, form.meeting.topics) == ("", ())
    with pytest.raises(Refusal, match="还没有记录"):
        meetings.delete_meeting(store, key)
    history.undo(store)
    form = meetings.meeting_form_of(store, key)
    assert (form.meeting.place, [one.title for one in form.meeting.topics]) == ("二楼", ["甲"])
    assert count(store, Topic) == 1


def test_a_removed_series_leaves_its_meetings_with_their_name(
    store: Store, unit_id: str, hearing: str
) -> None:
    key = due(store, unit_id, hearing, "2023-07-2")
    meetings.record(store, key, {"place": "二楼"})
    meeting_series.remove_series(store, hearing)
    entries = [one for one in meetings.meeting_entries(store, unit_id, TODAY) if one.series]
    assert [(one.title, one.held) for one in entries] == [("2023年7月下半月 · 半月听取", True)]


def test_a_meeting_is_copied_as_text(store: Store, unit_id: str, hearing: str) -> None:
    key = due(store, unit_id, hearing, "2023-07-2")
    meetings.record(
        store, key, {"place": "二楼", "attendees": "张某 李某", "conclusion": "按计划推进。"}, ["甲"]
    )
    meetings.hand_out(store, key, "落实资金 @县财政局 8月4日", TODAY)
    assert meetings.meeting_text(store, key).splitlines() == [
        "2023年7月下半月 · 半月听取记录",
        "时间：7月28日 15:00（计划）",
        "地点：二楼",
        "参加：张某、李某",
        "1．甲",
        "　　本次未议，顺延至下次。",
        "会议结论：按计划推进。",
        "交办事项：",
        "（1）落实资金——县财政局，8月4日前",
    ]
    meetings.record(store, key, {"held_at": "7月27日 9:30"})
    assert meetings.meeting_text(store, key).splitlines()[1] == "时间：7月27日 9:30"


def test_undoing_what_was_handed_out_leaves_no_meeting_that_was_never_held(
    store: Store, unit_id: str, hearing: str
) -> None:
    key = due(store, unit_id, hearing, "2023-07-2")
    meetings.hand_out(store, key, "落实资金 8月4日", TODAY)
    history.undo(store)
    entries = [one for one in meetings.meeting_entries(store, unit_id, TODAY) if one.key.id == key.id]
    assert [one.held for one in entries] == [False]
    with store.reading() as session:
        assert [row.dead for row in session.exec(select(Meeting)).all()] == [True]
    history.redo(store)
    assert [one.what for one in meetings.meeting_form_of(store, key).meeting.directives] == ["落实资金"]


def test_what_a_task_force_hands_out_names_it(store: Store, unit_id: str) -> None:
    with store.command("专班") as command:
        force = TaskForce(name="旅游专班", ordinal=1)
        command.session.add(force)
    weekly = meeting_series.add_series(store, unit_id, Cadence.TASK_FORCE, "周例会", task_force_id=force.id)
    key = due(store, unit_id, weekly, "2023-07")
    assert meetings.meeting_form_of(store, key).meeting.title == "2023年7月 · 旅游专班周例会（第1次）"
    meetings.hand_out(store, key, "落实资金 8月4日", TODAY)
    with store.reading() as session:
        (row,) = session.exec(select(Directive)).all()
    assert (row.given_by, row.meeting_id) == ("旅游专班", key.id)
