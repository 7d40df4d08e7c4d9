"""Colours and fonts of the grid, made once for a theme and a text size: a repaint asks for them a thousand times."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPen

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from shengsi_desktop.ui.theme.palette import Palette

RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


class Looks:
    """What one theme at one text size paints with."""

    def __init__(self) -> None:
        colour = current.colour
        self.card, self.ground = colour("card"), colour("ground")
        self.selected, self.line, self.strong_line = colour("selected"), colour("line"), colour("line_strong")
        self.ink, self.second, self.third = colour("ink"), colour("second"), colour("third")
        self.accent, self.corner = colour("accent"), QColor(current.palette().yellow.shape)
        self.hatch = QBrush(colour("line_strong"), Qt.BrushStyle.BDiagPattern)
        self.edge = QPen(self.accent, 2)
        self.edge.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self.figure = current.font()
        self.bold = current.font(bold=True)
        self.small = current.font(current.SECOND)
        self.small_bold = current.font(current.SECOND, bold=True)
        self.pad = current.px(6)


@lru_cache(maxsize=4)
def _made(_palette: Palette, _scale: int, _family: str) -> Looks:
    return Looks()


def looks() -> Looks:
    """Those in force now."""
    return _made(current.palette(), current.text_scale(), current.font().family())


@lru_cache(maxsize=4096)
def _advance(_key: str, font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


def advance(font: QFont, text: str) -> int:
    """How wide the text is."""
    return _advance(font.key(), font, text)
