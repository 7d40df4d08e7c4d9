"""The state of a row as a pill with its word, as a widget and as something a list's delegate can paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shengsi_desktop.domain.list_changes import RowState
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from shengsi_desktop.ui.theme.palette import LightColours


def pill_size(words: str) -> QSize:
    """How much room the pill needs."""
    metrics = QFontMetrics(current.font(current.SECOND))
    return QSize(metrics.horizontalAdvance(words) + current.px(16), current.px(20))


def paint_pill(painter: QPainter, rect: QRect, state: RowState | None, words: str) -> None:
    """Paint it into `rect`; no state: a line that is no row."""
    colours = _colours(state)
    area = QRectF(rect)
    with painted(painter):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ground))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setPen(QColor(colours.text))
        font = current.font(current.SECOND)
        painter.setFont(font)
        shown = QFontMetrics(font).elidedText(
            words, Qt.TextElideMode.ElideRight, rect.width() - current.px(8)
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)


class StatePill(QWidget):
    """The pill of one row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: RowState | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: RowState | None, words: str) -> None:
        """Show it."""
        self._state, self._words = state, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As its word needs."""
        return pill_size(self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        paint_pill(QPainter(self), self.rect(), self._state, self._words)


def _colours(state: RowState | None) -> LightColours:
    palette = current.palette()
    return (
        {
            RowState.NEW: palette.green,
            RowState.CHANGED: palette.yellow,
            RowState.BLOCKED: palette.red,
            RowState.MISSING: palette.done,
        }.get(state, palette.grey)
        if state is not None
        else palette.grey
    )
