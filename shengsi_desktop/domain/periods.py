"""Periods of a series: «2023-03», «2023-Q1», «2023-H1», «2023». Only what their names say."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_MONTHS_OF = {"Q": 3, "H": 6}
_DECEMBER = 12


def last_month(period: str) -> int:
    """The month that a period ends with. Raises ValueError for what is no period."""
    part = period[5:]
    if not part and len(period) == len("2023"):
        return _DECEMBER
    month = int(part) if part.isdecimal() else int(part[1:]) * _MONTHS_OF.get(part[:1], 0)
    if not 1 <= month <= _DECEMBER:
        raise ValueError(period)
    return month


def last_day(period: str) -> date:
    """The last day of a period. Raises ValueError for what is no period."""
    year, month = int(period[:4]), last_month(period)
    return date(year, month, monthrange(year, month)[1])
