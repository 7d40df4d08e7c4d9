"""A table to read and to choose rows of: plain words in columns, a tone for what matters, a tick where it is wanted.

Rows are handed to it whole; it knows nothing of what they stand for but the key that each has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTableView,
)

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

_Index = QModelIndex | QPersistentModelIndex
KEY_ROLE = Qt.ItemDataRole.UserRole + 1
TONE_ROLE = Qt.ItemDataRole.UserRole + 2
_ROW = 32
#: beside a cell's words, in the style sheet
_SIDE = 6
_PAD = 22
_MOST = 320
_LEAST = 48
#: what a column that shares the rest has before others give way to it
_READABLE = 150
#: tones that say no more than how weighty a word is: where its row is chosen it has the colour of text
_QUIET = frozenset({"", "second", "third"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `weight` 0: as wide as its words; more: it shares what is left. `right`: numbers.

    `spare`: it is out of sight where there is no room for all; those with the greatest first.
    """

    title: str
    weight: int = 0
    right: bool = False
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a text for each column. `tones` are palette tokens by column («danger», «second», «ok»).

    `tip` is shown over the row; `ticked` None: it has no tick.
    """

    key: str
    cells: tuple[str, ...]
    tones: tuple[str, ...] = ()
    tip: str = ""
    ticked: bool | None = None


class PlainTable(QTableView):
    """Rows of words. With `ticks` the first column has a box that the space bar and a click turn."""

    #: the key of the row that became the current one, empty for none
    chosen = Signal(str)
    #: the key of the row that was opened: Enter or a double click
    opened = Signal(str)
    #: a tick was turned
    ticked = Signal()

    def __init__(
        self, columns: Sequence[Column], name: str, parent: QWidget | None = None, *, wraps: bool = False
    ) -> None:
        """`wraps`: words go on in the next line and rows are as high as they need; for a table of few rows."""
        super().__init__(parent)
        self._columns = tuple(columns)
        self._wraps = wraps
        self._model = _Lines(self._columns, self)
        self._model.ticked.connect(self.ticked)
        self.setModel(self._model)
        self.setItemDelegate(_Toned(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(wraps)
        if wraps:
            # the bar beside the rows may come only once they are high
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(current.px(_ROW))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # a cell has its own margin within the style's: a heading stands over its words
        side = current.px(_SIDE) + self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        header.setStyleSheet(f"QHeaderView::section {{ padding-left: {side}px; padding-right: {side}px; }}")
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(lambda index: self.opened.emit(str(index.data(KEY_ROLE) or "")))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the current row stays the current one where it is still there."""
        key = self.current_key
        self._model.show(tuple(lines))
        self.share()
        row = self._model.row_of(key)
        if row >= 0:
            self.selectRow(row)
        elif key:
            self.chosen.emit("")

    @property
    def current_key(self) -> str:
        """The key of the current row, empty for none."""
        return str(self.currentIndex().data(KEY_ROLE) or "")

    @property
    def ticked_keys(self) -> tuple[str, ...]:
        """The keys of the rows with a tick, in their order."""
        return tuple(line.key for line in self._model.lines if line.ticked)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._model.lines

    def choose(self, key: str) -> bool:
        """Make that row the current one; False where there is none."""
        row = self._model.row_of(key)
        if row >= 0:
            self.selectRow(row)
            self.scrollTo(self._model.index(row, 0))
        return row >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, the space bar ticks."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(self.current_key)
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self._model.turn(index.row())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing goes to no other row."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.share()

    def share(self) -> None:
        """Columns without a weight are as wide as their words; the others share the rest."""
        font, pad = QFontMetrics(current.font()), current.px(_PAD)
        widths = []
        for place, column in enumerate(self._columns):
            said = [column.title, *(line.cells[place] for line in self._model.lines)]
            wanted = max(font.horizontalAdvance(text) for text in said) + pad
            if place == 0 and any(line.ticked is not None for line in self._model.lines):
                wanted += current.px(24)
            widths.append(min(max(wanted, current.px(_LEAST)), current.px(_MOST)))
        self._give_way(widths)
        seen = [
            (width, column)
            for place, (width, column) in enumerate(zip(widths, self._columns, strict=True))
            if not self.isColumnHidden(place)
        ]
        weights = sum(column.weight for _, column in seen)
        fixed = sum(width for width, column in seen if not column.weight)
        left = max(self.viewport().width() - fixed, 0)
        for place, column in enumerate(self._columns):
            share = left * column.weight // max(weights, 1) if column.weight else widths[place]
            self.setColumnWidth(place, max(share, current.px(90)) if column.weight else share)
        if self._wraps:
            self._wrap(font)

    def _give_way(self, widths: Sequence[int]) -> None:
        """Spare columns stand aside, one after the other, until the words that share the rest can be read."""
        needed = sum(
            current.px(_READABLE) if column.weight else width
            for width, column in zip(widths, self._columns, strict=True)
        )
        spare = [place for place, column in enumerate(self._columns) if column.spare]
        for place in sorted(spare, key=lambda one: -self._columns[one].spare):
            hidden = needed > self.viewport().width()
            self.setColumnHidden(place, hidden)
            needed -= widths[place] if hidden else 0

    def _wrap(self, font: QFontMetrics) -> None:
        """Rows as high as their words in today's widths."""
        flags, high = Qt.TextFlag.TextWordWrap.value, font.lineSpacing()
        for row, line in enumerate(self._model.lines):
            needed = max(
                font.boundingRect(
                    QRect(0, 0, max(self.columnWidth(place) - current.px(_PAD), high), 0), flags, text
                ).height()
                for place, text in enumerate(line.cells)
            )
            self.setRowHeight(row, max(needed - high, 0) + current.px(_ROW))

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(str(now.data(KEY_ROLE) or "") if now.isValid() else "")


class _Toned(QStyledItemDelegate):
    """A word of warning stays one where its row is chosen: the style sheet gives all chosen words one colour."""

    def initStyleOption(self, option: Any, index: _Index) -> None:
        super().initStyleOption(option, index)
        if option.state & QStyle.StateFlag.State_Selected and index.data(TONE_ROLE) not in _QUIET:
            option.state &= ~QStyle.StateFlag.State_Selected
            option.backgroundBrush = current.colour("selected")


class _Lines(QAbstractTableModel):
    ticked = Signal()

    def __init__(self, columns: tuple[Column, ...], parent: QTableView) -> None:
        super().__init__(parent)
        self._columns = columns
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def row_of(self, key: str) -> int:
        return next((row for row, line in enumerate(self.lines) if key and line.key == key), -1)

    def turn(self, row: int) -> None:
        line = self.lines[row]
        if line.ticked is None:
            return
        turned = Line(line.key, line.cells, line.tones, line.tip, ticked=not line.ticked)
        self.lines = (*self.lines[:row], turned, *self.lines[row + 1 :])
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        self.ticked.emit()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return line.cells[column]
        if role == KEY_ROLE:
            return line.key
        if role == TONE_ROLE:
            return line.tones[column] if column < len(line.tones) else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.tip or line.cells[column]
        if role == Qt.ItemDataRole.ForegroundRole and column < len(line.tones) and line.tones[column]:
            return current.colour(line.tones[column])
        if role == Qt.ItemDataRole.CheckStateRole and column == 0 and line.ticked is not None:
            return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.turn(index.row())
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        tickable = index.column() == 0 and self.lines[index.row()].ticked is not None
        return usual | Qt.ItemFlag.ItemIsUserCheckable if tickable else usual

    def _side(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if self._columns[column].right else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)
