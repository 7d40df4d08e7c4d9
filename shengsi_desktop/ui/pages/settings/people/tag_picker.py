"""Several things chosen out of many: tags with a cross, and a line that finds more by name or pinyin initials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from shengsi_desktop.ui.pages.settings.people import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.fields import is_the_windows
from shengsi_desktop.ui.widgets.text import SectionLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

#: hits shown at once
_MOST = 6
_ROW = 28
_ID = Qt.ItemDataRole.UserRole


class _FindLine(QLineEdit):
    """↑ and ↓ move in the hits, Enter takes one, Esc lets go; where nothing stands in it Ctrl+Z is the window's."""

    moved = Signal(int)
    taken = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """What was sought before something was taken does not come back: its taking does."""
        empty = not self.text()
        if is_the_windows(event, can_undo=not empty, can_redo=not empty):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the hits go there."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.taken.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TagPicker(QWidget):
    """`offer` says what there is: (id, name, tag, sought words). `changed` tells one id and whether it is chosen now.

    Another may be put in or taken out before the store has answered: each is told alone.
    """

    changed = Signal(str, bool)

    def __init__(self, title: str, hint: str, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: dict[str, tuple[str, str, str]] = {}
        self.ids: tuple[str, ...] = ()
        self.tags: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = SectionLabel(title)
        head.setToolTip(tip)
        column.addWidget(head)
        self._holder = QWidget()
        self._holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._flow = FlowLayout(self._holder, gap=6)
        column.addWidget(self._holder)
        self.line = _FindLine()
        self.line.setProperty("kind", "search")
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(title)
        self.line.setClearButtonEnabled(True)
        self.line.setMaximumWidth(current.px(420))
        self.line.textChanged.connect(lambda _text: self._find())
        self.line.moved.connect(self._move)
        self.line.taken.connect(self._take)
        self.line.left.connect(self.line.clear)
        column.addWidget(self.line)
        self.hits = QListWidget()
        self.hits.setProperty("kind", "boxed")
        self.hits.setMaximumWidth(current.px(420))
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.itemClicked.connect(lambda _entry: self._take())
        self.hits.hide()
        column.addWidget(self.hits)

    def offer(self, things: Sequence[tuple[str, str, str, str]]) -> None:
        """What can be chosen, in its order."""
        self._offered = {one: (name, tag, sought.lower()) for one, name, tag, sought in things}

    def show_ids(self, ids: tuple[str, ...]) -> None:
        """What is chosen."""
        if ids == self.ids and set(self.tags) == set(ids) & set(self._offered):
            return
        self.ids = ids
        while self._flow.count():
            old = self._flow.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.tags = {}
        for one in ids:
            if one not in self._offered:
                continue
            name, tag, _ = self._offered[one]
            button = Button(f"{tag} ✕", tip=words.TAKE_AWAY.format(name=name))
            button.setProperty("kind", "chip")
            button.clicked.connect(lambda _checked=False, one=one: self.changed.emit(one, False))
            self.tags[one] = button
            self._flow.addWidget(button)
        self._holder.setVisible(bool(self.tags))

    def clear_line(self) -> None:
        """Nothing is sought."""
        self.line.clear()

    def _find(self) -> None:
        wanted = self.line.text().strip().lower()
        self.hits.clear()
        self.hits.setVisible(bool(wanted))
        if not wanted:
            return
        # those that are chosen already come last: they only say that they are there
        found = sorted(
            (one in self.ids, not sought.startswith(wanted), place, one, name)
            for place, (one, (name, _, sought)) in enumerate(self._offered.items())
            if wanted in sought
        )
        for chosen, _, _, one, name in found[:_MOST]:
            self._add_hit(words.CHOSEN.format(name=name) if chosen else name, "" if chosen else one)
        if not found:
            self._add_hit(words.NO_HIT, "")
        elif not found[0][0]:
            self.hits.setCurrentRow(0)
        self.hits.setFixedHeight(self.hits.count() * current.px(_ROW) + current.px(12))

    def _add_hit(self, said: str, one: str) -> None:
        """A line of the hits; without an id it only says something."""
        entry = QListWidgetItem(said, self.hits)
        entry.setSizeHint(QSize(0, current.px(_ROW)))
        entry.setToolTip(said)
        if one:
            entry.setData(_ID, one)
        else:
            entry.setFlags(Qt.ItemFlag.NoItemFlags)

    def _move(self, step: int) -> None:
        self.hits.setCurrentRow(min(max(self.hits.currentRow() + step, 0), self.hits.count() - 1))

    def _take(self) -> None:
        entry = self.hits.currentItem()
        one = entry.data(_ID) if entry is not None else None
        if one:
            self.line.clear()
            self.changed.emit(one, True)
