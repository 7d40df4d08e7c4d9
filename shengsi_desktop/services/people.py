"""Who is in charge of what: the county leader of an item, the items of a leader, the 工作专班 of an item. Reads only.

What a person changes of it is `people_editing`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sqlmodel import col

from shengsi_desktop.domain.people import (
    CountyLeader,
    InCharge,
    NamedItem,
    PeopleSetting,
    TaskForce,
    WrittenForce,
    WrittenLeader,
)
from shengsi_desktop.domain.words import ItemKind
from shengsi_desktop.rhythm.people_lines import is_name, names_person, read_person, split_names
from shengsi_desktop.services import facts
from shengsi_desktop.services.people_editing import (
    add_leader,
    add_task_force,
    edit_leader,
    edit_task_force,
    find_leader,
    find_task_force,
    move_leader,
    move_task_force,
    paste_preview,
    paste_skipped,
    remove_leader,
    remove_task_force,
    set_leader_items,
    set_leader_units,
    set_task_force_items,
    set_task_force_units,
    take_pasted,
    take_written,
    take_written_forces,
)
from shengsi_desktop.services.people_links import (
    put_leader_item,
    put_leader_unit,
    put_task_force_item,
    put_task_force_unit,
)
from shengsi_desktop.store.sessions import alive, raw_connection
from shengsi_desktop.store.tables import CountyLeader as LeaderRow
from shengsi_desktop.store.tables import Item, LeaderItem, LeaderUnit, ListEntry, TaskForceItem, TaskForceUnit
from shengsi_desktop.store.tables import TaskForce as ForceRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlmodel import Session

    from shengsi_desktop.store.sessions import Store

__all__ = [
    "PeopleMap",
    "add_leader",
    "add_task_force",
    "edit_leader",
    "edit_task_force",
    "find_leader",
    "find_task_force",
    "in_charge",
    "items_heard",
    "items_of_leader",
    "leader_names",
    "leader_of",
    "leaders",
    "move_leader",
    "move_task_force",
    "paste_preview",
    "paste_skipped",
    "people_map",
    "put_leader_item",
    "put_leader_unit",
    "put_task_force_item",
    "put_task_force_unit",
    "remove_leader",
    "remove_task_force",
    "session_leaders",
    "session_task_forces",
    "set_leader_items",
    "set_leader_units",
    "set_task_force_items",
    "set_task_force_units",
    "setting",
    "take_pasted",
    "take_written",
    "take_written_forces",
    "task_forces",
    "task_forces_of",
]

Kept = TypeVar("Kept")

#: a column of a list that names 工作专班
_FORCE_HEAD = "专班"


@dataclass(frozen=True, slots=True)
class PeopleMap:
    """Who is in charge of each item of one plan: found once, asked often.

    `charge` holds the leaders of an item, those of the most telling word alone: by name, else by its lead unit,
    else as its list writes them. `written` is what the list itself says.
    """

    leaders: tuple[CountyLeader, ...]
    forces: tuple[TaskForce, ...]
    charge: Mapping[str, tuple[CountyLeader, ...]]
    written: Mapping[str, str]

    def leader_of(self, item_id: str) -> CountyLeader | None:
        """The first leader in charge of the item; None where nobody is known to be."""
        return next(iter(self.charge.get(item_id, ())), None)

    def name_of(self, item_id: str) -> str:
        """Who is in charge, for a column: the leaders' names, else what the list says, else nothing."""
        found = self.charge.get(item_id, ())
        return "、".join(one.name for one in found) or self.written.get(item_id, "")

    def items_of(self, leader_id: str) -> frozenset[str]:
        """The items that the leader is in charge of."""
        return frozenset(
            item_id for item_id, found in self.charge.items() if any(one.id == leader_id for one in found)
        )

    def forces_of(self, item_id: str) -> tuple[TaskForce, ...]:
        """The 工作专班 that see to the item."""
        return tuple(one for one in self.forces if item_id in one.items)


def leaders(store: Store) -> tuple[CountyLeader, ...]:
    """Every county leader with units and items by name, in the order that a person gave them."""
    with store.reading() as session:
        return session_leaders(session)


def session_leaders(session: Session) -> tuple[CountyLeader, ...]:
    """As `leaders`, inside a session that is open."""
    places = {unit.id: place for place, unit in enumerate(facts.units(session))}
    units = _grouped((row.leader_id, row.unit_id) for row in session.exec(alive(LeaderUnit)).all())
    items = _grouped((row.leader_id, row.item_id) for row in session.exec(alive(LeaderItem)).all())
    order = _item_places(session)
    rows = session.exec(alive(LeaderRow).order_by(col(LeaderRow.ordinal), col(LeaderRow.id))).all()
    return tuple(
        CountyLeader(
            row.id,
            row.name,
            row.post,
            row.principal,
            row.ordinal,
            _in_order(units.get(row.id, ()), places),
            _in_order(items.get(row.id, ()), order),
        )
        for row in rows
    )


