"""参加 of a meeting: the text as typed, and remembered names to be put in or taken out by a click."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shengsi_desktop.ui.meetings import words
from shengsi_desktop.ui.widgets.buttons import Button, Chip
from shengsi_desktop.ui.widgets.completing import CalmCompleter
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.drafts import DraftText
from shengsi_desktop.ui.widgets.tab_order import follow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from shengsi_desktop.ui.operations import Operations

_MARKS = "，,；;/ \t\n"


def names_in(text: str) -> list[str]:
    """The names in a list as people write one (、, commas, blanks)."""
    for mark in _MARKS:
        text = text.replace(mark, "、")
    return [part for part in text.split("、") if part]


class Attendees(QWidget):
    """The field, and below it a chip for each remembered name: on for those who attend."""

    def __init__(self, operations: Operations, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._names: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.field = DraftText(operations, words.ATTENDEES_HINT)
        column.addWidget(self.field)
        self.usual = Button(words.TAKE_USUAL, kind="link")
        self.usual.clicked.connect(self._take_usual)
        self.usual.hide()
        column.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignLeft)
        self._usual = ""
        self._row = QWidget()
        self._flow = FlowLayout(self._row, gap=4)
        column.addWidget(self._row)
        self.chips: dict[str, Chip] = {}
        self._row.hide()
        self.field.textChanged.connect(self._follow)

    def show_names(self, names: tuple[str, ...]) -> None:
        """Offer these, the likeliest first."""
        names = names[: self._most]
        if names != self._names:
            self._names = names
            for chip in self.chips.values():
                self._flow.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
            self.chips = {}
            for name in names:
                chip = Chip(name)
                chip.setToolTip(words.PEOPLE_TIP)
                chip.clicked.connect(lambda checked, name=name: self._put(name, there=checked))
                self.chips[name] = chip
                self._flow.addWidget(chip)
            self._row.setVisible(bool(names))
            follow(self, (self.field, self.usual, *self.chips.values()))
        self._follow()

    def show_usual(self, people: str) -> None:
        """Who attends as a rule: stands there in grey, and is put in by a click where nobody is written."""
        self._usual = people
        self.field.setPlaceholderText(people or words.ATTENDEES_HINT)
        self._follow()

    def _take_usual(self) -> None:
        self.field.setPlainText(self._usual)
        self.field.flush()

    def _follow(self) -> None:
        there = set(names_in(self.field.toPlainText()))
        self.usual.setVisible(bool(self._usual) and not there)
        for name, chip in self.chips.items():
            chip.setChecked(name in there)

    def _put(self, name: str, *, there: bool) -> None:
        """Write the name behind what stands there, or take it out; all else stays as it was written."""
        text = self.field.toPlainText()
        if there and name not in names_in(text):
            joined = not text.strip() or text[-1] in f"、{_MARKS}"
            self._write(len(text), len(text), name if joined else f"、{name}")
        while not there and (found := _place_of(name, self.field.toPlainText())) is not None:
            self._write(*found, "")
        self.field.flush()

    def _write(self, start: int, end: int, words: str) -> None:
        cursor = self.field.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)


def _place_of(name: str, text: str) -> tuple[int, int] | None:
    """Where the name stands, from and to, with the one mark that goes with it; None where it does not."""
    apart = re.escape(f"、{_MARKS}")
    found = re.search(rf"(?<![^{apart}]){re.escape(name)}(?![^{apart}])", text)
    if found is None:
        return None
    start, end = found.span()
    if start and text[start - 1] != "\n":
        return start - 1, end
    # the first of its line takes the mark behind it along, so that the lines stay lines
    if end < len(text) and (text[end] != "\n" or not start or text[start - 1] == "\n"):
        return start, end + 1
    return max(start - 1, 0), end


class NameCompleter(CalmCompleter):
    """Completes one name in a line (主持, 记录人) from those remembered."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._known = QStringListModel(self)
        self.setModel(self._known)
        line.setCompleter(self)

    def show_names(self, names: tuple[str, ...]) -> None:
        """Complete to these."""
        if list(names) != self._known.stringList():
            self._known.setStringList(list(names))
