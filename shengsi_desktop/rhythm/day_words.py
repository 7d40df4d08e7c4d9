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

#: «（周五）», «下班», «17:00», «下午5点»: what may stand between a day and its 前
_CLOCK = r"(?:\d{1,2}[:：]\d{2}|\d{1,2}[点时](?:半|整|\d{1,2}分)?)"
_HALF = r"(?:上午|下午|中午|晚上|早上)"
_LATER = rf"""(?P<named>\s*[(（](?:周|星期|礼拜)[一二三四五六日天][)）])?
    (?P<time>\s*(?:(?P<clock>{_HALF}?\s*{_CLOCK})|下班|{_HALF}))?"""

_DAY = re.compile(
    rf"""(?:
        (?P<y>20\d\d)[年./-](?P<ym>\d{{1,2}})[月./-](?P<yd>\d{{1,2}})[日号]?
      | (?:(?P<rel>[明今本])年)?(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]?
      | (?<![\d.])(?P<sm>\d{{1,2}})[./](?P<sd>\d{{1,2}})(?![\d.%个万亿元年月版]|\s*[%万亿元])
      | (?P<near>大后天|今天|今日|当天|明天|明日|后天)
      | (?<![每上双单逢])(?P<lead>本|这|下下|下)?个?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天1-7])(?![\d年月周])
      | (?P<within>本|这|下)周(?:内|末|底)
      | (?P<of>本|这|下)个?月(?P<md>\d{{1,2}})[日号]
      | (?<![每上\d])(?P<end>本|下)?个?月(?:底|末)
      | (?:(?:(?P<er>[明今本])|(?P<ey>20\d\d))年)?(?P<em>\d{{1,2}})月(?:底|末)
      | (?<![每去前\d])(?:(?P<yr>[明今本])|(?P<ye>20\d\d))?年(?:底|末)
      | (?<![\d月.])(?P<od>\d{{1,2}})[日号]
    ){_LATER}(?P<before>(?:之|以)?前(?!往|后|期(?:工作|准备|手续)))?""",
    re.VERBOSE,
)
#: what a figure that may be a day (8.4, 4号) must have before it, where no 前 or weekday is behind it
_GAP = re.compile(r"(?:^|[\s,，;；])$")

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
    of the sentence, as is a figure that no blank, comma or 前 sets apart («降到1.5», «嵊泗7号»). Where the words
    around are needed to read the sentence (a 前 in the middle) they stay, and so does an hour («17:00前»).
    """
    line = text.strip()
    for match in reversed(list(_DAY.finditer(half_width(line)))):  # which keeps every place
        rest = _without(line, match)
        day = _read(match, today) if rest is not None else None
        if rest is not None and day is not None:
            return rest, day
    return None


def impossible_due(text: str, today: date) -> str:
    """What stands where a due day would, written as a day, and is none («2月30日前»); empty where nothing does."""
    line = text.strip()
    for match in _DAY.finditer(half_width(line)):
        figure = match["sm"] and not match["before"]
        if not figure and _without(line, match) is not None and _read(match, today) is None:
            return line[match.start() : match.end()].strip()
    return ""


def _without(line: str, match: re.Match[str]) -> str | None:
    """The line without the day, whole where it is read with the words around it; None where it is no due day."""
    head, tail = line[: match.start()], line[match.end() :]
    told = match["before"] or match["named"] or match["time"]
    if (match["sm"] or match["od"]) and not told and not _GAP.search(head):
        return None
    if not tail.strip():
        rest = head.rstrip()
    elif not head.strip() and (match["before"] or tail[0].isspace()):
        rest = tail.strip()
    elif head.endswith("  ") or tail.startswith("  "):
        rest = f"{head.rstrip()} {tail.lstrip()}"
    elif match["before"]:
        return line
    else:
        return None
    return line if match["clock"] and rest else rest


def _read(match: re.Match[str], today: date) -> date | None:
    groups = match.groupdict()
    readers: tuple[tuple[str, Callable[[], date | None]], ...] = (
        ("y", lambda: _date(int(match["y"]), int(match["ym"]), int(match["yd"]))),
        ("m", lambda: _in_year(match["rel"], int(match["m"]), int(match["d"]), today)),
        ("sm", lambda: _without_year(int(match["sm"]), int(match["sd"]), today)),
        ("near", lambda: today + timedelta(days=_NEAR[match["near"]])),
        ("wd", lambda: _weekday(match["lead"] or "", _WEEKDAYS[match["wd"]], today)),
        ("within", lambda: _weekday(match["within"], _SUNDAY, today)),
        ("of", lambda: _month_end(today, int(match["of"] == "下"), int(match["md"]))),
        ("em", lambda: _month_end_of(match["er"] or match["ey"], int(match["em"]), today)),
        ("od", lambda: _day_of_month(int(match["od"]), today)),
    )
    try:
        for name, read in readers:
            if groups[name]:
                return read()
        if "年" in match[0]:
            return date(_year(match["yr"] or match["ye"] or "今", today), _DECEMBER, 31)
        return _month_end(today, 1 if match["end"] == "下" else 0)
    except (ValueError, OverflowError):
        return None


def _year(said: str, today: date) -> int:
    """«明», «今», «本» (年), or the figures."""
    return int(said) if said.isdigit() else today.year + (said == "明")


def _in_year(said: str | None, month: int, day: int, today: date) -> date | None:
    return _date(_year(said, today), month, day) if said else _without_year(month, day, today)


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


def _month_end(today: date, ahead: int, day: int | None = None) -> date:
    """The last day of this month or of one ahead, or that `day` of it. ValueError where it has none such."""
    months = today.year * 12 + today.month - 1 + ahead
    year, month = months // 12, months % 12 + 1
    return date(year, month, day or monthrange(year, month)[1])


def _month_end_of(year: str | None, month: int, today: date) -> date | None:
    if not 1 <= month <= _DECEMBER:
        return None
    first = _in_year(year, month, 1, today)
    return None if first is None else _month_end(first, 0)


def _day_of_month(day: int, today: date) -> date | None:
    """«4日前»: this month's, or next month's when that has passed."""
    this_month = _date(today.year, today.month, day)
    if this_month is not None and this_month >= today:
        return this_month
    following = _month_end(today, 1)
    return _date(following.year, following.month, day)


def whole_day(text: str, today: date) -> date | None:
    """The day that a text is and nothing else («8月4日», «下周五前», «8月4日17:00前»); None where it says more."""
    match = _DAY.fullmatch(half_width(text.strip()))
    return _read(match, today) if match is not None else None
