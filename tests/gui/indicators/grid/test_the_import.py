"""从工作簿导入: seen before it is stored, one step back, and nothing at all on cancel."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt

from shengsi_desktop.domain.indicators import PointCell, PointStatus
from shengsi_desktop.services import indicators
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.import_model import Column
from tests.gui.indicators.grid.conftest import GDP, PORT, TOURISM

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.indicators.grid.conftest import Desk


pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def workbook(path: Path) -> Path:
    """An office's table: a title, a head, text figures."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2023年主要指标完成情况"])
    sheet.append(["序号", "指标", "单位", "5月", "6月"])
    sheet.append([1, GDP, "亿元", "55.2", "66.2亿元"])
    sheet.append([2, PORT, "亿吨", 0.42, "５６００万吨"])
    sheet.append([3, "没有的指标", "%", 1, 2])
    book.save(path)
    return path


def test_a_workbook_is_seen_before_it_is_stored(desk: Desk, tmp_path: Path) -> None:
    ids = desk.ids()
    desk.ask(
        lambda store: indicators.set_cells(
            store,
            [
                PointCell(ids[GDP], "2023-05", "value", Decimal("55.1")),
                PointCell(ids[GDP], "2023-05", "status", PointStatus.FINAL),
                PointCell(ids[PORT], "2023-05", "value", Decimal("0.42")),
            ],
        )
    )
    before = desk.points()
    path = workbook(tmp_path / "指标.xlsx")
    desk.view.open_import(path)
    desk.settle()
    dialog = desk.view.import_dialog
    assert dialog is not None
    model = dialog.model
    lines = [
        [str(model.index(row, column).data()) for column in (Column.INDICATOR, Column.BEFORE, Column.AFTER)]
        for row in range(model.rowCount())
    ]
    assert lines == [
        [f"3 {GDP}", "55.1亿元（核定数）", "55.2亿元"],
        [f"3 {GDP}", "空", "66.2亿元"],
        [f"6 {PORT}", "空", "0.56亿吨"],
    ]
    # a 核定数 stays unless somebody says otherwise
    assert model.taken == {1, 2}
    assert "核定数" in str(model.index(0, Column.WARNING).data())
    said = [dialog.problems.item(row).text() for row in range(dialog.problems.count())]
    assert "单位是万吨，表里的单位是亿吨" in said[0]
    assert "没有名为“没有的指标”的指标" in said[1]
    dialog.reject()
    # called off before it is read
    desk.view.open_import(path)
    assert desk.view.import_dialog is not None
    desk.view.import_dialog.reject()
    assert desk.points() == before
    assert desk.problems == []

    desk.view.open_import(path)
    desk.settle()
    dialog = desk.view.import_dialog
    assert dialog is not None
    dialog.model.setData(
        dialog.model.index(2, Column.TAKEN), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    dialog.model.setData(
        dialog.model.index(0, Column.TAKEN), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
    )
    dialog.store()
    assert desk.points() == {(GDP, 5): "55.2", (GDP, 6): "66.2", (PORT, 5): "0.42"}
    assert desk.view.messages.text == words.IMPORT_DONE.format(name="指标.xlsx", count=2)
    assert desk.text(GDP, 6) == "66.2"
    desk.undo()
    assert desk.points() == before


def test_a_file_that_is_none_is_told_in_words(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"no workbook")
    for wrong in (path, tmp_path / "没有.xlsx"):
        desk.view.open_import(wrong)
        desk.settle()
        dialog = desk.view.import_dialog
        assert dialog is not None
        assert wrong.name in dialog.messages.text
        assert dialog.model.rowCount() == 0
        dialog.reject()
    assert desk.points() == {}
    assert desk.text(TOURISM, 6) == ""
