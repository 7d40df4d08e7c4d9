"""Where indicators stand: published or not, growing or compared directly, alone or against the province."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.indicators import (
    Indicator,
    IndicatorPoint,
)
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.attainment import indicator_standing
from tests.rhythm.made import (
    CARGO,
    FISHERY,
    GAP,
    GDP,
    GROWTH,
    ILLITERACY,
    JOBS,
    NURSERY,
    NURSES,
    RULE,
    point,
    read,
)


@pytest.mark.parametrize("one", [GDP, FISHERY, GAP, GROWTH, ILLITERACY])
def test_without_a_value_an_indicator_is_unpublished_and_never_red(one: Indicator) -> None:
    for points in ((), (point("2023-06", None),), (point("2023-07", "1"),), (point("2022-12", "1"),)):
        standing = read(one, *points)
        assert standing.reading.light is Light.UNPUBLISHED
        assert standing.reading.reason == "6月数据未发布"
        assert (standing.latest, standing.attained) == (None, None)


def test_a_growing_level_is_measured_against_elapsed_time() -> None:
    standing = read(GDP, point("2023-03", "30"), point("2023-06", "66.2"))
    assert standing.attained == Decimal("46.3")
    assert standing.reading.light is Light.GREEN
    assert standing.reading.reason == (
        "1–6月66.2亿元，占年度目标46.3%，序时49.6%，差3.3个百分点 · 默认亮灯规则v1"
    )


@pytest.mark.parametrize(("value", "light"), [("57", Light.GREEN), ("56", Light.YELLOW), ("27", Light.RED)])
def test_a_growing_level_takes_the_rules_thresholds(value: str, light: Light) -> None:
    assert read(GDP, point("2023-06", value)).reading.light is light


def test_the_planned_value_of_the_period_comes_before_elapsed_time_and_both_shares_are_shown() -> None:
    standing = read(CARGO, point("2023-06", "0.40", planned="0.40"))
    assert standing.reading.light is Light.GREEN
    assert standing.reading.reason == (
        "1–6月0.4亿吨，计划0.4（100%），占年度目标35.8%，与序时持平 · 默认亮灯规则v1"
    )


def test_a_plan_curve_comes_before_all() -> None:
    curve = [(date(2023, 6, 30), Decimal("1.0"))]
    standing = indicator_standing(CARGO, [point("2023-06", "0.4", planned="0.4")], "2023-06", RULE, curve)
    assert standing.reading.light is Light.RED
    assert "计划1（40%）" in standing.reading.reason


def test_last_years_plan_does_not_reach_into_this_year() -> None:
    curve = [(date(2022, 12, 31), Decimal("1.0"))]
    standing = indicator_standing(CARGO, [point("2023-06", "0.6")], "2023-06", RULE, curve)
    assert "序时49.6%" in standing.reading.reason


def test_a_growing_level_that_met_its_target_is_done() -> None:
    standing = read(JOBS, point("2023-06", "858"))
    assert (standing.reading.light, standing.attained) == (Light.DONE, Decimal(100))
    assert read(GDP, point("2023-06", "143")).reading.light is not Light.DONE


def test_the_newest_published_value_counts_with_its_own_period() -> None:
    standing = read(GDP, point("2023-06", None), point("2023-05", "66"), point("2023-04", "10"))
    assert standing.latest is not None
    assert standing.latest.period == "2023-05"
    assert standing.reading.reason.startswith("1–5月66亿元")
    assert [one.period for one in standing.points] == ["2023-04", "2023-05", "2023-06"]


@pytest.mark.parametrize(
    ("value", "period", "light"),
    [
        ("5", "2023-06", Light.GREEN),
        ("4.1", "2023-06", Light.YELLOW),
        ("3.5", "2023-06", Light.YELLOW),
        ("3.4", "2023-06", Light.RED),
        ("-2", "2023-06", Light.RED),
        ("4.9", "2023-12", Light.RED),
        ("5", "2023-12", Light.GREEN),
    ],
)
def test_a_rate_is_compared_with_its_target_itself(value: str, period: str, light: Light) -> None:
    assert read(FISHERY, point(period, value), period=period).reading.light is light


def test_a_rate_says_how_far_it_is_off() -> None:
    reason = read(FISHERY, point("2023-06", "4.1")).reading.reason
    assert reason == "1–6月4.1%，目标5%以上，差0.9个百分点 · 默认亮灯规则v1"


def test_a_level_at_a_point_in_time_does_not_wait_for_the_year_to_pass() -> None:
    assert read(NURSES, point("2023-03", "24")).reading.light is Light.GREEN
    assert read(NURSES, point("2023-03", "22")).reading.light is Light.YELLOW


def test_a_ceiling_is_met_below_it() -> None:
    assert (
        read(GAP, point("2023-06", "1.47")).reading.reason == "6月1.47，目标1.5以内，未超出 · 默认亮灯规则v1"
    )
    over = read(GAP, point("2023-06", "1.6")).reading
    assert over.light is Light.YELLOW
    assert "高出0.1" in over.reason


@pytest.mark.parametrize(
    ("value", "light"), [("9.5", Light.GREEN), ("12", Light.GREEN), ("9.4", Light.YELLOW)]
)
def test_about_is_met_half_a_point_below_and_anywhere_above(value: str, light: Light) -> None:
    assert read(GROWTH, point("2023-06", value, province="6.8")).reading.light is light


def test_a_condition_against_the_province_needs_the_provinces_value() -> None:
    standing = read(GROWTH, point("2023-06", "10.2"))
    assert standing.reading.light is Light.UNPUBLISHED
    assert standing.reading.reason == "1–6月10.2%，目标10%左右，达标；全省值未发布"
    assert standing.attained == 102


def test_a_failed_condition_is_not_hidden_by_an_unpublished_one() -> None:
    assert read(GROWTH, point("2023-06", "8")).reading.light is Light.YELLOW


def test_above_the_province_means_above_it() -> None:
    assert read(GROWTH, point("2023-06", "10", province="10")).reading.light is Light.YELLOW
    assert read(GROWTH, point("2023-06", "10", province="9.9")).reading.light is Light.GREEN


def test_a_purely_relative_target_has_no_share() -> None:
    standing = read(ILLITERACY, point("2023-06", "2.1", province="2.8"))
    assert (standing.reading.light, standing.attained) == (Light.GREEN, None)
    assert read(ILLITERACY, point("2023-06", "2.9", province="2.8")).reading.light is Light.YELLOW
    assert read(ILLITERACY, point("2023-06", "2.1")).reading.light is Light.UNPUBLISHED


def test_words_without_a_number_have_no_light() -> None:
    assert read(NURSERY).reading.reason == "定性目标：愿托尽托"
    ranked = read(NURSERY, point("2023-06", "3", rank=3))
    assert (ranked.reading.light, ranked.reading.reason) == (Light.NONE, "定性目标：愿托尽托，全省第3位")


def test_quarters_halves_and_years_are_called_by_their_names() -> None:
    assert read(GDP, point("2023-Q1", "40"), period="2023-Q1").reading.reason.startswith("一季度40亿元")
    assert read(GDP, point("2023", "144"), period="2023").reading.reason.startswith("全年144亿元")
    quarterly = replace(GDP, cadence="quarter")
    assert read(quarterly, point("2023-06", "70")).reading.reason.startswith("上半年70亿元")
    assert read(quarterly, period="2023-08").reading.reason == "二季度数据未发布"
    assert read(replace(NURSES, cadence="quarter"), point("2023-06", "25")).reading.reason.startswith(
        "二季度25人"
    )
    assert read(replace(GAP, cadence="year", release="次年3月"), period="2023-06").reading.reason == (
        "全年数据未发布（次年3月发布）"
    )


@given(
    st.sampled_from([GDP, FISHERY, GAP, GROWTH, ILLITERACY, NURSES]),
    st.decimals(-1000, 1000, places=3),
    st.none() | st.decimals(-50, 50, places=2),
    st.integers(1, 12),
)
def test_any_published_value_gets_a_light_with_a_reason(
    one: Indicator, value: Decimal, province: Decimal | None, month: int
) -> None:
    period = f"2023-{month:02d}"
    standing = indicator_standing(one, [IndicatorPoint("x", period, value, province)], period, RULE)
    assert standing.reading.reason
    assert standing.reading.light in {Light.RED, Light.YELLOW, Light.UNPUBLISHED, Light.GREEN, Light.DONE}
    if standing.reading.light is not Light.UNPUBLISHED:
        # the light stands beside its reason; which rule gave it, the reason says
        assert standing.reading.reason.endswith(" · 默认亮灯规则v1")
