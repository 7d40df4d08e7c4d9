"""When meetings are: the week's own with its day moved by holidays, and the days of a series in its periods. Pure.

Periods: a half month is «2023-07-1» (1st to 15th) or «2023-07-2» (16th to the end), a month «2023-07»; 专班会议 are
counted by the month. A week belongs to the period that holds its Thursday. All moments are naive local time.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from shengsi_desktop.domain import half_months
from shengsi_desktop.domain.identity import key
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.domain.words import Cadence, HolidayRule
from shengsi_desktop.rhythm import weeks
from shengsi_desktop.rhythm.holidays import ESTIMATED, WEEKEND, day_kind, shifted, shifted_within_week

if TYPE_CHECKING:
    from shengsi_desktop.domain.meetings import MeetingSeries
    from shengsi_desktop.domain.weeks import Week, WeekRhythm

_DAYS = 7
_WEEKDAYS = "一二三四五六日"
#: each series has numbers of its own, so many in a period; all stay below 2³¹
_OWN_NUMBERS = 32
_SERIES = 2**25
_DAY_WORDS = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """The day of a meeting; `planned` is where it would be without days off, `why` what moved it (国庆)."""

    day: date
    planned: date
    why: str = ""
    estimated: bool = False

    @property
    def words(self) -> str:
        """«国庆假期，由9月29日提前到9月28日», «原定7月30日周日，提前到7月28日周五»; empty where nothing was moved."""
        if self.day == self.planned:
            return ""
        moved = "提前" if self.day < self.planned else "顺延"
        said = f"（{ESTIMATED}）" if self.estimated else ""
        before, now = (f"{day.month}月{day.day}日" for day in (self.planned, self.day))
        if self.why == WEEKEND:
            weekdays = (f"周{_WEEKDAYS[day.weekday()]}" for day in (self.planned, self.day))
            before, now = (day + weekday for day, weekday in zip((before, now), weekdays, strict=True))
            return f"原定{before}，{moved}到{now}{said}"
        return f"{self.why}假期，由{before}{moved}到{now}{said}"


def weekly_day(week: Week, rhythm: WeekRhythm) -> MeetingDay:
    """The day of the week's own meeting: on a day off the working day before it in its week, else the next one.

    A unit that has chosen a Saturday or Sunday meets on it; only a holiday moves that.
    """
    return _moved(weeks.meeting_moment(week, rhythm).date(), None, by_weekday=True)


def weekly_moment(week: Week, rhythm: WeekRhythm) -> datetime:
    """When the week's meeting is. Raises Refusal when the rhythm's time is no time of day."""
    plain = weeks.meeting_moment(week, rhythm)
    return datetime.combine(weekly_day(week, rhythm).day, plain.time())


def day_at_work(week: Week, rhythm: WeekRhythm, today: date) -> date:
    """The day people do things on in a week: today, or its meeting day once the week is past.

    Steps of directives, 提出日期, what is overdue and the 截至 of a 上会稿 go by it; lights go by the week's last day.
    """
    if today <= week.last:
        return today
    try:
        return min(weekly_day(week, rhythm).day, week.last)
    except Refusal:
        return week.last


def weekly_hand_in(week: Week, rhythm: WeekRhythm) -> datetime:
    """When the week's table is due: on the meeting's day. Raises Refusal likewise."""
    plain = weeks.hand_in_moment(week, rhythm)
    return datetime.combine(weekly_day(week, rhythm).day, plain.time())


def series_days(series: MeetingSeries, period: str) -> tuple[MeetingDay, ...]:
    """The days of a series in one of its periods, in order.

    By day of month: that day of the month, or of each half (the 10th is the 10th and the 25th), the last one where
    there is none so late. By weekday: the last such day of the half month or month; 专班会议 are held on every one.
    """
    first, last = period_span(series.cadence, period)
    if series.month_day:
        planned = [min(first + timedelta(days=series.month_day - 1), last)]
    else:
        back = timedelta(days=(last.weekday() - series.weekday) % _DAYS)
        planned = [last - back]
        while series.cadence is Cadence.TASK_FORCE and planned[0] - timedelta(days=_DAYS) >= first:
            planned.insert(0, planned[0] - timedelta(days=_DAYS))
    return tuple(_moved(day, series.holidays, by_weekday=not series.month_day) for day in planned)


def series_n(series_id: str, place: int = 1) -> int:
    """The n of a series' `place`-th meeting (from 1) in any period: by the series alone.

    So two series never share a meeting, whichever is held first, wherever it is written down.
    """
    of_series = UUID(key("meeting_series_numbers", series_id)).int % _SERIES
    return (1 + of_series) * _OWN_NUMBERS + place


def place_in_series(series_id: str, n: int) -> int:
    """The other way round; 0 for a number that is none of the series'."""
    place = n - series_n(series_id, 0)
    return place if 0 < place < _OWN_NUMBERS else 0


