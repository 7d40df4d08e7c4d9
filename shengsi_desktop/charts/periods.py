"""Periods of a series on the axis of a figure: the whole year, labelled as one speaks of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shengsi_desktop.domain.periods import STEPS, last_month, period_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_YEAR = re.compile(r"\d{4}")
_THROUGH = {"Q1": "一季度", "Q2": "上半年", "Q3": "前三季度", "Q4": "全年", "H1": "上半年", "H2": "全年"}
#: of its own width: the gap between two labels
_ROOMY = 1.25


def axis_of(year: int, years: int, cadence: str) -> tuple[str, ...]:
    """All periods of the `years` years that end with `year`."""
    span = STEPS.get(cadence, 1)
    return tuple(
        period_of(one, month, span)
        for one in range(year - years + 1, year + 1)
        for month in range(span, 13, span)
    )


def period_of(year: int, month: int, span: int) -> str:
    """The period of `span` months that ends with a month."""
    if span == 1:
        return f"{year}-{month:02d}"
    if span == 12:
        return str(year)
    return f"{year}-{'Q' if span == 3 else 'H'}{month // span}"


def span_for(cadence: str, periods: Sequence[str]) -> str:
    """The cadence of an axis on which every one of the periods has a place: the indicator's, else 月."""
    span = STEPS.get(cadence, 1)
    return cadence if all(last_month(period) % span == 0 for period in periods) else "month"


def on_axis(period: str, cadence: str) -> str:
    """The place of a period on an axis: «2023-Q1» stands in March among months."""
    return period_of(int(period[:4]), last_month(period), STEPS.get(cadence, 1))


def period_span(period: str) -> int:
    """How many months a period spans; 0 for what is no period."""
    for pattern, span in ((_MONTH, 1), (_QUARTER, 3), (_HALF, 6), (_YEAR, 12)):
        if pattern.fullmatch(period):
            return span
    return 0


def whole_years(periods: Sequence[str]) -> tuple[str, ...]:
    """All months (quarters, halves) of the years that the periods touch; other periods as they are, in order."""
    for pattern, cadence in ((_MONTH, "month"), (_QUARTER, "quarter"), (_HALF, "half")):
        if periods and all(pattern.fullmatch(period) for period in periods):
            years = _years(periods)
            return axis_of(years[-1], len(years), cadence)
    return tuple(sorted(set(periods)))


def labels(periods: Sequence[str], *, through: bool = False) -> list[str]:
    """«3月», «一季度», «2023年»; of several years, each stands below its first label.

    `through`: the values are those of the year so far, so that the second quarter is 上半年.
    """
    several = len(_years(periods)) > 1
    shown: list[str] = []
    last_year = ""
    for period in periods:
        year = period[:4]
        text = label(period, through=through)
        shown.append(f"{text}\n{year}年" if several and year != last_year and text != f"{year}年" else text)
        last_year = year
    return shown


def label_step(count: int) -> int:
    """Every how manieth place is labelled, so that at most twelve are; the first of each year always is."""
    return next((step for step in (1, 2, 3, 4, 6) if count <= 12 * step), 12 * -(-count // 144))


def tick_labels(
    periods: Sequence[str], room: float, measure: Callable[[str], float], *, through: bool = False
) -> list[tuple[int, str]]:
    """The places that get a label and its words, no more than `room` holds. Whole years are said alone."""
    every = labels(periods, through=through)
    count = len(periods)
    yearly = next((step for step in (12, 4, 2) if _repeats(periods, step)), 0)
    for step in _thinner(count, yearly):
        if yearly and step % yearly == 0 and step >= yearly > 1:
            chosen = [(place, f"{periods[place][:4]}年") for place in range(0, count, step)]
        else:
            chosen = [(place, every[place]) for place in range(0, count, step)]
        widest = max((measure(line) for _, words in chosen for line in words.split("\n")), default=0.0)
        if len(chosen) < 2 or widest * _ROOMY * (count / step) <= room:
            return chosen
    return []


def label(period: str, *, through: bool = False) -> str:
    """«3月», «一季度», «上半年», «2023年»."""
    if through and period[5:] in _THROUGH:
        return _THROUGH[period[5:]]
    return period_words(period, with_year=False)


def _repeats(periods: Sequence[str], step: int) -> bool:
    """Whether the axis is of several whole years of `step` periods each."""
    return len(periods) > step and len({period[:4] for period in periods}) * step == len(periods)


def _thinner(count: int, yearly: int) -> list[int]:
    """Steps to try, from the finest: parts of a year first, then whole years."""
    whole = yearly or 12
    parts = [step for step in (1, 2, 3, 4, 6) if whole % step == 0 and step < whole]
    first = label_step(count) if yearly else 1
    steps = [step for step in parts if step >= first] + [
        whole * years for years in range(1, count // whole + 2)
    ]
    return steps if count <= whole or yearly else list(range(1, count + 1))


def _years(periods: Sequence[str]) -> range:
    years = [int(period[:4]) for period in periods if _YEAR.match(period)]
    return range(min(years), max(years) + 1) if years else range(0)
