"""Days off: holidays and 调休, the plain rule for years nobody knows yet, and where a day moves to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.words import HolidayRule
from shengsi_desktop.rhythm.holidays import day_kind, is_working_day, shifted, shifted_within_week

DAYS = st.dates(date(2010, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "working", "off"),
    [
        (date(2023, 9, 28), True, ""),
        (date(2023, 9, 29), False, "中秋"),
        (date(2023, 10, 2), False, "国庆"),
        (date(2023, 10, 7), True, ""),  # a Saturday of 调休上班
        (date(2023, 10, 14), False, "周末"),
        (date(2023, 6, 22), False, "端午"),
        (date(2023, 1, 23), False, "春节"),
    ],
)
def test_days_of_a_known_year_are_those_of_the_notice(day: date, working: bool, off: str) -> None:
    kind = day_kind(day)
    assert (kind.working, kind.off, kind.estimated) == (working, off, False)


@pytest.mark.parametrize(
    ("day", "off"),
    [
        (date(2033, 1, 1), "元旦"),
        (date(2033, 5, 1), "五一"),
        (date(2033, 10, 3), "国庆"),
        (date(2033, 10, 4), ""),
        (date(2033, 7, 2), "周末"),
    ],
)
def test_a_year_nobody_knows_has_weekends_and_fixed_holidays_and_says_so(day: date, off: str) -> None:
    kind = day_kind(day)
    assert (kind.off, kind.estimated) == (off, True)


@given(DAYS, st.sampled_from(HolidayRule))
def test_a_shifted_day_is_the_nearest_working_day_in_its_direction(day: date, rule: HolidayRule) -> None:
    moved = shifted(day, rule)
    if rule is HolidayRule.KEEP or is_working_day(day):
        assert moved == day
        return
    assert is_working_day(moved)
    assert (moved < day) is (rule is HolidayRule.EARLIER)
    between = (min(moved, day) + timedelta(days=n) for n in range(1, abs((moved - day).days)))
    assert not any(is_working_day(one) for one in between)


@given(DAYS)
def test_within_its_week_a_day_moves_back_and_only_then_on(day: date) -> None:
    moved = shifted_within_week(day)
    assert is_working_day(moved)
    same_week = moved.isocalendar()[:2] == day.isocalendar()[:2]
    if moved > day:
        monday = day - timedelta(days=day.weekday())
        assert not any(is_working_day(monday + timedelta(days=n)) for n in range(day.weekday() + 1))
    else:
        assert same_week