def typed_day(text: str, cadence: Cadence, period: str) -> date | None:
    """The day that «7月28日 15:00» says, of the year that brings it nearest to the period; None where it says none."""
    return written_day(text, *period_span(cadence, period))


def weekly_typed_day(text: str, week: Week, due: date) -> date | None:
    """The same of a weekly meeting; `due`: the day that the rhythm gives it, which may lie beside the week."""
    return written_day(text, min(week.first, due), max(week.last, due))


def written_day(text: str, first: date, last: date) -> date | None:
    """The day that the words name, of the year that brings it nearest to these days; None where they name none."""
    hit = _DAY_WORDS.search(text)
    if hit is None:
        return None
    found = []
    for year in [int(hit[1])] if hit[1] else [first.year, first.year + 1, first.year - 1]:
        with suppress(ValueError):
            found.append(date(year, int(hit[2]), int(hit[3])))
    return min(found, key=lambda day: max(first - day, day - last, timedelta(0)), default=None)


def _moved(planned: date, rule: HolidayRule | None, *, by_weekday: bool) -> MeetingDay:
    """Moved by the rule; None: within its week."""
    kind = day_kind(planned)
    if kind.working or (by_weekday and not kind.holiday):
        return MeetingDay(planned, planned)
    day = shifted_within_week(planned) if rule is None else shifted(planned, rule)
    return MeetingDay(day, planned, kind.off, kind.estimated)


def period_of(cadence: Cadence, day: date) -> str:
    """The period of a half-month, month or task-force meeting that holds the day."""
    return half_months.half_at(day) if cadence is Cadence.HALF_MONTH else half_months.month_at(day)


def period_span(cadence: Cadence, period: str) -> tuple[date, date]:
    """First and last day of such a period. Raises Refusal for what is none."""
    try:
        month = half_months.span(period[:7])
    except ValueError:
        raise Refusal(f"“{period}”不是一个有效的月份。请写成2023-07。") from None
    if cadence is not Cadence.HALF_MONTH:
        return month
    if not half_months.is_half(period):
        raise Refusal(f"“{period}”不是一个有效的半月。请写成2023-07-1（上半月）或2023-07-2（下半月）。")
    return half_months.span(period)


def next_period(cadence: Cadence, period: str) -> str:
    """The period after."""
    return half_months.after(period if cadence is Cadence.HALF_MONTH else period[:7])


def read_meeting_period(cadence: Cadence, typed: str) -> str:
    """«2023-07-1», «2023年7月上半月», «2023-07». Raises Refusal for what is none of that cadence."""
    period, of_half = half_months.read(typed), cadence is Cadence.HALF_MONTH
    if period and half_months.is_half(period) is of_half:
        return period
    wanted = "2023-07-1（上半月）或2023-07-2（下半月）" if of_half else "2023-07"
    raise Refusal(f"“{typed}”不是{cadence.label}的时段。请写成{wanted}。")


def meeting_period_words(period: str) -> str:
    """«2023年7月上半月», «2023年7月», «2023年第30周»."""
    if "W" in period:
        return week_label(period)
    return half_months.label(period)
