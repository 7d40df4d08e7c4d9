"""When meetings are: the weekly one around holidays, series in half months and months, and periods as they are read."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.meetings import MeetingSeries
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.domain.words import Cadence, HolidayRule
from shengsi_desktop.rhythm import meeting_days
from shengsi_desktop.rhythm.holidays import is_working_day
from shengsi_desktop.rhythm.meeting_days import place_in_series, series_n, typed_day
from shengsi_desktop.rhythm.spans import weeks_of_span
from shengsi_desktop.rhythm.weeks import parse_week

if TYPE_CHECKING:
    from uuid import UUID

RHYTHM = WeekRhythm()
PERIODIC = st.sampled_from([Cadence.HALF_MONTH, Cadence.MONTH, Cadence.TASK_FORCE])
DAYS = st.dates(date(2015, 1, 1), date(2032, 12, 31))


def series(cadence: Cadence, **fields: object) -> MeetingSeries:
    return MeetingSeries("s", "u", cadence, "会", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "day", "words"),
    [
        ("2023-W30", date(2023, 7, 28), ""),
        ("2023-W39", date(2023, 9, 28), "中秋假期，由9月29日提前到9月28日"),
        # the whole week is off but the Saturday of 调休
        ("2023-W40", date(2023, 10, 7), "国庆假期，由10月6日顺延到10月7日"),
        ("2032-W40", date(2032, 9, 30), "国庆假期，由10月1日提前到9月30日（按固定假日推算）"),
    ],
)
def test_the_weekly_meeting_gives_way_to_a_holiday_and_says_so(label: str, day: date, words: str) -> None:
    found = meeting_days.weekly_day(parse_week(label, RHYTHM), RHYTHM)
    assert (found.day, found.words) == (day, words)


def test_the_hand_in_moves_with_its_meeting() -> None:
    week = parse_week("2023-W39", RHYTHM)
    assert meeting_days.weekly_moment(week, RHYTHM) == datetime(2023, 9, 28, 15)  # noqa: DTZ001
    assert meeting_days.weekly_hand_in(week, RHYTHM) == datetime(2023, 9, 28, 17)  # noqa: DTZ001


def test_a_unit_that_meets_on_saturdays_is_not_sent_home_by_a_weekend() -> None:
    rhythm = WeekRhythm(meeting_weekday=5)
    assert meeting_days.weekly_day(parse_week("2023-W30", rhythm), rhythm).day == date(2023, 7, 29)
    assert meeting_days.weekly_day(parse_week("2023-W39", rhythm), rhythm).day == date(2023, 9, 28)


@pytest.mark.parametrize(
    ("one", "period", "days"),
    [
        (series(Cadence.HALF_MONTH), "2023-07-1", [date(2023, 7, 14)]),
        (series(Cadence.HALF_MONTH), "2023-07-2", [date(2023, 7, 28)]),
        (series(Cadence.HALF_MONTH, month_day=10), "2023-07-2", [date(2023, 7, 25)]),
        (series(Cadence.HALF_MONTH, month_day=15), "2023-02-2", [date(2023, 2, 28)]),
        (series(Cadence.MONTH, month_day=31), "2023-06", [date(2023, 6, 30)]),
        (series(Cadence.MONTH, month_day=1), "2023-10", [date(2023, 9, 28)]),
        (series(Cadence.MONTH, month_day=1, holidays=HolidayRule.LATER), "2023-10", [date(2023, 10, 7)]),
        (series(Cadence.MONTH, month_day=1, holidays=HolidayRule.KEEP), "2023-10", [date(2023, 10, 1)]),
        (
            series(Cadence.TASK_FORCE, weekday=0),
            "2023-07",
            [date(2023, 7, day) for day in (3, 10, 17, 24, 31)],
        ),
    ],
)
def test_a_series_has_its_days_in_each_period(one: MeetingSeries, period: str, days: list[date]) -> None:
    assert [found.day for found in meeting_days.series_days(one, period)] == days


@given(PERIODIC, DAYS, st.integers(0, 6), st.integers(0, 15), st.sampled_from(HolidayRule))
def test_planned_days_lie_in_their_period_and_are_moved_only_off_days_off(
    cadence: Cadence, day: date, weekday: int, month_day: int, rule: HolidayRule
) -> None:
    period = meeting_days.period_of(cadence, day)
    first, last = meeting_days.period_span(cadence, period)
    found = meeting_days.series_days(
        series(cadence, weekday=weekday, month_day=month_day, holidays=rule), period
    )
    assert found
    for one in found:
        assert first <= one.planned <= last
        assert month_day or one.planned.weekday() == weekday
        if one.day != one.planned:
            assert rule is not HolidayRule.KEEP
            assert not is_working_day(one.planned)
            assert is_working_day(one.day)
            assert one.words


@given(PERIODIC, DAYS)
def test_periods_follow_each_other_without_gap(cadence: Cadence, day: date) -> None:
    period = meeting_days.period_of(cadence, day)
    first, last = meeting_days.period_span(cadence, period)
    assert first <= day <= last
    following = meeting_days.next_period(cadence, period)
    assert meeting_days.period_span(cadence, following)[0] == last + timedelta(days=1)
    assert meeting_days.read_meeting_period(cadence, period) == period
    assert meeting_days.read_meeting_period(cadence, meeting_days.meeting_period_words(period)) == period


@given(st.dates(date(2020, 1, 1), date(2026, 12, 31)))
def test_each_week_belongs_to_one_half_month(day: date) -> None:
    spans = [
        meeting_days.period_span(Cadence.HALF_MONTH, f"{day.year}-{month:02d}-{half}")
        for month in range(1, 13)
        for half in (1, 2)
    ]
    found = [one for span in spans for one in weeks_of_span(*span, RHYTHM)]
    assert len(found) == len(set(found)) in (52, 53)


@pytest.mark.parametrize("typed", ["2023-07", "2023-13-1", "七月", "2023-07-3", ""])
def test_what_is_no_half_month_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="上半月"):
        meeting_days.read_meeting_period(Cadence.HALF_MONTH, typed)


@given(st.uuids(), st.uuids(), st.integers(1, 5), st.integers(1, 5))
def test_a_series_numbers_are_its_own_and_fit_any_database(
    one: UUID, other: UUID, place: int, at: int
) -> None:
    n = series_n(str(one), place)
    assert 0 < n < 2**31
    assert place_in_series(str(one), n) == place
    if one != other:
        assert series_n(str(other), at) != n
        assert place_in_series(str(other), n) == 0
    assert place_in_series(str(one), at) == 0


@pytest.mark.parametrize(
    ("text", "period", "day"),
    [
        ("7月28日 15:00", "2023-07-2", date(2023, 7, 28)),
        ("1月3日上午", "2023-12-2", date(2024, 1, 3)),
        ("12月30日", "2024-01-1", date(2023, 12, 30)),
        ("2022年7月28日", "2023-07-2", date(2022, 7, 28)),
        ("2月30日", "2023-02-2", None),
        ("周五下午", "2023-07-2", None),
    ],
)
def test_the_day_a_record_says_lies_near_its_period(text: str, period: str, day: date | None) -> None:
    assert typed_day(text, Cadence.HALF_MONTH, period) == day


def test_a_day_moved_off_a_weekend_says_which_it_was() -> None:
    (found,) = meeting_days.series_days(series(Cadence.MONTH, month_day=30), "2023-07")
    assert (found.day, found.words) == (date(2023, 7, 28), "原定7月30日周日，提前到7月28日周五")
