"""Values of indicators out of a workbook: every cell with what stands there now; nothing is stored unasked.

Reading the table is `sheets.lists.tables`; matching its rows with indicators and comparing is done here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import POINT_FIELDS, PointCell, PointStatus
from shengsi_desktop.domain.lists import ListField, ListKind
from shengsi_desktop.domain.measures import converted
from shengsi_desktop.domain.periods import month_key, read_period
from shengsi_desktop.domain.point_import import CellChange, PointPreview
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.indicator_points import put_cells
from shengsi_desktop.services.indicator_rows import matched, short, size_doubt
from shengsi_desktop.store import keys
from shengsi_desktop.store.indicator_reading import load_indicators
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Indicator, IndicatorPoint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.indicators import Indicator as IndicatorView
    from shengsi_desktop.domain.indicators import IndicatorPoint as PointView
    from shengsi_desktop.domain.lists import ListCell, ListRow, ListTable
    from shengsi_desktop.services.indicator_rows import Match
    from shengsi_desktop.sheets.lists.files import Progress
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.indicator_reading import IndicatorFacts
    from shengsi_desktop.store.sessions import Store

F = ListField
#: columns that give a value for the table's one period
_COLUMNS = {F.VALUE: "value", F.PLANNED: "planned", F.PROVINCE: "province", F.RANK: "rank"}
_PERIOD_COLUMNS = {F.VALUE: "value", F.PLANNED: "planned"}
#: a column beside the name may say which series a row is (实际, 计划, 全省平均 …)
_SERIES = {label: name for name, label in POINT_FIELDS.items()} | {"全省": "province", "位次": "rank"}
_TOLD_PERIOD = re.compile(
    r"20\d\d年(?:(?:1月?[-—–~～至])?\d{1,2}月|第?[一二三四1-4]季度|前三季度|[上下]半年|全年)|20\d\d-\d{1,2}(?!\d)"
)
_MONTH_ALONE = re.compile(r"(?:20\d\d年)?(?:\d{1,2}月|第[1-4]季度)")
_PRELIMINARY = re.compile(r"快报|初步核算|预计数|初值")
_FINAL = re.compile(r"核定|年报数|决算数|最终核实")
_HEADS = frozenset({"指标", "指标名称"})


def preview(
    store: Store,
    content: bytes,
    file_name: str,
    year: int | None = None,
    *,
    period: str | None = None,
    progress: Progress | None = None,
) -> PointPreview:
    """Set the values of a workbook against what is stored. Raises Refusal for a file that cannot be read, `Cancelled`
    where `progress` says no.

    `year` is that of months without one (default: the plan's); `period` («2023-06») that of a column 本期值 where the
    table does not say of when it is.
    """
    from shengsi_desktop.sheets.lists.tables import read_list

    with store.reading() as session:
        plan = facts.current_plan(session)
        known = load_indicators(raw_connection(session), plan.id)
    found = read_list(content, file_name, year=year or plan.year, progress=progress)
    tables = [table for table in found.tables if table.kind is ListKind.INDICATOR]
    if not tables:  # taken for another list: then what stands there as one of indicators
        found = read_list(content, file_name, ListKind.INDICATOR, year=year or plan.year, progress=progress)
        tables = list(found.tables)
    reading = _Reading(known, read_period(period) if period else "", file_name)
    for table in tables:
        reading.table(table)
    return PointPreview(
        file_name,
        plan.id,
        plan.title,
        year or plan.year,
        tuple(reading.changes),
        reading.same,
        tuple(reading.problems),
        found.notes,
    )


def take_in(store: Store, preview: PointPreview) -> frozenset[FieldKey]:
    """Store what is taken of a preview, in one command. Refused when there is nothing to store, and where what
    stands there is no longer what the preview showed.
    """
    taken = preview.taken
    if not taken:
        raise Refusal("没有要存入的数值，原有数据没有改动。")
    with signed(store, f"导入指标数据{len(taken)}格") as command:
        for change in taken:
            _refuse_stale(command, change)
        put_cells(command, [cell for change in taken for cell in change.cells])
    return command.changed


def _refuse_stale(command: Command, change: CellChange) -> None:
    """Refuse a change whose preview is older than what stands in its cell."""
    cell = change.cells[0]
    indicator = command.session.get(Indicator, cell.indicator_id)
    if indicator is None or indicator.dead:
        raise Refusal(f"“{change.indicator}”已不在了，一格都没有存入。请重新选择文件预览。")
    row = command.session.get(IndicatorPoint, keys.indicator_point_id(cell.indicator_id, cell.period))
    held = None if row is None or row.dead else getattr(row, cell.field)
    firm = PointStatus(row.status) if row is not None and cell.field == "value" else PointStatus.UNSAID
    now = _shown(None if held is None else Decimal(held), firm, indicator.unit, cell.field)
    new = Decimal(str(cell.value))
    if now != change.before or not change.after.startswith(
        _shown(new, PointStatus.UNSAID, indicator.unit, cell.field)
    ):
        raise Refusal(
            f"“{change.indicator}”{change.what}在预览之后改过，现为{now or '空'}（预览时为{change.before or '空'}），"
            "一格都没有存入。请重新选择文件预览。"
        )


@dataclass(slots=True)
class _Reading:
    """Goes through the tables of a file and gathers what differs."""

    known: Sequence[IndicatorFacts]
    period: str
    file_name: str
    changes: list[CellChange] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    same: int = 0
    seen: dict[tuple[str, str, str], tuple[int, Decimal]] = field(default_factory=dict)

    def table(self, table: ListTable) -> None:
        """Read one sheet."""
        told = _period_of(f"{table.title} {table.sheet} {self.file_name}")
        firm = _status_of(f"{table.title}{table.sheet}{self.file_name}")
        heads = {one.index: one.head for one in table.columns.columns}
        counted = {one.index for one in table.columns.columns if one.period or one.field in _COLUMNS}
        rows = _of_indicators(table)
        matches = matched(rows, self.known)
        for row in rows:
            values = list(_values(row, self.period or _as_of(row) or told, table.year))
            if not values:
                continue
            match = matches.get(row.line)
            if match is None:
                name = row.text(F.NAME).strip()
                if name in _HEADS:
                    continue  # the head of another table below the first
                self.problems.append(f"第{row.line}行：没有名为“{short(name)}”的指标，这一行不导入。")
                continue
            self.problems += [
                # a list keeps the words beside the number; here there is nothing to keep them in
                f"第{row.line}行：{one.message.replace('只保留文字', '这一格不导入')}"
                for one in row.problems
                if one.column in counted
            ]
            self._row(row, match, values, heads, firm)

    def _row(
        self,
        row: ListRow,
        match: Match,
        values: list[tuple[str, str, ListCell]],
        heads: dict[int, str],
        firm: PointStatus,
    ) -> None:
        indicator = match.known.indicator
        points = {read_period(point.period): point for point in match.known.points}
        for name, period, cell in values:
            where = f"第{row.line}行“{indicator.name}”"
            if cell.value is None:
                continue  # 未发布, or words that are told with the table's own problems
            if not period:
                self.problems.append(
                    f"{where}：没有写明{POINT_FIELDS[name]}是哪一期，请选定数据时点后再导入。"
                )
                continue
            value, wrong = _in_unit(cell, indicator, name)
            if wrong:
                self.problems.append(f"{where}：{wrong}")
                continue
            line, first = self.seen.setdefault((indicator.id, period, name), (row.line, value))
            if line != row.line:
                if value != first:
                    what = f"{_when(period)}的{POINT_FIELDS[name]}"
                    self.problems.append(f"{where}：{what}与第{line}行的不同，以前面的为准。")
                continue
            said = (
                _status_of(f"{cell.text}{heads.get(cell.column, '')}")
                or _status_of(row.text(F.REMARK))
                or firm
            )
            doubt = f"{match.doubt}{size_doubt(cell, value, match.known, name)}"
            self._cell(row.line, indicator, (name, period, value), points.get(period), said, doubt)

    def _cell(
        self,
        line: int,
        indicator: IndicatorView,
        given: tuple[str, str, Decimal],
        stored: PointView | None,
        said: PointStatus,
        warning: str,
    ) -> None:
        name, period, value = given
        before = getattr(stored, name) if stored is not None else None
        status = stored.status if stored is not None else PointStatus.UNSAID
        firmer = name == "value" and said is not PointStatus.UNSAID and said is not status
        if before is not None and Decimal(before) == value and (not firmer or status is PointStatus.FINAL):
            self.same += 1
            return
        cells = [PointCell(indicator.id, period, name, value)]
        if firmer:
            cells.append(PointCell(indicator.id, period, "status", said))
        if (
            name == "value"
            and before is not None
            and status is PointStatus.FINAL
            and said is not PointStatus.FINAL
        ):
            new = f"这是{said.label}" if said.label else "表中没有写明是核定数"
            warning += f"原来是核定数，{new}。"
        self.changes.append(
            CellChange(
                line,
                f"{indicator.ordinal} {indicator.name}",
                f"{_when(period)} {POINT_FIELDS[name]}",
                _shown(before, status if name == "value" else PointStatus.UNSAID, indicator.unit, name),
                _shown(value, said if name == "value" else PointStatus.UNSAID, indicator.unit, name),
                tuple(cells),
                warning,
                taken=not warning,
            )
        )


def _of_indicators(table: ListTable) -> list[ListRow]:
    """The rows without those of deliverables, which in our own workbook stand below under a head of their own."""
    lines = sorted(one.line for one in table.skipped)
    head = next((one.line for one in table.skipped if "细项" in one.text.split()), None)
    if head is None:
        return list(table.rows)
    end = next((line for line in lines if line > head), None)
    return [row for row in table.rows if row.line < head or (end is not None and row.line > end)]


def _values(row: ListRow, period: str, year: int | None) -> Iterator[tuple[str, str, ListCell]]:
    """(field, period, cell) of all that a row gives; the period is empty where nobody says it.

    Below our own table of indicators stand the points of its charts, a row each, with the period where the target was.
    """
    charted = _month_of(row.text(F.GOAL), year)
    value = row.cell(F.VALUE)
    if charted:
        if value is not None:
            yield "value", charted, value
        return
    series = next((_SERIES[said] for one in row.cells if (said := one.text.strip()) in _SERIES), "")
    for cell in row.periods:
        name = _PERIOD_COLUMNS.get(cell.field) if cell.field is not None else None
        if name is not None and len(cell.period) > 2:
            yield (series or name) if name == "value" else name, read_period(cell.period), cell
    for column, name in _COLUMNS.items():
        one = row.cell(column)
        if one is not None:
            yield name, period, one


def _month_of(words: str, year: int | None) -> str:
    """The period that the words are and nothing else, of `year` where they name none; empty for other words."""
    if not _MONTH_ALONE.fullmatch(words.strip()):
        return ""
    whole = words.strip() if words.strip().startswith("20") else f"{year}年{words.strip()}"
    try:
        return read_period(whole)
    except Refusal:
        return ""


def _as_of(row: ListRow) -> str:
    cell = row.cell(F.AS_OF)
    if cell is None:
        return ""
    if cell.day is not None:
        return month_key(cell.day.year, cell.day.month)
    return _period_of(cell.text)


def _period_of(words: str) -> str:
    """The period that a title or a cell names, empty where it names none."""
    hit = _TOLD_PERIOD.search(words)
    try:
        return read_period(hit[0]) if hit else ""
    except Refusal:
        return ""


def _status_of(words: str) -> PointStatus:
    if _FINAL.search(words):
        return PointStatus.FINAL
    return PointStatus.PRELIMINARY if _PRELIMINARY.search(words) else PointStatus.UNSAID


def _in_unit(cell: ListCell, indicator: IndicatorView, name: str) -> tuple[Decimal, str]:
    """The value in the indicator's unit; or a sentence where the cell's unit is another kind of thing."""
    value = cell.value if cell.value is not None else Decimal(0)
    own, wanted = cell.unit, indicator.unit
    if name == "rank" or not own or not wanted or own == wanted:
        return value, ""
    moved = converted(value, own, wanted)
    if moved is not None:
        return moved, ""
    return value, f"“{cell.text[:20]}”的单位是{own}，指标的单位是{wanted}，没有导入，请改后再导入。"


def _shown(value: Decimal | int | None, status: PointStatus, unit: str, name: str) -> str:
    if value is None:
        return ""
    if name == "rank":
        return f"第{plain(Decimal(value))}位"
    firm = f"（{status.label}）" if status.label else ""
    return f"{plain(Decimal(value))}{unit}{firm}"


def _when(period: str) -> str:
    return f"{period[:4]}年{int(period[5:7])}月"
