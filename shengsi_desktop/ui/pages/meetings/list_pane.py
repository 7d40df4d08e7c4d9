"""The left of 会商记录: chips of cadences, 新建会议, and the list of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.pages.meetings import words
from shengsi_desktop.ui.pages.meetings.list_model import ENTRY_ROLE, MeetingDelegate, MeetingsModel
from shengsi_desktop.ui.widgets.buttons import Button, Chip
from shengsi_desktop.ui.widgets.containers import EmptyState, FlowLayout
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shengsi_desktop.domain.meetings import MeetingEntry, MeetingKey


class MeetingsList(QWidget):
    """Which meeting is chosen; it shows none itself."""

    #: the meeting chosen (MeetingKey)
    chosen = Signal(object)
    #: 新建会议 was pressed
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._entries: tuple[MeetingEntry, ...] = ()
        self._today: date | None = None
        self._filter = ""
        self._current: str | None = None
        self.model = MeetingsModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(MeetingDelegate(self.view))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(words.TITLE)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self._build()
        self.setFocusProxy(self.view)

    @property
    def current_key(self) -> MeetingKey | None:
        """The meeting chosen."""
        return next((one.key for one in self._entries if one.key.id == self._current), None)

    @property
    def entries(self) -> tuple[MeetingEntry, ...]:
        """Every meeting, the filter aside."""
        return self._entries

    def show_entries(self, entries: Sequence[MeetingEntry], today: date) -> None:
        """List them; the chosen one stays chosen."""
        self._entries, self._today = tuple(entries), today
        self._count.setText(f"{sum(one.held for one in entries)} 次" if entries else "")
        for cadence, chip in self.chips.items():
            some = not cadence or any(one.key.cadence.value == cadence for one in entries)
            chip.setEnabled(some or chip.isChecked())
        self._filter_again()

    def choose(self, meeting_id: str) -> bool:
        """Make a meeting the chosen one, whatever the chip; False where there is none of that id."""
        if not any(one.key.id == meeting_id for one in self._entries):
            return False
        if self.model.row_of(meeting_id) < 0:
            self.choose_filter("")
        self._select(self.model.row_of(meeting_id))
        return True

    def choose_filter(self, cadence: str) -> None:
        """Show only those of a cadence; all for an empty one."""
        self._filter = cadence
        for own, chip in self.chips.items():
            chip.setChecked(own == cadence)
        self._filter_again()

    def _filter_again(self) -> None:
        if self._today is None:
            return
        shown = [one for one in self._entries if self._filter in {"", one.key.cadence.value}]
        before = self._current
        self.model.show_entries(shown, self._today)
        self._stack.setCurrentWidget(self.view if shown else self._nothing)
        if self._entries:
            self._nothing.say(words.NONE_OF_THEM)
        else:
            self._nothing.say(words.NOTHING_TITLE, words.NOTHING_TEXT)
        row = self.model.row_of(before) if before else -1
        if row >= 0:
            self._current = before
            self._select(row)

    def _select(self, row: int) -> None:
        index = self.model.index(row)
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index)

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        entry: MeetingEntry | None = now.data(ENTRY_ROLE) if now.isValid() else None
        if entry is not None and entry.key.id != self._current:
            self._current = entry.key.id
            self.chosen.emit(entry.key)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 12, 0)
        head.setSpacing(8)
        head.addWidget(label(words.TITLE, "heading"))
        self._count = label("", "second")
        head.addWidget(self._count)
        head.addStretch(1)
        self.new = Button(words.NEW, icon="add")
        self.new.clicked.connect(self.new_asked)
        head.addWidget(self.new)
        column.addLayout(head)
        holder = QWidget()
        flow = FlowLayout(holder, gap=6)
        flow.setContentsMargins(0, 0, 0, 0)
        self.chips: dict[str, Chip] = {}
        for cadence, word in words.FILTERS.items():
            chip = Chip(word, checked=not cadence)
            chip.clicked.connect(lambda _checked, own=cadence: self.choose_filter(own))
            self.chips[cadence] = chip
            flow.addWidget(chip)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.addWidget(holder)
        column.addLayout(row)
        self._stack = QStackedWidget()
        self._nothing = EmptyState(words.NOTHING_TITLE, words.NOTHING_TEXT)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        column.addWidget(self._stack, 1)
