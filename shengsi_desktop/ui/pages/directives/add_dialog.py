"""新增交办事项 that no weekly meeting gave: what, to whom, by when, whence. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import DirectiveSource
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.directives import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.fields import GrowingText
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.unit_completer import UnitCompleter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from shengsi_desktop.domain.item_detail import CoordinationRequest
    from shengsi_desktop.domain.units import Unit

_PAIRS = (
    ("unit", "due"),
    ("person", "phone"),
    ("source", "document"),
    ("given_by", "given_on"),
    ("item",),
)


class AddDirectiveDialog(StoringDialog):
    """All that is known when it is given; only what is to be done must be written."""

    #: the fields as typed (dict of str), `source` a DirectiveSource's value
    saved = Signal(object)

    def __init__(
        self,
        units: Iterable[Unit],
        requests: Iterable[CoordinationRequest],
        week: str,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.ADD_TITLE)
        self.setMinimumWidth(current.px(580))
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(label(words.ADD_NOTE.format(week=week), "second", wrap=True))
        self.what = GrowingText(words.HINTS["what"], lines=2)
        self.source = Choice()
        for one in DirectiveSource:
            self.source.addItem(one.label, one.value)
        self.source.setCurrentIndex(self.source.findData(DirectiveSource.INSTRUCTION.value))
        self.lines: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        _place(grid, words.WHAT, self.what, 0, 0, 3)
        for row, pair in enumerate(_PAIRS, 1):
            for column_of, key in enumerate(pair):
                field: QWidget = self.source if key == "source" else self._line(key)
                _place(grid, words.FACTS[key], field, row, 2 * column_of, 1)
        self._offer_requests(tuple(requests))
        _place(grid, words.REQUEST_NAME, self.request, len(_PAIRS), 2, 1)
        UnitCompleter(units, self.lines["unit"])
        self.lines["given_on"].setText(f"{today.month}月{today.day}日")
        column.addLayout(grid)
        column.addWidget(self.trouble)
        column.addLayout(self._foot())
        self.what.setFocus()

    def save(self) -> None:
        """Check and hand over; stays open with a sentence where something is wrong."""
        what = self.what.toPlainText().strip()
        if not what:
            self.say(words.WHAT_MISSING)
            self.what.setFocus()
        elif self.wait():
            typed = {key: line.text().strip() for key, line in self.lines.items()}
            chosen = {"source": self.source.currentData(), "request": self.request.currentData()}
            self.saved.emit({"what": what, **chosen, **typed})

    def _offer_requests(self, requests: tuple[CoordinationRequest, ...]) -> None:
        self.request = Choice()
        self.request.addItem(words.NO_REQUEST, "")
        for one in requests:
            self.request.addItem(one.text, one.id)
        self.request.setToolTip(words.REQUEST_TIP)
        self.request.setEnabled(bool(requests))
        self.request.activated.connect(self._take_request)

    def _take_request(self, place: int) -> None:
        """The request's words are what is to be done, unless a person has written it."""
        offered = {self.request.itemText(at) for at in range(1, self.request.count())}
        written = self.what.toPlainText().strip()
        if not written or written in offered:
            self.what.setPlainText(self.request.itemText(place) if place else "")

    def _line(self, key: str) -> QLineEdit:
        line = self.lines[key] = QLineEdit()
        line.setPlaceholderText(words.HINTS.get(key, ""))
        return line

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(words.CANCEL_BUTTON)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.save_button.setText(words.ADD_SAVE)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        return row


def _place(grid: QGridLayout, name: str, field: QWidget, row: int, column: int, span: int) -> None:
    """A field with its name before it."""
    field.setAccessibleName(name)
    said = label(name)
    grid.addWidget(said, row, column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    grid.addWidget(field, row, column + 1, 1, span)
