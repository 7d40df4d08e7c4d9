"""Which of our own workbooks a file is, so that one that was dropped in the wrong place is told kindly what it is.

What can be read back is read elsewhere: 填报表 (`fill_sheet_reading`), the four lists (`lists.tables`), a handed-in
周会商表. The others are for reading alone. Never raises: what is not known is None.
"""

from __future__ import annotations

import html
import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.sheets.fill_sheet_reading import DAMAGE, is_fill_sheet
from shengsi_desktop.sheets.zip_safety import MAX_PACKED, checked_parts

if TYPE_CHECKING:
    from collections.abc import Iterator


class WorkbookKind(StrEnum):
    """Every kind of workbook that the program writes. The value is what a user calls it."""

    FILL_SHEET = "填报表"
    LIST = "清单"
    WEEK = "周会商表"
    BOARD = "榜单"
    BRIEF = "汇报材料"
    ITEMS = "任务清单"
    ISLANDS = "一岛一功能细项进展"
    COUNTY = "县汇总表"


_ADVICE = {
    WorkbookKind.FILL_SHEET: "填好的填报表在“报送接收”的“接收”里收回。",
    WorkbookKind.LIST: "这是清单，请用“导入清单”收入。",
    WorkbookKind.WEEK: "它没有带报送内容，不能收入；请对方在“报送”里用“导出周会商表报送”重新导出，或发数据包。",
}
_READING_ONLY = "只供阅读，没有收入任何内容，台账未动。要改内容，请在程序里改后重新导出。"
#: by what stands in the title of the first sheet, the first that fits
_TITLES = (
    (WorkbookKind.WEEK, re.compile(r"\d{4}年第\d{1,2}周(?:会商情况|会商记录|任务进展|周会商表)")),
    (WorkbookKind.ISLANDS, re.compile(r"一岛一功能细项进展")),
    (WorkbookKind.ITEMS, re.compile(r"\d{4}年第\d{1,2}周任务清单")),
    (WorkbookKind.COUNTY, re.compile(r"重点工作推进情况周汇总")),
    (WorkbookKind.LIST, re.compile("|".join(f"^\\d{{4}}年{kind.label}" for kind in ListKind))),
)
#: by the names of its sheets
_SHEETS = (
    (WorkbookKind.WEEK, frozenset({"领导阅", "任务进展"})),
    (WorkbookKind.BOARD, frozenset({"榜单", "得分依据"})),
    (WorkbookKind.BRIEF, frozenset({"总体", "滞后事项"})),
)
_LOOKED_AT = 4
_SHEETS_LOOKED_AT = 12
_FIRST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class OwnWorkbook:
    """A workbook of ours: its kind, and its title as a person reads it."""

    kind: WorkbookKind
    title: str

    @property
    def words(self) -> str:
        """«这是2023年7月重点工作晾晒，只供阅读…»: what it is, and what to do with it."""
        advice = _ADVICE.get(self.kind)
        return f"这是“{self.title}”，{_READING_ONLY}" if advice is None else f"这是“{self.title}”。{advice}"


def recognise(content: bytes) -> OwnWorkbook | None:
    """Which of our workbooks it is, also after another program saved it; None for any other file."""
    if not content.startswith(b"PK\x03\x04") or len(content) > MAX_PACKED:
        return None
    try:
        if "xl/workbook.xml" not in checked_parts(content, ""):
            return None
        names = _sheet_names(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            titles = list(_titles(content))
    except (Refusal, *DAMAGE):
        return None
    first = titles[0] if titles else ""
    if is_fill_sheet(content):
        return OwnWorkbook(WorkbookKind.FILL_SHEET, first or WorkbookKind.FILL_SHEET)
    for kind, asked in _SHEETS:
        if asked <= names:
            return OwnWorkbook(kind, first or kind)
    for title in titles:
        for kind, pattern in _TITLES:
            if pattern.search(title):
                return OwnWorkbook(kind, title)
    return None


def _sheet_names(content: bytes) -> frozenset[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        said = package.read("xl/workbook.xml").decode("utf-8", "replace")
    return frozenset(
        html.unescape(name) for name in re.findall(r"<(?:\w+:)?sheet\s[^>]*?\bname=\"([^\"]*)\"", said)
    )


def _titles(content: bytes) -> Iterator[str]:
    """The first words of each visible sheet."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets[:_SHEETS_LOOKED_AT]:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=_LOOKED_AT, max_col=_FIRST_COLUMNS, values_only=True)
            said = (str(cell).strip() for row in rows for cell in row if cell is not None)
            if words := next((word for word in said if word), ""):
                yield words
    finally:
        book.close()
