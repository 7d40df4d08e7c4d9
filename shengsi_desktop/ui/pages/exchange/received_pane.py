"""已收的报送 of the shown week: who came in which version and way; 退回 and 回执."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.ui.pages.exchange import take_in_words as words
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import EmptyState, FlowLayout
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import moment_words

if TYPE_CHECKING:
    from shengsi_desktop.domain.exchange import ReceivedLine
    from shengsi_desktop.domain.weeks import Week

_WEIGHTS = {"单位": 2, "退回": 3}


class ReceivedPane(QWidget):
    """Shows lines; what is done with them is its owner's."""

    #: the ReceivedLine to be returned
    return_asked = Signal(object)
    #: the ReceivedLines that get a 回执
    letters_asked = Signal(object)
    #: the words of that unit's week are wanted (its id)
    view_asked = Signal(str)
    #: the ReceivedLine of which 回执 or 退回 is to be copied as words
    words_asked = Signal(object)
    #: look at the rows that wait
    intake_asked = Signal()
    #: another week («2023-W30») is to be shown
    week_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[ReceivedLine, ...] = ()
        columns = tuple(
            Column(name, _WEIGHTS.get(name, 0), name == "已填") for name in words.RECEIVED_COLUMNS
        )
        self.table = PlainTable(columns, words.RECEIVED)
        self.table.chosen.connect(lambda _key: self._follow())
        self.table.opened.connect(self.view_asked)
        self._earlier = ""
        self.nothing = EmptyState(
            "",
            words.EMPTY_HINT,
            action=words.LAST_WEEK,
            on_action=lambda: self.week_asked.emit(self._earlier),
        )
        self.nothing.button.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._stack, 1)
        row = FlowLayout()
        self.waiting = Button(kind="primary")
        self.waiting.clicked.connect(self.intake_asked)
        self.waiting.hide()
        self.give_back = Button(words.RETURN)
        self.give_back.clicked.connect(lambda: self.return_asked.emit(self._current()))
        self.letter = Button(words.LETTER)
        self.letter.clicked.connect(lambda: self.letters_asked.emit((self._current(),)))
        self.letters = Button(words.LETTERS)
        self.letters.clicked.connect(lambda: self.letters_asked.emit(self.lines))
        self.told = Button(words.LETTER_WORDS, tip=words.LETTER_WORDS_TIP)
        self.told.clicked.connect(lambda: self.words_asked.emit(self._current()))
        self.read = Button(words.READ, tip=words.READ_TIP)
        self.read.clicked.connect(lambda: self.view_asked.emit(self.table.current_key))
        for button in (self.waiting, self.read, self.give_back, self.letter, self.letters, self.told):
            row.addWidget(button)
        column.addLayout(row)
        self.setFocusProxy(self.table)

    def show_lines(self, lines: tuple[ReceivedLine, ...], week: str) -> None:
        """Show what came of that week."""
        self.lines = lines
        self.nothing.say(words.EMPTY_TITLE.format(week=week), words.EMPTY_HINT)
        self.table.show_lines([_line(one) for one in lines])
        self._stack.setCurrentIndex(1 if lines else 0)
        for button in (self.read, self.give_back, self.letter, self.letters, self.told):
            button.setVisible(bool(lines))
        if lines and not self.table.current_key:
            self.table.choose(lines[0].unit_id)
        self._follow()

    def offer_week(self, week: Week | None, count: int = 0) -> None:
        """Where nothing came of the shown week: the one before, and how many came of it."""
        self._earlier = str(week) if week is not None else ""
        name = week_label(self._earlier).partition("年")[2]
        self.nothing.button.setText(words.LAST_WEEK.format(week=name, count=count))
        self.nothing.button.setVisible(week is not None)

    def show_waiting(self, count: int) -> None:
        """So many rows wait to be taken in."""
        self.waiting.setText(words.TO_INTAKE.format(count=count))
        self.waiting.setVisible(count > 0)

    def _current(self) -> ReceivedLine | None:
        key = self.table.current_key
        return next((one for one in self.lines if one.unit_id == key), None)

    def _follow(self) -> None:
        there = self._current()
        for button in (self.letter, self.told, self.read):
            button.setEnabled(there is not None)
        self.give_back.setEnabled(there is not None and not there.returned)


def _line(one: ReceivedLine) -> Line:
    return Line(
        one.unit_id,
        (
            one.unit,
            f"v{one.number}" if one.number else words.NO_NUMBER,
            one.way,
            moment_words(one.at),
            one.filled.short,
            one.returned,
        ),
        ("", "", "", "second", "", "danger"),
        f"已填{one.filled.words}" if one.filled.beyond else "",
    )
