"""Reminders out of a real store at a fixed moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from shengsi_desktop.domain.reminders import ReminderKind
from shengsi_desktop.domain.words import Cadence
from shengsi_desktop.services import (
    appeals,
    directives,
    facts,
    finalising,
    meeting_series,
    meetings,
    reminders,
    reporting,
    setting_up,
    tasks,
)
from shengsi_desktop.services.appeal_rows import appeal_rows
from shengsi_desktop.services.weekly_meeting import weekly_key
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Assignment

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]

K = ReminderKind


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2023, 7, day, hour)  # noqa: DTZ001 - the local time


def said(store: Store, unit_id: str, now: datetime) -> dict[ReminderKind, str]:
    return {one.kind: one.words for one in reminders.collect(store, unit_id, now)}


def test_on_the_day_of_the_hand_in_the_items_left_are_counted(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    assert said(store, unit_id, at(28)) == {K.UNREPORTED: "本周13项都还没有填报，今日17:00报送。"}
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W30"), words={"progress": "有了"})
    assert said(store, unit_id, at(28))[K.UNREPORTED].startswith("本周还有12项")
    finalising.finalise(store, unit_id, week("2023-W30"), reviewer="张某")
    assert said(store, unit_id, at(28)) == {}


def test_outside_the_plans_year_nothing_is_asked_and_what_has_a_day_goes_on(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    assert reminders.collect(store, unit_id, datetime(2026, 7, 31, 9)) == ()  # noqa: DTZ001
    directives.add_directive(
        store, unit_id, week("2024-W02"), "春节前检查", date(2024, 1, 8), due=date(2024, 1, 11)
    )
    meeting_series.add_series(store, unit_id, Cadence.MONTH, month_day=12)
    reporting.report_once(store, item("4-2"), unit_id, week("2024-W01"), words={"progress": "收尾"})
    thursday = datetime(2024, 1, 11, 9)  # noqa: DTZ001
    assert [one.words for one in reminders.collect(store, unit_id, thursday)] == [
        "本周到期交办1条：春节前检查（1月11日）。",
        "明日15:00会商。",
        "明日15:00例会。",
        "上周（第1周）填了还没有定稿。",
    ]


def test_after_the_plans_year_what_is_still_open_of_it_is_asked_for(store: Store) -> None:
    """大陆引水, by the Spring Festival of 2024."""
    water = setting_up.the_unit("县经信局").id
    with store.reading() as session:
        found = facts.find_item(session, "18-1").id
        owner = session.exec(alive(Assignment).where(Assignment.item_id == found)).first()
    unit_id = owner.unit_id if owner and owner.unit_id else water
    friday = datetime(2024, 1, 12, 9)  # noqa: DTZ001
    assert said(store, unit_id, friday)[K.UNREPORTED] == "本周1项都还没有填报，今日17:00报送。"
    assert K.UNREPORTED not in said(store, unit_id, datetime(2024, 2, 16, 9))  # noqa: DTZ001


def test_the_weekly_meeting_is_on_the_day_that_its_record_says(
    store: Store, unit_id: str, week: Weeks
) -> None:
    w30 = weekly_key(unit_id, week("2023-W30"))
    meetings.record(store, w30, {"held_at": "7月26日 10：30"})
    with store.reading() as session:
        assert meetings.meeting_of(session, w30).day == date(2023, 7, 26)
    entries = meetings.meeting_entries(store, unit_id, date(2023, 7, 28))
    assert [one.day for one in entries] == [date(2023, 7, 26)]
    assert said(store, unit_id, at(25)) == {K.MEETING: "明日10:30会商。"}
    assert K.MEETING not in said(store, unit_id, at(27))
    # put off into the next calendar week
    meetings.record(store, w30, {"held_at": "8月2日"})
    tuesday = datetime(2023, 8, 1, 9)  # noqa: DTZ001
    assert "明日15:00会商。" in [one.words for one in reminders.collect(store, unit_id, tuesday)]


def test_a_week_that_was_filled_in_and_not_settled_is_called_back(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    assert said(store, unit_id, at(24)) == {}
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W29"), words={"progress": "有了"})
    assert said(store, unit_id, at(24)) == {K.LAST_WEEK: "上周（第29周）填了还没有定稿。"}


def test_what_is_due_this_week_is_named_and_opens_its_place(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    directives.add_directive(store, unit_id, week("2023-W29"), "商请花鸟乡反馈 7月26日", date(2023, 7, 20))
    found = item("4-2")
    detail = tasks.item_detail(store, found, unit_id, week("2023-W30"))
    milestone = next(one.deliverable for one in detail.deliverables if one.deliverable.stages)
    tasks.edit_deliverable(store, milestone.id, due=date(2023, 7, 30))
    shown = {one.kind: one for one in reminders.collect(store, unit_id, at(24))}
    assert "商请花鸟乡反馈（7月26日）" in shown[K.DIRECTIVE_DUE].words
    assert milestone.name[:8] in shown[K.DELIVERABLE_DUE].words
    assert (shown[K.DELIVERABLE_DUE].page, shown[K.DELIVERABLE_DUE].target) == ("tasks", found)
    assert K.DIRECTIVE_DUE not in said(store, unit_id, at(27))


def test_an_appeal_is_kindly_named_once_it_was_long_silent(store: Store, unit_id: str, week: Weeks) -> None:
    appeals.add_appeal(store, "争取省级补助")
    (row,) = appeal_rows(store, unit_id, week("2023-W30"))
    assert K.SILENT_APPEAL not in said(store, unit_id, at(24))
    appeals.add_contact(store, row.item.id, date(2023, 6, 1), "省厅", "谈了", unit_id=unit_id)
    assert said(store, unit_id, at(24))[K.SILENT_APPEAL] == "“争取省级补助”已有一段时间没有对接，最长8周。"


def test_not_again_today_holds_for_that_day_and_that_one_alone(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W29"), words={"progress": "有了"})
    (first, second) = reminders.collect(store, unit_id, at(28))
    reminders.be_quiet(store, first.key, date(2023, 7, 28))
    assert reminders.collect(store, unit_id, at(28, 10)) == (second,)
    assert [one.kind for one in reminders.collect(store, unit_id, at(29))] == [K.UNREPORTED, K.LAST_WEEK]


def test_meetings_of_series_and_of_records_are_announced_the_day_before(store: Store, unit_id: str) -> None:
    hearing = meeting_series.add_series(store, unit_id, Cadence.HALF_MONTH, "某县长听取", meeting_time="9:00")
    meeting_series.add_series(store, unit_id, Cadence.MONTH, month_day=28)
    forces = meetings.new_meeting(store, unit_id, Cadence.TASK_FORCE, "2023-07")
    meetings.record(store, forces, {"held_at": "7月28日"})

    def announced(now: datetime) -> list[tuple[str, str]]:
        found = reminders.collect(store, unit_id, now)
        return [(one.words, one.page) for one in found if one.kind is K.MEETING]

    assert announced(at(26)) == []
    assert announced(at(27)) == [
        ("明日15:00会商。", "week"),
        ("明日专班会议。", "meetings"),
        ("明日09:00听取：某县长听取。", "meetings"),
        ("明日15:00例会。", "meetings"),
    ]
    # what the record says goes before the series
    key = next(
        one.key
        for one in meetings.meeting_entries(store, unit_id, date(2023, 7, 27))
        if one.key.series_id == hearing
    )
    meetings.record(store, key, {"held_at": "7月25日 10:30"})
    assert announced(at(24)) == [("明日10:30听取：某县长听取。", "meetings")]
    assert len(announced(at(27))) == 3


def test_papers_of_a_series_are_due_before_its_meeting_and_stand_in_the_list(
    store: Store, unit_id: str
) -> None:
    meeting_series.add_series(store, unit_id, Cadence.HALF_MONTH, "某县长听取", hand_in="11:00")
    (entry,) = [one for one in meetings.meeting_entries(store, unit_id, date(2023, 7, 28)) if one.day.day == 28
                and one.series]  # fmt: skip
    assert (entry.hand_in, meetings.meeting_form_of(store, entry.key).meeting.hand_in) == ("11:00", "11:00")

    def papers(now: datetime) -> list[str]:
        found = reminders.collect(store, unit_id, now)
        return [one.words for one in found if one.kind is K.HAND_IN and one.target == entry.key.id]

    assert papers(at(28, 9)) == ["距报送2小时（11:00）：某县长听取的材料。"]
    assert papers(at(27, 9)) == papers(at(28, 7)) == papers(at(28, 11)) == []
    # put earlier, its papers are due earlier
    meetings.record(store, entry.key, {"held_at": "7月28日 9:30"})
    assert papers(at(28, 9)) == ["距报送30分钟（09:30）：某县长听取的材料。"]
