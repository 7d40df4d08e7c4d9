"""The list at the left of both parts: who there is, one line to add, and up, down, away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.pages.settings.people import words
from shengsi_desktop.ui.pages.settings.room import HIGH_ROW, ROW
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords
from shengsi_desktop.ui.widgets.waiting_words import WaitingWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSettings

_ID = Qt.ItemDataRole.UserRole


class SideList(QWidget):
    """Tells what the user wants; keeps nothing itself."""

    #: an id
    chosen = Signal(str)
    #: the name of a new one
    added = Signal(str)
    #: (id, place from 1)
    moved = Signal(str, int)
    #: an id
    removed = Signal(str)

    def __init__(self, hint: str, waits_as: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted_name = ""
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(current.px(220))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(8)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.currentItemChanged.connect(lambda _now, _before: self._tell())
        column.addWidget(self.list, 1)
        adding = QHBoxLayout()
        adding.setContentsMargins(10, 0, 10, 0)
        adding.setSpacing(6)
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint)
        self.line.returnPressed.connect(self._add)
        #: a name typed and not added
        self.waiting = WaitingWords(self.line, waits_as)
        UnfinishedWords(self.line, self.waiting.keep)
        self.add = Button(words.ADD)
        self.add.clicked.connect(self._add)
        adding.addWidget(self.line, 1)
        adding.addWidget(self.add)
        column.addLayout(adding)
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(2)
        self.up = Button(words.UP, kind="link")
        self.up.clicked.connect(lambda: self._move(-1))
        self.down = Button(words.DOWN, kind="link")
        self.down.clicked.connect(lambda: self._move(1))
        self.remove = Button(words.REMOVE, kind="link")
        self.remove.clicked.connect(lambda: self.removed.emit(self.current_id))
        for button in (self.up, self.down, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    @property
    def current_id(self) -> str:
        """The one chosen; empty where there is none."""
        entry = self.list.currentItem()
        return str(entry.data(_ID)) if entry is not None else ""

    def use(self, memory: QSettings | None) -> None:
        """A name typed before and not added stands in the line again."""
        self.waiting.use(memory)
        self.waiting.turn_to("add")

    def show_entries(self, entries: Sequence[tuple[str, str, str]]) -> None:
        """(id, name, the small line below); the one chosen stays so, a new one of the name typed becomes it."""
        wanted = next((one for one, name, _ in entries if name == self.wanted_name), self.current_id)
        self.wanted_name = ""
        place = max(self.list.currentRow(), 0)
        self.list.blockSignals(True)
        self.list.clear()
        for one, name, below in entries:
            entry = QListWidgetItem(f"{name}\n{below}" if below else name, self.list)
            entry.setData(_ID, one)
            entry.setSizeHint(QSize(0, current.px(HIGH_ROW if below else ROW)))
        ids = [one for one, _, _ in entries]
        self.list.setCurrentRow(ids.index(wanted) if wanted in ids else min(place, len(ids) - 1))
        self.list.blockSignals(False)
        for button in (self.up, self.down, self.remove):
            button.setEnabled(bool(ids))

    def choose(self, one: str) -> None:
        """Make it the one chosen."""
        for place in range(self.list.count()):
            if self.list.item(place).data(_ID) == one:
                self.list.setCurrentRow(place)

    def added_well(self) -> None:
        """The store has taken the name."""
        self.line.clear()
        self.waiting.keep()

    def _tell(self) -> None:
        if self.current_id:
            self.chosen.emit(self.current_id)

    def _add(self) -> None:
        name = self.line.text().strip()
        if name:
            self.wanted_name = name
            self.added.emit(name)

    def _move(self, step: int) -> None:
        place = self.list.currentRow() + 1 + step
        if self.current_id and 1 <= place <= self.list.count():
            self.moved.emit(self.current_id, place)
