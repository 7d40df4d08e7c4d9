"""The card below the chart: which year is entered, the grid, and a line on how to fill it; folded it is one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.entry_grid import EntryGrid
from shengsi_desktop.ui.pages.indicators.trend.entry_model import EntryModel
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.text import ElidedLabel, label
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from shengsi_desktop.domain.indicators import IndicatorStanding


#: whether the card is folded with one year and with several shown, in what this machine remembers
_MEMORY = {False: "indicators/entry", True: "indicators/entry_of_years"}
_FOLDED, _UNFOLDED = "folded", "unfolded"
#: the rows that a card has at most when it is asked whether there is room for it
_ROWS = 5


class EntryCard(Card):
    """Figures of the plan's year, or of the year before for the comparison.

    It is folded where several years are shown or the window is low, unless there is nothing to draw yet, until
    a person says otherwise for one year or for several: `memory` keeps that on this machine.
    """

    #: the year whose figures are shown
    year_chosen = Signal(int)
    #: the plan curve's dialog is asked for
    curve_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(14, 6, 14, 6), spacing=2)
        self.model = EntryModel()
        self.model.setParent(self)
        self.grid = EntryGrid(self.model)
        self._year = 0
        self._plan_year = 0
        self._of_weeks = self._empty = False
        self.memory: QSettings | None = None
        self._said: dict[str, bool] = {}
        self._asked: tuple[bool, bool] | None = None
        row = QHBoxLayout()
        row.setSpacing(6)
        self.handle = Button(words.ENTRY, kind="link", tip=words.FOLD_TIP)
        self.handle.clicked.connect(self._turn)
        row.addWidget(self.handle)
        row.addSpacing(2)
        self.unit = label("", "second")
        row.addWidget(self.unit)
        row.addSpacing(6)
        self._group = QButtonGroup(self)
        self.last_year, self.this_year = self._button(row, 0), self._button(row, 1)
        row.addSpacing(8)
        self.hint = ElidedLabel(words.PASTE_HINT, "second")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.hint, 1)
        self.curve = Button(words.CURVE, kind="link", tip=words.CURVE_TIP)
        self.curve.clicked.connect(self.curve_asked)
        row.addWidget(self.curve)
        self.body.addLayout(row)
        self.body.addWidget(self.grid)
        self._group.idClicked.connect(self._chosen)
        self._fold(folded=False)

    @property
    def year(self) -> int:
        """The year whose figures are shown."""
        return self._year

    @property
    def is_folded(self) -> bool:
        """Whether the grid is put away."""
        return self.grid.isHidden()

    def room_unfolded(self) -> int:
        """How high the card is with its grid, whatever indicator is shown (px)."""
        margins = self.body.contentsMargins()
        row = max(self.this_year.sizeHint().height(), self.handle.sizeHint().height())
        return row + self.body.spacing() + self.grid.height_of(_ROWS) + margins.top() + margins.bottom() + 2

    def fit(self, *, several_years: bool, low: bool) -> None:
        """Fold or unfold for the years shown and a low window; what a person said of it goes before."""
        if self._asked != (several_years, low):
            self._asked = (several_years, low)
            self._fold_as_usual()

    def offer_years(self, plan_year: int) -> None:
        """The plan's year, and the one before."""
        if plan_year == self._plan_year:
            return
        self._plan_year = self._year = plan_year
        self.last_year.setText(words.YEAR.format(year=plan_year - 1))
        self.this_year.setText(words.YEAR.format(year=plan_year))
        self.this_year.setChecked(True)

    def show_standing(self, standing: IndicatorStanding) -> None:
        """Show its figures of the chosen year."""
        self.unit.setText(words.UNIT.format(unit=standing.indicator.unit) if standing.indicator.unit else "")
        if not self.model.keeps_cells(standing, self._year):
            take_typed(self.grid)
        self.model.show(standing, self._year)
        self.curve.setVisible("planned" in self.model.rows)
        self._of_weeks = bool(standing.indicator.item_id)
        if self._empty is not (standing.latest is None):
            self._empty = standing.latest is None
            self._fold_as_usual()
        self._show_parts()

    def go_to(self, field: str, period: str) -> bool:
        """Put the keys into the cell of a month («2023-06»); False where the card does not show its year."""
        year, month = int(period[:4]), int(period[5:7])
        if year not in (self._plan_year, self._plan_year - 1):
            return False
        if year != self._year:
            (self.this_year if year == self._plan_year else self.last_year).click()
        self._fold(folded=False)
        return self.grid.go_to(field, month)

    def _hint_words(self) -> str:
        if self._of_weeks:
            return words.SERIES_HINT
        return words.STATUS_HINT if self.model.has_status else words.PASTE_HINT

    @property
    def _key(self) -> str:
        several, _low = self._asked or (False, False)
        return _MEMORY[several]

    def _fold_as_usual(self) -> None:
        folded = self._said.get(self._key)
        if folded is None and self.memory is not None and self.memory.contains(self._key):
            folded = str(self.memory.value(self._key)) == _FOLDED
        if folded is None:
            folded = any(self._asked or ()) and not self._empty
        self._fold(folded=folded)

    def _turn(self) -> None:
        folded = not self.is_folded
        self._said[self._key] = folded
        if self.memory is not None:
            self.memory.setValue(self._key, _FOLDED if folded else _UNFOLDED)
        self._fold(folded=folded)

    def _fold(self, *, folded: bool) -> None:
        self.grid.setVisible(not folded)
        self._show_parts()

    def _show_parts(self) -> None:
        """What belongs to the grid goes with it."""
        folded = self.is_folded
        self.handle.setText(words.UNFOLD if folded else words.FOLD)
        self.unit.setVisible(bool(self.unit.text()) and not folded)
        for part in (self.last_year, self.this_year):
            part.setVisible(not folded)
        self.hint.set_text("" if folded else self._hint_words())

    def _button(self, row: QHBoxLayout, number: int) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addButton(button, number)
        row.addWidget(button)
        return button

    def _chosen(self, number: int) -> None:
        self._year = self._plan_year - 1 + number
        self.year_chosen.emit(self._year)
