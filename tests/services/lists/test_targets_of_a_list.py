"""Targets of indicators in a list: the same in other clothes, a new one, one of another measure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shengsi_desktop.domain.indicators import PointStatus
from shengsi_desktop.services import indicators, list_import
from shengsi_desktop.services.indicators import standings
from tests.services.lists.conftest import changed, states, table


@pytest.mark.parametrize("goal", ["143", "突破１４３", "突破143亿元", "突破1430000万元"])
def test_a_target_in_other_clothes_leaves_the_plans_words(store, goal):
    rows = [
        ("指标", "计量单位", "年度目标"),
        ("地区生产总值", "万元" if goal.endswith("万元") else "亿元", goal),
    ]
    assert states(list_import.compare(store, table(rows))) == ["same"]


def test_a_new_target_replaces_words_and_conditions(store, take):
    rows = [
        ("指标", "计量单位", "年度目标"), ("地区生产总值", "万元", "1450000以上"),
        ("文盲率", "%", "低于1.2，低于全省平均"),
        ("托育服务供给", None, "愿托尽托，每千人3个"),
    ]  # fmt: skip
    preview = take(table(rows))
    assert changed(preview)["地区生产总值"] == {"年度目标": ("突破143亿元", "145以上")}
    found = {one.indicator.name: one.indicator for one in standings(store)}
    assert [(one.comparator.value, str(one.value), one.unit) for one in found["地区生产总值"].conditions] == [
        ("≥", "145", "亿元")
    ]
    assert [(one.comparator.value, one.reference) for one in found["文盲率"].conditions] == [
        ("<", None),
        ("<", "province"),
    ]
    store.undo()
    assert [one.comparator.value for one in standings(store)[2].indicator.conditions] == [">"]


def test_a_unit_of_another_measure_changes_neither_target_nor_figures(store, take):
    gdp = next(one.indicator for one in indicators.standings(store) if one.indicator.name == "地区生产总值")
    indicators.set_point(store, gdp.id, "2023-06", value=Decimal("66.2"), status=PointStatus.FINAL)
    head = ["序号", "指标", "计量单位", "年度目标", "2023年6月"]
    preview = take(table([head, [3, "地区生产总值", "万吨", "突破150万吨", 70]]))
    (row,) = [one for one in preview.changes if one.line]
    told = " ".join(one.message for one in row.problems)
    assert "计量单位“万吨”与台账的“亿元”不是同一种，已有数值，单位没有改，请核对。" in told
    assert "目标的单位是万吨，指标的单位是亿元，没有作为目标记入，请核对。" in told
    now = next(one for one in indicators.standings(store) if one.indicator.id == gdp.id)
    assert (now.indicator.unit, now.indicator.conditions, now.latest.value) == (
        "亿元",
        gdp.conditions,
        Decimal("66.2"),
    )
    take(table([head, [3, "地区生产总值", "万元", "1430000以上", 670000]]))
    now = next(one for one in indicators.standings(store) if one.indicator.id == gdp.id)
    assert (now.indicator.target_words, now.latest.value, now.latest.status) == (
        "143以上",
        67,
        PointStatus.UNSAID,
    )
