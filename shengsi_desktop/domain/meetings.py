"""Meetings, their topics and what was handed out to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.directives import Directive

if TYPE_CHECKING:
    from shengsi_desktop.domain.words import Cadence

__all__ = ["Directive", "Meeting", "Topic"]


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
