"""How a row of a list is painted: its ground, its edge where it is chosen, one or two lines in a cell, the light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.headed_table import ROW_ROLE
from shengsi_desktop.ui.widgets.lights import badge_size, paint_badge
from shengsi_desktop.ui.widgets.progress import paint_progress

if TYPE_CHECKING:
    from shengsi_desktop.domain.words import Light

Index = QModelIndex | QPersistentModelIndex
#: px at 100 %: left of the first column, beside what a cell says, a line, above and below a row's lines
SIDE, PAD, LINE, AROUND = 16, 6, 19, 18
_EDGE, _BAR = 3, 14
#: a second line has so many signs at least, and begins with none of these
_LEAST_BELOW, _NO_FIRST = 2, frozenset("，。、；：）》”’！？%")
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class ItemDelegate(QStyledItemDelegate):
    """Paints what is alike; `paint_cell` paints what a cell says. A row without an item is a heading."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading or one cell."""
        drawn = cast("_Option", option)
        area, row = drawn.rect, index.data(ROW_ROLE)
        painter.save()
        chosen = bool(drawn.state & QStyle.StateFlag.State_Selected)
        if row is None:
            painter.fillRect(area, current.colour("ground"))
        elif chosen:
            painter.fillRect(area, current.colour("selected"))
        elif drawn.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, current.colour("hover"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, current.colour("line"))
        if chosen and index.column() == 0:
            painter.fillRect(area.x(), area.y(), current.px(_EDGE), area.height(), current.colour("accent"))
        if row is None:
            place = area.adjusted(current.px(SIDE), 0, 0, 0)
            write_line(painter, place, str(index.data()), "second", current.SECOND)
        else:
            self.paint_cell(painter, area, index, row)
        painter.restore()

    def paint_cell(self, painter: QPainter, area: QRect, index: Index, row: Any) -> None:
        """What the cell says of the row's item."""
        raise NotImplementedError


def paint_light(painter: QPainter, area: QRect, room: QRect, light: Light, said: str) -> None:
    """The light's badge, in the middle of the area's height."""
    size = badge_size(light, said)
    top = area.y() + (area.height() - size.height()) // 2
    width = min(size.width(), room.width())
    paint_badge(painter, QRect(room.x(), top, width, size.height()), light, said)


def line_over_bar(
    painter: QPainter, room: QRect, said: str, token: str, percent: float, mark: float | None, light: Light
) -> None:
    """A line, and below it how far that is, in the light's colour; `mark` is where it should be."""
    half = room.height() // 2
    upper = QRect(room.x(), room.y() + half - current.px(LINE) - 1, room.width(), current.px(LINE))
    write_line(painter, upper, said, token, current.TEXT)
    bar = QRectF(room.x(), room.y() + half + current.px(3), room.width(), current.px(_BAR))
    paint_progress(painter, bar, percent, mark, QColor(current.palette().light(light).shape))


def two_lines(painter: QPainter, room: QRect, first: str, second: str, *, size: int = current.TEXT) -> None:
    """One or two lines, and a small one below them, together in the middle of the room."""
    metrics = QFontMetrics(current.font(size))
    lines = wrapped(metrics, first, room.width()) if first else []
    line = current.px(LINE)
    below = line if second else 0
    top = room.y() + (room.height() - len(lines) * line - below) // 2
    for place, text in enumerate(lines):
        write_line(painter, QRect(room.x(), top + place * line, room.width(), line), text, "ink", size)
    if second:
        small = QFontMetrics(current.font(current.SECOND))
        text = small.elidedText(second, Qt.TextElideMode.ElideRight, room.width())
        place_below = QRect(room.x(), top + len(lines) * line, room.width(), line)
        write_line(painter, place_below, text, "second", current.SECOND)


def wrapped(metrics: QFontMetrics, text: str, width: int) -> list[str]:
    """The text in two lines at most, the second one shortened; it neither is a lone sign nor begins with a stop."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    cut = next((at for at in range(len(text), 0, -1) if metrics.horizontalAdvance(text[:at]) <= width), 1)
    fits = cut
    while cut > 1 and (len(text) - cut < _LEAST_BELOW or text[cut] in _NO_FIRST or _splits_number(text, cut)):
        cut -= 1
    cut = cut if cut > 1 else fits
    return [text[:cut], metrics.elidedText(text[cut:], Qt.TextElideMode.ElideRight, width)]


def _splits_number(text: str, cut: int) -> bool:
    return text[cut - 1].isascii() and text[cut].isascii() and text[cut - 1 : cut + 1].isalnum()


def write_line(
    painter: QPainter,
    room: QRect,
    text: str,
    token: str,
    size: int,
    *,
    bold: bool = False,
    right: bool = False,
) -> None:
    """One line in the middle of the room's height."""
    painter.setFont(current.font(size, bold=bold))
    painter.setPen(current.colour(token))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, int(side) | _MIDDLE, text)
