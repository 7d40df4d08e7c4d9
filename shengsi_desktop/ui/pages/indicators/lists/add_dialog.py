"""Adding one to a list: a note, a form, what is wrong, the two buttons. Saves nothing itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QFormLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.indicators.lists import words
from shengsi_desktop.ui.pages.indicators.projects.facts_card import UnitNames
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label


class AddDialog(StoringDialog):
    """The subclass fills the form and says in `given` what is handed over."""

    #: the keywords of the service's function (dict)
    saved = Signal(object)

    def __init__(self, title: str, note: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(current.px(width))
        column = QVBoxLayout(self)
        # the size follows by adjustSize alone: not every window system takes new bounds of an open window
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(note, "second", wrap=True))
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.fill(form)
        column.addLayout(form)
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.save_button.setText(words.ADD_SAVE)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        column.addLayout(row)

    def fill(self, form: QFormLayout) -> None:
        """Put the fields into the form."""
        raise NotImplementedError

    def given(self) -> dict[str, Any] | str:
        """What the fields hold; a sentence where something is wrong."""
        raise NotImplementedError

    def save(self) -> None:
        """Check and hand over; stays open with a sentence where something is wrong."""
        given = self.given()
        if isinstance(given, str):
            self.say(given)
        elif self.wait():
            self.saved.emit(given)


def offer_units(line: QLineEdit, lead: str) -> None:
    """A line for the lead unit: it completes names of the directory."""
    completer = QCompleter(list(UnitNames()), line)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(completer)
    line.setText(lead)
