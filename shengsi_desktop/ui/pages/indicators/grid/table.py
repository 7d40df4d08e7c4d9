"""The grid's view: keys as in a spreadsheet, the months across, the indicators frozen at the left. Stores nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from shengsi_desktop.ui.pages.indicators.cell_editor import is_enter, types_something
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.cells import RowPainter, mark_width, paint_edge
from shengsi_desktop.ui.pages.indicators.grid.delegate import GridDelegate
from shengsi_desktop.ui.pages.indicators.grid.derived_cells import Column
from shengsi_desktop.ui.pages.indicators.grid.frozen import Corner, FrozenHeader
from shengsi_desktop.ui.pages.indicators.grid.looks import advance, looks
from shengsi_desktop.ui.pages.indicators.grid.model import COLUMNS
from shengsi_desktop.ui.pages.indicators.grid.months_head import MonthsHead
from shengsi_desktop.ui.pages.indicators.grid.series import MONTHS, Field, is_of_words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import badge_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QInputMethodEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from shengsi_desktop.ui.pages.indicators.grid.model import GridModel, Row

_Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction
_HEAD = 30
_LEAST_MONTH, _MOST_MONTH = 46, 72
#: left free before what is derived
_BEFORE = 5
#: and more behind the rule before 最新
_RULED = 7


class GridTable(QTableView):
    """Figures are typed over, Enter goes down and Tab right; blocks, menus and marks are asked for by signals."""

    copy_asked = Signal()
    paste_asked = Signal()
    clear_asked = Signal()
    #: the states of a target of words are to be offered at the current cell
    states_asked = Signal()
    #: a place in the window's coordinates
    menu_asked = Signal(QPoint)
    #: the id of an indicator whose trend is wanted
    trend_asked = Signal(str)
    #: a sentence for the user
    told = Signal(str)

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._fitted: tuple[object, ...] = ()
        self.setModel(model)
        self._delegate = GridDelegate(self)
        self._delegate.block_pasted.connect(self.paste_asked)
        self._delegate.left_by.connect(self._go)
        self.setItemDelegate(self._delegate)
        self.frozen = FrozenHeader(model, self)
        self.setVerticalHeader(self.frozen)
        self.setHorizontalHeader(MonthsHead(model, self))
        self.frozen.opened.connect(self._ask_trend)
        self._corner = Corner(self.frozen, self)
        self._set_up()
        model.modelReset.connect(self._fit)
        model.dataChanged.connect(self._fit)

    def month_of(self, index: QModelIndex) -> int:
        """1 to 12; 0 for what is derived or no cell."""
        return index.column() + 1 if index.isValid() and index.column() < len(MONTHS) else 0

    def chosen_cells(self) -> tuple[tuple[int, int], ...]:
        """(row, month) of every selected month, from the top left; where none is selected, the current one."""
        chosen = self.selectedIndexes() or [self.currentIndex()]
        found = {(one.row(), one.column() + 1) for one in chosen if self.month_of(one)}
        return tuple(sorted(found))

    def offers_states(self, index: QModelIndex) -> bool:
        """Whether a state is chosen in that cell."""
        row = self._model.row(index.row()) if self.month_of(index) else None
        return (
            row is not None
            and self._model.sight.field is Field.VALUE
            and is_of_words(row.standing.indicator)
            and row.faces[index.column()].open
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a spreadsheet."""
        self._delegate.typing = True
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_asked.emit()
        elif is_enter(event):
            up = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._go(_Move.MoveUp if up else _Move.MoveDown)
        elif self._opens_states(event):
            self.states_asked.emit()
        elif types_something(event) and self._takes_nothing:
            self.told.emit(self._model.why_closed(self.currentIndex()))
        else:
            self._delegate.typing = key != Qt.Key.Key_F2
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is composed by an input method opens the cell as a key does."""
        self._delegate.typing = True
        if self._takes_nothing and self.state() != QAbstractItemView.State.EditingState:
            if event.commitString():
                self.told.emit(self._model.why_closed(self.currentIndex()))
            return
        super().inputMethodEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing goes to no other row: what is typed on would be written over a figure there."""

    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Tab goes through the cells that can be typed into, on to the next row."""
        if cursorAction in (_Move.MoveNext, _Move.MovePrevious):
            return self._along(1 if cursorAction == _Move.MoveNext else -1)
        return super().moveCursor(cursorAction, modifiers)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the cell, or offer its states."""
        index = self.indexAt(event.position().toPoint())
        if self.offers_states(index):
            self.setCurrentIndex(index)
            self.states_asked.emit()
            return
        self._delegate.typing = False
        super().mouseDoubleClickEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows and columns that are to be painted again, row by row."""
        area, view = event.rect(), self.viewport()
        columns = [
            (column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in _from_to(self.columnAt(area.left()), self.columnAt(area.right()), COLUMNS)
        ]
        painter = QPainter(view)
        rows = RowPainter(painter, self._model, columns)
        chosen = self._chosen_columns()
        for row in _from_to(self.rowAt(area.top()), self.rowAt(area.bottom()), self._model.rowCount()):
            rows.paint(row, self.rowViewportPosition(row), self.rowHeight(row), chosen.get(row, ()))
        if self.currentIndex().isValid() and self.state() != QAbstractItemView.State.EditingState:
            paint_edge(painter, self.visualRect(self.currentIndex()))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def updateGeometries(self) -> None:
        """The corner keeps to the frozen part."""
        super().updateGeometries()
        if hasattr(self, "_corner"):
            head, side = self.horizontalHeader(), self.frozen
            self._corner.setGeometry(side.x(), head.y(), side.width(), head.height())

    def currentChanged(self, current_index: _Index, previous: _Index) -> None:
        """The row's beginning stands out, too."""
        super().currentChanged(current_index, previous)
        if hasattr(self, "frozen") and current_index.row() != self.frozen.current_row:
            self.frozen.current_row = current_index.row() if current_index.isValid() else -1
            self.frozen.viewport().update()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName(words.NAME)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda at: self.menu_asked.emit(self.viewport().mapToGlobal(at))
        )

    @property
    def _takes_nothing(self) -> bool:
        """Whether the keys are in a cell that cannot be typed into."""
        here = self.currentIndex()
        return here.isValid() and not here.flags() & Qt.ItemFlag.ItemIsEditable

    def _chosen_columns(self) -> dict[int, set[int]]:
        """The selected columns of each row."""
        found: dict[int, set[int]] = {}
        for part in self.selectionModel().selection().toList():
            for row in range(part.top(), part.bottom() + 1):
                found.setdefault(row, set()).update(range(part.left(), part.right() + 1))
        return found

    def _opens_states(self, event: QKeyEvent) -> bool:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        opening = event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Space) or (alt and event.key() == Qt.Key.Key_Down)
        return opening and self.offers_states(self.currentIndex())

    def _go(self, way: QAbstractItemView.CursorAction) -> None:
        index = self.moveCursor(way, Qt.KeyboardModifier.NoModifier)
        if index.isValid():
            self.setCurrentIndex(index)

    def _along(self, step: int) -> QModelIndex:
        here = self.currentIndex()
        months = len(MONTHS)
        place = here.row() * months + min(here.column(), months - (step > 0)) if here.isValid() else -1
        count = self._model.rowCount() * months
        for _ in range(count):
            place = (place + step) % count
            index = self._model.index(place // months, place % months)
            if self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
                return index
        return here

    def _ask_trend(self, place: int) -> None:
        row = self._model.row(place)
        if row is not None:
            self.trend_asked.emit(row.standing.indicator.id)

    def _fit(self) -> None:
        """Names as wide as they need where there is room; then months; months never too narrow for a figure."""
        rows = [row for row in self._model.rows if not isinstance(row, str)]
        derived = self._derived_widths(rows)
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        own = [self._month_width(rows, column) for column in range(len(MONTHS))]
        # all months alike where there is room; else each as wide as its own figures, and lights stay in sight
        months = [max(own)] * len(MONTHS)
        if self.frozen.shared(room - sum(months) - sum(derived.values())).all > (
            room - sum(months) - sum(derived.values())
        ):
            months = own
        rest = room - sum(months) - sum(derived.values())
        widths = self.frozen.shared(rest)
        wider = max(min((rest - widths.all) // len(MONTHS), current.px(_MOST_MONTH) - max(months)), 0)
        listed = tuple(row if isinstance(row, str) else row.standing.indicator for row in self._model.rows)
        fitted = (room, wider, tuple(months), tuple(derived.values()), widths, listed)
        if fitted == self._fitted:
            return
        self._fitted = fitted
        self.frozen.take(widths)
        for column, month in enumerate(months):
            self.setColumnWidth(column, month + wider)
        left_over = max(rest - widths.all - wider * len(MONTHS), 0)
        for place, width in derived.items():
            self.setColumnWidth(place, width + (left_over if place == Column.LIGHT else 0))
        self.horizontalHeader().setFixedHeight(current.px(_HEAD))
        self.updateGeometries()

    def _month_width(self, rows: Sequence[Row], column: int) -> int:
        look = looks()
        faces = {(row.faces[column].text, row.faces[column].small) for row in rows if row.faces[column].text}
        figures = max((advance(look.figure, said) for said, small in faces if not small), default=0)
        states = max((advance(look.small, said) for said, small in faces if small), default=0)
        return max(
            figures + mark_width() + look.pad,
            max(states, advance(look.small, words.UNPUBLISHED)) + 2 * look.pad,
            current.px(_LEAST_MONTH),
        )

    def _derived_widths(self, rows: Sequence[Row]) -> dict[Column, int]:
        look = looks()
        found = {}
        for column in Column:
            said = {(row.standing.reading.light, self._model.derived(row, column)) for row in rows}
            needed = (
                (badge_size(light, one).width() for light, one in said if one)
                if column == Column.LIGHT
                else (advance(look.bold, one) for _, one in said)
            )
            head = advance(look.small, words.DERIVED[column - len(MONTHS)])
            ruled = current.px(_RULED) if column == Column.LATEST else 0
            found[column] = max(head, *needed, 0) + look.pad + current.px(_BEFORE) + ruled
        return found


def _from_to(first: int, last: int, count: int) -> range:
    """The sections in sight; -1 lies behind the last one."""
    return range(first, (count - 1 if last < 0 else last) + 1) if first >= 0 else range(0)
