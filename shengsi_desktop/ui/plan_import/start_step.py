"""Where the plan comes from: a file chosen or dropped here, or the clipboard."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shengsi_desktop.ui.plan_import import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.busy_line import BusyLine
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, in_the_middle
from shengsi_desktop.ui.widgets.file_drop import FileDrop
from shengsi_desktop.ui.widgets.text import label

_WIDTH = 640


class StartStep(FileDrop):
    """`paste_asked` beside what a file's place tells."""

    paste_asked = Signal()
    #: reading is called off
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(margins=(28, 24, 28, 24), spacing=12)
        card.setFixedWidth(current.px(_WIDTH))
        in_the_middle(self, card)
        card.body.addWidget(label(words.CHOOSE_TITLE, "title"))
        card.body.addWidget(label(words.CHOOSE_HINT, wrap=True))
        card.body.addWidget(label(words.OLD_KINDS, "second", wrap=True))
        card.body.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.choose = Button(words.CHOOSE_FILE, kind="primary", icon="folder")
        self.choose.clicked.connect(lambda: self.ask_file(words.TITLE, words.FILE_KINDS))
        self.paste = Button(words.PASTE, icon="copy", tip="Ctrl+V")
        self.paste.clicked.connect(self.paste_asked)
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        row.addStretch(1)
        card.body.addLayout(row)
        self.busy = BusyLine(words.CANCEL)
        self.busy.stopped.connect(self.stopped)
        card.body.addWidget(self.busy)
        card.body.addWidget(label(words.ONLY_LOOKED_AT, "second", wrap=True))

    def show_reading(self, name: str) -> None:
        """A file is being read; an empty name: none is."""
        if name:
            self.busy.begin(words.READING.format(name=name))
        else:
            self.busy.end()
        self.choose.setEnabled(not name)
        self.paste.setEnabled(not name)
