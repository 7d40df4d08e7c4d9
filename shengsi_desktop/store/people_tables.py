"""The synced tables of who does what: 科室, county leaders, 工作专班, and what each answers for. Only shapes."""

from __future__ import annotations

from typing import ClassVar

from shengsi_desktop.store.columns import Synced, flag, reference, reference_or_none


class Section(Synced, table=True):
    """科室 of a unit with its 经办人 and phone."""

    unit_id: str = reference("unit.id")
    name: str = ""
    person: str = ""
    phone: str = ""
    ordinal: int = 0


class ItemSection(Synced, table=True):
    """One 承办科室 of an item in its unit."""

    PARENT: ClassVar[tuple[str, str] | None] = ("section_id", "section")
    KEY: ClassVar[tuple[str, ...]] = ("item_id", "section_id")

    item_id: str = reference("item.id")
    section_id: str = reference("section.id")


class CountyLeader(Synced, table=True):
    """A county leader: name and post as the office writes them; `principal`: 主要领导, else 分管领导."""

    name: str = ""
    post: str = ""
    principal: bool = flag()
    ordinal: int = 0


class LeaderUnit(Synced, table=True):
    """A unit that a county leader is in charge of; its items are theirs, too."""

    PARENT: ClassVar[tuple[str, str] | None] = ("leader_id", "county_leader")
    KEY: ClassVar[tuple[str, ...]] = ("leader_id", "unit_id")

    leader_id: str = reference("county_leader.id")
    unit_id: str = reference("unit.id")


class LeaderItem(Synced, table=True):
    """An item that a county leader is in charge of by name; it goes before what its unit would say."""

    PARENT: ClassVar[tuple[str, str] | None] = ("leader_id", "county_leader")
    KEY: ClassVar[tuple[str, ...]] = ("leader_id", "item_id")

    leader_id: str = reference("county_leader.id")
    item_id: str = reference("item.id")


class TaskForce(Synced, table=True):
    """工作专班: its head and deputies as written, a county leader who may be its head, and the unit of its office."""

    name: str = ""
    head: str = ""
    deputies: str = ""
    leader_id: str | None = reference_or_none("county_leader.id")
    unit_id: str | None = reference_or_none("unit.id")
    remark: str = ""
    ordinal: int = 0


class TaskForceUnit(Synced, table=True):
    """One unit in a 工作专班."""

    PARENT: ClassVar[tuple[str, str] | None] = ("task_force_id", "task_force")
    KEY: ClassVar[tuple[str, ...]] = ("task_force_id", "unit_id")

    task_force_id: str = reference("task_force.id")
    unit_id: str = reference("unit.id")


class TaskForceItem(Synced, table=True):
    """One item that a 工作专班 sees to."""

    PARENT: ClassVar[tuple[str, str] | None] = ("task_force_id", "task_force")
    KEY: ClassVar[tuple[str, ...]] = ("task_force_id", "item_id")

    task_force_id: str = reference("task_force.id")
    item_id: str = reference("item.id")
