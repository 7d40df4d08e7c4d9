"""How a board differs from the one published: by group, by rule, and line by line."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings

from shengsi_desktop.domain.boards import (
    Adjustment,
    AdjustmentKind,
    BoardFacts,
    BoardKind,
    Line,
    LineKind,
    RuleSpec,
)
from shengsi_desktop.rhythm.board_changes import moves
from shengsi_desktop.rhythm.board_differences import whole_changes
from shengsi_desktop.rhythm.board_scores import score_board
from shengsi_desktop.rhythm.board_words import move_words
from tests.rhythm.board_facts import board, boards, items, one, weeks


def test_what_changed_a_score_is_told_line_by_line() -> None:
    before = score_board(board(one("甲镇", (*items("rg"), *weeks("m"))), one("乙镇", items("gg"))))
    given_ = [Adjustment("1", "甲镇", AdjustmentKind.OTHER, Decimal(-3), "核查有误", "李某")]
    after = score_board(
        board(one("甲镇", (*items("g"), *weeks("f")), "经济", given_), one("乙镇", items("gg")))
    )
    moved = {move.entrant.name: move for move in moves(before, after)}
    assert move_words(moved["甲镇"]) == "甲镇（乡镇→经济）：第2名→第1名，88分→97分"
    assert moved["甲镇"].details == (
        "4-1 事项1：红灯→绿灯，−2分→0分",
        "第27周：未定稿报送→已定稿，−10分→0分",
        "新增：人工加减分（其他加减分）：−3分，核查有误（李某）",
        "已没有：4-2 事项2：绿灯",
    )
    assert not moved["乙镇"].differs


def test_money_and_words_without_a_point_are_told() -> None:
    line = Line(LineKind.PROJECT, "p", "码头", done=Decimal(50), planned=Decimal(100), words="打桩", week="w")
    later = replace(line, done=Decimal(60), words="打桩完成")
    kind = BoardKind.PROJECTS
    before, after = (score_board(board(one("甲镇", [each]), kind=kind)) for each in (line, later))
    assert moves(before, after)[0].details == ("码头：累计50→60万元，填报内容有改动",)


def test_another_rule_and_another_week_are_told_for_all() -> None:
    facts = board(one("甲镇", items("r")))
    spec = RuleSpec(red_points=Decimal(-3))
    other = replace(facts, rule=replace(facts.rule, name="规则v2", spec=spec), as_of="2023-W31")
    assert whole_changes(score_board(facts), score_board(other)) == (
        "规则：默认规则v1→规则v2（一个红灯-2→-3）",
        "按2023年第30周→按2023年第31周",
    )
    assert whole_changes(score_board(facts), score_board(facts)) == ()


@settings(max_examples=30)
@given(boards())
def test_a_board_does_not_differ_from_itself(facts: BoardFacts) -> None:
    found = score_board(facts)
    assert not any(move.differs for move in moves(found, found))
