"""Meetings, their topics and what was handed out to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from shengsi_desktop.domain.words import Cadence, DirectiveSource, DirectiveState


@dataclass(frozen=True, slots=True)
class Topic:
    """议题: an agenda item with notes and conclusion. `carried` is N of 顺延N次."""

    id: str
    meeting_id: str
    ordinal: int
    title: str
    notes: str = ""
    conclusion: str = ""
    item_id: str | None = None
    item_number: str = ""
    carried: int = 0


@dataclass(frozen=True, slots=True)
class Directive:
    """交办事项: what, who, by when. `number` runs within the unit, from 1; `age_weeks` are 已历周数."""

    id: str
    what: str
    who: str
    due: date | None
    state: DirectiveState
    source: DirectiveSource
    week: str
    meeting_id: str | None = None
    item_id: str | None = None
    item_number: str = ""
    unit: str = ""
    done_on: date | None = None
    age_weeks: int = 0
    overdue: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """会商 / 听取 / 例会 of one unit in one period. `held_at` is free text as typed («7月28日 15:00»)."""

    id: str
    unit_id: str
    cadence: Cadence
    period: str
    n: int
    held_at: str = ""
    place: str = ""
    chair: str = ""
    attendees: str = ""
    recorder: str = ""
    notes: str = ""
    topics: tuple[Topic, ...] = ()
    directives: tuple[Directive, ...] = ()
