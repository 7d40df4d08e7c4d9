"""What one row of 指标目标清单 changes: the indicator with its target, and values by period.

Figures are kept in the indicator's own unit: a table in another size of it (万元 for 亿元) is converted exactly, one in
another measure is told of and left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.indicators import Trend
from shengsi_desktop.domain.lists import DUTY_FIELDS, CellProblem, ListField
from shengsi_desktop.domain.measures import converted
from shengsi_desktop.domain.plan import IndicatorText
from shengsi_desktop.plan.target_words import adds_up
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.rhythm.target_units import strange_unit
from shengsi_desktop.services.lists.edits import Edit, Put
from shengsi_desktop.services.lists.extras import Extras
from shengsi_desktop.services.lists.projects import period_words
from shengsi_desktop.services.lists.rows import flat, joined, name_key, name_of, said, same_words
from shengsi_desktop.services.lists.targets import same_target, shown, stored_target, target_edits, target_of
from shengsi_desktop.sheets.lists.meanings import measure_of
from shengsi_desktop.sheets.lists.synonyms import taken_apart
from shengsi_desktop.sheets.lists.values import says_nothing
from shengsi_desktop.store.keys import indicator_point_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shengsi_desktop.domain.lists import ListCell, ListRow
    from shengsi_desktop.services.lists.item_edits import ListContext
    from shengsi_desktop.services.lists.numbers import Number
    from shengsi_desktop.services.lists.stored import StoredThing

F = ListField
_WORDS = {F.CATEGORY: "category", F.SOURCE: "source", F.RELEASE: "release", F.REMARK: "remark"}
_CADENCES = ((re.compile("月"), "month"), (re.compile("季"), "quarter"), (re.compile("半年"), "half"),
             (re.compile("年"), "year"))  # fmt: skip
CADENCE_WORDS = {"month": "月度", "quarter": "季度", "half": "半年", "year": "年度"}
SUM_WORDS = {True: "累计", False: "时点"}
_TREND_WORDS = {one.value: one.label for one in Trend}
_LOWER = re.compile(r"越低|越小|逆向|负向|下降|递减")
_UPPER = re.compile(r"越高|越大|越多|正向|上升|递增")
_SUMS = re.compile("累计|累加")
_AT_ONCE = re.compile("时点|当期|单期")
#: what a row says of one period, beside the value itself
_OF_PERIOD = {F.VALUE: "value", F.PLANNED: "planned", F.PROVINCE: "province", F.RANK: "rank"}
_CALLED = {"value": "", "planned": "计划", "province": "全省平均", "rank": "全省位次"}
_UNIT_BRACKET = re.compile(r"[（(\[【]([^（()）\]】\[【]*)[)）\]】]\s*$")
_HANDLED = frozenset({
    F.NUMBER, F.NAME, F.GOAL, F.MEASURE, F.BASELINE, F.DIRECTION, F.CUMULATIVE, F.CADENCE, F.AS_OF,
    *_WORDS, *_OF_PERIOD, *DUTY_FIELDS,
})  # fmt: skip


def indicator_name(text: str) -> str:
    """The name without the unit behind it: 地区生产总值 of «地区生产总值（亿元）»."""
    bracket = _UNIT_BRACKET.search(text)
    if bracket and bracket.start() and taken_apart(text[bracket.start() :]).unit:
        return text[: bracket.start()].strip()
    return text


class IndicatorEdits:
    """Makes the edits of one row. `month` («2023-06») is where values without their own time belong, empty: nowhere."""

    def __init__(
        self,
        context: ListContext,
        row: ListRow,
        thing: StoredThing | None,
        indicator_id: str,
        number: Number,
        kept: frozenset[str],
        month: str = "",
    ) -> None:
        """`thing` is the stored indicator, None for a new one, whose id is to be `indicator_id`."""
        self.context = context
        self.row = row
        self.thing = thing
        self.indicator_id = indicator_id
        self.number = number
        self.kept = kept if thing is not None else frozenset[str]()
        self.month = month
        self.problems: list[CellProblem] = []
        self.stored: dict[str, Any] = thing.row if thing else {}
        self._extras = Extras(thing.extras if thing else {}, context.labels, self.kept)
        #: values stand there: their unit is no longer another measure's
        self._fixed = False
        self.unit = self._unit()
        #: columns whose cells found no place of their own
        self._left: set[int] = set()
        #: (period, column of the point) that a cell has spoken for
        self._spoken: set[tuple[str, str]] = set()
        #: a value had no time to belong to
        self.unplaced = False

    def edits(self) -> list[Edit]:
        """Everything that the row changes."""
        found = [*self._named(), *self._listed(), *self._unit_edits(), *self._target(), *self._counted()]
        found += self._duties()
        found += self._points()
        found += self._extra_edits()
        return [edit for edit in found if edit.puts or edit.drops]

    def _put(self, fields: dict[str, Any]) -> Put:
        return Put("indicator", self.indicator_id, fields)

    def _word(self, label: str, new: str, stored: str) -> str:
        return stored if not new or label in self.kept or same_words(new, stored) else new

    def _unit(self) -> str:
        """The unit that the indicator's figures are kept in: its own as long as the table's is the same measure."""
        texts = {one.field: one.text for one in self.row.cells if one.field is not None and not one.period}
        goal = self.row.cell(F.GOAL)
        self.written = measure_of(texts) or (goal.unit if goal else "")
        held = str(self.stored.get("unit", ""))
        if not held or not self.written or F.MEASURE.label in self.kept:
            return held or self.written
        self._fixed = (
            any(one["value"] is not None for one in self.thing.points.values()) if self.thing else False
        )
        return held if self._fixed or converted(Decimal(1), self.written, held) is not None else self.written

    def _named(self) -> list[Edit]:
        name = indicator_name(name_of(self.row))
        kind = self.context.kind
        if self.thing is None:
            fields = {
                "plan_id": self.context.plan.id, "name": name, "ordinal": self.number.ordinal, "unit": self.unit,
                "text": name,
            }  # fmt: skip
            return [Edit(F.NAME.label, "", name, (self._put(fields),))]
        found = []
        held = str(self.stored["name"])
        if name_key(name, kind) != name_key(held, kind) and F.NAME.label not in self.kept:
            found.append(Edit(F.NAME.label, held, name, (self._put({"name": name}),)))
        if self.number.ordinal != self.stored["ordinal"] and F.NUMBER.label not in self.kept:
            before, after = str(self.stored["ordinal"]), str(self.number.ordinal)
            found.append(Edit(F.NUMBER.label, before, after, (self._put({"ordinal": self.number.ordinal}),)))
        return found

    def _listed(self) -> list[Edit]:
        found = []
        for of, column in _WORDS.items():
            held = str(self.stored.get(column, ""))
            new = self._word(of.label, said(self.row, of), held)
            if new != held:
                found.append(Edit(of.label, held, new, (self._put({column: new}),)))
        return found

    def _unit_edits(self) -> list[Edit]:
        held = str(self.stored.get("unit", ""))
        if self._fixed and converted(Decimal(1), self.written, held) is None:
            message = f"计量单位“{self.written}”与台账的“{held}”不是同一种，已有数值，单位没有改，请核对。"
            self.problems.append(CellProblem(self.row.line, None, message))
        if self.unit == held:
            return []
        return [Edit(F.MEASURE.label, held, self.unit, (self._put({"unit": self.unit}),))]

    def _target(self) -> list[Edit]:
        cell = self.row.cell(F.GOAL)
        if cell is None or not said(self.row, F.GOAL) or F.GOAL.label in self.kept:
            return []
        if strange := strange_unit(cell.conditions, self.unit):
            message = f"目标的单位是{strange}，指标的单位是{self.unit}，没有作为目标记入，请核对。"
            self.problems.append(CellProblem(self.row.line, cell.column, message))
            self._left.add(cell.column)
            return []
        conditions = self.thing.conditions if self.thing else []
        held = stored_target(self.stored, conditions) if self.thing else None
        new = target_of(cell, self.unit)
        if held is not None and same_target(cell, held, new):
            return []
        puts, drops = target_edits(self.indicator_id, conditions, new)
        before = shown(held, str(self.stored["unit"])) if held else ""
        return [Edit(F.GOAL.label, before, shown(new, self.unit), puts, drops)]

    def _counted(self) -> list[Edit]:
        """Baseline, direction, whether the values add up, and how often there is one."""
        found = []
        cell = self.row.cell(F.BASELINE)
        value = self._in_unit(cell)
        held = self.stored.get("baseline")
        if (
            value is not None
            and F.BASELINE.label not in self.kept
            and (held is None or Decimal(held) != value)
        ):
            before = f"{plain(Decimal(held))}{self.unit}" if held is not None else ""
            found.append(
                Edit(
                    F.BASELINE.label,
                    before,
                    f"{plain(value)}{self.unit}",
                    (self._put({"baseline": plain(value)}),),
                )
            )
        elif value is None and cell is not None:
            self._left.add(cell.column)
        sums = bool(self.stored.get("cumulative", self._adds_up()))
        if self.thing is None and not sums:
            found.append(Edit("", "", "", (self._put({"cumulative": False}),)))
        trend, cadence = str(self.stored.get("trend", "")), str(self.stored.get("cadence", "month"))
        found += self._chosen(F.DIRECTION, "trend", _trend, trend, _TREND_WORDS)
        found += self._chosen(F.CUMULATIVE, "cumulative", _sums, sums, SUM_WORDS)
        found += self._chosen(F.CADENCE, "cadence", _cadence, cadence, CADENCE_WORDS)
        return found

    def _adds_up(self) -> bool:
        """Whether a new indicator's values add up over the year, as the plan's reader takes it by the name."""
        cell = self.row.cell(F.GOAL)
        name = indicator_name(name_of(self.row))
        return adds_up(IndicatorText(name, "", name, 0, 0, cell.conditions if cell else ()))

    def _chosen(
        self, of: ListField, column: str, read: Callable[[str], Any], held: Any, words: Mapping[Any, str]
    ) -> list[Edit]:
        """One of a few words; what is none of them is kept as it is written."""
        cell = self.row.cell(of)
        new = read(said(self.row, of))
        if new is None:
            if cell is not None:
                self._left.add(cell.column)
            return []
        if of.label in self.kept or new == held:
            return []
        before = words.get(held, "") if self.thing else ""
        return [Edit(of.label, before, words[new], (self._put({column: new}),))]

    def _duties(self) -> list[Edit]:
        """Who leads stands as the owner; an owner beside a lead is kept as the column it is."""
        found = []
        leads, owners = self._units(F.LEAD), self._units(F.OWNER)
        answers = F.LEAD if leads else F.OWNER
        if leads and owners and (cell := self.row.cell(F.OWNER)):
            self._left.add(cell.column)
        for of, column, names in (
            (answers, "owner", leads or owners),
            (F.SUPPORT, "support", self._units(F.SUPPORT)),
        ):
            held = str(self.stored.get(column, ""))
            new = self._word(of.label, names, held)
            if new != held:
                found.append(Edit(of.label, held, new, (self._put({column: new}),)))
        return found

    def _units(self, of: ListField) -> str:
        cell = self.row.cell(of)
        if cell is None or not said(self.row, of):
            return ""
        for name in cell.names:
            self.context.directory.ids(name)
        return joined(cell.names) or flat(cell.text)

    def _points(self) -> list[Edit]:
        """Values by period: columns that are periods, and 完成值 with its neighbours at 数据时点."""
        found = []
        cell: ListCell | None
        for cell in self.row.periods:
            column = _OF_PERIOD.get(cell.field) if cell.field else None
            if column and len(cell.period) == 7 and said_cell(cell):
                found += self._point(cell, cell.period, column)
            elif said_cell(cell):
                self._left.add(cell.column)
        as_of = self.row.cell(F.AS_OF)
        period = f"{as_of.day.year}-{as_of.day.month:02d}" if as_of and as_of.day else self.month
        for of, column in _OF_PERIOD.items():
            cell = self.row.cell(of)
            if cell is None or not said_cell(cell):
                continue
            if cell.value is None:
                self._left.add(cell.column)
            elif period:
                found += self._point(cell, period, column)
            else:
                self.unplaced = True
        if as_of is not None and as_of.day is None and said(self.row, F.AS_OF):
            self._left.add(as_of.column)
        return found

    def _point(self, cell: ListCell, period: str, column: str) -> list[Edit]:
        value = cell.value if column == "rank" else self._in_unit(cell)
        again = (period, column) in self._spoken
        if again or value is None or (column == "rank" and (value != int(value) or value < 1)):
            self._left.add(cell.column)
            return []
        self._spoken.add((period, column))
        row = self.thing.points.get(period, {}) if self.thing else {}
        held = row.get(column)
        label = month_words(period, column)
        if (held is not None and Decimal(held) == value) or label in self.kept:
            return []
        unit = "位" if column == "rank" else self.unit
        fields: dict[str, Any] = {column: int(value) if column == "rank" else plain(value)}
        if column == "value" and row.get("status"):
            fields["status"] = ""  # 核定数 was said of the figure that goes
        put = Put(
            "indicator_point",
            indicator_point_id(self.indicator_id, period),
            fields,
            {"indicator_id": self.indicator_id, "period": period},
        )
        before = f"{plain(Decimal(held))}{unit}" if held is not None else ""
        return [Edit(label, before, f"{plain(value)}{unit}", (put,))]

    def _in_unit(self, cell: ListCell | None) -> Decimal | None:
        """The figure in the indicator's unit; one of another measure is told of and is none."""
        if cell is None or cell.value is None:
            return None
        unit = cell.unit or self.written or self.unit
        value = converted(cell.value, unit, self.unit) if unit and self.unit else cell.value
        if value is None:
            message = (
                f"“{flat(cell.text)[:20]}”的单位是{unit}，指标的单位是{self.unit}，没有作为数值记入，请核对。"
            )
            self.problems.append(CellProblem(self.row.line, cell.column, message))
        return value

    def _extra_edits(self) -> list[Edit]:
        for cell in self.row.cells:
            of = cell.field
            placed = (
                of is not None and (cell.period != "" or of in _HANDLED) and cell.column not in self._left
            )
            if not placed and (of is None or said_cell(cell)):
                self._extras.keep(cell, unread=of in _HANDLED)
        put = self._put({"extras": self._extras.text})
        return [replace(edit, puts=(put, *edit.puts)) for edit in self._extras.edits]


def month_words(period: str, column: str) -> str:
    """«2023年3月全省平均», as a change of a point is called."""
    return f"{period_words(period)}{_CALLED[column]}"


def said_cell(cell: ListCell) -> bool:
    """True where the cell says anything."""
    return cell.value is not None or not says_nothing(cell.text)


def _trend(words: str) -> str | None:
    if _LOWER.search(words):
        return Trend.DOWN.value
    return Trend.UP.value if _UPPER.search(words) else None


def _sums(words: str) -> bool | None:
    if _AT_ONCE.search(words):
        return False
    return True if _SUMS.search(words) else None


def _cadence(words: str) -> str | None:
    if "半年" in words:
        return "half"
    return next((name for pattern, name in _CADENCES if pattern.search(words)), None)
