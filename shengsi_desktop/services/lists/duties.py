"""Who answers for a row: names that a table writes as units of the directory, and an item's owners by them.

The table's own words make the roles; where it has one column of 责任单位 alone, the county's habit does:
the first leads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.lists import ListField
from shengsi_desktop.domain.words import Origin, Role, RoleSource
from shengsi_desktop.plan.identity import normalised
from shengsi_desktop.services import plan_units
from shengsi_desktop.services.lists.edits import Drop, Edit, Put
from shengsi_desktop.store.keys import assignment_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shengsi_desktop.domain.lists import ListRow
    from shengsi_desktop.domain.units import Unit, UnitGroup
    from shengsi_desktop.services.lists.stored import Row, StoredThing

F = ListField
_BY_DUTY = re.compile(r"按(?:照)?(?:各自)?职[责能]")
_ROLE_OF = {F.LEAD: Role.LEAD, F.SUPPORT: Role.SUPPORT, F.OWNER: Role.OWNER}


@dataclass(slots=True)
class Directory:
    """The units and wildcards that names are looked up in; remembers what it was asked.

    `unknown` are names that no unit bears, in order; `taken_for` those that surely mean one under another name.
    """

    units: Sequence[Unit]
    groups: Sequence[UnitGroup]
    unknown: dict[str, None] = field(default_factory=dict)
    taken_for: dict[str, Unit] = field(default_factory=dict)
    _names: dict[str, Unit] = field(init=False)
    _wild: dict[str, UnitGroup] = field(init=False)
    _asked: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._names = plan_units.by_name(self.units)
        self._wild = {normalised(group.name): group for group in self.groups}

    def ids(self, name: str) -> tuple[str | None, str | None]:
        """The unit's id, or the wildcard's; both None for a name that nobody bears."""
        if name not in self._asked:
            self._asked[name] = self._look_up(name)
        return self._asked[name]

    def _look_up(self, name: str) -> tuple[str | None, str | None]:
        key = normalised(name)
        if key in self._wild:
            return None, self._wild[key].id
        unit = self._names.get(key)
        if unit is None:
            unit = self.taken_for.get(name) or plan_units.sure_unit(name, self.units)
            if unit is None:
                self.unknown[name] = None
                return None, None
            self.taken_for[name] = unit
        return unit.id, None


@dataclass(frozen=True, slots=True)
class Duty:
    """One owner as a row has it."""

    written: str
    role: Role
    source: RoleSource
    unit_id: str | None
    group_id: str | None
    ordinal: int = 0


def duties(row: ListRow, directory: Directory) -> tuple[Duty, ...]:
    """Return the owners that a row names, each once: as lead rather than as owner, as owner rather than as support.

    Where support has a column of its own, or the units own it 按职责分工, those beside the first are owners as it is.
    """
    found: dict[str, Duty] = {}
    by_habit = not _names(row, F.LEAD)
    owner = row.cell(F.OWNER)
    all_own = bool(_names(row, F.SUPPORT)) or (owner is not None and _BY_DUTY.search(owner.text) is not None)
    others = Role.OWNER if all_own else Role.SUPPORT
    for column in (F.LEAD, F.OWNER, F.SUPPORT):
        for name in _names(row, column):
            unit_id, group_id = directory.ids(name)
            role, source = _ROLE_OF[column], RoleSource.TEXT
            if column is F.OWNER and by_habit:
                leads = group_id is None and not any(one.role is Role.LEAD for one in found.values())
                role, source = (Role.LEAD if leads else others), RoleSource.HABIT
            twin = any(unit_id is not None and one.unit_id == unit_id for one in found.values())
            if name not in found and not twin:
                found[name] = Duty(name, role, source, unit_id, group_id, len(found) + 1)
    if by_habit and all(one.role is Role.SUPPORT for one in found.values()):
        # 各乡镇 alone: they are responsible, each for itself
        mine = _names(row, F.OWNER)
        return tuple(replace(one, role=Role.OWNER) if one.written in mine else one for one in found.values())
    return tuple(found.values())


def _names(row: ListRow, column: ListField) -> tuple[str, ...]:
    cell = row.cell(column)
    return cell.names if cell else ()


def columns_of(row: ListRow) -> dict[ListField, frozenset[Role]]:
    """Return the columns that name somebody in this row, and the roles of owners that each of them speaks for."""
    named = [column for column in (F.LEAD, F.OWNER, F.SUPPORT) if _names(row, column)]
    found = {column: frozenset({_ROLE_OF[column]}) for column in named}
    if F.OWNER in found and F.LEAD not in found:
        others = {Role.SUPPORT} if F.SUPPORT in found else set()
        found[F.OWNER] = frozenset(set(Role) - others)
    return found


def duty_edits(
    item_id: str, row: ListRow, thing: StoredThing | None, directory: Directory, kept: frozenset[str]
) -> list[Edit]:
    """Return what the row changes of an item's owners, one edit for each column. A person's own word stays."""
    wanted = {one.written: one for one in duties(row, directory)}
    stored = {one["written"]: one for one in (thing.owners if thing else ())}
    edits = []
    for column, roles in columns_of(row).items():
        if column.label in kept and thing is not None:
            continue
        mine = [one for one in wanted.values() if _column_of(one, row) is column]
        puts = [put for one in mine if (put := _put(item_id, one, stored))]
        held = [one for one in stored.values() if Role(one["role"]) in roles]
        stay = [one for one in held if one["written"] in wanted or not _of_the_list(one, wanted)]
        drops = [Drop("assignment", one["id"]) for one in held if one not in stay]
        if puts or drops:
            after = dict.fromkeys([one.written for one in mine])
            after |= dict.fromkeys(
                one["written"] for one in stay if one["written"] not in wanted or _of_a_person(one)
            )
            before = "、".join(one["written"] for one in held)
            edits.append(Edit(column.label, before, "、".join(after), tuple(puts), tuple(drops)))
    return edits


def _column_of(duty: Duty, row: ListRow) -> ListField:
    """The column that names the owner; one that stands in two is the earlier's."""
    return next(column for column in (F.LEAD, F.OWNER, F.SUPPORT) if duty.written in _names(row, column))


