"""Every unit's week in one store, as the county office sees it: each item by the unit that answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Role
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts
from shengsi_desktop.store.county_reading import load_plan_facts, unit_week_facts
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlmodel import Session

    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.weeks import Week


@dataclass(frozen=True, slots=True)
class UnitRead:
    """One unit's week: its facts and the rows of its own items, in the plan's order."""

    unit: Unit
    week: Week
    read: facts.WeekRead

    @property
    def answered(self) -> tuple[ItemRow, ...]:
        """The items whose light the unit sets: it leads them, or owns them where nobody is the lead (各乡镇)."""
        return tuple(
            row
            for row in self.read.rows
            if row.role is not None and row.role is not Role.SUPPORT and not row.pending
        )


def units_at(
    session: Session,
    week: Week,
    only: Collection[str] | None = None,
    *,
    year: int | None = None,
    plan_id: str = "",
    drafts: bool = True,
) -> tuple[UnitRead, ...]:
    """The units that answer for an item of a plan, in the directory's order, as of that week.

    The plan is that of `plan_id`, else that of the year (`facts.plan_of_year`), else the one the desk has chosen: of
    a past period ask by its year, or next year's plan empties it. A week is read in each unit's own 统计周期. `only`:
    these units' ids. `drafts`: with the words that are typed and not yet a change. A unit that has reported nothing is
    there, too: its items are 未填报. Refused where there is no plan.
    """
    connection = raw_connection(session)
    chosen = facts.current_plan(session, plan_id)
    if year is not None and not plan_id:
        chosen = facts.plan_of_year(session, year)
    plan = load_plan_facts(connection, chosen.id)
    found: list[UnitRead] = []
    for unit in plan.units if plan is not None else ():
        if plan is None or (only is not None and unit.id not in only):
            continue
        own = parse_week(str(week), facts.rhythm(session, unit.id))
        seen = unit_week_facts(connection, plan, unit, str(own), drafts=drafts)
        if seen.items:
            found.append(UnitRead(unit, own, facts.rows_read(session, seen, own)))
    return tuple(found)
