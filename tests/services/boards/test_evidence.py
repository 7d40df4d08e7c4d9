"""What boards rest on: items, projects, indicators and weeks of each unit, as of the month's last week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from shengsi_desktop.domain.boards import AdjustmentKind, BoardKind, LineKind, WeekFact
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.board_periods import (
    period_after,
    period_before,
    read_board_period,
    weeks_of_month,
)
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import county, drafting, finalising, plan_import, reporting, setting_up
from shengsi_desktop.services.boards.adjusting import adjust, drop_adjustment
from shengsi_desktop.services.boards.computing import board_now
from shengsi_desktop.services.boards.groups import set_groups, unit_groups
from shengsi_desktop.services.boards.publishing import publish
from shengsi_desktop.store.tables import Publication, UnitRhythm
from tests.services.boards.conftest import LATER

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.boards import Board, Score
    from shengsi_desktop.store.sessions import Store


def of(board: Board, own: str) -> Score:
    found = board.score_of(own)
    assert found is not None
    return found


def test_a_month_is_read_as_of_its_last_week_with_each_line_where_it_comes_from(
    july: Store, own: str, item_of: Callable[[str], str]
) -> None:
    board = board_now(july, "work", "2023年7月", today=LATER)
    assert (board.period, board.as_of) == ("2023-07", "2023-W30")
    score = of(board, own)
    line = next(one for one in score.lines if one.id == item_of("4-2"))
    assert (line.number, line.light, line.words, line.week) == ("4-2", Light.RED, "完工14个", "2023-W30")
    assert line.reason.endswith("差57.8个百分点 · 默认亮灯规则v1")
    weeks = {one.id: one.fact for one in score.lines if one.kind is LineKind.WEEK}
    assert weeks == {
        "2023-W27": WeekFact.FINAL,
        "2023-W28": WeekFact.MISSING,
        "2023-W29": WeekFact.MISSING,
        "2023-W30": WeekFact.FINAL,
    }
    assert {one.kind for one in score.lines} == {LineKind.ITEM, LineKind.WEEK}
    lit = score.counts
    assert score.points == 100 - 20 - Decimal("0.5") * lit.yellow - 2 * lit.red


def test_a_week_that_is_excused_takes_no_points(july: Store, own: str) -> None:
    def excused(unit: str, week: str) -> str:
        return "台风停航" if (unit, week) == (own, "2023-W28") else ""

    plain = of(board_now(july, "work", "2023-07", today=LATER), own)
    board = board_now(july, "work", "2023-07", today=LATER, excused=excused)
    assert of(board, own).points == (plain.points or 0) + 10
    assert any("台风停航" in note for note in board.notes)


def test_a_month_under_way_asks_for_no_week_that_is_not_over(july: Store, own: str) -> None:
    board = board_now(july, "work", "2023-07", today=date(2023, 7, 19))
    assert board.as_of == "2023-W29"
    weeks = [one.id for one in of(board, own).lines if one.kind is LineKind.WEEK]
    assert weeks == ["2023-W27", "2023-W28"]
    with pytest.raises(Refusal, match="还没有开始"):
        board_now(july, "work", "2023-09", today=LATER)


def test_projects_are_measured_by_what_is_planned_to_the_as_of_day(july: Store, own: str) -> None:
    """By elapsed time: 4500 × 211 ÷ 365 to 30 July; the other project has no year's plan."""
    board = board_now(july, "projects", "2023-07", today=LATER)
    score = of(board, own)
    money = {one.number: (one.done, one.planned) for one in score.lines if one.kind is LineKind.PROJECT}
    assert money["项目2"] == (Decimal(1300), Decimal(4500) * Decimal(211) / Decimal(365))
    assert money["项目10"][1] is None
    assert score.measure == (Decimal(1300) * 36500 / (4500 * 211)).quantize(Decimal("0.01"))
    # alone in its group it is not first with the full mark: the share itself counts
    assert (score.place, score.points) == (1, Decimal("49.97"))
    assert all(one.why == "没有负责的重大项目，不参加排名" for one in board.scores if one is not score)


def test_indicators_go_to_each_unit_that_the_owner_names(july: Store, own: str, other_unit: str) -> None:
    board = board_now(july, "indicators", "2023-07", today=LATER)
    ranked = {one.entrant.id: one for one in board.scores if one.place is not None}
    assert set(ranked) == {own, other_unit}
    assert ranked[own].measure == 100
    assert ranked[other_unit].entrant.group == "乡镇"


