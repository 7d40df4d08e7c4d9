"""The conditions of a target as lines that can be corrected: compared with what, how, which value."""

from __future__ import annotations

from decimal import InvalidOperation
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shengsi_desktop.domain.indicators import LAST_YEAR, PROVINCE
from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.targets import is_place
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.fields import read_number, written
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

#: what a condition may be compared with, besides another indicator (whose id it then is)
_LEVEL, _RANK, _WORDS = "", "rank", "words"
_AGAINST = (_LEVEL, PROVINCE, LAST_YEAR, _RANK, _WORDS)
_SIGNS = (Comparator.GT, Comparator.GE, Comparator.APPROX, Comparator.LE, Comparator.LT, Comparator.EQ)

#: what a field keeps beside its words (px at 100 %)
_PADS = 32


class Untrue(Exception):
    """A field holds what it cannot; the message is the sentence for the user."""


class ConditionRow(QWidget):
    """One condition."""

    dropped = Signal()
    #: corrected by hand
    changed = Signal()

    def __init__(
        self, condition: Condition, others: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.against = QComboBox()
        for kind in _AGAINST:
            self.against.addItem(words.AGAINST[kind], kind)
        for other_id, name in others:
            self.against.addItem(words.AGAINST_INDICATOR.format(name=name), other_id)
        self.sign = QComboBox()
        for sign in _SIGNS:
            self.sign.addItem(words.SIGNS[sign.value], sign.value)
        self.value = QLineEdit()
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.unit = QLineEdit()
        self.unit.setPlaceholderText(words.FIELD_UNIT)
        self.note = label("", "second", wrap=True)
        self.drop = Button(kind="ghost", icon="remove", tip=words.DROP_CONDITION)
        self.drop.clicked.connect(self.dropped)
        for part, share in (
            (self.against, 4),
            (self.sign, 3),
            (self.value, 2),
            (self.unit, 2),
            (self.note, 7),
        ):
            part.setMinimumWidth(current.px(64))
            row.addWidget(part, share)
        # the hint in it is to be read whole
        hint = self.value.fontMetrics().horizontalAdvance(words.MORE_BY)
        self.value.setMinimumWidth(hint + current.px(_PADS))
        row.addWidget(self.drop)
        self._fill(condition)
        for combo in (self.against, self.sign):
            combo.activated.connect(lambda _at: self._corrected())
        for field in (self.value, self.unit):
            field.textEdited.connect(lambda _text: self.changed.emit())

    @property
    def condition(self) -> Condition:
        """What it says. Raises Untrue for a value that is no number, or none where one is needed."""
        kind = self._kind
        if kind == _WORDS:
            return Condition(Comparator.WORDS, None, "", None)
        try:
            value = read_number(self.value.text())
        except InvalidOperation as problem:
            raise Untrue(words.BAD_VALUE.format(text=self.value.text()[:20])) from problem
        if kind == _RANK:
            if value is None or value < 1 or value != value.to_integral_value():
                raise Untrue(words.BAD_PLACE)
            return Condition(Comparator.RANK, value, words.PLACE, PROVINCE)
        sign = Comparator(self.sign.currentData())
        if kind == _LEVEL and value is None:
            raise Untrue(words.VALUE_NEEDED)
        return Condition(sign, value, self.unit.text().strip(), kind or None)

    @property
    def _kind(self) -> str:
        return str(self.against.currentData() or "")

    def _fill(self, condition: Condition) -> None:
        kind = condition.reference or _LEVEL
        if condition.comparator is Comparator.WORDS:
            kind = _WORDS
        elif is_place(condition):
            kind = _RANK
        if self.against.findData(kind) < 0:
            # a series that is compared with but not kept here (全国, 全市), or that has gone
            self.against.addItem(words.AGAINST.get(kind, words.AGAINST_GONE), kind)
        self.against.setCurrentIndex(self.against.findData(kind))
        sign = condition.comparator if condition.comparator in _SIGNS else Comparator.LE
        self.sign.setCurrentIndex(self.sign.findData(sign.value))
        self.value.setText(written(condition.value))
        self.unit.setText(condition.unit)
        self._follow()

    def _corrected(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Which fields a kind of comparison has."""
        kind = self._kind
        numeric = kind not in (_RANK, _WORDS)
        self.sign.setVisible(numeric)
        self.value.setVisible(kind != _WORDS)
        self.unit.setVisible(numeric)
        self.note.setVisible(not numeric)
        self.note.setText(words.RANK_NOTE if kind == _RANK else words.WORDS_NOTE)
        self.value.setPlaceholderText(words.MORE_BY if kind not in (_LEVEL, _RANK) else "")


class ConditionRows(QWidget):
    """All of them, and one more."""

    #: corrected by hand
    changed = Signal()

    def __init__(self, others: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._others = others
        self.rows: list[ConditionRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        column.addLayout(self._lines)
        self.none = label(words.NO_CONDITION, "second", wrap=True)
        column.addWidget(self.none)
        self.add = Button(words.ADD_CONDITION, kind="link")
        self.add.clicked.connect(lambda: self._added(Condition(Comparator.GE, None, "", None)))
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What they say. Raises Untrue."""
        return tuple(row.condition for row in self.rows)

    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        """Show these instead; tells nobody."""
        while self.rows:
            self._take_away(self.rows[-1])
        for one in conditions:
            self._append(one)
        self._count()

    def _added(self, condition: Condition) -> None:
        row = self._append(condition)
        self._count()
        row.value.setFocus()
        self.changed.emit()

    def _append(self, condition: Condition) -> ConditionRow:
        row = ConditionRow(condition, self._others, self)
        row.changed.connect(self.changed)
        row.dropped.connect(lambda: self._dropped(row))
        self.rows.append(row)
        self._lines.addWidget(row)
        row.show()
        return row

    def _dropped(self, row: ConditionRow) -> None:
        self._take_away(row)
        self._count()
        self.changed.emit()

    def _take_away(self, row: ConditionRow) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _count(self) -> None:
        self.none.setVisible(not self.rows)
