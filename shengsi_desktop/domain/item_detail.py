"""What is said about one item beside its standing: last week's plan, requests, source, history, the item whole.

Apart from `tracking`, since the first list is shown without any of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from shengsi_desktop.domain.tracking import Assignment, DeliverableStanding, ItemRow
    from shengsi_desktop.domain.words import PlanMark, RequestLevel


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of last week's 下周计划, this week's checklist. `occurrence` tells equal lines apart (from 0)."""

    report_id: str
    line: str
    occurrence: int
    mark: PlanMark | None
    weeks_not_started: int = 0


@dataclass(frozen=True, slots=True)
class CoordinationRequest:
    """需协调事项 with the level it is raised to. `answered` holds the reply, empty while it waits."""

    id: str
    item_id: str
    unit_id: str
    week: str
    text: str
    level: RequestLevel
    raised_on: date | None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ItemText:
    """Where an item stands in its plan's text (code points)."""

    text: str
    start: int
    end: int
    marker: str
    marker_start: int
    marker_end: int


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One week of an item's progress: shown newest first."""

    week: str
    unit: str
    progress: str
    problems: str
    next_plan: str
    values: str
    final: bool


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """One item whole: what the right pane of 任务清单 and `show --json` tell."""

    row: ItemRow
    source: ItemText
    assignments: tuple[Assignment, ...]
    deliverables: tuple[DeliverableStanding, ...]
    history: tuple[HistoryLine, ...] = field(default=())
