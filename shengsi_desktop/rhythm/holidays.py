"""Working days and days off, and where a day that is one moves to. Pure; the calendar is read when first asked.

The days are those of the State Council's yearly notices, as the library chinesecalendar holds them: 调休上班 days are
working days. For a year it does not know yet, a plain rule holds and is said (按固定假日推算): off are weekends and the
holidays of a fixed date, 1月1日, 5月1日, 10月1日 to 3日 (《全国年节及纪念日放假办法》); the ones by the moon and the
shifts of weekends are not known then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from shengsi_desktop.domain.words import HolidayRule

ESTIMATED = "按固定假日推算"
WEEKEND = "周末"
_SATURDAY = 5
_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明",
    "Labour Day": "五一",
    "Dragon Boat Festival": "端午",
    "National Day": "国庆",
    "Mid-autumn Festival": "中秋",
}
_FIXED = {(1, 1): "元旦", (5, 1): "五一", (10, 1): "国庆", (10, 2): "国庆", (10, 3): "国庆"}
#: no row of days off is as long
_FARTHEST = 31


@dataclass(frozen=True, slots=True)
class DayKind:
    """Whether a day is a working day; if not, `off` says why (国庆, 周末). `estimated`: by the plain rule."""

    working: bool
    off: str = ""
    estimated: bool = False

    @property
    def holiday(self) -> bool:
        """Off for a holiday, not for a weekend alone."""
        return bool(self.off) and self.off != WEEKEND


@lru_cache(maxsize=4096)
def day_kind(day: date) -> DayKind:
    """What kind of day it is."""
    import chinese_calendar

    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return _by_fixed_dates(day)
    if not off:
        return DayKind(working=True)
    return DayKind(working=False, off=_NAMES.get(name, "节日") if name else WEEKEND)


def _by_fixed_dates(day: date) -> DayKind:
    fixed = _FIXED.get((day.month, day.day), "")
    off = fixed or (WEEKEND if day.weekday() >= _SATURDAY else "")
    return DayKind(working=not off, off=off, estimated=True)


def is_working_day(day: date) -> bool:
    """Whether offices work that day."""
    return day_kind(day).working


def shifted(day: date, rule: HolidayRule) -> date:
    """The working day that `day` moves to by the rule; itself where it is one, or is kept."""
    if rule is HolidayRule.KEEP:
        return day
    step = timedelta(days=-1 if rule is HolidayRule.EARLIER else 1)
    for _ in range(_FARTHEST):
        if is_working_day(day):
            return day
        day += step
    return day


def shifted_within_week(day: date) -> date:
    """The working day before it in the same week from Monday, else the next one after it; itself where it is one."""
    monday = day - timedelta(days=day.weekday())
    earlier = shifted(day, HolidayRule.EARLIER)
    return earlier if earlier >= monday else shifted(day, HolidayRule.LATER)
