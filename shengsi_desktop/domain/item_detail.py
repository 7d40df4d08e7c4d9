"""What is said about one item beside its standing: last week's plan, requests, source, history, the item whole.

Apart from `tracking`, since the first list is shown without any of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.months import MonthLight
    from shengsi_desktop.domain.sections import Handling, Section
    from shengsi_desktop.domain.tracking import Assignment, DeliverableStanding, ItemRow, Reading
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
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class ItemText:
    """Where an item stands in its plan's text (code points)."""

    text: str
    start: int
    end: int
    marker: str
    marker_start: int
    marker_end: int

    @property
    def in_plan(self) -> bool:
        """False for an item of a list: its words stand in no plan."""
        return self.end > self.start


#: what the fields of a ListLine are called, in the order in which they are shown
LIST_HEADS = {
    "category": "类别",
    "goal": "年度目标",
    "leader": "分管领导",
    "section": "承办科室",
    "person": "责任人",
    "phone": "联系电话",
    "due_words": "完成时限",
    "remark": "备注",
}


@dataclass(frozen=True, slots=True)
class ListLine:
    """What an item's list says of it beside its words, as written; empty where the list says nothing.

    `number` is the list's own. `extras` are the columns kept as they are, by their heads, in their order; `facts`
    is what a project is beside that (建设单位, 总投资 …), in words, without what nobody has said.
    """

    number: str = ""
    category: str = ""
    goal: str = ""
    leader: str = ""
    section: str = ""
    person: str = ""
    phone: str = ""
    due_words: str = ""
    remark: str = ""
    extras: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """All that is said, each by its head; nothing that is empty."""
        said = ((word, getattr(self, name)) for name, word in LIST_HEADS.items())
        return tuple((head, text) for head, text in (*said, *self.facts, *self.extras) if text)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One week of an item's progress: shown newest first.

    `final`: the week has a 定稿; `changed`: which says another thing of the item.
    """

    week: str
    unit: str
    progress: str
    problems: str
    next_plan: str
    values: str
    final: bool
    changed: bool = False


@dataclass(frozen=True, slots=True)
class OtherStanding:
    """How an item stands by another unit that answers for it: its light, and the words of its newest 定稿.

    `week` («2023-W30») is that of the words, empty where no 定稿 says any.
    """

    unit_id: str
    unit: str
    reading: Reading
    words: str = ""
    week: str = ""


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """One item whole: what the right pane of 任务清单 and `show --json` tell.

    `list_line` is None for what stands in no list. `curves` are plan curves by deliverable, as `FirstView` has
    them. `months` are the lights of the plan year's months up to the week looked from. `handling` is who handles
    it in the unit, `sections` whom it can be given to. `others` are units whose reports of it this desk has.
    """

    row: ItemRow
    source: ItemText
    assignments: tuple[Assignment, ...]
    deliverables: tuple[DeliverableStanding, ...]
    history: tuple[HistoryLine, ...] = field(default=())
    list_line: ListLine | None = None
    curves: Mapping[str, tuple[tuple[date, Decimal], ...]] = field(default_factory=dict)
    months: tuple[MonthLight, ...] = ()
    handling: Handling | None = None
    sections: tuple[Section, ...] = ()
    others: tuple[OtherStanding, ...] = ()
