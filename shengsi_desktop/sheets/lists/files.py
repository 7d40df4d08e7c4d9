"""An office's table file (.xlsx, .csv) as grids of cells, each visible sheet one; merged areas are named, not filled.

What is no table, or should not be opened, is refused in words. What the cells mean is read elsewhere.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from shengsi_desktop.domain.problems import Cancelled, Refusal
from shengsi_desktop.sheets.lists.cells import EMPTY, NO_RESULT, RawCell, raw_cell, raw_text
from shengsi_desktop.sheets.plan_files import read_source
from shengsi_desktop.sheets.zip_safety import KEPT, MAX_PACKED, checked_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

#: (done, total) → True to go on, False to stop
Progress = Callable[[int, int], bool]

#: what the file dialogs offer
SUFFIXES = (".xlsx", ".csv")
#: sheets of our own templates that hold no list: the words of the dropdowns, and how to fill the template
OPTIONS_SHEET = "选项"
NOTES_SHEET = "填写说明"
MOST_ROWS = 20_000
MOST_COLUMNS = 120
#: after so many blank rows in a row nothing more is looked for: sheets formatted down to the last row
_BLANK_RUN = 1_000
_MOST_CSV = 3_000_000
_STEP = 50
_ADVICE = "清单请在 WPS 里做成表格，点“文件”→“另存为”，类型选“Excel 文件（*.xlsx）”，再导入新文件。"
_UNCHANGED = "原有数据没有改动。"
_DAMAGE = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    SyntaxError,
    OSError,
    zipfile.BadZipFile,
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
#: rows and columns that are hidden; their places are named once
_HIDDEN = re.compile(rb'<(?:\w+:)?(?:row|col)\s([^>]*?\bhidden="(?:1|true)"[^>]*)>')
_ATTRIBUTE = re.compile(rb'(\w+)="(\d+)"')
_MOST_NAMED = 5
_NO_VALUE = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area, rows and columns from 0, the last ones with it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One sheet: rows of equal length, and its merged areas. A .csv is one sheet named as its file."""

    name: str
    rows: tuple[tuple[RawCell, ...], ...]
    merged: tuple[Area, ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(slots=True)
class Steps:
    """Counts rows, tells of it now and then, and stops the work where the answer is no."""

    progress: Progress | None
    total: int = 1
    done: int = field(default=0)

    def step(self) -> None:
        """One row more. Raises `Cancelled` where the user has had enough."""
        self.done += 1
        if self.done % _STEP == 0:
            self.tell()

    def tell(self) -> None:
        """Say how far it is."""
        if self.progress is not None and not self.progress(min(self.done, self.total), self.total):
            raise Cancelled("已取消，没有导入，原有数据没有改动。")


def open_sheets(
    content: bytes, name: str, progress: Progress | None = None
) -> tuple[list[ListSheet], list[str]]:
    """Return the visible sheets of a file with something in them, and sentences on what was left out.

    Raises `Refusal` for what is no table (.xls, a password, macros, too large …), `Cancelled` where `progress`
    says no. `progress` counts half the way: reading rows; the other half is understanding them.
    """
    if len(content) > MAX_PACKED:
        raise Refusal(
            f"文件“{name}”太大（{len(content) // 1_000_000} MB），不像是一份清单，{KEPT}请确认选对了文件。"
        )
    steps = Steps(progress)
    if content.startswith(b"PK\x03\x04"):
        return _tables(*_workbook(content, name, steps))
    if len(content) > _MOST_CSV:
        _guarded(content[:4096] if not content.startswith(b"\xd0\xcf") else content, name)
        raise Refusal(f"文件“{name}”太大，不像是一份清单，{KEPT}请确认选对了文件，只保留清单后再导入。")
    return _tables(_csv(_guarded(content, name), name, steps), [])


def _tables(sheets: list[ListSheet], notes: list[str]) -> tuple[list[ListSheet], list[str]]:
    """Take tables that stand one below the other apart, and say so."""
    from shengsi_desktop.sheets.lists.stacked import parted

    found: list[ListSheet] = []
    told = list(notes)
    for sheet in sheets:
        parts = parted(sheet)
        if len(parts) > 1:
            told.append(f"工作表“{sheet.name}”里上下有{len(parts)}张列不同的表，各作一张读入。")
        found += parts
    return found, told


def _guarded(content: bytes, name: str) -> str:
    """Return the text of what is no package, by the guards of plans; their way out is another than a list's."""
    try:
        source = read_source(content, name)
    except Refusal as refusal:
        said, unchanged, way_out = str(refusal).partition(_UNCHANGED)
        fits = not unchanged or ".xlsx" in way_out or "密码" in way_out or "UTF-8" in way_out
        if fits or "空的" in said:
            raise
        raise Refusal(said.replace("行动方案", "清单") + unchanged + _ADVICE) from refusal
    if source.kind != "txt":
        raise Refusal(f"“{name}”是网页，不是表格，读不了，{KEPT}{_ADVICE}")
    return source.text


def _csv(text: str, name: str, steps: Steps) -> list[ListSheet]:
    head = text[:20_000]
    delimiter = max(",\t;", key=lambda sign: (head.count(sign), sign == ","))
    lines = io.StringIO(text.replace("\x00", ""), newline="")
    steps.total = 2 * max(text.count("\n"), 1)
    rows: list[list[RawCell]] = []
    try:
        for said in csv.reader(lines, delimiter=delimiter):
            steps.step()
            rows.append([raw_text(cell) for cell in said[:MOST_COLUMNS]])
            if len(rows) > MOST_ROWS:
                raise Refusal(_too_many(name))
    except csv.Error as trouble:
        raise Refusal(f"文件“{name}”不是能读的 .csv 表格，{KEPT}{_ADVICE}") from trouble
    sheet = _squared(re.sub(r"\.\w{1,5}$", "", name) or name, rows, ())
    return [sheet] if sheet.rows else []


def _workbook(content: bytes, name: str, steps: Steps) -> tuple[list[ListSheet], list[str]]:
    try:
        parts = checked_parts(content, name)
    except Refusal as refusal:
        words = (
            str(refusal).replace("若确是方案", "若确是清单").replace("正文复制到新文档", "内容复制到新表格")
        )
        raise Refusal(words) from refusal
    if "xl/workbook.xml" not in parts:
        what = "Word 文档" if "word/document.xml" in parts else "压缩包或别的文档"
        raise Refusal(f"文件“{name}”不是 .xlsx 表格（像是{what}），{KEPT}{_ADVICE}")
    try:
        # a style or a date out of the ordinary is no news for who imports a list
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _sheets(content, name, steps)
    except _DAMAGE as trouble:
        raise Refusal(
            f"文件“{name}”的内容有损坏，读不出来，{KEPT}请在 WPS 里打开检查，另存一份后再导入。"
        ) from trouble


def _sheets(content: bytes, name: str, steps: Steps) -> tuple[list[ListSheet], list[str]]:
    from openpyxl import load_workbook

    parts = sheet_parts(content)
    steps.total = 2 * max(sum(part.count(b"<row ") + part.count(b":row ") for part in parts.values()), 1)
    steps.tell()
    # read-only, which stays small whatever the sheet; the dimension it believes is reset below
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        lists = [sheet for sheet in book.worksheets if sheet.title not in (OPTIONS_SHEET, NOTES_SHEET)]
        shown = [sheet for sheet in lists if sheet.sheet_state == "visible"]
        hidden = [sheet.title for sheet in lists if sheet.sheet_state != "visible"]
        sheets = [_grid(sheet, parts.get(sheet.title, b""), name, steps) for sheet in shown]
    finally:
        book.close()
    notes = [f"隐藏的工作表“{title}”没有读。" for title in hidden]
    notes += [note for sheet in sheets if (note := _hidden_lines(sheet, parts.get(sheet.name, b"")))]
    return [sheet for sheet in sheets if sheet.rows], notes


def _grid(sheet: ReadOnlyWorksheet, part: bytes, name: str, steps: Steps) -> ListSheet:
    sheet.reset_dimensions()
    reader: Any = sheet  # the type of its rows is that of a sheet held whole
    lost: dict[int, list[int]] = {}
    for hit in _NO_VALUE.finditer(part):
        lost.setdefault(int(hit[2]) - 1, []).append(_column(hit[1]))
    rows: list[list[RawCell]] = []
    blank = 0
    for n, cells in enumerate(reader.iter_rows(max_col=MOST_COLUMNS)):
        steps.step()
        # most of the width that is asked for is empty
        row = [raw_cell(cell) if cell.value is not None else EMPTY for cell in cells]
        for column in lost.get(n, ()):
            if column < len(row) and row[column] is EMPTY:
                row[column] = RawCell("", fault=NO_RESULT)
        filled = any(cell is not EMPTY for cell in row)
        blank = 0 if filled else blank + 1
        if blank > _BLANK_RUN:
            break
        rows.append(row if filled else [])
        if len(rows) - blank > MOST_ROWS:
            raise Refusal(_too_many(name))
    return _squared(sheet.title, rows, merged_areas(part))


def _squared(title: str, rows: list[list[RawCell]], merged: Iterable[Area]) -> ListSheet:
    """Make the rows equally long and leave off what is empty below and to the right."""
    while rows and not any(cell is not EMPTY for cell in rows[-1]):
        rows.pop()
    width = max((n + 1 for row in rows for n, cell in enumerate(row) if cell is not EMPTY), default=0)
    kept = tuple(area for area in merged if area.top < len(rows) and area.left < width)
    return ListSheet(title, tuple(tuple((row + [EMPTY] * (width - len(row)))[:width]) for row in rows), kept)


def merged_areas(part: bytes) -> Iterator[Area]:
    """The merged areas that a sheet's XML names."""
    for hit in _MERGE.finditer(part, max(part.rfind(b"sheetData>"), 0)):
        yield Area(int(hit[2]) - 1, _column(hit[1]), int(hit[4]) - 1, _column(hit[3]))


def _hidden_lines(sheet: ListSheet, part: bytes) -> str:
    """A sentence on rows and columns that a person does not see in the sheet; they are read, too."""
    rows: list[int] = []
    columns: list[int] = []
    for tag in _HIDDEN.findall(part):
        said = dict(_ATTRIBUTE.findall(tag))
        if b"min" in said:
            columns += range(int(said[b"min"]) - 1, min(int(said.get(b"max", said[b"min"])), sheet.width))
        elif b"r" in said:
            rows.append(int(said[b"r"]) - 1)
    filled = [n for n in rows if n < len(sheet.rows) and any(cell is not EMPTY for cell in sheet.rows[n])]
    used = [n for n in columns if any(row[n] is not EMPTY for row in sheet.rows)]
    told = [_listed([str(n + 1) for n in filled], "行")] * bool(filled)
    told += [_listed([_letters(n) for n in used], "列")] * bool(used)
    return f"工作表“{sheet.name}”里隐藏的{'和'.join(told)}也读入了。" if told else ""


def _listed(places: list[str], what: str) -> str:
    more = f"等{len(places)}{what}" if len(places) > _MOST_NAMED else what
    return f"第{'、'.join(places[:_MOST_NAMED])}{more}"


def _letters(column: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_parts(content: bytes) -> dict[str, bytes]:
    """Return the XML of each sheet by the sheet's name: what reading row by row does not tell stands in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        relations = "xl/_rels/workbook.xml.rels"
        if relations not in names:
            return {}
        targets = {
            one.get("Id"): (one.get("Target") or "").removeprefix("/xl/").removeprefix("xl/")
            for one in ET.fromstring(package.read(relations))
        }
        found: dict[str, bytes] = {}
        for one in ET.fromstring(package.read("xl/workbook.xml")).iter():
            part = f"xl/{targets.get(one.get(_RELATION), '')}"
            if one.tag.endswith("}sheet") and part in names:
                found[one.get("name") or ""] = package.read(part)
        return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _too_many(name: str) -> str:
    return f"文件“{name}”超过{MOST_ROWS // 10_000}万行，不像是一份清单，{KEPT}请只保留清单后再导入。"
