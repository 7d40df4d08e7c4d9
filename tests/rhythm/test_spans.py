"""One rule for all: a week belongs to the month and the half-month of its Thursday, whatever day it ends with."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shengsi_desktop.domain import half_months
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.domain.words import Cadence
from shengsi_desktop.rhythm.board_periods import weeks_of_month
from shengsi_desktop.rhythm.meeting_days import period_span
from shengsi_desktop.rhythm.month_lights import month_weeks
from shengsi_desktop.rhythm.spans import half_month_of, weeks_of, weeks_of_span
from shengsi_desktop.rhythm.weeks import month_of

RHYTHMS = some.builds(WeekRhythm, last_weekday=some.integers(0, 6))
MONTHS = some.builds("{}-{:02d}".format, some.integers(2020, 2030), some.integers(1, 12))


@given(MONTHS, RHYTHMS)
def test_boards_lights_briefs_and_meetings_agree_on_the_weeks_of_a_month(
    month: str, rhythm: WeekRhythm
) -> None:
    found = weeks_of(month, rhythm)
    assert found == weeks_of_month(month, rhythm) == month_weeks(month, rhythm)
    assert found == weeks_of_span(*period_span(Cadence.MONTH, month), rhythm)
    assert {month_of(week) for week in found} == {month}
    halves = [week for half in "12" for week in weeks_of(f"{month}-{half}", rhythm)]
    assert tuple(halves) == found
    assert all(half_month_of(week)[:7] == month for week in found)


@given(MONTHS, some.sampled_from(["", "-1", "-2"]))
def test_a_period_is_followed_without_gap_and_read_back_from_its_label(month: str, half: str) -> None:
    period = month + half
    following = half_months.after(period)
    assert half_months.before(following) == period
    assert half_months.span(following)[0] == half_months.span(period)[1] + timedelta(days=1)
    assert half_months.read(half_months.label(period)) == period == half_months.read(period)


@pytest.mark.parametrize("typed", ["2023-13", "2023-07-3", "0000-07", "七月", "2023年", ""])
def test_what_is_neither_month_nor_half_is_not_read(typed: str) -> None:
    assert half_months.read(typed) == ""
