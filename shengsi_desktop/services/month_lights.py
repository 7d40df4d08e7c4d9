"""The lights of months out of the store: of one item, of a unit's items, of all units. The rule is `rhythm`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import func, select

from shengsi_desktop.domain.months import ItemMonths, MonthStanding
from shengsi_desktop.rhythm.item_rows import UnitFacts, item_row
from shengsi_desktop.rhythm.month_lights import month_lights, month_weeks
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import county, facts
from shengsi_desktop.store.said import SaidReport, SaidValue

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def item_months(store: Store, item_id: str, unit_id: str, week: Week) -> ItemMonths:
    """The months of one item up to the week."""
    with store.reading() as session:
        found = facts.week_facts(session, unit_id, str(week), all_items=True, only=item_id)
        return month_lights(UnitFacts(found), item_id, week)


def unit_months(session: Session, unit_id: str, week: Week) -> dict[str, ItemMonths]:
    """By item id the months of all items that the unit answers for, up to the week."""
    sorted_facts = UnitFacts(facts.week_facts(session, unit_id, str(week)))
    return {core.id: month_lights(sorted_facts, core.id, week) for core in sorted_facts.facts.items}


def county_months(session: Session, week: Week) -> dict[str, dict[str, ItemMonths]]:
    """By unit id and item id the months of the items whose light the unit sets, up to the week."""
    return {
        one.unit.id: {row.id: month_lights(one.read.sorted, row.id, one.week) for row in one.answered}
        for one in county.units_at(session, week)
    }


def month_standings(
    session: Session, unit_id: str, month: str, as_of: Week | None = None
) -> tuple[MonthStanding, ...]:
    """The unit's items as of the month's last week («2023-07»): their rows, their lights then and now.

    Made up counts until `as_of`, without one until the newest week that the unit wrote anything of. Items that it
    only supports are there, too, as 由牵头单位填报. Empty for a month without weeks.
    """
    rhythm = facts.rhythm(session, unit_id)
    weeks = month_weeks(month, rhythm)
    if not weeks:
        return ()
    last = weeks[-1]
    now = as_of or parse_week(max(_newest_week(session, unit_id), str(last)), rhythm)
    if str(now) < str(last):
        last = now
    sorted_facts = UnitFacts(facts.week_facts(session, unit_id, str(now)))
    found = []
    for core in sorted_facts.facts.items:
        lights = month_lights(sorted_facts, core.id, now, (month,)).months
        if lights:
            found.append(MonthStanding(item_row(sorted_facts, core, last), lights[0].original, lights[0].now))
    return tuple(found)


def _newest_week(session: Session, unit_id: str) -> str:
    """The newest week of a report or a value of the unit; empty where there is none."""
    weeks = [
        session.exec(select(func.max(model.week)).where(model.unit_id == unit_id)).one()
        for model in (SaidReport, SaidValue)
    ]
    return max((str(week) for week in weeks if week), default="")
