"""Who answers for the items of a plan, unit by unit: written owners with wildcards expanded. Plain SQL."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from shengsi_desktop.domain.naming import group_members
from shengsi_desktop.domain.tracking import Assignment
from shengsi_desktop.domain.words import Role, RoleSource, Word

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from shengsi_desktop.domain.first_view import ItemCore
    from shengsi_desktop.domain.units import IslandPlace, Unit, UnitGroup

WordT = TypeVar("WordT", bound=Word)

#: looked up hundreds of times for one list
_by_value: dict[type[Word], dict[str, Any]] = {}


class _Written(NamedTuple):
    """An assignment as it is stored."""

    id: str
    item_id: str
    written: str
    unit_id: str | None
    group_id: str | None
    role: str
    role_source: str
    ordinal: int


class _Directory(NamedTuple):
    units: Mapping[str, Unit]
    groups: Mapping[str, UnitGroup]
    places: Sequence[IslandPlace]
    choices: Mapping[str, Mapping[str, bool]]


def word(words: type[WordT], value: str) -> WordT:
    """The word with that stored value; KeyError for none of ours."""
    if words not in _by_value:
        _by_value[words] = {str(member.value): member for member in words}
    found: WordT = _by_value[words][value]
    return found


def expanded(
    connection: sqlite3.Connection,
    items: Sequence[ItemCore],
    units: Sequence[Unit],
    groups: Sequence[UnitGroup],
    places: Sequence[IslandPlace],
) -> tuple[Assignment, ...]:
    """The owners of these items, each unit once an item; a unit named itself is not named by a wildcard too.

    A wildcard that nobody is known to belong to, and a unit that the directory does not know, stand by their
    written name with an empty `unit_id`, 待确认.
    """
    choices: dict[str, dict[str, bool]] = defaultdict(dict)
    for assignment_id, unit_id, included in connection.execute(
        "SELECT assignment_id, unit_id, included FROM group_choice WHERE dead = 0"
    ):
        choices[assignment_id][unit_id] = bool(included)
    directory = _Directory({u.id: u for u in units}, {g.id: g for g in groups}, places, choices)
    by_item: dict[str, list[_Written]] = defaultdict(list)
    for row in connection.execute(
        "SELECT id, item_id, written, unit_id, group_id, role, role_source, ordinal FROM assignment"
        " WHERE dead = 0 AND item_id IN (SELECT value FROM json_each(?)) ORDER BY ordinal, id",
        (json.dumps([item.id for item in items]),),
    ):
        by_item[row[1]].append(_Written(*row))
    return tuple(owner for item in items for owner in _owners(item, by_item[item.id], directory))


def _owners(item: ItemCore, written: Sequence[_Written], directory: _Directory) -> Iterator[Assignment]:
    named = {one.unit_id for one in written if one.unit_id}
    taken: set[str] = set()
    for one in written:
        group = directory.groups.get(one.group_id or "")
        if group is None:
            unit = directory.units.get(one.unit_id or "")
            yield _assignment(one, unit, group=None, pending=unit is None)
            continue
        meant = _members(item, one, group, directory)
        members = [(unit, pending) for unit, pending in meant if unit.id not in named | taken]
        taken |= {unit.id for unit, _ in members}
        if not members and not group.member_ids:
            yield _assignment(one, None, group=one.written, pending=True)
        for unit, pending in members:
            yield _assignment(one, unit, group=one.written, pending=pending)


def _members(
    item: ItemCore, one: _Written, group: UnitGroup, directory: _Directory
) -> list[tuple[Unit, bool]]:
    """The units that a wildcard stands for here, each 待确认 or not; a person's choice decides."""
    found = group_members(group, item.text, directory.units, directory.places)
    chosen = directory.choices.get(one.id, {})
    found.update({name: False for name, included in chosen.items() if included})
    return [
        (directory.units[name], pending)
        for name, pending in found.items()
        if chosen.get(name, True) and name in directory.units
    ]


def _assignment(one: _Written, unit: Unit | None, *, group: str | None, pending: bool) -> Assignment:
    return Assignment(
        id=one.id,
        item_id=one.item_id,
        unit_id=unit.id if unit else "",
        unit=unit.name if unit else one.written,
        role=word(Role, one.role),
        role_source=word(RoleSource, one.role_source),
        group=group,
        pending=pending,
        ordinal=one.ordinal,
    )
