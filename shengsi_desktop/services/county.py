"""Every unit's week in one store, as the county office sees it: each item by the unit that answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Role
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts

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


def units_at(session: Session, week: Week, only: Collection[str] | None = None) -> tuple[UnitRead, ...]:
    """The units that answer for an item of the current plan, in the directory's order, as of that week.

    A week is read in each unit's own 统计周期. `only`: these units' ids. A unit that has reported nothing is there,
    too: its items are 未填报.
    """
    found = []
    for unit in facts.units(session):
        if only is not None and unit.id not in only:
            continue
        own = parse_week(str(week), facts.rhythm(session, unit.id))
        one = UnitRead(unit, own, facts.read_week(session, unit.id, own))
        if one.read.rows:
            found.append(one)
    return tuple(found)
