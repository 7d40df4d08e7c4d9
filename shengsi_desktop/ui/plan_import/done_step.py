"""What is in the store now, and whether this machine is to work on it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shengsi_desktop.ui.plan_import import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, in_the_middle
from shengsi_desktop.ui.widgets.text import label

_WIDTH = 640


class DoneStep(QWidget):
    """`choose_asked`: set as the current plan; `closed`: leave it as it is."""

    choose_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(margins=(28, 24, 28, 24), spacing=12)
        card.setFixedWidth(current.px(_WIDTH))
        in_the_middle(self, card)
        card.body.addWidget(label(words.STORED_TITLE, "title"))
        self.said = label("", wrap=True)
        self.current = label("", "second", wrap=True)
        for part in (self.said, self.current):
            card.body.addWidget(part)
        card.body.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.choose = Button(words.SET_CURRENT, kind="primary")
        self.choose.clicked.connect(self.choose_asked)
        self.close_button = Button(words.CLOSE)
        self.close_button.clicked.connect(self.closed)
        row.addWidget(self.choose)
        row.addWidget(self.close_button)
        row.addStretch(1)
        card.body.addLayout(row)

    def show_stored(self, said: str, current_title: str | None) -> None:
        """`current_title`: of the plan that stays the current one, None where the stored one is it."""
        self.said.setText(said)
        offered = current_title is not None
        now = words.CURRENT_IS.format(title=current_title) if offered else words.NOW_CURRENT
        self.current.setText(f"{now}{words.UNDO_HINT}")
        self.choose.setVisible(offered)
        self.close_button.setText(words.KEEP_CURRENT if offered else words.CLOSE)
        (self.choose if offered else self.close_button).setFocus()
