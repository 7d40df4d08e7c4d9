"""The line below the grid: what the marks mean and how to set them, how to type, where to import."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from shengsi_desktop.domain.indicators import PointStatus
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.cells import paint_corner, paint_mark
from shengsi_desktop.ui.pages.indicators.grid.looks import LEFT, advance, looks
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

STATUSES = (PointStatus.PRELIMINARY, PointStatus.FINAL, PointStatus.UNSAID)
_BOX, _GAP = 16, 14
_MARK, _CORNER = 5, 7


class Legend(QWidget):
    """The marks as the cells have them, each with its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("、".join(words.LEGEND.values()))

    def sizeHint(self) -> QSize:
        """All four side by side."""
        font = looks().small
        width = sum(advance(font, said) + current.px(_BOX + 4 + _GAP) for said in words.LEGEND.values())
        return QSize(width, current.px(20))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        painter, look = QPainter(self), looks()
        x, side = 0, current.px(_BOX)
        for key, said in words.LEGEND.items():
            box = QRect(x, (self.height() - side) // 2, side, side)
            if key == "closed":
                painter.fillRect(box.adjusted(1, 2, -1, -2), look.hatch)
            elif key == "corrected":
                painter.setPen(look.strong_line)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box.adjusted(1, 2, -2, -3))
                paint_corner(painter, box.adjusted(1, 2, -1, -2), current.px(_CORNER))
            else:
                mark = current.px(_MARK)
                at = QRect(box.right() - mark - 1, box.center().y() - mark // 2, mark, mark)
                paint_mark(painter, at, PointStatus(key))
            x += side + current.px(4)
            painter.setFont(look.small)
            painter.setPen(look.second)
            painter.drawText(QRect(x, 0, advance(look.small, said) + 2, self.height()), LEFT, said)
            x += advance(look.small, said) + current.px(_GAP)


class Foot(QWidget):
    """Legend, 数据状态 of the selection, hint, count, import."""

    #: PointStatus for the selected figures
    status_chosen = Signal(object)
    import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(Legend())
        self.status = Button(words.STATUS, icon="down", tip=words.STATUS_TIP)
        self.status.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.status_menu = self._menu()
        row.addWidget(self.status)
        row.addWidget(ElidedLabel(words.HINT, "second"), 1)
        self._count = label("", "second")
        row.addWidget(self._count)
        self.take_in = Button(words.IMPORT, tip=words.IMPORT_TIP)
        self.take_in.clicked.connect(self.import_asked)
        row.addWidget(self.take_in)
        for button in (self.status, self.take_in):
            button.setStyleSheet(f"padding: {current.px(2)}px {current.px(10)}px;")

    def say_count(self, count: int, month: int) -> None:
        """«27 项 · 截至7月»; without a month the number alone."""
        said = words.COUNT_AS_OF if month else words.COUNT
        self._count.setText(said.format(count=count, month=month))
        self._count.setToolTip(words.AS_OF_TIP if month else "")

    def _menu(self) -> QMenu:
        menu = QMenu(self.status)
        for status in STATUSES:
            said = status.label or words.MENU_NO_STATUS
            menu.addAction(said, partial(self.status_chosen.emit, status))
        self.status.clicked.connect(
            lambda: menu.popup(
                self.status.mapToGlobal(self.status.rect().topLeft()) - QPoint(0, menu.sizeHint().height())
            )
        )
        return menu
