"""Periods by name: their last month and day."""

from __future__ import annotations

from datetime import date

import pytest

from shengsi_desktop.domain.periods import (
    last_day,
    last_month,
    month_key,
    months_of,
    next_month,
    period_words,
    read_period,
    year_before,
)
from shengsi_desktop.domain.problems import Refusal


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2023-02", date(2023, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-Q1", date(2023, 3, 31)),
        ("2023-H2", date(2023, 12, 31)),
        ("2023", date(2023, 12, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(period: str, day: date) -> None:
    assert last_day(period) == day
    assert last_month(period) == day.month


@pytest.mark.parametrize("period", ["2023-13", "2023-00", "2023-Q5", "2023-H3", "2023-X1", "x", ""])
def test_what_is_no_period_is_an_error(period: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        last_day(period)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("2023-3", "2023-03"),
        ("２０２３-03", "2023-03"),
        ("2023年1—3月", "2023-03"),
        ("2023-q1", "2023-03"),
        ("2023年第2季度", "2023-06"),
        ("2023年前三季度", "2023-09"),
        ("2023-H1", "2023-06"),
        ("2023年上半年", "2023-06"),
        ("2023年12月底", "2023-12"),
        ("2023", "2023-12"),
        ("2023年全年", "2023-12"),
    ],
)
def test_one_moment_has_one_key_however_it_is_written(typed: str, key: str) -> None:
    assert read_period(typed) == key
    assert read_period(key) == key


@pytest.mark.parametrize("typed", ["2023-13", "2023-00", "2023-Q5", "2023-H3", "三月", "0000-01", "x", ""])
def test_what_is_no_period_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Refusal, match="时点"):
        read_period(typed)


def test_periods_follow_one_another_through_the_years() -> None:
    assert months_of(2023, "quarter") == ("2023-03", "2023-06", "2023-09", "2023-12")
    assert len(months_of(2023)) == 12
    assert next_month("2023-12") == "2024-01"
    assert month_key(2023, 14) == "2024-02"
    assert year_before("2023-Q1") == "2022-Q1"


@pytest.mark.parametrize(
    ("period", "whole", "short"),
    [
        ("2023-06", "2023年6月", "6月"),
        ("2023-Q2", "2023年二季度", "二季度"),
        ("2023-H1", "2023年上半年", "上半年"),
        ("2023", "2023年", "2023年"),
        ("未知", "未知", "未知"),
    ],
)
def test_a_period_is_called_by_one_name_everywhere(period: str, whole: str, short: str) -> None:
    assert (period_words(period), period_words(period, with_year=False)) == (whole, short)
