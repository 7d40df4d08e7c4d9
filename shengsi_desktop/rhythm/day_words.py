"""Days as people write them in a hurry (8月4日, 8.4, 下周五, 月底前), read against today; due days only."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from shengsi_desktop.rhythm.numerals import half_width

if TYPE_CHECKING:
    from collections.abc import Callable

_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6} | {
    str(n): n - 1 for n in range(1, 8)
}
_NEAR = {"今天": 0, "今日": 0, "当天": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
_SUNDAY = 6
_DECEMBER = 12
#: a day without a year that lies further back than this is meant for next year
_ROLL_OVER_DAYS = 180

_DAY = re.compile(
    r"""(?:
        (?P<y>20\d\d)[年./-](?P<ym>\d{1,2})[月./-](?P<yd>\d{1,2})[日号]?
      | (?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?
      | (?<![\d.])(?P<sm>\d{1,2})[./](?P<sd>\d{1,2})(?![\d.%个万亿元年月版])
      | (?P<near>大后天|今天|今日|当天|明天|明日|后天)
      | (?P<lead>本|这|下下|下)?个?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天1-7])(?![\d年月周])
      | (?P<within>本|这|下)周(?:内|末|底)
      | (?P<end>本|下)?个?月(?:底|末)
      | (?P<em>\d{1,2})月(?:底|末)
      | (?:今年|本年)?年(?:底|末)
      | (?<![\d月.])(?P<od>\d{1,2})[日号]
    )(?P<before>(?:之|以)?前)?""",
    re.VERBOSE,
)

_CALENDAR = re.compile(
    r"(?:(?P<y>\d{4})[年./-])?(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?"
    r"|(?P<ny>\d{4})[./-](?P<nm>\d{1,2})[./-](?P<nd>\d{1,2})(?!\d)"
)
#: every day that any year has is one where none is said
_LEAP = 2024


def impossible_day(text: str) -> str:
    """What the words say of a calendar that no calendar has («2024年6月31日», «13月»); empty where all is well."""
    plain = "".join(half_width(text).split())
    for match in _CALENDAR.finditer(plain):
        year, month, day = (match[one] or match[f"n{one}"] for one in "ymd")
        if _date(int(year or _LEAP), int(month), int(day or 1)) is None:
            return match[0]
    return ""


def find_day(text: str, today: date) -> tuple[str, date] | None:
    """Find the due day of a line: the last one at its end, at its beginning, or followed by 前.

    Returns the line without it and the day; None when there is none. A day in the middle without 前 is part
    of the sentence. Where the words around are needed to read the sentence (a 前 in the middle) they stay.
    """
    line = text.strip()
    for match in reversed(list(_DAY.finditer(half_width(line)))):  # which keeps every place
        day = _read(match, today)
        if day is None:
            continue
        head, tail = line[: match.start()], line[match.end() :]
        if not tail.strip():
            return head.rstrip(), day
        if not head.strip() and (match["before"] or tail[0].isspace()):
            return tail.strip(), day
        if head.endswith("  ") or tail.startswith("  "):
            return f"{head.rstrip()} {tail.lstrip()}", day
        if match["before"]:
            return line, day
    return None


def _read(match: re.Match[str], today: date) -> date | None:
    groups = match.groupdict()
    readers: tuple[tuple[str, Callable[[], date | None]], ...] = (
        ("y", lambda: _date(int(match["y"]), int(match["ym"]), int(match["yd"]))),
        ("m", lambda: _without_year(int(match["m"]), int(match["d"]), today)),
        ("sm", lambda: _without_year(int(match["sm"]), int(match["sd"]), today)),
        ("near", lambda: today + timedelta(days=_NEAR[match["near"]])),
        ("wd", lambda: _weekday(match["lead"] or "", _WEEKDAYS[match["wd"]], today)),
        ("within", lambda: _weekday(match["within"], _SUNDAY, today)),
        ("em", lambda: _month_end_of(int(match["em"]), today)),
        ("od", lambda: _day_of_month(int(match["od"]), today)),
    )
    try:
        for name, read in readers:
            if groups[name]:
                return read()
        if "年" in match[0]:
            return date(today.year, _DECEMBER, 31)
        return _month_end(today, 1 if match["end"] == "下" else 0)
    except (ValueError, OverflowError):
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without_year(month: int, day: int, today: date) -> date | None:
    this_year = _date(today.year, month, day)
    if this_year is not None and (today - this_year).days > _ROLL_OVER_DAYS:
        return _date(today.year + 1, month, day)
    return this_year


def _weekday(lead: str, weekday: int, today: date) -> date:
    """本周五, 下周五; a bare 周三 is the coming one, today included."""
    if not lead:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    weeks = {"本": 0, "这": 0, "下": 1, "下下": 2}[lead]
    return today + timedelta(days=weekday - today.weekday() + 7 * weeks)


def _month_end(today: date, ahead: int) -> date:
    months = today.year * 12 + today.month - 1 + ahead
    year, month = months // 12, months % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _month_end_of(month: int, today: date) -> date | None:
    if not 1 <= month <= _DECEMBER:
        return None
    first = _without_year(month, 1, today)
    return None if first is None else _month_end(first, 0)


def _day_of_month(day: int, today: date) -> date | None:
    """«4日前»: this month's, or next month's when that has passed."""
    this_month = _date(today.year, today.month, day)
    if this_month is not None and this_month >= today:
        return this_month
    following = _month_end(today, 1)
    return _date(following.year, following.month, day)


def whole_day(text: str, today: date) -> date | None:
    """The day that a text is and nothing else («8月4日», «下周五前»); None where it is none, or says more."""
    found = find_day(text, today)
    return found[1] if found is not None and not found[0].strip() else None
