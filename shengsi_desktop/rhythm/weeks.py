"""Which days belong to which week, when its meeting and its hand-in are, and which week a page opens with.

Rules of design.md, section 3: a week is labelled by the ISO week that holds its last day; a plan year's
weeks are those whose Thursday lies in it, and so is a month's last week. All moments are naive local time.

Where a unit changes its rhythm each week keeps the days that held in it (`WeekRhythm.at`); the first week of the new
one begins the day after the last week of the old, so that no day is counted twice or left out.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from shengsi_desktop.domain.periods import month_key
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import Week, WeekRhythm

_DAYS = 7
_THURSDAY, _SUNDAY = 3, 6
#: years that a plan can be of; calendars end somewhere, and a slip of the pen should be seen
_YEARS = range(1900, 2200)
_WEEK = re.compile(r"\s*(\d{4})\s*(?:-?\s*[Ww]|年第?)\s*(\d{1,2})\s*周?\s*")
_CLOCK = re.compile(r"\s*(\d{1,2}):(\d{2})\s*")
#: beyond this the number of days says nothing any more (an old plan year is being looked at)
_LONG_AGO_DAYS = 99
#: within these hours the header counts down, before it names the time of day
_COUNT_HOURS = 6
_HOUR, _MINUTE = 3600, 60


def week_of(day: date, rhythm: WeekRhythm) -> Week:
    """Return the week that holds `day`. Each day is in exactly one week of a rhythm."""
    iso = day.isocalendar()
    week = _labelled(iso.year, iso.week, rhythm)
    return week if day <= week.last else next_week(week)


def parse_week(text: str, rhythm: WeekRhythm) -> Week:
    """Read «2023-W10», «2023W10» or «2023年第10周»; full-width forms too. Raises Refusal otherwise."""
    match = _WEEK.fullmatch(unicodedata.normalize("NFKC", text))
    if match and int(match[1]) in _YEARS:
        try:
            return _labelled(int(match[1]), int(match[2]), rhythm)
        except ValueError:
            pass  # a year without a week of that number
    raise Refusal(f"“{text}”不是一个有效的周。请写成2023-W10，或2023年第10周。")


def next_week(week: Week) -> Week:
    """Return the week after, of the same rhythm."""
    return _beside(week, _DAYS)


def previous_week(week: Week) -> Week:
    """Return the week before, of the same rhythm."""
    return _beside(week, -_DAYS)


def plan_weeks(year: int, rhythm: WeekRhythm) -> tuple[Week, ...]:
    """Return the weeks of a plan year: those whose Thursday lies in it, in order."""
    return weeks_of_span(date(year, 1, 1), date(year, 12, 31), rhythm)


def weeks_of_span(first: date, last: date, rhythm: WeekRhythm) -> tuple[Week, ...]:
    """The weeks whose Thursday lies from `first` to `last`, in order.

    One that a change of rhythm left without a Thursday goes by the next; of two its first counts.
    """
    week = previous_week(previous_week(week_of(thursday_of(first), rhythm)))
    found = []
    while (thursday := thursday_of(week.first)) <= last:
        if thursday >= first:
            found.append(week)
        week = next_week(week)
    return tuple(found)


def in_plan_year(week: Week, year: int) -> bool:
    """Tell whether the week's Thursday lies in the plan year."""
    return thursday_of(week.first).year == year


def month_of(week: Week) -> str:
    """Return the month («2023-07») that a week belongs to: that of its Thursday."""
    thursday = thursday_of(week.first)
    return month_key(thursday.year, thursday.month)


def indicators_as_of(week: Week, plan_year: int | None) -> str:
    """The month that a week shows indicators of («2023-07»); after New Year the plan's own December."""
    month = month_of(week)
    return f"{plan_year}-12" if plan_year is not None and int(month[:4]) > plan_year else month


def last_week_of_month_before(week: Week) -> Week:
    """Return the last week of the month before the week's own."""
    month, last = month_of(week), previous_week(week)
    while month_of(last) == month:
        last = previous_week(last)
    return last


def meeting_moment(week: Week, rhythm: WeekRhythm) -> datetime:
    """Return when the week's meeting is: the meeting weekday of the calendar week that labels the week.

    For Monday–Sunday that is the Friday inside the week; for 上周五–本周四 the Friday right after the as-of
    day. Raises Refusal when the rhythm's time is no time of day.
    """
    return _moment(week, rhythm, rhythm.at(str(week)).meeting_time)


