"""The head above the months: the newest month that is over stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from shengsi_desktop.ui.pages.indicators.grid.derived_cells import Column
from shengsi_desktop.ui.pages.indicators.grid.looks import LEFT, RIGHT, looks
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from shengsi_desktop.ui.pages.indicators.grid.model import GridModel


class MonthsHead(QHeaderView):
    """1月 to 12月, then what is derived."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(current.px(20))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One name."""
        look = looks()
        newest = logicalIndex + 1 == self._model.sight.over
        with painted(painter):
            painter.fillRect(rect, look.card)
            painter.setFont(look.small_bold if newest else look.small)
            painter.setPen(look.accent if newest else look.second)
            left = logicalIndex == Column.LIGHT
            said = str(self._model.headerData(logicalIndex, Qt.Orientation.Horizontal))
            painter.drawText(rect.adjusted(look.pad, 0, -look.pad, -1), LEFT if left else RIGHT, said)
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.line)
            if newest:
                painter.fillRect(rect.x(), rect.bottom() - 1, rect.width(), 2, look.accent)
            if logicalIndex == Column.LATEST:
                painter.fillRect(rect.x(), rect.y(), 1, rect.height(), look.strong_line)
