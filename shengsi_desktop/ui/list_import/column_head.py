"""The head over one column: its words as found, what it is taken to say, and the unit of its money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.ui.list_import import meanings, words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from shengsi_desktop.domain.lists import ListKind, ListTable, MappedColumn
    from shengsi_desktop.ui.list_import.meanings import Meaning

_UNIT_WIDTH = 82
_NARROWEST, _WIDEST = 100, 190
_HEAD_ROOM, _ARROW_ROOM = 24, 66
_MOST_SEEN = 18
_LOW = "padding-top: 1px; padding-bottom: 1px; combobox-popup: 0;"


class ColumnHead(QWidget):
    """`meant` with the Meaning chosen, `counted` with the unit chosen; shows, changes nothing by itself."""

    meant = Signal(object)
    counted = Signal(str)
    #: the keyboard is here
    entered = Signal()

    def __init__(self, guessed: MappedColumn, kind: ListKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.guessed = guessed
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(6)
        said = guessed.head or words.NO_HEAD
        self._head = ElidedLabel(said, "strong" if guessed.head else "second")
        self._head.setToolTip(said)
        self.doubt = label(words.GUESSED, "doubt")
        self.doubt.setToolTip(words.GUESSED_TIP)
        top.addWidget(self._head, 1)
        top.addWidget(self.doubt)
        column.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.meaning = MeaningChoice(guessed, kind)
        self.meaning.setAccessibleName(words.COLUMN_NAME.format(number=guessed.index + 1, head=said))
        self.meaning.activated.connect(lambda _at: self.meant.emit(self.meaning.currentData()))
        self.meaning.entered.connect(self.entered)
        self.unit = UnitChoice()
        self.unit.setAccessibleName(words.COLUMN_UNIT.format(number=guessed.index + 1, head=said))
        self.unit.activated.connect(lambda _at: self.counted.emit(str(self.unit.currentData())))
        self.unit.entered.connect(self.entered)
        row.addWidget(self.meaning, 1)
        row.addWidget(self.unit)
        column.addLayout(row)

    def show_column(self, table: ListTable, bare: frozenset[int]) -> None:
        """As the table's map says; `bare` are the columns whose money says not what it is."""
        column = meanings.column_at(table.columns, self.guessed.index)
        self.meaning.choose(meanings.meaning_of(column))
        self.doubt.setVisible(column is not None and column.field is not None and not column.sure)
        money = meanings.counts_money(column, table.kind)
        self.unit.setVisible(money)
        if money and column is not None:
            self.unit.offer(column.unit, table.money_unit, missing=self.guessed.index in bare)

    @property
    def wanted_width(self) -> int:
        """Room for its words and for what it is taken to say, within reason."""
        metrics = self.fontMetrics()
        head = metrics.horizontalAdvance(self._head.whole) + current.px(_HEAD_ROOM)
        if not self.doubt.isHidden():
            head += self.doubt.sizeHint().width() + current.px(6)
        says = metrics.horizontalAdvance(self.meaning.currentText()) + current.px(_ARROW_ROOM)
        if self.counts_money:
            says += current.px(_UNIT_WIDTH + 4)
        return max(min(max(head, says), current.px(_WIDEST)), says, current.px(_NARROWEST))

    @property
    def counts_money(self) -> bool:
        """Whether the unit of its money stands beside its meaning."""
        return not self.unit.isHidden()


class _Low(Choice):
    """A choice as low as a table's head allows."""

    entered = Signal()

    def __init__(self, *, width: int = 0) -> None:
        super().__init__(width=width)
        self.setStyleSheet(_LOW)
        self.setMaxVisibleItems(_MOST_SEEN)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.entered.emit()


class MeaningChoice(_Low):
    """What the column says; all that can be said is filled in when it is first entered or opened."""

    def __init__(self, guessed: MappedColumn, kind: ListKind) -> None:
        super().__init__()
        self._guessed = guessed
        self._kind = kind
        self._filled = False
        self.entered.connect(self.fill)

    def choose(self, meaning: Meaning) -> None:
        """Show that one; tells nobody."""
        with QSignalBlocker(self):
            if self._place(meaning) < 0:
                self._add(meaning)
            self.setCurrentIndex(self._place(meaning))
        self.setProperty("quiet", meaning.field is None)
        self.style().polish(self)
        self.setToolTip(meanings.meaning_words(meaning, self._kind))

    def fill(self) -> None:
        """Offer all that a column can say."""
        if self._filled:
            return
        self._filled = True
        chosen = self.currentData()
        usual, rest = meanings.offered(self._kind, self._guessed)
        with QSignalBlocker(self):
            self.clear()
            for meaning in usual:
                self._add(meaning)
            self.insertSeparator(self.count())
            for meaning in rest:
                self._add(meaning)
            if self._place(chosen) < 0:
                self._add(chosen)
            self.setCurrentIndex(self._place(chosen))
        self.view().setMinimumWidth(current.px(180))

    def showPopup(self) -> None:
        """All that can be said."""
        self.fill()
        super().showPopup()

    def _add(self, meaning: Meaning) -> None:
        self.addItem(meanings.meaning_words(meaning, self._kind), meaning)

    def _place(self, meaning: Meaning) -> int:
        return next((n for n in range(self.count()) if self.itemData(n) == meaning), -1)


class UnitChoice(_Low):
    """万元, 亿元 or 元; a question while nobody knows."""

    def __init__(self) -> None:
        super().__init__(width=_UNIT_WIDTH)

    def offer(self, unit: str, of_table: str, *, missing: bool) -> None:
        """The column's own unit, else the one above the table, else the question."""
        with QSignalBlocker(self):
            self.clear()
            if not unit:
                inherited = words.CHOOSE_UNIT if missing or not of_table else of_table
                self.addItem(inherited, "")
            units = words.MONEY_UNITS if unit in ("", *words.MONEY_UNITS) else (unit, *words.MONEY_UNITS)
            for one in units:
                self.addItem(one, one)
            self.setCurrentIndex(max(self.findData(unit), 0))
        self.setProperty("trouble", missing and not unit)
        self.style().polish(self)
