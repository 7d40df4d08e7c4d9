"""Step 1: my unit, by name or pinyin initials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from shengsi_desktop.domain.units import Unit

#: the names' column, in characters: filled up with wide blanks, so that the kinds stand in line
_NAME = 13


class _SearchLine(QLineEdit):
    """↑ and ↓ move in the list below while typing goes on."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the arrows to the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class UnitStep(QWidget):
    """A search field over the list of units."""

    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("输入单位名称，或拼音首字母（如 wglt 即县文广旅体局）。", "second"))
        self.search = _SearchLine()
        self.search.setPlaceholderText("单位名称或拼音首字母")
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.search.textChanged.connect(self._find)
        self.search.moved.connect(self._move)
        self.list.currentItemChanged.connect(lambda _new, _old: self.changed.emit())
        self.list.itemDoubleClicked.connect(lambda _entry: self.entered.emit())

    @property
    def chosen(self) -> Unit | None:
        """The unit marked in the list."""
        entry = self.list.currentItem()
        unit: Unit | None = entry.data(Qt.ItemDataRole.UserRole) if entry is not None else None
        return unit

    def begin(self) -> None:
        """Ready to type into."""
        if not self.list.count():
            self._find(self.search.text())
        self.search.setFocus()

    def _find(self, text: str) -> None:
        from shengsi_desktop.services import setting_up

        units = setting_up.find_units(text)
        self.list.clear()
        for unit in units:
            entry = QListWidgetItem(f"{unit.name:　<{_NAME}}{unit.kind.label}", self.list)
            entry.setData(Qt.ItemDataRole.UserRole, unit)
            entry.setSizeHint(QSize(0, current.px(34)))
        if not units:
            entry = QListWidgetItem("没有这样的单位。可只输入名称中的一两个字。", self.list)
            entry.setFlags(Qt.ItemFlag.NoItemFlags)
        elif text.strip():
            self.list.setCurrentRow(0)
        self.changed.emit()

    def _move(self, step: int) -> None:
        last = self.list.count() - 1
        self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), last))
