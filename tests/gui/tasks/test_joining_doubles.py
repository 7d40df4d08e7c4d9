"""«与另一项合并…»: two projects that are one, found, looked at in words and joined in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from shengsi_desktop.services import project_editing
from shengsi_desktop.services.exchange import conflict_list
from shengsi_desktop.ui.dialogs.join_doubles import JoinDialog
from tests.gui.tasks.conftest import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_two_items_are_joined_after_their_preview_was_read(run: Callable[..., Any]) -> None:
    running = run()
    for name in ("客运码头改造", "客运码头扩建", "观景平台"):
        running.ask(lambda store, name=name: project_editing.add_project(store, name, lead="县文广旅体局"))
    running.window.commands.follow_changes()
    tasks = Tasks(running)
    tasks.open("4-2")
    assert not tasks.page.pane.join.isVisibleTo(tasks.page)
    tasks.open("项目2")
    tasks.qtbot.mouseClick(tasks.page.pane.join, Qt.MouseButton.LeftButton)
    tasks.settle()
    dialog = tasks.page.findChild(JoinDialog)
    assert dialog is not None
    assert [line.cells[0] for line in dialog.table.lines] == ["项目1 客运码头改造", "项目3 观景平台"]
    dialog.search.setText("码头")
    tasks.qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    tasks.settle()
    assert "保留“项目1 客运码头改造”，“项目2 客运码头扩建”并入它。" in dialog.said.text()
    assert "标题：“客运码头改造” ／ “客运码头扩建”" in dialog.said.text()
    dialog.join_button.click()
    tasks.settle()
    assert tasks.page.pane.detail is not None
    assert tasks.page.pane.detail.row.number == "项目1"
    assert "项目2" not in tasks.listed
    assert "客运码头扩建" in {
        rival.text for one in tasks.stored(conflict_list.conflicts) for rival in one.rivals
    }


def test_an_item_asked_for_is_shown_though_the_one_before_it_went_meanwhile(run: Callable[..., Any]) -> None:
    running = run()
    for name in ("客运码头改造", "客运码头扩建"):
        running.ask(lambda store, name=name: project_editing.add_project(store, name, lead="县文广旅体局"))
    running.window.commands.follow_changes()
    tasks = Tasks(running)
    tasks.open("项目2")
    page = tasks.page
    page.view.choose(next(row.id for row in page._rows if row.number == "项目1"))
    # the list comes before what is to be said of the one asked for
    page._loaded(tuple(row for row in page._rows if row.number != "项目2"), page._islands)
    tasks.settle()
    assert page.pane.detail is not None
    assert page.pane.detail.row.number == "项目1"
