"""A plan's task list in an .xlsx as text: head under title rows, merged cells filled, every visible sheet."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from shengsi_desktop.sheets.plan_tables import Grid, is_task_table, table_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from shengsi_desktop.sheets.plan_tables import TableText

_MOST_ROWS = 5_000
_MOST_COLUMNS = 60


def xlsx_blocks(content: bytes) -> Iterator[tuple[str, TableText, bool]]:
    """Yield each visible sheet's name, its text, and whether it is a task list.

    Sheets that are no task lists come only where none is. The package must be checked before.
    """
    from openpyxl import load_workbook

    # not read-only: that mode believes the stored dimension, which some programs write as A1 alone
    book = load_workbook(io.BytesIO(content), data_only=True)
    try:
        grids = [(sheet.title, _grid(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    finally:
        book.close()
    lists = [title for title, grid in grids if is_task_table(grid)]
    for title, grid in grids:
        if title in lists or not lists:
            yield title, table_text(grid), title in lists


def _grid(sheet: Worksheet) -> Grid:
    height, width = min(sheet.max_row, _MOST_ROWS), min(sheet.max_column, _MOST_COLUMNS)
    rows = [
        [_said(value) for value in row]
        for row in sheet.iter_rows(max_row=height, max_col=width, values_only=True)
    ]
    bands: set[int] = set()
    for area in sheet.merged_cells.ranges:
        top, left = area.min_row - 1, area.min_col - 1
        if top >= height or left >= width:
            continue
        if area.min_row == area.max_row and area.max_col - area.min_col + 1 >= max(2, width - 1):
            bands.add(top)
        for y in range(top, min(area.max_row, height)):
            for x in range(left, min(area.max_col, width)):
                rows[y][x] = rows[top][left]
    while rows and not any(rows[-1]):
        rows.pop()
    return Grid(tuple(map(tuple, rows)), frozenset(bands))


def _said(value: Any) -> str:
    """Return a cell's value as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("_x000D_", "").strip()
