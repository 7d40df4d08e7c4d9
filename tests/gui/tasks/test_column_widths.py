"""The columns of 任务清单 share the width by what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontMetrics

from shengsi_desktop.ui.pages.tasks.cells import Column
from shengsi_desktop.ui.pages.tasks.column_widths import shared
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from tests.gui.tasks.conftest import Tasks

NEEDED = {Column.ROLE: 50, Column.LEAD: 126, Column.PROGRESS: 190, Column.LIGHT: 94, Column.DUE: 72}


@pytest.mark.parametrize(
    ("room", "left_out", "lead"),
    [
        (826, set(), 126),
        (740, set(), 94),
        (670, {Column.DUE}, 96),
        (580, {Column.DUE, Column.LEAD}, None),
        (400, {Column.DUE, Column.LEAD, Column.PROGRESS}, None),
    ],
)
def test_a_narrow_list_shortens_the_lead_then_leaves_columns_out_and_never_cuts_the_progress(
    room: int, left_out: set[Column], lead: int | None
) -> None:
    widths = shared(NEEDED, room)
    assert set(NEEDED) - set(widths) == left_out
    assert widths.get(Column.LEAD) == lead
    assert all(width == NEEDED[column] for column, width in widths.items() if column is not Column.LEAD)


def test_a_narrow_list_counts_in_few_words_so_that_the_names_have_room(tasks: Tasks) -> None:
    view, model = tasks.page.view, tasks.page.model
    tasks.running.window.resize(1024, 640)
    tasks.settle()
    assert model.said(Column.PROGRESS) <= {"常态", *(f"{count}项" for count in range(1, 30))} | {
        f"{count}项 未启动" for count in range(1, 30)
    }
    assert view.columnWidth(Column.TITLE) >= 0.5 * view.viewport().width()
    tasks.running.window.resize(1920, 900)
    tasks.settle()
    assert "2项：未启动2" in model.said(Column.PROGRESS)


def test_progress_is_whole_and_the_title_has_what_the_other_columns_do_not_need(tasks: Tasks) -> None:
    tasks.running.window.resize(1600, 900)
    tasks.settle()
    view, model = tasks.page.view, tasks.page.model
    metrics = QFontMetrics(current.font())
    for column in (Column.PROGRESS, Column.LEAD, Column.DUE):
        assert not view.isColumnHidden(column)
        widest = max(metrics.horizontalAdvance(said) for said in model.said(column))
        assert widest + 12 <= view.columnWidth(column) <= widest + 40
    taken = sum(view.columnWidth(column) for column in Column if column is not Column.TITLE)
    assert view.columnWidth(Column.TITLE) == view.viewport().width() - taken
