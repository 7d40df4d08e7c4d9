"""The list of indicators: name with unit, target in the plan's words, newest value, light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.table_model import (
    STANDING_ROLE,
    Column,
    IndicatorTable,
    cell_words,
    light_words,
)
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import badge_size, paint_badge

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.indicators import IndicatorStanding

_Index = QModelIndex | QPersistentModelIndex
_WIDTHS = {Column.TARGET: 104, Column.VALUE: 68, Column.LIGHT: 88}
#: a list narrower than this (at 100 %) leaves the targets to the chart
_NARROW = 340
_SIDE = 16
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
        view = cast("IndicatorView", self.parent())
        heights = [
            _bounds(view.columnWidth(column) - _room(column), said)
            for column, said in (
                (Column.NAME, _name_words(standing)),
                (Column.TARGET, cell_words(standing, Column.TARGET)),
            )
            if not view.isColumnHidden(column)
        ]
        return QSize(0, max(max(heights) + current.px(18), current.px(_LEAST)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a heading or one cell."""
        drawn = cast("_Option", option)
        standing: IndicatorStanding | None = index.data(STANDING_ROLE)
        area = drawn.rect
        painter.save()
        chosen = bool(drawn.state & QStyle.StateFlag.State_Selected)
        if standing is None:
            painter.fillRect(area, current.colour("ground"))
        elif chosen:
            painter.fillRect(area, current.colour("selected"))
        elif drawn.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, current.colour("hover"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, current.colour("line"))
        if chosen and index.column() == 0:
            painter.fillRect(area.x(), area.y(), current.px(_EDGE), area.height(), current.colour("accent"))
        if standing is None:
            _write(
                painter,
                area.adjusted(current.px(_SIDE), 0, 0, 0),
                str(index.data()),
                "second",
                current.SECOND,
            )
        else:
            self._cell(painter, area, index.column(), standing)
        painter.restore()

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


class IndicatorView(QTreeView):
    """One list; categories are headings that cannot be chosen."""

    #: another indicator is the current one (its id)
    indicator_chosen = Signal(str)

    def __init__(self, model: IndicatorTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._current: str | None = None
        self.setModel(model)
        self.setItemDelegate(IndicatorDelegate(self))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(words.TITLE)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(current.px(48))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def current_id(self) -> str | None:
        """The indicator shown on the right."""
        return self._current

    def show_standings(self, standings: tuple[IndicatorStanding, ...]) -> None:
        """List them; the same one stays current, at first the first one is."""
        wanted = self._current
        if self._model.show(standings):
            for row in self._model.headings():
                self.setFirstColumnSpanned(row, QModelIndex(), True)
            if wanted is None or not self.choose(wanted):
                self.choose(standings[0].indicator.id if standings else "")
        else:
            self.scheduleDelayedItemsLayout()

    def choose(self, indicator_id: str) -> bool:
        """Make it the current one; False when it is not there."""
        row = self._model.row_of(indicator_id)
        if row < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks names elsewhere."""
        super().resizeEvent(event)
        for column, width in _WIDTHS.items():
            self.header().resizeSection(column, current.px(width))
        self.setColumnHidden(Column.TARGET, self.width() < current.px(_NARROW))
        self.scheduleDelayedItemsLayout()

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        standing: IndicatorStanding | None = now.data(STANDING_ROLE) if now.isValid() else None
        if standing is not None and standing.indicator.id != self._current:
            self._current = standing.indicator.id
            self.indicator_chosen.emit(self._current)


def _room(column: Column) -> int:
    """What a cell keeps free at its sides."""
    return current.px(_SIDE + _PAD) if column == Column.NAME else 2 * current.px(_PAD)


def _name_words(standing: IndicatorStanding) -> str:
    """Name and unit, which no line end parts."""
    indicator = standing.indicator
    return f"{indicator.name} {_JOINER.join(indicator.unit)}".rstrip()


def _bounds(width: int, text: str) -> int:
    metrics = QFontMetrics(current.font())
    return metrics.boundingRect(QRect(0, 0, max(width, 40), 10_000), _WRAPPED, text).height()


def _name(painter: QPainter, room: QRect, standing: IndicatorStanding) -> None:
    """The name, its unit behind it, small; together in one wrapped text where they do not fit."""
    indicator = standing.indicator
    metrics = QFontMetrics(current.font())
    width = metrics.horizontalAdvance(indicator.name)
    unit = QFontMetrics(current.font(current.SECOND)).horizontalAdvance(indicator.unit) + current.px(5)
    if indicator.unit and width + unit <= room.width():
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
    for start, end, token in (
        (0, len(standing.indicator.name), "ink"),
        (len(standing.indicator.name), len(said), "second"),
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
