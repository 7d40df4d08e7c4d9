"""草稿 → 上会稿 → 定稿 → 已报送 / 退回, the versions of a week, and what is told of last week's plan."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import PlanMark, WeekState
from shengsi_desktop.services import (
    exporting,
    finalising,
    history,
    reporting,
    submitting,
    version_words,
    week_states,
)
from shengsi_desktop.store.tables import Submission, WeekReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]


def say(store: Store, item_id: str, unit_id: str, at: Week, text: str, plan: str = "") -> None:
    reporting.report_once(store, item_id, unit_id, at, words={"progress": text, "next_plan": plan})


def state(store: Store, unit_id: str, at: Week) -> WeekState:
    shown = reporting.week_page(store, unit_id, at)
    assert shown.standing is not None
    assert shown.state is shown.standing.state
    return shown.state


def test_a_week_goes_its_way_and_comes_back_until_the_next_version(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    assert state(store, unit_id, at) is WeekState.DRAFT
    say(store, item("4-2"), unit_id, at, "第一稿")
    week_states.mark_for_meeting(store, unit_id, at)
    assert state(store, unit_id, at) is WeekState.FOR_MEETING
    assert history.undo_name(store) == "填报"
    with pytest.raises(Refusal, match="还没有定稿"):
        submitting.register_submission(store, unit_id, at, way="U盘")
    finalising.finalise(store, unit_id, at, reviewer="张某")
    assert state(store, unit_id, at) is WeekState.FINAL
    with pytest.raises(Refusal, match="没有尚未退回的报送"):
        submitting.register_return(store, unit_id, at, reason="缺")
    submitting.register_submission(store, unit_id, at, way="浙政钉", person="王某")
    assert exporting.week_book(store, unit_id, at).state == "已报送"
    with pytest.raises(Refusal, match="已登记报送"):
        submitting.register_submission(store, unit_id, at, way="U盘")
    submitting.register_return(store, unit_id, at, reason="缺下周计划", person="县办")
    shown = week_states.week_standing(store, unit_id, at)
    assert (shown.state, shown.label) == (WeekState.RETURNED, "已退回v1")
    assert exporting.week_book(store, unit_id, at).state == "定稿"
    assert shown.returned is not None
    assert (shown.returned.words, shown.returned.person) == ("缺下周计划", "县办")
    say(store, item("4-2"), unit_id, at, "第二稿", "汇总")
    assert state(store, unit_id, at) is WeekState.RETURNED
    with pytest.raises(Refusal, match="又有改动"):
        submitting.register_submission(store, unit_id, at, way="U盘")
    finalising.finalise(store, unit_id, at, reviewer="张某")
    assert week_states.week_standing(store, unit_id, at).label == "定稿v2"
    submitting.register_submission(store, unit_id, at, way="U盘")
    assert week_states.week_standing(store, unit_id, at).label == "已报送v2"


def test_the_same_version_can_be_handed_in_again_and_a_minute_is_enough(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    say(store, item("4-2"), unit_id, at, "第一稿")
    finalising.finalise(store, unit_id, at, reviewer="张某")
    minute = datetime.now(UTC).replace(second=0, microsecond=0)
    with pytest.raises(Refusal, match="方式"):
        submitting.register_submission(store, unit_id, at, way=" ")
    submitting.register_submission(store, unit_id, at, way="U盘", at=minute)
    with pytest.raises(Refusal, match="原因"):
        submitting.register_return(store, unit_id, at, reason=" ")
    submitting.register_return(store, unit_id, at, reason="没有盖章", at=minute)
    assert state(store, unit_id, at) is WeekState.RETURNED
    submitting.register_submission(store, unit_id, at, way="邮件", at=minute)
    assert state(store, unit_id, at) is WeekState.SUBMITTED
    (entry,) = finalising.version_list(store, unit_id, at)
    assert [one.words for one in (*entry.submitted, *entry.returned)] == ["U盘", "邮件", "没有盖章"]


def test_a_clock_that_was_wrong_refuses_nothing_and_the_state_is_right_all_the_same(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    say(store, item("4-2"), unit_id, at, "第一稿")
    finalising.finalise(store, unit_id, at, reviewer="张某")
    days_ago = datetime.now(UTC) - timedelta(days=2)
    submitting.register_submission(store, unit_id, at, way="U盘", at=days_ago)
    assert state(store, unit_id, at) is WeekState.SUBMITTED
    submitting.register_return(store, unit_id, at, reason="没有盖章", at=days_ago - timedelta(days=3))
    assert state(store, unit_id, at) is WeekState.RETURNED
    submitting.register_submission(store, unit_id, at, way="U盘", at=days_ago - timedelta(days=6))
    assert state(store, unit_id, at) is WeekState.SUBMITTED


def test_a_copy_for_the_meeting_is_taken_back_and_that_is_undone(
    store: Store, unit_id: str, week: Weeks
) -> None:
    at = week("2023-W10")
    with pytest.raises(Refusal, match="还没有上会稿"):
        week_states.take_back_for_meeting(store, unit_id, at)
    week_states.mark_for_meeting(store, unit_id, at)
    week_states.take_back_for_meeting(store, unit_id, at)
    assert state(store, unit_id, at) is WeekState.DRAFT
    store.undo()
    assert state(store, unit_id, at) is WeekState.FOR_MEETING


def test_versions_are_compared_field_by_field_and_with_what_stands_now(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    say(store, item("4-2"), unit_id, at, "已完工13个")
    finalising.finalise(store, unit_id, at, reviewer="张某")
    say(store, item("4-2"), unit_id, at, "已完工14个", "汇总")
    finalising.finalise(store, unit_id, at, reviewer="李某")
    assert [(one.number, one.reviewer) for one in finalising.version_list(store, unit_id, at)] == [
        (1, "张某"),
        (2, "李某"),
    ]
    (differing,) = finalising.compare(store, unit_id, at, 1, 2)
    fields = {one.field: one for one in differing.fields}
    assert (differing.number, set(fields)) == ("4-2", {"本周进展", "下周计划"})
    marked = [(one.change, one.text) for one in fields["本周进展"].pieces if one.change]
    assert marked == [("removed", "13"), ("added", "14")]
    assert not finalising.compare(store, unit_id, at, 2, None)
    say(store, item("8-3"), unit_id, at, "新写的")
    (now,) = finalising.compare(store, unit_id, at, 2, None)
    assert now.number == "8-3"
    read = {one.number: dict(one.fields) for one in finalising.version_items(store, unit_id, at, 1)}
    assert read["4-2"]["本周进展"] == "已完工13个"
    with pytest.raises(Refusal, match="没有定稿第3版"):
        finalising.compare(store, unit_id, at, 1, 3)


def test_last_weeks_plan_is_counted_in_the_workbook_and_its_oldest_line_named(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    for name in ("2023-W10", "2023-W11", "2023-W12"):
        say(store, item("4-2"), unit_id, week(name), f"{name}的进展", "征求意见\n汇总")
        form = reporting.report_form(store, item("4-2"), unit_id, week(name))
        for line, mark in zip(form.checklist, (PlanMark.DONE, PlanMark.NOT_STARTED), strict=False):
            reporting.mark_plan(store, line, mark)
    lines = {line.row.number: line for line in exporting.week_book(store, unit_id, week("2023-W12")).lines}
    done = lines["4-2"].plan_done
    assert done is not None
    assert done.words == "上周计划完成1/2，连续2周未启动"
    assert lines["8-3"].plan_done is None
    form = reporting.report_form(store, item("4-2"), unit_id, week("2023-W12"))
    assert form.checklist[1].weeks_not_started == 2
    assert (form.copied_from_last_week, form.plan_copied) == (False, True)


def test_what_is_changed_after_a_version_is_told_and_the_version_is_written_as_it_was_signed(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    reporting.report_once(
        store, item("4-2"), unit_id, at, words={"progress": "已完工13个"}, values={"4-2.5": "13"}
    )
    finalising.finalise(store, unit_id, at, reviewer="张某")
    assert finalising.standing_now(store, unit_id, at).label == "定稿v1"
    reporting.report_once(
        store, item("4-2"), unit_id, at, words={"progress": "已完工14个"}, values={"4-2.5": "14"}
    )
    assert finalising.standing_now(store, unit_id, at).label == "定稿v1后有改动"
    now, signed = (exporting.week_book(store, unit_id, at, number) for number in (None, 1))
    assert (now.state, now.version, signed.state, signed.version) == ("草稿", None, "定稿", 1)
    told = [next(one for one in book.lines if one.row.number == "4-2") for book in (now, signed)]
    assert [one.report and one.report.progress for one in told] == ["已完工14个", "已完工13个"]
    figures = [
        next(one for one in line.row.standing.deliverables if one.deliverable.number == "4-2.5")
        for line in told
    ]
    assert [str(one.value and one.value.value) for one in figures] == ["14", "13"]
    assert exporting.suggested_name(store, unit_id, at, 1).endswith("会商表（定稿v1）.xlsx")


def test_an_undo_names_its_item_and_says_that_the_version_stays(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    say(store, item("4-2"), unit_id, at, "第一稿")
    finalising.finalise(store, unit_id, at, reviewer="张某")
    assert history.undo_words(store) == "4-2 填报"
    undone = history.undo(store, shown=(unit_id, at))
    assert undone is not None
    assert undone.name == "4-2 填报"
    assert undone.left == ("定稿v1不动，仍是签定时的内容；本周现在与它不同",)
    assert finalising.standing_now(store, unit_id, at).label == "定稿v1后有改动"


def test_the_lines_of_last_weeks_plan_that_were_not_done_stand_in_the_workbook(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    say(store, item("4-2"), unit_id, week("2023-W10"), "一", "方案印发\n组织观摩")
    at = week("2023-W11")
    form = reporting.report_form(store, item("4-2"), unit_id, at)
    for line, mark in zip(form.checklist, (PlanMark.DONE, PlanMark.PARTLY), strict=True):
        reporting.mark_plan(store, line, mark)
    plan = next(
        one for one in exporting.week_book(store, unit_id, at).lines if one.row.number == "4-2"
    ).plan_done
    assert plan is not None
    assert (plan.words, plan.left) == ("上周计划完成1/2", ("组织观摩：部分完成",))


def test_figures_and_lights_are_compared_as_whole_values() -> None:
    pieces = version_words.whole_pieces("4-2.5 微改造：13\n4-2.6 招引：2", "4-2.5 微改造：14\n4-2.6 招引：2")
    assert [(one.change, one.text) for one in pieces] == [
        ("", "4-2.5 微改造："),
        ("removed", "13"),
        ("", " → "),
        ("added", "14"),
        ("", "\n4-2.6 招引："),
        ("", "2"),
    ]
    light = version_words.whole_pieces("■ 红灯（差30）", "▲ 黄灯（差12）")
    assert [one.text for one in light] == ["■ 红灯（差30）", " → ", "▲ 黄灯（差12）"]


def test_the_version_that_was_handed_in_comes_back_though_a_newer_one_is_signed(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    say(store, item("4-2"), unit_id, at, "一")
    finalising.finalise(store, unit_id, at, reviewer="张某")
    submitting.register_submission(store, unit_id, at, way="U盘")
    submitting.register_return(store, unit_id, at, reason="没有盖章")
    submitting.register_submission(store, unit_id, at, way="邮件")
    say(store, item("4-2"), unit_id, at, "二")
    finalising.finalise(store, unit_id, at, reviewer="张某")
    shown = week_states.week_standing(store, unit_id, at)
    assert (shown.label, shown.handed_in and shown.handed_in.number) == ("定稿v2", 1)
    submitting.register_return(store, unit_id, at, reason="数据不对")
    shown = week_states.week_standing(store, unit_id, at)
    assert (shown.label, shown.handed_in) == ("定稿v2", None)
    first, second = finalising.version_list(store, unit_id, at)
    assert ([one.words for one in first.returned], second.returned) == (["没有盖章", "数据不对"], ())
    with store.reading() as session:
        sent = [one.id for one in session.exec(select(Submission).order_by(col(Submission.id))).all()]
        back = session.exec(select(WeekReturn).order_by(col(WeekReturn.id))).all()
    assert [one.submission_id for one in back] == sent
    with pytest.raises(Refusal, match="没有尚未退回的报送"):
        submitting.register_return(store, unit_id, at, reason="再退")
