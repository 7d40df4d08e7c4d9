"""Which indicators the grid lists under its filters, by 类别. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.ui.pages.indicators.grid.series import (
    MONTHS,
    Field,
    by_month,
    may_enter,
    newest_counted,
    says_something,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.indicators import Indicator, IndicatorStanding
    from shengsi_desktop.domain.units import Unit


@dataclass(frozen=True, slots=True)
class Sight:
    """What the grid shows: a field of a year of which `over` months are over.

    `judged`: the targets are those of that year, so that 完成率 and 亮灯 mean something.
    """

    field: Field = Field.VALUE
    year: int = 0
    over: int = 0
    judged: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """The filters: only what lacks its newest figure, only what this unit answers for, only what has these words."""

    missing: bool = False
    unit: Unit | None = None
    text: str = ""

    @property
    def none(self) -> bool:
        """Whether everything is listed."""
        return not (self.missing or self.unit or self.text.strip())


def lacks(standing: IndicatorStanding, sight: Sight) -> bool:
    """Whether the newest month that is over has nothing; for the plan, whether any month has nothing."""
    points = by_month(standing.points, sight.year)
    if sight.field is Field.PLANNED:
        return any(
            may_enter(standing.indicator, sight.field, month)
            and not says_something(points.get(month), sight.field)
            for month in MONTHS
        )
    newest = newest_counted(standing.indicator, sight.over)
    if not newest or not may_enter(standing.indicator, sight.field, newest):
        return False
    return not says_something(points.get(newest), sight.field)


def is_of_unit(indicator: Indicator, unit: Unit) -> bool:
    """Whether 责任单位 names the unit."""
    return any(name and name in indicator.owner for name in (unit.name, unit.full_name, *unit.aliases))


def listed(
    standings: Iterable[IndicatorStanding], sight: Sight, choice: Choice
) -> tuple[IndicatorStanding, ...]:
    """Those that all the filters let through, in the plan's order."""
    wanted = _folded(choice.text)
    return tuple(
        one
        for one in standings
        if not (choice.missing and not lacks(one, sight))
        and not (choice.unit is not None and not is_of_unit(one.indicator, choice.unit))
        and (not wanted or wanted in _folded(_words_of(one)))
    )


def with_headings(standings: Iterable[IndicatorStanding]) -> tuple[str | IndicatorStanding, ...]:
    """The rows: each 类别 before its indicators."""
    rows: list[str | IndicatorStanding] = []
    category = None
    for one in standings:
        if one.indicator.category != category:
            category = one.indicator.category
            rows.append(category)
        rows.append(one)
    return tuple(rows)


def count_missing(standings: Iterable[IndicatorStanding], sight: Sight, choice: Choice) -> int:
    """How many of those under the other filters lack their newest figure."""
    return len(listed(standings, sight, Choice(missing=True, unit=choice.unit, text=choice.text)))


def _words_of(standing: IndicatorStanding) -> str:
    one = standing.indicator
    return f"{one.name} {one.category} {one.owner} {one.source} {one.target_words}"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
