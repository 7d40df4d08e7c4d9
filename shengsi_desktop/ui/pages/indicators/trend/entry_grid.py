"""The grid to type and paste figures into, with its keys: Tab and Enter go on, Delete clears, Ctrl+V takes a block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from shengsi_desktop.ui.pages.indicators.cell_editor import CellEditor, is_enter
from shengsi_desktop.ui.pages.indicators.copied import tabbed
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.entry_model import MONTHS, SERIES, EntryModel
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_Index = QModelIndex | QPersistentModelIndex
_ROW = 32
_NAME_WIDTH = 58
_LEAST_COLUMN = 44


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class EntryDelegate(QStyledItemDelegate):
    """Right-aligned editors; Enter goes to the next cell as Tab does."""

    #: a block was pasted while a cell was open
    block_pasted = Signal()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A bare line."""
        editor = CellEditor(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setStyleSheet("padding: 0 4px; min-height: 0; border-radius: 0;")
        editor.block_pasted.connect(lambda: self._leave(editor))
        return editor

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The figure, and an edge round the cell that the keys are in."""
        super().paint(painter, option, index)
        drawn = cast("_Option", option)
        if drawn.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(current.colour("accent"), 1))
            painter.drawRect(drawn.rect.adjusted(0, 0, -1, -2))
            painter.restore()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter keeps the figure and opens the next cell; Ctrl+Enter is the window's."""
        if isinstance(event, QKeyEvent) and isinstance(editor, QWidget) and is_enter(event):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.EditNextItem)
            return True
        return super().eventFilter(editor, event)

    def _leave(self, editor: QWidget) -> None:
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
        self.block_pasted.emit()


class EntryGrid(QTableView):
    """Twelve months wide; as high as its rows."""

    #: (the series from the cell downwards, month, text)
    pasted = Signal(object, int, str)
    #: cells to be emptied: a tuple of (series, period)
    cleared = Signal(object)
    #: a sentence for the user
    refused = Signal(str)

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
        model.modelReset.connect(lambda: self.setCurrentIndex(model.index(1, 0)))
        self._fit()

    def paste(self) -> None:
        """What lies on the clipboard, from the current cell on."""
        index = self.currentIndex()
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.refused.emit(words.NOTHING_TO_PASTE)
        elif not index.isValid() or index.row() >= len(SERIES):
            self.refused.emit(words.ROW_IS_DERIVED)
        else:
            self.pasted.emit(SERIES[index.row() :], index.column() + 1, text)

    def copy(self) -> None:
        """The selected cells, for WPS."""
        if self.selectedIndexes():
            QGuiApplication.clipboard().setText(tabbed(self.selectedIndexes()))

    def clear_chosen(self) -> None:
        """Empty the selected cells that hold something."""
        cells = tuple(
            (SERIES[index.row()], self._model.period(index.column() + 1))
            for index in sorted(self.selectedIndexes(), key=lambda one: (one.row(), one.column()))
            if index.row() < len(SERIES) and index.data()
        )
        if cells:
            self.cleared.emit(cells)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell; Delete, copy and paste."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_chosen()
        elif is_enter(event):
            if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Twelve equal columns where there is room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _widest(self) -> int:
        """What the longest figure needs; none is ever cut."""
        model = self._model
        texts = [
            str(model.index(row, column).data() or "")
            for row in range(model.rowCount())
            for column in range(MONTHS)
        ]
        metrics = self.fontMetrics()
        return max(
            current.px(_LEAST_COLUMN), *(metrics.horizontalAdvance(text) + current.px(15) for text in texts)
        )

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
        head = current.px(_ROW)
        self.horizontalHeader().setFixedHeight(head)
        bar = current.px(12) if width * MONTHS > room else 0
        height = head + self._model.rowCount() * current.px(_ROW) + bar
        if height != self.height():
            self.setFixedHeight(height)