def test_what_is_not_published_is_shown_and_not_counted(july: Store, own: str) -> None:
    board = board_now(july, "indicators", "2023-05", today=LATER)
    score = of(board, own)
    assert (score.place, score.measure, score.counts.other) == (None, None, 1)
    assert [one.note for one in score.lines if one.kind is LineKind.INDICATOR] == ["未发布，不计入"]


def test_groups_follow_the_kind_until_a_person_says(july: Store, own: str, other_unit: str) -> None:
    groups = {one.unit_id: one for one in unit_groups(july)}
    assert (groups[own].group, groups[other_unit].group) == ("未分组部门", "乡镇")
    set_groups(july, {own: "民生", other_unit: "乡镇"})
    groups = {one.unit_id: one for one in unit_groups(july)}
    assert (groups[own].group, groups[own].said, groups[other_unit].said) == ("民生", True, False)
    assert of(board_now(july, "work", "2023-07", today=LATER), own).entrant.group == "民生"
    july.undo()
    assert {one.unit_id: one.group for one in unit_groups(july)}[own] == "未分组部门"


def test_points_of_a_person_need_a_reason(july: Store, own: str) -> None:
    before = of(board_now(july, "work", "2023-07", today=LATER), own).points or Decimal(0)
    with pytest.raises(Refusal, match="写明理由"):
        adjust(july, "work", "2023-07", own, kind=AdjustmentKind.NO_SUBSTANCE, reason=" ")
    with pytest.raises(Refusal, match="加减多少分"):
        adjust(july, "work", "2023-07", own, kind=AdjustmentKind.OTHER, reason="缘由")
    for points in ("NaN", "Infinity"):
        with pytest.raises(Refusal, match="加减多少分"):
            adjust(
                july, "work", "2023-07", own, kind=AdjustmentKind.OTHER, reason="缘由", points=Decimal(points)
            )
    with pytest.raises(Refusal, match="没有这个参加者"):
        adjust(july, "work", "2023-07", "nobody", kind=AdjustmentKind.NO_SUBSTANCE, reason="缘由")
    adjust(july, "work", "2023-07", own, kind=AdjustmentKind.NO_SUBSTANCE, reason="与上周一字不差")
    score = of(board_now(july, "work", "2023-07", today=LATER), own)
    assert score.points == before - 5
    line = score.lines[-1]
    assert (line.kind, line.reason, line.points) == (LineKind.ADJUSTMENT, "与上周一字不差", -5)
    drop_adjustment(july, line.id)
    assert of(board_now(july, "work", "2023-07", today=LATER), own).points == before


def test_next_years_plan_on_the_desk_leaves_the_months_before_as_they_were(july: Store, own: str) -> None:
    boards = ("work", "projects", "indicators")
    before = [board_now(july, board, "2023-07", today=LATER) for board in boards]
    text = "某县2024年行动方案\n一、任务\n1. 建冷库。新建冷库3座。（责任单位：县文广旅体局）\n"
    preview = plan_import.preview(text.encode(), "方案.txt", july)
    plan_import.import_plan(july, preview)
    july.set_setting("plan_id", preview.plan_id)
    assert [board_now(july, board, "2023-07", today=LATER) for board in boards] == before
    later = of(board_now(july, "work", "2024-01", today=date(2024, 2, 20)), own)
    assert [one.number for one in later.lines if one.kind is LineKind.ITEM] == ["1-1"]


def test_a_board_says_the_words_of_a_final_and_marks_what_the_own_unit_has_not_signed(
    july: Store, own: str, item_of: Callable[[str], str]
) -> None:
    def line() -> tuple[str, str, str]:
        score = of(board_now(july, "work", "2023-07", today=LATER), own)
        found = next(one for one in score.lines if one.id == item_of("4-2"))
        return found.week, found.words, found.unsigned

    w30 = parse_week("2023-W30", setting_up.settings(july).rhythm)
    form = reporting.report_form(july, item_of("4-2"), own, w30)
    drafting.keep_draft(july, form.fields["progress"], "正在打的字")
    assert line() == ("2023-W30", "完工14个", "")
    drafting.keep_draft(july, form.fields["progress"], "还没定稿的话")
    drafting.commit_drafts(july)
    assert line() == ("2023-W30", "完工14个", "还没定稿的话")
    publish(july, board_now(july, "work", "2023-07", today=LATER), today=LATER)
    with july.reading() as session:
        assert "还没定稿的话" not in session.exec(select(Publication.content)).one()
    finalising.finalise(july, own, w30, reviewer="张某")
    assert line() == ("2023-W30", "还没定稿的话", "")


