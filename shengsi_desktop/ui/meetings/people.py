"""参加 of a meeting: the text as typed, and remembered names to be put in or taken out by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shengsi_desktop.ui.meetings import words
from shengsi_desktop.ui.widgets.buttons import Button, Chip
from shengsi_desktop.ui.widgets.completing import CalmCompleter
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.drafts import DraftText

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
        names = names_in(self.field.toPlainText())
        if there and name not in names:
            names.append(name)
        elif not there:
            names = [one for one in names if one != name]
        self.field.setPlainText("、".join(names))
        self.field.flush()


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
