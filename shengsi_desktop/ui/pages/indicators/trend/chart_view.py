"""The picture of the trend, drawn anew for every size, theme and density of the screen; its points can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shengsi_desktop.domain.periods import year_before
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.drawing import Drawer, Drawn, Picture, Subject
from shengsi_desktop.ui.pages.indicators.trend.hover import HoverLabel, along, paint_ring
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from shengsi_desktop.charts.hover import HoverPoint

#: a window being pulled larger is waited out (ms)
_RESIZING = 80
_DPI = 96
_SMALLEST = (220, 150)
#: how near the pointer must come to a point (px at 100 %)
_NEAR = 36
#: pictures that leave the window: px at 100 %, and how much denser than the screen
_OUT = (860, 460)
_OUT_APART = (1120, 760)
_DENSER = 2
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)


class ChartView(QWidget):
    """Shows one series or several; says so while it is drawn. The arrow keys go from point to point."""

    #: a point was clicked, or Enter pressed at it: (id of the series, period, field of its figure)
    point_chosen = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject: Subject | None = None
        self._shown: Picture | None = None
        self._drawn: Drawn | None = None
        self._at: int | None = None
        self.drawer = Drawer(self)
        self.drawer.drawn.connect(self._take)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_RESIZING)
        self._wait.timeout.connect(self._draw)
        self.label = HoverLabel(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(current.px(210))

    @property
    def image(self) -> QImage | None:
        """The picture shown; None while the first one is drawn."""
        return self._drawn.image if self._drawn is not None else None

    @property
    def points(self) -> tuple[HoverPoint, ...]:
        """What can be pointed at."""
        return self._drawn.points if self._drawn is not None else ()

    @property
    def point(self) -> HoverPoint | None:
        """What is told of now."""
        return self.points[self._at] if self._at is not None and self._at < len(self.points) else None

    @property
    def up_to_date(self) -> bool:
        """Whether the picture shows what is known, at this size and in this theme."""
        return self._shown is not None and self._shown == self._wish() and not self.drawer.busy

    def show_subject(self, subject: Subject) -> None:
        """Draw other series, or the same ones with new values."""
        if self._subject is not None and self._subject.ids != subject.ids:
            self._drawn = None
            self._point_at(None)
        self._subject = subject
        self.setAccessibleName(words.CHART_NAME.format(name=subject.name))
        self._draw()

    def picture_out(self) -> Picture | None:
        """The same trend for outside: light, with its name, dense enough for print."""
        if self._subject is None:
            return None
        apart = len(self._subject.standings) > 1 and not self._subject.together
        width, height = (side * _DENSER for side in (_OUT_APART if apart else _OUT))
        return Picture(self._subject, width, height, _DPI * _DENSER, dark=False, titled=True)

    def sizeHint(self) -> QSize:
        """What a low window still gives it; it takes all that is left."""
        return QSize(current.px(560), current.px(220))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew once the size stays."""
        super().resizeEvent(event)
        self._point_at(None)
        if self._subject is not None:
            self._wait.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the nearest point."""
        self._point_near(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the point's figure."""
        if event.button() == Qt.MouseButton.LeftButton:
            # a finger comes without having moved here
            self._point_near(event.position())
            self._choose()
        super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        super().leaveEvent(event)
        self._point_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys are elsewhere."""
        super().focusOutEvent(event)
        self._point_at(None)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go along the points, Enter goes to the figure, Escape lets go."""
        key = Qt.Key(event.key())
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in _ARROWS:
            self._point_at(along(self.points, self._at, key))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control and self.point is not None:
            self._choose()
        elif key == Qt.Key.Key_Escape and self._at is not None:
            self._point_at(None)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, or that it is being drawn; a picture of another theme or density is drawn anew."""
        painter = QPainter(self)
        image = self.image
        if image is None:
            painter.setPen(current.colour("second"))
            painter.setFont(current.font())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words.DRAWING)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = image.deviceIndependentSize().toSize()
            # until it is drawn anew the old picture stays undistorted
            painter.drawImage(QRect(0, 0, size.width(), size.height()), image)
        if self.hasFocus():
            painter.setPen(QPen(current.colour("accent"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.point is not None:
            paint_ring(painter, self._place(self.point), self.point.color)
        if self._shown is not None and not (self.up_to_date or self.drawer.busy or self._wait.isActive()):
            self._wait.start()

    @property
    def _ratio(self) -> float:
        return self._drawn.image.devicePixelRatioF() if self._drawn is not None else 1.0

    def _place(self, point: HoverPoint) -> QPointF:
        return QPointF(point.x / self._ratio, point.y / self._ratio)

    def _point_near(self, place: QPointF) -> None:
        from shengsi_desktop.charts.hover import nearest

        ratio = self._ratio
        found = nearest(self.points, place.x() * ratio, place.y() * ratio, current.px(_NEAR) * ratio)
        self._point_at(None if found is None else self.points.index(found))

    def _point_at(self, at: int | None) -> None:
        if at == self._at:
            return
        self._at = at
        point = self.point
        if point is None:
            self.label.hide()
        else:
            self.label.show_at(point.words, self._place(point))
        self.setAccessibleDescription(point.words if point is not None else "")
        self.setCursor(Qt.CursorShape.ArrowCursor if point is None else Qt.CursorShape.PointingHandCursor)
        self.update()

    def _choose(self) -> None:
        point = self.point
        if point is None or not point.period:
            return
        field = point.field if point.field in ("planned", "province") else "value"
        last = point.field == "last_year"
        self.point_chosen.emit(point.key, year_before(point.period) if last else point.period, field)

    def _wish(self) -> Picture | None:
        smallest = current.px(_SMALLEST[0]), current.px(_SMALLEST[1])
        if self._subject is None or self.width() < smallest[0] or self.height() < smallest[1]:
            return None
        ratio = self.devicePixelRatioF()
        return Picture(
            self._subject,
            round(self.width() * ratio),
            round(self.height() * ratio),
            _DPI * ratio * current.text_scale() / 100,
            dark=current.palette().name == "dark",
        )

    def _draw(self) -> None:
        wish = self._wish()
        if wish is None:
            return
        if wish != self._shown or self._drawn is None:
            self.drawer.draw(wish)
        if self._drawn is None:
            self.update()

    def _take(self, picture: Picture, drawn: Drawn) -> None:
        if self._subject is None or picture.subject.ids != self._subject.ids:
            return
        before = self.point if self.hasFocus() else None
        self._point_at(None)
        drawn.image.setDevicePixelRatio(self.devicePixelRatioF())
        self._shown, self._drawn = picture, drawn
        if before is not None:
            same = [(one.key, one.period) == (before.key, before.period) for one in drawn.points]
            self._point_at(same.index(True) if True in same else None)
        self.update()
