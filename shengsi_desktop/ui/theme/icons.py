"""Line icons of resources/icons, drawn in a token's colour when painted, so that they follow the theme."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from shengsi_desktop import assets
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer


def icon(name: str, colour: str = "second", *, on: str | None = None) -> QIcon:
    """The icon `name` in the colour of a palette token; `on` is the token while the button is checked."""
    return QIcon(_ThemedIcon(name, colour, on or colour))


@lru_cache(maxsize=128)
def _drawing(name: str, value: str) -> QSvgRenderer | None:
    """The icon in one colour, or None where the file is missing (a button then shows its words alone)."""
    from PySide6.QtSvg import QSvgRenderer

    try:
        text = assets.resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return QSvgRenderer(QByteArray(text.replace("currentColor", value).encode()))


class _ThemedIcon(QIconEngine):
    """Paints one SVG in the theme's colour of the moment; QtSvg is loaded with the first one painted."""

    def __init__(self, name: str, colour: str, on: str) -> None:
        super().__init__()
        self._name, self._colour, self._on = name, colour, on

    def clone(self) -> QIconEngine:
        """A copy for QIcon."""
        return _ThemedIcon(self._name, self._colour, self._on)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it into `rect`."""
        token = self._on if state == QIcon.State.On else self._colour
        if mode == QIcon.Mode.Disabled:
            token = "third"
        drawing = _drawing(self._name, getattr(current.palette(), token))
        if drawing is not None:
            drawing.render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw it on a transparent ground."""
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made
