"""One year of an indicator as a chart draws it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from shengsi_desktop.charts.series import series_of
from shengsi_desktop.domain.indicators import Indicator, IndicatorPoint, IndicatorStanding
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
