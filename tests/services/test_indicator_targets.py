"""Targets as words and conditions, and what else a person says of an indicator."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.indicators import LAST_YEAR, PROVINCE, Trend
from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Comparator, Light
from shengsi_desktop.services import indicators

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.store.sessions import Store

GDP = 2


def standing(store: Store, place: int = GDP) -> IndicatorStanding:
    return indicators.standings(store)[place]


def told(words: str, unit: str = "%") -> list[tuple[Comparator, str | None, str | None]]:
    return [
        (one.comparator, None if one.value is None else f"{one.value:f}", one.reference)
        for one in indicators.read_target(words, unit)
    ]


def test_words_are_read_as_they_are_typed() -> None:
    assert told("突破143", "亿元") == [(Comparator.GT, "143", None)]
    assert told("10左右，高于全省平均") == [(Comparator.APPROX, "10", None), (Comparator.GT, None, PROVINCE)]
    assert told("全省前五位") == [(Comparator.RANK, "5", PROVINCE)]
    assert told("比上年提高0.5个百分点") == [(Comparator.GE, "0.5", LAST_YEAR)]
    assert told("下降3%以上") == [(Comparator.LE, "-3", None)]
    assert told("85.8") == [(Comparator.EQ, "85.8", None)]
    assert told("愿托尽托") == [(Comparator.WORDS, None, None)]
    assert told("") == []
    (named,) = indicators.read_target("高于城镇收入增速", "%", {"城镇收入增速": "town"})
    assert (named.comparator, named.reference) == (Comparator.GT, "town")


def test_a_target_keeps_its_words_and_its_conditions_follow(store: Store) -> None:
    gdp = standing(store).indicator.id
    indicators.set_point(store, gdp, "2023-06", value=Decimal(150))
    assert standing(store).reading.light is Light.DONE
    indicators.set_target(store, gdp, "160左右，且高于全省平均")
    one = standing(store)
    assert one.indicator.target_words == "160左右，且高于全省平均"
    assert [(each.comparator, each.value) for each in one.indicator.conditions] == [
        (Comparator.APPROX, 160),
        (Comparator.GT, None),
    ]
    indicators.set_target(store, gdp, "突破140")
    assert len(standing(store).indicator.conditions) == 1
    store.undo()
    assert len(standing(store).indicator.conditions) == 2
    indicators.set_conditions(
        store, gdp, [Condition(Comparator.RANK, Decimal(5), "位", PROVINCE)], "全省前五"
    )
    assert standing(store).reading.reason == "1–6月150亿元，目标全省前5位，位次未发布"


def test_a_target_may_lean_on_another_indicator_by_its_name(store: Store) -> None:
    town, country = standing(store, 17).indicator, standing(store, 18).indicator
    indicators.set_target(store, country.id, f"高于{town.name}")
    indicators.set_point(store, town.id, "2023-06", value=Decimal("8.1"))
    indicators.set_point(store, country.id, "2023-06", value=Decimal("8.4"))
    assert standing(store, 18).reading.reason == (
        f"1–6月8.4%，目标高于“{town.name}”8.1%，达标 · 默认亮灯规则v1"
    )
    indicators.drop_indicator(store, town.id)
    assert "比对的指标未发布" in standing(store, 17).reading.reason


def test_what_a_person_says_is_one_step_and_the_rest_stays(store: Store) -> None:
    gdp = standing(store).indicator
    indicators.edit_indicator(
        store,
        gdp.id,
        owner=" 县统计局 ",
        support="县发改局",
        baseline=Decimal("128.4"),
        trend=Trend.UP,
        cadence="quarter",
        source="统计月报",
        release="次月20日",
        remark="含海洋经济",
        target="突破150",
    )
    one = standing(store).indicator
    assert (one.owner, one.support, one.baseline, one.trend, one.cadence, one.target_words) == (
        "县统计局",
        "县发改局",
        Decimal("128.4"),
        Trend.UP,
        "quarter",
        "突破150",
    )
    assert (one.name, one.unit, one.cumulative, one.conditions[0].value) == (
        "地区生产总值",
        "亿元",
        True,
        150,
    )
    assert standing(store).reading.reason == "2023年数据未发布（次月20日发布）"
    as_of_may = indicators.standings(store, "2023-05")[GDP]
    assert as_of_may.reading.reason == "一季度数据未发布（次月20日发布）"
    indicators.edit_indicator(store, gdp.id, baseline=None, cumulative=False)
    assert (standing(store).indicator.baseline, standing(store).indicator.cumulative) == (None, False)
    store.undo()
    store.undo()
    assert standing(store).indicator == gdp
    for wrong in ({"name": " "}, {"cadence": "week"}, {"baseline": Decimal("NaN")}):
        with pytest.raises(Refusal, match="没有改动"):
            indicators.edit_indicator(store, gdp.id, **wrong)
    with pytest.raises(Refusal, match="已不在"):
        indicators.edit_indicator(store, "none", owner="县统计局")


def test_an_indicator_is_added_at_the_end_and_dropped_with_its_points(store: Store) -> None:
    made = indicators.add_indicator(
        store, "人均期望寿命", target="82以上", unit="岁", category="民生", cumulative=False
    )
    one = standing(store, 27)
    assert (one.indicator.id, one.indicator.ordinal, one.indicator.conditions[0].comparator) == (
        made,
        28,
        Comparator.GE,
    )
    indicators.set_point(store, made, "2023-12", value=Decimal(83))
    assert standing(store, 27).reading.light is Light.GREEN
    indicators.drop_indicator(store, made)
    assert len(indicators.standings(store)) == 27
    store.undo()
    assert standing(store, 27).latest is not None
    with pytest.raises(Refusal, match="名称"):
        indicators.add_indicator(store, " ")


def test_a_target_in_another_size_of_the_unit_is_kept_in_the_indicators(store: Store) -> None:
    gdp, port = standing(store).indicator.id, standing(store, 5).indicator.id
    indicators.set_point(store, gdp, "2023-06", value=Decimal("66.2"))
    for typed in ("突破1430000万元", "突破1,430,000 万元", "突破143亿元"):
        indicators.set_target(store, gdp, typed)
        one = standing(store)
        assert (one.indicator.target_words, one.indicator.conditions[0].value) == ("突破143", 143)
        assert (one.attained, "占年度目标46.3%" in one.reading.reason) == (Decimal("46.3"), True)
        assert "万元" not in one.reading.reason
    indicators.set_target(store, gdp, "1400000-1500000万元")
    assert standing(store).indicator.target_words == "140-150"
    indicators.set_target(store, port, "超11160万吨，高于全省平均")
    assert standing(store, 5).indicator.target_words == "超1.116，高于全省平均"
    (seen,) = indicators.read_target("突破1430000万元", "亿元")
    assert (seen.value, seen.unit) == (143, "亿元")
    before = standing(store).indicator
    with pytest.raises(Refusal, match="目标的单位是吨，指标的单位是亿元"):
        indicators.set_target(store, gdp, "突破143吨")
    assert standing(store).indicator == before
    indicators.set_target(store, gdp, "比上年增长8%")
    assert standing(store).indicator.conditions[0].unit == "%"


def test_another_size_of_the_unit_takes_every_figure_with_it_and_another_measure_is_refused(
    store: Store,
) -> None:
    gdp = standing(store).indicator.id
    indicators.edit_indicator(store, gdp, baseline=Decimal("128.4"))
    indicators.set_point(store, gdp, "2023-06", value=Decimal("66.2"), planned=Decimal(70))
    before = standing(store)
    indicators.edit_indicator(store, gdp, unit="万元")
    one = standing(store)
    assert (one.indicator.unit, one.indicator.target_words, one.indicator.baseline) == (
        "万元",
        "突破1430000",
        1284000,
    )
    assert one.latest is not None
    assert (one.latest.value, one.latest.planned, one.attained) == (662000, 700000, before.attained)
    assert store.undo_name() == "修改指标单位，亿元换算为万元"
    store.undo()
    assert standing(store) == before
    for unit in ("吨", ""):
        with pytest.raises(Refusal, match="不是同一种计量，已有1期数值，没有改动"):
            indicators.edit_indicator(store, gdp, unit=unit)
    assert standing(store) == before
    made = indicators.add_indicator(store, "民宿床位", target="突破2000")
    indicators.set_point(store, made, "2023-06", value=Decimal(1000))
    indicators.edit_indicator(store, made, unit="张")
    assert "1–6月1000张" in standing(store, 27).reading.reason
