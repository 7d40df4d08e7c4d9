"""What the targets of offices' tables mean: nothing that is said in numbers is lost, and what is not read is words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shengsi_desktop.domain.lists import ListField as F
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.sheets.lists.values import amount, conditions


@pytest.mark.parametrize(
    ("words", "comparator", "value", "unit"),
    [
        ("不得超过2%", Comparator.LE, "2", "%"),
        ("下降到3%以下", Comparator.LE, "3", "%"),
        ("少于10件", Comparator.LT, "10", "件"),
        ("多于10件", Comparator.GT, "10", "件"),
        ("新增500家", Comparator.EQ, "500", "家"),
        ("98%（省定）", Comparator.EQ, "98", "%"),
        ("力争达到500家", Comparator.GE, "500", "家"),
        ("确保50，力争55", Comparator.GE, "50", ""),
        ("50亿元，力争55亿元", Comparator.EQ, "50", "亿元"),
        ("60-67亿元之间", Comparator.EQ, "60", "亿元"),
        ("全省前3名", Comparator.RANK, "3", "位"),
        ("进入全省前3名", Comparator.RANK, "3", "位"),
        ("全年完成5000万元", Comparator.EQ, "5000", "万元"),
        ("确保完成12个", Comparator.EQ, "12", "个"),
        ("累计完成投资67亿元", Comparator.EQ, "67", "亿元"),
        ("保持100%", Comparator.EQ, "100", "%"),
        ("全年不低于85.8%", Comparator.GE, "85.8", "%"),
    ],
)
def test_a_target_in_words_is_one_condition(words, comparator, value, unit):
    (one,) = conditions(words)
    assert (one.comparator, one.value, one.unit) == (comparator, Decimal(value), unit)


def test_a_target_of_many_parts_keeps_them_all():
    words = "达到67亿元以上，同比增长13%左右，增速高于全市平均，排名全市前2位，结构持续优化"
    assert [(one.comparator, one.value, one.reference) for one in conditions(words)] == [
        (Comparator.GE, 67, None), (Comparator.APPROX, 13, None), (Comparator.GT, None, "city"),
        (Comparator.RANK, 2, "city"), (Comparator.WORDS, None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("￥500万元", "500", "万元"),
        ("1亿2000万元", "12000", "万元"),
        ("一亿元", "1", "亿元"),
        ("1 200", "1200", ""),
        ("暂估800万元", "800", "万元"),
        ("'800", "800", ""),
        ("十五万元", "15", "万元"),
    ],
)
def test_sums_as_people_write_them(words, value, unit):
    said = amount(words)
    assert said is not None
    assert (said.value, said.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("name", "direction", "comparator", "asked"),
    [
        ("安全生产责任事故", None, Comparator.LE, True),
        ("PM2.5平均浓度", None, Comparator.LE, True),
        ("城镇登记失业率", None, Comparator.LE, True),
        ("城镇登记失业率", "越低越好", Comparator.LE, False),
        ("单位GDP能耗下降率", None, Comparator.GE, False),
        ("投诉办结率", None, Comparator.GE, False),
        ("研发投入强度", None, Comparator.GE, False),
    ],
)
def test_where_less_is_better_a_bare_number_is_not_to_be_passed(
    workbook, read, name, direction, comparator, asked
):
    table = read(
        workbook([("序号", "指标名称", "方向", "2023年目标"), (1, name, direction, 3)]), ListKind.INDICATOR
    )
    (row,) = table.rows
    assert row.cell(F.GOAL).conditions[0].comparator is comparator
    assert [problem.message for problem in row.problems] == (
        ["2023年目标：“3”按越低越好理解（不超过），请核对方向。"] if asked else []
    )
