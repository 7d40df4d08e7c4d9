"""A 填报表 as a person with WPS fills it in: by number and head, whatever the layout."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl

from shengsi_desktop.sheets.fill_sheet_form import PEOPLE

if TYPE_CHECKING:
    from pathlib import Path


class Filled:
    """An open workbook."""

    def __init__(self, source: Path | bytes) -> None:
        self.book: Any = openpyxl.load_workbook(io.BytesIO(source) if isinstance(source, bytes) else source)

    def put(self, number: str, head: str, value: Any, nth: int = 0) -> None:
        """Write into the cell of that row and column (the nth row of that number)."""
        sheet, row, column = self._find(number, head, nth)
        sheet.cell(row, column).value = value

    def get(self, number: str, head: str, nth: int = 0) -> Any:
        sheet, row, column = self._find(number, head, nth)
        return sheet.cell(row, column).value

    def people(self, **said: str) -> None:
        """填报人, 审核人, 联系电话."""
        for name, words in said.items():
            for row in self.book["填报"].iter_rows(max_row=6):
                for cell in row:
                    if cell.value == PEOPLE[name]:
                        self.book["填报"].cell(cell.row, cell.column + 1).value = words

    def bytes(self) -> bytes:
        written = io.BytesIO()
        self.book.save(written)
        return written.getvalue()

    def _find(self, number: str, head: str, nth: int) -> tuple[Any, int, int]:
        for sheet in self.book.worksheets:
            column = next((c.column for r in sheet.iter_rows() for c in r if c.value == head), None)
            if column is None:
                continue
            rows = [r[0].row for r in sheet.iter_rows() if any(c.value == number for c in r)]
            if len(rows) > nth:
                return sheet, rows[nth], column
        raise AssertionError(f"no cell {number} {head}")
