"""The twelve months of an item as small lights; what each says is its tool tip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import paint_shape

if TYPE_CHECKING:
    from shengsi_desktop.domain.months import MonthLight

_MONTHS = 12
_WIDEST = 40


class MonthsRow(QWidget):
    """As wide as there is room, up to a limit; a ring around a month that was made up in its old colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.months: tuple[MonthLight, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_months(self, months: tuple[MonthLight, ...]) -> None:
        """Show them; those of the year that have not come are empty."""
        self.months = months
        said = [
            words.MONTH_SAID.format(month=int(one.month[5:]), light=one.now.light.label) for one in months
        ]
        self.setAccessibleName("，".join((words.MONTHS, *said)))
        self.setVisible(bool(months))
        self.update()

    def tip(self, place: int) -> str:
        """What is said of the month at that place (from 0)."""
        if place >= len(self.months):
            return words.MONTH_TO_COME.format(month=place % _MONTHS + 1)
        one = self.months[place]
        return words.MONTH_TIP.format(
            month=int(one.month[5:]), light=one.now.light.label, reason=one.now.reason
        )

    def sizeHint(self) -> QSize:
        """Two short lines."""
        return QSize(current.px(_WIDEST) * self._count, current.px(36))

    def minimumSizeHint(self) -> QSize:
        """Room for the figures."""
        return QSize(current.px(16) * self._count, current.px(36))

    def event(self, event: QEvent) -> bool:
        """The month below the pointer says what it is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = event.pos().x() // max(self._step, 1)
            if 0 <= place < self._count:
                QToolTip.showText(event.globalPos(), self.tip(place), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shapes above, months below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(current.font(current.SECOND))
        side, half = current.px(10), current.px(17)
        for place in range(self._count):
            cell = QRect(place * self._step, 0, self._step, half)
            box = QRectF(cell.center().x() - side / 2 + 0.5, cell.center().y() - side / 2 + 0.5, side, side)
            below = QRect(cell.x(), half, self._step, current.px(19))
            if place < len(self.months):
                self._paint_month(painter, box, self.months[place])
                painter.setPen(current.colour("second"))
            else:
                painter.setPen(current.colour("line"))
                painter.drawLine(
                    QPointF(box.left() + 2, box.center().y()), QPointF(box.right() - 2, box.center().y())
                )
                painter.setPen(current.colour("third"))
            month = int(self.months[place].month[5:]) if place < len(self.months) else place % _MONTHS + 1
            # where months stand close the figure alone says which
            said = words.MONTH.format(month=month) if self._step >= current.px(30) else str(month)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, said)

    def _paint_month(self, painter: QPainter, box: QRectF, one: MonthLight) -> None:
        palette = current.palette()
        paint_shape(painter, box, one.now.light, QColor(palette.light(one.now.light).shape))
        if one.made_up:
            # what it was stays visible
            painter.setPen(QPen(QColor(palette.light(one.original.light).shape), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = current.px(3)
            painter.drawEllipse(box.adjusted(-around, -around, around, around))

    @property
    def _count(self) -> int:
        return max(_MONTHS, len(self.months))

    @property
    def _step(self) -> int:
        return min(self.width() // self._count, current.px(_WIDEST))
