"""The synced tables of the plan, its owners, and units. Only shapes, as `tables`."""

from __future__ import annotations

from typing import ClassVar

from sqlmodel import Field

from shengsi_desktop.store.columns import Synced, flag, reference, reference_or_none


class Plan(Synced, table=True):
    """行动方案 with its source text. `current`: the one that the pages show."""

    issuer: str = ""
    year: int | None = None
    title: str = ""
    source_text: str = ""
    source_sha256: str = ""
    current: bool = flag()


class Direction(Synced, table=True):
    """方向; `kind` is «direction» or «guarantee» (工作保障)."""

    PARENT: ClassVar[tuple[str, str] | None] = ("plan_id", "plan")

    plan_id: str = reference("plan.id")
    ordinal: int = 0
    number: str = ""
    title: str = ""
    kind: str = "direction"
    start_at: int = 0
    end_at: int = 0


class Task(Synced, table=True):
    """任务 1…26, 保1…保4."""

    PARENT: ClassVar[tuple[str, str] | None] = ("direction_id", "direction")

    plan_id: str = reference("plan.id")
    direction_id: str = reference("direction.id")
    ordinal: int = 0
    number: str = ""
    title: str = ""
    start_at: int = 0
    end_at: int = 0


class Item(Synced, table=True):
    """事项. `due` is an ISO date; `start_at`/`end_at` are code points of the plan's text."""

    PARENT: ClassVar[tuple[str, str] | None] = ("task_id", "task")

    plan_id: str = reference("plan.id")
    task_id: str | None = reference_or_none("task.id")
    kind: str = "clause"
    ordinal: int = 0
    number: str = ""
    title: str = ""
    text: str = ""
    start_at: int = 0
    end_at: int = 0
    marker: str = ""
    marker_start: int = 0
    marker_end: int = 0
    due: str = ""
    due_is_default: bool = flag(default=True)


class Deliverable(Synced, table=True):
    """细项. `target` and `target_high` are decimals as strings, `stages` a JSON list."""

    PARENT: ClassVar[tuple[str, str] | None] = ("item_id", "item")

    item_id: str = reference("item.id")
    ordinal: int = 0
    number: str = ""
    kind: str = "standing"
    name: str = ""
    text: str = ""
    start_at: int = 0
    end_at: int = 0
    target: str | None = None
    target_high: str | None = None
    unit: str = ""
    object: str = ""
    of: str = ""
    comparator: str = "words"
    stages: str = "[]"
    due: str = ""
    due_is_default: bool = flag(default=True)
    by_time: bool = flag()


class Assignment(Synced, table=True):
    """One owner of an item, a unit or a group, as written. Expansions of a group are derived."""

    PARENT: ClassVar[tuple[str, str] | None] = ("item_id", "item")
    KEY: ClassVar[tuple[str, ...]] = ("item_id", "written")

    item_id: str = reference("item.id")
    written: str = ""
    unit_id: str | None = reference_or_none("unit.id")
    group_id: str | None = reference_or_none("unit_group.id")
    role: str = "owner"
    role_source: str = "text"
    origin: str = "named"
    ordinal: int = 0


class GroupChoice(Synced, table=True):
    """A person's word on one unit of an assigned group: it belongs, or does not."""

    PARENT: ClassVar[tuple[str, str] | None] = ("assignment_id", "assignment")
    KEY: ClassVar[tuple[str, ...]] = ("assignment_id", "unit_id")

    assignment_id: str = reference("assignment.id")
    unit_id: str = reference("unit.id")
    included: bool = flag(default=True)


class Succession(Synced, table=True):
    """An item goes on with one of an earlier plan: what was reported of that one is its history, too."""

    PARENT: ClassVar[tuple[str, str] | None] = ("item_id", "item")
    KEY: ClassVar[tuple[str, ...]] = ("item_id", "predecessor_id")

    item_id: str = reference("item.id")
    predecessor_id: str = reference("item.id")


class Unit(Synced, table=True):
    """单位. `aliases` is a JSON list; `category` the group it is ranked in (乡镇, 经济 …), empty: by its kind."""

    name: str = ""
    full_name: str = ""
    kind: str = "department"
    aliases: str = "[]"
    initials: str = ""
    stem: str = ""
    ordinal: int = 0
    category: str = ""


class UnitGroup(Synced, table=True):
    """泛指; `rule` is «members» or «named_in_text»."""

    name: str = ""
    rule: str = "members"


class GroupMember(Synced, table=True):
    """One unit in one group."""

    PARENT: ClassVar[tuple[str, str] | None] = ("group_id", "unit_group")
    KEY: ClassVar[tuple[str, ...]] = ("group_id", "unit_id")

    group_id: str = reference("unit_group.id")
    unit_id: str = reference("unit.id")


class IslandPlace(Synced, table=True):
    """One island in one township; without `source` it is 待确认. `unit_id` None: whose it is, nobody has said."""

    island_id: str = Field(default="", index=True)
    island: str = ""
    unit_id: str | None = reference_or_none("unit.id")
    source: str = ""


class UnitRhythm(Synced, table=True):
    """A unit's meeting day and 统计周期; its id is the unit's. Weekdays from 0 = Monday, times «HH:MM».

    `earlier`: JSON of what held for the weeks before one, oldest first: [{"before": "2023-W31", "last_weekday": 6, …}].
    """

    meeting_weekday: int = 4
    meeting_time: str = "15:00"
    hand_in: str = "17:00"
    last_weekday: int = 6
    earlier: str = "[]"
