"""Paints the rows of 任务清单: headings across the whole width, items and deliverables with their badge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOption,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.cells import Column, role_words
from shengsi_desktop.ui.pages.tasks.column_widths import second_words
from shengsi_desktop.ui.pages.tasks.heading_counts import paint_counts
from shengsi_desktop.ui.pages.tasks.model import DEPTH_ROLE, GROUP_ROLE, LINE_ROLE, ROW_ROLE
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import badge_size, paint_badge, paint_sign, sign_size
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from shengsi_desktop.domain.islands import IslandGroup, IslandLine
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow, Standing

_Index = QModelIndex | QPersistentModelIndex
HEIGHT = 36
SIDE = 16
_STEP = 14
_ARROW = 14
_EDGE = 3
_PAD = 6
#: between a light and the second one
_BESIDE = 4


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag
    widget: QWidget | None


class TaskDelegate(QStyledItemDelegate):
    """Every row equally high; the ground is painted to both edges."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One line."""
        return QSize(0, current.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a heading or one cell of an item."""
        row: ItemRow | None = index.data(ROW_ROLE)
        drawn = cast("_Option", option)
        with painted(painter):
            self._ground(painter, drawn, index, heading=row is None)
            if row is None:
                self._heading(painter, drawn, index)
            elif index.column() == Column.LIGHT:
                line: IslandLine | None = index.data(LINE_ROLE)
                _badge(painter, drawn.rect, row.standing if line is None else line.standing)
            else:
                self._cell(painter, drawn.rect, index, row)

    def _ground(self, painter: QPainter, option: _Option, index: _Index, *, heading: bool) -> None:
        area = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, current.colour("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, current.colour("hover"))
        elif heading and index.data(DEPTH_ROLE) == 0:
            painter.fillRect(area, current.colour("ground"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, current.colour("line"))
        if chosen and index.column() == 0:
            painter.fillRect(area.x(), area.y(), current.px(_EDGE), area.height(), current.colour("accent"))

    def _heading(self, painter: QPainter, option: _Option, index: _Index) -> None:
        area = option.rect
        left = area.x() + current.px(SIDE) + index.data(DEPTH_ROLE) * current.px(_STEP)
        arrow = QStyleOption()
        placed = cast("_Option", arrow)
        side = current.px(_ARROW)
        view = option.widget
        opened = isinstance(view, QTreeView) and view.isExpanded(index.sibling(index.row(), 0))
        placed.rect = QRect(left - side // 4, area.center().y() - side // 2, side, side)
        placed.state = QStyle.StateFlag.State_Enabled
        element = QStyle.PrimitiveElement
        which = element.PE_IndicatorArrowDown if opened else element.PE_IndicatorArrowRight
        if view is not None:
            view.style().drawPrimitive(which, arrow, painter, view)
        room = QRect(left + side + 2, area.y(), area.right() - left - side - current.px(_PAD), area.height())
        group: IslandGroup | None = index.data(GROUP_ROLE)
        if group is not None:
            name = QFontMetrics(current.font(bold=True)).horizontalAdvance(str(index.data()))
            gap = current.px(18)
            taken = paint_counts(painter, room.adjusted(min(name + gap, room.width()), 0, 0, 0), group)
            room.setWidth(room.width() - taken - (gap if taken else 0))
        _text(painter, room, str(index.data()), "ink", bold=True)

    def _cell(self, painter: QPainter, area: QRect, index: _Index, row: ItemRow) -> None:
        column = index.column()
        pad = current.px(_PAD)
        left = area.x() + pad
        if column == Column.TITLE:
            depth = index.data(DEPTH_ROLE)
            left = area.x() + current.px(SIDE) + (depth * current.px(_STEP) + current.px(8) if depth else 0)
        room = QRect(left, area.y(), area.right() - left - pad + 1, area.height())
        if column == Column.ROLE and index.data(LINE_ROLE) is None:
            _role(painter, room, row)
            return
        token = (
            "ink" if column == Column.TITLE or (column == Column.LEAD and row.role is not None) else "second"
        )
        _text(painter, room, str(index.data()), token)


def _role(painter: QPainter, room: QRect, row: ItemRow) -> None:
    """The role; 待确认 behind it, small and in the colour of a question."""
    said = role_words(row)
    _text(painter, room, said, "ink" if row.role is not None else "second")
    if row.pending:
        width = QFontMetrics(current.font()).horizontalAdvance(said) + current.px(5)
        _text(painter, room.adjusted(width, 0, 0, 0), words.PENDING, "warn", current.SECOND)


def _badge(painter: QPainter, area: QRect, standing: Standing | DeliverableStanding) -> None:
    """The light; beside it the second one, where there is no room for words as a sign, which the tool tip explains."""
    light = standing.reading.light
    left, height = area.x() + current.px(_PAD), badge_size(light).height()
    top = area.y() + (area.height() - height) // 2
    width = min(badge_size(light).width(), area.width() - current.px(_PAD))
    paint_badge(painter, QRect(left, top, width, height), light)
    if standing.adjusted is not None:
        second = standing.adjusted.light
        beside, said = QPoint(left + width + current.px(_BESIDE), top), second_words(second)
        if beside.x() + badge_size(second, said).width() <= area.right() + 1:
            paint_badge(painter, QRect(beside, badge_size(second, said)), second, said)
        else:
            paint_sign(painter, QRect(beside, sign_size()), second)


def _text(
    painter: QPainter, room: QRect, text: str, token: str, size: int = current.TEXT, *, bold: bool = False
) -> None:
    font = current.font(size, bold=bold)
    painter.setFont(font)
    painter.setPen(current.colour(token))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
