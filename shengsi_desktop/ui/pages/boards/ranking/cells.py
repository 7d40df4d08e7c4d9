"""How the rows of a board are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shengsi_desktop.ui.pages.boards.ranking import words
from shengsi_desktop.ui.pages.boards.ranking.table import (
    LIGHTS_SHOWN,
    SCORE_ROLE,
    Column,
    counts_of,
    side_of,
)
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import paint_shape
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeView

    from shengsi_desktop.domain.boards import Score
    from shengsi_desktop.domain.words import Light
    from shengsi_desktop.ui.pages.boards.ranking.table import BoardTable

_Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _HEADING, _NOTE = 38, 30, 20
_SIDE = 16
#: left and right of the words of a cell
PAD = 6
#: a light with its number takes so much: in a roomy list, in a narrow one, and at least
LIGHT = (40, 28, 26)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class BoardDelegate(QStyledItemDelegate):
    """Paints headings, notes and the cells of a score."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """A note is as high as its words."""
        kind = index.data(Qt.ItemDataRole.UserRole)
        if kind == "heading":
            return QSize(0, current.px(_HEADING))
        if kind == "score":
            return QSize(0, current.px(_HEIGHT))
        view = cast("QTreeView", self.parent())
        room = QRect(0, 0, max(view.viewport().width() - 2 * current.px(_SIDE), 40), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        metrics = QFontMetrics(current.font(current.SECOND))
        return QSize(0, metrics.boundingRect(room, flags, str(index.data())).height() + current.px(_NOTE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell."""
        drawn = cast("_Option", option)
        area, kind = drawn.rect, index.data(Qt.ItemDataRole.UserRole)
        with painted(painter):
            if kind == "heading":
                painter.fillRect(area, current.colour("ground"))
            elif drawn.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(area, current.colour("selected"))
                if index.column() == 0:
                    painter.fillRect(
                        area.x(), area.y(), current.px(3), area.height(), current.colour("accent")
                    )
            elif kind == "score" and drawn.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(area, current.colour("hover"))
            painter.fillRect(area.x(), area.bottom(), area.width(), 1, current.colour("line"))
            if kind == "score":
                self._cell(painter, area, index)
                return
            side, top = current.px(_SIDE), current.px(_NOTE) // 2
            painter.setFont(current.font(current.SECOND, bold=kind == "heading"))
            painter.setPen(current.colour("second" if kind == "heading" else "third"))
            if kind == "heading":
                painter.drawText(area.adjusted(side, 0, -side, 0), _MIDDLE, str(index.data()))
            else:
                room = area.adjusted(side, top, -side, 0)
                painter.drawText(room, int(Qt.TextFlag.TextWordWrap), str(index.data()))

    def _cell(self, painter: QPainter, area: QRect, index: _Index) -> None:
        score: Score = index.data(SCORE_ROLE)
        column, pad = index.column(), current.px(PAD)
        room = area.adjusted(pad, 0, -pad, 0)
        model = cast("BoardTable", index.model())
        if column == Column.LIGHTS and model.lights:
            _paint_counts(painter, room, score, model.lit)
            return
        first = score.place == 1
        bold = column in {Column.PLACE, Column.POINTS} and score.place is not None
        token = "ink" if score.place is not None else "third"
        if column == Column.PLACE and first:
            token = "accent"
        if column in {Column.LIGHTS, Column.GIVEN, Column.CHANGE}:
            token = "second"
        said = str(index.data())
        if column == Column.GIVEN and "−" in said:
            token = "danger"
        if column == Column.CHANGE and said[:1] in {"升", "降"}:
            token = "ok" if said.startswith("升") else "danger"
        size = current.SECOND if column in {Column.LIGHTS, Column.GIVEN, Column.CHANGE} else current.TEXT
        painter.setFont(current.font(size, bold=bold))
        painter.setPen(current.colour(token))
        shown = _broken(said, painter.fontMetrics(), room) if column == Column.LIGHTS else [said]
        elide, end = painter.fontMetrics().elidedText, Qt.TextElideMode.ElideRight
        whole = "\n".join(elide(line, end, room.width()) for line in shown)
        painter.drawText(room, int(side_of(column)) | _MIDDLE, whole)


def _broken(said: str, metrics: QFontMetrics, room: QRect) -> list[str]:
    """In two lines, broken at a dot, where one has no room for it."""
    parts = said.split(words.DOT)
    if metrics.horizontalAdvance(said) <= room.width() or len(parts) < 2:
        return [said]
    for count in range(len(parts) - 1, 0, -1):
        line = words.DOT.join(parts[:count])
        if count == 1 or metrics.horizontalAdvance(line) <= room.width():
            return [line, words.DOT.join(parts[count:])]
    return [said]


def _paint_counts(painter: QPainter, room: QRect, score: Score, lit: tuple[Light, ...]) -> None:
    """Each light that there is with its number, at a place of its own; one behind the other where that is too wide."""
    counts = dict(zip(LIGHTS_SHOWN, counts_of(score), strict=True))
    step, side = min(room.width() // max(len(lit), 1), current.px(LIGHT[0])), current.px(9)
    if step < current.px(LIGHT[2]):
        lit, step = tuple(light for light in lit if counts[light]), current.px(LIGHT[2])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(current.font(current.SECOND))
    for place, light in enumerate(lit):
        if not counts[light]:
            continue
        colours = current.palette().light(light)
        left = room.x() + place * step
        box = QRectF(left, room.center().y() - side / 2 + 1, side, side)
        paint_shape(painter, box, light, QColor(colours.shape))
        painter.setPen(QColor(colours.text))
        text = QRect(left + side + current.px(4), room.y(), step, room.height())
        painter.drawText(text, _MIDDLE, str(counts[light]))
