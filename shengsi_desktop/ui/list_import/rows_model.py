"""The lines of the preview as an item model, narrowed to one state; it decides and stores nothing."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from shengsi_desktop.domain.list_changes import RowState
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.ui.list_import import entries as lines
from shengsi_desktop.ui.list_import import words
from shengsi_desktop.ui.list_import.choices import Choices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.list_changes import ListPreview
    from shengsi_desktop.ui.list_import.entries import Entry

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
#: the Entry of a row
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
#: what the chips narrow the list to, beside the states
ALL, DOUBTFUL, SKIPPED = "", "doubtful", "skipped"


class Column(IntEnum):
    """The columns from left to right."""

    TICK = 0
    LINE = 1
    STATE = 2
    NUMBER = 3
    NAME = 4
    DUTY = 5
    FIGURES = 6


class RowsModel(QAbstractTableModel):
    """`ticked` (tuple of Entry, on or off) when a person ticks rows."""

    ticked = Signal(object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices = Choices()
        self._kind = ListKind.KEY_MEASURE
        self._all: tuple[Entry, ...] = ()
        self._shown: list[Entry] = []
        self._places: dict[tuple[int, str], int] = {}
        self._only = ALL

    def show(self, preview: ListPreview, choices: Choices) -> None:
        """List what a preview says; what it was narrowed to stays while there is anything of it."""
        self.beginResetModel()
        self.choices = choices
        self._kind = preview.table.kind
        self._all = lines.entries(preview)
        self._list(self._only if self.counts.get(self._only) else ALL)
        self.endResetModel()

    @property
    def only(self) -> str:
        """What it is narrowed to."""
        return self._only

    @property
    def counts(self) -> dict[str, int]:
        """How many lines each chip would show."""
        found = Counter(str(one.change.state) for one in self._all if one.change is not None)
        found[ALL] = sum(one.change is not None for one in self._all)
        found[DOUBTFUL] = sum(one.doubtful for one in self._all)
        found[SKIPPED] = sum(one.skipped is not None for one in self._all)
        return dict(found)

    @property
    def shown(self) -> list[Entry]:
        """The lines listed now."""
        return self._shown

    @property
    def silent(self) -> frozenset[int]:
        """The columns of which no row says anything."""
        columns = (Column.NUMBER, Column.DUTY, Column.FIGURES)
        rows = [one for one in self._all if one.change is not None]
        return frozenset(column for column in columns if not any(self._words(one, column) for one in rows))

    def said(self, column: int) -> set[tuple[str, str]]:
        """All that the rows say in a column: the line, and the small one below it (not that of what is wrong)."""
        rows = [one for one in self._all if one.change is not None]
        if column == Column.NAME:
            return {(lines.name_words(one), "") for one in rows}
        if column == Column.DUTY:
            return {lines.duty_words(one) for one in rows}
        return {lines.figure_words(one, self._kind) for one in rows}

    def narrow(self, only: str) -> None:
        """List one state alone (or ALL, DOUBTFUL, SKIPPED)."""
        self.beginResetModel()
        self._list(only)
        self.endResetModel()

    def row_of(self, key: tuple[int, str]) -> int:
        """Where the entry of that key is listed, -1 where it is not."""
        return self._places.get(key, -1)

    def tick(self, indexes: Iterable[QModelIndex], *, on: bool) -> None:
        """Tick these rows, those of them that a person decides on."""
        entries = [self._shown[index.row()] for index in indexes]
        self.ticked.emit(tuple(one for one in entries if one.can_be_ticked), on)

    def say_again(self, keys: Iterable[tuple[int, str]]) -> None:
        """What was decided of these has changed."""
        for key in keys:
            row = self.row_of(key)
            if row >= 0:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """The lines listed."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """The same everywhere."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The first column of what a person decides on can be ticked."""
        made = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and index.column() == Column.TICK and self._shown[index.row()].can_be_ticked:
            made |= Qt.ItemFlag.ItemIsUserCheckable
        return made

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (Column.LINE, Column.NUMBER):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return words.COLUMNS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words, its tick, the entry itself."""
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        column = index.column()
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.CheckStateRole and column == Column.TICK and entry.can_be_ticked:
            on = entry.change is not None and self.choices.takes(entry.change)
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(entry, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (self._words(entry, column), self.second(index)[0]))) or None
        return None

    def second(self, index: _Index) -> tuple[str, str]:
        """The small line below a cell's words, and its colour."""
        entry, column = self._shown[index.row()], index.column()
        if column == Column.NAME:
            return lines.second_words(entry, self.choices)
        if column == Column.DUTY:
            return lines.duty_words(entry)[1], "second"
        return (lines.figure_words(entry, self._kind)[1] if column == Column.FIGURES else ""), "second"

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick; who decides of it is told."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        self.ticked.emit((self._shown[index.row()],), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _list(self, only: str) -> None:
        self._only = only
        self._shown = [one for one in self._all if _is(one, only)]
        self._places = {one.key: row for row, one in enumerate(self._shown)}

    def _words(self, entry: Entry, column: int) -> str:
        if column == Column.TICK:
            missing = entry.change is not None and entry.change.state is RowState.MISSING
            return words.DROP if missing else ""
        if column == Column.LINE:
            return str(entry.line) if entry.line else ""
        if column == Column.STATE:
            return lines.state_words(entry)
        if column == Column.NUMBER:
            return lines.number_words(entry)
        if column == Column.NAME:
            return lines.name_words(entry)
        if column == Column.DUTY:
            return lines.duty_words(entry)[0]
        return lines.figure_words(entry, self._kind)[0]


def _is(entry: Entry, only: str) -> bool:
    if only == SKIPPED:
        return entry.skipped is not None
    if entry.change is None:
        return False
    return not only or (entry.doubtful if only == DOUBTFUL else entry.change.state == only)
