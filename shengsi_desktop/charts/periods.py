"""Periods of a series on the axis of a figure: the whole year, labelled as one speaks of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_QUARTER_WORDS = ("一季度", "二季度", "三季度", "四季度")


def whole_years(periods: Sequence[str]) -> tuple[str, ...]:
    """All months (or quarters) of the years that the periods touch; other periods as they are, in order."""
    if periods and all(_MONTH.fullmatch(period) for period in periods):
        return tuple(f"{year}-{month:02d}" for year in _years(periods) for month in range(1, 13))
    if periods and all(_QUARTER.fullmatch(period) for period in periods):
        return tuple(f"{year}-Q{quarter}" for year in _years(periods) for quarter in range(1, 5))
    return tuple(sorted(set(periods)))


def labels(periods: Sequence[str]) -> list[str]:
    """«3月», «一季度», «2023年»; of several years, each stands below its first label."""
    several = len(_years(periods)) > 1
    shown: list[str] = []
    last_year = ""
    for period in periods:
        year = period[:4]
        text = _label(period)
        shown.append(f"{text}\n{year}年" if several and year != last_year and text != f"{year}年" else text)
        last_year = year
    return shown


def label_step(count: int) -> int:
    """Every how manieth place is labelled, so that at most twelve are; the first of each year always is."""
    return next((step for step in (1, 2, 3, 4, 6) if count <= 12 * step), 12 * -(-count // 144))


def _label(period: str) -> str:
    if month := _MONTH.fullmatch(period):
        return f"{int(month[2])}月"
    if quarter := _QUARTER.fullmatch(period):
        return _QUARTER_WORDS[int(quarter[2]) - 1]
    return f"{period}年" if re.fullmatch(r"\d{4}", period) else period


def _years(periods: Sequence[str]) -> range:
    years = [int(period[:4]) for period in periods if re.match(r"\d{4}", period)]
    return range(min(years), max(years) + 1) if years else range(0)
