"""Paints one of my items: number and title, role and count, light, and whether it is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shengsi_desktop.domain.words import Light
from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.pages.week.item_model import CONFLICT_ROLE, ROW_ROLE, TYPING_ROLE, second_line
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import badge_size, paint_badge

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.tracking import ItemRow


class _Drawn(Protocol):
    """What a QStyleOptionViewItem holds; PySide's own stubs leave it out."""

    rect: QRect
    state: QStyle.StateFlag
    widget: QWidget | None


_Index = QModelIndex | QPersistentModelIndex
_SIDE = 16
_GAP = 8
_HEIGHT = 58
_EDGE = 3


class ItemDelegate(QStyledItemDelegate):
    """Two lines a row; the light's pill and the filled mark end at the right edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Every row is equally high."""
        return QSize(0, current.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the row."""
        row: ItemRow = index.data(ROW_ROLE)
        drawn = cast("_Drawn", option)
        area = drawn.rect
        painter.save()
        self._ground(painter, drawn, index)
        inner = area.adjusted(current.px(_SIDE), current.px(9), -current.px(_SIDE), -current.px(9))
        upper = QRect(inner.x(), inner.y(), inner.width(), current.px(20))
        lower = QRect(inner.x(), inner.bottom() - current.px(17), inner.width(), current.px(18))
        taken = self._light(painter, upper, row)
        upper.setWidth(upper.width() - taken)
        _words(painter, upper, f"{row.number} {row.title}", "ink", current.TEXT)
        lower.setWidth(
            lower.width() - self._filled(painter, lower, row, typing=bool(index.data(TYPING_ROLE)))
        )
        if index.data(CONFLICT_ROLE):
            lower.setWidth(lower.width() - _at_right(painter, lower, words.IN_CONFLICT, "danger"))
        _words(painter, lower, second_line(row), "second", current.SECOND)
        painter.restore()

    def _ground(self, painter: QPainter, option: _Drawn, index: _Index) -> None:
        area = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, current.colour("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, current.colour("hover"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, current.colour("line"))
        view = option.widget
        if isinstance(view, QListView) and view.currentIndex() == index and chosen:
            painter.fillRect(area.x(), area.y(), current.px(_EDGE), area.height(), current.colour("accent"))

    def _light(self, painter: QPainter, line: QRect, row: ItemRow) -> int:
        """Paint the pill at the line's right end; the width it took, with the gap before it."""
        light = row.standing.reading.light
        if light is Light.BY_LEAD:  # the second line says so, with the same sign
            return 0
        size = badge_size(light)
        x = line.right() + 1 - size.width()
        paint_badge(
            painter,
            QRect(x, line.y() + (line.height() - size.height()) // 2, size.width(), size.height()),
            light,
        )
        return size.width() + current.px(_GAP)

    def _filled(self, painter: QPainter, line: QRect, row: ItemRow, *, typing: bool) -> int:
        """Paint 已填, 填报中 or 未填 at the line's right end; the width it took."""
        text, token = (
            (words.BEING_FILLED, "accent")
            if typing
            else (words.FILLED_TICK, "second")
            if row.reported
            else (words.NOT_FILLED, "danger")
        )
        return _at_right(painter, line, text, token)


def _at_right(painter: QPainter, line: QRect, text: str, token: str) -> int:
    """Paint a word at the line's right end; the width it took, with the gap before it."""
    painter.setFont(current.font(current.SECOND))
    painter.setPen(current.colour(token))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
    return painter.fontMetrics().horizontalAdvance(text) + current.px(_GAP)


def _words(painter: QPainter, line: QRect, text: str, token: str, size: int) -> None:
    font = current.font(size)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.setFont(font)
    painter.setPen(current.colour(token))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
