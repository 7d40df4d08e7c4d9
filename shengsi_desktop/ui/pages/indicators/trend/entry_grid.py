"""The grid to type and paste figures into, with its keys: Tab and Enter go on, Delete clears, Ctrl+V takes a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from shengsi_desktop.domain.indicators import GoalState, PointStatus
from shengsi_desktop.ui.pages.indicators.cell_editor import is_enter, types_something
from shengsi_desktop.ui.pages.indicators.copied import tabbed
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.entry_cells import EntryDelegate, mark_width
from shengsi_desktop.ui.pages.indicators.trend.entry_model import MONTHS, STATE, EntryModel
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent, QResizeEvent

_ROW = 27
_NAME_WIDTH = 58
_LEAST_COLUMN = 44
#: what a figure keeps free at its sides
_LEFT, _RIGHT = 4, 9


class EntryGrid(QTableView):
    """Twelve months wide; as high as its rows."""

    #: (the series from the cell downwards, month, text)
    pasted = Signal(object, int, str)
    #: cells to be emptied: a tuple of (series, period)
    cleared = Signal(object)
    #: figures are marked: (their periods, PointStatus)
    status_chosen = Signal(object, object)
    #: the history of one period is asked for
    history_asked = Signal(str)
    #: a sentence for the user
    refused = Signal(str)
    #: a hint for the user
    told = Signal(str)

    def __init__(self, model: EntryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        delegate = EntryDelegate(self)
        delegate.block_pasted.connect(self.paste)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        # the style keeps more free at the left than a figure needs; there is none too wide for its column
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName(words.ENTRY)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(current.px(24))
        self.setCornerButtonEnabled(False)
        for tell in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
            tell.connect(self._fit)
        model.modelReset.connect(self._begin)
        self.doubleClicked.connect(lambda _index: self._ask_state() if self._at_state else None)
        self._fit()

    def height_of(self, rows: int) -> int:
        """How high so many rows are with the months above them (px)."""
        return (rows + 1) * current.px(_ROW)

    def go_to(self, field: str, month: int) -> bool:
        """Put the keys into a cell; False where there is no such row."""
        if field not in self._model.rows:
            return False
        self._stand_at(field, month)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def below(self) -> QPoint:
        """Where on the screen the current cell ends."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def paste(self) -> None:
        """What lies on the clipboard, from the current cell on."""
        index = self.currentIndex()
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.refused.emit(words.NOTHING_TO_PASTE)
        elif not index.isValid() or not (fields := self._model.fields_from(index.row())):
            self.refused.emit(words.ROW_IS_DERIVED)
        else:
            self.pasted.emit(fields, index.column() + 1, text)

    def copy(self) -> None:
        """The selected cells, for WPS."""
        if self.selectedIndexes():
            QGuiApplication.clipboard().setText(tabbed(self.selectedIndexes()))

    def clear_chosen(self) -> None:
        """Empty the selected cells that hold something."""
        cells = tuple(
            (self._model.rows[index.row()], self._model.period(index.column() + 1))
            for index in sorted(self.selectedIndexes(), key=lambda one: (one.row(), one.column()))
            if self._model.can_enter(index.row()) and index.data()
        )
        if cells:
            self.cleared.emit(cells)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a cell besides typing."""
        index = self.currentIndex()
        if index.isValid():
            self.menu_for(index).popup(
                event.globalPos() if event.reason() == QContextMenuEvent.Reason.Mouse else self.below()
            )

    def menu_for(self, index: QModelIndex) -> QMenu:
        """The menu of a cell; what is chosen there stands for the selected months."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        field, editable = self._model.rows[index.row()], self._model.can_enter(index.row())
        menu.addAction(words.MENU_COPY, self.copy)
        menu.addAction(words.MENU_PASTE, self.paste).setEnabled(editable and field != STATE)
        menu.addAction(words.MENU_CLEAR, self.clear_chosen).setEnabled(editable)
        periods = tuple(
            self._model.period(column + 1)
            for column in sorted({one.column() for one in self.selectedIndexes()} or {index.column()})
        )
        if field == "value" and editable:
            menu.addSeparator()
            marked = {self._model.status(int(period[5:])) for period in periods}
            for status in (PointStatus.PRELIMINARY, PointStatus.FINAL, PointStatus.UNSAID):
                action = menu.addAction(status.label or words.MENU_UNSAID)
                action.setCheckable(True)
                action.setChecked(marked == {status})
                action.triggered.connect(
                    lambda _checked, status=status: self.status_chosen.emit(periods, status)
                )
        if self._model.has_history:
            menu.addSeparator()
            menu.addAction(
                words.MENU_HISTORY, lambda: self.history_asked.emit(self._model.period(index.column() + 1))
            )
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell; Delete, copy and paste."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_chosen()
        elif is_enter(event) or (event.key() == Qt.Key.Key_Space and self._at_state):
            if self._at_state:
                self._ask_state()
            elif self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        elif types_something(event) and self._takes_nothing:
            self.told.emit(self._model.why_closed(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is composed by an input method opens a cell, too, but none that takes nothing."""
        if self._takes_nothing and self.state() != QAbstractItemView.State.EditingState:
            if event.commitString():
                self.told.emit(self._model.why_closed(self.currentIndex().row()))
            return
        super().inputMethodEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing goes to no other row: what is typed on would be written over a figure there."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Twelve equal columns where there is room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    @property
    def _at_state(self) -> bool:
        return (
            self._model.rows[self.currentIndex().row()] == STATE if self.currentIndex().isValid() else False
        )

    @property
    def _takes_nothing(self) -> bool:
        """Whether the keys are in a cell that cannot be typed into."""
        here = self.currentIndex()
        return here.isValid() and not here.flags() & Qt.ItemFlag.ItemIsEditable

    def _ask_state(self) -> None:
        """The states to choose from, at the cell."""
        index = self.currentIndex()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state in GoalState:
            menu.addAction(
                state.label or words.MENU_UNSAID,
                lambda state=state: self._model.setData(index, state.label),
            )
        menu.popup(self.below())

    def _begin(self) -> None:
        """The keys begin at the first month of 实际."""
        if "value" in self._model.rows:
            self._stand_at("value", 1)

    def _stand_at(self, field: str, month: int) -> None:
        index = self._model.index(self._model.rows.index(field), month - 1)
        # whatever key is down, this cell alone is selected
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _widest(self) -> int:
        """What the longest figure needs with its mark; none is ever cut."""
        model = self._model
        widest = 0
        for row, field in enumerate(model.rows):
            metrics = QFontMetrics(current.font(current.SECOND if field == STATE else current.TEXT))
            left = mark_width() if field == "value" and model.has_status else current.px(_LEFT)
            texts = (str(model.index(row, column).data() or "") for column in range(MONTHS))
            widest = max(
                widest,
                *(metrics.horizontalAdvance(text) + left + current.px(_RIGHT) for text in texts if text),
                0,
            )
        return max(current.px(_LEAST_COLUMN), widest)

    def _fit(self) -> None:
        name = current.px(_NAME_WIDTH)
        if self.verticalHeader().width() != name:
            self.verticalHeader().setFixedWidth(name)
        room = self.width() - name
        width = max(room // MONTHS, self._widest())
        left_over = max(room - width * MONTHS, 0)
        for month in range(MONTHS):
            self.setColumnWidth(month, width + (month >= MONTHS - left_over))
        for row in range(self._model.rowCount()):
            self.setRowHeight(row, current.px(_ROW))
        self.horizontalHeader().setFixedHeight(current.px(_ROW))
        bar = current.px(12) if width * MONTHS > room else 0
        height = self.height_of(self._model.rowCount()) + bar
        if height != self.height():
            self.setFixedHeight(height)