def _of_the_list(there: Row, wanted: Mapping[str, Duty]) -> bool:
    """True for an owner that a list gave and this one no longer names, nor the same unit under another name."""
    if _of_a_person(there):
        return False
    return there["unit_id"] is None or all(one.unit_id != there["unit_id"] for one in wanted.values())


def _of_a_person(there: Row) -> bool:
    return bool(there["role_source"] == RoleSource.USER.value)


def _put(item_id: str, duty: Duty, stored: Mapping[str, Row]) -> Put | None:
    """Return what brings the owner to what the row says; None where it stands so, or a person said otherwise."""
    there = stored.get(duty.written) or next(
        (one for one in stored.values() if duty.unit_id and one["unit_id"] == duty.unit_id), None
    )
    if there is not None:
        if _of_a_person(there):
            return None
        new: dict[str, str | None] = {}
        if there["role"] != duty.role.value:
            new |= {"role": duty.role.value, "role_source": duty.source.value}
        if there["unit_id"] is None and there["group_id"] is None and (duty.unit_id or duty.group_id):
            # the directory has learnt the name since
            new |= {"unit_id": duty.unit_id, "group_id": duty.group_id}
        return Put("assignment", there["id"], new, _key(item_id, there["written"])) if new else None
    fields = {
        "unit_id": duty.unit_id,
        "group_id": duty.group_id,
        "role": duty.role.value,
        "role_source": duty.source.value,
        "origin": (Origin.GROUP if duty.group_id else Origin.NAMED).value,
        "ordinal": duty.ordinal,
    }
    return Put(
        "assignment",
        assignment_id(item_id, duty.written),
        fields,
        _key(item_id, duty.written),
    )


def _key(item_id: str, written: str) -> dict[str, str]:
    return {"item_id": item_id, "written": written}


def writer(row: ListRow, thing: StoredThing | None, directory: Directory, desk: str) -> str:
    """Return the unit that writes an item's progress: this desk's where it leads or owns it, or where nobody does, else
    the lead's; none where the directory does not know the lead.
    """
    owners = [(one.role, one.unit_id) for one in duties(row, directory)]
    if not owners and thing is not None:
        owners = [(Role(one["role"]), one["unit_id"]) for one in thing.owners]
    if not owners:
        return desk
    leading = [unit for role, unit in owners if role is not Role.SUPPORT and unit]
    if desk in leading:
        return desk
    return next(iter(leading), "")
