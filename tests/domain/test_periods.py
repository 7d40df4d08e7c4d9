"""Periods by name: their last month and day."""

from __future__ import annotations

from datetime import date

import pytest

from shengsi_desktop.domain.periods import last_day, last_month


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
