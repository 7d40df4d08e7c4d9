"""The rule of a board: defaults, JSON, what is refused, which one a period has; and 考评 of a quarter."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from shengsi_desktop.domain.boards import BoardKind, BoardRule, Entrant, RuleSpec, ScoreMethod
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.appraisal import entrant_facts, months_of_quarter, quarter_of
from shengsi_desktop.rhythm.board_periods import read_since
from shengsi_desktop.rhythm.board_rules import (
    default_rule,
    default_spec,
    read_spec,
    replaced_by,
    rule_at,
    rule_words,
    source_words,
    spec_json,
    spec_of,
)
from shengsi_desktop.rhythm.board_scores import score_board
from tests.rhythm.board_facts import board, items, one


@pytest.mark.parametrize("kind", list(BoardKind))
def test_a_rule_comes_back_from_its_json(kind: BoardKind) -> None:
    spec = replace(default_spec(kind), red_points=Decimal("-3.25"), adjusted=False)
    assert read_spec(spec_json(spec), kind) == spec
    assert read_spec("{}", kind) == default_spec(kind)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "不是有效的JSON"),
        ('{"method": "luck"}', "没有“luck”这种计分方法"),
        ('{"method": "figure"}', "只有比拼榜"),
        ('{"yellow_points": "1"}', "是扣分"),
        ('{"full": "many"}', "须是数"),
        ('{"full": "1e9"}', "以内"),
        ('{"full": true}', "须是数"),
        ('{"step": "101"}', "0到100"),
        ('{"floor": "101"}', "最低分不能高于满分"),
        ('{"bonus": "1"}', "不认识的内容“bonus”"),
        ('{"weights": {"custom": 1}}', "权重须按榜写"),
        ('{"adjusted": "yes"}', "真或假"),
        ('{"rank_unlit": 1}', "真或假"),
        ('{"least": "0"}', "1以上的整数"),
        ('{"least": "1.5"}', "1以上的整数"),
        ('{"red_points": "-0.00001"}', "四位小数"),
        ('{"red_points": "NaN"}', "须是数"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        read_spec(text, BoardKind.WORK)


def test_a_custom_board_has_no_lights_to_go_by() -> None:
    with pytest.raises(Refusal, match="比拼榜没有亮灯"):
        read_spec('{"method": "fault"}', BoardKind.CUSTOM)


def test_what_was_published_before_a_rule_had_a_number_is_read_as_it_was_meant() -> None:
    kept = {"method": "place"}
    spec = spec_of(kept, BoardKind.PROJECTS, as_kept=True)
    assert (spec.least, spec.rank_unlit) == (1, True)
    assert spec_of(kept, BoardKind.PROJECTS).least == 2


def test_an_appraisal_needs_a_weight() -> None:
    with pytest.raises(Refusal, match="权重大于0"):
        read_spec('{"weights": {"work": 0}}', BoardKind.APPRAISAL)


def test_the_rule_of_a_period_is_the_one_made_last_that_holds_by_then() -> None:
    def rule(version: int, since: str) -> BoardRule:
        return BoardRule(f"r{version}", "work", version, f"规则v{version}", since, RuleSpec())

    rules = [rule(3, "2023-09"), rule(1, ""), rule(2, "2023-07"), rule(4, "2023-07")]
    assert [rule_at(rules, month, BoardKind.WORK).version for month in ("2023-06", "2023-07", "2023-09")] == [
        1,
        4,
        4,
    ]
    assert rule_at(rules, "2023-Q3", BoardKind.WORK).version == 4
    # as with lights; what was to begin later is told of before
    assert [one.version for one in replaced_by(rules, 4, "2023-07")] == [3, 2]
    assert [one.version for one in replaced_by(rules, 5, "2023-08")] == [3]
    assert rule_at([], "2023-07", BoardKind.WORK) == default_rule(BoardKind.WORK)


def test_a_rule_tells_its_numbers() -> None:
    said = rule_words(default_rule(BoardKind.WORK), BoardKind.WORK)
    for words in ("每个黄灯扣0.5分", "每个红灯扣2分", "缺一周定稿扣10分", "用什么方式填报不加分也不减分"):
        assert words in said
    assert "每低一名递减满分的5%" in rule_words(default_rule(BoardKind.PROJECTS), BoardKind.PROJECTS)


def test_numbers_of_the_countys_own_are_not_given_out_as_those_of_the_source() -> None:
    rule = default_rule(BoardKind.WORK)
    assert source_words(rule).startswith("出处：两黄扣1分")
    own = replace(rule, spec=replace(rule.spec, red_points=Decimal(-3)))
    assert source_words(own).startswith("与出处不同：按本县设定（一个红灯-2→-3）；原出处：")
    assert "按扣分→按名次" in source_words(replace(rule, spec=replace(rule.spec, method=ScoreMethod.PLACE)))
    assert source_words(replace(own, source="县考评办法")) == "出处：县考评办法"
    assert source_words(replace(own, source="")) == ""


@pytest.mark.parametrize(
    ("typed", "since", "of_quarter"),
    [
        ("8月", "2023-08", "2023-Q3"), ("８", "2023-08", "2023-Q3"), ("2024年8月", "2024-08", "2024-Q3"),
        ("三季度", "2023-07", "2023-Q3"), ("2023-Q4", "2023-10", "2023-Q4"), ("8月起", "2023-08", "2023-Q3"),
        ("下半年", "2023-07", "2023-Q3"), ("2024", "2024-01", "2024-Q1"), ("2023-12", "2023-12", "2023-Q4"),
    ],
)  # fmt: skip
def test_since_when_a_rule_holds_is_read_as_people_write_it(typed: str, since: str, of_quarter: str) -> None:
    assert read_since(typed, BoardKind.WORK, 2023) == since
    assert read_since(typed, BoardKind.APPRAISAL, 2023) == of_quarter


@pytest.mark.parametrize("typed", ["13月", "明年", "8日", "五季度"])
def test_what_names_no_period_is_refused_in_words_of_a_rule(typed: str) -> None:
    with pytest.raises(Refusal, match=f"“{typed}”看不出是从哪一期起"):
        read_since(typed, BoardKind.WORK, 2023)


def test_quarters_and_months() -> None:
    assert months_of_quarter("2023-Q3") == ("2023-07", "2023-08", "2023-09")
    assert {quarter_of(month) for month in months_of_quarter("2023-Q3")} == {"2023-Q3"}


def test_an_appraisal_weighs_the_means_of_the_boards_there_are() -> None:
    """甲: work (99, 98 → 98.50) × 2, projects (90) × 1; no indicator, so (197 + 90) ÷ 3."""
    unit = Entrant("甲镇", "甲镇", "乡镇")
    spec = RuleSpec(
        weights=(
            (BoardKind.WORK, Decimal(2)),
            (BoardKind.PROJECTS, Decimal(1)),
            (BoardKind.INDICATORS, Decimal(1)),
        )
    )
    place = RuleSpec(method=ScoreMethod.PLACE)
    boards = {
        (BoardKind.WORK, "2023-07"): (score_board(board(one("甲镇", items("yy")))), True),
        (BoardKind.WORK, "2023-08"): (score_board(board(one("甲镇", items("r")))), False),
        (BoardKind.WORK, "2023-09"): (score_board(board(one("乙镇", items("r")))), False),
        (BoardKind.PROJECTS, "2023-08"): (
            score_board(board(one("甲镇", items("gr")), one("乙", items("g")), one("丙", items("g")), spec=place)),
            False,
        ),
    }  # fmt: skip
    found = entrant_facts(unit, boards, spec)
    assert [(line.id, line.done, line.reason) for line in found.lines] == [
        ("work", Decimal("98.50"), "7月99.00（已公布）；8月98.00（预演）"),
        ("projects", Decimal("90.00"), "8月90.00（预演）"),
    ]
    facts = replace(board(found, spec=spec, kind=BoardKind.APPRAISAL), period="2023-Q3")
    assert score_board(facts).scores[0].points == Decimal("95.67")
