"""What the window does about plans: the menu behind the plan's year, switching, and opening the wizard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from shengsi_desktop.ui.plan_import import reading, words

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from shengsi_desktop.services.plan_import import PlanEntry
    from shengsi_desktop.ui.operations import Operations
    from shengsi_desktop.ui.plan_import.wizard import ImportWizard
    from shengsi_desktop.ui.plan_import.years_dialog import YearsDialog


class PlanCommands(QObject):
    """Acts for one widget (the window, or the page that asks); `plan_chosen` with the plan switched to."""

    plan_chosen = Signal(object)
    #: 导入清单 was chosen in the menu
    lists_asked = Signal()

    def __init__(self, owner: QWidget, operations: Operations) -> None:
        super().__init__(owner)
        self._owner = owner
        self._operations = operations
        self.menu: QMenu | None = None
        self.wizard: ImportWizard | None = None
        self.years: YearsDialog | None = None

    def open_menu(self, at: QPoint) -> None:
        """The stored plans, the current one marked, and 导入方案."""

        def show(entries: tuple[PlanEntry, ...]) -> None:
            self._fill_menu(entries).popup(at)

        self._operations.run(reading.stored_plans, show, owner=self, quiet=True)

    def choose(self, plan_id: str) -> None:
        """Work on that plan from now on."""
        self._operations.run(reading.choose_plan(plan_id), self.plan_chosen.emit, owner=self)

    def open_wizard(self) -> ImportWizard:
        """导入方案."""
        from shengsi_desktop.ui.plan_import.wizard import ImportWizard

        wizard = ImportWizard(self._operations, self._owner.window())
        wizard.plan_chosen.connect(self.plan_chosen)
        wizard.finished.connect(self._wizard_closed)
        self.wizard = wizard
        wizard.open()
        return wizard

    def open_years(self) -> YearsDialog:
        """与上年比对."""
        from shengsi_desktop.ui.plan_import.years_dialog import YearsDialog

        dialog = YearsDialog(self._operations, self._owner.window())
        dialog.finished.connect(self._years_closed)
        self.years = dialog
        dialog.begin()
        dialog.open()
        return dialog

    def _fill_menu(self, entries: tuple[PlanEntry, ...]) -> QMenu:
        if self.menu is not None:
            self.menu.deleteLater()
        menu = self.menu = QMenu(self._owner)
        menu.setToolTipsVisible(True)
        group = QActionGroup(menu)
        for one in entries:
            action = QAction(_entry_words(one), menu)
            action.setCheckable(True)
            action.setChecked(one.chosen)
            action.setToolTip(one.title)
            action.setData(one.id)
            action.triggered.connect(lambda _on=False, one=one: self._picked(one))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(words.MENU_IMPORT, self.open_wizard)
        menu.addAction(words.MENU_IMPORT_LIST, self.lists_asked.emit)
        compare = menu.addAction(words.MENU_COMPARE, self.open_years)
        compare.setEnabled(len(entries) > 1)
        compare.setToolTip("" if len(entries) > 1 else words.ONE_PLAN)
        return menu

    def _picked(self, entry: PlanEntry) -> None:
        if not entry.chosen:
            self.choose(entry.id)

    def _years_closed(self, _result: int) -> None:
        self.years = None

    def _wizard_closed(self, _result: int) -> None:
        self.wizard = None


def _entry_words(entry: PlanEntry) -> str:
    title = entry.title if len(entry.title) <= words.TITLE_ROOM else f"{entry.title[: words.TITLE_ROOM]}…"
    # a lone & would be taken for the mark of a key
    return words.MENU_ENTRY.format(year=entry.year or "—", title=title, items=entry.items).replace("&", "&&")
