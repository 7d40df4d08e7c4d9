"""An indicator's standing becomes the series its trend draws."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shengsi_desktop.charts.series import series_of
from shengsi_desktop.domain.indicators import Indicator, IndicatorPoint, IndicatorStanding
from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Comparator, Light


def standing(words: str, *conditions: Condition, points: tuple[IndicatorPoint, ...] = ()) -> IndicatorStanding:
    unit = next((one.unit for one in conditions if one.unit), "")
    indicator = Indicator("i", 1, "指标", "经济总量", unit, words, "", 0, 0, conditions)
    return IndicatorStanding(indicator, points, None, None, Reading(Light.UNPUBLISHED, ""))


APPROX = Condition(Comparator.APPROX, Decimal(10), "%", None)
ABOVE_PROVINCE = Condition(Comparator.GT, None, "%", "province")


def test_values_stand_in_the_months_of_the_year_and_gaps_stay_gaps() -> None:
    points = (
        IndicatorPoint("i", "2022-12", Decimal(9)),
        IndicatorPoint("i", "2023-02", Decimal("10.4"), planned=Decimal(10)),
    )

    series = series_of(standing("10左右", APPROX, points=points), 2023)

    assert series.actual[:3] == (None, 10.4, None)
    assert series.planned[1] == 10
    assert series.last_year[11] == 9
    assert series.province == ()


def test_a_target_of_about_ten_has_a_band_below_it() -> None:
    series = series_of(standing("10左右", APPROX), 2023)

    assert (series.target, series.target_low) == (10, 9.5)


@pytest.mark.parametrize(
    ("words", "conditions", "shown"),
    [
        ("10左右，高于全省平均", (APPROX, ABOVE_PROVINCE), "10%左右，高于全省平均"),
        ("突破143", (Condition(Comparator.GT, Decimal(143), "亿元", None),), "突破143亿元"),
        ("1.5以内", (Condition(Comparator.LE, Decimal("1.5"), "", None),), "1.5以内"),
        ("低于全省平均", (Condition(Comparator.LT, None, "", "province"),), "低于全省平均"),
        ("愿托尽托", (Condition(Comparator.WORDS, None, "", None),), "愿托尽托"),
    ],
)
def test_the_unit_stands_behind_the_number(words: str, conditions: tuple[Condition, ...], shown: str) -> None:
    assert series_of(standing(words, *conditions), 2023).target_words == shown
