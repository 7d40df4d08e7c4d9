"""核对列: which sheet as which list, where its head stands, and what each column says; it stores nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.ui.list_import import meanings, words
from shengsi_desktop.ui.list_import.column_grid import ColumnGrid
from shengsi_desktop.ui.list_import.questions import Questions
from shengsi_desktop.ui.list_import.reading import Asked
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import Line, panel
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from shengsi_desktop.domain.lists import ColumnMap, ListTable
    from shengsi_desktop.services.list_import import ListSource
    from shengsi_desktop.ui.list_import.meanings import Meaning

_YEAR = re.compile(r"[12]\d{3}$")
_MOST_LINES = 9_999


class ColumnsStep(QWidget):
    """`asked` where the sheet has to be read again: (sheet, Asked, fresh head or not)."""

    asked = Signal(int, object, bool)
    #: a sentence for the message bar; empty: all is well again
    trouble = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source: ListSource | None = None
        self.table: ListTable | None = None
        #: as the sheet was read before anyone corrected a column
        self._guessed: ListTable | None = None
        #: a person has said which year it is
        self.year_said = False
        #: as it was last asked for; the answer may still be on its way
        self._wanted: ColumnMap | None = None
        #: the lines of the head, where a person has named them
        self._lines: tuple[int, int] | None = None
        self.grid = ColumnGrid()
        self.questions = Questions()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = panel()
        inner = QVBoxLayout(head)
        inner.setContentsMargins(20, 12, 20, 10)
        inner.setSpacing(8)
        inner.addLayout(self._fields())
        inner.addLayout(self._second_line())
        inner.addWidget(self.questions)
        column.addWidget(head)
        column.addWidget(Line())
        column.addWidget(self.grid, 1)
        self._listen()

    @property
    def sheet(self) -> int:
        """Which table of the file."""
        return max(self.sheets.currentIndex(), 0)

    @property
    def first_field(self) -> QWidget:
        """Where the keyboard begins."""
        return self.sheets if not self.sheets.isHidden() else self.kind

    def show_source(self, source: ListSource, sheet: int = 0) -> None:
        """A file that was read."""
        self.source = source
        self._lines = None
        tables = source.file.tables
        with QSignalBlocker(self.sheets):
            self.sheets.clear()
            for one in tables:
                self.sheets.addItem(one.sheet)
            self.sheets.setCurrentIndex(sheet)
        for part in (self._sheet_name, self.sheets):
            part.setVisible(len(tables) > 1)
        self.show_sheet(tables[sheet])

    def show_sheet(self, table: ListTable) -> None:
        """A sheet with the columns as they are guessed."""
        self._guessed = table
        self.year_said = False
        self.grid.show_sheet(table)
        self.show_table(table)

    def show_table(self, table: ListTable) -> None:
        """The same sheet, read again as it was set right."""
        self.table, self._wanted = table, table.columns
        with QSignalBlocker(self.kind), QSignalBlocker(self.first), QSignalBlocker(self.last):
            self.kind.setCurrentIndex(self.kind.findData(table.kind))
            self.first.setValue(max(table.columns.first, 1))
            self.last.setValue(max(table.columns.last, 1))
        self.year.setText(str(table.year or ""))
        said = words.COUNTS.format(rows=len(table.rows))
        if table.skipped:
            said = f"{said}，{words.COUNTS_SKIPPED.format(count=len(table.skipped))}"
        self.counts.setText(f"{said}。")
        self.title.set_text(table.title)
        self.questions.show_table(table, self.source.file.notes if self.source is not None else ())
        self.grid.show_table(table)
        self.back_to_guess.setVisible(self._guessed is not None and table.columns != self._guessed.columns)

    def point_at(self, index: int) -> None:
        """Lead to a column; -1: to what was only guessed, or to the table."""
        if index >= 0:
            self.grid.point_at(index)
            return
        unsure = (
            [one.index for one in self._wanted.columns if not one.sure] if self._wanted is not None else []
        )
        if unsure:
            self.grid.point_at(unsure[0])
        else:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fields(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._sheet_name = label(words.FIELD_SHEET, "second")
        self.sheets, self.kind, self.year = Choice(width=190), Choice(width=150), QLineEdit()
        for kind in ListKind:
            self.kind.addItem(kind.label, kind)
        self.year.setPlaceholderText(words.YEAR_HINT)
        self.first, self.last = QSpinBox(), QSpinBox()
        for spin, name in ((self.first, words.HEAD_FIRST), (self.last, words.HEAD_LAST)):
            spin.setRange(1, _MOST_LINES)
            spin.setKeyboardTracking(False)
            spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
            spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
            spin.setAccessibleName(name)
        self.sheets.setAccessibleName(words.FIELD_SHEET)
        self.kind.setAccessibleName(words.FIELD_KIND)
        self.year.setAccessibleName(words.FIELD_YEAR)
        for part, width in ((self.year, 76), (self.first, 52), (self.last, 52)):
            part.setFixedWidth(current.px(width))
        parts: tuple[QWidget, ...] = (
            self._sheet_name, self.sheets,
            label(words.FIELD_KIND, "second"), self.kind,
            label(words.FIELD_YEAR, "second"), self.year,
            label(words.FIELD_HEAD, "second"), self.first,
            label(words.HEAD_TO, "second"), self.last, label(words.HEAD_LINE, "second"),
        )  # fmt: skip
        for widget in parts:
            row.addWidget(widget)
        self.title = ElidedLabel("", "second")
        self.title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.title, 1)
        return row

    def _second_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.counts = label("", "strong")
        row.addWidget(self.counts)
        row.addWidget(ElidedLabel(words.COLUMNS_HINT, "second"), 1)
        self.back_to_guess = Button(words.BACK_TO_GUESS, kind="link")
        self.back_to_guess.setAutoDefault(False)
        kept = self.back_to_guess.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.back_to_guess.setSizePolicy(kept)
        row.addWidget(self.back_to_guess)
        return row

    def _listen(self) -> None:
        self.sheets.activated.connect(self._sheet_chosen)
        self.kind.activated.connect(lambda _at: self._ask_anew())
        self.year.textEdited.connect(self._year_typed)
        self.year.editingFinished.connect(self._year_left)
        self.first.valueChanged.connect(lambda _line: self._head_moved(self.first))
        self.last.valueChanged.connect(lambda _line: self._head_moved(self.last))
        self.back_to_guess.clicked.connect(self._guess_again)
        self.grid.meant.connect(self._meant)
        self.grid.counted.connect(lambda index, unit: self._counted(frozenset({index}), unit))
        self.questions.counted.connect(self._counted)
        self.questions.pointed.connect(self.point_at)

    def _sheet_chosen(self, sheet: int) -> None:
        self._lines = None
        if self.source is not None:
            self.show_sheet(self.source.file.tables[sheet])

    def _year_typed(self, _said: str) -> None:
        self.year_said = True

    def _year_left(self) -> None:
        said = self.year.text().strip()
        table = self.table
        if table is None or said == str(table.year or ""):
            return
        self.year_said = True
        if not _YEAR.match(said):
            self.trouble.emit(words.BAD_YEAR)
            return
        self.trouble.emit("")
        self._ask(self._wanted)

    def _head_moved(self, moved: QSpinBox) -> None:
        """The two lines stay in order, whichever was moved."""
        first, last = self.first.value(), self.last.value()
        if first > last:
            other, line = (self.last, first) if moved is self.first else (self.first, last)
            with QSignalBlocker(other):
                other.setValue(line)
        self._lines = (self.first.value(), self.last.value())
        self._ask_anew()

    def _guess_again(self) -> None:
        if self._guessed is not None:
            self._ask(self._guessed.columns)

    def _meant(self, index: int, meaning: Meaning) -> None:
        guess = meanings.column_at(self._guessed.columns, index) if self._guessed is not None else None
        if self._wanted is None or guess is None:
            return
        now = meanings.column_at(self._wanted, index)
        self._ask(
            meanings.with_meaning(self._wanted, replace(guess, unit=now.unit) if now else guess, meaning)
        )

    def _counted(self, indexes: frozenset[int], unit: str) -> None:
        if self._wanted is not None:
            self._ask(meanings.with_unit(self._wanted, indexes, unit))

    def _ask(self, columns: ColumnMap | None) -> None:
        self._wanted = columns
        self.asked.emit(self.sheet, Asked(self._kind(), self._year(), columns), False)

    def _ask_anew(self) -> None:
        """Another kind or another head: the columns are guessed again."""
        self.asked.emit(self.sheet, Asked(self._kind(), self._year(), None, self._lines), True)

    def _kind(self) -> ListKind:
        # Qt gives the bare word back
        return ListKind(str(self.kind.currentData()))

    def _year(self) -> int | None:
        said = self.year.text().strip()
        return int(said) if _YEAR.match(said) else None
