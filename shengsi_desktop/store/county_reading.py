"""Many units' weeks of one plan: what is the same for all of them is read once. As `reading`, of which it is made."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.first_view import FirstView
from shengsi_desktop.domain.tracking import rule_for
from shengsi_desktop.store import reading
from shengsi_desktop.store.owners import expanded
from shengsi_desktop.store.rhythm_reading import load_rhythm
from shengsi_desktop.store.rule_reading import load_rules

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.first_view import ItemCore
    from shengsi_desktop.domain.stoppages import Stoppage
    from shengsi_desktop.domain.tracking import Assignment, Deliverable, LightRule
    from shengsi_desktop.domain.units import Unit


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan whole: items in its order; owners and deliverables by item, curves by deliverable."""

    plan_id: str
    title: str
    year: int | None
    units: tuple[Unit, ...]
    items: tuple[ItemCore, ...]
    owners: Mapping[str, Sequence[Assignment]]
    deliverables: Mapping[str, Sequence[Deliverable]]
    curves: Mapping[str, tuple[tuple[date, Decimal], ...]]
    rules: tuple[LightRule, ...]
    stoppages: tuple[Stoppage, ...]


def load_plan_facts(connection: sqlite3.Connection, plan_id: str, title: str, year: int | None) -> PlanFacts:
    """All of the plan of that id; its title and year as they stand in its row."""
    units, places = reading.load_units(connection), reading.load_places(connection)
    items = reading.load_items(connection, plan_id, year)
    owners: dict[str, list[Assignment]] = defaultdict(list)
    for owner in expanded(connection, items, units, reading.load_groups(connection), places):
        owners[owner.item_id].append(owner)
    deliverables: dict[str, list[Deliverable]] = defaultdict(list)
    for one in reading.load_deliverables(connection, items, places, year):
        deliverables[one.item_id].append(one)
    return PlanFacts(
        plan_id=plan_id,
        title=title,
        year=year,
        units=units,
        items=items,
        owners=owners,
        deliverables=deliverables,
        curves=reading.load_curves(connection, [item.id for item in items]),
        rules=load_rules(connection),
        stoppages=reading.load_stoppages(connection, places),
    )


def unit_week_facts(
    connection: sqlite3.Connection, plan: PlanFacts, unit: Unit, week: str, *, drafts: bool = True
) -> FirstView:
    """The facts of one unit's week, as `reading.load_week_facts` gives them.

    `drafts`: with the words that are typed and not yet a change.
    """
    items = tuple(
        item for item in plan.items if any(owner.unit_id == unit.id for owner in plan.owners.get(item.id, ()))
    )
    deliverables = tuple(one for item in items for one in plan.deliverables.get(item.id, ()))
    since = reading.reports_since(plan.year)
    return FirstView(
        unit=unit,
        rhythm=load_rhythm(connection, unit.id),
        plan_title=plan.title,
        plan_year=plan.year,
        items=items,
        assignments=tuple(owner for item in items for owner in plan.owners[item.id]),
        deliverables=deliverables,
        values=reading.load_values(connection, unit.id, week, since=since, drafts=drafts) if items else (),
        reports=reading.load_reports(connection, unit.id, week, since=since, drafts=drafts) if items else (),
        rule=rule_for(plan.rules, week),
        week=week,
        plan_id=plan.plan_id,
        curves={one.id: plan.curves[one.id] for one in deliverables if one.id in plan.curves},
        rules=plan.rules,
        stoppages=plan.stoppages,
    )