def test_of_another_unit_only_a_final_speaks(july: Store, own: str) -> None:
    w30 = parse_week("2023-W30", setting_up.settings(july).rhythm)
    with july.reading() as session:
        reads = county.units_at(session, w30)
        other_unit, theirs = next(
            (one.unit.id, one.answered[0]) for one in reads if one.answered and one.unit.id != own
        )
    reporting.report_once(july, theirs.id, other_unit, w30, words={"progress": "他单位未定稿的话"})

    def line() -> tuple[str, str]:
        score = of(board_now(july, "work", "2023-07", today=LATER), other_unit)
        found = next(one for one in score.lines if one.id == theirs.id)
        return found.words, found.unsigned

    assert line() == ("", "")
    finalising.finalise(july, other_unit, w30, reviewer="李某")
    assert line() == ("他单位未定稿的话", "")


def test_the_weeks_of_a_month_are_those_of_the_units_own_period(july: Store, own: str) -> None:
    """From Tuesday to Monday, the week that has July's last Thursday ends on the 31st."""
    rhythm = replace(setting_up.settings(july).rhythm, last_weekday=0)
    with july.command("统计周期", unit=own) as command:  # as it was before a week was reported
        command.session.get(UnitRhythm, own).last_weekday = 0
    board = board_now(july, "work", "2023-07", today=LATER)
    lines = [one.id for one in of(board, own).lines if one.kind is LineKind.WEEK]
    assert lines == [str(one) for one in weeks_of_month("2023-07", rhythm)]
    assert lines == [f"2023-W{at}" for at in (28, 29, 30, 31)]
    assert board.as_of == "2023-W30"
    # on the third its own first week has not begun, and none is over
    early = of(board_now(july, "work", "2023-07", today=date(2023, 7, 3)), own)
    assert [one for one in early.lines if one.kind is LineKind.WEEK] == []


def test_a_quarter_is_made_of_its_months(july: Store, own: str) -> None:
    board = board_now(july, "appraisal", "2023-Q3", today=LATER)
    score = of(board, own)
    assert [one.id for one in score.lines] == ["work", "projects", "indicators"]
    work = [of(board_now(july, "work", month, today=LATER), own).points for month in ("2023-07", "2023-08")]
    assert score.lines[0].done == (sum(one or 0 for one in work) / Decimal(2)).quantize(Decimal("0.01"))
    assert board.period == "2023-Q3"
    with pytest.raises(Refusal, match="季度还没有开始"):
        board_now(july, "appraisal", "2023-Q4", today=LATER)


def test_weeks_belong_to_the_month_of_their_thursday() -> None:
    assert [str(week) for week in weeks_of_month("2023-08")] == [f"2023-W{at}" for at in range(31, 36)]
    assert str(weeks_of_month("2021-01")[0]) == "2021-W01"
    assert str(weeks_of_month("2020-12")[-1]) == "2020-W53"


@pytest.mark.parametrize(
    ("period", "before"),
    [("2023-01", "2022-12"), ("2023-Q1", "2022-Q4"), ("2023-H2", "2023-H1"), ("2023", "2022")],
)
def test_periods_have_neighbours(period: str, before: str) -> None:
    assert period_before(period) == before
    assert period_after(before) == period


def test_periods_are_read_as_written() -> None:
    assert read_board_period("2023年三季度", BoardKind.APPRAISAL) == "2023-Q3"
    assert read_board_period("２０２３－０７", BoardKind.WORK) == "2023-07"
    assert read_board_period("2023-Q3", BoardKind.CUSTOM) == "2023-Q3"
    for typed in ("2023年三季度", "2023Q3", "２０２３－Ｑ３", "2023年第三季度"):
        assert read_board_period(typed, BoardKind.CUSTOM) == "2023-Q3"
        with pytest.raises(Refusal, match="不是月份"):
            read_board_period(typed, BoardKind.WORK)
    named = ("2023年上半年", "2023", "2023年", "2023年9月", "2023年1—9月")
    assert [read_board_period(typed, BoardKind.CUSTOM) for typed in named] == [
        "2023-H1", "2023", "2023", "2023-09", "2023-09"
    ]  # fmt: skip
    for wrong in ("2023-Q3", "2023", "七月"):
        with pytest.raises(Refusal):
            read_board_period(wrong, BoardKind.WORK)
