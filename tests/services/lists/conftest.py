"""Lists as offices' workbooks, read and taken in to a store."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from shengsi_desktop.domain.list_changes import ListChoices, RowState
from shengsi_desktop.domain.lists import ListField
from shengsi_desktop.services import list_import

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from shengsi_desktop.domain.list_changes import ListPreview
    from shengsi_desktop.domain.lists import ListTable
    from shengsi_desktop.store.sessions import Store

YEAR = 2023


def workbook(rows: Iterable[Iterable[Any]], merged: Iterable[str] = ()) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(tuple(row))
    for area in merged:
        sheet.merge_cells(area)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def table(rows: Iterable[Iterable[Any]], merged: Iterable[str] = (), **more: Any) -> ListTable:
    """The one table of such a workbook, read as the plan's year has it."""
    source = list_import.read_source(workbook(rows, merged), "清单.xlsx", year=YEAR, **more)
    assert len(source.file.tables) == 1
    return source.file.tables[0]


@pytest.fixture
def take(store: Store) -> Callable[..., ListPreview]:
    """Compare a table with the store, take it in, and return what the preview said."""

    def taking(what: ListTable, **choices: Any) -> ListPreview:
        preview = list_import.compare(store, what, ListChoices(**choices))
        list_import.take_in(store, preview)
        return preview

    return taking


@pytest.fixture
def lines(store: Store) -> Callable[..., dict[str, dict[str, str]]]:
    """The stored list by name: its columns."""
    return lambda kind: {one.name: dict(one.columns) for one in list_import.listed(store, kind)}


def states(preview: ListPreview) -> list[str]:
    """The states of the table's own rows."""
    return [one.state.value for one in preview.changes if one.state is not RowState.MISSING]


def changed(preview: ListPreview) -> dict[str, dict[str, tuple[str, str]]]:
    """By name of the row what changes: label → (before, after)."""
    return {
        "".join(one.row.text(ListField.NAME).split()) if one.row else one.target: {
            change.label: (change.before, change.after) for change in one.changes
        }
        for one in preview.changes
    }
