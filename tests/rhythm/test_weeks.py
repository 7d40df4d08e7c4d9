"""Weeks, their labels, their meeting and hand-in, and the week a page opens with."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.rhythm.weeks import (
    countdown_words,
    default_week,
    hand_in_moment,
    in_plan_year,
    last_week_of_month_before,
    meeting_moment,
    month_of,
    next_week,
    parse_week,
    plan_weeks,
    previous_week,
    week_of,
    weeks_between,
)

CALENDAR = WeekRhythm()
FRIDAY_TO_THURSDAY = WeekRhythm(last_weekday=3)
days = st.dates(date(2000, 1, 10), date(2090, 1, 1))
rhythms = st.builds(WeekRhythm, meeting_weekday=st.integers(0, 6), last_weekday=st.integers(0, 6))


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def test_week_30_of_2023_runs_from_24_to_30_july() -> None:
    week = week_of(date(2023, 7, 28), CALENDAR)
    assert (str(week), week.first, week.last) == ("2023-W30", date(2023, 7, 24), date(2023, 7, 30))


def test_a_week_crossing_the_new_year_belongs_to_the_iso_year_of_its_last_day() -> None:
    assert str(week_of(date(2022, 12, 31), CALENDAR)) == "2022-W52"
    assert str(week_of(date(2023, 1, 1), CALENDAR)) == "2022-W52"
    assert str(week_of(date(2024, 12, 30), CALENDAR)) == "2025-W01"


def test_a_friday_to_thursday_week_is_labelled_by_its_thursday() -> None:
    week = week_of(date(2023, 7, 21), FRIDAY_TO_THURSDAY)
    assert (str(week), week.first, week.last) == ("2023-W30", date(2023, 7, 21), date(2023, 7, 27))
    assert str(week_of(date(2023, 7, 28), FRIDAY_TO_THURSDAY)) == "2023-W31"


@given(days, rhythms)
def test_every_day_is_in_exactly_one_week(day: date, rhythm: WeekRhythm) -> None:
    week = week_of(day, rhythm)
    assert week.first <= day <= week.last
    assert (week.last - week.first).days == 6
    assert week.last.weekday() == rhythm.last_weekday
    assert next_week(week).first == week.last + timedelta(days=1)
    assert previous_week(next_week(week)) == week
    assert weeks_between(week, next_week(week)) == 1


@given(days, rhythms)
def test_a_week_read_back_from_its_label_is_the_same_week(day: date, rhythm: WeekRhythm) -> None:
    week = week_of(day, rhythm)
    assert parse_week(str(week), rhythm) == week
    assert parse_week(week.label, rhythm) == week


@pytest.mark.parametrize(
    "text", ["2023-W10", "2023W10", "2023-w10", "２０２３－Ｗ１０", " 2023年第10周 ", "2023年10周"]
)
def test_a_week_is_read_in_the_ways_people_write_it(text: str) -> None:
    assert str(parse_week(text, CALENDAR)) == "2023-W10"


@pytest.mark.parametrize(
    "text", ["", "10", "2023-10", "2023-W54", "2023-W53", "2023-W00", "0000-W01", "0001-W01", "第10周"]
)
def test_what_is_no_week_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refusal, match="不是一个有效的周"):
        parse_week(text, CALENDAR)


@given(st.text(max_size=20))
def test_reading_a_week_gives_a_week_or_a_refusal(text: str) -> None:
    try:
        week = parse_week(text, CALENDAR)
    except Refusal:
        return
    assert week.last.weekday() == CALENDAR.last_weekday


@given(st.integers(2001, 2080), rhythms)
def test_plan_years_share_out_all_weeks_between_them(year: int, rhythm: WeekRhythm) -> None:
    weeks = plan_weeks(year, rhythm)
    assert len(weeks) in {52, 53}
    assert all(next_week(one) == other for one, other in pairwise(weeks))
    assert next_week(weeks[-1]) == plan_weeks(year + 1, rhythm)[0]
    assert all(in_plan_year(week, year) for week in weeks)


def test_the_weeks_of_plan_year_2023_are_w01_to_w52() -> None:
    weeks = plan_weeks(2023, CALENDAR)
    assert (str(weeks[0]), str(weeks[-1]), len(weeks)) == ("2023-W01", "2023-W52", 52)


def test_the_meeting_is_the_friday_inside_a_calendar_week() -> None:
    week = parse_week("2023-W30", CALENDAR)
    assert meeting_moment(week, CALENDAR) == at("2023-07-28 15:00")
    assert hand_in_moment(week, CALENDAR) == at("2023-07-28 17:00")


def test_the_meeting_of_a_friday_to_thursday_week_is_the_friday_after_its_as_of_day() -> None:
    week = parse_week("2023-W30", FRIDAY_TO_THURSDAY)
    assert (
        meeting_moment(week, FRIDAY_TO_THURSDAY).date() == week.last + timedelta(days=1) == date(2023, 7, 28)
    )


@given(days, rhythms)
def test_each_week_has_its_own_meeting_a_week_after_the_last_one(day: date, rhythm: WeekRhythm) -> None:
    week = week_of(day, rhythm)
    moment = meeting_moment(week, rhythm)
    assert moment.weekday() == rhythm.meeting_weekday
    assert meeting_moment(next_week(week), rhythm) - moment == timedelta(days=7)
    assert abs((moment.date() - week.last).days) <= 6


@pytest.mark.parametrize("clock", ["", "下午三点", "25:00", "17"])
def test_a_time_that_is_none_is_refused_in_words(clock: str) -> None:
    with pytest.raises(Refusal, match="有效的时间"):
        hand_in_moment(parse_week("2023-W30", CALENDAR), WeekRhythm(hand_in=clock))


def test_a_full_width_colon_in_a_time_is_read() -> None:
    rhythm = WeekRhythm(hand_in="16：30")
    assert hand_in_moment(parse_week("2023-W30", rhythm), rhythm) == at("2023-07-28 16:30")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at("2023-07-24 09:00"), "距报送4天"),
        (at("2023-07-26 23:00"), "距报送2天"),
        (at("2023-07-27 23:00"), "明日17:00报送"),
        (at("2023-07-28 08:00"), "今日17:00报送"),
        (at("2023-07-28 10:59"), "今日17:00报送"),
        (at("2023-07-28 11:00"), "距报送6小时"),
        (at("2023-07-28 13:30"), "距报送3小时"),
        (at("2023-07-28 16:35"), "距报送25分钟"),
        (at("2023-07-28 16:59:30"), "距报送1分钟"),
        (at("2023-07-28 17:00"), "已到报送时间"),
        (at("2023-07-28 17:05"), "已过报送时间5分钟"),
        (at("2023-07-29 16:59"), "已过报送时间23小时"),
        (at("2023-07-30 17:00"), "已过报送时间2天"),
        (at("2026-01-01 09:00"), "已过报送时间"),
    ],
)
def test_the_countdown_speaks_as_a_colleague_would(now: datetime, words: str) -> None:
    assert countdown_words(now, at("2023-07-28 17:00")) == words


@given(st.datetimes(at("2000-01-01 00:00"), at("2060-01-01 00:00")))
def test_the_countdown_always_says_something(now: datetime) -> None:
    assert "报送" in countdown_words(now, at("2023-07-28 17:00"))


def test_the_default_week_is_the_current_one_within_the_plan_year() -> None:
    assert str(default_week(date(2023, 7, 28), 2023, CALENDAR, "2023-W10")) == "2023-W30"


def test_outside_the_plan_year_the_default_week_is_the_last_one_reported_else_the_first() -> None:
    today = date(2026, 11, 23)
    assert str(default_week(today, 2023, CALENDAR, "2023-W10")) == "2023-W10"
    assert str(default_week(today, 2023, CALENDAR, None)) == "2023-W01"
    assert str(default_week(today, 2023, CALENDAR, "?")) == "2023-W01"


def test_new_years_day_that_belongs_to_last_years_week_is_outside_the_plan_year() -> None:
    assert str(default_week(date(2023, 1, 1), 2023, CALENDAR, None)) == "2023-W01"
    assert str(default_week(date(2023, 1, 1), 2022, CALENDAR, None)) == "2022-W52"


def test_a_week_belongs_to_the_month_of_its_thursday() -> None:
    for text, month in (("2023-W26", "2023-06"), ("2023-W31", "2023-08"), ("2023-W52", "2023-12")):
        assert month_of(parse_week(text, WeekRhythm())) == month
    # Wednesday to Tuesday: the Thursday is the second day
    assert month_of(parse_week("2023-W31", WeekRhythm(last_weekday=1))) == "2023-07"
    assert str(last_week_of_month_before(parse_week("2023-W30", WeekRhythm()))) == "2023-W26"
    assert str(last_week_of_month_before(parse_week("2023-W01", WeekRhythm()))) == "2022-W52"


def changed_rhythms() -> st.SearchStrategy[WeekRhythm]:
    """One rhythm after another, from some week on."""

    def made(first: WeekRhythm, changes: list[tuple[str, WeekRhythm]]) -> WeekRhythm:
        for since, wish in sorted(changes, key=lambda one: one[0]):
            first = first.changed(wish, since)
        return first

    labels = st.integers(1, 52).map(lambda number: f"2023-W{number:02d}")
    return st.builds(made, rhythms, st.lists(st.tuples(labels, rhythms), max_size=3))


@given(st.dates(date(2022, 11, 1), date(2024, 2, 28)), changed_rhythms())
def test_where_a_rhythm_changes_every_day_is_still_in_exactly_one_week(day: date, rhythm: WeekRhythm) -> None:
    week = week_of(day, rhythm)
    assert week.first <= day <= week.last
    assert parse_week(str(week), rhythm) == week
    assert week.last.weekday() == rhythm.at(str(week)).last_weekday
    assert next_week(week).first == week.last + timedelta(days=1)
    assert previous_week(next_week(week)) == week
    assert weeks_between(week, next_week(week)) == 1
    assert meeting_moment(week, rhythm).weekday() == rhythm.at(str(week)).meeting_weekday


@given(st.integers(2022, 2024), changed_rhythms())
def test_where_a_rhythm_changes_plan_years_still_share_out_all_weeks(year: int, rhythm: WeekRhythm) -> None:
    weeks = plan_weeks(year, rhythm)
    assert all(next_week(one) == other for one, other in pairwise(weeks))
    assert next_week(weeks[-1]) == plan_weeks(year + 1, rhythm)[0]
    assert all(in_plan_year(week, year) for week in weeks)


def test_weeks_before_a_change_keep_their_days_and_the_first_after_it_begins_where_they_end() -> None:
    rhythm = CALENDAR.changed(WeekRhythm(meeting_weekday=2, hand_in="12:00", last_weekday=3), "2023-W31")
    before, first, then = (parse_week(f"2023-W{at}", rhythm) for at in (30, 31, 32))
    assert (before, rhythm.since) == (parse_week("2023-W30", CALENDAR), "2023-W31")
    assert (meeting_moment(before, rhythm), hand_in_moment(before, rhythm)) == (
        at("2023-07-28 15:00"),
        at("2023-07-28 17:00"),
    )
    assert (first.first, first.last) == (date(2023, 7, 31), date(2023, 8, 3))
    assert (then.first, then.last) == (date(2023, 8, 4), date(2023, 8, 10))
    assert hand_in_moment(first, rhythm) == at("2023-08-02 12:00")


def test_a_change_made_again_in_the_same_week_or_taken_back_leaves_no_trace() -> None:
    wednesday, thursday = WeekRhythm(meeting_weekday=2), WeekRhythm(meeting_weekday=3)
    once = CALENDAR.changed(wednesday, "2023-W31")
    assert once.changed(thursday, "2023-W31") == CALENDAR.changed(thursday, "2023-W31")
    assert once.changed(CALENDAR, "2023-W31") == CALENDAR
    assert once.changed(wednesday, "2023-W40") == once
