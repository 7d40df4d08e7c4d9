"""Indicators with their values: standings as of a period, and the one place to ask for all that may be done with them.

How targets are edited is `indicator_targets`, how points are entered `indicator_points`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.periods import read_period
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.attainment import indicator_standing
from shengsi_desktop.rhythm.board_periods import weeks_of_month
from shengsi_desktop.rhythm.weeks import indicators_as_of
from shengsi_desktop.services import facts
from shengsi_desktop.services.indicator_points import (
    paste_points,
    point_history,
    set_cells,
    set_point,
    set_points,
)
from shengsi_desktop.services.indicator_targets import (
    add_indicator,
    drop_indicator,
    edit_indicator,
    read_target,
    set_conditions,
    set_target,
)
from shengsi_desktop.store.indicator_reading import load_earlier_points, load_indicators
from shengsi_desktop.store.sessions import alive, raw_connection, today
from shengsi_desktop.store.tables import Indicator

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from sqlmodel import Session

    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.indicator_reading import IndicatorFacts
    from shengsi_desktop.store.sessions import Store

__all__ = [
    "add_indicator",
    "drop_indicator",
    "edit_indicator",
    "find",
    "paste_points",
    "point_history",
    "read_target",
    "session_standings",
    "set_cells",
    "set_conditions",
    "set_point",
    "set_points",
    "set_target",
    "standings",
    "week_standings",
]


def standings(store: Store, period: str | None = None) -> tuple[IndicatorStanding, ...]:
    """Every indicator of the current plan as of `period` («2023-06»); without one, as of its newest value."""
    as_of = None if period is None else read_period(period)
    with store.reading() as session:
        return session_standings(session, as_of)


def week_standings(store: Store, week: Week, year: int | None = None) -> tuple[IndicatorStanding, ...]:
    """Every indicator as the shown week's table has it: as of the week's month, by the rule of that week.

    Of another `year` than the month's, as of that year's December; an earlier one by the rule of then.
    """
    with store.reading() as session:
        period = indicators_as_of(week, facts.current_plan(session).year)
        if year is None or period.startswith(str(year)):
            return session_standings(session, period, week)
        then = None if year < int(period[:4]) else week
        return session_standings(session, f"{year}-12", then)


def session_standings(
    session: Session, period: str | None, week: Week | None = None, *, plan_id: str = ""
) -> tuple[IndicatorStanding, ...]:
    """As `standings`, inside a session that is open, by the light rule of `week`.

    Without a week by that of the last one whose Thursday lies in the period, as a month's brief and boards read
    it: a newer rule leaves the period's light as it was. Of the plan of that id, without one of the current one.
    """
    plan = facts.current_plan(session, plan_id)
    known = _with_earlier(raw_connection(session), plan.id, plan.year)
    upto = period or str(plan.year or _newest_year(known) or today(session).year)
    rule = facts.light_rule(session, str(week or weeks_of_month(read_period(upto))[-1]))
    others = {one.indicator.id: one for one in known}
    return tuple(indicator_standing(one.indicator, one.points, upto, rule, others=others) for one in known)


def _newest_year(known: Iterable[IndicatorFacts]) -> int | None:
    """The year to look at of a plan that names none: that of the newest value."""
    years = [int(point.period[:4]) for one in known for point in one.points if point.value is not None]
    return max(years, default=None)


def _with_earlier(
    connection: sqlite3.Connection, plan_id: str, year: int | None
) -> tuple[IndicatorFacts, ...]:
    """The plan's indicators; where one was in an earlier plan by the same name and unit, with its values of then.

    So 同比 and last year's line are there when the next year's plan comes in. What is entered here goes first.
    """
    known = load_indicators(connection, plan_id)
    earlier = load_earlier_points(connection, plan_id, year) if year is not None else {}
    if not earlier:
        return known
    found = []
    for one in known:
        own = {point.period for point in one.points}
        before = earlier.get((one.indicator.name, one.indicator.unit), ())
        lent = tuple(
            replace(point, indicator_id=one.indicator.id) for point in before if point.period not in own
        )
        found.append(one._replace(points=(*lent, *one.points)))
    return tuple(found)


def find(session: Session, name: str) -> Indicator:
    """An indicator of the current plan by id, name, number, or a part of the name that only one has."""
    plan = facts.current_plan(session)
    rows = session.exec(alive(Indicator).where(Indicator.plan_id == plan.id)).all()
    for row in rows:
        if name in {row.id, row.name, str(row.ordinal)}:
            return row
    near = [row for row in rows if name and name in row.name]
    if len(near) == 1:
        return near[0]
    if near:
        raise Refusal(f"“{name}”对应{len(near)}个指标：{'、'.join(row.name for row in near)}。请写全名。")
    raise Refusal(f"没有名为“{name}”的指标。用 indicator list 可列出全部指标。")