def task_forces(store: Store) -> tuple[TaskForce, ...]:
    """Every 工作专班 with member units and items, in the order that a person gave them."""
    with store.reading() as session:
        return session_task_forces(session)


def session_task_forces(session: Session) -> tuple[TaskForce, ...]:
    """As `task_forces`, inside a session that is open."""
    places = {unit.id: place for place, unit in enumerate(facts.units(session))}
    units = _grouped((row.task_force_id, row.unit_id) for row in session.exec(alive(TaskForceUnit)).all())
    items = _grouped((row.task_force_id, row.item_id) for row in session.exec(alive(TaskForceItem)).all())
    order = _item_places(session)
    rows = session.exec(alive(ForceRow).order_by(col(ForceRow.ordinal), col(ForceRow.id))).all()
    return tuple(
        TaskForce(
            row.id,
            row.name,
            row.head,
            row.deputies,
            row.leader_id,
            row.unit_id,
            row.remark,
            row.ordinal,
            _in_order(units.get(row.id, ()), places),
            _in_order(items.get(row.id, ()), order),
        )
        for row in rows
    )


def people_map(session: Session, plan_id: str = "") -> PeopleMap:
    """Who is in charge of each item of the plan (the current one where none is named)."""
    plan = facts.current_plan(session, plan_id)
    known = session_leaders(session)
    written = _written(session, plan.id)
    by_unit: dict[str, list[CountyLeader]] = {}
    by_item: dict[str, list[CountyLeader]] = {}
    # 主要领导 are over everybody: a 分管领导 of the unit goes first
    for leader in sorted(known, key=lambda one: one.principal):
        for unit_id in leader.units:
            by_unit.setdefault(unit_id, []).append(leader)
        for item_id in leader.items:
            by_item.setdefault(item_id, []).append(leader)
    leads = _lead_units(session, plan.id)
    charge: dict[str, tuple[CountyLeader, ...]] = {}
    for (item_id,) in raw_connection(session).execute(
        "SELECT id FROM item WHERE plan_id = ? AND dead = 0", (plan.id,)
    ):
        found = by_item.get(item_id) or by_unit.get(leads.get(item_id, ""))
        if not found and written.get(item_id):
            found = _named(written[item_id], known)
        if found:
            charge[item_id] = tuple(found)
    return PeopleMap(known, session_task_forces(session), charge, written)


def leader_of(session: Session, item_id: str) -> CountyLeader | None:
    """The leader in charge: of the item by name, else of its lead unit, else the one that its list writes."""
    item = session.get(Item, item_id)
    return people_map(session, item.plan_id).leader_of(item_id) if item is not None else None


def leader_names(session: Session) -> Mapping[str, str]:
    """By item of the current plan who is in charge of it, for a column; items with nobody are left out."""
    found = people_map(session)
    ids = {*found.charge, *found.written}
    return {item_id: name for item_id in ids if (name := found.name_of(item_id))}


def in_charge(store: Store) -> InCharge:
    """Who is in charge of what in the current plan, to filter by and to show."""
    with store.reading() as session:
        found = people_map(session)
    of_leaders = {one.id: found.items_of(one.id) for one in found.leaders}
    of_forces = {one.id: frozenset(one.items) for one in found.forces}
    names = [(one.id, one.name, False) for one in found.leaders if of_leaders[one.id]]
    names += [(one.id, one.name, True) for one in found.forces if of_forces[one.id]]
    leaders = {item_id: "、".join(one.shown for one in charge) for item_id, charge in found.charge.items()}
    with_forces = {item_id for ids in of_forces.values() for item_id in ids}
    return InCharge(
        names=tuple(names),
        items={**of_leaders, **of_forces},
        leaders={**found.written, **leaders},
        forces={one: "、".join(force.name for force in found.forces_of(one)) for one in with_forces},
    )


def items_of_leader(session: Session, leader_id: str) -> frozenset[str]:
    """The items (ids) of the current plan that the leader is in charge of."""
    return people_map(session).items_of(leader_id)


def items_heard(session: Session, leader_id: str | None, task_force_id: str | None) -> frozenset[str] | None:
    """The items that a leader or a 工作专班 hears of: those named, and those that their units lead.

    None where nobody has said whose any item is, so that there is nothing to choose by.
    """
    found = people_map(session)
    leader = next((one for one in found.leaders if one.id == leader_id), None)
    force = next((one for one in found.forces if one.id == task_force_id), None)
    items = found.items_of(leader.id) if leader is not None else frozenset()
    if force is not None:
        leads = _lead_units(session, facts.current_plan(session).id)
        items |= {*force.items, *(item_id for item_id, unit in leads.items() if unit in force.units)}
    named = any(one is not None and (one.units or one.items) for one in (leader, force))
    return items if items or named else None


