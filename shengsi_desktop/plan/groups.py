"""Who answers for a measure, unit by unit: wildcards expanded, roles by text or by habit.

Also which units a text only mentions (提到本单位).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.naming import group_members, named_units
from shengsi_desktop.domain.words import Role, RoleSource
from shengsi_desktop.plan.identity import normalised

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from shengsi_desktop.domain.plan import Measure, OwnerText
    from shengsi_desktop.domain.units import IslandPlace, Unit, UnitGroup


@dataclass(frozen=True, slots=True)
class ExpandedOwner:
    """One unit that answers for a measure.

    `unit_id` is None for a unit the directory does not know. `group` is the wildcard as written, None for
    a unit named itself; `pending` marks an expansion that somebody has to confirm (待确认).
    """

    unit_id: str | None
    unit: str
    role: Role
    role_source: RoleSource
    group: str | None
    pending: bool


def expand_owners(
    measure: Measure,
    units: Iterable[Unit],
    groups: Iterable[UnitGroup],
    places: Iterable[IslandPlace],
) -> tuple[ExpandedOwner, ...]:
    """Return the units that answer for `measure`, in its marker's order, each once; the named form wins."""
    directory = tuple(units)
    islands = tuple(places)
    by_id = {unit.id: unit for unit in directory}
    by_name = {normalised(name): unit for unit in reversed(directory) for name in (*unit.aliases, unit.name)}
    wildcards = {group.name: group for group in groups}
    named = {by_name[key].id for owner in measure.owners if (key := normalised(owner.unit)) in by_name}
    found: dict[str, ExpandedOwner] = {}
    for owner, (role, source) in zip(measure.owners, roles(measure, wildcards), strict=True):
        group = wildcards.get(owner.unit)
        if group is None:
            unit = by_name.get(normalised(owner.unit))
            name = unit.name if unit else owner.unit
            found.setdefault(
                unit.id if unit else name,
                ExpandedOwner(unit.id if unit else None, name, role, source, None, False),
            )
            continue
        for member, pending in group_members(group, measure.text, by_id, islands).items():
            if member not in named:
                name = by_id[member].name
                found.setdefault(member, ExpandedOwner(member, name, role, source, owner.written, pending))
    return tuple(found.values())


def roles(measure: Measure, wildcards: Collection[str]) -> tuple[tuple[Role, RoleSource], ...]:
    """Return the role of each owner of `measure` and where it comes from.

    Where the text marks none, the first-listed unit leads by the county's habit and all others support;
    `wildcards` (names of groups) never lead.
    """
    first = next((n for n, owner in enumerate(measure.owners) if owner.unit not in wildcards), None)
    by_habit = first is not None and all(owner.role is Role.OWNER for owner in measure.owners)
    return tuple(_role(owner, leads=n == first, by_habit=by_habit) for n, owner in enumerate(measure.owners))


def mentions(
    item_text: str, unit: Unit, places: Iterable[IslandPlace], owners: Iterable[ExpandedOwner] = ()
) -> bool:
    """Tell whether the text names `unit` or an island of it, though it is none of `owners`."""
    if any(owner.unit_id == unit.id for owner in owners):
        return False
    return unit.id in named_units(item_text, (unit,), places)


def _role(owner: OwnerText, *, leads: bool, by_habit: bool) -> tuple[Role, RoleSource]:
    if by_habit:
        return (Role.LEAD if leads else Role.SUPPORT), RoleSource.HABIT
    return owner.role, RoleSource.TEXT
