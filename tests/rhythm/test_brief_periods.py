"""Half-months and months of briefs: every week in exactly one of each, by its Thursday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shengsi_desktop.domain.briefs import BriefKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.rhythm.brief_periods import (
    half_month_of,
    period_after,
    period_before,
    period_label,
    period_of,
    periods_of,
    read_brief_period,
    weeks_of,
)
from shengsi_desktop.rhythm.weeks import parse_week, week_of

_RHYTHMS = some.builds(WeekRhythm, last_weekday=some.integers(0, 6))
_DAYS = some.dates(date(2000, 1, 10), date(2150, 12, 1))


def _thursday(first: date) -> date:
    return next(day for day in (first + timedelta(n) for n in range(7)) if day.weekday() == 3)


@given(_DAYS, _RHYTHMS)
def test_every_week_is_in_exactly_one_half_month_and_one_month_of_its_thursday(
    day: date, rhythm: WeekRhythm
) -> None:
    week = week_of(day, rhythm)
    thursday = _thursday(week.first)
    month = f"{thursday.year}-{thursday.month:02d}"
    assert period_of(BriefKind.MONTH, week) == month
    assert half_month_of(week) == f"{month}-{1 if thursday.day <= 15 else 2}"
    for kind in BriefKind:
        own = period_of(kind, week)
        around = (period_before(own), own, period_after(own))
        assert [week in weeks_of(period, rhythm) for period in around] == [False, True, False]


@given(some.integers(2000, 2150), _RHYTHMS)
def test_the_halves_of_a_year_hold_each_of_its_weeks_once_and_make_up_its_months(
    year: int, rhythm: WeekRhythm
) -> None:
    halves = [week for period in periods_of(BriefKind.HALF_MONTH, year) for week in weeks_of(period, rhythm)]
    months = [week for period in periods_of(BriefKind.MONTH, year) for week in weeks_of(period, rhythm)]
    assert halves == months
    assert len(set(halves)) == len(halves) in (52, 53)


@given(some.sampled_from(list(BriefKind)), some.integers(1990, 2100), some.integers(0, 11))
def test_before_and_after_take_each_other_back(kind: BriefKind, year: int, place: int) -> None:
    period = periods_of(kind, year)[place]
    assert period_before(period_after(period)) == period == period_after(period_before(period))


def test_week_26_of_2023_belongs_to_june_though_it_ends_in_july() -> None:
    week = parse_week("2023-W26", WeekRhythm())
    assert week.last == date(2023, 7, 2)
    assert half_month_of(week) == "2023-06-2"


@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [
        (BriefKind.HALF_MONTH, "2023-07-2", "2023-07-2"),
        (BriefKind.HALF_MONTH, "2023年7月下半月", "2023-07-2"),
        (BriefKind.HALF_MONTH, "２０２３年7月上半月", "2023-07-1"),
        (BriefKind.MONTH, "2023-7", "2023-07"),
        (BriefKind.MONTH, "2023年12月", "2023-12"),
    ],
)
def test_a_period_is_read_as_a_person_writes_it(kind: BriefKind, typed: str, key: str) -> None:
    assert read_brief_period(kind, typed) == key


@pytest.mark.parametrize("typed", ["2023-07", "2023-13-1", "2023-07-3", "七月", ""])
def test_what_is_no_half_month_is_refused_with_the_way_to_write_it(typed: str) -> None:
    with pytest.raises(Refusal, match="2023-07-1（上半月）"):
        read_brief_period(BriefKind.HALF_MONTH, typed)


@given(some.sampled_from(list(BriefKind)), some.integers(1990, 2100), some.integers(0, 11))
def test_a_label_is_read_back_as_its_period(kind: BriefKind, year: int, place: int) -> None:
    period = periods_of(kind, year)[place]
    assert read_brief_period(kind, period_label(period)) == period
