"""Deliverables with a number to reach as series of the same kind as indicators: months made of weekly values.

A month's value is the last one of its weeks; a week belongs to the month of its Thursday.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import Indicator, IndicatorPoint, IndicatorStanding
from shengsi_desktop.domain.periods import last_day, month_key
from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.projects import INVESTMENT
from shengsi_desktop.domain.words import DeliverableKind, Role
from shengsi_desktop.rhythm.derived import change_in_points, change_of
from shengsi_desktop.rhythm.gaps import target_words
from shengsi_desktop.rhythm.rates import is_rate
from shengsi_desktop.rhythm.weeks import month_of, parse_week
from shengsi_desktop.services import facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.first_view import FirstView
    from shengsi_desktop.domain.tracking import Deliverable, DeliverableStanding, DeliverableValue, ItemRow
    from shengsi_desktop.domain.weeks import Week, WeekRhythm
    from shengsi_desktop.store.sessions import Store

_NUMBERS = frozenset({DeliverableKind.QUANTITY, DeliverableKind.RATIO})
#: of an item's title that stands before the name of a series
_LONGEST_TITLE = 12
#: names of so few characters (应用) say nothing alone
_GENERIC = 2
_ANSWERING = frozenset({Role.LEAD, Role.OWNER})


def deliverable_series(store: Store, unit_id: str, week: Week) -> tuple[IndicatorStanding, ...]:
    """The ratio and quantity deliverables of the items that the unit leads or owns, in the plan's order.

    Light and share are those of the item's own page as of `week`. `indicator.id` is the deliverable's.
    """
    with store.reading() as session:
        read = facts.read_week(session, unit_id, week)
    return series_of_week(read, unit_id, week)


def series_of_week(read: facts.WeekRead, unit_id: str, week: Week) -> tuple[IndicatorStanding, ...]:
    """As `deliverable_series`, where the unit's week has been read already."""
    values: dict[str, list[DeliverableValue]] = defaultdict(list)
    for value in read.facts.values:
        if value.unit_id == unit_id and value.week <= str(week):
            values[value.deliverable_id].append(value)
    found: list[IndicatorStanding] = []
    items: list[tuple[ItemRow, Deliverable]] = []
    for row in read.rows:
        if row.role not in _ANSWERING:
            continue
        for standing in row.standing.deliverables:
            one = standing.deliverable
            if one.kind in _NUMBERS and one.target is not None:
                months = month_values(values[one.id], read.facts.rhythm)
                found.append(_series(read.facts, row, standing, months, len(found) + 1))
                items.append((row, one))
    return tuple(
        replace(one, indicator=replace(one.indicator, name=name))
        for one, name in zip(found, _names(items), strict=True)
    )


def _names(items: Sequence[tuple[ItemRow, Deliverable]]) -> list[str]:
    """What the series are called, so that each can be told: its own name, the item before it where that says little
    or stands for several (项目1 演示项目：年度投资), and its own number where even then there are two.
    """
    alike = Counter(one.name for _, one in items)
    named = [
        f"{row.number} {_short(row.title)}：{one.name}"
        if alike[one.name] > 1 or one.name == INVESTMENT or len(one.name) <= _GENERIC
        else one.name
        for row, one in items
    ]
    twice = Counter(named)
    return [
        f"{one.number} {_short(row.title)}：{one.name}" if twice[name] > 1 else name
        for name, (row, one) in zip(named, items, strict=True)
    ]


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"


def month_values(values: Iterable[DeliverableValue], rhythm: WeekRhythm) -> dict[str, Decimal]:
    """Return by month («2023-03») the last weekly value; a week belongs to the month of its Thursday."""
    found: dict[str, Decimal] = {}
    for value in sorted(values, key=lambda one: one.week):
        if value.value is not None:
            found[month_of(parse_week(value.week, rhythm))] = value.value
    return found


def _series(
    view: FirstView, row: ItemRow, standing: DeliverableStanding, months: dict[str, Decimal], ordinal: int
) -> IndicatorStanding:
    one = standing.deliverable
    condition = Condition(one.comparator, one.target, one.unit, None)
    indicator = Indicator(
        id=one.id,
        ordinal=ordinal,
        name=one.name,
        category=f"{row.number} {row.title}",
        unit=one.unit,
        target_words=target_words(one.comparator, one.target, one.target_high),
        text=one.text,
        start=one.start,
        end=one.end,
        conditions=(condition,),
        owner=row.lead,
        cumulative=not is_rate(one.name, one.unit),
        item_id=one.item_id,
    )
    planned = {month_key(day.year, day.month): value for day, value in view.curves.get(one.id, ())}
    points = tuple(
        IndicatorPoint(one.id, period, months.get(period), planned=planned.get(period))
        for period in sorted(months.keys() | planned.keys(), key=last_day)
    )
    latest = next((point for point in reversed(points) if point.value is not None), None)
    return IndicatorStanding(
        indicator,
        points,
        latest,
        standing.attained,
        standing.reading,
        change_of(indicator, points, latest.period) if latest else None,
        change_in_points(indicator),
        standing.schedule,
    )
