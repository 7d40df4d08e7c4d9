"""How a project's row is painted: name with number and lead, sums, the bar with the schedule's mark, the light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from shengsi_desktop.domain.words import Role
from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.pages.indicators.projects.table_model import (
    MONEY,
    PROJECT_ROLE,
    Column,
    next_words,
)
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import badge_size, paint_badge
from shengsi_desktop.ui.widgets.progress import paint_progress

if TYPE_CHECKING:
    from shengsi_desktop.domain.projects import ProjectRow

_Index = QModelIndex | QPersistentModelIndex
_SIDE, _PAD, _EDGE = 16, 6, 3
_AROUND, _HEADING = 18, 30
_BAR = 14
_LINE = 19
#: a second line has so many signs at least, and begins with none of these
_LEAST_BELOW, _NO_FIRST = 2, frozenset("，。、；：）》”’！？%")
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class ProjectDelegate(QStyledItemDelegate):
    """Two lines a row; names and 形象进度 of more words go on in a third."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as name and 形象进度 need, two lines of each at most."""
        row: ProjectRow | None = index.data(PROJECT_ROLE)
        if row is None:
            return QSize(0, current.px(_HEADING))
        view = cast("QTreeView", self.parent())
        name = view.columnWidth(Column.NAME) - current.px(_SIDE + _PAD)
        lines = 1 + len(wrapped(QFontMetrics(current.font()), row.facts.name, name))
        if not view.isColumnHidden(Column.WORDS) and row.words:
            room = view.columnWidth(Column.WORDS) - 2 * current.px(_PAD)
            said = wrapped(QFontMetrics(current.font(current.SECOND)), row.words, room)
            lines = max(lines, len(said) + bool(row.next_milestone))
        return QSize(0, current.px(lines * _LINE + _AROUND))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a heading or one cell."""
        drawn = cast("_Option", option)
        row: ProjectRow | None = index.data(PROJECT_ROLE)
        area = drawn.rect
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
            place = area.adjusted(current.px(_SIDE), 0, 0, 0)
            write_line(painter, place, str(index.data()), "second", current.SECOND)
        else:
            self._cell(painter, area, index, row)
        painter.restore()

    def _cell(self, painter: QPainter, area: QRect, index: _Index, row: ProjectRow) -> None:
        column, pad = index.column(), current.px(_PAD)
        room = area.adjusted(pad, 0, -pad, 0)
        if column == Column.NAME:
            two_lines(painter, area.adjusted(current.px(_SIDE), 0, -pad, 0), row.facts.name, _about(row))
        elif column in MONEY:
            write_line(
                painter, room, str(index.data()), "ink", current.TEXT, right=True, bold=column == Column.DONE
            )
        elif column == Column.RATE:
            _rate(painter, room, row, str(index.data()))
        elif column == Column.WORDS:
            two_lines(painter, room, row.words, next_in(row, room.width()), size=current.SECOND)
        else:
            light = row.item.standing.reading.light
            size = badge_size(light, str(index.data()))
            top = area.y() + (area.height() - size.height()) // 2
            width = min(size.width(), room.width())
            paint_badge(painter, QRect(room.x(), top, width, size.height()), light, str(index.data()))


def _about(row: ProjectRow) -> str:
    """Number, then who leads where that is another unit, then the islands."""
    ours = row.item.role in {Role.LEAD, Role.OWNER}
    lead = [] if ours else [row.item.lead or words.NO_LEAD]
    return words.DOT.join([row.item.number, *lead, *row.item.islands])


def _rate(painter: QPainter, room: QRect, row: ProjectRow, said: str) -> None:
    """The percentage over its bar."""
    rate = row.progress.year_rate
    if rate is None:
        write_line(painter, room, said, "second", current.TEXT)
        return
    half = room.height() // 2
    upper = QRect(room.x(), room.y() + half - current.px(_LINE) - 1, room.width(), current.px(_LINE))
    write_line(painter, upper, said, "ink", current.TEXT)
    bar = QRectF(room.x(), room.y() + half + current.px(3), room.width(), current.px(_BAR))
    light = row.investment.reading.light if row.investment else row.item.standing.reading.light
    colour = QColor(current.palette().light(light).shape)
    schedule = None if row.schedule is None else float(row.schedule)
    paint_progress(painter, bar, float(rate), schedule, colour)


def next_in(row: ProjectRow, width: int) -> str:
    """The next milestone with its day, in so much room."""
    metrics = QFontMetrics(current.font(current.SECOND))

    def shortened(name: str, rest: str) -> str:
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, width - metrics.horizontalAdvance(rest))

    return next_words(row, shortened)


def two_lines(painter: QPainter, room: QRect, first: str, second: str, *, size: int = current.TEXT) -> None:
    """One or two lines, and a small one below them, together in the middle of the room."""
    metrics = QFontMetrics(current.font(size))
    lines = wrapped(metrics, first, room.width()) if first else []
    line = current.px(_LINE)
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
    painter.setFont(current.font(size, bold=bold))
    painter.setPen(current.colour(token))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, int(side) | _MIDDLE, text)
