"""The card below the chart: which year is entered, the grid, and a line on how to fill it."""

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
    from shengsi_desktop.domain.indicators import IndicatorStanding


class EntryCard(Card):
    """Figures of the plan's year, or of the year before for the comparison."""

    #: the year whose figures are shown
    year_chosen = Signal(int)
    #: the plan curve's dialog is asked for
    curve_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(14, 8, 14, 8), spacing=4)
        self.model = EntryModel()
        self.model.setParent(self)
        self.grid = EntryGrid(self.model)
        self._year = 0
        self._plan_year = 0
        row = QHBoxLayout()
        row.setSpacing(6)
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

    @property
    def year(self) -> int:
        """The year whose figures are shown."""
        return self._year

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
        self.unit.setVisible(bool(standing.indicator.unit))
        if not self.model.keeps_cells(standing, self._year):
            take_typed(self.grid)
        self.model.show(standing, self._year)
        self.curve.setVisible("planned" in self.model.rows)
        of_weeks = bool(standing.indicator.item_id)
        marked = words.STATUS_HINT if self.model.has_status else words.PASTE_HINT
        self.hint.set_text(words.SERIES_HINT if of_weeks else marked)

    def go_to(self, field: str, period: str) -> bool:
        """Put the keys into the cell of a month («2023-06»); False where the card does not show its year."""
        year, month = int(period[:4]), int(period[5:7])
        if year not in (self._plan_year, self._plan_year - 1):
            return False
        if year != self._year:
            (self.this_year if year == self._plan_year else self.last_year).click()
        return self.grid.go_to(field, month)

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
