"""What is in the store now, and where it can be looked at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shengsi_desktop.ui.list_import import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, in_the_middle
from shengsi_desktop.ui.widgets.text import label

_WIDTH = 640


class DoneStep(QWidget):
    """`look_asked`: go to the page that shows it; `another_asked`: the file's other sheets; `closed`."""

    look_asked = Signal()
    another_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(margins=(28, 24, 28, 24), spacing=12)
        card.setFixedWidth(current.px(_WIDTH))
        in_the_middle(self, card)
        self.title = label("", "title")
        self.said = label("", wrap=True)
        self.others = label("", "second", wrap=True)
        for part in (self.title, self.said, self.others):
            card.body.addWidget(part)
        card.body.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.look = Button("", kind="primary")
        self.look.clicked.connect(self.look_asked)
        self.another = Button(words.ANOTHER_SHEET)
        self.another.clicked.connect(self.another_asked)
        self.close_button = Button(words.CLOSE)
        self.close_button.clicked.connect(self.closed)
        for button in (self.look, self.another, self.close_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)

    def show_stored(self, said: str, others: str, look: str, *, changed: bool, more: bool) -> None:
        """Say what was stored; `look` names the page, `more`: the file has other sheets."""
        self.title.setText(words.STORED_TITLE if changed else words.NOTHING_TITLE)
        self.said.setText(said)
        self.others.setText(others)
        self.others.setVisible(bool(others))
        self.look.setText(look)
        self.another.setVisible(more)
        self.look.setFocus()
