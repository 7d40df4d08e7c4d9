"""填报表 as a workbook: what to fill in is coloured and open, the rest locked without a password.

Row keys stand in a hidden column, what was issued in a very hidden sheet; `fill_sheet_reading` reads both back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from shengsi_desktop.domain.fill_sheets import HEADS, LOCKED_HEADS, NUMBER_HEAD, SHEET_NAMES, TICK, RowKind
from shengsi_desktop.domain.words import PlanMark, RequestLevel
from shengsi_desktop.sheets import heights
from shengsi_desktop.sheets.cells import Entry, put_value, short, text
from shengsi_desktop.sheets.clean_text import clean
from shengsi_desktop.sheets.fill_sheet_form import (
    HIDDEN_SHEET,
    KEY_HEAD,
    NOTES_SHEET,
    PEOPLE,
    TITLE,
    row_key,
    to_chunks,
)
from shengsi_desktop.sheets.looks import BOX, DEFAULT_STYLE, HEAD, QUIET, SheetStyle, aligned, font, ground
from shengsi_desktop.sheets.packing import pack
from shengsi_desktop.sheets.paper import Paper, set_up_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from shengsi_desktop.domain.fill_sheets import FillBook, FillRow, Looks

#: the ground of cells to fill in
_OPEN = "FFF7D6"
#: the widths of the columns, printed on A4 at about two thirds and nearly full size; broader where words are so long
#: that the tallest row would not show them whole
_WIDTHS: Mapping[RowKind, Sequence[float]] = {
    RowKind.ITEM: (8, 22, 24, 32, 19, 17, 23, 18, 11),
    RowKind.PLAN: (9, 40, 62, 14),
    RowKind.FIGURE: (10, 40, 9, 14, 18, 14, 14, 9),
}
#: room to write in, in points
_LEAST = {RowKind.ITEM: 66.0, RowKind.PLAN: 24.0, RowKind.FIGURE: 24.0}
_BIG = {"progress", "problems", "catch_up", "next_plan", "request"}
#: rows below the last one that have dropdowns, too, for whoever inserts some
_SPARE = 20
#: of 填表说明: well within A4, for a single column is not everywhere shrunk to the page, and would lose its beginning
_NOTES_WIDTH = 95
_NOTES = (
    "1. 只填黄色格；白色格是台账里已有的内容，供对照，改了也不会采用。",
    "2. “填报”表：每个事项一行。没有新进展的，在“本周进展”里写“本周无新进展”。配合的事项只在这一列写一句配合情况。",
    "3. “下周计划”一行写一件事，下周会逐条列出来对照。",
    "4. “需协调事项”写清要谁做什么，并在“提请层级”里选一级。",
    "5. “上周计划”表：逐条在“完成情况”里选：完成、部分完成、未启动、暂缓。",
    "6. “细项”表：数量、比率填“本周值”（累计数，只填数字）；节点选“本周阶段”；常态完成的选“是”。没有变化的不填。",
    "7. 请勿写公式，请勿删“行标识”列和隐藏的工作表；插行、换列、排序、合并单元格都可以，收回时会认出来。",
    "8. 填好后填上填报人、审核人、联系电话，存为 .xlsx，原样发回。",
    "9. 严禁填写涉密信息。",
)


@dataclass(frozen=True, slots=True)
class _Field:
    """One column of a table: its head, its field, and whether it may be filled in at all."""

    head: str
    name: str
    open: bool


def fill_sheet(book: FillBook, looks: Looks, style: SheetStyle = DEFAULT_STYLE) -> bytes:
    """The workbook; the same book gives the same bytes."""
    style = replace(style, body_size=11, head_size=11)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for kind in RowKind:
        rows = book.of_kind(kind)
        if rows or kind is RowKind.ITEM:
            _table(workbook, book, looks, kind, rows, style)
    _notes(workbook, book, looks, style)
    hidden: Worksheet = workbook.create_sheet(HIDDEN_SHEET)
    for column, lines in enumerate((to_chunks(book), _printed(workbook)), start=1):
        for line, said in enumerate(lines, start=1):
            cell = hidden.cell(line, column, said)
            cell.data_type = "s"
    hidden.protection.sheet = True
    hidden.sheet_state = "veryHidden"
    title = f"{clean(book.unit)}{looks.week}{TITLE}"
    workbook.properties.title = title
    workbook.properties.creator = workbook.properties.lastModifiedBy = clean(book.unit)
    return pack(workbook, datetime.fromisoformat(book.at).date())


def _printed(workbook: Workbook) -> list[str]:
    """The words above the tables and in the notes: whatever else stands there when it comes back was written since."""
    found: dict[str, None] = {}
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows(values_only=True):
            found |= dict.fromkeys(str(one) for one in row if one is not None)
            if KEY_HEAD in row:
                break
    return list(found)


def _table(
    workbook: Workbook,
    book: FillBook,
    looks: Looks,
    kind: RowKind,
    rows: Sequence[FillRow],
    style: SheetStyle,
) -> None:
    sheet: Worksheet = workbook.create_sheet(SHEET_NAMES[kind])
    fields = [
        _Field(NUMBER_HEAD, "number", open=False),
        *(_Field(head, name, open=False) for name, head in LOCKED_HEADS[kind].items()),
        *(_Field(head, name, open=True) for name, head in HEADS[kind].items()),
    ]
    widths = _widths(kind, rows, fields, style)
    paper = Paper(sheet, style, widths)
    name = "" if kind is RowKind.ITEM else f"（{SHEET_NAMES[kind]}）"
    paper.title(clean(f"{book.unit}{looks.week}{TITLE}{name}"))
    due = f"　　{looks.hand_in}前发回" if looks.hand_in else ""
    paper.subtitle(f"统计周：{looks.span}{due}　　只填黄色格，说明见“{NOTES_SHEET}”")
    if kind is RowKind.ITEM:
        _people(paper, len(fields))
    head = paper.next_row
    paper.head([one.head for one in fields])
    key_column = len(fields) + 1
    _put(sheet, head, key_column, replace(short(KEY_HEAD), ink=QUIET), style)
    for place, row in enumerate(rows, start=head + 1):
        _row(sheet, place, row, fields, widths, style)
        _put(sheet, place, key_column, Entry(row_key(row), ink=QUIET, size=8), style)
    if not rows:
        paper.row([(replace(text("本单位没有要填报的事项"), align="center", ink=QUIET), len(fields))])
    sheet.column_dimensions[get_column_letter(key_column)].hidden = True
    _dropdowns(sheet, kind, rows, fields, head + 1)
    set_up_page(sheet, repeat=f"{head}:{head}", freeze=f"C{head + 1}", mark="")
    sheet.print_area = f"A1:{get_column_letter(len(fields))}{max(head + len(rows), head + 1)}"
    _lock(sheet)


def _widths(
    kind: RowKind, rows: Sequence[FillRow], fields: Sequence[_Field], style: SheetStyle
) -> list[float]:
    least = list(_WIDTHS[kind])
    shown = [[str(_entry(row, field).value) for field in fields] for row in rows]
    return heights.fit_widths(least, least, shown, sum(least), style.body_size)


def _people(paper: Paper, columns: int) -> None:
    """填报人, 审核人, 联系电话, each label with a cell to fill in beside it."""
    row, sheet = paper.next_row, paper.sheet
    for place, label in enumerate(PEOPLE.values()):
        at = 1 + 2 * place
        entry = replace(short(label), ground=HEAD.ground, font=paper.style.head_font)
        _put(sheet, row, at, entry, paper.style, boxed=True)
        _put(sheet, row, at + 1, Entry("", ground=_OPEN), paper.style, boxed=True)
        sheet.cell(row, at + 1).protection = Protection(locked=False)
        sheet.cell(row, at + 1).number_format = "@"
    sheet.row_dimensions[row].height = 24
    paper.next_row += 1
    assert columns >= 2 * len(PEOPLE)


def _row(
    sheet: Worksheet,
    place: int,
    row: FillRow,
    fields: Sequence[_Field],
    widths: Sequence[float],
    style: SheetStyle,
) -> None:
    tallest = _LEAST[row.kind]
    for column, (field, width) in enumerate(zip(fields, widths, strict=True), start=1):
        entry = _entry(row, field)
        fillable = field.open and field.name in row.cells
        entry = replace(entry, ground=_OPEN if fillable else "", ink="" if field.open else QUIET)
        _put(sheet, place, column, entry, style, boxed=True)
        cell = sheet.cell(place, column)
        cell.protection = Protection(locked=not fillable)
        if fillable and field.name == "value":
            cell.number_format = "General"
        lines = heights.line_count(str(entry.value), width, style.body_size)
        tallest = max(tallest, heights.height_of(lines, style.body_size))
    sheet.row_dimensions[place].height = min(tallest, heights.TALLEST)
    if tallest >= heights.TALLEST:
        # should it still not be enough, the end is cut and not the beginning, too
        for column in range(1, len(fields) + 1):
            cell = sheet.cell(place, column)
            cell.alignment = aligned(cell.alignment.horizontal, vertical="top")


def _entry(row: FillRow, field: _Field) -> Entry:
    if field.name == "number":
        return short(row.number)
    if not field.open:
        return text(row.shown.get(field.name, ""))
    entry = text(row.cells.get(field.name, ""))
    return entry if field.name in _BIG else replace(entry, align="center")


def _put(
    sheet: Worksheet, row: int, column: int, entry: Entry, style: SheetStyle, *, boxed: bool = False
) -> None:
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"row {row} is written over a merged cell")
    put_value(cell, entry)
    size = entry.size or style.body_size
    cell.font = font(entry.font or style.body_font, size, *([entry.ink] if entry.ink else []))
    cell.alignment = aligned(entry.align)
    if boxed:
        cell.border = BOX
    if entry.ground:
        cell.fill = ground(entry.ground)


def _dropdowns(
    sheet: Worksheet, kind: RowKind, rows: Sequence[FillRow], fields: Sequence[_Field], first: int
) -> None:
    last = first + len(rows) + _SPARE - 1
    letters = {field.name: get_column_letter(n) for n, field in enumerate(fields, start=1)}
    if kind is RowKind.ITEM:
        _offer(
            sheet,
            [f"{letters['level']}{first}:{letters['level']}{last}"],
            [one.label for one in RequestLevel.to_choose()],
        )
    elif kind is RowKind.PLAN:
        _offer(sheet, [f"{letters['mark']}{first}:{letters['mark']}{last}"], [one.label for one in PlanMark])
    else:
        by_stages: dict[tuple[str, ...], list[str]] = {}
        for place, row in enumerate(rows, start=first):
            if "stage" in row.cells and row.stages:
                by_stages.setdefault(row.stages, []).append(f"{letters['stage']}{place}")
        for stages, cells in by_stages.items():
            _offer(sheet, cells, stages)
        ticks = [
            f"{letters['done']}{place}" for place, row in enumerate(rows, start=first) if "done" in row.cells
        ]
        if ticks:
            _offer(sheet, ticks, [TICK])


def _offer(sheet: Worksheet, cells: Sequence[str], words: Sequence[str]) -> None:
    said = ",".join(word.replace(",", "，").replace('"', "”") for word in words)
    if len(said) > 255:
        return
    rule = DataValidation(type="list", formula1=f'"{said}"', allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "请从下拉框里选", f"可选：{'、'.join(words)}。"[:255]
    for area in cells:
        rule.add(area)
    sheet.add_data_validation(rule)


def _notes(workbook: Workbook, book: FillBook, looks: Looks, style: SheetStyle) -> None:
    sheet: Worksheet = workbook.create_sheet(NOTES_SHEET)
    paper = Paper(sheet, style, (_NOTES_WIDTH,))
    paper.title(f"填表说明（{looks.week}）")
    for note in _NOTES:
        paper.statement(note)
    paper.remark(f"发给：{clean(book.unit)}　　方案：{clean(book.plan_title)}")
    set_up_page(sheet, repeat="1:1", freeze="A2", mark="")
    sheet.print_options.horizontalCentered = False
    sheet.print_area = f"A1:A{sheet.max_row}"
    _lock(sheet)


def _lock(sheet: Worksheet) -> None:
    """Locked against slips, not against people: no password; rows and columns may be widened and inserted."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.insertRows = protection.deleteRows = False
    protection.sort = protection.autoFilter = False
