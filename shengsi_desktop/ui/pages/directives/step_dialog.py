"""Asks for one step of a directive: who, when, in which words, by when. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout

from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.rhythm.day_words import whole_day
from shengsi_desktop.rhythm.directive_texts import due_words
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.directives import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.fields import GrowingText
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.directives import Directive

_DAYS = frozenset({"day", "due"})


class StepDialog(StoringDialog):
    """One for each kind of step; `today` is what days are read against and the day offered."""

    #: {person, words, day, due} as far as they are asked
    saved = Signal(object)

    def __init__(
        self, kind: StepKind, one: Directive, today: date, person: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind, self._today = kind, today
        self.setWindowTitle(words.DIALOG_TITLES[kind])
        self.setMinimumWidth(current.px(420))
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(one.what, "strong", wrap=True))
        if note := words.DIALOG_NOTES.get(kind):
            due = due_words(one, today.year, words.NO_DUE)
            column.addWidget(label(note.format(due=due), "second", wrap=True))
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.fields: dict[str, QLineEdit | GrowingText] = {}
        for key, name, hint in words.DIALOG_FIELDS[kind]:
            field: QLineEdit | GrowingText
            if key == "words":
                field = GrowingText(hint, lines=2)
            else:
                field = QLineEdit()
                field.setPlaceholderText(hint)
            field.setAccessibleName(name)
            self.fields[key] = field
            form.addRow(name, field)
        self._offer("day", f"{today.month}月{today.day}日")
        self._offer("person", one.answers if kind is StepKind.SIGN else person)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addLayout(self._foot())
        next(iter(self.fields.values())).setFocus()

    def save(self) -> None:
        """Check and hand over; stays open with a sentence where something is wrong."""
        found: dict[str, Any] = {}
        for key, field in self.fields.items():
            said = (field.text() if isinstance(field, QLineEdit) else field.toPlainText()).strip()
            if key in _DAYS:
                day = whole_day(said, self._today)
                if day is None:
                    self.say(words.BAD_DAY.format(text=said))
                    field.setFocus()
                    return
                found[key] = day
            else:
                found[key] = said
        if self.wait():
            self.saved.emit(found)

    def _offer(self, key: str, said: str) -> None:
        field = self.fields.get(key)
        if isinstance(field, QLineEdit):
            field.setText(said)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(words.CANCEL_BUTTON)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.save_button.setText(words.DIALOG_TITLES[self.kind])
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        return row
