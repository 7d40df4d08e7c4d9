"""The template workbooks of the four lists: a head, an example that is marked as one, dropdowns and notes.

What offices fill in is read back by `list_tables`, like any table of theirs.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from shengsi_desktop.sheets.cells import Entry, short, text
from shengsi_desktop.sheets.clean_text import clean
from shengsi_desktop.sheets.lists.files import NOTES_SHEET, OPTIONS_SHEET
from shengsi_desktop.sheets.lists.template_columns import COLUMNS, EXAMPLE, ISLANDS, UNITS, Asked
from shengsi_desktop.sheets.looks import DEFAULT_STYLE, QUIET, SheetStyle
from shengsi_desktop.sheets.packing import pack
from shengsi_desktop.sheets.paper import Paper, set_up_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from shengsi_desktop.domain.lists import ListKind

#: rows that are drawn, and rows that still have dropdowns
_DRAWN = 30
_CHECKED = 1_000
#: units of width that can still be read when A4 is fitted to them; wider ones are printed on A3
_A4_HOLDS = 190
_EXAMPLE_GROUND = "F4F1E6"
_FIRST_NOTES = (
    "“示例”一行只作样子，导入时不读，可以删掉。",
    "表头的列可以增减、换位置，导入时可以逐列核对；认不出的列按原样保留。",
    "合计、小计、说明不会当作清单内容导入。",
    "严禁填写涉密信息。",
)


def template_name(kind: ListKind, year: int) -> str:
    """Return the file name of a template: 2023年指标目标清单（模板）.xlsx."""
    return f"{year}年{kind.label}（模板）.xlsx"


def list_template(
    kind: ListKind,
    year: int,
    *,
    units: Sequence[str] = (),
    islands: Sequence[str] = (),
    style: SheetStyle = DEFAULT_STYLE,
) -> bytes:
    """Return the template of a list as .xlsx; `units` and `islands` are offered in its dropdowns."""
    columns = COLUMNS[kind]
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = kind.label
    paper = Paper(sheet, style, [column.width for column in columns])
    paper.title(f"{year}年{kind.label}")
    head = paper.next_row
    paper.head([column.head for column in columns])
    paper.line([_example(column) for column in columns])
    for _ in range(_DRAWN):
        paper.line([Entry("", "center" if len(column.choices) else "left") for column in columns])
    set_up_page(sheet, repeat=f"{head}:{head}", freeze=f"C{head + 1}", mark="")
    if sum(paper.widths) > _A4_HOLDS:
        sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A3)
    offered = {UNITS: [clean(unit) for unit in units], ISLANDS: [clean(island) for island in islands]}
    _notes(workbook, kind, columns, style)
    _options(workbook, offered)
    _dropdowns(sheet, columns, offered, head + 2)
    workbook.properties.title = f"{year}年{kind.label}"
    return pack(workbook, date(year, 1, 1))


def _example(column: Asked) -> Entry:
    return Entry(
        column.example,
        "center" if column.head == "序号" or column.choices else "right" if column.amount else "left",
        ink=QUIET,
        ground=_EXAMPLE_GROUND,
        bold=column.example == EXAMPLE,
    )


def _notes(workbook: Workbook, kind: ListKind, columns: Sequence[Asked], style: SheetStyle) -> None:
    sheet: Worksheet = workbook.create_sheet(NOTES_SHEET)
    paper = Paper(sheet, style, (22, 72, 32))
    paper.title(f"{kind.label}填写说明")
    for note in _FIRST_NOTES:
        paper.remark(note)
    head = paper.next_row
    paper.head(("列", "怎么填", "示例"))
    for column in columns:
        choices = f"可选：{'、'.join(column.choices)}。" if column.choices else ""
        shown = "" if column.example == EXAMPLE else column.example
        paper.line((short(column.head), text(f"{column.note}{choices}"), text(shown)))
    set_up_page(sheet, repeat=f"{head}:{head}", freeze=f"A{head + 1}", mark="")


def _options(workbook: Workbook, offered: dict[str, list[str]]) -> None:
    """Keep the long lists in a hidden sheet: a dropdown itself holds 255 characters only."""
    if not any(offered.values()):
        return
    sheet: Worksheet = workbook.create_sheet(OPTIONS_SHEET)
    for n, words in enumerate(offered.values(), start=1):
        for line, word in enumerate(words, start=1):
            cell = sheet.cell(line, n, word)
            cell.data_type = "s"
    sheet.sheet_state = "hidden"


def _dropdowns(sheet: Worksheet, columns: Sequence[Asked], offered: dict[str, list[str]], first: int) -> None:
    for n, column in enumerate(columns, start=1):
        rule = _rule(column, offered)
        if rule is None:
            continue
        letter = get_column_letter(n)
        rule.add(f"{letter}{first}:{letter}{first + _CHECKED - 1}")
        if column.note:
            rule.promptTitle = column.head[:32]
            rule.prompt = column.note[:255]
            rule.showInputMessage = True
        sheet.add_data_validation(rule)


def _rule(column: Asked, offered: dict[str, list[str]]) -> DataValidation | None:
    if column.choices:
        words = ",".join(column.choices)
        rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = column.head[:32], f"请从下拉框里选：{'、'.join(column.choices)}。"
        return rule
    if column.source and offered[column.source]:
        letter = get_column_letter(list(offered).index(column.source) + 1)
        area = f"{quote_sheetname(OPTIONS_SHEET)}!${letter}$1:${letter}${len(offered[column.source])}"
        # several units stand in one cell: what is not in the list may be typed
        return DataValidation(type="list", formula1=area, allow_blank=True, showErrorMessage=False)
    if column.amount:
        rule = DataValidation(
            type="decimal",
            operator="greaterThanOrEqual",
            formula1="0",
            allow_blank=True,
            errorStyle="warning",
        )
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = "请填数字", "这一列请只填数字，单位写在表头的括号里。"
        return rule
    return None
