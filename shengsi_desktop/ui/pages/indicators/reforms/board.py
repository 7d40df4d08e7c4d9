"""The board: 综合改革 first, then the special reforms, each group with its count; cards in as many columns as fit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.reforms import COMPREHENSIVE, EXPECTED, SPECIAL, ReformState
from shengsi_desktop.ui.pages.indicators.reforms import words
from shengsi_desktop.ui.pages.indicators.reforms.card import ReformCard
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from shengsi_desktop.domain.reforms import ReformRow

#: a card's width (at 100 %) at least
_CARD = 260
_GAP = 12


class _Group(QWidget):
    """One sort of reforms: heading and cards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.title = label("", "heading")
        head.addWidget(self.title)
        self.count = label("", "second")
        head.addWidget(self.count)
        head.addStretch(1)
        column.addLayout(head)
        self.grid = QGridLayout()
        self.grid.setSpacing(_GAP)
        column.addLayout(self.grid)
        self.cards: list[ReformCard] = []

    def lay_out(self, columns: int) -> None:
        """Put the cards into so many columns of the same width."""
        for card in self.cards:
            self.grid.removeWidget(card)
        if len(self.cards) == 1:
            # one alone (综合改革) stands over the whole width
            self.grid.addWidget(self.cards[0], 0, 0, 1, columns)
        else:
            for place, card in enumerate(self.cards):
                self.grid.addWidget(card, place // columns, place % columns)
        for column in range(max(self.grid.columnCount(), columns)):
            self.grid.setColumnStretch(column, 1 if column < columns else 0)


class ReformBoard(QScrollArea):
    """All reforms shown; one of them is current."""

    #: another reform is the current one (its item's id)
    reform_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(18, 12, 18, 12)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self.setWidget(self._content)
        self._groups: list[_Group] = []
        self._shape: list[tuple[str, tuple[str, ...]]] = []
        self.cards: dict[str, ReformCard] = {}
        self._current = ""

    @property
    def current_id(self) -> str:
        """The reform shown at the right; empty for none."""
        return self._current

    def show_rows(self, rows: tuple[ReformRow, ...], *, whole: bool) -> None:
        """Show them; the same ones keep their cards, at first the first one is current.

        `whole`: these are all that there are, so that what the plan's number lacks can be said.
        """
        grouped = grouped_rows(rows)
        shape = [(name, tuple(row.item.id for row in own)) for name, own in grouped]
        if shape != self._shape:
            self._shape = shape
            self._rebuild(shape)
        for group, (name, own) in zip(self._groups, grouped, strict=True):
            group.title.setText(name)
            group.count.setText(_count_words(name, len(own), whole=whole))
            for row in own:
                self.cards[row.item.id].show_row(row)
        if self._current not in self.cards:
            self._current = ""
            first = next(iter(self.cards), "")
            if first:
                self.choose(first)
        self._mark()
        # they came before there was a card
        self._hand_on_keys()

    def choose(self, item_id: str) -> bool:
        """Make it the current one; False when it is not there."""
        card = self.cards.get(item_id)
        if card is None:
            return False
        if item_id != self._current:
            self._current = item_id
            self._mark()
            self.reform_chosen.emit(item_id)
        self.ensureWidgetVisible(card, 0, 20)
        return True

    def step(self, by: int) -> None:
        """The card before or after becomes the current one, with the keys."""
        ids = list(self.cards)
        at = ids.index(self._current) + by if self._current in ids else 0
        if 0 <= at < len(ids):
            self.choose(ids[at])
            self.cards[ids[at]].setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys are with the current card."""
        super().focusInEvent(event)
        self._hand_on_keys()

    def _hand_on_keys(self) -> None:
        if self.hasFocus() and self._current in self.cards:
            self.cards[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit."""
        super().resizeEvent(event)
        self._lay_out()

    def _rebuild(self, shape: list[tuple[str, tuple[str, ...]]]) -> None:
        had_focus = any(card.hasFocus() for card in self.cards.values())
        for card in self.cards.values():
            # one that goes hands the focus to its neighbour, which nobody has chosen
            card.blockSignals(True)
        for group in self._groups:
            self._column.removeWidget(group)
            group.hide()
            group.deleteLater()
        self._groups, self.cards = [], {}
        for place, (_, ids) in enumerate(shape):
            group = _Group()
            for item_id in ids:
                card = ReformCard()
                card.chosen.connect(lambda item_id=item_id: self._clicked(item_id))
                card.step_wanted.connect(self.step)
                self.cards[item_id] = card
                group.cards.append(card)
            self._groups.append(group)
            self._column.insertWidget(place, group)
        self._lay_out()
        if had_focus and self._current in self.cards:
            self.cards[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self, item_id: str) -> None:
        self.choose(item_id)
        self.cards[item_id].setFocus(Qt.FocusReason.MouseFocusReason)

    def _lay_out(self) -> None:
        room = self.viewport().width() - 36
        columns = max((room + _GAP) // (current.px(_CARD) + _GAP), 1)
        for group in self._groups:
            group.lay_out(columns)

    def _mark(self) -> None:
        for item_id, card in self.cards.items():
            card.set_current(on=item_id == self._current)


def grouped_rows(rows: tuple[ReformRow, ...]) -> list[tuple[str, list[ReformRow]]]:
    """The plan's two sorts first, then others as they are called, what has no sort last."""
    found: dict[str, list[ReformRow]] = {COMPREHENSIVE: [], SPECIAL: []}
    for row in rows:
        found.setdefault(row.category or words.NO_CATEGORY, []).append(row)
    ordered = sorted(found, key=lambda name: name == words.NO_CATEGORY)
    return [(name, found[name]) for name in ordered if found[name]]


def state_counts(rows: tuple[ReformRow, ...]) -> list[str]:
    """«推进中 4», … in the states' order, those that there are."""
    counts = Counter(row.state for row in rows)
    return [
        words.STATE_COUNT.format(state=state.label, count=counts[state])
        for state in ReformState
        if counts[state]
    ]


def _count_words(name: str, count: int, *, whole: bool) -> str:
    missing = EXPECTED.get(name, 0) - count
    if missing > 0 and whole:
        return words.GROUP_SHORT.format(count=count, expected=EXPECTED[name], missing=missing)
    said = words.GROUP_COUNT.format(count=count)
    return f"{said}，{words.NO_CATEGORY_HINT}" if name == words.NO_CATEGORY else said
