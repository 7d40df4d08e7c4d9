"""定稿: whole or not at all, version by version, and what the next week is compared with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from shengsi_desktop import assets
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.services import (
    exporting,
    final_checks,
    finalising,
    history,
    meetings,
    plan_import,
    reporting,
    setting_up,
    submitting,
    tasks,
)
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Deliverable, FinalVersion, UnitWeek

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]


def say(
    store: Store, item_id: str, unit_id: str, week: Week, text: str, values: dict[str, str] | None = None
) -> None:
    reporting.report_once(store, item_id, unit_id, week, words={"progress": text}, values=values)


def rows_of(store: Store, model: type) -> list[object]:
    with store.reading() as session:
        return list(session.exec(select(model)).all())


def test_a_week_without_a_word_or_a_reviewer_is_refused_and_nothing_is_signed(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    with pytest.raises(Refusal, match="还没有填报"):
        finalising.finalise(store, unit_id, at, reviewer="张三")
    say(store, item("4-2"), unit_id, at, "一")
    with pytest.raises(Refusal, match="审核人"):
        finalising.finalise(store, unit_id, at, reviewer="  ")
    assert not rows_of(store, UnitWeek)
    assert not rows_of(store, FinalVersion)


def test_a_second_version_needs_a_change_and_both_stay_readable(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    say(store, item("4-2"), unit_id, at, "第一稿")
    finalising.finalise(store, unit_id, at, reviewer="张三")
    with pytest.raises(Refusal, match="没有改动"):
        finalising.finalise(store, unit_id, at, reviewer="张三")
    with store.reading() as session:
        assert session.exec(alive(UnitWeek)).one().reviewer == "张三"
    say(store, item("4-2"), unit_id, at, "第二稿")
    page = reporting.week_page(store, unit_id, at)
    assert (page.state, page.version, page.changed_since_final) == (WeekState.FINAL, 1, True)
    finalising.finalise(store, unit_id, at, reviewer="李四")
    page = reporting.week_page(store, unit_id, at)
    assert (page.version, page.changed_since_final) == (2, False)
    told = [
        (one["reviewer"], next(i["progress"] for i in one["items"] if i["number"] == "4-2"))
        for one in finalising.versions(store, unit_id, at)
    ]
    assert told == [("张三", "第一稿"), ("李四", "第二稿")]


def test_setting_a_name_or_the_lead_right_later_is_no_change_of_the_week(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    say(store, item("4-2"), unit_id, at, "第一稿")
    finalising.finalise(store, unit_id, at, reviewer="张三")
    first = reporting.report_form(store, item("4-2"), unit_id, at).standing.deliverables[0].deliverable

    tasks.edit_deliverable(store, first.id, name="渔旅融合新路径")
    tasks.set_lead(store, item("4-2"), setting_up.the_unit("枸杞乡").id)

    assert not reporting.week_page(store, unit_id, at).changed_since_final


def test_the_newest_version_is_the_last_of_the_chain_whatever_the_clock_said(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    for text in ("一", "二", "三"):
        say(store, item("4-2"), unit_id, at, text)
        finalising.finalise(store, unit_id, at, reviewer="张三")
    with store.writing() as raw:
        raw.execute("UPDATE final_version SET at = '1999' WHERE content LIKE '%\"三\"%'")
    assert reporting.week_page(store, unit_id, at).version == 3
    assert not reporting.week_page(store, unit_id, at).changed_since_final


def test_undo_after_a_version_leaves_the_version(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    say(store, item("4-2"), unit_id, at, "一")
    finalising.finalise(store, unit_id, at, reviewer="张三")
    history.undo(store)
    assert len(rows_of(store, FinalVersion)) == 1
    assert reporting.week_page(store, unit_id, at).version == 1


def test_the_table_names_who_signed_the_version_whatever_is_undone_afterwards(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    for text, reviewer in (("一", "张三"), ("二", "李四")):
        say(store, item("4-2"), unit_id, at, text)
        finalising.finalise(store, unit_id, at, reviewer=reviewer)
    book = exporting.week_book(store, unit_id, at)
    assert (book.version, book.reviewer) == (2, "李四")
    history.undo(store)  # of the words: the week is a draft again, who signed the version stays
    assert [one.reviewer for one in finalising.version_list(store, unit_id, at)] == ["张三", "李四"]
    (row,) = rows_of(store, UnitWeek)
    assert row.reviewer == "李四"


def test_a_week_changed_after_its_version_is_exported_as_a_draft(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    say(store, item("4-2"), unit_id, at, "一")
    finalising.finalise(store, unit_id, at, reviewer="张三")
    book = exporting.week_book(store, unit_id, at)
    assert (book.state, book.version, book.reviewer) == ("定稿", 1, "张三")
    say(store, item("4-2"), unit_id, at, "二")
    book = exporting.week_book(store, unit_id, at)
    assert (book.state, book.version, book.reviewer) == ("草稿", None, "")


def test_this_week_is_compared_with_last_weeks_version_not_with_what_was_changed_after_it(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    last, now = week("2023-W20"), week("2023-W21")
    say(store, item("4-2"), unit_id, last, "一", {"4-2.5": "5"})
    finalising.finalise(store, unit_id, last, reviewer="张三")
    say(store, item("4-2"), unit_id, last, "补", {"4-2.5": "30"})
    say(store, item("4-2"), unit_id, now, "二")
    row = next(r for r in reporting.week_page(store, unit_id, now).rows if r.number == "4-2")
    assert "完成+1" in row.standing.since_last


def test_without_a_version_this_week_is_compared_with_what_was_saved(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    last, now = week("2023-W20"), week("2023-W21")
    say(store, item("4-2"), unit_id, last, "一", {"4-2.5": "30"})
    say(store, item("4-2"), unit_id, now, "二")
    row = next(r for r in reporting.week_page(store, unit_id, now).rows if r.number == "4-2")
    assert row.standing.since_last == "持平"


def test_history_tells_which_weeks_are_final(store: Store, unit_id: str, week: Weeks, item: Items) -> None:
    for label in ("2023-W52", "2024-W01"):
        say(store, item("4-2"), unit_id, week(label), label)
    finalising.finalise(store, unit_id, week("2023-W52"), reviewer="张三")
    detail = tasks.item_detail(store, item("4-2"), unit_id, week("2024-W01"))
    assert [(line.week, line.final) for line in detail.history] == [("2024-W01", False), ("2023-W52", True)]


def test_a_number_set_in_a_later_week_does_not_change_an_earlier_version(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    say(store, item("4-2"), unit_id, at, "一")
    finalising.finalise(store, unit_id, at, reviewer="张三")
    with store.reading() as session:
        micro = session.exec(alive(Deliverable).where(Deliverable.number == "4-2.5")).one().id
    reporting.set_value(store, micro, unit_id, week("2023-W11"), value=Decimal(9))
    assert not reporting.week_page(store, unit_id, at).changed_since_final


def test_a_version_calls_a_stage_by_its_name_and_says_each_light_once(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    rows = tasks.item_rows(store, unit_id, at)
    row = next(
        one
        for one in rows
        if one.id == item("4-2") and any(d.deliverable.stages for d in one.standing.deliverables)
    )
    made = next(one.deliverable for one in row.standing.deliverables if one.deliverable.stages)
    say(store, row.id, unit_id, at, "已有初稿", {made.number: made.stages[1]})
    finalising.finalise(store, unit_id, at, reviewer="张三")
    words = dict(
        next(one.fields for one in finalising.version_items(store, unit_id, at, 1) if one.id == row.id)
    )
    assert words["细项"].endswith(f"：{made.stages[1]}（2/{len(made.stages)}）")
    lights = {dict(one.fields)["亮灯"] for one in finalising.version_items(store, unit_id, at, 1)}
    assert {"○ 未填报", "○ 由牵头单位填报"} <= lights


def test_a_version_of_an_older_program_gets_the_names_of_now(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    row = next(one for one in tasks.item_rows(store, unit_id, at) if one.id == item("4-2"))
    made = next(one.deliverable for one in row.standing.deliverables if one.deliverable.stages)
    figure = {"id": made.id, "stage": 3}
    with store.reading() as session:
        finalising._name_stages(session, {"items": [{"deliverables": [figure]}]})
    assert figure["stages"] == list(made.stages)


def test_before_a_final_version_what_is_missing_is_told_and_none_of_it_refuses(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W30")
    reporting.report_once(
        store, item("4-2"), unit_id, week("2023-W29"), words={"progress": "一", "next_plan": "开工\n验收"}
    )
    reporting.report_once(store, item("4-2"), unit_id, at, words={"progress": "二"}, values={"4-2.5": "0"})
    found = final_checks.gaps(store, unit_id, at)
    assert [(one.words, one.page) for one in found] == [
        ("4-2 亮红灯，没有写存在问题", "week"),
        ("4-2 上周计划有2条没有标完成情况", "week"),
        ("本周会商记录还是空的", "meetings"),
    ]
    assert found[0].target == item("4-2")
    said = {"problems": "缺资金", "progress": "微改造项目已完工3个"}
    reporting.report_once(store, item("4-2"), unit_id, at, words=said)
    meetings.set_meeting(store, unit_id, at, attendees="张某")
    assert [one.words for one in final_checks.gaps(store, unit_id, at)] == [
        "4-2 本周进展写到3个，细项“微改造、精提升”项目填的是0个",
        "4-2 上周计划有2条没有标完成情况",
        "会商时间没有填写，表上印的是7月28日 15:00（计划）",
    ]
    standing = reporting.report_form(store, item("8-6"), unit_id, at).standing
    assert not standing.unfilled
    reporting.report_once(store, item("8-6"), unit_id, at, words={"progress": "座谈"})
    assert reporting.report_form(store, item("8-6"), unit_id, at).standing.unfilled
    finalising.finalise(store, unit_id, at, reviewer="张三")


def test_a_version_covers_the_weeks_own_plan_whichever_the_desk_has_chosen(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    w30, w02 = week("2023-W30"), week("2024-W02")
    say(store, item("4-2"), unit_id, w30, "2023年的话", {"4-2.5": "14"})
    say(store, item("4-2"), unit_id, w02, "2023年方案收尾")
    for at in (w30, w02):
        finalising.finalise(store, unit_id, at, reviewer="张某")
    before = finalising.version_items(store, unit_id, w30, 1)
    text = assets.data(setting_up.BUILT_IN_PLAN).read_text("utf-8-sig").replace("2023", "2024")
    plan_import.import_plan(store, plan_import.preview_text(text, store))
    of_2024 = next(one for one in plan_import.plans(store) if one.year == 2024)
    plan_import.choose_plan(store, of_2024.id)
    for at in (w30, w02):
        assert not reporting.week_page(store, unit_id, at).changed_since_final
        assert not finalising.compare(store, unit_id, w30, 1, None)
        submitting.register_submission(store, unit_id, at, way="U盘")
    assert finalising.version_items(store, unit_id, w30, None) == before
    say(store, item("8-3"), unit_id, w02, "2024年方案的话")
    finalising.finalise(store, unit_id, w02, reviewer="张某")
    first, second = (
        {one["number"]: one["progress"] for one in version["items"] if one["progress"]}
        for version in finalising.versions(store, unit_id, w02)
    )
    assert first.items() <= second.items()
    assert second["8-3"] == "2024年方案的话"


def test_another_reviewer_alone_makes_the_next_version_unless_it_lies_with_the_county(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    say(store, item("4-2"), unit_id, at, "一")
    finalising.finalise(store, unit_id, at, reviewer="张某")
    finalising.finalise(store, unit_id, at, reviewer="李某")
    submitting.register_submission(store, unit_id, at, way="U盘")
    with pytest.raises(Refusal, match="已经报送，内容没有改动，不能只更换审核人"):
        finalising.finalise(store, unit_id, at, reviewer="王某")
    submitting.register_return(store, unit_id, at, reason="审核人写错")
    finalising.finalise(store, unit_id, at, reviewer="王某")
    entries = finalising.version_list(store, unit_id, at)
    assert [one.reviewer for one in entries] == ["张某", "李某", "王某"]


def test_a_version_whose_words_are_all_withdrawn_is_followed_by_an_empty_one_when_that_is_confirmed(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    say(store, item("4-2"), unit_id, at, "一")
    finalising.finalise(store, unit_id, at, reviewer="张某")
    say(store, item("4-2"), unit_id, at, "")
    with pytest.raises(Refusal, match="本周内容已全部撤回"):
        finalising.finalise(store, unit_id, at, reviewer="张某")
    finalising.finalise(store, unit_id, at, reviewer="张某", withdrawn=True)
    assert reporting.week_page(store, unit_id, at).version == 2
    (withdrawn,) = finalising.compare(store, unit_id, at, 1, 2)
    assert withdrawn.number == "4-2"


def test_a_week_that_lies_ahead_is_pointed_out_and_signed_all_the_same(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W52")
    assert finalising.not_begun(at, date(2023, 12, 25)) == ""
    assert "请核对周次" in finalising.not_begun(at, date(2023, 12, 24))
    ahead = week("2098-W52")
    say(store, item("4-2"), unit_id, ahead, "电脑的日期错了")
    assert "第52周还没有开始" in final_checks.gaps(store, unit_id, ahead)[0].words
    finalising.finalise(store, unit_id, ahead, reviewer="张某")


def test_undo_says_that_it_steps_over_a_version_once(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = (item("4-2"), unit_id, week("2023-W30"))
    reporting.report_once(store, *at, words={"progress": "一"})
    reporting.report_once(store, *at, words={"progress": "二"})
    finalising.finalise(store, *at[1:], reviewer="张局")
    reporting.report_once(store, *at, words={"progress": "三"})
    said = []
    while undone := history.undo(store):
        said.append([one for one in undone.left if "已跳过" in one])
    assert said[:3] == [[], ["第30周定稿v1不能撤销，已跳过"], []]
