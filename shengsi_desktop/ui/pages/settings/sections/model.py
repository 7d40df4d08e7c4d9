"""The tables of 设置 · 科室: the sections, which are typed into, and the items with who handles them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from shengsi_desktop.ui.pages.settings.sections import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.typed_words import TypedWords

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.sections import Section, SectionItem

Index = QModelIndex | QPersistentModelIndex
_FIELDS = ("name", "person", "phone")
_ROLE = Qt.ItemDataRole


class SectionModel(QAbstractTableModel):
    """The sections in their order; a cell that is typed into is asked to be written."""

    #: (section id, field, words)
    edited = Signal(str, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Section, ...] = ()

    def show_sections(self, rows: tuple[Section, ...]) -> None:
        """Show these; where only words have changed, whatever is being typed stays open."""
        before = self.rows
        if [one.id for one in rows] == [one.id for one in before]:
            self.rows = rows
            _tell_changed(self, before, rows)
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Name, person, phone, items."""
        return 0 if parent.isValid() else len(words.HEADS)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """Return the words of a cell."""
        row, column = self.rows[index.row()], index.column()
        if role in (_ROLE.DisplayRole, _ROLE.EditRole):
            return str(row.items or "") if column == len(_FIELDS) else getattr(row, _FIELDS[column])
        if role == _ROLE.TextAlignmentRole and column == len(_FIELDS):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:
        """Return the heads."""
        if orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return words.HEADS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All but the count can be typed into."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() < len(_FIELDS) else flags

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:
        """Ask for it to be written; what the store refuses is shown as it was."""
        row, field = self.rows[index.row()], _FIELDS[index.column()]
        said = str(value).strip()
        if role != _ROLE.EditRole or said == getattr(row, field):
            return False
        self.edited.emit(row.id, field, said)
        return True


def _tell_changed(model: QAbstractTableModel, before: tuple[object, ...], now: tuple[object, ...]) -> None:
    """Tell of the rows that are others than before, and of no other: views fill open editors by it."""
    for row, (old, new) in enumerate(zip(before, now, strict=True)):
        if old != new:
            model.dataChanged.emit(model.index(row, 0), model.index(row, model.columnCount() - 1))


class CellDelegate(QStyledItemDelegate):
    """A cell's editor hands over what is being typed when it is asked to; typed words are never written over."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a plain line."""
        line = QLineEdit(parent)
        line.setStyleSheet("padding: 0 4px;")
        TypedWords(line, lambda: self._give(line))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the cell holds, unless somebody has typed here or it stands here already."""
        line, held = cast("QLineEdit", editor), str(index.data(_ROLE.EditRole) or "")
        if not line.isModified() and line.text() != held:
            line.setText(held)
            line.selectAll()

    def _give(self, line: QLineEdit) -> str:
        if line.isHidden():
            # closed already, and about to be deleted: it belongs to no cell
            return ""
        self.commitData.emit(line)
        return ""


class ItemModel(QAbstractTableModel):
    """The unit's items with their 承办科室; `open_only` leaves those that nobody handles."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: tuple[SectionItem, ...] = ()
        self.rows: tuple[SectionItem, ...] = ()
        self.open_only = False

    def show_items(self, items: tuple[SectionItem, ...], *, open_only: bool) -> None:
        """Show these."""
        rows = tuple(one for one in items if not (open_only and one.handling.sections))
        before = self.rows
        self.all, self.open_only = items, open_only
        if [one.id for one in rows] == [one.id for one in before]:
            self.rows = rows
            _tell_changed(self, before, rows)
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @property
    def unassigned(self) -> int:
        """How many items no section handles."""
        return sum(not one.handling.sections for one in self.all)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number, title, sections."""
        return 0 if parent.isValid() else len(words.ITEM_HEADS)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """Return the words of a cell; what a list offers is grey."""
        item, column = self.rows[index.row()], index.column()
        handling = item.handling
        if role == _ROLE.DisplayRole:
            offered = words.OFFERED.format(words=handling.offered.words) if handling.offered else "—"
            return (item.number, item.title, handling.names if handling.sections else offered)[column]
        if role == _ROLE.ToolTipRole:
            return handling.contact if column == 2 else item.title
        if role == _ROLE.ForegroundRole and column == 2 and not handling.sections:
            return current.colour("third")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:
        """Return the heads."""
        if orientation is Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return words.ITEM_HEADS[section]
        return None
