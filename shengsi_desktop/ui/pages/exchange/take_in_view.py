"""接收: files, folders and pasted texts are laid out and judged; what a person says is taken in, and nothing else.

At a unit's desk the same place is 收取: what the county sent back.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.ui.pages.exchange import take_in_words as words
from shengsi_desktop.ui.pages.exchange.collect_pane import CollectPane
from shengsi_desktop.ui.pages.exchange.county_intake import CountyIntake
from shengsi_desktop.ui.pages.exchange.room import MARGINS
from shengsi_desktop.ui.widgets.busy_line import BusyLine
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.file_drop import first_folder
from shengsi_desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.ui.page import PageContext


class TakeInView(QWidget):
    """Files come by dropping, by the buttons, or from the 收发目录 (`look_at`)."""

    #: another unit's week is wanted (its id)
    unit_requested = Signal(str)
    #: (view key, target)
    view_requested = Signal(str, str)
    #: (page, week «2023-W30») to be shown
    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._folder = ""
        self.setAcceptDrops(True)
        self.messages = MessageBar(self)
        self.busy = BusyLine(words.STOP)
        self.county = CountyIntake(self.messages, self.busy, self)
        self.collect = CollectPane(self.messages, self.busy, self)
        self.county.week_asked.connect(lambda week: self.open_requested.emit("exchange", week))
        for part in (self.county, self.collect):
            part.view_requested.connect(self.view_requested)
        self.county.unit_requested.connect(self.unit_requested)
        self.busy.stopped.connect(self.county.stop)
        self.busy.stopped.connect(self.collect.stop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.county)
        self._stack.addWidget(self.collect)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(8)
        column.addLayout(self._sources())
        column.addWidget(self._stack, 1)
        self.messages.float_over(self._stack)
        self.setFocusProxy(self.files)

    def _sources(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.files = Button(words.FILES, icon="add")
        self.files.clicked.connect(self._ask_files)
        self.folder = Button(words.FOLDER, icon="folder")
        self.folder.clicked.connect(self._ask_folder)
        self.paste = Button(words.PASTE, icon="copy")
        self.paste.clicked.connect(self.county.ask_text)
        self.phone = Button(words.BY_PHONE, tip=words.BY_PHONE_TIP)
        self.phone.clicked.connect(self._ask_unit)
        for button in (self.files, self.folder, self.paste, self.phone):
            row.addWidget(button)
        row.addWidget(self.busy, 1)
        return row

    def show_week(self, context: PageContext) -> None:
        """Show what came of that week; rows that wait stay."""
        self._context = context
        county = context.settings.county
        self._stack.setCurrentWidget(self.county if county else self.collect)
        self.paste.setVisible(county)
        self.phone.setVisible(county)
        (self.county if county else self.collect).show_week(context)

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Load again."""
        if self._context is not None:
            (self.county if self._context.settings.county else self.collect).refresh()

    def look_at(self, paths: Sequence[Path]) -> None:
        """Lay out what these files and folders hold; nothing is taken in."""
        context = self._context
        if context is not None and paths:
            (self.county if context.settings.county else self.collect).look_at(paths)

    def open_target(self, target: str) -> None:
        """A path to be looked at."""
        self.look_at([Path(target)])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, folders and, at the county, text."""
        data = event.mimeData()
        if any(url.isLocalFile() for url in data.urls()) or data.hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at all of them."""
        data = event.mimeData()
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.look_at(paths)
        elif self._context is not None and self._context.settings.county and data.text().strip():
            self.county.look_at((), data.text())

    def _ask_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self, words.FILES_TITLE, self._folder or first_folder(), words.FILES_KIND
        )
        if chosen:
            self._folder = str(Path(chosen[0]).parent)
            self.look_at([Path(one) for one in chosen])

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, words.FOLDER_TITLE, self._folder or first_folder())
        if chosen:
            self._folder = chosen
            self.look_at([Path(chosen)])

    def _ask_unit(self) -> None:
        from shengsi_desktop.ui.pages.exchange.by_phone import ask_unit

        if self._context is not None:
            ask_unit(self._context, self, self.unit_requested.emit)
