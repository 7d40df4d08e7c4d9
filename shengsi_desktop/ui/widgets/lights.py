"""Lamps as pills with shape and word, as a widget and as something a list's delegate can paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from shengsi_desktop.domain.words import Light
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.painting import painted
from shengsi_desktop.ui.widgets.text import label, well_broken

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import Reading


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


def sign_size() -> QSize:
    """How much room a light without its word needs."""
    return QSize(current.px(20), current.px(20))


def paint_sign(painter: QPainter, rect: QRect, light: Light) -> None:
    """Paint a light as shape alone, for the second one beside a pill: its words stand elsewhere."""
    colours = current.palette().light(light)
    area = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    with painted(painter):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.shape), 1, Qt.PenStyle.DotLine))
        painter.setBrush(QColor(colours.ground))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        side = current.px(8)
        box = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
        paint_shape(painter, box, light, QColor(colours.shape))


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


class SecondLight(QWidget):
    """The second light of a line: shape and words («扣除停航5天后：…»); hidden where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.sign = _Sign()
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        self.words = label("", "second", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.words, 1)
        self.hide()

    def show_reading(self, reading: Reading | None) -> None:
        """Show it; None: nothing to show."""
        self.setVisible(reading is not None)
        if reading is not None:
            self.sign.set_light(reading.light)
            self.words.setText(well_broken(reading.reason))
            self.setAccessibleName(reading.reason)


class _Sign(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = Light.UNREPORTED
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_light(self, light: Light) -> None:
        self._light = light
        self.setToolTip(light.label)
        self.update()

    def sizeHint(self) -> QSize:
        return sign_size()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_sign(QPainter(self), self.rect(), self._light)


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
