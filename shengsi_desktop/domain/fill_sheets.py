"""填报表: the workbook that a unit without the program fills in, as issued, as it came back, and what differs.

Cells are words throughout: a number as it is written, a stage by its name, a tick as 是, a level or mark by its
Chinese name. Names of fields are those of the store.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

#: what stands in 本周进展 of an item marked 本周无新进展
NO_NEWS = "本周无新进展"
#: what ticks a 细项
TICK = "是"


class RowKind(StrEnum):
    """The three tables of the workbook."""

    ITEM = "item"
    PLAN = "plan"
    FIGURE = "figure"


#: the columns to fill in of each table, by field
ITEM_HEADS = {
    "progress": "本周进展",
    "problems": "存在问题",
    "catch_up": "赶进度措施",
    "next_plan": "下周计划",
    "request": "需协调事项",
    "level": "提请层级",
}
PLAN_HEADS = {"mark": "完成情况"}
FIGURE_HEADS = {"value": "本周值", "stage": "本周阶段", "done": "完成"}
HEADS = {RowKind.ITEM: ITEM_HEADS, RowKind.PLAN: PLAN_HEADS, RowKind.FIGURE: FIGURE_HEADS}
#: the locked columns, by what `FillRow.shown` calls them
LOCKED_HEADS = {
    RowKind.ITEM: {"title": "事项", "last": "上周进展和计划"},
    RowKind.PLAN: {"title": "事项", "line": "上周计划"},
    RowKind.FIGURE: {"title": "细项", "kind": "类型", "target": "目标", "standing": "现值"},
}
NUMBER_HEAD = "编号"
SHEET_NAMES = {RowKind.ITEM: "填报", RowKind.PLAN: "上周计划", RowKind.FIGURE: "细项"}


@dataclass(frozen=True, slots=True)
class FillRow:
    """One row as issued. `key` is the item's, deliverable's or plan line's; `version` a sum of what was issued.

    `cells` are the fields to fill in with the words they had; `shown` the locked ones. `stages` and `unit` are those
    of a 细项. A line of last week's plan is named by `report_id`, `line`, `occurrence`.
    """

    kind: RowKind
    key: str
    number: str
    cells: dict[str, str]
    shown: dict[str, str] = field(default_factory=dict)
    stages: tuple[str, ...] = ()
    unit: str = ""
    item_id: str = ""
    report_id: str = ""
    line: str = ""
    occurrence: int = 0


@dataclass(frozen=True, slots=True)
class FillBook:
    """A 填报表 as issued for a unit's week: `id` is the issue's, `week` «2023-W30», `at` ISO with offset."""

    id: str
    unit_id: str
    unit: str
    week: str
    plan_title: str
    at: str
    rows: tuple[FillRow, ...]
    schema: int = 1

    def of_kind(self, kind: RowKind) -> tuple[FillRow, ...]:
        """The rows of one table."""
        return tuple(row for row in self.rows if row.kind is kind)


@dataclass(frozen=True, slots=True)
class Looks:
    """What the workbook says beside its rows: «2023年第30周», «7月24日–7月30日», the hand-in as words."""

    week: str
    span: str
    hand_in: str = ""


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One cell to fill in as it came back: its words and place («填报!E6»).

    `problem`: it cannot be read, in words. `covered`: another cell lies over it (merged), so it says nothing.
    """

    text: str
    place: str = ""
    problem: str = ""
    covered: bool = False


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as it came back. `key` is empty where the hidden one is lost; `number` is what a person sees.

    `line` is that of its sheet, from 0.
    """

    kind: RowKind
    key: str
    number: str
    cells: dict[str, ReadCell]
    shown: dict[str, str] = field(default_factory=dict)
    place: str = ""
    line: int = -1


@dataclass(frozen=True, slots=True)
class FilledBook:
    """A 填报表 as it came back. `issued` is what lay in its hidden sheet, None where that is lost or was changed.

    `unit` and `week` («2023-W30») are as its title says, empty where that is lost, too. `outside` is what was written
    where nothing is asked: beside the tables, in sheets of its own, in comments.
    """

    rows: tuple[ReadRow, ...]
    issued: FillBook | None = None
    unit: str = ""
    week: str = ""
    filler: str = ""
    reviewer: str = ""
    phone: str = ""
    remarks: tuple[str, ...] = ()
    outside: tuple[StrangeRow, ...] = ()


class CellVerdict(StrEnum):
    """What a cell that came back says beside what was issued and what stands here now. The value is shown."""

    FILLED = "填写"
    CLEARED = "清空"
    BOTH = "两边都改过"
    SAME = "台账已有"
    UNCHANGED = "未填"
    UNREADABLE = "读不了"


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell: as issued, in the table now, here now. `key` names it, `problem` says why it is not read.

    `value` is what would be stored: the table's words, or a plain number.
    """

    key: str
    row: FillRow
    field: str
    number: str
    what: str
    head: str
    verdict: CellVerdict
    issued: str
    sheet: str
    now: str
    value: str = ""
    place: str = ""
    problem: str = ""

    @property
    def takeable(self) -> bool:
        """Whether a person may take it over."""
        return self.verdict in (CellVerdict.FILLED, CellVerdict.CLEARED, CellVerdict.BOTH)

    @property
    def clean(self) -> bool:
        """Whether it is ticked from the start: filled in there, untouched here."""
        return self.verdict is CellVerdict.FILLED


@dataclass(frozen=True, slots=True)
class StrangeRow:
    """A row that fits none that was issued: its place and every word in it."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class FillDifferences:
    """A table that came back beside what was issued and what is here: cells, strange rows, remarks."""

    cells: tuple[CellDifference, ...]
    strange: tuple[StrangeRow, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[CellDifference, ...]:
        """The cells that a person looks at: taken over, or not readable."""
        return tuple(one for one in self.cells if one.takeable or one.verdict is CellVerdict.UNREADABLE)

    def count(self, verdict: CellVerdict) -> int:
        """How many cells are so."""
        return sum(one.verdict is verdict for one in self.cells)


@dataclass(frozen=True, slots=True)
class FillPreview:
    """What taking a 填报表 in would do. Nothing is changed by it.

    `number` is that of the 定稿 it makes, 0 where it makes none: only 上周计划完成情况 is said. `findings` are to be
    looked at, `differences` has the cells.
    """

    source: str
    unit_id: str
    unit: str
    week: str
    number: int
    filler: str
    reviewer: str
    phone: str
    differences: FillDifferences
    findings: tuple[str, ...] = ()
    marks: str = ""

    @property
    def clean_keys(self) -> frozenset[str]:
        """The cells that are ticked from the start."""
        return frozenset(one.key for one in self.differences.cells if one.clean)


@dataclass(frozen=True, slots=True)
class UnitToFill:
    """A unit that a 填报表 can be made for: how many items it has, whether it has reported, when one was issued."""

    unit_id: str
    unit: str
    items: int
    reported: bool
    issued_at: str = ""
