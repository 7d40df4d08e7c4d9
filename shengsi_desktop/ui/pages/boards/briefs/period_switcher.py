"""«◀ 2023年7月下半月 ▶» with all periods of the plan's year behind its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from shengsi_desktop.rhythm import brief_periods
from shengsi_desktop.ui.pages.boards.briefs import words
from shengsi_desktop.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from shengsi_desktop.domain.briefs import BriefKind


class PeriodSwitcher(QWidget):
    """One period at a time; `chosen` with the one the user goes to."""

    chosen = Signal(str)

    def __init__(self, kind: BriefKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._year = 0
        self.period = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.back = Button(kind="ghost", icon="prev", tip=words.EARLIER)
        self.back.clicked.connect(lambda: self.chosen.emit(brief_periods.period_before(self.period)))
        self.name = Button("", kind="ghost", tip=words.CHOOSE_PERIOD)
        self.name.clicked.connect(self._open)
        self.forth = Button(kind="ghost", icon="next", tip=words.LATER)
        self.forth.clicked.connect(lambda: self.chosen.emit(brief_periods.period_after(self.period)))
        for part in (self.back, self.name, self.forth):
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.menu = QMenu(self)

    def show_period(self, period: str, year: int) -> None:
        """Show `period`, and offer those of the plan's year."""
        self.period = period
        self.name.setText(brief_periods.period_label(period))
        if year != self._year:
            self._year = year
            self.menu.clear()
            for one in brief_periods.periods_of(self._kind, year):
                self.menu.addAction(
                    brief_periods.short_label(one), lambda one=one: self.chosen.emit(one)
                ).setCheckable(True)
        for action, one in zip(self.menu.actions(), brief_periods.periods_of(self._kind, year), strict=True):
            action.setChecked(one == period)

    def _open(self) -> None:
        self.menu.popup(self.name.mapToGlobal(self.name.rect().bottomLeft()))
