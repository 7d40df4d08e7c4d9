"""Scores and places of a board, by the rules that `domain/boards.py` states."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengsi_desktop.domain.board_moves import WhatIf
from shengsi_desktop.domain.boards import (
    Adjustment,
    AdjustmentKind,
    Better,
    BoardKind,
    Line,
    LineKind,
    RuleSpec,
    ScoreMethod,
    WeekFact,
)
from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.board_changes import changed_facts, moves, rehearse
from shengsi_desktop.rhythm.board_content import board_content, read_board
from shengsi_desktop.rhythm.board_scores import score_board
from shengsi_desktop.rhythm.board_words import group_note
from tests.rhythm.board_facts import board, boards, items, one, weeks

if TYPE_CHECKING:
    from shengsi_desktop.domain.boards import Board, BoardFacts

FEW = settings(max_examples=40)
PLACE = RuleSpec(method=ScoreMethod.PLACE)


def results(found: Board) -> list[tuple[str, int | None, str | None]]:
    return [
        (each.entrant.name, each.place, None if each.points is None else str(each.points))
        for each in found.scores
    ]


def test_two_yellows_cost_a_point_and_a_red_two() -> None:
    found = score_board(board(one("甲镇", items("gyyr")), one("乙镇", items("gg"))))
    assert results(found) == [("乙镇", 1, "100.00"), ("甲镇", 2, "97.00")]
    assert [str(line.points) for line in found.score_of("甲镇").lines] == ["0", "-0.5", "-0.5", "-2"]  # type: ignore[union-attr]


def test_a_week_without_a_final_version_costs_ten_unless_it_is_excused() -> None:
    found = score_board(board(one("甲镇", (*items("g"), *weeks("fmem")))))
    assert results(found) == [("甲镇", 1, "80.00")]


def test_a_unit_of_which_no_light_is_known_is_not_ranked_and_its_missing_weeks_are_said() -> None:
    entrants = one("甲镇", (*items("oo"), *weeks("mm"))), one("乙镇", weeks("mm")), one("丙镇", items("r"))
    found = score_board(board(*entrants))
    assert results(found) == [("丙镇", 1, "98.00"), ("乙镇", None, None), ("甲镇", None, None)]
    assert found.scores[1].why == "没有负责的重点工作，不参加排名"
    assert found.scores[2].why == "没有已亮灯的事项，不参加排名；本月缺2周定稿"
    assert [line.fact for line in found.scores[2].lines if line.fact] == [WeekFact.MISSING] * 2


def test_a_rule_may_rank_it_by_its_missing_weeks() -> None:
    entrants = one("甲镇", (*items("oo"), *weeks("mm"))), one("乙镇", weeks("mm"))
    found = score_board(board(*entrants, spec=RuleSpec(rank_unlit=True)))
    assert results(found) == [("甲镇", 1, "80.00"), ("乙镇", None, None)]


def test_who_is_alone_in_a_group_has_no_full_mark_for_being_first() -> None:
    facts = board(
        one("甲镇", items("gr")), one("乙局", items("g"), "经济"), one("丙局", items("r"), "经济"), spec=PLACE
    )
    found = score_board(facts)
    assert results(found) == [("甲镇", 1, "50.00"), ("乙局", 1, "100.00"), ("丙局", 2, "95.00")]
    notes = [group_note(found, group) for _, group in found.groups]
    assert notes == ["组内仅1个单位，不按名次，按比例计分", ""]
    always = replace(
        facts, rule=replace(facts.rule, spec=replace(PLACE, least=Decimal(1), floor=Decimal(60)))
    )
    found = score_board(always)
    assert results(found)[0] == ("甲镇", 1, "100.00")
    assert group_note(found, found.groups[0][1]) == "组内仅1个单位，按名次得满分"


def test_more_than_is_planned_gives_no_more_than_the_full_mark() -> None:
    line = Line(LineKind.PROJECT, "p", "码头", light=Light.GREEN, done=Decimal(150), planned=Decimal(100))
    found = score_board(board(one("甲镇", [line]), spec=PLACE, kind=BoardKind.PROJECTS))
    assert (found.scores[0].measure, found.scores[0].points) == (Decimal("150.00"), Decimal("100.00"))


def test_an_excused_week_is_told_once_and_only_where_weeks_count() -> None:
    week = replace(weeks("e")[0], reason="停航期间，未报不计（台风）")
    facts = board(one("甲镇", (*items("g"), week)))
    assert score_board(facts).notes == ("甲镇：第27周停航期间，未报不计（台风）。",)
    assert score_board(replace(facts, rule=replace(facts.rule, spec=PLACE))).notes == ()


def test_a_unit_of_which_no_light_is_known_is_not_ranked_for_having_reported() -> None:
    found = score_board(board(one("甲镇", (*items("o"), *weeks("ff"))), one("乙镇", items("y"))))
    assert results(found) == [("乙镇", 1, "99.50"), ("甲镇", None, None)]
    assert "没有已亮灯的事项" in found.scores[1].why


def test_no_score_falls_below_the_floor() -> None:
    spec = RuleSpec(floor=Decimal(60))
    found = score_board(board(one("甲镇", (*items("rrr"), *weeks("mmmm"))), spec=spec))
    assert results(found) == [("甲镇", 1, "60.00")]


def test_the_adjusted_light_counts_where_the_rule_says_so_and_both_are_kept() -> None:
    line = replace(items("r")[0], adjusted=Reading(Light.GREEN, "停航3天，调整后绿灯"))
    by_adjusted = score_board(board(one("甲镇", [line])))
    plain = score_board(board(one("甲镇", [line]), spec=RuleSpec(adjusted=False)))
    assert results(by_adjusted) == [("甲镇", 1, "100.00")]
    assert results(plain) == [("甲镇", 1, "98.00")]
    assert by_adjusted.scores[0].lines[0].light is Light.RED
    assert by_adjusted.notes == ("甲镇：4-1受停航等影响，另列调整后的亮灯。",)


def test_places_tie_and_the_next_one_is_left_out() -> None:
    facts = board(
        one("甲", items("gy")),
        one("乙", items("dy")),
        one("丙", items("rr")),
        one("丁", items("o")),
        spec=PLACE,
    )
    # by name where the place is the same
    assert results(score_board(facts)) == [
        ("乙", 1, "100.00"), ("甲", 1, "100.00"), ("丙", 3, "90.00"), ("丁", None, None),
    ]  # fmt: skip


def test_each_group_has_its_own_places_and_the_ungrouped_come_last() -> None:
    facts = board(
        one("甲局", items("r"), "未分组部门"),
        one("乙镇", items("y")),
        one("丙村", items("g"), "海岛组"),
        spec=PLACE,
    )
    found = score_board(facts)
    assert [(name, [each.place for each in group]) for name, group in found.groups] == [
        ("乡镇", [1]), ("海岛组", [1]), ("未分组部门", [1]),
    ]  # fmt: skip


def test_projects_go_by_what_is_done_of_what_is_planned_by_now() -> None:
    def project(name: str, done: str | None, planned: str | None) -> Line:
        return Line(
            LineKind.PROJECT,
            name,
            name,
            light=Light.RED,
            done=None if done is None else Decimal(done),
            planned=None if planned is None else Decimal(planned),
        )

    facts = board(
        one("甲镇", [project("一", "150", "100"), project("二", None, "100")]),
        one("乙镇", [project("三", "70", "100"), project("四", "500", None)]),
        one("丙镇", [project("五", "10", None)]),
        spec=PLACE,
        kind=BoardKind.PROJECTS,
    )
    found = score_board(facts)
    assert [(each.entrant.name, each.measure) for each in found.scores] == [
        ("甲镇", Decimal("75.00")), ("乙镇", Decimal("70.00")), ("丙镇", None),
    ]  # fmt: skip


def test_no_substance_counts_as_the_rule_says_and_nothing_counts_without_a_reason() -> None:
    given = [
        Adjustment("1", "甲镇", AdjustmentKind.NO_SUBSTANCE, Decimal(99), "进展与上周一字不差"),
        Adjustment("2", "甲镇", AdjustmentKind.OTHER, Decimal("1.5"), "市级现场会在该镇召开"),
        Adjustment("3", "甲镇", AdjustmentKind.OTHER, Decimal(50), "  "),
    ]
    found = score_board(board(one("甲镇", items("g"), adjustments=given)))
    assert results(found) == [("甲镇", 1, "96.50")]
    assert [line.reason for line in found.scores[0].lines[1:]] == [
        "进展与上周一字不差",
        "市级现场会在该镇召开",
    ]


def test_a_custom_board_goes_by_figures_in_its_own_direction() -> None:
    def figure(value: str | None) -> list[Line]:
        return [Line(LineKind.FIGURE, "f", "垃圾清运", done=None if value is None else Decimal(value))]

    facts = replace(
        board(
            one("甲村", figure("3.5")), one("乙村", figure("2")), one("丙村", figure(None)),
            spec=PLACE, kind=BoardKind.CUSTOM,
        ),
        better=Better.DOWN,
    )  # fmt: skip
    assert results(score_board(facts)) == [("乙村", 1, "100.00"), ("甲村", 2, "95.00"), ("丙村", None, None)]
    raw = replace(facts, rule=replace(facts.rule, spec=RuleSpec(method=ScoreMethod.FIGURE)))
    assert results(score_board(raw)) == [("乙村", 1, "2.00"), ("甲村", 2, "3.50"), ("丙村", None, None)]


@FEW
@given(boards())
def test_places_in_a_group_are_a_competition_ranking(facts: BoardFacts) -> None:
    for _, group in score_board(facts).groups:
        ranked = [each for each in group if each.place is not None]
        for each in ranked:
            assert each.place == 1 + sum(other.place < each.place for other in ranked)  # type: ignore[operator]
            assert each.points is not None
            assert all(other.points <= each.points for other in ranked if other.place > each.place)  # type: ignore[operator]
        for each in group:
            assert (each.points is None) == (each.place is None) == bool(each.why)


@FEW
@given(boards(), st.randoms(use_true_random=False))
def test_no_score_depends_on_the_order_of_units_or_lines(facts: BoardFacts, random: object) -> None:
    mixed = []
    for each in facts.entrants:
        lines, given_ = list(each.lines), list(each.adjustments)
        random.shuffle(lines)  # type: ignore[attr-defined]
        random.shuffle(given_)  # type: ignore[attr-defined]
        mixed.append(replace(each, lines=tuple(lines), adjustments=tuple(given_)))
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert score_board(replace(facts, entrants=tuple(mixed))) == score_board(facts)


@FEW
@given(boards())
def test_a_published_board_is_the_board_itself(facts: BoardFacts) -> None:
    found = score_board(facts)
    words = canonical(board_content(found))
    again = read_board(board_content(found))
    assert replace(again, rule=found.rule) == found
    assert canonical(board_content(again)) == words


@FEW
@given(boards())
def test_a_rehearsal_without_a_change_moves_nobody(facts: BoardFacts) -> None:
    after, moved = rehearse(facts, WhatIf())
    assert after == score_board(facts)
    assert not any(each.changed for each in moved)


def test_a_rehearsal_shows_who_moves_and_leaves_the_facts_alone() -> None:
    facts = board(one("甲镇", items("yy")), one("乙镇", items("r")))
    kept = score_board(facts)
    after, moved = rehearse(facts, WhatIf(lights=(("乙镇", "i1", Light.GREEN),)))
    assert results(after) == [("乙镇", 1, "100.00"), ("甲镇", 2, "99.00")]
    assert [(each.entrant.name, each.place_before, each.place_after) for each in moved] == [
        ("乙镇", 2, 1), ("甲镇", 1, 2),
    ]  # fmt: skip
    assert score_board(facts) == kept
    other = rehearse(facts, WhatIf(spec=RuleSpec(yellow_points=Decimal(-3))))[0]
    assert results(other) == [("乙镇", 1, "98.00"), ("甲镇", 2, "94.00")]


def test_a_rehearsal_of_a_line_that_is_gone_is_refused() -> None:
    with pytest.raises(Refusal, match="已不在榜上"):
        changed_facts(board(one("甲镇", items("y"))), WhatIf(lights=(("甲镇", "没有", Light.GREEN),)))


def test_who_is_no_longer_on_the_board_is_told_too() -> None:
    before = score_board(board(one("甲镇", items("g")), one("乙镇", items("g"))))
    after = score_board(board(one("甲镇", items("g"))))
    assert [(each.entrant.name, each.place_after) for each in moves(before, after)] == [
        ("甲镇", 1),
        ("乙镇", None),
    ]
