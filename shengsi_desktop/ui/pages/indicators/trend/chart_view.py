"""The picture of the trend, drawn anew for every size, theme and density of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.drawing import Drawer, Picture
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from shengsi_desktop.domain.indicators import IndicatorStanding

#: a window being pulled larger is waited out (ms)
_RESIZING = 80
_DPI = 96
_SMALLEST = (220, 150)
_ROOMY = 440
_SMALLEST_TEXT = 0.75
#: pictures that leave the window: px at 100 %, and how much denser than the screen
_OUT = (860, 460)
_DENSER = 2


class ChartView(QWidget):
    """Shows one indicator; says so while it is drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing: IndicatorStanding | None = None
        self._year = 0
        self._shown: Picture | None = None
        self._image: QImage | None = None
        self.drawer = Drawer(self)
        self.drawer.drawn.connect(self._drawn)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_RESIZING)
        self._wait.timeout.connect(self._draw)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(current.px(210))

    @property
    def image(self) -> QImage | None:
        """The picture shown; None while the first one is drawn."""
        return self._image

    @property
    def up_to_date(self) -> bool:
        """Whether the picture shows what is known, at this size and in this theme."""
        return self._shown is not None and self._shown == self._wish() and not self.drawer.busy

    def show_standing(self, standing: IndicatorStanding, year: int) -> None:
        """Draw another indicator, or the same one with new values."""
        if self._standing is not None and self._standing.indicator.id != standing.indicator.id:
            self._image = None
        self._standing, self._year = standing, year
        self.setAccessibleName(words.CHART_NAME.format(name=standing.indicator.name))
        self._draw()

    def picture_out(self) -> Picture | None:
        """The same trend for outside: light, with its name, dense enough for print."""
        if self._standing is None:
            return None
        width, height = (side * _DENSER for side in _OUT)
        return Picture(self._standing, self._year, width, height, _DPI * _DENSER, dark=False, titled=True)

    def sizeHint(self) -> QSize:
        """What a low window still gives it; it takes all that is left."""
        return QSize(current.px(560), current.px(220))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew once the size stays."""
        super().resizeEvent(event)
        if self._standing is not None:
            self._wait.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, or that it is being drawn; a picture of another theme or density is drawn anew."""
        painter = QPainter(self)
        if self._image is None:
            painter.setPen(current.colour("second"))
            painter.setFont(current.font())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words.DRAWING)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self._image.deviceIndependentSize().toSize()
            # until it is drawn anew the old picture stays undistorted
            painter.drawImage(QRect(0, 0, size.width(), size.height()), self._image)
        if self._shown is not None and not (self.up_to_date or self.drawer.busy or self._wait.isActive()):
            self._wait.start()

    def _wish(self) -> Picture | None:
        smallest = current.px(_SMALLEST[0]), current.px(_SMALLEST[1])
        if self._standing is None or self.width() < smallest[0] or self.height() < smallest[1]:
            return None
        ratio = self.devicePixelRatioF()
        # twelve months side by side need their room; in a narrow window the words grow smaller instead
        shrunk = min(max(self.width() / current.px(_ROOMY), _SMALLEST_TEXT), 1.0)
        return Picture(
            self._standing,
            self._year,
            round(self.width() * ratio),
            round(self.height() * ratio),
            _DPI * ratio * current.text_scale() / 100 * shrunk,
            dark=current.palette().name == "dark",
        )

    def _draw(self) -> None:
        wish = self._wish()
        if wish is None:
            return
        if wish != self._shown or self._image is None:
            self.drawer.draw(wish)
        if self._image is None:
            self.update()

    def _drawn(self, picture: Picture, image: QImage) -> None:
        if self._standing is None or picture.standing.indicator.id != self._standing.indicator.id:
            return
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._shown, self._image = picture, image
        self.update()
