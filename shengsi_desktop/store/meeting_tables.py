"""The synced tables around meetings: series, steps of directives, stoppages, briefs. Only shapes."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index

from shengsi_desktop.store.columns import Synced, flag, reference, reference_or_none


class MeetingSeries(Synced, table=True):
    """A meeting that comes again and again, beside the unit's weekly one.

    `cadence` as of a Meeting; `weekday` from 0 = Monday, `month_day` 1-31 for a monthly one on a day (0: by the
    weekday); times «HH:MM». `holidays`: what happens on a day off, «earlier», «later» or «keep».
    """

    unit_id: str = reference("unit.id")
    cadence: str = "half_month"
    name: str = ""
    weekday: int = 4
    month_day: int = 0
    meeting_time: str = "15:00"
    hand_in: str = "17:00"
    place: str = ""
    attendees: str = ""
    holidays: str = "earlier"
    leader_id: str | None = reference_or_none("county_leader.id")
    task_force_id: str | None = reference_or_none("task_force.id")
    ordinal: int = 0


class DirectiveStep(Synced, table=True):
    """One step in the life of a 交办事项: 签收, 进展, 商请, 催办, 延期, 办结, 销号, 重新办理, 取消.

    `day` is the ISO date it happened on; `due_from` and `due_to` are those of a 延期.
    """

    PARENT: ClassVar[tuple[str, str] | None] = ("directive_id", "directive")

    directive_id: str = reference("directive.id")
    kind: str = ""
    day: str = ""
    person: str = ""
    words: str = ""
    due_from: str | None = None
    due_to: str | None = None


class Stoppage(Synced, table=True):
    """停航, 台风, 大雾, 休渔期: from `first_day` to `last_day` (ISO dates, both counted).

    `islands` is a JSON list of island names; empty: the whole county. `reason` is the text offered in reports.
    """

    kind: str = "no_sailing"
    name: str = ""
    first_day: str = ""
    last_day: str = ""
    islands: str = "[]"
    reason: str = ""
    source: str = ""


class StoppageItem(Synced, table=True):
    """A person's word on one item of a stoppage: it is held up though no island says so, or is not."""

    PARENT: ClassVar[tuple[str, str] | None] = ("stoppage_id", "stoppage")
    KEY: ClassVar[tuple[str, ...]] = ("stoppage_id", "item_id")

    stoppage_id: str = reference("stoppage.id")
    item_id: str = reference("item.id")
    included: bool = flag(default=True)


class BriefPart(Synced, table=True):
    """One part of a half-month brief or a month pack as a person left it; parts not edited are drafted anew.

    `kind` is «half_month» or «month», `period` «2023-07-1» / «2023-07-2» or «2023-07»; `about` the county
    leader's id, empty for all; `part` names the part. `drafted` is the draft that the words were made of, so that a
    later one can be told from it.
    """

    KEY: ClassVar[tuple[str, ...]] = ("unit_id", "kind", "period", "about", "part")
    __table_args__ = (Index("ix_brief_part_unit_period", "unit_id", "period"),)

    unit_id: str = reference("unit.id", index=False)
    kind: str = ""
    period: str = ""
    about: str = ""
    part: str = ""
    words: str = ""
    drafted: str = ""
