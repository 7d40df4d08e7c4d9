"""The leaders beside the half-month brief: two lines each, with a line below, as the other lists of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from shengsi_desktop.ui.pages.boards.briefs import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _SIDE, _EDGE = 56, 16, 3


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class LeaderDelegate(QStyledItemDelegate):
    """The name with the entry's third line at the right, if it has one, and below in grey the second."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines."""
        return QSize(0, current.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one leader."""
        area, px = cast("_Option", option).rect, current.px
        lines = str(index.data(Qt.ItemDataRole.DisplayRole)).split("\n")
        with painted(painter):
            self._ground(painter, cast("_Option", option))
            left, width = area.x() + px(_SIDE), area.width() - px(_SIDE) - px(12)
            top = QRect(left, area.y() + px(7), width, px(22))
            below = QRect(left, area.y() + px(30), width, px(19))
            for state in lines[2:]:
                token = "warn" if state == words.EDITED_OUTDATED else "second"
                taken = _line(painter, top, state, current.SECOND, token, right=True)
                top.setWidth(width - taken - px(8))
            _line(painter, top, lines[0], current.TEXT, "ink")
            _line(painter, below, "".join(lines[1:2]), current.SECOND, "second")

    def _ground(self, painter: QPainter, option: _Option) -> None:
        area = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, current.colour("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, current.colour("hover"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, current.colour("line"))
        if chosen:
            painter.fillRect(area.x(), area.y(), current.px(_EDGE), area.height(), current.colour("accent"))


class LeaderList(QListWidget):
    """Entries of two lines of text; a line at the right tells it from what is beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(LeaderDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _line(painter: QPainter, area: QRect, said: str, size: int, token: str, *, right: bool = False) -> int:
    """Write it, shortened where there is no room; how wide it is."""
    font = current.font(size)
    painter.setFont(font)
    painter.setPen(current.colour(token))
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(said, Qt.TextElideMode.ElideRight, area.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)
