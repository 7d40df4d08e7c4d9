"""How far a thing is: the bar with the schedule's mark, and the line of a milestone's stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.words import Light


def paint_progress(
    painter: QPainter, rect: QRectF, percent: float, schedule: float | None, colour: QColor
) -> None:
    """Bar of `percent` in `rect`, with a mark at `schedule` percent."""
    with painted(painter):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = current.px(6)
        bar = QRectF(rect.x(), rect.center().y() - height / 2, rect.width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current.colour("track"))
        painter.drawRoundedRect(bar, height / 2, height / 2)
        if percent > 0:
            filled = QRectF(bar)
            filled.setWidth(max(bar.width() * min(percent, 100.0) / 100, height))
            painter.setBrush(colour)
            painter.drawRoundedRect(filled, height / 2, height / 2)
        if schedule is not None:
            x = bar.x() + bar.width() * min(max(schedule, 0.0), 100.0) / 100
            painter.setBrush(current.colour("ink"))
            painter.drawRect(
                QRectF(min(x, bar.right() - 2), bar.center().y() - current.px(7), 2, current.px(14))
            )


class ProgressLine(QWidget):
    """A slim bar in the light's colour, the mark where the schedule stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._percent: float | None = None
        self._schedule: float | None = None
        self._light: Light | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_progress(
        self,
        percent: Decimal | float | None,
        schedule: Decimal | float | None = None,
        light: Light | None = None,
    ) -> None:
        """Percent 0-100; no `light` paints in the accent; no `percent` an empty bar."""
        self._percent = None if percent is None else float(percent)
        self._schedule = None if schedule is None else float(schedule)
        self._light = light
        parts = [] if self._percent is None else [f"完成{self._percent:.1f}%"]
        if self._schedule is not None:
            parts.append(f"序时{self._schedule:.1f}%")
        self.setAccessibleName("，".join(parts))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough to read."""
        return QSize(current.px(160), current.px(16))

    def minimumSizeHint(self) -> QSize:
        """Half of it at least."""
        return QSize(current.px(60), current.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bar and mark."""
        palette = current.palette()
        colour = palette.sea if self._light is None else palette.light(self._light).shape
        paint_progress(
            QPainter(self), QRectF(self.rect()), self._percent or 0.0, self._schedule, QColor(colour)
        )


class StageLine(QWidget):
    """调研 › 初稿 › **征求意见** › 送审 › 印发: the last stage reached stands out; a click sets it."""

    #: stages reached, 0 … len(stages); a click on the last one reached takes it back
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: tuple[str, ...] = ()
        self._reached = 0
        self._hot = -1
        self._editable = True
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_stages(self, stages: Sequence[str], reached: int | None, *, editable: bool = True) -> None:
        """Show `stages`, the first `reached` of them done."""
        self._stages = tuple(stages)
        self._reached = reached or 0
        self._editable = editable
        self.setCursor(Qt.CursorShape.PointingHandCursor if editable else Qt.CursorShape.ArrowCursor)
        now = self._stages[self._reached - 1] if self._reached else "未启动"
        self.setAccessibleName(f"{now}（{'›'.join(self._stages)}）")
        self.updateGeometry()
        self.update()

    @property
    def reached(self) -> int:
        """How many stages are reached."""
        return self._reached

    def sizeHint(self) -> QSize:
        """Room for every stage, one of them bold."""
        return QSize(int(sum(width for _, width in self._boxes())) + 2, current.px(24))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the stages with ‹›› between them."""
        painter = QPainter(self)
        for index, (x, width) in enumerate(self._boxes()):
            area = QRectF(x, 0, width, self.height())
            now = index == self._reached - 1
            painter.setFont(current.font(current.SECOND, bold=now))
            token = "accent" if now or index == self._hot else "second" if index < self._reached else "third"
            painter.setPen(current.colour(token))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._stages[index])
            if index < len(self._stages) - 1:
                painter.setFont(current.font(current.SECOND))
                painter.setPen(current.colour("third"))
                gap = current.px(12)
                area = QRectF(x + width - gap, 0, gap, self.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "›")
        if self.hasFocus():
            painter.setPen(current.colour("accent"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which one a click would choose."""
        self._hot = self._at(event.position().x()) if self._editable else -1
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Forget it."""
        self._hot = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the stage; the last one reached is taken back."""
        index = self._at(event.position().x())
        if self._editable and index >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._choose(index if index + 1 == self._reached else index + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← and → move by one stage."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        wanted = self._reached + step
        if step and self._editable and 0 <= wanted <= len(self._stages):
            self._choose(wanted)
        else:
            super().keyPressEvent(event)

    def _choose(self, reached: int) -> None:
        self.set_stages(self._stages, reached, editable=self._editable)
        self.chosen.emit(reached)

    def _at(self, x: float) -> int:
        return next(
            (index for index, (left, width) in enumerate(self._boxes()) if left <= x < left + width), -1
        )

    def _boxes(self) -> list[tuple[float, float]]:
        from PySide6.QtGui import QFontMetricsF

        metrics = QFontMetricsF(current.font(current.SECOND, bold=True))
        boxes, x = [], 2.0
        for index, stage in enumerate(self._stages):
            width = metrics.horizontalAdvance(stage) + (
                current.px(12) if index < len(self._stages) - 1 else 2
            )
            boxes.append((x, width))
            x += width
        return boxes
