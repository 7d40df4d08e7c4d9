"""同比, 完成率 and 序时 of a series."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.derived import change_of, change_words
from tests.rhythm.made import CARGO, FISHERY, GAP, GDP, NURSES, condition, indicator, point, read


def test_a_level_changes_by_percent_and_a_rate_by_points() -> None:
    levels = read(GDP, point("2022-06", "60"), point("2023-06", "66.2"))
    assert (levels.change, levels.change_in_points) == (Decimal("10.3"), False)
    rates = read(FISHERY, point("2022-06", "4.4"), point("2023-06", "4.1"))
    assert (rates.change, rates.change_in_points) == (Decimal("-0.3"), True)
    nurses = read(NURSES, point("2022-06", "20"), point("2023-06", "24"))
    assert (nurses.change, nurses.change_in_points) == (Decimal("20.0"), False)
    assert read(GAP, point("2022-06", "1.5"), point("2023-06", "1.47")).change == Decimal("-2.0")


def test_without_last_years_value_there_is_no_change() -> None:
    assert read(GDP, point("2022-05", "60"), point("2023-06", "66.2")).change is None
    assert change_of(GDP, [point("2022-06", "0"), point("2023-06", "1")], "2023-06") is None
    assert change_of(GDP, [point("2022-06", "1")], "2023-06") is None


def test_last_years_result_stands_for_last_december() -> None:
    gdp = replace(GDP, baseline=Decimal(130))
    assert change_of(gdp, [point("2023-12", "143")], "2023-12") == Decimal("10.0")
    assert change_of(gdp, [point("2022-12", "132"), point("2023-12", "143")], "2023-12") == Decimal("8.3")
    assert change_of(gdp, [point("2023-06", "66")], "2023-06") is None


def test_last_years_result_is_not_that_of_the_year_before_it() -> None:
    gdp = replace(GDP, baseline=Decimal(130), year=2023)
    points = (point("2022-12", "130"), point("2023-12", "143"))
    assert change_of(gdp, points[:1], "2022-12") is None
    assert change_of(gdp, points[1:], "2023-12") == Decimal("10.0")


def test_a_leap_days_month_has_a_year_before() -> None:
    assert change_of(GDP, [point("2023-02", "20"), point("2024-02", "21")], "2024-02") == Decimal("5.0")


@pytest.mark.parametrize(
    ("change", "in_points", "words"),
    [("5.2", False, "+5.2%"), ("-0.3", True, "−0.3个百分点"), ("0", False, "持平"), (None, False, "")],
)
def test_a_change_in_words(change: str | None, in_points: bool, words: str) -> None:
    assert change_words(None if change is None else Decimal(change), in_points=in_points) == words


def test_the_schedule_is_the_plans_share_else_elapsed_time_and_a_ceiling_has_none_without_a_plan() -> None:
    assert read(CARGO, point("2023-06", "0.4", planned="0.558")).schedule == 50
    assert read(CARGO, point("2023-06", "0.4")).schedule == Decimal("49.6")
    assert read(FISHERY, point("2023-06", "4")).schedule is None
    assert read(FISHERY, point("2023-06", "4", planned="4.5")).schedule == 90
    assert read(CARGO).schedule is None
    words = indicator("人口", "万人", condition(Comparator.WORDS, None))
    assert read(words, point("2023-06", "7")).schedule is None
    ceiling = indicator("能耗总量", "吨", condition(Comparator.LE, "100"))
    assert read(ceiling, point("2023-06", "40")).schedule is None
    assert read(ceiling, point("2023-06", "40", planned="45")).schedule == 45
