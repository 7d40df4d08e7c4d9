"""A workbook written from a book and opened again."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from shengsi_desktop.sheets.looks import DEFAULT_STYLE, SheetStyle
from shengsi_desktop.sheets.week_book import week_workbook
from tests.sheets import factory

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    from shengsi_desktop.domain.week_book import WeekBook


@pytest.fixture(scope="session")
def make() -> Any:
    """The factory of week books."""
    return factory


@pytest.fixture
def reopened() -> Callable[..., Workbook]:
    """Write the workbook and read it back."""

    def write_and_read(book: WeekBook, style: SheetStyle = DEFAULT_STYLE) -> Workbook:
        return load_workbook(io.BytesIO(week_workbook(book, style)))

    return write_and_read
