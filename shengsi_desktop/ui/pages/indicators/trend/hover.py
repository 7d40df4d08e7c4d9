"""What a point of the chart says: the label that follows the pointer or the keys, and the way along the points.

Where the points of a figure are is the figure's; here all places are in the widget's own pixels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QLabel, QWidget

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.hover import HoverPoint

#: px at 100 %: how far the label keeps from its point and from the edges, and how wide it grows
_GAP = 14
_EDGE = 4
_WIDEST = 320
_RING = 5.5


class HoverLabel(QLabel):
    """A small card over the chart; it never takes the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("popup")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setWordWrap(True)
        self.hide()

    def show_at(self, said: str, place: QPointF) -> None:
        """Say it beside that place, inside the parent."""
        self.setFont(current.font(current.SECOND))
        pad = current.px(8)
        self.setContentsMargins(pad, current.px(5), pad, current.px(5))
        self.setText(said)
        room = self._over.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        metrics, around = self.fontMetrics(), 2 * (pad + 1)
        most = min(current.px(_WIDEST), room.width()) - around
        text = metrics.boundingRect(QRect(0, 0, most, 10_000), int(Qt.TextFlag.TextWordWrap), said)
        self.resize(text.width() + around + 2, text.height() + 2 * (current.px(5) + 1))
        self.move(_beside(self.rect(), room, place.toPoint(), current.px(_GAP)))
        self.show()
        self.raise_()


def _beside(label: QRect, room: QRect, point: QPoint, gap: int) -> QPoint:
    """Right above the point where there is room, else on its other side or below."""
    x = (
        point.x() + gap
        if point.x() + gap + label.width() <= room.right()
        else point.x() - gap - label.width()
    )
    y = point.y() - gap - label.height()
    if y < room.top():
        y = min(point.y() + gap, room.bottom() - label.height())
    return QPoint(max(x, room.left()), max(y, room.top()))


def paint_ring(painter: QPainter, place: QPointF, colour: str) -> None:
    """Mark the point that is told of."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour) if colour else current.colour("accent"), 2))
    painter.setBrush(current.colour("card"))
    radius = _RING * current.text_scale() / 100
    painter.drawEllipse(place, radius, radius)


def along(points: Sequence[HoverPoint], at: int | None, key: Qt.Key) -> int | None:
    """The point that a key leads to: ←/→ along its line, ↑/↓ to the line above or below, Home and End.

    The first key goes to the newest point of the first line. None where the key leads nowhere.
    """
    if not points:
        return None
    if at is None:
        known = [place for place, point in enumerate(points) if point.field == "value"]
        return (known or [len(points) - 1])[-1]
    here = points[at]
    own = [place for place, point in enumerate(points) if _line(point) == _line(here)]
    step = own.index(at)
    if key == Qt.Key.Key_Left:
        return own[max(step - 1, 0)]
    if key == Qt.Key.Key_Right:
        return own[min(step + 1, len(own) - 1)]
    if key == Qt.Key.Key_Home:
        return own[0]
    if key == Qt.Key.Key_End:
        return own[-1]
    up = key == Qt.Key.Key_Up
    others = [
        place
        for place, point in enumerate(points)
        if (point.key, point.color) != (here.key, here.color)
        and (point.y < here.y if up else point.y > here.y)
    ]
    return min(
        others, key=lambda place: (abs(points[place].x - here.x), abs(points[place].y - here.y)), default=at
    )


def _line(point: HoverPoint) -> tuple[str, str]:
    """Which line a point belongs to; the forecast goes on with the values."""
    return point.key, "value" if point.field == "forecast" else point.field
