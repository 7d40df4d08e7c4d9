"""The part of the grid that stays while the months scroll: 序号, 指标 with its unit, 目标 in the plan's words.

It is the table's vertical header, so that its rows are the table's rows at every height and scroll.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.looks import LEFT, RIGHT, Looks, advance, looks
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from shengsi_desktop.domain.indicators import Indicator
    from shengsi_desktop.ui.pages.indicators.grid.model import GridModel

#: as far from the window's edge as all else
_NUMBER, _SIDE = 46, 16
#: the longest names of a plan have room on two lines in the least, on one in the most
_LEAST_NAME, _MOST_NAME = 144, 300
_LEAST_TARGET, _MOST_TARGET = 84, 98
_ROW, _TALL, _HEADING = 32, 44, 28
_WRAP = int(Qt.TextFlag.TextWordWrap)
_EDGE = 3
#: how many characters of a name its second line holds at least
_LEAST_BELOW = 2


class Widths(NamedTuple):
    """The three columns, in px."""

    number: int
    name: int
    target: int

    @property
    def all(self) -> int:
        """Together."""
        return self.number + self.name + self.target


class FrozenHeader(QHeaderView):
    """Paints the rows' beginnings; a double click on one asks for its trend."""

    #: the row whose name was double-clicked
    opened = Signal(int)

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.widths = Widths(0, 0, 0)
        self.current_row = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(current.px(20))

    def shared(self, room: int) -> Widths:
        """What number, names and targets take of `room`: no more than unbroken, no less than can be read."""
        look = looks()
        pad = 2 * look.pad
        rows = [row.standing.indicator for row in self._model.rows if not isinstance(row, str)]
        name = max((_name_width(look, one) + pad for one in rows), default=0)
        target = max((advance(look.figure, one.target_words) + pad for one in rows), default=0)
        number = current.px(_NUMBER)
        target = min(max(target, current.px(_LEAST_TARGET)), current.px(_MOST_TARGET))
        name = min(max(name, current.px(_LEAST_NAME)), current.px(_MOST_NAME))
        # a target in small letters is read as well, a name on two lines is not
        target = max(min(target, room - number - name), min(target, current.px(_LEAST_TARGET)))
        return Widths(number, max(min(name, room - number - target), current.px(_LEAST_NAME)), target)

    def take(self, widths: Widths) -> None:
        """Share the width out like this; rows whose words break are higher."""
        self.widths = widths
        if self.width() != widths.all:
            self.setFixedWidth(widths.all)
        look = looks()
        for place, row in enumerate(self._model.rows):
            if isinstance(row, str):
                height = current.px(_HEADING)
            else:
                tall = self._breaks(look, row.standing.indicator)
                height = current.px(_TALL if tall else _ROW)
            if self.sectionSize(place) != height:
                self.resizeSection(place, height)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """A category, or number, name, unit and target of an indicator."""
        look = looks()
        row = self._model.rows[logicalIndex]
        with painted(painter):
            if isinstance(row, str):
                painter.fillRect(rect, look.ground)
                painter.setFont(look.small_bold)
                painter.setPen(look.second)
                painter.drawText(rect.adjusted(current.px(_SIDE), 0, 0, -1), LEFT, row)
            else:
                here = logicalIndex == self.current_row
                painter.fillRect(rect, look.selected if here else look.card)
                if here:
                    painter.fillRect(rect.x(), rect.y(), current.px(_EDGE), rect.height(), look.accent)
                self._indicator(painter, rect, look, row.standing.indicator)
                painter.fillRect(rect.right(), rect.y(), 1, rect.height(), look.strong_line)
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the trend of the indicator under the mouse."""
        place = self.logicalIndexAt(event.position().toPoint())
        if place >= 0 and self._model.row(place) is not None:
            self.opened.emit(place)

    def _indicator(self, painter: QPainter, rect: QRect, look: Looks, one: Indicator) -> None:
        pad, widths = look.pad, self.widths
        painter.setFont(look.small)
        painter.setPen(look.second)
        painter.drawText(
            QRect(rect.x(), rect.y(), widths.number - pad, rect.height() - 1), RIGHT, str(one.ordinal)
        )
        name = QRect(rect.x() + widths.number, rect.y(), widths.name, rect.height() - 1).adjusted(
            pad, 0, -pad, 0
        )
        _paint_name(painter, name, look, one)
        target = QRect(
            rect.x() + widths.number + widths.name, rect.y(), widths.target, rect.height() - 1
        ).adjusted(pad, 0, -pad, 0)
        whole = advance(look.figure, one.target_words) <= target.width()
        painter.setFont(look.figure if whole else look.small)
        painter.setPen(look.second)
        painter.drawText(target, RIGHT if whole else RIGHT | _WRAP, one.target_words)

    def _breaks(self, look: Looks, one: Indicator) -> bool:
        pad = 2 * look.pad
        return (
            _name_width(look, one) > self.widths.name - pad
            or advance(look.small, one.target_words) > self.widths.target - pad
        )


class Corner(QWidget):
    """The names of the frozen columns, above them."""

    def __init__(self, header: FrozenHeader, parent: QWidget) -> None:
        super().__init__(parent)
        self._header = header

    def paintEvent(self, event: QPaintEvent) -> None:
        """序号, 指标, 目标."""
        look, widths = looks(), self._header.widths
        painter = QPainter(self)
        area, pad = self.rect(), look.pad
        painter.fillRect(area, look.card)
        painter.setFont(look.small)
        painter.setPen(look.second)
        painter.drawText(QRect(0, 0, widths.number - pad, area.height()), RIGHT, words.NUMBER)
        painter.drawText(
            QRect(widths.number + pad, 0, widths.name - pad, area.height()), LEFT, words.INDICATOR
        )
        painter.drawText(QRect(0, 0, widths.all - pad, area.height()), RIGHT, words.TARGET)
        painter.fillRect(0, area.bottom(), area.width(), 1, look.line)
        painter.fillRect(area.right(), 0, 1, area.height(), look.strong_line)


def _name_width(look: Looks, one: Indicator) -> int:
    """The name, and its small unit behind it."""
    width = advance(look.figure, one.name)
    return width + current.px(5) + advance(look.small, one.unit) if one.unit else width


def _paint_name(painter: QPainter, room: QRect, look: Looks, one: Indicator) -> None:
    """On one line, or on two of which the second ends with the unit."""
    lines = _lines(look, one, room.width())
    height = QFontMetrics(look.figure).height()
    top = room.y() + (room.height() - height * len(lines)) // 2
    for place, line in enumerate(lines):
        at = QRect(room.x(), top + place * height, room.width(), height)
        painter.setFont(look.figure)
        painter.setPen(look.ink)
        painter.drawText(at, LEFT, line)
    if one.unit:
        painter.setFont(look.small)
        painter.setPen(look.second)
        shift = advance(look.figure, lines[-1]) + current.px(5) if lines[-1] else 0
        painter.drawText(at.adjusted(shift, 1, 0, 1), LEFT, one.unit)


def _lines(look: Looks, one: Indicator, width: int) -> list[str]:
    if _name_width(look, one) <= width:
        return [one.name]
    metrics = QFontMetrics(look.figure)
    first = one.name
    while len(first) > 1 and metrics.horizontalAdvance(first) > width:
        first = first[:-1]
    # the unit, or a last character with it, never stands alone below a long line
    first = first[: max(min(len(first), len(one.name) - _LEAST_BELOW), 1)]
    unit = current.px(5) + advance(look.small, one.unit) if one.unit else 0
    rest = one.name[len(first) :]
    return [first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width - unit)]
