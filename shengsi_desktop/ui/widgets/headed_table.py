"""Rows of a table with headings between them or none, as an item model. Loads and saves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

#: what a row is about; None for a heading
ROW_ROLE = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

RowT = TypeVar("RowT")


class HeadedTable(QAbstractTableModel, Generic[RowT]):
    """Headings (str) and rows in their order. The subclass says whose a row is, what a cell, its tip and a head say."""

    #: how many columns there are, and those whose names end at the right
    columns: ClassVar[int]
    at_right: ClassVar[frozenset[int]]

    def __init__(self) -> None:
        super().__init__()
        self._held: list[str | RowT] = []

    @property
    def rows(self) -> tuple[RowT, ...]:
        """The rows without the headings."""
        return tuple(row for row in self._held if not isinstance(row, str))

    def id_of(self, row: RowT) -> str:
        """By what a row is known again."""
        raise NotImplementedError

    def cell(self, row: RowT, column: int) -> str:
        """What a cell says."""
        raise NotImplementedError

    def tip(self, row: RowT, column: int) -> str:
        """What it says when the mouse rests on it."""
        raise NotImplementedError

    def head(self, column: int) -> str:
        """What stands above a column."""
        raise NotImplementedError

    def hold(self, rows: Sequence[str | RowT]) -> bool:
        """Show these; False when the same ones stay and only what they say is new."""
        same = [self._key(row) for row in rows] == [self._key(row) for row in self._held]
        if not same:
            self.beginResetModel()
        self._held = list(rows)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columns - 1))
        return not same

    def headings(self) -> list[int]:
        """The places of the headings."""
        return [place for place, row in enumerate(self._held) if isinstance(row, str)]

    def row_of(self, row_id: str) -> int:
        """The place of the row with that id, -1 when it is not there."""
        for place, row in enumerate(self._held):
            if not isinstance(row, str) and self.id_of(row) == row_id:
                return place
        return -1

    def id_at(self, place: int) -> str:
        """The id of what stands in a place; empty for a heading and for no row."""
        found = self._held[place] if 0 <= place < len(self._held) else ""
        return "" if isinstance(found, str) else self.id_of(found)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Headings and rows."""
        return 0 if parent.isValid() else len(self._held)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """The same for all."""
        return 0 if parent.isValid() else self.columns

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings cannot be chosen; the keys pass over them."""
        if index.isValid() and isinstance(self._held[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names; those of sums end at the right."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.head(section)
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self.at_right:
            return _RIGHT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; what the row is about."""
        row = self._held[index.row()]
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(row, index.column())
        return None

    def _key(self, row: str | RowT) -> str:
        return row if isinstance(row, str) else self.id_of(row)