def task_forces_of(session: Session, item_id: str) -> tuple[TaskForce, ...]:
    """The 工作专班 that see to the item."""
    return tuple(one for one in session_task_forces(session) if item_id in one.items)


def setting(store: Store) -> PeopleSetting:
    """All that «领导与专班» shows."""
    with store.reading() as session:
        found = people_map(session)
        items = _items(session)
        return PeopleSetting(
            leaders=found.leaders,
            task_forces=found.forces,
            units=tuple((unit.id, unit.name, unit.initials) for unit in facts.units(session)),
            items=items,
            written=_offered_leaders(found, items),
            written_forces=_offered_forces(session, found, items),
            counts=tuple((one.id, len(found.items_of(one.id))) for one in found.leaders),
        )


def _offered_leaders(found: PeopleMap, items: Iterable[NamedItem]) -> tuple[WrittenLeader, ...]:
    """Who is written as 分管领导 in the lists and is no leader yet, in the lists' order."""
    offered: dict[str, tuple[str, list[str]]] = {}
    for item in items:
        for part in split_names(found.written.get(item.id, "")):
            name, post = read_person(part)
            if is_name(name) and not any(names_person(part, one.name, one.post) for one in found.leaders):
                offered.setdefault(name, (post, []))[1].append(item.id)
    return tuple(WrittenLeader(name, post, tuple(ids)) for name, (post, ids) in offered.items())


def _offered_forces(
    session: Session, found: PeopleMap, items: Iterable[NamedItem]
) -> tuple[WrittenForce, ...]:
    """工作专班 named in a column of a list that is kept as it is."""
    wanted = {item.id for item in items}
    there = {one.name for one in found.forces}
    offered: dict[str, list[str]] = {}
    for row in session.exec(alive(ListEntry)).all():
        if row.item_id not in wanted:
            continue
        for head, cell in json.loads(row.extras or "{}").items():
            if _FORCE_HEAD in head:
                for name in split_names(str(cell)):
                    if name not in there:
                        offered.setdefault(name, []).append(row.item_id)
    return tuple(WrittenForce(name, tuple(ids)) for name, ids in offered.items())


def _named(written: str, known: Iterable[CountyLeader]) -> list[CountyLeader]:
    """Leaders named in a cell, in its order."""
    return [one for part in split_names(written) for one in known if names_person(part, one.name, one.post)]


def _written(session: Session, plan_id: str) -> dict[str, str]:
    rows = raw_connection(session).execute(
        "SELECT e.item_id, e.leader FROM list_entry e JOIN item i ON i.id = e.item_id"
        " WHERE i.plan_id = ? AND e.dead = 0 AND i.dead = 0 AND trim(e.leader) <> ''",
        (plan_id,),
    )
    return {item_id: leader.strip() for item_id, leader in rows}


def _lead_units(session: Session, plan_id: str) -> dict[str, str]:
    """By item its lead unit; where nobody is the lead, the first owner, if that is a unit and no 泛指."""
    rows = raw_connection(session).execute(
        "SELECT a.item_id, a.unit_id FROM assignment a JOIN item i ON i.id = a.item_id"
        " WHERE i.plan_id = ? AND a.dead = 0 AND i.dead = 0"
        " ORDER BY a.item_id, a.role <> 'lead', a.role = 'support', a.ordinal, a.id",
        (plan_id,),
    )
    found: dict[str, str] = {}
    for item_id, unit_id in rows:
        found.setdefault(item_id, unit_id or "")
    return found


def _items(session: Session) -> tuple[NamedItem, ...]:
    plan = facts.current_plan(session)
    names = {unit.id: unit.name for unit in facts.units(session)}
    leads = _lead_units(session, plan.id)
    from shengsi_desktop.store.reading import load_items

    return tuple(
        NamedItem(core.id, core.number, core.title, core.list.label, names.get(leads.get(core.id, ""), ""))
        for core in load_items(raw_connection(session), plan.id, plan.year)
        if core.kind is not ItemKind.APPEAL
    )


def _item_places(session: Session) -> dict[str, int]:
    rows = raw_connection(session).execute("SELECT id FROM item WHERE dead = 0 ORDER BY kind, ordinal, id")
    return {item_id: place for place, (item_id,) in enumerate(rows)}


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for holder, held in pairs:
        found.setdefault(holder, []).append(held)
    return found


def _in_order(ids: Iterable[str], places: Mapping[str, int]) -> tuple[str, ...]:
    """Those that are there still, in that order."""
    return tuple(sorted((one for one in ids if one in places), key=lambda one: places[one]))
