"""Months and their halves as meetings and briefs count by them: «2023-07», «2023-07-1» (to the 15th), «2023-07-2».

What they are called, how they are read, which days are theirs. Which weeks are is the business of `rhythm.spans`;
quarters and years of a series are in `periods`.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date

from shengsi_desktop.domain.periods import month_key

#: the last day of a month's first half
MIDDLE = 15
MONTHS = range(1, 13)
_WORDS = {"1": "上半月", "2": "下半月"}
_TYPED = re.compile(
    r"(?P<year>\d{4})[-年/.](?P<month>\d{1,2})月?(?:份)?(?:[-/.]?(?P<half>[12上下])(?:半月)?)?"
)
_HALF_KEYS = {"1": "1", "2": "2", "上": "1", "下": "2"}


def month_at(day: date) -> str:
    """The month that holds the day."""
    return month_key(day.year, day.month)


def half_at(day: date) -> str:
    """The half-month that holds the day."""
    return f"{month_at(day)}-{1 if day.day <= MIDDLE else 2}"


def is_half(period: str) -> bool:
    """Whether it is the key of a half-month, and not of a month."""
    return period[8:] in _WORDS


def span(period: str) -> tuple[date, date]:
    """First and last day. Raises ValueError for what is none."""
    year, month, half = int(period[:4]), int(period[5:7]), period[8:]
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if not half:
        return first, last
    if half not in _WORDS:
        raise ValueError(period)
    return (first, first.replace(day=MIDDLE)) if half == "1" else (first.replace(day=MIDDLE + 1), last)


def before(period: str) -> str:
    """The period before, of the same kind."""
    month, half = period[:7], period[8:]
    if half == "2":
        return f"{month}-1"
    earlier = month_key(int(month[:4]) - 1, int(month[5:]) + 11)
    return f"{earlier}-2" if half else earlier


def after(period: str) -> str:
    """The period after, of the same kind."""
    month, half = period[:7], period[8:]
    if half == "1":
        return f"{month}-2"
    later = month_key(int(month[:4]), int(month[5:]) + 1)
    return f"{later}-1" if half else later


def of_year(year: int, *, halves: bool) -> tuple[str, ...]:
    """The months of a year, or their halves, in order."""
    months = [month_key(year, month) for month in MONTHS]
    return tuple(f"{month}-{half}" for month in months for half in _WORDS) if halves else tuple(months)


def label(period: str) -> str:
    """«2023年7月下半月», «2023年7月»."""
    return f"{period[:4]}年{short_label(period)}"


def short_label(period: str) -> str:
    """«7月下半月», «7月»: where the year is known."""
    return f"{int(period[5:7])}月{_WORDS.get(period[8:], '')}"


def read(typed: str) -> str:
    """The key of «2023-07-2», «2023年7月下半月», «2023年7月»; empty for what is neither a month nor a half."""
    hit = _TYPED.fullmatch("".join(unicodedata.normalize("NFKC", typed).split()))
    if not hit or int(hit["month"]) not in MONTHS or not int(hit["year"]):
        return ""
    month = month_key(int(hit["year"]), int(hit["month"]))
    return f"{month}-{_HALF_KEYS[hit['half']]}" if hit["half"] else month
