"""Last week's plan as this week's checklist."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.words import PlanMark
from shengsi_desktop.rhythm.carry import checklist, matched, plan_lines

PLAN = "完成渔博馆微改造现场验收\n实施方案征求三乡镇意见\n"


def test_each_line_that_says_something_is_a_line_of_the_checklist() -> None:
    assert plan_lines("  汇总意见，形成送审稿 \r\n\n　\n枸杞乡2个点位开工") == (
        ("汇总意见，形成送审稿", 0),
        ("枸杞乡2个点位开工", 0),
    )


def test_numbering_is_kept_as_typed_and_does_not_tell_lines_apart() -> None:
    assert plan_lines("1.汇总意见\n2、开工\n（3）汇总意见。") == (
        ("1.汇总意见", 0),
        ("2、开工", 0),
        ("（3）汇总意见。", 1),
    )


def test_the_ways_of_numbering_are_known_and_figures_are_none() -> None:
    for line in [
        "1.做事",
        "1、做事",
        "1）做事",
        "(1)做事",
        "（一）做事",
        "一、做事",
        "①做事",
        "- 做事",
        "· 做事",
        "12．做事",
    ]:
        assert matched(line) == "做事", line
    assert matched("1.2万人培训") == "1.2万人培训"
    assert matched("2个点位开工") == "2个点位开工"
    assert matched("一批项目开工") == "一批项目开工"


def test_a_line_that_is_only_a_number_is_no_line() -> None:
    assert plan_lines("1.\n2.开工") == (("2.开工", 0),)


def test_marks_find_their_line_even_when_it_was_numbered_since() -> None:
    lines = checklist("r", "1.验收\n2.开工", {("验收", 0): PlanMark.DONE}, [])
    assert [(one.report_id, one.line, one.mark) for one in lines] == [
        ("r", "1.验收", PlanMark.DONE),
        ("r", "2.开工", None),
    ]


def test_equal_lines_are_marked_apart() -> None:
    lines = checklist("r", "开工\n开工", {("开工", 1): PlanMark.PARTLY}, [])
    assert [one.mark for one in lines] == [None, PlanMark.PARTLY]


def test_weeks_not_started_count_checklists_in_a_row_newest_first() -> None:
    not_started = {("基湖沙滩夜景亮化开工", 0): PlanMark.NOT_STARTED}
    plan = "基湖沙滩夜景亮化开工"
    assert checklist("r", plan, not_started, [not_started, not_started])[0].weeks_not_started == 3
    assert checklist("r", plan, {}, [not_started, not_started])[0].weeks_not_started == 2
    assert checklist("r", plan, not_started, [{}, not_started])[0].weeks_not_started == 1
    partly = {(plan, 0): PlanMark.PARTLY}
    assert checklist("r", plan, partly, [not_started])[0].weeks_not_started == 0
    assert checklist("r", plan, {(plan, 0): PlanMark.PUT_OFF}, [not_started])[0].weeks_not_started == 0


def test_an_empty_plan_gives_an_empty_checklist() -> None:
    assert checklist("r", " \n", {}, []) == ()


@given(st.text(max_size=80))
def test_any_text_gives_lines_that_are_unique_with_their_occurrence(text: str) -> None:
    lines = plan_lines(text)
    assert len({(matched(line), occurrence) for line, occurrence in lines}) == len(lines)
    assert all(line.strip() == line and line for line, _ in lines)
    assert len(checklist("r", text, {}, [])) == len(lines)
