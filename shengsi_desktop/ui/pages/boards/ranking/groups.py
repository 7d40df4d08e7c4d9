"""Which units are compared with which: a list of all units with the group of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.boards import GROUPS, UNGROUPED
from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.boards.ranking import words, writes
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel

    from shengsi_desktop.services.boards.groups import UnitGroupRow
    from shengsi_desktop.ui.pages.boards.ranking.commands import BoardCommands

_Index = QModelIndex | QPersistentModelIndex
_SIZE = QSize(520, 600)
_ROW = 30


class _GroupEditor(QStyledItemDelegate):
    """The known groups to choose from; another name can be typed."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:
        """A choice that can be typed into."""
        editor = QComboBox(parent)
        editor.setEditable(True)
        editor.addItems([*GROUPS, UNGROUPED])
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Open with the group there is; what was chosen or typed meanwhile stays."""
        choice, held = cast("QComboBox", editor), str(index.data())
        if choice.property("filled") in (None, choice.currentText()):
            choice.setProperty("filled", held)
            choice.setCurrentText(held)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Take it."""
        model.setData(index, cast("QComboBox", editor).currentText().strip())


class GroupsTable(QTableWidget):
    """Every unit with its group."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self._before: dict[str, str] = {}
        self.setHorizontalHeaderLabels(list(words.GROUPS_COLUMNS))
        self.setAccessibleName(words.GROUPS_TITLE)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(current.px(_ROW))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setShowGrid(False)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegateForColumn(1, _GroupEditor(self))
        self.setEditTriggers(QTableWidget.EditTrigger.AllEditTriggers)

    def show_groups(self, rows: Sequence[UnitGroupRow]) -> None:
        """Show them."""
        self._before = {row.unit_id: row.group for row in rows}
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            name = QTableWidgetItem(row.name)
            name.setFlags(Qt.ItemFlag.ItemIsEnabled)
            name.setData(Qt.ItemDataRole.UserRole, row.unit_id)
            self.setItem(at, 0, name)
            self.setItem(at, 1, QTableWidgetItem(row.group))

    def close_editor(self) -> None:
        """An editor that is open gives what was typed."""
        self.setCurrentCell(self.currentRow(), 0)

    def mark_kept(self) -> None:
        """What stands here is stored now."""
        self._before |= self.changed()

    def changed(self) -> dict[str, str]:
        """The groups that are others than before, by unit id."""
        found = {}
        for at in range(self.rowCount()):
            name, group = self.item(at, 0), self.item(at, 1)
            if name is not None and group is not None:
                own = str(name.data(Qt.ItemDataRole.UserRole))
                if group.text().strip() != self._before.get(own, ""):
                    found[own] = group.text().strip()
        return found


class GroupsDialog(StoringDialog):
    """All groups, saved as one step back."""

    grows = False

    def __init__(self, commands: BoardCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self.setWindowTitle(words.GROUPS_TITLE)
        self.table = GroupsTable()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(words.GROUPS_NOTE, "second", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.save_button.setText(words.SAVE)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        column.addLayout(row)
        fit_content(self, parent, _SIZE)
        commands.read_groups(self.table.show_groups)

    def _typed(self) -> list[str]:
        """A cell is a field, too."""
        return [*super()._typed(), *self.table.changed().values()]

    def save(self) -> None:
        """Hand over what is another group than before."""
        self.table.close_editor()
        changed = self.table.changed()
        if not changed:
            self.accept()
        elif self.wait():
            self._commands.store(self, writes.set_groups(changed))
