"""The synced and submitted tables. Only shapes: `migrations` makes them, `sessions` changes them.

Decimals are strings, dates ISO strings, lists JSON text, so that every field is plain JSON and portable to
PostgreSQL. The local tables and the log are `local_tables`.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from shengsi_desktop.store.columns import Row, Synced, flag, reference, reference_or_none
from shengsi_desktop.store.indicator_tables import Condition, Indicator, IndicatorPoint
from shengsi_desktop.store.list_tables import IslandTag, ListEntry, PlanPoint, Project

__all__ = ["Condition", "Indicator", "IndicatorPoint", "IslandTag", "ListEntry", "PlanPoint", "Project"]

# -- synced: the plan


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
    """单位. `aliases` is a JSON list."""

    name: str = ""
    full_name: str = ""
    kind: str = "department"
    aliases: str = "[]"
    initials: str = ""
    stem: str = ""
    ordinal: int = 0


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
    """A unit's meeting day and 统计周期; its id is the unit's. Weekdays from 0 = Monday, times «HH:MM»."""

    meeting_weekday: int = 4
    meeting_time: str = "15:00"
    hand_in: str = "17:00"
    last_weekday: int = 6


# -- synced: the week


class Report(Synced, table=True):
    """周填报: one item, one unit, one week. `override_percent` is a decimal as string, 0-100."""

    PARENT: ClassVar[tuple[str, str] | None] = ("item_id", "item")
    KEY: ClassVar[tuple[str, ...]] = ("item_id", "unit_id", "week")
    __table_args__ = (Index("ix_report_unit_week", "unit_id", "week"),)

    item_id: str = reference("item.id")
    unit_id: str = reference("unit.id", index=False)
    week: str = ""
    progress: str = ""
    problems: str = ""
    catch_up: str = ""
    expected: str = ""
    next_plan: str = ""
    no_news: bool = flag()
    override_percent: str | None = None
    override_reason: str = ""
    section: str = ""
    contact: str = ""
    remark: str = ""


class DeliverableValue(Synced, table=True):
    """What one unit reported of one deliverable in one week. `value` is a decimal as string."""

    PARENT: ClassVar[tuple[str, str] | None] = ("deliverable_id", "deliverable")
    KEY: ClassVar[tuple[str, ...]] = ("deliverable_id", "unit_id", "week")
    __table_args__ = (Index("ix_deliverable_value_unit_week", "unit_id", "week"),)

    deliverable_id: str = reference("deliverable.id")
    unit_id: str = reference("unit.id", index=False)
    week: str = ""
    value: str | None = None
    stage: int | None = None
    done: bool = flag()
    words: str = ""


class PlanMark(Synced, table=True):
    """上周计划完成情况 of one line of the report that planned it; `mark` is empty while nobody has said."""

    PARENT: ClassVar[tuple[str, str] | None] = ("report_id", "report")
    KEY: ClassVar[tuple[str, ...]] = ("report_id", "line", "occurrence")

    report_id: str = reference("report.id")
    line: str = ""
    occurrence: int = 0
    mark: str = ""


class UnitWeek(Synced, table=True):
    """A unit's week: who answers for the table."""

    KEY: ClassVar[tuple[str, ...]] = ("unit_id", "week")
    __table_args__ = (Index("ix_unit_week_unit_week", "unit_id", "week"),)

    unit_id: str = reference("unit.id", index=False)
    week: str = ""
    reviewer: str = ""
    filler: str = ""
    phone: str = ""


class Meeting(Synced, table=True):
    """会商 / 听取 / 例会 of one unit in one period; `n` from 1."""

    KEY: ClassVar[tuple[str, ...]] = ("unit_id", "cadence", "period", "n")
    __table_args__ = (Index("ix_meeting_unit_period", "unit_id", "period"),)

    unit_id: str = reference("unit.id", index=False)
    cadence: str = "weekly"
    period: str = ""
    n: int = 1
    held_at: str = ""
    place: str = ""
    chair: str = ""
    attendees: str = ""
    recorder: str = ""
    notes: str = ""


class Topic(Synced, table=True):
    """议题. `carried` is N of 顺延N次."""

    PARENT: ClassVar[tuple[str, str] | None] = ("meeting_id", "meeting")

    meeting_id: str = reference("meeting.id")
    ordinal: int = 0
    title: str = ""
    notes: str = ""
    conclusion: str = ""
    item_id: str | None = reference_or_none("item.id")
    carried: int = 0


class Directive(Synced, table=True):
    """交办事项. `due` and `done_on` are ISO dates; `week` is the one it was given in."""

    __table_args__ = (Index("ix_directive_unit_week", "unit_id", "week"),)

    unit_id: str = reference("unit.id", index=False)
    meeting_id: str | None = reference_or_none("meeting.id")
    item_id: str | None = reference_or_none("item.id")
    what: str = ""
    who: str = ""
    due: str | None = None
    state: str = "open"
    source: str = "weekly"
    week: str = ""
    done_on: str | None = None


class CoordinationRequest(Synced, table=True):
    """需协调事项. `raised_on` is an ISO date."""

    PARENT: ClassVar[tuple[str, str] | None] = ("item_id", "item")
    __table_args__ = (Index("ix_coordination_request_unit_week", "unit_id", "week"),)

    item_id: str = reference("item.id")
    unit_id: str = reference("unit.id", index=False)
    week: str = ""
    text: str = ""
    level: str = "departments"
    raised_on: str | None = None
    answer: str = ""


class LightRule(Synced, table=True):
    """Thresholds in percentage points, as decimals in strings. Versioned: an old week keeps its rule."""

    name: str = ""
    version: int = 1
    yellow_below: str = "10"
    red_below: str = "30"
    soon_days: int = 7
    approx_margin: str = "0.5"
    current: bool = flag()


# -- submitted: immutable documents


class FinalVersion(Row, table=True):
    """定稿 of a unit's week; `id` is the content's hash, two on one parent are a conflict."""

    __table_args__ = (Index("ix_final_version_unit_week", "unit_id", "week"),)

    id: str = Field(primary_key=True)
    unit_id: str
    week: str
    parent_id: str | None = None
    content: str
    at: str
    person: str = ""
    reviewer: str = ""


def synced_tables() -> dict[str, type[Synced]]:
    """Every synced table by its name, in an order in which parents come before children."""
    found = {str(model.__tablename__): model for model in Synced.__subclasses__()}
    ordered = [table.name for table in Row.metadata.sorted_tables if table.name in found]
    return {name: found[name] for name in ordered}
