"""A small drawing of a plan curve while it is typed: the plan, what is known so far, and the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from PySide6.QtGui import QPaintEvent

_HEIGHT = 160
#: round the lines: the legend stands above the highest of them, the months below
_ROOM = (12, 34, 12, 22)
_DOT = 3.0


class CurvePreview(QWidget):
    """Painted here: a figure of matplotlib would come too late for every key."""

    def __init__(self, words: tuple[str, str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._months: Sequence[tuple[str, str]] = ()
        self._planned: Mapping[str, Decimal] = {}
        self._actual: Mapping[str, Decimal] = {}
        self._target: Decimal | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_months(
        self, months: Sequence[tuple[str, str]], actual: Mapping[str, Decimal], target: Decimal | None
    ) -> None:
        """Over which months (period, word) it goes, what is known of them, and what is to be reached."""
        self._months, self._actual, self._target = months, actual, target
        self.update()

    def show_planned(self, planned: Mapping[str, Decimal]) -> None:
        """Draw these points of the plan."""
        self._planned = planned
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(current.px(420), current.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current.colour("line"), 1))
        painter.setBrush(current.colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setFont(current.font(current.SECOND))
        left, top, right, bottom = (current.px(side) for side in _ROOM)
        area = QRectF(self.rect()).adjusted(left, top, -right, -bottom)
        self._axis(painter, area)
        low, high = self._range()
        if self._target is not None:
            y = _height(float(self._target), low, high, area)
            painter.setPen(QPen(current.colour("danger"), 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        self._line(painter, self._places(self._planned, area, low, high), "second", Qt.PenStyle.DotLine)
        self._line(painter, self._places(self._actual, area, low, high), "accent", Qt.PenStyle.SolidLine)
        self._legend(painter)

    def _range(self) -> tuple[float, float]:
        shown = {period for period, _ in self._months}
        numbers = [float(self._target)] if self._target is not None else []
        for line in (self._planned, self._actual):
            numbers += [float(value) for period, value in line.items() if period in shown]
        low, high = min([0.0, *numbers]), max(numbers, default=1.0)
        return low, high if high > low else low + 1.0

    def _places(self, line: Mapping[str, Decimal], area: QRectF, low: float, high: float) -> list[QPointF]:
        count = max(len(self._months) - 1, 1)
        return [
            QPointF(area.left() + area.width() * place / count, _height(float(line[period]), low, high, area))
            for place, (period, _) in enumerate(self._months)
            if period in line
        ]

    def _axis(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QPen(current.colour("line_strong"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(current.colour("second"))
        count = max(len(self._months) - 1, 1)
        widest = max((painter.fontMetrics().horizontalAdvance(word) for _, word in self._months), default=1)
        step = max(1, -(-int(widest * 1.3 * len(self._months)) // max(int(area.width()), 1)))
        for place in range(0, len(self._months), step):
            x = area.left() + area.width() * place / count
            word = self._months[place][1]
            wide = painter.fontMetrics().horizontalAdvance(word)
            at = min(max(x - wide / 2, area.left() - 8), area.right() + 8 - wide)
            painter.drawText(QPointF(at, area.bottom() + painter.fontMetrics().ascent() + 3), word)

    def _line(self, painter: QPainter, places: list[QPointF], token: str, style: Qt.PenStyle) -> None:
        painter.setPen(QPen(current.colour(token), 1.8, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current.colour(token))
        for place in places:
            painter.drawEllipse(place, _DOT, _DOT)

    def _legend(self, painter: QPainter) -> None:
        planned, actual, target = self._words
        x = float(current.px(_ROOM[0]))
        y = current.px(13)
        shown = [(planned, "second", Qt.PenStyle.DotLine)]
        if self._actual:
            shown.append((actual, "accent", Qt.PenStyle.SolidLine))
        if self._target is not None:
            shown.append((target, "danger", Qt.PenStyle.DashLine))
        metrics = painter.fontMetrics()
        for word, token, style in shown:
            painter.setPen(QPen(current.colour(token), 1.8, style))
            painter.drawLine(QPointF(x, y), QPointF(x + current.px(20), y))
            painter.setPen(current.colour("second"))
            painter.drawText(QPointF(x + current.px(26), y + metrics.ascent() / 2 - 1), word)
            x += current.px(26) + metrics.horizontalAdvance(word) + current.px(16)


def _height(value: float, low: float, high: float, area: QRectF) -> float:
    return area.bottom() - (value - low) / (high - low) * area.height()
