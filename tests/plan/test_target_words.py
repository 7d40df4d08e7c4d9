"""Targets in the plan's own words, for all 27 indicators of the built-in plan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shengsi_desktop import assets
from shengsi_desktop.domain.plan import Condition, IndicatorText
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.plan.reader import read_plan
from shengsi_desktop.plan.target_words import adds_up, target_words


@pytest.fixture(scope="module")
def found() -> dict[str, IndicatorText]:
    document = read_plan(assets.data("plans/2023.txt").read_bytes())
    return {one.name: one for one in document.indicators}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("地区生产总值增速", "10左右，高于全省平均"),
        ("地区生产总值", "突破143"),
        ("海洋经济增加值占地区生产总值比重", "超78"),
        ("旅游总收入增速", "13以上"),
        ("托育服务供给", "愿托尽托"),
        ("文盲率", "低于全省平均"),
        ("城乡居民收入倍差", "1.5以内"),
    ],
)
def test_a_target_is_said_as_the_plan_says_it(found: dict[str, IndicatorText], name: str, words: str) -> None:
    assert target_words(found[name]) == words


def test_every_indicator_has_words_and_none_repeats_its_unit(found: dict[str, IndicatorText]) -> None:
    assert len(found) == 27
    for one in found.values():
        words = target_words(one)
        assert words
        assert not words.endswith(("%", "亿元", "万元", "亿吨"))


@pytest.mark.parametrize(
    ("name", "grows"),
    [
        ("地区生产总值", True),
        ("港口货物吞吐量", True),
        ("新增就业岗位", True),
        ("旅游总收入增速", False),
        ("常住人口城镇化率", False),
        ("城乡居民收入倍差", False),
        ("人均地区生产总值", False),
        ("托育服务供给", False),
    ],
)
def test_what_adds_up_over_the_year_is_told_from_what_does_not(
    found: dict[str, IndicatorText], name: str, grows: bool
) -> None:
    assert adds_up(found[name]) is grows


def test_a_bound_without_words_in_the_text_gets_the_usual_ones() -> None:
    bound = Condition(Comparator.LE, Decimal(3), "%", None)
    assert target_words(IndicatorText("失业率", "", "失业率3%", 0, 5, (bound,))) == "3以内"
