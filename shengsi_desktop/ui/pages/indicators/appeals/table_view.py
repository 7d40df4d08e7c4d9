"""The list of appeals: name with what it is about, amount, stage with its bar, newest contact, light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
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

from shengsi_desktop.domain.appeals import STAGES
from shengsi_desktop.rhythm.appeals import count_of
from shengsi_desktop.ui.pages.indicators.appeals import words
from shengsi_desktop.ui.pages.indicators.appeals.table_model import (
    APPEAL_ROLE,
    AppealTable,
    Column,
    about,
    silence_of,
)
from shengsi_desktop.ui.pages.indicators.projects.delegate import two_lines, wrapped, write_line
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import badge_size, paint_badge
from shengsi_desktop.ui.widgets.progress import paint_progress

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.appeals import AppealRow

_Index = QModelIndex | QPersistentModelIndex
_WIDTHS = {Column.AMOUNT: 96, Column.STAGE: 84, Column.CONTACT: 104, Column.LIGHT: 104}
#: below these widths (at 100 %) a column is left to the right side, in this order
_GIVES_WAY = ((Column.AMOUNT, 560), (Column.CONTACT, 470))
_SIDE, _PAD, _EDGE, _LINE, _AROUND, _BAR = 16, 6, 3, 19, 18, 14


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class AppealDelegate(QStyledItemDelegate):
    """Two lines a row; a name of more words goes on in a third."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as the name needs, two lines of it at most."""
        row: AppealRow = index.data(APPEAL_ROLE)
        view = cast("QTreeView", self.parent())
        room = view.columnWidth(Column.NAME) - current.px(_SIDE + _PAD)
        lines = 1 + len(wrapped(QFontMetrics(current.font()), row.item.title, room))
        return QSize(0, current.px(lines * _LINE + _AROUND))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell."""
        drawn = cast("_Option", option)
        area, row = drawn.rect, index.data(APPEAL_ROLE)
        painter.save()
        chosen = bool(drawn.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, current.colour("selected"))
        elif drawn.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, current.colour("hover"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, current.colour("line"))
        if chosen and index.column() == Column.NAME:
            painter.fillRect(area.x(), area.y(), current.px(_EDGE), area.height(), current.colour("accent"))
        self._cell(painter, area, index, row)
        painter.restore()

    def _cell(self, painter: QPainter, area: QRect, index: _Index, row: AppealRow) -> None:
        column, pad, said = index.column(), current.px(_PAD), str(index.data())
        room = area.adjusted(pad, 0, -pad, 0)
        if column == Column.NAME:
            two_lines(painter, area.adjusted(current.px(_SIDE), 0, -pad, 0), said, about(row))
        elif column == Column.AMOUNT:
            token = "ink" if row.amount is not None else "second"
            write_line(painter, room, said, token, current.TEXT, right=True)
        elif column == Column.STAGE:
            _stage(painter, room, row, said)
        elif column == Column.CONTACT:
            two_lines(painter, room, said, silence_of(row))
        else:
            light = row.item.standing.reading.light
            size = badge_size(light, said)
            top = area.y() + (area.height() - size.height()) // 2
            width = min(size.width(), room.width())
            paint_badge(painter, QRect(room.x(), top, width, size.height()), light, said)


def _stage(painter: QPainter, room: QRect, row: AppealRow, said: str) -> None:
    """The stage over how far that is."""
    half = room.height() // 2
    upper = QRect(room.x(), room.y() + half - current.px(_LINE) - 1, room.width(), current.px(_LINE))
    write_line(painter, upper, said, "ink" if row.stage else "second", current.TEXT)
    bar = QRectF(room.x(), room.y() + half + current.px(3), room.width(), current.px(_BAR))
    colour = QColor(current.palette().light(row.item.standing.reading.light).shape)
    paint_progress(painter, bar, 100 * count_of(row.stage) / len(STAGES), None, colour)


class AppealView(QTreeView):
    """One list, one of them current."""

    #: another appeal is the current one (its item's id)
    appeal_chosen = Signal(str)

    def __init__(self, model: AppealTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._current: str | None = None
        self.setModel(model)
        self.setItemDelegate(AppealDelegate(self))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(words.COLUMNS[0].strip())
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
        """The appeal shown on the right."""
        return self._current

    def show_appeals(self, rows: tuple[AppealRow, ...], year: int) -> None:
        """List them; the same one stays current, at first the first one is."""
        wanted = self._current
        if self._model.show(rows, year) and not (wanted and self.choose(wanted)):
            self._current = None
            self.choose(rows[0].item.id if rows else "")
        self.scheduleDelayedItemsLayout()

    def choose(self, item_id: str) -> bool:
        """Make it the current one; False when it is not there."""
        row = self._model.row_of(item_id)
        if row < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def step(self, by: int) -> None:
        """The one before or after becomes the current one."""
        row = self._model.row_of(self._current or "") + by
        if 0 <= row < self._model.rowCount():
            self.choose(self._model.rows[row].item.id)

    def keyboardSearch(self, search: str) -> None:
        """Typing goes to no other row: what is typed on would be taken for that row."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns to the right side where there is no room."""
        super().resizeEvent(event)
        for column, width in _WIDTHS.items():
            self.header().resizeSection(column, current.px(width))
        for column, least in _GIVES_WAY:
            self.setColumnHidden(column, self.width() < current.px(least))
        self.scheduleDelayedItemsLayout()

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        row: AppealRow | None = now.data(APPEAL_ROLE) if now.isValid() else None
        if row is not None and row.item.id != self._current:
            self._current = row.item.id
            self.appeal_chosen.emit(self._current)
