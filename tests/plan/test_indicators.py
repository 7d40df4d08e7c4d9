"""The headline indicators of section 二, held against the table that was read by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shengsi_desktop.plan.reader import read_plan

EXPECTED = [
    ("地区生产总值增速", [("≈", "10", "%", None), (">", None, "", "province")]),
    ("人均地区生产总值增速", [("≈", "10", "%", None), (">", None, "", "province")]),
    ("地区生产总值", [(">", "143", "亿元", None)]),
    ("人均地区生产总值", [(">", "21.5", "万元", None)]),
    ("海洋经济增加值占地区生产总值比重", [(">", "78", "%", None)]),
    ("港口货物吞吐量", [(">", "1.116", "亿吨", None)]),
    ("旅游总收入增速", [("≥", "13", "%", None)]),
    ("渔业增加值增速", [("≥", "5", "%", None)]),
    ("教育现代化指数", [("≥", "79", "%", None)]),
    ("托育服务供给", [("words", None, "", None)]),
    ("文盲率", [("<", None, "", "province")]),
    ("县域就诊率", [("≥", "85.8", "%", None)]),
    ("海岛应急救援和急救用血网络体系", [("words", None, "", None)]),
    ("每万老年人口拥有持证养老护理员数", [("≥", "24", "人", None)]),
    ("失能失智老人", [("words", None, "", None)]),
    ("县域“1小时交通圈”", [("words", None, "", None)]),
    ("群众安全感满意率", [("words", None, "", None)]),
    ("城镇常住居民人均可支配收入增速", [("≈", "8", "%", None)]),
    ("农村常住居民人均可支配收入增速", [("≈", "8.5", "%", None)]),
    ("城乡居民收入倍差", [("≤", "1.5", "", None)]),
    ("家庭年可支配收入20-60万元比例", [("≥", "36", "%", None)]),
    ("常住人口城镇化率", [("≥", "66.7", "%", None)]),
    ("新增就业岗位", [("≥", "858", "个", None)]),
    ("生态环境状况综合指数", [("words", None, "", None)]),
    ("近岸海域一、二类海水水质比例", [("≥", "53.7", "%", None)]),
    ("空气优良天数占比", [("≥", "97.5", "%", None)]),
    ("海洋蓝色碳汇能力", [("words", None, "", None)]),
]


def test_all_twenty_seven_are_found_in_order_and_no_statement_of_direction_beside_them(plan):
    assert [indicator.name for indicator in plan.indicators] == [name for name, _ in EXPECTED]


@pytest.mark.parametrize("ordinal", range(1, 28))
def test_conditions_equal_the_table_read_by_hand(plan, ordinal):
    _, conditions = EXPECTED[ordinal - 1]
    found = [
        (c.comparator.value, c.value, c.unit, c.reference) for c in plan.indicators[ordinal - 1].conditions
    ]
    assert found == [(sign, Decimal(v) if v else None, unit, where) for sign, v, unit, where in conditions]


def test_the_category_is_the_sentence_s_own_heading(plan):
    categories = [indicator.category for indicator in plan.indicators]
    assert categories[:4] == ["经济总量"] * 4
    assert categories[4:8] == ["海洋产业更加强劲"] * 4
    assert categories[22] == "群众生活更加富足"
    assert categories[26] == "美丽海岛更加彰显"


def test_a_condition_without_a_name_of_its_own_lengthens_the_text_of_the_one_before(plan):
    assert plan.indicators[0].text == "地区生产总值和人均地区生产总值增长10%左右,高于全省平均水平"
    assert plan.indicators[0].text == plan.indicators[1].text


def test_another_county_s_goals_are_read_by_the_same_grammar():
    document = read_plan(
        "二、主要目标\n经济更有活力，财政总收入突破30亿元，研发投入强度达到２.５％，单位能耗下降3%，低于全市平均。\n"
    )
    assert [indicator.name for indicator in document.indicators] == ["财政总收入", "研发投入强度", "单位能耗"]
    assert document.indicators[1].conditions[0].value == Decimal("2.5")
    assert [c.reference for c in document.indicators[2].conditions] == [None, "city"]
