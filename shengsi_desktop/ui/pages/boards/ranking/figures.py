"""The grid of one period of a 比拼榜: who takes part, with which figure; takes a paste from WPS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from shengsi_desktop.domain.boards import FigureRow
from shengsi_desktop.domain.periods import period_words
from shengsi_desktop.rhythm.pasted_figures import is_nothing, read_block, read_figure, says_nothing
from shengsi_desktop.ui.dialogs.fitting import fit
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.boards.ranking import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from shengsi_desktop.domain.boards import CustomBoard

_SIZE = QSize(680, 520)
_SPARE = 3
_FIGURE = 2
#: whom a row was shown of
_ENTRANT = Qt.ItemDataRole.UserRole


class FiguresTable(QTableWidget):
    """Text cells; Ctrl+V lays a block down from the current cell on, Delete empties what is chosen.

    A name typed over is that entrant's new one; a name laid down is whoever is called so. Of a table copied whole,
    its title, head and totals are left out.
    """

    #: the rows of a paste that were not laid down (tuple of str), maybe none
    skipped = Signal(object)
    #: the sentence on figures that are no numbers, or say in a word that there is none; maybe empty
    doubted = Signal(str)

    def __init__(self, measure: str = "", unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(0, len(words.FIGURES_COLUMNS), parent)
        self._measure, self._unit = measure, unit
        self.itemChanged.connect(lambda _item: self._mark())
        self.setHorizontalHeaderLabels(list(words.FIGURES_COLUMNS))
        self.setAccessibleName("数据表")
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[FigureRow]) -> None:
        """Show them, with some empty ones below."""
        self.setRowCount(len(rows) + _SPARE)
        for at, row in enumerate(rows):
            for column, said in enumerate((row.name, row.group, row.figure, row.evidence)):
                self._put(at, column, said)
            if (name := self.item(at, 0)) is not None:
                name.setData(_ENTRANT, row.entrant)
        self.setCurrentCell(0, 0)

    def texts(self) -> list[str]:
        """What every cell says."""
        return [self._said(row, column) for row in range(self.rowCount()) for column in range(4)]

    def rows(self) -> list[FigureRow]:
        """What stands there; rows without a word are left out."""
        # an editor that is open gives what was typed
        at, column = self.currentRow(), self.currentColumn()
        self.setCurrentCell(-1, -1)
        self.setCurrentCell(at, column)
        return [
            row
            for at in range(self.rowCount())
            if (row := self._row(at)) != FigureRow("", entrant=row.entrant)
        ]

    def paste(self, text: str) -> None:
        """A block of cells, tabs between them, from the current cell on; rows are added as needed."""
        block = read_block(text, self._measure)
        first, left = max(self.currentRow(), 0), max(self.currentColumn(), 0)
        self.setRowCount(max(self.rowCount(), first + len(block.rows) + 1))
        for down, cells in enumerate(block.rows):
            for across, said in enumerate(cells):
                if left + across < self.columnCount():
                    self._put(first + down, left + across, said)
        self.skipped.emit(block.skipped)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste and empty."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            for item in self.selectedItems():
                item.setText("")
        else:
            super().keyPressEvent(event)

    def _mark(self) -> None:
        """Mark the figures that are none, and say what becomes of them."""
        unread, nothing = [], []
        self.blockSignals(True)
        for at in range(self.rowCount()):
            item = self.item(at, _FIGURE)
            if item is None:
                continue
            said = item.text()
            wrong = not is_nothing(said) and read_figure(said, self._unit) is None
            none = says_nothing(said)
            item.setForeground(current.colour("danger" if wrong or none else "ink"))
            told = f"{self._said(at, 0).strip()}“{said.strip()}”"
            unread += [told] if wrong else []
            nothing += [told] if none else []
        self.blockSignals(False)
        parts = [words.FIGURES_UNREAD.format(listed="、".join(unread))] if unread else []
        parts += [words.FIGURES_NONE.format(listed="、".join(nothing))] if nothing else []
        self.doubted.emit("".join(parts))

    def _put(self, row: int, column: int, said: str) -> None:
        item = QTableWidgetItem(said)
        if column == _FIGURE:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setItem(row, column, item)

    def _row(self, at: int) -> FigureRow:
        name, group, figure, evidence = (self._said(at, column).strip() for column in range(4))
        item = self.item(at, 0)
        return FigureRow(name, group, figure, evidence, str(item.data(_ENTRANT) or "") if item else "")

    def _said(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""


class FiguresDialog(StoringDialog):
    """The grid, saved whole; it stays open with its words until the store has taken them."""

    grows = False
    #: the rows (list of FigureRow)
    saved = Signal(object)

    def __init__(
        self, board: CustomBoard, period: str, rows: Sequence[FigureRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.FIGURES_TITLE.format(name=board.name, period=period_words(period)))
        self.table = FiguresTable(board.measure, board.unit)
        self.skipped = label("", "second", wrap=True)
        self.skipped.hide()
        self.table.skipped.connect(self._say_skipped)
        self.doubted = label("", "danger", wrap=True)
        self.doubted.hide()
        self.table.doubted.connect(self._say_doubted)
        self.table.show_rows(rows)
        unit = "、".join(part for part in (board.measure, board.unit, board.better.label) if part)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(unit, "strong", wrap=True))
        column.addWidget(label(words.FIGURES_NOTE, "second", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.skipped)
        column.addWidget(self.doubted)
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        add = Button(words.FIGURES_ADD, kind="ghost", icon="add")
        add.clicked.connect(lambda: self.table.setRowCount(self.table.rowCount() + 1))
        remove = Button(words.FIGURES_REMOVE, kind="ghost")
        remove.clicked.connect(self._remove)
        row.addWidget(add)
        row.addWidget(remove)
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.save_button.setText(words.SAVE)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        column.addLayout(row)
        fit(self, parent, _SIZE)

    def _typed(self) -> list[str]:
        """A cell is a field, too."""
        return [*super()._typed(), *self.table.texts()]

    def save(self) -> None:
        """Hand over."""
        rows = self.table.rows()
        if self.wait():
            self.saved.emit(rows)

    def _say_skipped(self, skipped: tuple[str, ...]) -> None:
        """What of a paste was taken for a title, a head or a total."""
        listed = "、".join(f"“{one}”" for one in skipped)
        self.skipped.setText(words.FIGURES_SKIPPED.format(listed=listed) if skipped else "")
        self.skipped.setVisible(bool(skipped))

    def _say_doubted(self, said: str) -> None:
        self.doubted.setText(said)
        self.doubted.setVisible(bool(said))

    def _remove(self) -> None:
        for at in sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True):
            self.table.removeRow(at)
