"""Half-months and months of briefs: which weeks are theirs, what they are called. Pure.

«2023-07-1» and «2023-07-2» are the halves of a month, «2023-07» is the month. A week belongs to the half-month and to
the month in which its Thursday lies (design.md, section 3); the first half ends with the 15th.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from shengsi_desktop.domain.briefs import BriefKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.weeks import month_of, week_of

if TYPE_CHECKING:
    from shengsi_desktop.domain.weeks import Week, WeekRhythm

_MIDDLE = 15
_DAYS = 7
_THURSDAY = 3
_DECEMBER = 12
_HALVES = {"1": "上半月", "2": "下半月", "上": "上半月", "下": "下半月"}
_TYPED = re.compile(
    r"(?P<year>\d{4})[-年/.](?P<month>\d{1,2})月?(?:份)?(?:[-/.]?(?P<half>[12上下])(?:半月)?)?"
)


def half_month_of(week: Week) -> str:
    """The half-month that a week belongs to: «2023-07-2»."""
    thursday = week.first + timedelta(days=(_THURSDAY - week.first.weekday()) % _DAYS)
    return f"{month_of(week)}-{1 if thursday.day <= _MIDDLE else 2}"


def period_of(kind: BriefKind, week: Week) -> str:
    """The period of that kind which a week belongs to."""
    return half_month_of(week) if kind is BriefKind.HALF_MONTH else month_of(week)


def weeks_of(period: str, rhythm: WeekRhythm) -> tuple[Week, ...]:
    """The weeks of a period, in order: two or three of a half-month, four or five of a month."""
    year, month = int(period[:4]), int(period[5:7])
    first, last = 1, monthrange(year, month)[1]
    if period.endswith("-1") and len(period) > len("2023-07"):
        last = _MIDDLE
    elif len(period) > len("2023-07"):
        first = _MIDDLE + 1
    day = date(year, month, first)
    day += timedelta(days=(_THURSDAY - day.weekday()) % _DAYS)
    found = []
    while day <= date(year, month, last):
        found.append(week_of(day, rhythm))
        day += timedelta(days=_DAYS)
    return tuple(found)


def period_before(period: str) -> str:
    """The period before, of the same kind."""
    year, month, half = int(period[:4]), int(period[5:7]), period[8:]
    if half == "2":
        return f"{period[:8]}1"
    year, month = (year, month - 1) if month > 1 else (year - 1, _DECEMBER)
    return f"{year}-{month:02d}-2" if half else f"{year}-{month:02d}"


def period_after(period: str) -> str:
    """The period after, of the same kind."""
    year, month, half = int(period[:4]), int(period[5:7]), period[8:]
    if half == "1":
        return f"{period[:8]}2"
    year, month = (year, month + 1) if month < _DECEMBER else (year + 1, 1)
    return f"{year}-{month:02d}-1" if half else f"{year}-{month:02d}"


def periods_of(kind: BriefKind, year: int) -> tuple[str, ...]:
    """The periods of a plan year, in order."""
    months = [f"{year}-{month:02d}" for month in range(1, _DECEMBER + 1)]
    if kind is BriefKind.MONTH:
        return tuple(months)
    return tuple(f"{month}-{half}" for month in months for half in (1, 2))


def period_label(period: str) -> str:
    """«2023年7月下半月», «2023年7月»."""
    return f"{period[:4]}年{int(period[5:7])}月{_HALVES.get(period[8:], '')}"


def short_label(period: str) -> str:
    """«7月下半月», «7月»: where the year is known."""
    return f"{int(period[5:7])}月{_HALVES.get(period[8:], '')}"


def read_brief_period(kind: BriefKind, typed: str) -> str:
    """«2023-07-2», «2023年7月下半月» as «2023-07-2»; of the other kind «2023-07». Raises Refusal for what is none."""
    hit = _TYPED.fullmatch("".join(unicodedata.normalize("NFKC", typed).split()))
    if hit and 1 <= int(hit["month"]) <= _DECEMBER and int(hit["year"]):
        month = f"{hit['year']}-{int(hit['month']):02d}"
        half = {"上": "1", "下": "2"}.get(hit["half"] or "", hit["half"])
        if kind is BriefKind.MONTH and half is None:
            return month
        if kind is BriefKind.HALF_MONTH and half is not None:
            return f"{month}-{half}"
    wanted = "2023-07" if kind is BriefKind.MONTH else "2023-07-1（上半月）或2023-07-2（下半月）"
    raise Refusal(f"“{typed}”不是有效的时段。请写成{wanted}。")
