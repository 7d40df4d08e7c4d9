"""月度材料: what the 主要领导 have before them in the monthly meeting, over all units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shengsi_desktop.domain.briefs import BriefKind
from shengsi_desktop.rhythm.brief_periods import period_of
from shengsi_desktop.ui.pages.boards.briefs.brief_pane import BriefPane
from shengsi_desktop.ui.pages.boards.briefs.tools import BriefTools

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.ui.page import PageContext


class MonthPackView(QWidget):
    """`open_target` takes a month («2023-07»)."""

    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._week: Week | None = None
        self.pane = BriefPane(BriefKind.MONTH)
        self.pane.item_asked.connect(lambda item_id: self.open_requested.emit("tasks", item_id))
        self.tools = BriefTools(BriefKind.MONTH, self.pane, self)
        self.tools.hide()
        self.tools.periods.chosen.connect(self.show_period)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        self.setFocusProxy(self.tools.periods.name)

    def show_week(self, context: PageContext) -> None:
        """Another week brings its month; what was chosen by hand holds while the week stays."""
        self._context = context
        period = self.tools.periods.period
        if context.week != self._week or not period:
            self._week = context.week
            period = period_of(BriefKind.MONTH, context.week)
        self.show_period(period)

    def show_period(self, period: str) -> None:
        """Go to another month."""
        if self._context is not None:
            self.pane.flush()
            self.tools.periods.show_period(period, self._context.settings.plan_year)
            self.pane.show_brief(self._context, period, "")

    def open_target(self, target: str) -> None:
        """One month."""
        if len(target) == len("2023-07"):
            self.show_period(target)

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Draft again."""
        if changed:
            self.pane.reload()
