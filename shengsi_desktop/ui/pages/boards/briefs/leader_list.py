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
    """The name, and below it in grey what the entry says in its second line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines."""
        return QSize(0, current.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one leader."""
        area, px = cast("_Option", option).rect, current.px
        name, _, below = str(index.data(Qt.ItemDataRole.DisplayRole)).partition("\n")
        with painted(painter):
            self._ground(painter, cast("_Option", option))
            left, width = area.x() + px(_SIDE), area.width() - px(_SIDE) - px(12)
            _line(painter, QRect(left, area.y() + px(7), width, px(22)), name, current.TEXT, "ink")
            _line(painter, QRect(left, area.y() + px(30), width, px(19)), below, current.SECOND, "second")

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


def _line(painter: QPainter, area: QRect, words: str, size: int, token: str) -> None:
    font = current.font(size)
    painter.setFont(font)
    painter.setPen(current.colour(token))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
