"""The one reading of indicators with their conditions and points, in plain SQL into domain objects.

Standard library only; what they mean is `rhythm.attainment`.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from shengsi_desktop.domain.indicators import GoalState, Indicator, IndicatorPoint, PointStatus, Trend
from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.store.owners import word

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_POINT = "p.indicator_id, p.period, p.value, p.province, p.rank, p.planned, p.status, p.state"


class IndicatorFacts(NamedTuple):
    """An indicator as the store holds it, its points in the order of their periods."""

    indicator: Indicator
    points: tuple[IndicatorPoint, ...]


def load_indicators(connection: sqlite3.Connection, plan_id: str) -> tuple[IndicatorFacts, ...]:
    """The living indicators of a plan, in its order."""
    conditions = _conditions(connection, plan_id)
    points = _points(connection, plan_id)
    rows = connection.execute(
        "SELECT i.id, i.ordinal, i.name, i.category, i.unit, i.target_words, i.text, i.start_at, i.end_at,"
        " i.owner, i.cadence, i.cumulative, i.baseline, i.trend, i.source, i.release, i.support, i.remark, p.year"
        " FROM indicator i JOIN plan p ON p.id = i.plan_id"
        " WHERE i.plan_id = ? AND i.dead = 0 ORDER BY i.ordinal, i.id",
        (plan_id,),
    )
    return tuple(
        IndicatorFacts(_indicator(row, tuple(conditions[row[0]])), tuple(points[row[0]])) for row in rows
    )


def _indicator(row: tuple[Any, ...], conditions: tuple[Condition, ...]) -> Indicator:
    (row_id, ordinal, name, category, unit, target_words, text, start, end, owner, cadence) = row[:11]
    cumulative, baseline, trend, source, release, support, remark, year = row[11:]
    return Indicator(
        id=row_id,
        ordinal=ordinal,
        name=name,
        category=category,
        unit=unit,
        target_words=target_words,
        text=text,
        start=start,
        end=end,
        conditions=conditions,
        owner=owner,
        cadence=cadence,
        cumulative=bool(cumulative),
        baseline=_decimal(baseline),
        trend=word(Trend, trend),
        source=source,
        release=release,
        support=support,
        remark=remark,
        year=year,
    )


def _conditions(connection: sqlite3.Connection, plan_id: str) -> dict[str, list[Condition]]:
    found: dict[str, list[Condition]] = defaultdict(list)
    for indicator_id, comparator, value, unit, reference in connection.execute(
        "SELECT c.indicator_id, c.comparator, c.value, c.unit, c.reference FROM condition c"
        " JOIN indicator i ON i.id = c.indicator_id"
        " WHERE i.plan_id = ? AND c.dead = 0 ORDER BY c.ordinal, c.id",
        (plan_id,),
    ):
        found[indicator_id].append(
            Condition(word(Comparator, comparator), _decimal(value), unit, reference or None)
        )
    return found


def load_earlier_points(
    connection: sqlite3.Connection, plan_id: str, year: int
) -> dict[tuple[str, str], tuple[IndicatorPoint, ...]]:
    """Points before `year` of other plans' indicators, by name and unit; of several plans the newest has the word."""
    found: dict[tuple[str, str], dict[str, IndicatorPoint]] = defaultdict(dict)
    rows = connection.execute(
        f"SELECT i.name, i.unit, {_POINT} FROM indicator_point p JOIN indicator i ON i.id = p.indicator_id"
        " JOIN plan n ON n.id = i.plan_id"
        " WHERE i.plan_id <> ? AND p.period < ? AND p.dead = 0 AND i.dead = 0 AND n.dead = 0"
        " ORDER BY n.year, n.id, p.period",
        (plan_id, str(year)),
    )
    for name, unit, *row in rows:
        found[name, unit][row[1]] = _point(row)
    return {key: tuple(points.values()) for key, points in found.items()}


def _points(connection: sqlite3.Connection, plan_id: str) -> dict[str, list[IndicatorPoint]]:
    found: dict[str, list[IndicatorPoint]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT {_POINT} FROM indicator_point p JOIN indicator i ON i.id = p.indicator_id"
        " WHERE i.plan_id = ? AND p.dead = 0 ORDER BY p.period",
        (plan_id,),
    ):
        found[row[0]].append(_point(row))
    return found


def _point(row: Sequence[Any]) -> IndicatorPoint:
    indicator_id, period, value, province, rank, planned, status, state = row
    return IndicatorPoint(
        indicator_id,
        period,
        _decimal(value),
        _decimal(province),
        rank,
        _decimal(planned),
        word(PointStatus, status),
        word(GoalState, state),
    )


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text and text.strip() else None
