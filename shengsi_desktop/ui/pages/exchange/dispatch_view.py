"""下发: at the county what goes to which unit; at a unit what came down, and taking in the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.ui.pages.exchange.dispatch_county import CountyDispatch
from shengsi_desktop.ui.pages.exchange.dispatch_unit import UnitDispatch

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.ui.page import PageContext


class DispatchView(QWidget):
    """The one or the other, by the desk's setting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Any = None
        self.county, self.unit = CountyDispatch(), UnitDispatch()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.unit)
        self._stack.addWidget(self.county)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def show_week(self, context: PageContext) -> None:
        """Show the county's or the unit's side."""
        self._shown = self.county if context.settings.county else self.unit
        self._stack.setCurrentWidget(self._shown)
        self.setFocusProxy(self._shown)
        self._shown.show_week(context)

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Load again."""
        if self._shown is not None:
            self._shown.refresh(changed)
