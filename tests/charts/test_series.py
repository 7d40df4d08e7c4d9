"""One year of an indicator as a chart draws it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shengsi_desktop.charts.series import series_of
from shengsi_desktop.domain.indicators import (
    PROVINCE,
    Forecast,
    GoalState,
    Indicator,
    IndicatorPoint,
    IndicatorStanding,
    PointStatus,
    Trend,
)
from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Comparator, Light


def standing(
    *points: IndicatorPoint, conditions: tuple[Condition, ...], words: str, unit: str = "亿元", **more: Any
) -> IndicatorStanding:
    indicator = Indicator("i", 3, "地区生产总值", "经济总量", unit, words, "文", 0, 1, conditions, **more)
    return IndicatorStanding(indicator, points, None, None, Reading(Light.UNPUBLISHED, "未发布"))


OVER_143 = (Condition(Comparator.GT, Decimal(143), "亿元", None),)


def test_each_value_stands_in_its_month_and_gaps_stay_open() -> None:
    given = (
        IndicatorPoint("i", "2023-03", Decimal("35.2"), planned=Decimal(36)),
        IndicatorPoint("i", "2023-12", Decimal(144)),
        IndicatorPoint("i", "2022-03", Decimal(31)),
        IndicatorPoint("i", "2024-01", Decimal(12)),
    )
    series = series_of(standing(*given, conditions=OVER_143, words="突破143"), 2023)
    assert (series.periods[0], series.periods[-1]) == ("2023-01", "2023-12")
    assert (series.actual[2], series.actual[11], series.actual[0]) == (35.2, 144.0, None)
    assert series.planned[2] == 36.0
    assert series.last_year[2] == 31.0
    assert series.province == ()
    assert 12.0 not in series.actual


def test_the_target_is_a_line_in_the_plans_words() -> None:
    series = series_of(standing(conditions=OVER_143, words="突破143"), 2023)
    assert (series.target, series.target_words, series.target_low) == (143.0, "突破143亿元", None)
    assert series.actual == (None,) * 12


def test_a_target_of_about_gets_a_band_below_and_words_get_no_line() -> None:
    about = (
        Condition(Comparator.GT, None, "", "province"),
        Condition(Comparator.APPROX, Decimal(10), "%", None),
    )
    series = series_of(standing(conditions=about, words="10左右", unit="%"), 2023, approx_margin=0.5)
    assert (series.target, series.target_low) == (10.0, 9.5)
    words = (Condition(Comparator.WORDS, None, "", None),)
    series = series_of(standing(conditions=words, words="愿托尽托"), 2023)
    assert (series.target, series.target_words) == (None, "愿托尽托")


def test_the_words_of_the_target_get_its_unit_once() -> None:
    assert series_of(standing(conditions=OVER_143, words="突破143亿元"), 2023).target_words == "突破143亿元"


@pytest.mark.parametrize(
    ("words", "levels", "unit", "said"),
    [
        ("2—3之间", (2, 3), "%", "2%—3%之间"),
        ("2—3%", (2, 3), "%", "2%—3%"),
        ("12.5左右，2025年达到13", (Decimal("12.5"),), "%", "12.5%左右，2025年达到13"),
        ("12个，其中2个省级", (2,), "个", "12个，其中2个省级"),
    ],
)
def test_every_number_of_a_target_bears_its_unit(
    words: str, levels: tuple[Decimal | int, ...], unit: str, said: str
) -> None:
    signs = (Comparator.GE, Comparator.LE)
    conditions = tuple(
        Condition(sign, Decimal(level), unit, None) for sign, level in zip(signs, levels, strict=False)
    )
    assert series_of(standing(conditions=conditions, words=words, unit=unit), 2023).target_words == said


def test_a_target_in_another_size_of_the_unit_is_that_of_the_values() -> None:
    level = (Condition(Comparator.GE, Decimal(5500), "万元", None),)
    point = IndicatorPoint("i", "2023-06", Decimal(27_500_000))
    series = series_of(standing(point, conditions=level, words="达到5500万元", unit="元"), 2023)
    assert (series.target, series.target_words) == (55_000_000.0, "达到5500万元")
    assert series.shares[5] == 50.0


def test_a_target_not_to_be_exceeded_is_a_ceiling_and_its_share_ends_at_a_hundred() -> None:
    within = (Condition(Comparator.LE, Decimal("1.5"), "", None),)
    points = (IndicatorPoint("i", "2023-03", Decimal("1.6")), IndicatorPoint("i", "2023-06", Decimal("1.4")))
    series = series_of(standing(*points, conditions=within, words="1.5以内", unit="", cumulative=False), 2023)
    assert series.ceiling
    assert (series.shares[2], series.shares[5]) == (93.75, 100.0)
    assert not series.adds_up


def test_what_is_to_fall_to_about_is_met_a_little_above() -> None:
    about = (Condition(Comparator.APPROX, Decimal(3), "%", None),)
    series = series_of(standing(conditions=about, words="3左右", unit="%", trend=Trend.DOWN), 2023)
    assert (series.target, series.target_low, series.ceiling) == (3.0, 3.5, True)


def test_two_levels_are_a_range() -> None:
    between = (
        Condition(Comparator.GE, Decimal(36), "%", None),
        Condition(Comparator.LE, Decimal(40), "%", None),
    )
    series = series_of(standing(conditions=between, words="36%-40%", unit="%"), 2023)
    assert (series.target, series.target_high, series.ceiling) == (36.0, 40.0, False)


def test_a_target_against_the_province_follows_its_line_and_what_is_added() -> None:
    below = (Condition(Comparator.LT, None, "", PROVINCE),)
    point = IndicatorPoint("i", "2023-06", Decimal("2.9"), province=Decimal("3.2"))
    series = series_of(standing(point, conditions=below, words="低于全省平均", unit="%"), 2023)
    assert (series.target, series.target_line[5], series.ceiling) == (None, 3.2, True)
    assert series.shares[5] == 100.0
    more = (Condition(Comparator.GT, Decimal(2), "%", PROVINCE),)
    assert (
        series_of(standing(point, conditions=more, words="高于全省2个百分点", unit="%"), 2023).target_line[5]
        == 5.2
    )


def test_a_growth_asked_of_a_level_is_last_years_value_and_so_much_more() -> None:
    growth = (Condition(Comparator.GE, Decimal(10), "%", None),)
    points = (IndicatorPoint("i", "2022-06", Decimal(50)), IndicatorPoint("i", "2023-06", Decimal(56)))
    indicator = standing(*points, conditions=growth, words="增长10%", baseline=Decimal(120))
    series = series_of(indicator, 2023)
    assert series.target_line[5] == pytest.approx(55)
    # for the whole year 上年实绩 stands in
    assert series.last_year[11] == 120.0
    assert series.target_line[11] == pytest.approx(132)


def test_a_place_is_drawn_by_places() -> None:
    first_five = (Condition(Comparator.RANK, Decimal(5), "", PROVINCE),)
    points = (IndicatorPoint("i", "2022-06", None, rank=11), IndicatorPoint("i", "2023-06", None, rank=3))
    series = series_of(standing(*points, conditions=first_five, words="全省前5位", unit=""), 2023)
    assert (series.ranked, series.actual[5], series.last_year[5], series.target) == (True, 3.0, 11.0, 5.0)
    assert series.shares[5] == 100.0


def test_words_alone_are_drawn_by_places_where_only_those_are_known() -> None:
    words = (Condition(Comparator.WORDS, None, "", None),)
    point = IndicatorPoint("i", "2023-06", None, rank=3)
    series = series_of(standing(point, conditions=words, words="稳居全省前列", unit=""), 2023)
    assert (series.ranked, series.actual[5], series.target) == (True, 3.0, None)


def test_a_target_of_words_keeps_its_states() -> None:
    words = (Condition(Comparator.WORDS, None, "", None),)
    point = IndicatorPoint("i", "2023-06", None, state=GoalState.UNDER_WAY)
    series = series_of(standing(point, conditions=words, words="愿托尽托", unit=""), 2023)
    assert series.stated == [(5, GoalState.UNDER_WAY)]


def test_values_that_come_once_a_quarter_have_an_axis_of_quarters() -> None:
    points = (IndicatorPoint("i", "2023-03", Decimal(33)), IndicatorPoint("i", "2023-Q2", Decimal(66)))
    series = series_of(standing(*points, conditions=OVER_143, words="突破143", cadence="quarter"), 2023)
    assert series.periods == ("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4")
    assert series.actual == (33.0, 66.0, None, None)
    assert series.through
    planned = IndicatorPoint("i", "2023-05", None, planned=Decimal(60))
    finer = series_of(
        standing(*points, planned, conditions=OVER_143, words="突破143", cadence="quarter"), 2023
    )
    assert (len(finer.periods), finer.actual[2], finer.planned[4]) == (12, 33.0, 60.0)


def test_ten_years_are_one_row_of_months_without_last_year_behind() -> None:
    points = tuple(IndicatorPoint("i", f"{one}-12", Decimal(one)) for one in range(2010, 2024))
    series = series_of(standing(*points, conditions=OVER_143, words="突破143"), 2023, years=10)
    assert (series.periods[0], series.periods[-1], len(series.periods)) == ("2014-01", "2023-12", 120)
    assert (series.actual[11], series.actual[-1]) == (2014.0, 2023.0)
    assert series.last_year == ()


def test_the_forecast_stands_in_its_months_with_its_words() -> None:
    forecast = Forecast(
        "近6月线性",
        (
            (date(2023, 6, 30), Decimal(66)),
            (date(2023, 9, 30), Decimal(100)),
            (date(2023, 12, 31), Decimal(140)),
        ),
        Decimal(140),
        False,
        "近6月线性，年底约140，难达标",
    )
    point = IndicatorPoint("i", "2023-06", Decimal(66), status=PointStatus.PRELIMINARY)
    series = series_of(standing(point, conditions=OVER_143, words="突破143"), 2023, forecast=forecast)
    assert [place for place, value in enumerate(series.forecast) if value is not None] == [5, 8, 11]
    assert series.forecast_words == "近6月线性，年底约140，难达标"
    assert series.status[5] is PointStatus.PRELIMINARY


@pytest.mark.parametrize(
    ("source", "release", "said"),
    [
        ("县统计局", "次月20日", "数据来源 县统计局 · 次月20日发布"),
        ("县统计局", "", "数据来源 县统计局"),
        ("", "季后20日公布", "季后20日公布"),
        ("", "", ""),
    ],
)
def test_whose_figures_they_are_and_when_they_come_is_said(source: str, release: str, said: str) -> None:
    found = standing(conditions=OVER_143, words="突破143", source=source, release=release)
    assert series_of(found, 2023).source == said
