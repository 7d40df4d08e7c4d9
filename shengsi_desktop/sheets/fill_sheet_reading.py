"""填报表 as it came back, however WPS or a person rearranged it: rows by their keys, columns by their heads.

What the cells mean is judged elsewhere (`rhythm.fill_differences`); here only what stands where. Nothing but `Refusal`
is raised.
"""

from __future__ import annotations

import html
import io
import re
import struct
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from shengsi_desktop.domain.fill_sheets import (
    HEADS,
    LOCKED_HEADS,
    NUMBER_HEAD,
    SHEET_NAMES,
    FilledBook,
    ReadCell,
    ReadRow,
    RowKind,
    StrangeRow,
)
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.sheets.beside_cells import LONGEST, notes, pictures
from shengsi_desktop.sheets.fill_sheet_form import (
    HIDDEN_SHEET,
    KEY,
    MARK,
    NOTES_SHEET,
    TITLE_WORDS,
    of_chunks,
)
from shengsi_desktop.sheets.fill_sheet_outside import is_foot, letters, outside_cells
from shengsi_desktop.sheets.fill_sheet_people import people_of, title_of
from shengsi_desktop.sheets.fill_sheet_remarks import lost_columns, merged_over
from shengsi_desktop.sheets.lists.cells import EMPTY, RawCell, raw_cell, tight
from shengsi_desktop.sheets.lists.files import Area, merged_areas, sheet_parts
from shengsi_desktop.sheets.zip_safety import MAX_PACKED, checked_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shengsi_desktop.domain.fill_sheets import FillBook

