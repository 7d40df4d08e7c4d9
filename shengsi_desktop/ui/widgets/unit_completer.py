"""Completes the name of a unit from any part of it, its aliases or the initials of its pinyin («hnx» → 花鸟乡)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from shengsi_desktop.ui.widgets.completing import NOTHING, CalmCompleter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QLineEdit

    from shengsi_desktop.domain.units import Unit

_SOUGHT = Qt.ItemDataRole.UserRole + 1
_MOST_SEEN = 12


class UnitCompleter(CalmCompleter):
    """Shows and gives names alone; what is sought in stands behind them."""

    takes_the_only = True

    def __init__(self, units: Iterable[Unit], field: QLineEdit) -> None:
        super().__init__(field)
        model = QStandardItemModel(self)
        for unit in units:
            item = QStandardItem(unit.name)
            names = (unit.name, unit.full_name, unit.stem, *unit.aliases, unit.initials)
            item.setData("\n".join(filter(None, names)), _SOUGHT)
            model.appendRow(item)
        self.setModel(model)
        self.setCompletionRole(_SOUGHT)
        self.setMaxVisibleItems(_MOST_SEEN)
        field.setCompleter(self)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The name."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class MentionCompleter(UnitCompleter):
    """Completes the word after the last @ of a line; what stands before it stays."""

    # a section or a person may stand there, too
    takes_the_only = False

    def splitPath(self, path: str) -> list[str]:
        """What is sought: nothing where no word is being typed after an @."""
        _, at, word = path.replace("＠", "@").rpartition("@")
        being_typed = at and word and not any(mark in word for mark in " \u3000、")
        return [self.sought(word) if being_typed else NOTHING]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The line with the name in it, ready for what comes after."""
        before, at, _ = self.completionPrefix().replace("＠", "@").rpartition("@")
        return f"{before}{at}{super().pathFromIndex(index)} "
