"""Periods of a series: «2023-03», «2023-Q1», «2023-H1», «2023». Only what their names say.

A value is kept under the month that its period ends with («2023-Q1» and «2023年一季度» as «2023-03»): one moment of
a series has one key, whoever writes it.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from functools import lru_cache

from shengsi_desktop.domain.problems import Refusal

_MONTHS_OF = {"Q": 3, "H": 6}
_DECEMBER = 12
_NUMERAL = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PART = (
    r"(?P<month>\d{1,2})月?(?:份|底|末)?"
    r"|q(?P<q>[1-4])|第?(?P<quarter>[一二三四1-4])季度|(?P<three>前三季度)"
    r"|h(?P<h>[12])|(?P<half>[上下])半年|(?P<whole>全年|年底|年末)"
)
_TYPED = re.compile(rf"(?P<year>\d{{4}})(?:年|[-/.])?(?:1月?[-—–~～至](?=\d))?(?:{_PART})?", re.IGNORECASE)
QUARTER_WORDS = ("一季度", "二季度", "三季度", "四季度")
HALF_WORDS = ("上半年", "下半年")
#: how many months lie between two values
STEPS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def last_month(period: str) -> int:
    """The month that a period ends with. Raises ValueError for what is no period."""
    part = period[5:]
    if not part and len(period) == len("2023"):
        return _DECEMBER
    month = int(part) if part.isdecimal() else int(part[1:]) * _MONTHS_OF.get(part[:1], 0)
    if not 1 <= month <= _DECEMBER:
        raise ValueError(period)
    return month


@lru_cache(maxsize=4096)
def last_day(period: str) -> date:
    """The last day of a period. Raises ValueError for what is no period."""
    year, month = int(period[:4]), last_month(period)
    return date(year, month, monthrange(year, month)[1])


def read_period(typed: str) -> str:
    """Return the key of a period as a person writes it («2023-3», «2023年1—3月», «2023-Q1», «2023»): «2023-03».

    Raises Refusal for what is no period.
    """
    return _read(typed)[0]


def read_named_period(typed: str) -> str:
    """As `read_period`, with the period named as it was: «2023年三季度» is «2023-Q3», «2023年» is «2023»."""
    key, hit = _read(typed)
    if hit["q"] or hit["quarter"]:
        return f"{key[:5]}Q{last_month(key) // 3}"
    if hit["h"] or hit["half"]:
        return f"{key[:5]}H{last_month(key) // 6}"
    return key if hit["month"] or hit["three"] else key[:4]


def _read(typed: str) -> tuple[str, re.Match[str]]:
    hit = _TYPED.fullmatch("".join(unicodedata.normalize("NFKC", typed).split()))
    if hit and int(hit["year"]):
        month = _month_of(hit)
        if 1 <= month <= _DECEMBER:
            return month_key(int(hit["year"]), month), hit
    raise Refusal(f"“{typed}”不是一个有效的数据时点。请写成2023-03、2023-Q1或2023。")


def _month_of(hit: re.Match[str]) -> int:
    if hit["month"]:
        return int(hit["month"])
    if hit["three"]:
        return 9
    if hit["half"]:
        return 6 if hit["half"] == "上" else _DECEMBER
    if hit["h"]:
        return int(hit["h"]) * 6
    quarter = hit["q"] or hit["quarter"]
    return _NUMERAL[quarter] * 3 if quarter else _DECEMBER


def month_key(year: int, month: int) -> str:
    """«2023-03»; a month beyond December is one of a later year (14 of 2023 is «2024-02»)."""
    return f"{year + (month - 1) // _DECEMBER}-{(month - 1) % _DECEMBER + 1:02d}"


def months_of(year: int, cadence: str = "month") -> tuple[str, ...]:
    """The keys of a year's periods at a cadence (month, quarter, half, year), in order."""
    step = STEPS.get(cadence, 1)
    return tuple(month_key(year, month) for month in range(step, _DECEMBER + 1, step))


def next_month(period: str) -> str:
    """The key of the month after the end of a period."""
    return month_key(int(period[:4]), last_month(period) + 1)


def year_before(period: str) -> str:
    """The same period a year earlier, named alike («2022-Q1»)."""
    return f"{int(period[:4]) - 1}{period[4:]}"


def period_words(period: str, *, with_year: bool = True) -> str:
    """«2023年6月», «2023年二季度», «2023年»; without the year «6月», «上半年». What is no period stays as it is."""
    year, part = period[:4], period[5:]
    try:
        month = last_month(period)
    except ValueError:
        return period
    if not part:
        return f"{year}年"
    words = f"{month}月"
    if part[0] == "Q":
        words = QUARTER_WORDS[month // 3 - 1]
    elif part[0] == "H":
        words = HALF_WORDS[month // 6 - 1]
    return f"{year}年{words}" if with_year else words
