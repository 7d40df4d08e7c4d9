"""The table as it was read, row under row, with what each column says in its head. It changes nothing by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from shengsi_desktop.ui.list_import import meanings, words
from shengsi_desktop.ui.list_import.column_head import ColumnHead
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.tab_order import follow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.lists import ListCell, ListTable, MappedColumn

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEIGHT = 30
_HEAD = 68
_LINES = 44
_LONGEST = 60
#: how many rows a column's width is taken from, and what it grows to for them (px)
_LOOKED_AT, _WIDEST, _CELL_ROOM = 20, 220, 20


class ColumnGrid(QTableView):
    """`meant` (column's index, Meaning) and `counted` (index, unit) as a person says it in the heads."""

    meant = Signal(int, object)
    counted = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_of_rows = GridModel(self)
        self.setModel(self.model_of_rows)
        self.heads = Heads(self)
        self.setHorizontalHeader(self.heads)
        self.heads.meant.connect(self.meant)
        self.heads.counted.connect(self.counted)
        self.heads.entered.connect(self.show_column)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(words.GRID_NAME)
        lines = self.verticalHeader()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(current.px(_HEIGHT))
        lines.setMinimumWidth(current.px(_LINES))
        lines.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        lines.setHighlightSections(False)
        self.horizontalScrollBar().valueChanged.connect(lambda _at: self.heads.place())

    def show_sheet(self, table: ListTable) -> None:
        """A sheet as it was first read; the heads' guesses are its."""
        self.model_of_rows.show(table, fresh=True)
        self.heads.build(table)
        self.show_table(table)
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)

    def show_table(self, table: ListTable) -> None:
        """The same sheet, read again."""
        self.model_of_rows.show(table, fresh=False)
        self.heads.show_table(table)

    def show_column(self, index: int) -> None:
        """Bring a column into view."""
        at = self.heads.section_of(index)
        if at < 0:
            return
        bar, left, width = (
            self.horizontalScrollBar(),
            self.heads.sectionPosition(at),
            self.heads.sectionSize(at),
        )
        if left < bar.value():
            bar.setValue(left)
        elif left + width > bar.value() + self.viewport().width():
            bar.setValue(left + width - self.viewport().width())

    def point_at(self, index: int) -> None:
        """Bring a column into view, the keyboard on what it says (its unit, where that is asked)."""
        head = self.heads.head(index)
        if head is not None:
            self.show_column(index)
            asked = head.unit if head.counts_money else head.meaning
            asked.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Few columns take the room there is."""
        super().resizeEvent(event)
        self.heads.share(self.viewport().width())


class Heads(QHeaderView):
    """A dropdown over each column. The widgets lie on the header and move with what is scrolled."""

    meant = Signal(int, object)
    counted = Signal(int, str)
    #: the keyboard is on the column with that index
    entered = Signal(int)

    def __init__(self, grid: ColumnGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid = grid
        self._heads: list[ColumnHead] = []
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.sectionResized.connect(lambda *_sizes: self.place())

    def build(self, table: ListTable) -> None:
        """Heads for the columns of a sheet."""
        for head in self._heads:
            head.hide()
            head.deleteLater()
        self._heads = [self._made(column, table) for column in table.columns.columns]
        follow(self._grid, self._heads)

    def show_table(self, table: ListTable) -> None:
        """What each column says now."""
        bare = meanings.without_unit(table)
        for head in self._heads:
            head.show_column(table, bare)
        self.share(self._grid.viewport().width())

    def head(self, index: int) -> ColumnHead | None:
        """The head of the column with that index."""
        return next((one for one in self._heads if one.guessed.index == index), None)

    def section_of(self, index: int) -> int:
        """Where that column stands, -1 for none."""
        return next((at for at, one in enumerate(self._heads) if one.guessed.index == index), -1)

    def share(self, room: int) -> None:
        """Give each its width, and what is left to all alike."""
        widths = [max(head.wanted_width, self._of_words(at)) for at, head in enumerate(self._heads)]
        spare = max(room - sum(widths), 0) // max(len(widths), 1)
        for at, width in enumerate(widths):
            self.resizeSection(at, width + spare)
        self.place()

    def _of_words(self, at: int) -> int:
        """Room for the words of the first rows, within reason."""
        model, metrics = self._grid.model_of_rows, self._grid.fontMetrics()
        rows = min(model.rowCount(), _LOOKED_AT)
        said = (str(model.index(row, at).data()) for row in range(rows))
        widest = max((metrics.horizontalAdvance(one) for one in said), default=0)
        return min(widest + current.px(_CELL_ROOM), current.px(_WIDEST))

    def place(self) -> None:
        """Lay each head over its section."""
        for at, head in enumerate(self._heads):
            head.setGeometry(self.sectionViewportPosition(at), 0, self.sectionSize(at) - 1, self.height() - 1)

    def sizeHint(self) -> QSize:
        """Two lines: the words, and what they are taken to say."""
        return QSize(super().sizeHint().width(), current.px(_HEAD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay them out again."""
        super().resizeEvent(event)
        self.place()

    def _made(self, column: MappedColumn, table: ListTable) -> ColumnHead:
        head = ColumnHead(column, table.kind, self)
        index = column.index
        head.meant.connect(lambda meaning: self.meant.emit(index, meaning))
        head.counted.connect(lambda unit: self.counted.emit(index, unit))
        head.entered.connect(lambda: self.entered.emit(index))
        head.show()
        return head


class GridModel(QAbstractTableModel):
    """The rows of a table by its columns; words of a column that is left out stay to be seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._indexes: list[int] = []
        self._lines: list[int] = []
        self._cells: dict[tuple[int, int], ListCell] = {}
        self._seen: dict[tuple[int, int], ListCell] = {}
        self._problems: dict[tuple[int, int], str] = {}
        self._left_out: set[int] = set()

    def show(self, table: ListTable, *, fresh: bool) -> None:
        """Show a table; `fresh`: another sheet than before."""
        self.beginResetModel()
        if fresh:
            self._indexes = [one.index for one in table.columns.columns]
            self._seen = {}
        self._lines = [row.line for row in table.rows]
        self._cells = {(row.line, cell.column): cell for row in table.rows for cell in row.cells}
        self._seen |= self._cells
        self._problems = {
            (row.line, problem.column): problem.message
            for row in table.rows
            for problem in row.problems
            if problem.column is not None
        }
        self._left_out = set(self._indexes) - {one.index for one in table.columns.columns}
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """The rows of the list."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """All columns of the sheet."""
        return 0 if parent.isValid() else len(self._indexes)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The sheet's line numbers; the heads themselves are widgets."""
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Horizontal:
            return None
        return str(self._lines[section])

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words as the table has them; what is doubtful as a tip on a warning ground."""
        place = (self._lines[index.row()], self._indexes[index.column()])
        cell = self._cells.get(place) or self._seen.get(place)
        problem = self._problems.get(place)
        if role == Qt.ItemDataRole.DisplayRole:
            return _one_line(cell.text) if cell is not None else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem or (cell.text if cell is not None else None)
        if role == Qt.ItemDataRole.BackgroundRole and problem:
            return current.colour("warn_ground")
        if role == Qt.ItemDataRole.ForegroundRole:
            if problem:
                return current.colour("warn")
            quiet = place[1] in self._left_out or (cell is not None and (cell.field is None or cell.carried))
            return current.colour("second") if quiet else None
        return None


def _one_line(text: str) -> str:
    joined: Sequence[str] = text.split()
    said = " ".join(joined)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
