"""The year's target of an indicator as figures need it: a level, a range, a place, or a line of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import LAST_YEAR, PROVINCE
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.gaps import share_of
from shengsi_desktop.rhythm.targets import (
    has_level,
    is_growth,
    is_place,
    is_relative,
    keeps_below,
    level,
)

if TYPE_CHECKING:
    from shengsi_desktop.charts.trend_series import Values
    from shengsi_desktop.domain.indicators import Indicator
    from shengsi_desktop.domain.plan import Condition


@dataclass(frozen=True, slots=True)
class Target:
    """What the conditions of an indicator ask for. `line` condition: a bound that leans on another series."""

    words: str
    value: float | None = None
    high: float | None = None
    edge: float | None = None
    ceiling: bool = False
    by_place: bool = False
    leaning: Condition | None = None
    growth: bool = False

    def line(self, province: Values, last_year: Values) -> Values:
        """The bound of each period where it leans on the province's value or on last year's."""
        if self.leaning is None:
            return ()
        base = province if self.leaning.reference == PROVINCE else last_year
        more = float(self.leaning.value or 0)
        if self.growth:
            return tuple(None if one is None else one * (1 + more / 100) for one in base)
        return tuple(None if one is None else one + more for one in base)

    def shares(self, actual: Values, line: Values) -> Values:
        """Each value in percent of its bound, as the attainment counts it."""
        found: list[float | None] = []
        for place, value in enumerate(actual):
            bound = self.value if self.value is not None else (line[place] if line else None)
            share = None
            if value is not None and bound is not None:
                share = share_of(Decimal(repr(value)), Decimal(repr(bound)), below=self.ceiling)
            found.append(None if share is None else float(share))
        return tuple(found) if any(one is not None for one in found) else ()


def target_of(indicator: Indicator, approx_margin: float) -> Target:
    """Read the conditions: the first level decides, else a place, else what leans on another series."""
    levels = [one for one in indicator.conditions if has_level(indicator, one)]
    if levels:
        return _level(indicator, levels, approx_margin)
    place = next((one for one in indicator.conditions if is_place(one)), None)
    if place is not None:
        return Target(indicator.target_words, _number(place.value), ceiling=True, by_place=True)
    leaning = next(
        (
            one
            for one in indicator.conditions
            if is_relative(indicator, one) and one.reference in {PROVINCE, LAST_YEAR, None}
        ),
        None,
    )
    if leaning is None:
        return Target(indicator.target_words)
    return Target(
        indicator.target_words,
        ceiling=keeps_below(indicator, leaning),
        leaning=leaning,
        growth=is_growth(indicator, leaning),
    )


def _level(indicator: Indicator, levels: list[Condition], approx_margin: float) -> Target:
    first = levels[0]
    value, below = _number(level(indicator, first)) or 0.0, keeps_below(indicator, first)
    words = _with_units(indicator, levels)
    if first.comparator is Comparator.APPROX:
        edge = value + approx_margin if below else value - approx_margin
        return Target(words, value, edge=edge, ceiling=below)
    other = next(
        (_number(level(indicator, one)) for one in levels if keeps_below(indicator, one) != below), None
    )
    if other is not None and (other < value) == below and other != value:
        return Target(words, min(value, other), high=max(value, other))
    return Target(words, value, ceiling=below)


def _with_units(indicator: Indicator, levels: list[Condition]) -> str:
    """«10左右，高于全省平均», «2—3之间» with the unit behind each number that bears none."""
    words, unit = indicator.target_words, indicator.unit
    for one in levels if unit else ():
        if one.value is None:
            continue
        own = one.unit or unit
        number = format(one.value.normalize(), "f")
        # not a part of another number, nor one that says its unit
        bare = rf"(?<![\d.]){re.escape(number)}(?![\d.]|{re.escape(own)}|{re.escape(unit)})"
        words = re.sub(bare, number + own, words, count=1)
    return words


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
