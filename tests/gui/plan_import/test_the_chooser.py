"""Plans side by side: the menu behind the plan's year, and what follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.services import plan_import, setting_up
from tests.gui.plan_import.conftest import TEXT, Importing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def menu_entries(window: Any) -> list[tuple[str, bool]]:
    menu = window.commands.plans.menu
    return [(one.text(), one.isChecked()) for one in menu.actions() if not one.isSeparator()]


def choose(running: Any, words: str) -> None:
    """Open the menu and take the entry with these words."""
    running.window.sidebar.plan.click()
    running.settle()
    menu = running.window.commands.plans.menu
    next(one for one in menu.actions() if words in one.text()).trigger()
    menu.close()
    running.settle()


@pytest.fixture
def two_plans(importing: Importing) -> Importing:
    """2023 chosen, 2024 beside it."""
    importing.read()
    importing.press(importing.wizard.confirm)
    importing.press(importing.wizard.done_step.close_button)
    return importing


def test_the_plans_year_opens_the_plans_there_are(two_plans: Importing) -> None:
    running = two_plans.running
    running.window.sidebar.plan.click()
    running.settle()
    entries = menu_entries(running.window)
    running.window.commands.plans.menu.close()
    assert entries[0] == ("2024年　某县渔业发展2024年行动方案　（3个事项）", False)
    assert entries[1][0].startswith("2023年　嵊泗县")
    assert entries[1][1]
    assert entries[2][0] == "导入方案…"


def test_switching_the_plan_changes_the_items_of_the_week(two_plans: Importing) -> None:
    running = two_plans.running
    page = running.window._pages["week"]
    before = [row.number for row in page.items.model.rows]
    choose(running, "2024年")
    assert running.window.context.settings.plan_year == 2024
    assert [row.number for row in page.items.model.rows] == ["3-1"]
    assert running.window.header.switcher.name.accessibleName().startswith("2024年第1周")
    choose(running, "2023年")
    assert [row.number for row in page.items.model.rows] == before
    assert running.window.header.switcher.name.accessibleName() == "2023年第30周 · 7月24日–7月30日"


def test_undoing_the_import_of_the_plan_worked_on_goes_back_to_the_other_one(two_plans: Importing) -> None:
    running = two_plans.running
    choose(running, "2024年")
    running.window.header.undo.click()
    running.settle()
    assert "已撤销：导入方案" in running.window.messages.text
    assert two_plans.years() == [2023]
    assert running.window.context.settings.plan_year == 2023
    assert len(running.window._pages["week"].items.model.rows) > 1
    assert [one.chosen for one in running.ask(plan_import.plans)] == [True]
    running.window.header.redo.click()
    running.settle()
    assert two_plans.years() == [2024, 2023]


def test_another_item_list_asks_for_no_item_of_the_plan_before(two_plans: Importing) -> None:
    running = two_plans.running
    running.window.show_page("tasks")
    running.settle()
    page = running.window.page
    choose(running, "2024年")
    assert {row.number for row in page._rows} == {"1-1", "2-1", "3-1"}
    assert page.pane.detail.row.id in {row.id for row in page._rows}
    running.window.header.undo.click()
    running.settle()
    assert len(page._rows) == 71
    assert page.pane.detail.row.id in {row.id for row in page._rows}
    assert "已撤销" in running.window.messages.text


def test_the_settings_lead_to_the_wizard_and_to_the_plans(run: Callable[..., Any], tmp_path: Path) -> None:
    running = run()
    running.window.show_page("settings")
    running.settle()
    page = running.window.page.view
    page.import_plan.click()
    wizard = page.plans.wizard
    path = tmp_path / "方案.txt"
    path.write_text(TEXT, "utf-8")
    wizard.read_file(path)
    running.settle()
    wizard.confirm.click()
    running.settle()
    wizard.done_step.choose.click()
    running.settle()
    assert page._plan.text() == "某县渔业发展2024年行动方案"
    assert running.ask(setting_up.settings).plan_year == 2024


def test_the_first_run_can_begin_with_another_plan(run: Callable[..., Any], tmp_path: Path) -> None:
    running = run(tmp_path / "new" / "store")
    steps = running.window._stack.currentWidget()
    steps.unit.search.setText("wglt")
    steps.next.click()
    running.settle()
    steps.plan.change.click()
    wizard = steps.plan.wizard
    path = tmp_path / "方案.txt"
    path.write_text(TEXT, "utf-8")
    wizard.read_file(path)
    running.settle()
    choice = wizard.preview.units.rows["县渔业发展中心"].choice
    choice.showPopup()
    choice.hidePopup()
    choice.setCurrentIndex(choice.findText("县海洋与渔业局"))
    choice.activated.emit(choice.currentIndex())
    wizard.confirm.click()
    running.settle()
    assert steps.plan._title.text() == "某县渔业发展2024年行动方案"
    steps.next.click()
    steps.next.click()
    running.settle()
    assert running.window.context.settings.plan_title == "某县渔业发展2024年行动方案"
    found = Importing.__new__(Importing)
    found.running = running
    assert found.years() == [2024]
    assert found.owners(2024, "1-1")["县渔业发展中心"] == "县海洋与渔业局"
