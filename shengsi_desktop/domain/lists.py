"""The four lists (指标目标, 重点举措, 重点改革, 重大项目) as read from an office's table, not yet stored.

Only the shapes: what a column or a cell says is read in `sheets`; matching with what is stored is the services'.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.money import money_in
from shengsi_desktop.domain.words import Comparator, Word

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.plan import Condition


class ListKind(Word):
    """The four annexes of a plan."""

    INDICATOR = "indicator", "指标目标清单"
    KEY_MEASURE = "key_measure", "重点举措清单"
    REFORM = "reform", "重点改革清单"
    PROJECT = "project", "重大项目清单"


class ListField(Word):
    """What a column of a list may say; the label is what a user chooses it by."""

    NUMBER = "number", "序号"
    CATEGORY = "category", "类别"
    TASK = "task", "所属任务"
    NAME = "name", "名称"
    CONTENT = "content", "内容"
    ISLAND = "island", "所属岛"
    LEAD = "lead", "牵头单位"
    SUPPORT = "support", "配合单位"
    OWNER = "owner", "责任单位"
    LEADER = "leader", "分管领导"
    SECTION = "section", "承办科室"
    PERSON = "person", "责任人"
    PHONE = "phone", "联系电话"
    DUE = "due", "完成时限"
    GOAL = "goal", "年度目标"
    MEASURE = "measure", "计量单位"
    BASELINE = "baseline", "上年实绩"
    DIRECTION = "direction", "方向"
    CUMULATIVE = "cumulative", "累计或时点"
    CADENCE = "cadence", "频度"
    SOURCE = "source", "数据来源"
    RELEASE = "release", "发布时间"
    VALUE = "value", "完成值"
    PLANNED = "planned", "计划值"
    YOY = "yoy", "同比"
    PROVINCE = "province", "全省平均"
    RANK = "rank", "全省位次"
    AS_OF = "as_of", "数据时点"
    RATE = "rate", "完成率"
    SCHEDULE = "schedule", "序时进度"
    POINTS = "points", "分值"
    CRITERIA = "criteria", "评分标准"
    SCORE = "score", "得分"
    DONE_NOW = "done_now", "本期完成情况"
    PROGRESS = "progress", "进展情况"
    PROBLEMS = "problems", "存在问题"
    PROBLEM_TYPE = "problem_type", "问题类型"
    NEXT_PLAN = "next_plan", "下一步计划"
    REQUEST = "request", "需协调事项"
    BUILDER = "builder", "建设单位"
    NATURE = "nature", "建设性质"
    SITE = "site", "建设地点"
    TOTAL = "total", "总投资"
    BEFORE = "before", "至上年底累计完成"
    YEAR_PLAN = "year_plan", "年度计划投资"
    MONTH_DONE = "month_done", "本月完成投资"
    YEAR_DONE = "year_done", "本年累计完成"
    ALL_DONE = "all_done", "开工以来累计完成"
    STAGE = "stage", "形象进度"
    START = "start", "开工时间"
    FINISH = "finish", "竣工时间"
    SPAN = "span", "起止时间"
    MILESTONES = "milestones", "节点安排"
    REMARK = "remark", "备注"


#: the units that answer for a row
DUTY_FIELDS = frozenset({ListField.LEAD, ListField.SUPPORT, ListField.OWNER})
#: sums of money: 万元 or 亿元, never without a word which
MONEY_FIELDS = frozenset({
    ListField.TOTAL, ListField.BEFORE, ListField.YEAR_PLAN, ListField.MONTH_DONE,
    ListField.YEAR_DONE, ListField.ALL_DONE,
})  # fmt: skip
NUMBER_FIELDS = MONEY_FIELDS | {
    ListField.BASELINE, ListField.VALUE, ListField.PLANNED, ListField.YOY, ListField.PROVINCE, ListField.RANK,
    ListField.RATE, ListField.SCHEDULE, ListField.POINTS, ListField.SCORE,
}  # fmt: skip
DAY_FIELDS = frozenset({ListField.DUE, ListField.AS_OF, ListField.START, ListField.FINISH})


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of a table: its place (from 0), its head as written, and what it is taken to say.

    `field` is None for a column that is kept as it is. `unit` and `year` are the head's own (总投资（万元）,
    2024年目标值). `period` is set where the head names a time («2023-03», or «03» while the year is not known).
    `sure` is False where the meaning was only guessed from a part of the head.
    """

    index: int
    head: str
    field: ListField | None = None
    unit: str = ""
    year: int | None = None
    period: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What the columns of one sheet say, and the lines of its head ([first, last], from 1; 0 for none)."""

    first: int
    last: int
    columns: tuple[MappedColumn, ...]

    def of(self, field: ListField) -> MappedColumn | None:
        """The first column that says `field`; a column of a period is none."""
        return next((one for one in self.columns if one.field is field and not one.period), None)

    @property
    def fields(self) -> frozenset[ListField]:
        """All that the columns say."""
        return frozenset(one.field for one in self.columns if one.field is not None)

    def corrected(self, index: int, field: ListField | None) -> ColumnMap:
        """The map after a person said what the column at `index` is; another that said the same gives it up."""
        changed = tuple(
            replace(one, field=field, period="", sure=True)
            if one.index == index
            else replace(one, field=None)
            if field is not None and one.field is field and not one.period
            else one
            for one in self.columns
        )
        return replace(self, columns=changed)


@dataclass(frozen=True, slots=True)
class ListCell:
    """One cell of a row: `text` as the table has it, and what it means for its field.

    `value` (to `high` for a range) in `unit`, percent 0-100; `day` ISO, with the words kept in `text`.
    `conditions` are those of a target (突破143). `names` are the units that it names, in order.
    `open_ended`: a time that never ends (长期坚持). `carried`: the words stand in a row above (merged cells).
    """

    field: ListField | None
    column: int
    text: str
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    comparator: Comparator = Comparator.EQ
    day: date | None = None
    open_ended: bool = False
    conditions: tuple[Condition, ...] = ()
    names: tuple[str, ...] = ()
    period: str = ""
    carried: bool = False

    @property
    def wan_yuan(self) -> Decimal | None:
        """The sum in 万元, where the unit says what it is."""
        sum_ = money_in(self.value, self.unit)
        return sum_.wan if sum_ is not None else None


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong or doubtful in a place, as a Chinese sentence. A row with a `blocking` one cannot be stored.

    `line` is the sheet's row (from 1; 0 for the whole table), `column` counts from 0, None for the whole row.
    """

    line: int
    column: int | None
    message: str
    blocking: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list. `continues`: its name is merged with the row above, so it goes on with the same thing."""

    line: int
    cells: tuple[ListCell, ...]
    problems: tuple[CellProblem, ...] = ()
    continues: bool = False

    def cell(self, field: ListField) -> ListCell | None:
        """The cell that says `field`, if the row has one; cells of periods are in `periods`."""
        return next((one for one in self.cells if one.field is field and not one.period), None)

    def text(self, field: ListField) -> str:
        """The words of `field`, empty where there are none."""
        found = self.cell(field)
        return found.text if found else ""

    @property
    def periods(self) -> tuple[ListCell, ...]:
        """The cells that give a value for a period."""
        return tuple(one for one in self.cells if one.period)

    @property
    def extras(self) -> tuple[ListCell, ...]:
        """The cells of columns that nobody has given a meaning."""
        return tuple(one for one in self.cells if one.field is None)

    @property
    def blocked(self) -> bool:
        """True where something must be put right before the row can be stored."""
        return any(problem.blocking for problem in self.problems)


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A line of the sheet that is no row of the list, and why (合计, 说明, 重复的表头 …)."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ListTable:
    """One sheet read as one list, nothing stored yet. `problems` are those of the table as a whole.

    `money_unit` is the one that a line above the head names («单位：万元»); `year` that of the title or of the caller.
    """

    kind: ListKind
    sheet: str
    title: str
    year: int | None
    money_unit: str
    columns: ColumnMap
    rows: tuple[ListRow, ...]
    skipped: tuple[SkippedLine, ...] = ()
    problems: tuple[CellProblem, ...] = ()

    @property
    def blocked(self) -> tuple[ListRow, ...]:
        """The rows that cannot be stored as they are."""
        return tuple(row for row in self.rows if row.blocked)


@dataclass(frozen=True, slots=True)
class ListFile:
    """All tables of one file; `notes` are sentences on what was not read (hidden sheets, sheets without a head)."""

    name: str
    tables: tuple[ListTable, ...]
    notes: tuple[str, ...] = ()
