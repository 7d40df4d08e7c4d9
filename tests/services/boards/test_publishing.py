"""公布 freezes a board; rules have versions; a rehearsal stores nothing; custom boards take figures from a grid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import func, select

from shengsi_desktop.domain.board_moves import WhatIf
from shengsi_desktop.domain.boards import Better, BoardKind, RuleSpec, ScoreMethod
from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.board_changes import moves
from shengsi_desktop.rhythm.board_content import board_content
from shengsi_desktop.rhythm.board_rules import default_spec
from shengsi_desktop.rhythm.board_words import until_words
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, finalising, history, reporting, setting_up
from shengsi_desktop.services.boards import custom
from shengsi_desktop.services.boards.computing import board_now, rehearse
from shengsi_desktop.services.boards.exporting import board_view
from shengsi_desktop.services.boards.groups import set_groups
from shengsi_desktop.services.boards.publishing import (
    against_now,
    publications,
    published_periods,
)
from shengsi_desktop.services.boards.publishing import publish as publish_at
from shengsi_desktop.services.boards.rules import rules, save_rule
from shengsi_desktop.store import documents
from shengsi_desktop.store.local_tables import ChangeRow
from shengsi_desktop.store.tables import Publication
from tests.services.boards.conftest import LATER

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.boards import Board
    from shengsi_desktop.store.sessions import Store


def now(store: Store, board: str = "work", period: str = "2023-07") -> Board:
    return board_now(store, board, period, today=LATER)


def publish(store: Store, board: Board, **more: Any) -> None:
    publish_at(store, board, today=LATER, **more)


def test_what_was_published_stays_whatever_changes_after(
    july: Store, own: str, item_of: Callable[[str], str]
) -> None:
    publish(july, now(july), person="李某")
    first = publications(july, "work", "2023-07")[-1]
    kept = canonical(board_content(first.board))
    reporting.report_once(
        july,
        item_of("4-2"),
        own,
        parse_week("2023-W30", setting_up.settings(july).rhythm),
        words={},
        values={"4-2.1": "30"},
    )
    set_groups(july, {own: "民生"})
    save_rule(july, "work", replace(default_spec(BoardKind.WORK), red_points=Decimal(-9)))
    again = publications(july, "work", "2023-07")[-1]
    assert again == first
    assert canonical(board_content(again.board)) == kept
    moved = {one.entrant.id: one for one in against_now(again, now(july))}[own]
    assert (moved.group_before, moved.entrant.group, moved.regrouped) == ("未分组部门", "民生", True)
    assert any(said.startswith("4-2 ") and "→" in said for said in moved.details), moved.details
    assert (again.person, again.n) == ("李某", 1)


def test_a_published_board_keeps_what_it_was_set_against(july: Store, own: str) -> None:
    def july_before() -> object:
        view = board_view(july, "work", "2023-07", today=LATER)
        return view.before_of(view.newest)

    publish(july, now(july))
    kept = july_before()
    assert kept is not None
    # the month before was not published: what becomes of it now is nothing to July as published
    set_groups(july, {own: "民生"})
    assert july_before() == kept
    view = board_view(july, "work", "2023-07", today=LATER)
    assert view.before_of(None) != kept


def test_a_correction_is_a_further_publication_with_its_parent(july: Store, own: str) -> None:
    publish(july, now(july))
    with pytest.raises(Refusal, match="没有差别"):
        publish(july, now(july))
    set_groups(july, {own: "民生"})
    with pytest.raises(Refusal, match="请写明更正原因"):
        publish(july, now(july), reason=" ")
    publish(july, now(july), reason="分组有误")
    first, second = publications(july, "work", "2023-07")
    assert (first.reason, second.reason) == ("", "分组有误")
    assert (first.n, second.n, second.parent) == (1, 2, first.id)
    assert first.board.score_of(own).entrant.group == "未分组部门"  # type: ignore[union-attr]
    assert published_periods(july) == (("work", "2023-07"),)


def test_what_has_changed_since_it_was_looked_at_is_not_published(july: Store, own: str) -> None:
    seen, spec = now(july), default_spec(BoardKind.WORK)
    save_rule(july, "work", replace(spec, red_points=Decimal(-7)))
    with pytest.raises(Refusal, match="规则已改"):
        publish(july, seen)
    seen = now(july)
    set_groups(july, {own: "民生"})
    with pytest.raises(Refusal, match="数据已改"):
        publish(july, seen)
    assert publications(july, "work", "2023-07") == ()
    publish(july, now(july))


def test_a_publication_is_not_undone(july: Store) -> None:
    publish(july, now(july))
    july.undo()
    assert len(publications(july, "work", "2023-07")) == 1


def test_what_has_no_points_is_told_too_as_long_as_it_would_be_published(july: Store, own: str) -> None:
    publish(july, now(july, "projects"))
    first = publications(july, "projects", "2023-07")[-1].board
    with july.reading() as session:
        project = facts.find_item(session, "项目2").id
    week = parse_week("2023-W30", setting_up.settings(july).rhythm)
    words = {"progress": "开工"}
    reporting.report_once(july, project, own, week, words=words, values={})
    finalising.finalise(july, own, week, reviewer="张某")
    board = now(july, "projects")
    moved = [one for one in moves(first, board) if one.differs]
    assert [(one.entrant.id, one.changed) for one in moved] == [(own, False)]
    assert "填报内容有改动" in moved[0].details[0]
    publish(july, board, reason="补记进展")


def test_a_month_under_way_is_published_only_when_that_is_said_and_says_how_far_it_goes(july: Store) -> None:
    tenth = date(2023, 7, 10)
    board = board_now(july, "work", "2023-07", today=tenth)
    with pytest.raises(Refusal, match="7月还没有结束，内容截至第28周，没有公布"):
        publish_at(july, board, today=tenth)
    publish_at(july, board, today=tenth, early=True)
    published = publications(july, "work", "2023-07")[-1].board
    assert until_words(published) == "7月还没有结束，内容截至第28周"
    quarter = board_now(july, "appraisal", "2023-Q3", today=date(2023, 8, 3))
    assert quarter.rehearsed == ("7月重大项目、重要指标", "8月")
    reasons = {line.id: line.reason for one in quarter.scores for line in one.lines}
    assert "（已公布，截至第28周）" in reasons["work"]
    assert "（预演，截至第31周）" in reasons["work"]
    assert (quarter.unfinished, now(july).unfinished) == (True, False)


def test_a_month_that_has_not_begun_counts_in_no_quarter(july: Store) -> None:
    quarter = board_now(july, "appraisal", "2023-Q3", today=date(2023, 7, 28))
    assert quarter.rehearsed == ("7月",)
    assert until_words(quarter) == "三季度还没有结束，内容截至第30周"


def test_an_empty_board_is_not_published(store: Store) -> None:
    with pytest.raises(Refusal, match="没有可以排名的单位"):
        publish(store, now(store, "projects"))


def test_a_rehearsal_stores_nothing(july: Store, own: str, item_of: Callable[[str], str]) -> None:
    def counted() -> tuple[int, int]:
        with july.reading() as session:
            changes = session.exec(select(func.count()).select_from(ChangeRow)).one()
            return changes, session.exec(select(func.count()).select_from(Publication)).one()

    kept, before = counted(), now(july)
    wish = WhatIf(spec=RuleSpec(not_reported_points=Decimal(0)), lights=((own, item_of("4-2"), Light.RED),))
    after, moved = rehearse(july, "work", "2023-07", wish, today=LATER)
    score = after.score_of(own)
    assert score is not None
    assert score.points == 100 - Decimal("0.5") * score.counts.yellow - 2 * score.counts.red
    assert next(one for one in moved if one.entrant.id == own).changed
    assert (counted(), now(july)) == (kept, before)


def test_a_rule_is_set_right_in_place_until_a_period_is_published_by_it(july: Store) -> None:
    spec = default_spec(BoardKind.WORK)
    save_rule(july, "work", replace(spec, red_points=Decimal(-3)))
    save_rule(july, "work", replace(spec, red_points=Decimal(-4)))
    assert [one.version for one in rules(july, "work")] == [1, 2]
    with pytest.raises(Refusal, match="规则没有改动"):
        save_rule(july, "work", replace(spec, red_points=Decimal(-4)))
    board = now(july)
    assert (board.rule.version, board.rule.spec.red_points) == (2, Decimal(-4))
    publish(july, board)
    save_rule(july, "work", replace(spec, red_points=Decimal(-5)), since="2023年8月")
    found = rules(july, "work")
    assert [(one.version, one.since, one.locked) for one in found] == [
        (1, "", False), (2, "", True), (3, "2023-08", False),
    ]  # fmt: skip
    assert found[1].spec.red_points == Decimal(-4)
    assert now(july).rule.version == 2
    assert now(july, period="2023-08").rule.version == 3


def test_a_rule_that_was_published_by_is_not_undone(july: Store) -> None:
    spec = default_spec(BoardKind.WORK)
    save_rule(july, "work", replace(spec, red_points=Decimal(-3)))
    save_rule(july, "work", replace(spec, red_points=Decimal(-4)))
    publish(july, now(july))
    kept = rules(july, "work")
    assert history.undo_name(july) == "修改重点工作规则"
    for _ in range(2):
        history.undo(july)
        assert rules(july, "work") == kept
    history.redo(july)
    assert rules(july, "work") == kept
    save_rule(july, "work", replace(spec, red_points=Decimal(-9)))
    assert [(one.version, one.locked) for one in rules(july, "work")] == [(1, False), (2, True), (3, False)]


def test_a_version_taken_back_keeps_its_number(july: Store) -> None:
    spec = default_spec(BoardKind.WORK)
    save_rule(july, "work", replace(spec, red_points=Decimal(-3)))
    history.undo(july)
    save_rule(july, "work", replace(spec, red_points=Decimal(-4)))
    assert [(one.version, one.name) for one in rules(july, "work")][1:] == [(3, "重点工作规则v3")]


def test_an_appraisal_takes_what_was_published_of_a_month(july: Store, own: str) -> None:
    publish(july, now(july))
    published = now(july).score_of(own).points  # type: ignore[union-attr]
    save_rule(july, "work", replace(default_spec(BoardKind.WORK), not_reported_points=Decimal(-20)))
    line = now(july, "appraisal", "2023-Q3").score_of(own).lines[0]  # type: ignore[union-attr]
    assert f"7月{published}（已公布）" in line.reason
    assert "（预演，截至第33周）" in line.reason


def test_an_appraisal_of_months_that_are_not_published_is_published_only_when_that_is_said(
    july: Store,
) -> None:
    publish(july, now(july))
    board = now(july, "appraisal", "2023-Q3")
    assert board.rehearsed == ("7月重大项目、重要指标", "8月")
    with pytest.raises(Refusal, match="7月重大项目、重要指标、8月还未公布，按预演计入，没有公布"):
        publish(july, board)
    publish(july, board, with_unpublished=True, early=True)
    assert publications(july, "appraisal", "2023-Q3")[-1].board == replace(
        board, rule=replace(board.rule, locked=True)
    )


def test_a_custom_board_is_filled_from_a_grid_and_ranked(store: Store, own: str) -> None:
    board, _ = custom.save_board(
        store, "", name="垃圾清运比拼", measure="每户日均", unit="千克", better=Better.DOWN
    )
    rows = [
        custom.FigureRow("甲村", "东组", "３.５", "抽查记录"),
        custom.FigureRow("乙村", "东组", "2"),
        custom.FigureRow("花鸟乡", "西组", ""),
    ]
    custom.save_figures(store, board, "2023-07", rows)
    found = now(store, board)
    assert [(one.entrant.name, one.place, one.points) for one in found.scores] == [
        ("乙村", 1, Decimal("100.00")), ("甲村", 2, Decimal("95.00")), ("花鸟乡", None, None),
    ]  # fmt: skip
    assert found.scores[1].lines[0].reason == "抽查记录"
    save_rule(store, board, RuleSpec(method=ScoreMethod.FIGURE))
    assert now(store, board).scores[0].points == Decimal("2.00")
    publish(store, now(store, board))
    custom.save_figures(store, board, "2023-07", rows[1:])
    assert [one.name for one in custom.custom_boards(store)[0].entrants] == ["乙村", "花鸟乡"]
    custom.drop_board(store, board)
    kept = publications(store, board, "2023-07")[0].board
    assert [one.entrant.name for one in kept.scores] == ["乙村", "甲村", "花鸟乡"]


def test_an_entrant_that_is_renamed_or_left_out_keeps_its_figures_of_other_periods(store: Store) -> None:
    board, _ = custom.save_board(store, "", name="比拼")
    first = [custom.FigureRow(name, figure=str(at)) for at, name in enumerate(("甲村", "乙村", "丙村"), 1)]
    custom.save_figures(store, board, "2023-06", first)
    shown = custom.figure_rows(store, board, "2023-07")
    grid = [replace(shown[0], name="甲村（基湖）", figure="3"), shown[1]]
    custom.save_figures(store, board, "2023-07", grid)

    def june() -> dict[str, Decimal | None]:
        return {one.entrant.name: one.measure for one in now(store, board, "2023-06").scores}

    assert june() == {"甲村（基湖）": 1, "乙村": 2, "丙村": 3}
    # a list laid over the rows in another order is read by its names, not by its places
    shown = custom.figure_rows(store, board, "2023-07")
    swapped = [
        replace(shown[0], name="乙村"),
        replace(shown[1], name="甲村（基湖）"),
        custom.FigureRow("丁村"),
    ]
    custom.save_figures(store, board, "2023-07", swapped)
    assert june() == {"甲村（基湖）": 1, "乙村": 2, "丙村": 3, "丁村": None}
    # who has nothing else goes
    custom.save_figures(store, board, "2023-07", swapped[:2])
    assert [one.name for one in custom.custom_boards(store)[0].entrants] == ["乙村", "甲村（基湖）", "丙村"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([custom.FigureRow("甲村", figure="多")], "不是数"),
        ([custom.FigureRow("", figure="3")], "前没有名称"),
        ([custom.FigureRow("甲村"), custom.FigureRow("甲村 ")], "写了两次"),
    ],
)
def test_a_grid_that_cannot_be_taken_is_refused_whole(
    store: Store, rows: list[custom.FigureRow], said: str
) -> None:
    board, _ = custom.save_board(store, "", name="比拼")
    with pytest.raises(Refusal, match=said):
        custom.save_figures(store, board, "2023-07", [custom.FigureRow("丙村", figure="1"), *rows])
    assert custom.custom_boards(store)[0].entrants == ()
    for name, why in (
        ("比拼", "已有名为"),
        ("重点工作", "固定的榜"),
        ("work", "固定的榜"),
        ("考评 ", "固定的榜"),
    ):
        with pytest.raises(Refusal, match=why):
            custom.save_board(store, "", name=name)


def test_a_boards_unit_stays_as_long_as_there_are_figures_in_it(store: Store) -> None:
    board, _ = custom.save_board(store, "", name="收入", unit="万元")
    for period in ("2023-09", "2023年三季度"):
        custom.save_figures(store, board, period, [custom.FigureRow("甲村", figure=f"{len(period)}万元")])
    assert [custom.figure_rows(store, board, one)[0].figure for one in ("2023-09", "2023-Q3")] == ["7", "8"]
    with pytest.raises(Refusal, match="已有2个按“万元”录入的数据"):
        custom.save_board(store, board, name="收入", unit="亿元")
    assert custom.custom_boards(store)[0].unit == "万元"
    custom.save_board(store, board, name="集体收入", unit="万元")
    for period in ("2023-09", "2023-Q3"):
        custom.save_figures(store, board, period, [custom.FigureRow("甲村")])
    custom.save_board(store, board, name="集体收入", unit="亿元")
    assert custom.custom_boards(store)[0].unit == "亿元"


def test_all_wrong_cells_are_told_at_once_and_units_and_dashes_are_none(store: Store) -> None:
    board, _ = custom.save_board(store, "", name="比拼", unit="个")
    cells = {"甲村": "12个", "乙村": "约9", "丙村": "—", "丁村": "多", "戊村": "3户"}
    rows = [custom.FigureRow(name, figure=said) for name, said in cells.items()]
    with pytest.raises(Refusal, match="丁村“多”、戊村“3户”不是以个计的数"):
        custom.save_figures(store, board, "2023-07", rows)
    custom.save_figures(store, board, "2023-07", rows[:3])
    found = {one.entrant.name: one.measure for one in now(store, board).scores}
    assert found == {"甲村": 12, "乙村": 9, "丙村": None}


def test_what_stands_aside_here_is_published_again(july: Store) -> None:
    publish(july, now(july), person="李某")
    (first,) = publications(july, "work", "2023-07")
    with july.writing() as connection:
        (name,) = connection.execute("SELECT id FROM publication").fetchone()
        documents.set_aside(connection, [documents.DocumentName("publication", name)], aside=True)
    assert publications(july, "work", "2023-07") == ()
    publish(july, now(july), person="李某")
    assert [one.board for one in publications(july, "work", "2023-07")] == [first.board]
