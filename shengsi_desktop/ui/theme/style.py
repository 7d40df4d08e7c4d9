"""The style beneath the style sheet: Fusion with ticks and arrows drawn our way, without image files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleFactory, QStyleOption, QWidget

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

_ARROWS = {
    QStyle.PrimitiveElement.PE_IndicatorArrowDown: ((-4.0, -2.0), (0.0, 2.0), (4.0, -2.0)),
    QStyle.PrimitiveElement.PE_IndicatorArrowUp: ((-4.0, 2.0), (0.0, -2.0), (4.0, 2.0)),
    QStyle.PrimitiveElement.PE_IndicatorArrowRight: ((-2.0, -4.0), (2.0, 0.0), (-2.0, 4.0)),
    QStyle.PrimitiveElement.PE_IndicatorArrowLeft: ((2.0, -4.0), (-2.0, 0.0), (2.0, 4.0)),
    QStyle.PrimitiveElement.PE_IndicatorHeaderArrow: ((-4.0, 2.0), (0.0, -2.0), (4.0, 2.0)),
}
_TICKED = frozenset(
    {QStyle.PrimitiveElement.PE_IndicatorCheckBox, QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck}
)


class _Drawn(Protocol):
    """The two members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class SeaStyle(QProxyStyle):
    """Fusion, with our own tick boxes, radio dots, arrows and tree branches."""

    def __init__(self) -> None:
        super().__init__(QStyleFactory.create("Fusion"))

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw our own signs; everything else is Fusion's."""
        drawn = cast("_Drawn", option)
        if element in _TICKED:
            _tick_box(drawn, painter)
        elif element == QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            _radio(drawn, painter)
        elif element in _ARROWS:
            _arrow(element, drawn, painter)
        elif element == QStyle.PrimitiveElement.PE_IndicatorBranch:
            _branch(drawn, painter)
        elif element == QStyle.PrimitiveElement.PE_FrameFocusRect:
            return
        else:
            super().drawPrimitive(element, option, painter, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: object = None,
    ) -> int:
        """Popups of combo boxes hang below as lists; tool tips come quickly; menus need no second click."""
        if hint == QStyle.StyleHint.SH_ComboBox_Popup:
            return 0
        if hint == QStyle.StyleHint.SH_ToolTip_WakeUpDelay:
            return 400
        return super().styleHint(hint, option, widget, returnData)  # type: ignore[arg-type]


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _colours(option: _Drawn) -> tuple[QColor, QColor, QColor]:
    """Ground, edge and sign of a box by its state."""
    state = option.state
    enabled = bool(state & QStyle.StateFlag.State_Enabled)
    filled = bool(state & (QStyle.StateFlag.State_On | QStyle.StateFlag.State_NoChange))
    if filled:
        ground = current.colour("sea" if enabled else "third")
        return ground, ground, current.colour("on_sea")
    hot = bool(state & QStyle.StateFlag.State_MouseOver) and enabled
    return (
        current.colour("field"),
        current.colour("accent" if hot else "line_strong"),
        current.colour("on_sea"),
    )


def _square(option: _Drawn) -> QRectF:
    side = min(16.0, float(option.rect.width()), float(option.rect.height())) - 1.0
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(option.rect).center())
    return box


def _tick_box(option: _Drawn, painter: QPainter) -> None:
    ground, edge, sign = _colours(option)
    box = _square(option)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(edge, 1.2))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(_pen(sign, 1.8))
    middle, unit = box.center(), box.width() / 15
    if option.state & QStyle.StateFlag.State_NoChange:
        painter.drawLine(
            QPointF(middle.x() - 3.5 * unit, middle.y()), QPointF(middle.x() + 3.5 * unit, middle.y())
        )
    elif option.state & QStyle.StateFlag.State_On:
        points = ((-3.8, 0.2), (-1.2, 2.8), (3.8, -2.6))
        painter.drawPolyline(
            QPolygonF([QPointF(middle.x() + x * unit, middle.y() + y * unit) for x, y in points])
        )
    painter.restore()


def _radio(option: _Drawn, painter: QPainter) -> None:
    ground, edge, sign = _colours(option)
    box = _square(option)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(edge, 1.2))
    painter.setBrush(ground)
    painter.drawEllipse(box)
    if option.state & QStyle.StateFlag.State_On:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(sign)
        painter.drawEllipse(box.center(), box.width() / 5, box.width() / 5)
    painter.restore()


def _arrow(element: QStyle.PrimitiveElement, option: _Drawn, painter: QPainter) -> None:
    enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
    _stroke(painter, QRectF(option.rect).center(), _ARROWS[element], "second" if enabled else "third")


def _branch(option: _Drawn, painter: QPainter) -> None:
    """A small arrow before a row that opens; no dotted lines."""
    if not option.state & QStyle.StateFlag.State_Children:
        return
    opened = bool(option.state & QStyle.StateFlag.State_Open)
    which = (
        QStyle.PrimitiveElement.PE_IndicatorArrowDown
        if opened
        else QStyle.PrimitiveElement.PE_IndicatorArrowRight
    )
    _stroke(painter, QRectF(option.rect).center(), _ARROWS[which], "second")


def _stroke(painter: QPainter, middle: QPointF, points: tuple[tuple[float, float], ...], token: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(current.colour(token), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([middle + QPointF(x, y) for x, y in points]))
    painter.restore()
