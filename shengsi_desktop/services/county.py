"""Every unit's week in one store, as the county office sees it: each item by the unit that answers for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.tracking import rule_for
from shengsi_desktop.domain.words import Role
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts
from shengsi_desktop.store.county_reading import load_plan_facts, unit_week_facts
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sqlmodel import Session

    from shengsi_desktop.domain.first_view import FirstView, ItemCore
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.weeks import Week, WeekRhythm


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


class CountyReader:
    """Reads the units of one plan, as of one week after another; what weeks and units share is read once.

    The plan is that of `plan_id`, else that of the year (`facts.plan_of_year`), else the one the desk has chosen: of
    a past period ask by its year, or next year's plan empties it. `drafts`: with the words that are typed and not yet
    a change. Refused where there is no plan.
    """

    def __init__(
        self, session: Session, *, year: int | None = None, plan_id: str = "", drafts: bool = True
    ) -> None:
        chosen = facts.current_plan(session, plan_id)
        if year is not None and not plan_id:
            chosen = facts.plan_of_year(session, year)
        self.plan_id = chosen.id
        self._session, self._drafts = session, drafts
        self._plan = load_plan_facts(raw_connection(session), chosen.id, chosen.title, chosen.year)
        #: by unit: what was read of it, up to `FirstView.week`
        self._seen: dict[str, FirstView] = {}

    @property
    def items(self) -> tuple[ItemCore, ...]:
        """Every item of the plan, in its order."""
        return self._plan.items

    def at(
        self, week_in: Callable[[WeekRhythm], Week], only: Collection[str] | None = None
    ) -> tuple[UnitRead, ...]:
        """The units that answer for an item, in the directory's order; each as of that week of its 统计周期."""
        found: list[UnitRead] = []
        for unit in self._plan.units:
            if only is not None and unit.id not in only:
                continue
            week = week_in(facts.rhythm(self._session, unit.id))
            seen = self._facts(unit, str(week))
            if seen.items:
                found.append(UnitRead(unit, week, facts.rows_read(self._session, seen, week)))
        return tuple(found)

    def _facts(self, unit: Unit, week: str) -> FirstView:
        """The unit's facts up to the week, out of what was read where it was read up to a later one."""
        known = self._seen.get(unit.id)
        if known is None or known.week < week:
            connection = raw_connection(self._session)
            known = unit_week_facts(connection, self._plan, unit, week, drafts=self._drafts)
            self._seen[unit.id] = known
        if known.week == week:
            return known
        return replace(
            known,
            values=tuple(one for one in known.values if one.week <= week),
            reports=tuple(one for one in known.reports if one.week <= week),
            rule=rule_for(known.rules, week),
            week=week,
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
    """As `CountyReader`, as of one week, read in each unit's own 统计周期. `only`: these units' ids.

    A unit that has reported nothing is there, too: its items are 未填报.
    """
    reader = CountyReader(session, year=year, plan_id=plan_id, drafts=drafts)
    return reader.at(lambda rhythm: parse_week(str(week), rhythm), only)
