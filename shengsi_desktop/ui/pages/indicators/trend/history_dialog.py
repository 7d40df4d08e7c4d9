"""修改记录: every change of one month's figures, newest first. It changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.indicators import PointChange

_WIDTH, _HEIGHT = 620, 340


class HistoryDialog(QDialog):
    """A table to read and close."""

    def __init__(self, title: str, changes: Sequence[PointChange], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.MENU_HISTORY.rstrip("…"))
        self.resize(current.px(_WIDTH), current.px(_HEIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(label(title, "heading", wrap=True))
        self.table = self._table(changes)
        self.table.setAccessibleName(title)
        if changes:
            column.addWidget(self.table, 1)
        else:
            self.table.setParent(self)
            self.table.hide()
            column.addWidget(label(words.HISTORY_EMPTY, "second"), 1, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.addStretch(1)
        close = Button(words.CLOSE, kind="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        column.addLayout(row)

    def _table(self, changes: Sequence[PointChange]) -> QTreeWidget:
        table = QTreeWidget()
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHeaderLabels(words.HISTORY_COLUMNS)
        table.header().setStretchLastSection(True)
        for one in changes:
            line = QTreeWidgetItem([one.at, one.person, one.field, one.value or words.EMPTIED, one.command])
            line.setTextAlignment(3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.addTopLevelItem(line)
        for column in range(len(words.HISTORY_COLUMNS) - 1):
            table.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        return table
