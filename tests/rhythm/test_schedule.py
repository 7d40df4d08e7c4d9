"""Elapsed time and plan curves."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.rhythm.figures import to_tenth
from shengsi_desktop.rhythm.schedule import elapsed_share, planned_at

YEAR_END = date(2023, 12, 31)
QUARTERS = [
    (date(2023, 6, 30), Decimal(12)),
    (date(2023, 3, 31), Decimal(4)),
    (date(2023, 12, 31), Decimal(30)),
]


def test_30_july_is_day_211_of_365() -> None:
    share = elapsed_share(date(2023, 7, 30), YEAR_END)
    assert share == Decimal(211) / Decimal(365) * 100
    assert to_tenth(share) == Decimal("57.8")


def test_the_first_day_counts_and_the_due_day_is_all_of_it() -> None:
    assert elapsed_share(date(2023, 1, 1), YEAR_END) == Decimal(1) / Decimal(365) * 100
    assert elapsed_share(YEAR_END, YEAR_END) == 100
    assert elapsed_share(date(2024, 3, 1), YEAR_END, 2023) == 100


def test_a_due_day_in_the_next_year_is_measured_from_the_plan_years_new_year() -> None:
    due = date(2024, 2, 9)
    assert elapsed_share(date(2023, 7, 30), due) == Decimal(211) / Decimal(405) * 100
    assert elapsed_share(date(2024, 1, 7), due, 2023) == Decimal(372) / Decimal(405) * 100


def test_a_day_before_the_plan_year_has_nothing_elapsed() -> None:
    assert elapsed_share(date(2022, 12, 25), YEAR_END, 2023) == 0


def test_a_due_day_before_the_plan_year_has_all_elapsed() -> None:
    assert elapsed_share(date(2023, 1, 5), date(2022, 12, 1), 2023) == 100


@given(st.dates(date(2022, 1, 1), date(2025, 1, 1)), st.dates(date(2023, 1, 1), date(2024, 12, 31)))
def test_elapsed_time_stays_within_its_bounds_and_never_falls(as_of: date, due: date) -> None:
    share = elapsed_share(as_of, due, 2023)
    assert 0 <= share <= 100
    assert elapsed_share(as_of + timedelta(days=1), due, 2023) >= share


def test_a_plan_curve_gives_its_points_on_their_days_in_whatever_order_they_come() -> None:
    assert planned_at(QUARTERS, date(2023, 3, 31)) == 4
    assert planned_at(QUARTERS, date(2023, 6, 30)) == 12
    assert planned_at(QUARTERS, date(2024, 1, 31)) == 30


def test_a_plan_curve_runs_straight_between_points_and_up_from_nothing_before_the_first() -> None:
    half_way = planned_at(
        [(date(2023, 1, 31), Decimal(0)), (date(2023, 2, 10), Decimal(10))], date(2023, 2, 5)
    )
    assert half_way == 5
    assert planned_at(QUARTERS, date(2023, 2, 14)) == Decimal(45) / Decimal(90) * 4
    assert planned_at(QUARTERS, date(2022, 12, 1)) == 0


def test_a_stepped_plan_curve_holds_the_last_point() -> None:
    assert planned_at(QUARTERS, date(2023, 6, 29), steps=True) == 4
    assert planned_at(QUARTERS, date(2023, 2, 1), steps=True) == 0


def test_no_curve_plans_nothing() -> None:
    assert planned_at([], date(2023, 6, 30)) is None
