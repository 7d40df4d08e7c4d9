"""序时进度: where a promise should stand on a day, by elapsed time or by its plan curve. No lights here."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.rhythm.figures import HUNDRED, ZERO

if TYPE_CHECKING:
    from collections.abc import Sequence


def elapsed_share(as_of: date, due: date, plan_year: int | None = None, *, stopped: int = 0) -> Decimal:
    """Return elapsed time in percent (0–100): days from 1 January to the as-of day ÷ days to the due day.

    Both days count with 1 January as the first: 30 July 2023 is day 211 of the 365 to 31 December, 57.8 %.
    1 January is the plan year's; without one, that of the earlier of the two days. `stopped` days (of
    stoppages, none after the as-of or the due day) count on neither side.
    """
    start = year_start(as_of, due, plan_year)
    passed, whole = (as_of - start).days + 1 - stopped, (due - start).days + 1 - stopped
    if whole <= 0:
        return HUNDRED
    return min(max(Decimal(passed) / Decimal(whole) * HUNDRED, ZERO), HUNDRED)


def year_start(as_of: date, due: date, plan_year: int | None) -> date:
    """The 1 January that elapsed time starts from."""
    return date(plan_year if plan_year is not None else min(as_of.year, due.year), 1, 1)


def planned_at(curve: Sequence[tuple[date, Decimal]], as_of: date, *, steps: bool = False) -> Decimal | None:
    """Return what a plan curve asks for on a day, in the curve's own unit; None for an empty curve.

    Between points it runs straight, or with `steps` holds the last point's value. Before the first point it
    rises from 0 on 1 January of that point's year; after the last it stays.
    """
    points = sorted(curve, key=lambda point: point[0])
    if not points:
        return None
    first_day = points[0][0]
    before, planned = date(first_day.year, 1, 1) - timedelta(days=1), ZERO
    for day, value in points:
        if day > as_of:
            if steps or as_of <= before:
                return planned
            run = Decimal((as_of - before).days) / Decimal((day - before).days)
            return planned + (value - planned) * run
        before, planned = day, value
    return planned
