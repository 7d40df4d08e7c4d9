"""One unit or item more for a leader or a 工作专班, or one less: the others stay, whoever set them meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.people_editing import held_row, require_units
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import (
    CountyLeader,
    LeaderItem,
    LeaderUnit,
    TaskForce,
    TaskForceItem,
    TaskForceUnit,
)

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.store.sessions import Store


def put_leader_unit(store: Store, leader_id: str, unit_id: str, *, there: bool) -> frozenset[FieldKey]:
    """A unit that a leader is in charge of, or no longer. Refused where either is gone."""
    return _put(store, LeaderUnit, leader_id, unit_id, there=there)


def put_leader_item(store: Store, leader_id: str, item_id: str, *, there: bool) -> frozenset[FieldKey]:
    """An item that a leader is in charge of by name, or no longer."""
    return _put(store, LeaderItem, leader_id, item_id, there=there)


def put_task_force_unit(store: Store, force_id: str, unit_id: str, *, there: bool) -> frozenset[FieldKey]:
    """A member unit of a 工作专班, or no longer one. Refused where either is gone."""
    return _put(store, TaskForceUnit, force_id, unit_id, there=there)


def put_task_force_item(store: Store, force_id: str, item_id: str, *, there: bool) -> frozenset[FieldKey]:
    """An item that a 工作专班 sees to, or no longer."""
    return _put(store, TaskForceItem, force_id, item_id, there=there)


_Link = type[LeaderUnit] | type[LeaderItem] | type[TaskForceUnit] | type[TaskForceItem]
_NAMES: dict[_Link, str] = {
    LeaderUnit: "改分管单位",
    LeaderItem: "改分管事项",
    TaskForceUnit: "改专班成员单位",
    TaskForceItem: "改专班事项",
}


def _put(store: Store, model: _Link, owner_id: str, part_id: str, *, there: bool) -> frozenset[FieldKey]:
    of_leader = model in (LeaderUnit, LeaderItem)
    field = "leader_id" if of_leader else "task_force_id"
    part = "unit_id" if model in (LeaderUnit, TaskForceUnit) else "item_id"
    with signed(store, _NAMES[model]) as command:
        if of_leader:
            held_row(command, CountyLeader, owner_id, "领导")
        else:
            held_row(command, TaskForce, owner_id, "工作专班")
        if there:
            if part == "unit_id":
                require_units(command.session, (part_id,))
            command.keyed(model, **{field: owner_id, part: part_id})
        else:
            wanted = alive(model).where(getattr(model, field) == owner_id, getattr(model, part) == part_id)
            for row in command.session.exec(wanted).all():
                command.session.delete(row)
    return command.changed
