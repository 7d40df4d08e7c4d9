"""How long the entry grid takes to paint whole, against a plain table with the same rows, words and widths."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter, QRegion, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView, QWidget

from shengsi_desktop.services import indicators, point_marks
from shengsi_desktop.services.opening import opened
from shengsi_desktop.ui.pages.indicators.grid.model import COLUMNS, GridModel, row_words
from shengsi_desktop.ui.pages.indicators.grid.rows import Sight
from shengsi_desktop.ui.pages.indicators.grid.series import Field
from shengsi_desktop.ui.pages.indicators.grid.table import GridTable
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

#: all 27 rows and their headings are on the screen at once
_SIZE = (1206, 1200)
_PAINTS = 5


def plain_table(model: GridModel, like: GridTable) -> QTableView:
    """Qt's own delegate and headers, over items that hold the same words."""
    items = QStandardItemModel(model.rowCount(), COLUMNS)
    for row in range(model.rowCount()):
        items.setVerticalHeaderItem(row, QStandardItem(row_words(model.rows[row])))
        for column in range(COLUMNS):
            items.setItem(row, column, QStandardItem(str(model.index(row, column).data() or "")))
    table = QTableView()
    items.setParent(table)
    table.setModel(items)
    table.verticalHeader().setFixedWidth(like.frozen.width())
    for column in range(COLUMNS):
        table.setColumnWidth(column, like.columnWidth(column))
    for row in range(model.rowCount()):
        table.setRowHeight(row, like.rowHeight(row))
    return table


def painted(widget: QWidget) -> Callable[[], None]:
    """Paint all of it some times over."""
    image = QImage(widget.size(), QImage.Format.Format_ARGB32_Premultiplied)

    def paint() -> None:
        for _ in range(_PAINTS):
            painter = QPainter(image)
            widget.render(painter, QPoint(), QRegion(widget.rect()))
            painter.end()

    return paint


def test_the_grid_paints_as_fast_as_a_plain_table(
    qtbot: QtBot, demo_store: Path, tmp_path: Path, ratio: Callable[..., float]
) -> None:
    current.apply("light")
    shutil.copytree(demo_store, tmp_path / "store")
    with opened(tmp_path / "store") as store:
        standings, corrected = indicators.standings(store, "2023-12"), point_marks.corrected_points(store)
    model = GridModel()
    table = GridTable(model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(*_SIZE)
    table.show()
    model.show(standings, Sight(Field.VALUE, 2023, 6), corrected)
    plain = plain_table(model, table)
    qtbot.addWidget(plain)
    plain.resize(*_SIZE)
    plain.show()
    qtbot.waitExposed(plain)

    found = ratio(painted(table), painted(plain))

    assert found <= 1.5
