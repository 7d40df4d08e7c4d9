"""What the year may end at: the method is named, and without enough figures there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.indicators import Forecast, Indicator, IndicatorPoint
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.forecast import forecast
from tests.rhythm.made import (
    CARGO,
    FISHERY,
    GDP,
    NURSERY,
    NURSES,
    condition,
    indicator,
    point,
    read,
)


def months(*values: str | None, year: int = 2023) -> list[IndicatorPoint]:
    return [point(f"{year}-{month:02d}", value) for month, value in enumerate(values, start=1)]


def ahead(one: Indicator, *points: IndicatorPoint) -> Forecast | None:
    return forecast(read(one, *points, period="2023-12"), 2023)


def test_a_series_that_adds_up_goes_on_by_the_mean_step_of_six_months() -> None:
    found = ahead(CARGO, *months("0.06", "0.13", "0.24", "0.31", "0.42", "0.56"))
    assert found is not None
    assert found.words == "近6月线性，年底约1.16亿吨，可达标"
    assert (found.method, found.year_end, found.reaches) == ("近6月线性", Decimal("1.16"), True)
    assert found.points[0] == (date(2023, 6, 30), Decimal("0.56"))
    assert found.points[1] == (date(2023, 7, 31), Decimal("0.66"))
    assert found.points[-1] == (date(2023, 12, 31), Decimal("1.16"))


def test_what_does_not_reach_the_target_says_so() -> None:
    found = ahead(GDP, *months("10", "20", "30", "40"))
    assert found is not None
    assert found.words == "近4月线性，年底约120亿元，难达标"


def test_three_values_are_too_few_and_a_year_that_is_over_needs_none() -> None:
    assert ahead(CARGO, *months("0.06", "0.13", "0.24")) is None
    assert ahead(CARGO, *months(*["0.1"] * 12)) is None
    assert ahead(CARGO) is None
    assert ahead(NURSERY, *months("1", "2")) is None
    assert ahead(CARGO, *months("0.1", "0.2", "0.3", *[None] * 7, "0.9")) is None


def test_months_that_are_not_published_are_no_zeros() -> None:
    found = ahead(CARGO, *months("0.1", None, "0.3", None, "0.5", None, "0.7"))
    assert found is not None
    assert (found.method, found.year_end) == ("近5月线性", Decimal("1.2"))


def test_with_last_year_known_the_year_goes_at_its_pace() -> None:
    last = months("5", "10", "15", "20", "30", "40", "55", "75", "85", "90", "95", "100", year=2022)
    found = ahead(GDP, *last, *months("6", "12", "18"))
    assert found is not None
    assert found.words == "按去年同期节奏，年底约120亿元，难达标"
    assert found.points[3] == (date(2023, 6, 30), Decimal(48))
    early = ahead(GDP, *last, *months("6", "12"))
    assert early is None
    broken = ahead(GDP, *last[:11], *months("6", "12", "18", "24"))
    assert broken is not None
    assert broken.method == "近4月线性"


def test_a_rate_keeps_the_mean_of_its_last_months() -> None:
    found = ahead(FISHERY, *months("3.0", "3.4", "3.9", "4.0", "4.1", "4.1"))
    assert found is not None
    assert found.words == "近3月均值，年底约4.1%，难达标"
    assert len({value for _, value in found.points[1:]}) == 1


def test_a_level_at_a_point_in_time_goes_on_as_it_went() -> None:
    found = ahead(NURSES, *months("20", "20.5", "21", "21.5"))
    assert found is not None
    assert (found.words, found.reaches) == ("近4月线性，年底约25.5人，可达标", True)


def test_a_target_that_names_no_level_is_neither_reached_nor_missed() -> None:
    one = indicator("文盲率", "%", condition(Comparator.LT, None, "%", "province"), cumulative=False)
    found = ahead(one, *months("2.9", "2.8", "2.7", "2.6"))
    assert found is not None
    assert (found.reaches, found.words) == (None, "近3月均值，年底约2.7%")


def test_what_adds_up_is_never_foretold_below_what_is_reached() -> None:
    found = ahead(GDP, *months("10", "20", "30", "28"))
    assert found is not None
    assert found.year_end >= 28


@given(
    st.lists(st.decimals(0, 1000, places=2), min_size=4, max_size=11),
    st.sampled_from([GDP, CARGO, NURSES, FISHERY]),
)
def test_any_figures_give_a_forecast_to_the_years_end(values: list[Decimal], one: Indicator) -> None:
    points = [IndicatorPoint("x", f"2023-{n:02d}", value) for n, value in enumerate(values, start=1)]
    found = forecast(read(one, *points, period="2023-12"), 2023)
    assert found is not None
    assert found.points[0][1] == values[-1]
    assert found.points[-1][0] == date(2023, 12, 31)
    if one in (GDP, CARGO):
        assert found.year_end >= values[-1]


def test_a_straight_line_stays_straight_and_its_end_is_said_as_the_axis_has_it() -> None:
    visitors = indicator("旅游人次", "人次", condition(Comparator.GE, "140000", "人次"))
    found = ahead(visitors, *months("10001", "20003", "30004", "50005"))
    assert found is not None
    steps = {round(other[1] - one[1], 10) for one, other in zip(found.points, found.points[1:], strict=False)}
    assert len(steps) == 1
    assert (found.words, found.year_end) == ("近4月线性，年底约15.67万人次，可达标", Decimal(156682))


def test_the_margin_of_about_is_the_rules() -> None:
    about = replace(NURSES, conditions=(condition(Comparator.APPROX, "26"),))
    standing = read(about, *months("20", "20.5", "21", "21.5"), period="2023-12")
    loose, strict = forecast(standing, 2023), forecast(standing, 2023, margin=Decimal("0.4"))
    assert loose is not None
    assert strict is not None
    assert (loose.reaches, strict.reaches) == (True, False)
