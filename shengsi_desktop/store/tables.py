"""The synced and submitted tables. Only shapes: `migrations` makes them, `sessions` changes them.

Decimals are strings, dates ISO strings, lists JSON text, so that every field is plain JSON and portable to
PostgreSQL. The local tables and the log are `local_tables`.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index

from shengsi_desktop.store.board_tables import (
    Appeal,
    AppealContact,
    BoardAdjustment,
    BoardEntrant,
    BoardFigure,
    BoardRule,
    CustomBoard,
)
from shengsi_desktop.store.columns import Row, Synced, flag, reference, reference_or_none
from shengsi_desktop.store.document_tables import (
    Attachment,
    CountyNote,
    Dispatch,
    FillSheet,
    FinalVersion,
    Publication,
    Receipt,
    Submission,
    WeekReturn,
    Withdrawal,
)
from shengsi_desktop.store.indicator_tables import Condition, Indicator, IndicatorPoint
from shengsi_desktop.store.list_tables import IslandTag, ListEntry, PlanPoint, Project
from shengsi_desktop.store.meeting_tables import (
    BriefPart,
    DirectiveStep,
    MeetingSeries,
    Stoppage,
    StoppageItem,
)
from shengsi_desktop.store.people_tables import (
    CountyLeader,
    ItemSection,
    LeaderItem,
    LeaderUnit,
    Section,
    TaskForce,
    TaskForceItem,
    TaskForceUnit,
)
from shengsi_desktop.store.plan_tables import (
    Assignment,
    Deliverable,
    Direction,
    GroupChoice,
    GroupMember,
    IslandPlace,
    Item,
    Plan,
    Succession,
    Task,
    Unit,
    UnitGroup,
    UnitRhythm,
)

__all__ = [
    "Appeal",
    "AppealContact",
    "Assignment",
    "Attachment",
    "BoardAdjustment",
    "BoardEntrant",
    "BoardFigure",
    "BoardRule",
    "BriefPart",
    "Condition",
    "CountyLeader",
    "CountyNote",
    "CustomBoard",
    "Deliverable",
    "Direction",
    "DirectiveStep",
    "Dispatch",
    "FillSheet",
    "FinalVersion",
    "GroupChoice",
    "GroupMember",
    "Indicator",
    "IndicatorPoint",
    "IslandPlace",
    "IslandTag",
    "Item",
    "ItemSection",
    "LeaderItem",
    "LeaderUnit",
    "ListEntry",
    "MeetingSeries",
    "Plan",
    "PlanPoint",
    "Project",
    "Publication",
    "Receipt",
    "Section",
    "Stoppage",
    "StoppageItem",
    "Submission",
    "Succession",
    "Task",
    "TaskForce",
    "TaskForceItem",
    "TaskForceUnit",
    "Unit",
    "UnitGroup",
    "UnitRhythm",
    "WeekReturn",
    "Withdrawal",
]

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
    """A unit's week: who answers for the table, and when (ISO) the 上会稿 was made."""

    KEY: ClassVar[tuple[str, ...]] = ("unit_id", "week")
    __table_args__ = (Index("ix_unit_week_unit_week", "unit_id", "week"),)

    unit_id: str = reference("unit.id", index=False)
    week: str = ""
    reviewer: str = ""
    filler: str = ""
    phone: str = ""
    for_meeting_at: str = ""


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
    conclusion: str = ""
    series_id: str | None = reference_or_none("meeting_series.id")


class Topic(Synced, table=True):
    """议题. `carried` is N of 顺延N次, `origin_id` the topic it was first; `reached`: dealt with, words or not."""

    PARENT: ClassVar[tuple[str, str] | None] = ("meeting_id", "meeting")

    meeting_id: str = reference("meeting.id")
    ordinal: int = 0
    title: str = ""
    notes: str = ""
    conclusion: str = ""
    item_id: str | None = reference_or_none("item.id")
    carried: int = 0
    origin_id: str | None = reference_or_none("topic.id")
    reached: bool = flag()


class Directive(Synced, table=True):
    """交办事项. Days are ISO dates; `week` is the one it was given in.

    `who` is whom it was given to as typed; `owner_unit_id` the unit, `person` who answers there. `first_due` is the
    first date after a 延期; `document` the 来文 or 督办单 number.
    """

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
    owner_unit_id: str | None = reference_or_none("unit.id")
    person: str = ""
    phone: str = ""
    first_due: str | None = None
    given_by: str = ""
    given_on: str | None = None
    document: str = ""
    signed_on: str | None = None
    signed_by: str = ""
    result: str = ""
    closed_on: str | None = None
    closed_by: str = ""
    request_id: str | None = reference_or_none("coordination_request.id")


class CoordinationRequest(Synced, table=True):
    """需协调事项. `raised_on` and `answered_on` are ISO dates."""

    PARENT: ClassVar[tuple[str, str] | None] = ("item_id", "item")
    __table_args__ = (Index("ix_coordination_request_unit_week", "unit_id", "week"),)

    item_id: str = reference("item.id")
    unit_id: str = reference("unit.id", index=False)
    week: str = ""
    text: str = ""
    level: str = "departments"
    raised_on: str | None = None
    answer: str = ""
    answered_on: str | None = None
    answered_by: str = ""


class LightRule(Synced, table=True):
    """Thresholds as decimals in strings. Versioned: it holds from week `since` on, an old week keeps its rule.

    `preset` is the one it was made of (yinchuan, xinhuang, ouhai, deadline); `basis` how thresholds are meant: «gap»
    percentage points below the schedule, «share» percent of the schedule, «strict» met or not, «date» by the due day
    alone. `kinds` is a JSON object of thresholds that differ by kind of deliverable: {"ratio": {"yellow": "3",
    "red": "20", "soon": 14}}, each of the three or none. `made_up`: a month that was red and made up later turns
    yellow.
    """

    name: str = ""
    version: int = 1
    yellow_below: str = "10"
    red_below: str = "30"
    soon_days: int = 7
    approx_margin: str = "0.5"
    current: bool = flag()
    preset: str = "yinchuan"
    basis: str = "gap"
    since: str = ""
    kinds: str = "{}"
    made_up: bool = flag(default=True)
    remark: str = ""


def synced_tables() -> dict[str, type[Synced]]:
    """Every synced table by its name, in an order in which parents come before children."""
    found = {str(model.__tablename__): model for model in Synced.__subclasses__()}
    ordered = [table.name for table in Row.metadata.sorted_tables if table.name in found]
    return {name: found[name] for name in ordered}
