"""What an island's heading counts, painted at its right end: deliverables, how many complete, lights."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from shengsi_desktop.rhythm.island_board import LIGHTS
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import paint_shape

if TYPE_CHECKING:
    from shengsi_desktop.domain.islands import IslandGroup
    from shengsi_desktop.domain.words import Light

_SHAPE = 9
_GAP = 12
_INNER = 4
_PAD = 8


class _Piece(NamedTuple):
    """A word with the light before it, if any."""

    said: str
    light: Light | None = None


def paint_counts(painter: QPainter, room: QRect, group: IslandGroup) -> int:
    """Paint at the right end of `room` as much as it holds, the last ones first left out; the width taken."""
    font = current.font(current.SECOND)
    metrics = QFontMetrics(font)
    pieces = _pieces(group)
    gap, inner, side = current.px(_GAP), current.px(_INNER), current.px(_SHAPE)

    def width(piece: _Piece) -> int:
        own = metrics.horizontalAdvance(piece.said)
        return own + (side + inner if piece.light is not None else 0)

    def whole() -> int:
        return sum(width(piece) for piece in pieces) + gap * max(len(pieces) - 1, 0) + current.px(_PAD)

    while pieces and whole() > room.width():
        pieces.pop()
    if not pieces:
        return 0
    taken = whole()
    x = room.right() - taken + 1
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for piece in pieces:
        at = x
        if piece.light is not None:
            box = QRectF(at, room.center().y() - side / 2, side, side)
            paint_shape(painter, box, piece.light, QColor(current.palette().light(piece.light).shape))
            at += side + inner
        painter.setPen(current.colour("second"))
        place = QRect(at, room.y(), metrics.horizontalAdvance(piece.said) + 1, room.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, piece.said)
        x += width(piece) + gap
    return taken


def _pieces(group: IslandGroup) -> list[_Piece]:
    pieces = [_Piece(words.LINES.format(count=len(group.lines)))]
    if group.counted:
        pieces.append(_Piece(words.LINES_DONE.format(done=group.done, counted=group.counted)))
    lights = group.lights
    pieces += [
        _Piece(words.LIGHT_COUNT.format(light=light.label, count=lights[light]), light)
        for light in LIGHTS
        if lights.get(light)
    ]
    return pieces