_KEPT = "没有收入任何内容，台账未动。"
_OPENED_IN_WPS = "请在 WPS 里打开检查，另存为 .xlsx 后再收。"
_FORMULA = "是公式，没有读。请在 WPS 里复制后“粘贴为数值”，再收一次。"
_PICTURE = "DISPIMG("
_MOST_ROWS = 5_000
_MOST_COLUMNS = 80
_BLANK_RUN = 300
_HEAD_IN = 60
#: of a table's heads so many are enough to know it by
_HEADS_NEEDED = 3
_TAIL = re.compile(r"[（(].*[)）]$")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its cells, which of them are formulas, and its merged areas."""

    name: str
    rows: list[list[RawCell]]
    formulas: frozenset[tuple[int, int]]
    merged: tuple[Area, ...]
    visible: bool

    def at(self, row: int, column: int) -> RawCell:
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column] if 0 <= column < len(cells) else EMPTY

    def area(self, row: int, column: int) -> Area | None:
        """The merged area over a cell."""
        return next(
            (one for one in self.merged if one.top <= row <= one.bottom and one.left <= column <= one.right),
            None,
        )


@dataclass(frozen=True, slots=True)
class Table:
    """Where a table stands in its sheet: the row of its heads, and by head its column."""

    kind: RowKind
    head: int
    columns: Mapping[str, int]


def is_fill_sheet(content: bytes) -> bool:
    """Whether it is a 填报表 of ours, also one whose hidden sheet is lost. Never raises."""
    if not content.startswith(b"PK\x03\x04") or len(content) > MAX_PACKED:
        return False
    try:
        checked_parts(content, "")
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if "xl/workbook.xml" not in names:
                return False
            if HIDDEN_SHEET in _plain(package.read("xl/workbook.xml")):
                return True
            texts = [
                name for name in names if name == "xl/sharedStrings.xml" or name.startswith("xl/worksheets/")
            ]
            return any(_speaks(package.read(name)) for name in texts)
    except (Refusal, *DAMAGE):
        return False


def _speaks(part: bytes) -> bool:
    """A row key of ours or the title, with the heads that only this form has."""
    said = _plain(part)
    if re.search(r"(?:item|plan|figure):[0-9A-Za-z:.-]+@[0-9a-f]{8}", said) or MARK in said:
        return True
    return TITLE_WORDS.search(said) is not None and "赶进度措施" in said


def _plain(part: bytes) -> str:
    """Some programs write every Chinese character as a number."""
    return html.unescape(part.decode("utf-8", "replace"))


def read_fill_sheet(content: bytes, name: str) -> FilledBook:
    """What came back. Refused where it is no workbook, none of ours, or should not be opened (macros, bombs)."""
    grids = _grids(content, name)
    issued = next((book for grid in grids if (book := _issued(grid)) is not None), None)
    remarks: list[str] = []
    if issued is None:
        lost = any(grid.name == HIDDEN_SHEET for grid in grids)
        words = "隐藏的校验页被改动过" if lost else "隐藏的校验页不在了"
        remarks.append(f"{words}，按看得见的编号认行，请仔细核对。")
    rows: list[ReadRow] = []
    people: dict[str, str] = {}
    title = ("", "")
    met: set[RowKind] = set()
    tables: dict[str, Table | None] = {}
    for grid in grids:
        if grid.name == HIDDEN_SHEET or grid.name == NOTES_SHEET:
            continue
        table = tables[grid.name] = _table(grid)
        title = title if title[0] else title_of(grid, table.head if table is not None else _HEAD_IN)
        if table is None:
            continue
        if table.kind in met:
            remarks.append(f"“{grid.name}”是多出来的一张“{SHEET_NAMES[table.kind]}”表，也读了。")
        met.add(table.kind)
        if table.kind is RowKind.ITEM:
            people = {**people_of(grid, table.head), **{key: said for key, said in people.items() if said}}
        found = list(_rows(grid, table))
        rows += found
        remarks += [*lost_columns(grid, table), *merged_over(grid, table, found)]
    if RowKind.ITEM not in met and issued is None:
        raise Refusal(f"“{name}”里没有找到填报表的表头，{_KEPT}请确认是下发的填报表，表头不要删。")
    if RowKind.ITEM not in met:
        remarks.append("没有找到“填报”表的表头（编号、本周进展等），这张表没有读到，请核对。")
    outside = (*outside_cells(grids, tables, frozenset(people.values())), *_noted(content, name))
    remarks += _pictures(content, name)
    return FilledBook(
        tuple(rows), issued, *title, **people, remarks=tuple(dict.fromkeys(remarks)), outside=outside
    )


def _noted(content: bytes, name: str) -> Iterator[StrangeRow]:
    try:
        for sheet, place, words in notes(content):
            yield StrangeRow(f"{sheet}!{place}", words[:LONGEST])
    except DAMAGE as trouble:
        raise Refusal(f"“{name}”的内容有损坏，读不出来，{_KEPT}{_OPENED_IN_WPS}") from trouble


def _pictures(content: bytes, name: str) -> Iterator[str]:
    try:
        for sheet, places in groupby(pictures(content), key=lambda one: one[0]):
            where = "、".join(dict.fromkeys(place for _, place in places))
            yield f"“{sheet}”表{f'{where}处' if where else ''}有图片，没有收入，请对方改成文字或另作附件报送。"
    except DAMAGE as trouble:
        raise Refusal(f"“{name}”的内容有损坏，读不出来，{_KEPT}{_OPENED_IN_WPS}") from trouble


def _grids(content: bytes, name: str) -> list[Grid]:
    if len(content) > MAX_PACKED or not content.startswith(b"PK\x03\x04"):
        raise Refusal(f"“{name}”不是 .xlsx 工作簿，读不了，{_KEPT}{_OPENED_IN_WPS}")
    try:
        parts = checked_parts(content, name)
    except Refusal as refusal:
        raise Refusal(_in_our_words(str(refusal))) from refusal
    if "xl/workbook.xml" not in parts:
        raise Refusal(f"“{name}”不是 .xlsx 工作簿，读不了，{_KEPT}{_OPENED_IN_WPS}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _opened(content, name)
    except Refusal:
        raise
    except DAMAGE as trouble:
        raise Refusal(f"“{name}”的内容有损坏，读不出来，{_KEPT}{_OPENED_IN_WPS}") from trouble


#: what a damaged workbook raises, each in another place of the libraries
DAMAGE = (
    ArithmeticError,
    AttributeError,
    AssertionError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
    ET.ParseError,
)


def _in_our_words(said: str) -> str:
    return said.replace("没有导入，原有数据没有改动。", _KEPT).replace(
        "若确是方案，请把正文复制到新文档后再导入", "可请对方重新填一份"
    )


def _opened(content: bytes, name: str) -> list[Grid]:
    from openpyxl import load_workbook

    parts = sheet_parts(content)
    # read-only, which stays small whatever the sheet; formulas as they are written, so that they can be told of
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    try:
        return [_grid(sheet, parts.get(sheet.title, b""), name) for sheet in book.worksheets]
    finally:
        book.close()


def _grid(sheet: Any, part: bytes, name: str) -> Grid:
    sheet.reset_dimensions()
    rows: list[list[RawCell]] = []
    formulas: set[tuple[int, int]] = set()
    blank = 0
    for at, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS)):
        if at >= _MOST_ROWS:
            raise Refusal(f"“{name}”的表“{sheet.title}”超过{_MOST_ROWS}行，不像是填报表，{_KEPT}请核对文件。")
        row: list[RawCell] = []
        for column, cell in enumerate(cells):
            if cell.value is not None and _is_formula(cell):
                formulas.add((at, column))
                row.append(EMPTY)
            else:
                row.append(raw_cell(cell) if cell.value is not None else EMPTY)
        blank = (
            0
            if any(one is not EMPTY for one in row) or any(at == place for place, _ in formulas)
            else blank + 1
        )
        if blank > _BLANK_RUN:
            break
        rows.append(row)
    return Grid(
        sheet.title, rows, frozenset(formulas), tuple(merged_areas(part)), sheet.sheet_state == "visible"
    )


def _is_formula(cell: Any) -> bool:
    if getattr(cell, "data_type", "") != "f":
        return False
    # not every program writes the name of what it does not know in capitals
    return not (isinstance(cell.value, str) and _PICTURE in cell.value.upper())


def _issued(grid: Grid) -> FillBook | None:
    if not grid.rows or grid.at(0, 0).text != MARK:
        return None
    lines = [row[0].text for row in grid.rows if row]
    while lines and not lines[-1]:
        lines.pop()
    return of_chunks(lines)


def _table(grid: Grid) -> Table | None:
    """The heads, wherever they stand among the first rows and in whatever order."""
    best: Table | None = None
    for kind in RowKind:
        known = {tight(head) for head in (NUMBER_HEAD, *LOCKED_HEADS[kind].values(), *HEADS[kind].values())}
        own = {tight(head) for head in HEADS[kind].values()}
        for at, row in enumerate(grid.rows[:_HEAD_IN]):
            found: dict[str, int] = {}
            for column, cell in enumerate(row):
                word = _TAIL.sub("", tight(cell.text)) if cell.text else ""
                if word in known:
                    found.setdefault(word, column)
            enough = len(found) >= _HEADS_NEEDED and own & found.keys()
            if enough and (best is None or len(found) > len(best.columns)):
                best = Table(kind, at, found)
    return best


def _rows(grid: Grid, table: Table) -> Iterator[ReadRow]:
    numbers = table.columns.get(tight(NUMBER_HEAD))
    for at in range(table.head + 1, len(grid.rows)):
        row = grid.rows[at]
        if all(cell is EMPTY for cell in row) and not any(place == at for place, _ in grid.formulas):
            continue
        key = next((hit for cell in row if cell.text and (hit := KEY.fullmatch(cell.text.strip()))), None)
        if key is None and is_foot(row):
            continue
        yield ReadRow(
            kind=table.kind,
            key=key[2] if key is not None and key[1] == table.kind.value else "",
            number=_number(grid.at(at, numbers)) if numbers is not None else "",
            cells=dict(_cells(grid, table, at)),
            shown={
                name: grid.at(at, table.columns[tight(head)]).text
                for name, head in LOCKED_HEADS[table.kind].items()
                if tight(head) in table.columns
            },
            place=f"{grid.name}第{at + 1}行",
            line=at,
        )


def _number(cell: RawCell) -> str:
    """«4-2», also where a program took it for the second of April."""
    return f"{cell.day.month}-{cell.day.day}" if cell.day is not None else cell.text


def _cells(grid: Grid, table: Table, at: int) -> Iterator[tuple[str, ReadCell]]:
    for field, head in HEADS[table.kind].items():
        column = table.columns.get(tight(head))
        if column is None:
            continue
        place = f"{grid.name}!{letters(column)}{at + 1}"
        if (at, column) in grid.formulas:
            yield field, ReadCell("", place, f"{place}{_FORMULA}")
            continue
        cell = grid.at(at, column)
        area = grid.area(at, column)
        covered = area is not None and (area.top, area.left) != (at, column) and cell is EMPTY
        yield field, ReadCell(cell.text, place, f"{place}{cell.fault}" if cell.fault else "", covered)
