"""What a workbook would change, cell by cell, each ticked or not; a model for a plain table."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.point_import import CellChange

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    """The columns from left to right."""

    TAKEN = 0
    INDICATOR = 1
    WHAT = 2
    BEFORE = 3
    AFTER = 4
    WARNING = 5


class ImportModel(QAbstractTableModel):
    """`taken` are the places of those that are ticked."""

    def __init__(self) -> None:
        super().__init__()
        self._changes: Sequence[CellChange] = ()
        self.taken: set[int] = set()

    def show(self, changes: Sequence[CellChange]) -> None:
        """List them; ticked are those that nobody need look at first."""
        self.beginResetModel()
        self._changes = changes
        self.taken = {place for place, one in enumerate(changes) if one.taken}
        self.endResetModel()

    def tick_all(self, *, on: bool) -> None:
        """Everything, what is doubtful too; or nothing."""
        self.taken = set(range(len(self._changes))) if on else set()
        self._tell()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """One a change."""
        return 0 if parent.isValid() else len(self._changes)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Tick, indicator, cell, before, after, warning."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The first column is ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.TAKEN else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return words.IMPORT_COLUMNS[section]
        figure = section in (Column.BEFORE, Column.AFTER)
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and figure else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        one, column = self._changes[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == Column.TAKEN:
            return Qt.CheckState.Checked if index.row() in self.taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return self._said(one, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            line = words.IMPORT_LINE.format(line=one.line)
            return f"{line} {one.warning}".strip() if column != Column.TAKEN else line
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (Column.BEFORE, Column.AFTER):
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole:
            token = {Column.BEFORE: "second", Column.WARNING: "warn"}.get(Column(column))
            return current.colour(token) if token else None
        if role == Qt.ItemDataRole.FontRole and column == Column.AFTER:
            bold = QFont(current.font())
            bold.setBold(True)
            return bold
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick one."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != Column.TAKEN:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.taken.add(index.row())
        else:
            self.taken.discard(index.row())
        self._tell()
        return True

    def _said(self, one: CellChange, column: int) -> str:
        if column == Column.BEFORE:
            return one.before or words.IMPORT_EMPTY
        return {
            Column.INDICATOR: one.indicator,
            Column.WHAT: one.what,
            Column.AFTER: one.after,
            Column.WARNING: one.warning,
        }.get(Column(column), "")

    def _tell(self) -> None:
        if self._changes:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._changes) - 1, len(Column) - 1))
