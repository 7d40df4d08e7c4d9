"""The list of rows: one even height, painted by a delegate, so that thousands scroll smoothly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from shengsi_desktop.ui.list_import import words
from shengsi_desktop.ui.list_import.rows_model import ENTRY_ROLE, Column, RowsModel
from shengsi_desktop.ui.list_import.state_pill import paint_pill, pill_size
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from shengsi_desktop.ui.list_import.entries import Entry

_Index = QModelIndex | QPersistentModelIndex
_WIDTHS = {
    Column.TICK: 68,
    Column.LINE: 44,
    Column.STATE: 90,
    Column.NUMBER: 52,
    Column.DUTY: 140,
    Column.FIGURES: 176,
}
#: these are as wide as their words, within bounds; where the name has too little, no wider than above
_BY_WORDS = {Column.DUTY: (84, 190), Column.FIGURES: (96, 260)}
#: the least and the most width that the name has before others may be wider than usual
_NAME = (220, 330)
_GIVES_WAY = (Column.FIGURES, Column.DUTY, Column.NUMBER)
_HEIGHT = 46
_PAD = 6
_SIDE = 16
_EDGE = 3
_BOX = 16


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class RowsView(QTableView):
    """`entry_chosen` with the Entry that became the current one (None: there is none)."""

    entry_chosen = Signal(object)

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._silent: frozenset[int] = frozenset()
        self._worded: dict[Column, int] = {}
        self._named = current.px(_NAME[0])
        model.modelReset.connect(self._look_over)
        self.setModel(model)
        self.setItemDelegate(_Rows(model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(words.LIST_NAME)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(current.px(_HEIGHT))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._current_changed)

    @property
    def entry(self) -> Entry | None:
        """The current one."""
        entry: Entry | None = self.currentIndex().data(ENTRY_ROLE)
        return entry

    def choose(self, key: tuple[int, str] | None) -> None:
        """Make that entry the current one, else the first."""
        row = self._rows.row_of(key) if key is not None else -1
        index = self._rows.index(max(row, 0), Column.TICK)
        if not index.isValid():
            self.entry_chosen.emit(None)
            return
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks all chosen rows as the current one is not."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._tick_chosen()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing goes to no other row: what is typed on would be taken for that row."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the tick ticks; the rows chosen with it stay chosen."""
        index = self.indexAt(event.position().toPoint())
        chosen = self.selectionModel().isSelected(index)
        if event.button() == Qt.MouseButton.LeftButton and index.column() == Column.TICK:
            if not chosen:
                super().mousePressEvent(event)
            self._tick([index], index.data(Qt.ItemDataRole.CheckStateRole))
            return
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name its room."""
        super().resizeEvent(event)
        self.share()

    def share(self) -> None:
        """Leave out the columns that say nothing, and what the name needs more."""
        room = self.viewport().width() - self._named
        usual = {column: current.px(width) for column, width in _WIDTHS.items()}
        widths = usual | self._worded
        for column in self._silent:
            widths.pop(Column(column), None)
        for column in _GIVES_WAY:
            if sum(widths.values()) > room and column in self._worded and column in widths:
                over = sum(widths.values()) - room
                widths[column] = max(widths[column] - over, min(widths[column], usual[column]))
        room = self.viewport().width() - current.px(_NAME[0])
        for column in _GIVES_WAY:
            if sum(widths.values()) > room:
                widths.pop(column, None)
        for column in _WIDTHS:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.horizontalHeader().resizeSection(column, widths[column])

    def _look_over(self) -> None:
        self._silent = self._rows.silent
        first, second = QFontMetrics(current.font()), QFontMetrics(current.font(current.SECOND))
        for column, bounds in (*_BY_WORDS.items(), (Column.NAME, _NAME)):
            least, most = (current.px(bound) for bound in bounds)
            widest = max(
                (
                    max(first.horizontalAdvance(one), second.horizontalAdvance(two))
                    for one, two in self._rows.said(column)
                ),
                default=0,
            )
            width = min(max(widest + 2 * current.px(_PAD) + 2, least), most)
            if column is Column.NAME:
                self._named = width
            else:
                self._worded[column] = width
        self.share()

    def _tick_chosen(self) -> None:
        current_row = self.currentIndex().siblingAtColumn(Column.TICK)
        was = current_row.data(Qt.ItemDataRole.CheckStateRole)
        chosen = self.selectionModel().selectedRows(Column.TICK)
        self._tick([one for one in chosen if one.data(Qt.ItemDataRole.CheckStateRole) == was], was)

    def _tick(self, indexes: list[QModelIndex], was: Qt.CheckState | None) -> None:
        if was is not None:
            self._rows.tick(indexes, on=was != Qt.CheckState.Checked)

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.entry_chosen.emit(now.data(ENTRY_ROLE) if now.isValid() else None)


class _Rows(QStyledItemDelegate):
    """Two lines a row: the name, and below it what is wrong or would change."""

    def __init__(self, model: RowsModel, view: RowsView) -> None:
        super().__init__(view)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All alike."""
        return QSize(0, current.px(_HEIGHT))

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """The view ticks by itself."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell; the painter is given back as it came, whatever happens."""
        with painted(painter):
            self._cell(painter, cast("_Option", option), index)

    def _cell(self, painter: QPainter, drawn: _Option, index: _Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        area, column = drawn.rect, index.column()
        chosen = bool(drawn.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, current.colour("selected"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, current.colour("line"))
        if chosen and column == Column.TICK:
            painter.fillRect(area.x(), area.y(), current.px(_EDGE), area.height(), current.colour("accent"))
        pad = current.px(_PAD)
        room = area.adjusted(pad, 0, -pad, -1)
        if column == Column.TICK:
            self._tick(painter, area, index)
        elif column == Column.STATE:
            said = str(index.data())
            size = pill_size(said)
            top = area.y() + (area.height() - size.height()) // 2
            pill = QRect(room.x(), top, min(size.width(), room.width()), size.height())
            paint_pill(painter, pill, entry.change.state if entry.change is not None else None, said)
        elif column in (Column.LINE, Column.NUMBER):
            _text(painter, room, str(index.data()), "second", right=True)
        else:
            self._two_lines(painter, room, entry, index)

    def _tick(self, painter: QPainter, area: QRect, index: _Index) -> None:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return
        option = QStyleOptionButton()
        placed = cast("_Option", option)
        side = current.px(_BOX)
        placed.rect = QRect(area.x() + current.px(_SIDE), area.center().y() - side // 2, side, side)
        on = state == Qt.CheckState.Checked
        placed.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off
        )
        view = cast("QWidget", self.parent())
        view.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, option, painter, view
        )
        said = str(index.data() or "")
        if said:
            room = area.adjusted(current.px(_SIDE) + side + current.px(4), 0, 0, 0)
            _text(painter, room, said, "danger" if on else "second", current.SECOND)

    def _two_lines(self, painter: QPainter, room: QRect, entry: Entry, index: _Index) -> None:
        second, token = self._model.second(index)
        left_out = entry.line > 0 and entry.can_be_ticked and not self._taken(entry)
        first = "second" if entry.change is None or left_out else "ink"
        if index.column() != Column.NAME and first == "ink":
            first = "second"
        said = str(index.data())
        if not second:
            _text(painter, room, said, first)
            return
        half = room.height() // 2
        _text(painter, QRect(room.x(), room.y() + 3, room.width(), half), said, first)
        below = QRect(room.x(), room.y() + half, room.width(), half - 2)
        _text(painter, below, second, token, current.SECOND)

    def _taken(self, entry: Entry) -> bool:
        return entry.change is not None and self._model.choices.takes(entry.change)


def _text(
    painter: QPainter, room: QRect, text: str, token: str, size: int = current.TEXT, *, right: bool = False
) -> None:
    font = current.font(size)
    painter.setFont(font)
    painter.setPen(current.colour(token))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, int(side) | int(Qt.AlignmentFlag.AlignVCenter), shown)
