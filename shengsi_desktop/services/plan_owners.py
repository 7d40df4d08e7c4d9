"""Adds the owners that a plan names and the store does not know yet, inside the command that stores the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import func, select

from shengsi_desktop.services import plan_units
from shengsi_desktop.services.plan_editions import RowPutting
from shengsi_desktop.store import tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shengsi_desktop.domain.plan import PlanDocument
    from shengsi_desktop.domain.units import Unit, UnitGroup
    from shengsi_desktop.store.commands import Command


def add_owners(
    command: Command,
    document: PlanDocument,
    units: Sequence[Unit],
    groups: Sequence[UnitGroup],
    choices: Mapping[str, str],
) -> tuple[dict[str, Unit], dict[str, UnitGroup]]:
    """Return units and wildcards by the names that the plan writes; those that are new become rows.

    `units` and `groups` are those known; `choices` as in `plan_units.chosen_units`.
    """
    unknown = plan_units.unknown_units(document, units, groups)
    named, wild, new_units, new_groups = plan_units.chosen_units(unknown, choices, units, groups)
    if new_units or new_groups:
        last = command.session.exec(select(func.max(tables.Unit.ordinal))).one() or 0
        putting = RowPutting(command.session)
        for n, unit in enumerate(new_units, start=1):
            putting.put(plan_units.unit_row(unit, last + n))
        for group in new_groups:
            putting.put(tables.UnitGroup(id=group.id, name=group.name, rule=group.rule))
    return plan_units.by_name(units) | named, {group.name: group for group in groups} | wild
