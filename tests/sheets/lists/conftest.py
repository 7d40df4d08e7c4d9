"""Workbooks as offices keep them, made in code; and lists read from them."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from shengsi_desktop.sheets.lists.tables import read_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from shengsi_desktop.domain.lists import ListFile, ListKind, ListTable


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    """Make a workbook of one sheet: rows, merged areas, number formats by cell."""

    def make(
        rows: Iterable[Iterable[Any]],
        merged: Iterable[str] = (),
        formats: dict[str, str] | None = None,
        name: str = "Sheet1",
    ) -> bytes:
        book = Workbook()
        sheet = book.active
        sheet.title = name
        for row in rows:
            sheet.append(tuple(row))
        for area in merged:
            sheet.merge_cells(area)
        for cell, number_format in (formats or {}).items():
            sheet[cell].number_format = number_format
        return saved(book)

    return make


@pytest.fixture
def changed() -> Callable[..., bytes]:
    """Rewrite the sheets' XML of a saved workbook, as other programs would have written it."""

    def change(content: bytes, pattern: bytes, replacement: bytes) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
            for name in old.namelist():
                part = old.read(name)
                if name.startswith("xl/worksheets/sheet"):
                    part, count = re.subn(pattern, replacement, part)
                    assert count
                new.writestr(name, part)
        return buffer.getvalue()

    return change


@pytest.fixture
def read() -> Callable[..., ListTable]:
    """Read the one table of a file."""

    def reading(
        content: bytes, kind: ListKind | None = None, name: str = "清单.xlsx", **more: Any
    ) -> ListTable:
        found: ListFile = read_list(content, name, kind, **more)
        assert len(found.tables) == 1
        return found.tables[0]

    return reading
