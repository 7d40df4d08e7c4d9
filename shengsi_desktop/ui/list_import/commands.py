"""What opens 导入清单, for the window or for a page; where its end leads to is told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shengsi_desktop.rhythm import weeks

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.ui.list_import.rows_heading import DeskWeek
    from shengsi_desktop.ui.list_import.wizard import ListWizard
    from shengsi_desktop.ui.page import PageContext


class ListCommands(QObject):
    """Acts for one widget; `page_asked` (page, target) when the user wants to look at what was stored."""

    page_asked = Signal(str, str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self.wizard: ListWizard | None = None

    def open_wizard(self, context: PageContext) -> ListWizard:
        """导入清单 into the plan worked on."""
        from shengsi_desktop.ui.list_import.wizard import ListWizard

        wizard = ListWizard(context.operations, _desk(context), self._owner.window())
        wizard.page_asked.connect(self.page_asked)
        wizard.finished.connect(self._closed)
        self.wizard = wizard
        wizard.open()
        return wizard

    def _closed(self, _result: int) -> None:
        self.wizard = None


def _desk(context: PageContext) -> DeskWeek:
    from shengsi_desktop.ui.list_import.rows_heading import DeskWeek

    settings, week = context.settings, context.week
    known = weeks.plan_weeks(settings.plan_year, settings.rhythm) if settings.plan_year else ()
    offered = (*(one for one in known if one < week), week)
    # the last week of a month stands for it
    months = {date.fromisoformat(f"{weeks.month_of(one)}-01"): one for one in offered}
    return DeskWeek(settings.plan_year, week, offered, tuple(months.items()))
