"""Due days in a plan's words: 2024年春节前, 2023年底, 6月底前, 9月15日前.

A day is the last one that keeps the promise.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

#: first day of the lunar year, by the Purple Mountain Observatory's calendar
_SPRING_FESTIVAL = {
    2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10),
    2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3), 2031: (1, 23),
    2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8),
}  # fmt: skip
_YEAR = r"(?:(?P<year>20\d\d)\s?年|(?P<this>今年|本年|年内))?"
_DUE = re.compile(
    rf"(?:到|至|于|在)?{_YEAR}"
    r"(?:(?P<spring>春节)(?:之|以)?前"
    r"|(?P<yearend>年?底|年末|年内)(?:之|以)?前?"
    r"|(?P<half>上半年)(?:底|末)?前?"
    r"|(?P<quarter>[一二三四])季度(?:末|底)?(?:之|以)?前?"
    r"|(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]|(?P<part>上旬|中旬|下旬|底|末)|份)?(?:之|以)?前?)"
)
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12}
_PARTS = {"上旬": 10, "中旬": 20}


def due_day(text: str, plan_year: int | None) -> date | None:
    """Return the day that `text` sets, or None. A month without a year lies in `plan_year`."""
    for hit in _DUE.finditer(text):
        year = int(hit.group("year")) if hit.group("year") else plan_year
        if year is None or (hit.group("yearend") and not (hit.group("year") or hit.group("yearend") != "底")):
            continue
        day = _day(hit, year)
        if day is not None:
            return day
    return None


def _day(hit: re.Match[str], year: int) -> date | None:
    if hit.group("spring"):
        first = _SPRING_FESTIVAL.get(year)
        return date(year, *first) - timedelta(days=1) if first else None
    if hit.group("yearend"):
        return date(year, 12, 31)
    if hit.group("half"):
        return date(year, 6, 30)
    if hit.group("quarter"):
        month = _QUARTERS[hit.group("quarter")]
        return date(year, month, monthrange(year, month)[1])
    month = int(hit.group("month"))
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    if hit.group("day"):
        day = int(hit.group("day"))
        return date(year, month, day) if 1 <= day <= last else None
    return date(year, month, _PARTS.get(hit.group("part") or "", last))
