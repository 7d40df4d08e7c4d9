"""How the list of indicators paints its rows: name with unit, target, newest value, light, and the tick."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from shengsi_desktop.ui.pages.indicators.trend.table_model import (
    STANDING_ROLE,
    Column,
    cell_words,
    light_words,
)
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import badge_size, paint_badge
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import IndicatorStanding

_Index = QModelIndex | QPersistentModelIndex
#: what is left free before a name, with room for the tick
_SIDE = 26
_TICK_AT, _TICK = 7, 14
_HEADING_SIDE = 12
_PAD = 6
_LEAST = 40
_HEADING = 32
_EDGE = 3
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
#: keeps the characters of a unit together
_JOINER = "\u2060"


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class _Part(Protocol):
    """The members of FormatRange, which its type stubs leave out."""

    start: int
    length: int
    format: QTextCharFormat


class IndicatorDelegate(QStyledItemDelegate):
    """Long names and targets go on in a second line; figures stand right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as name and target need."""
        standing: IndicatorStanding | None = index.data(STANDING_ROLE)
        if standing is None:
            return QSize(0, current.px(_HEADING))
        view = cast("QTreeView", self.parent())
        rooms = {column: view.columnWidth(column) - _room(column) for column in (Column.NAME, Column.TARGET)}
        heights = [_name_height(rooms[Column.NAME], standing)]
        if not view.isColumnHidden(Column.TARGET):
            heights.append(_bounds(rooms[Column.TARGET], cell_words(standing, Column.TARGET)))
        return QSize(0, max(max(heights) + current.px(18), current.px(_LEAST)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a heading or one cell."""
        drawn = cast("_Option", option)
        standing: IndicatorStanding | None = index.data(STANDING_ROLE)
        area = drawn.rect
        with painted(painter):
            chosen = bool(drawn.state & QStyle.StateFlag.State_Selected)
            hovered = bool(drawn.state & QStyle.StateFlag.State_MouseOver)
            if standing is None:
                painter.fillRect(area, current.colour("ground"))
            elif chosen:
                painter.fillRect(area, current.colour("selected"))
            elif hovered:
                painter.fillRect(area, current.colour("hover"))
            painter.fillRect(area.x(), area.bottom(), area.width(), 1, current.colour("line"))
            if chosen and index.column() == 0:
                painter.fillRect(
                    area.x(), area.y(), current.px(_EDGE), area.height(), current.colour("accent")
                )
            if standing is None:
                _write(
                    painter,
                    area.adjusted(current.px(_HEADING_SIDE), 0, 0, 0),
                    str(index.data()),
                    "second",
                    current.SECOND,
                )
            else:
                self._cell(painter, area, index.column(), standing)
                view = cast("QTreeView", self.parent())
                if index.column() == 0 and (hovered or len(view.selectionModel().selectedRows()) > 1):
                    _tick(painter, area, chosen=chosen)

    def _cell(self, painter: QPainter, area: QRect, column: int, standing: IndicatorStanding) -> None:
        pad = current.px(_PAD)
        if column == Column.LIGHT:
            light = standing.reading.light
            said = light_words(standing)
            size = badge_size(light, said)
            top = area.y() + (area.height() - size.height()) // 2
            paint_badge(painter, QRect(area.x() + pad, top, size.width(), size.height()), light, said)
        elif column == Column.NAME:
            _name(painter, area.adjusted(current.px(_SIDE), 0, -pad, 0), standing)
        else:
            value = column == Column.VALUE
            room = area.adjusted(pad, 0, -pad, 0)
            said = cell_words(standing, column)
            _write(
                painter,
                room,
                said,
                "ink",
                current.TEXT,
                bold=value and standing.latest is not None,
                right=True,
            )


def tick_width() -> int:
    """How far from the left edge of a row a click ticks it."""
    return current.px(_SIDE)


def _tick(painter: QPainter, area: QRect, *, chosen: bool) -> None:
    """The box to choose several by; ticked where the row is chosen."""
    side = current.px(_TICK)
    box = QRect(area.x() + current.px(_TICK_AT), area.y() + (area.height() - side) // 2, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(current.colour("sea" if chosen else "third"), 1))
    painter.setBrush(current.colour("sea" if chosen else "field"))
    painter.drawRoundedRect(box, 3, 3)
    if chosen:
        at = [
            QPointF(box.x() + x * side, box.y() + y * side)
            for x, y in ((0.24, 0.53), (0.43, 0.72), (0.78, 0.3))
        ]
        painter.setPen(QPen(current.colour("on_sea"), max(side / 8, 1.4)))
        painter.drawPolyline(QPolygonF(at))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _room(column: Column) -> int:
    """What a cell keeps free at its sides."""
    return current.px(_SIDE + _PAD) if column == Column.NAME else 2 * current.px(_PAD)


def _name_words(standing: IndicatorStanding) -> str:
    """Name and unit; no line end parts the unit from the last two characters of the name."""
    indicator = standing.indicator
    name = f"{indicator.name[:-1]}{_JOINER}{indicator.name[-1:]}"
    return f"{name}\u00a0{_JOINER.join(indicator.unit)}".rstrip("\u00a0")


def _bounds(width: int, text: str) -> int:
    metrics = QFontMetrics(current.font())
    return metrics.boundingRect(QRect(0, 0, max(width, 40), 10_000), _WRAPPED, text).height()


def _is_one_line(width: int, standing: IndicatorStanding) -> bool:
    """Whether name and small unit stand side by side."""
    indicator = standing.indicator
    name = QFontMetrics(current.font()).horizontalAdvance(indicator.name)
    unit = QFontMetrics(current.font(current.SECOND)).horizontalAdvance(indicator.unit) + current.px(5)
    return name + unit <= width


def _name_height(width: int, standing: IndicatorStanding) -> int:
    if _is_one_line(width, standing):
        return QFontMetrics(current.font()).height()
    return _bounds(width, _name_words(standing))


def _name(painter: QPainter, room: QRect, standing: IndicatorStanding) -> None:
    """The name, its unit behind it, small; together in one wrapped text where they do not fit."""
    indicator = standing.indicator
    if indicator.unit and _is_one_line(room.width(), standing):
        width = QFontMetrics(current.font()).horizontalAdvance(indicator.name)
        _write(painter, room, indicator.name, "ink", current.TEXT)
        _write(
            painter, room.adjusted(width + current.px(5), 1, 0, 1), indicator.unit, "second", current.SECOND
        )
    else:
        _wrapped_name(painter, room, standing)


def _wrapped_name(painter: QPainter, room: QRect, standing: IndicatorStanding) -> None:
    """Broken like one text of one size, as its height was measured; the unit in its own colour."""
    said = _name_words(standing)
    layout = QTextLayout(said, current.font())
    colours = []
    named = len(standing.indicator.name) + len(_JOINER)
    for start, end, token in (
        (0, named, "ink"),
        (named, len(said), "second"),
    ):
        part = QTextLayout.FormatRange()
        drawn = cast("_Part", part)
        drawn.start, drawn.length = start, end - start
        drawn.format.setForeground(current.colour(token))
        colours.append(part)
    layout.setFormats(colours)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room.width())
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    layout.draw(painter, QPointF(room.x(), room.y() + (room.height() - height) / 2))


def _write(
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
    painter.drawText(room, int(side) | int(Qt.AlignmentFlag.AlignVCenter) | _WRAPPED, text)
