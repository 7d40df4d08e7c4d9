"""The words of the trade: stored value, Chinese label and shape go together."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from shengsi_desktop.domain.identity import key
from shengsi_desktop.domain.tracking import Report, Tally
from shengsi_desktop.domain.words import Comparator, Light, PlanMark, RequestLevel, Role, WeekState


def test_a_word_is_its_stored_value_and_carries_its_chinese() -> None:
    assert Role("lead") is Role.LEAD
    assert str(Role.LEAD) == "lead"
    assert json.dumps({"role": Role.LEAD}) == '{"role": "lead"}'
    assert Role.LEAD.label == "牵头"


def test_every_light_has_a_shape_and_a_word() -> None:
    shapes = {light: (light.shape, light.label) for light in Light}

    assert shapes[Light.GREEN] == ("●", "绿灯")
    assert shapes[Light.YELLOW] == ("▲", "黄灯")
    assert shapes[Light.RED] == ("■", "红灯")
    assert shapes[Light.DONE] == ("✔", "办结")
    assert all(shape and word for shape, word in shapes.values())


def test_the_four_marks_and_five_levels_are_those_of_the_office() -> None:
    assert [mark.label for mark in PlanMark] == ["完成", "部分完成", "未启动", "暂缓"]
    assert [level.label for level in RequestLevel.to_choose()] == [
        "部门间",
        "工作专班",
        "分管县领导",
        "县例会",
        "向上争取",
    ]
    assert [state.label for state in WeekState] == ["草稿", "上会稿", "定稿", "已报送", "退回"]


def test_comparators_are_the_signs_of_the_indicator_table() -> None:
    assert {str(one) for one in Comparator} == {">", "≥", "≈", "≤", "<", "=", "rank", "words"}


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(7, 1, 4, 2), "7项：完成1、推进4、未启动2"),
        (Tally(6, 6, 0, 0), "6项：完成6"),
        (Tally(8, 0, 0, 0), "8项"),
        (Tally(0, 0, 0, 0), "常态"),
    ],
)
def test_a_tally_names_only_what_there_is(tally: Tally, words: str) -> None:
    assert tally.words == words


@pytest.mark.parametrize(
    ("changes", "reported"),
    [
        ({}, False),
        ({"progress": "  \n"}, False),
        ({"progress": "已完工14个"}, True),
        ({"no_news": True}, True),
        ({"override_percent": Decimal(0)}, True),
        ({"remark": "备注不算填报"}, False),
    ],
)
def test_a_report_counts_once_something_is_said(changes: dict[str, object], reported: bool) -> None:
    report = Report("r", "i", "u", "2023-W10", **changes)  # type: ignore[arg-type]

    assert report.reported is reported


def test_the_same_key_gives_the_same_id_and_no_part_can_pass_for_two() -> None:
    assert key("report", "a", "b") == key("report", "a", "b")
    assert key("report", "ab", "") != key("report", "a", "b")
    with pytest.raises(ValueError, match="separator"):
        key("report", "a\x1fb")
