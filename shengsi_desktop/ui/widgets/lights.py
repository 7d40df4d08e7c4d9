"""Lamps as pills with shape and word, as a widget and as something a list's delegate can paint."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from shengsi_desktop.domain.words import Light
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.painting import painted


def badge_size(light: Light, words: str = "") -> QSize:
    """How much room the pill of `light` needs."""
    metrics = QFontMetrics(current.font(current.SECOND))
    return QSize(metrics.horizontalAdvance(words or light.label) + current.px(30), current.px(20))


def paint_badge(painter: QPainter, rect: QRect, light: Light, words: str = "") -> None:
    """Paint the pill into `rect` (as high and wide as `badge_size` says, or wider)."""
    colours = current.palette().light(light)
    area = QRectF(rect)
    with painted(painter):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ground))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        side = current.px(9)
        sign = QRectF(area.x() + current.px(8), area.center().y() - side / 2, side, side)
        paint_shape(painter, sign, light, QColor(colours.shape))
        painter.setPen(QColor(colours.text))
        painter.setFont(current.font(current.SECOND))
        text = area.adjusted(current.px(21), 0, -current.px(4), 0)
        painter.drawText(
            text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words or light.label
        )


def paint_shape(painter: QPainter, box: QRectF, light: Light, colour: QColor) -> None:
    """● ▲ ■ ✔ ○ – drawn, not typed: fonts differ too much in them."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if light is Light.GREEN:
        painter.drawEllipse(box)
    elif light is Light.YELLOW:
        painter.drawPolygon(
            QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()])
        )
    elif light is Light.RED:
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        pen = QPen(colour, max(box.width() / 6, 1.2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if light is Light.DONE:
            points = ((0.05, 0.55), (0.38, 0.88), (0.95, 0.15))
            at = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points]
            painter.drawPolyline(QPolygonF(at))
        elif light is Light.NONE:
            painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))
        else:
            painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))


class Badge(QWidget):
    """The pill of one light."""

    def __init__(
        self, light: Light = Light.UNREPORTED, words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._light, self._words = light, words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def light(self) -> Light:
        """The light shown."""
        return self._light

    def set_light(self, light: Light, words: str = "", reason: str = "") -> None:
        """Show `light`; `words` instead of its own word, `reason` as tool tip."""
        self._light, self._words = light, words
        self.setToolTip(reason)
        self._name()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as its word needs."""
        return badge_size(self._light, self._words)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        paint_badge(QPainter(self), self.rect(), self._light, self._words)

    def _name(self) -> None:
        self.setAccessibleName(self._words or self._light.label)