def hand_in_moment(week: Week, rhythm: WeekRhythm) -> datetime:
    """Return when the week's table is due: the meeting's day at the hand-in time. Raises Refusal likewise."""
    return _moment(week, rhythm, rhythm.at(str(week)).hand_in)


def countdown_words(now: datetime, moment: datetime) -> str:
    """Say how far the hand-in is: «距报送3天», «今日17:00报送», «距报送3小时», «已过报送时间2天»."""
    if now >= moment:
        return _past_words(now - moment)
    days = (moment.date() - now.date()).days
    if days > 1:
        return f"距报送{days}天"
    if days == 1:
        return f"明日{moment:%H:%M}报送"
    seconds = (moment - now).total_seconds()
    if seconds > _COUNT_HOURS * _HOUR:
        return f"今日{moment:%H:%M}报送"
    if seconds >= _HOUR:
        return f"距报送{int(seconds // _HOUR)}小时"
    return f"距报送{max(int(seconds // _MINUTE), 1)}分钟"


def default_week(today: date, plan_year: int, rhythm: WeekRhythm, last_reported: str | None) -> Week:
    """Return the week a page or command opens with: the current one.

    Outside the plan's year the last one reported («2023-W30»), else the plan year's first.
    """
    current = week_of(today, rhythm)
    if in_plan_year(current, plan_year):
        return current
    if last_reported:
        try:
            return parse_week(last_reported, rhythm)
        except Refusal:
            pass  # a label of no week: the plan's first is as good a place to start
    return plan_weeks(plan_year, rhythm)[0]


def weeks_between(earlier: Week, later: Week) -> int:
    """Return how many weeks `later` lies after `earlier` (negative when before)."""
    return (_monday(later) - _monday(earlier)).days // _DAYS


def _labelled(year: int, number: int, rhythm: WeekRhythm) -> Week:
    """The week of that label. ValueError for a year without a week of that number."""
    monday = date.fromisocalendar(year, number, 1)
    before = (monday - timedelta(days=_DAYS)).isocalendar()
    held = rhythm.at(_label(before.year, before.week))
    first = monday - timedelta(days=_SUNDAY - held.last_weekday)
    last = monday + timedelta(days=rhythm.at(_label(year, number)).last_weekday)
    return Week(year, number, first, last, rhythm)


def _beside(week: Week, days: int) -> Week:
    rhythm = week.rhythm or WeekRhythm(last_weekday=week.last.weekday())
    iso = (_monday(week) + timedelta(days=days)).isocalendar()
    return _labelled(iso.year, iso.week, rhythm)


def _label(year: int, number: int) -> str:
    return f"{year}-W{number:02d}"


def _monday(week: Week) -> date:
    return date.fromisocalendar(week.year, week.number, 1)


def thursday_of(first: date) -> date:
    """The first Thursday from that day on: that of a week by its first day."""
    return first + timedelta(days=(_THURSDAY - first.weekday()) % _DAYS)


def _moment(week: Week, rhythm: WeekRhythm, clock: str) -> datetime:
    day = _monday(week) + timedelta(days=rhythm.at(str(week)).meeting_weekday)
    return datetime.combine(day, clock_of(clock))


def clock_of(text: str) -> time:
    """Read «15:00», full-width too. Raises Refusal when it is no time of day."""
    match = _CLOCK.fullmatch(unicodedata.normalize("NFKC", text))
    try:
        if match:
            return time(int(match[1]), int(match[2]))
    except ValueError:
        pass
    raise Refusal(f"“{text}”不是有效的时间。请在设置中写成15:00这样。")


def _past_words(passed: timedelta) -> str:
    seconds = int(passed.total_seconds())
    if passed.days > _LONG_AGO_DAYS or seconds < _MINUTE:
        return "已过报送时间" if passed.days else "已到报送时间"
    if passed.days:
        return f"已过报送时间{passed.days}天"
    if seconds >= _HOUR:
        return f"已过报送时间{seconds // _HOUR}小时"
    return f"已过报送时间{seconds // _MINUTE}分钟"
