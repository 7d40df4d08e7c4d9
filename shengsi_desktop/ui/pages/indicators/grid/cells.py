"""How the cells of the grid are painted: figures at the right, marks for status and corrections.

The table paints row by row with these, not cell by cell through a delegate: that halves the time of a repaint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPen, QPolygon

from shengsi_desktop.domain.indicators import PointStatus
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.derived_cells import Column
from shengsi_desktop.ui.pages.indicators.grid.looks import MIDDLE, RIGHT, Looks, looks
from shengsi_desktop.ui.pages.indicators.grid.series import MONTHS
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import badge_size, paint_badge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shengsi_desktop.ui.pages.indicators.grid.faces import Face
    from shengsi_desktop.ui.pages.indicators.grid.model import GridModel, Row

_MARK = 5
_CORNER = 7
_SIDE = 3
_CARET = 7


class RowPainter:
    """Paints rows of one model with one painter; `columns` are (column, x, width) of those in sight."""

    def __init__(self, painter: QPainter, model: GridModel, columns: Sequence[tuple[int, int, int]]) -> None:
        self._painter, self._model, self._columns = painter, model, columns
        self._look = looks()
        self._left = min((x for _, x, _ in columns), default=0)
        self._width = max((x + width for _, x, width in columns), default=0) - self._left

    def paint(self, place: int, y: int, height: int, chosen: Iterable[int]) -> None:
        """One row; the cells in the columns `chosen` are selected."""
        painter, look = self._painter, self._look
        row = self._model.row(place)
        if row is None:
            painter.fillRect(self._left, y, self._width, height, look.ground)
        else:
            for column, x, width in self._columns:
                area = QRect(x, y, width, height - 1)
                if column in chosen:
                    painter.fillRect(area, look.selected)
                if column < len(MONTHS):
                    _month(painter, area, look, row.faces[column])
                else:
                    self._derived(area, row, column)
        painter.fillRect(self._left, y + height - 1, self._width, 1, look.line)

    def _derived(self, area: QRect, row: Row, column: int) -> None:
        painter, look = self._painter, self._look
        said = self._model.derived(row, column)
        if column == Column.LATEST:
            painter.fillRect(area.x(), area.y(), 1, area.height(), look.strong_line)
        if not said:
            return
        if column == Column.LIGHT:
            light = row.standing.reading.light
            size = badge_size(light, said)
            top = area.y() + (area.height() - size.height()) // 2
            paint_badge(painter, QRect(area.x() + look.pad, top, size.width(), size.height()), light, said)
            return
        painter.setFont(look.bold if column == Column.LATEST else look.figure)
        painter.setPen(look.ink if column == Column.LATEST else look.second)
        painter.drawText(area.adjusted(0, 0, -look.pad, 0), RIGHT, said)


def paint_edge(painter: QPainter, area: QRect) -> None:
    """The cell that the keys are in."""
    painter.setPen(looks().edge)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(1, 1, -1, -1))


def _month(painter: QPainter, area: QRect, look: Looks, face: Face) -> None:
    if face.closed:
        painter.fillRect(area.adjusted(0, 0, 0, -1), look.hatch)
        return
    room = area.adjusted(0, 0, -look.pad, -1)
    if face.missing:
        painter.setFont(look.small)
        painter.setPen(look.second)
        painter.drawText(room, RIGHT, words.UNPUBLISHED)
        return
    if not face.text:
        if face.awaited:
            _caret(painter, area, look)
        return
    if face.small and not face.note:
        painter.setFont(look.small)
        painter.setPen(look.ink)
        painter.drawText(area.adjusted(0, 0, 0, -1), MIDDLE, face.text)
    elif face.note:
        half = area.height() // 2
        painter.setPen(look.ink)
        painter.setFont(look.small)
        painter.drawText(room.adjusted(0, 2, 0, -half), RIGHT, face.text)
        painter.setPen(look.second)
        painter.drawText(room.adjusted(0, half - 1, 0, -1), RIGHT, face.note)
    else:
        painter.setFont(look.figure)
        painter.setPen(look.second if face.status is PointStatus.PRELIMINARY else look.ink)
        painter.drawText(room, RIGHT, face.text)
    if face.status is not PointStatus.UNSAID:
        _mark(painter, area, face.status)
    if face.corrected:
        paint_corner(painter, area, current.px(_CORNER))


def mark_width() -> int:
    """What a status mark needs before a figure."""
    return current.px(_SIDE + _MARK + 1)


def paint_mark(painter: QPainter, box: QRect, status: PointStatus) -> None:
    """○ 快报数, ● 核定数."""
    look = looks()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.accent, 1.2))
    painter.setBrush(look.accent if status is PointStatus.FINAL else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_corner(painter: QPainter, area: QRect, side: int) -> None:
    """The corner of a figure that was changed."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(looks().corner)
    right, top = area.right() + 1, area.top()
    painter.drawPolygon(QPolygon([QPoint(right - side, top), QPoint(right, top), QPoint(right, top + side)]))


def _mark(painter: QPainter, area: QRect, status: PointStatus) -> None:
    side = current.px(_MARK)
    paint_mark(
        painter,
        QRect(area.x() + current.px(_SIDE), area.y() + (area.height() - side) // 2, side, side),
        status,
    )


def _caret(painter: QPainter, area: QRect, look: Looks) -> None:
    """There is a choice here."""
    side = current.px(_CARET)
    middle, top = area.center().x(), area.center().y() - side // 4
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.third, 1.2))
    painter.drawPolyline(
        QPolygon(
            [
                QPoint(middle - side // 2, top),
                QPoint(middle, top + side // 2),
                QPoint(middle + side // 2, top),
            ]
        )
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
