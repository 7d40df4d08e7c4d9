"""Words typed into a field that was not left yet outlive a program that dies, and are offered where they were typed."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shengsi_desktop.services import directives, meetings, setting_up
from shengsi_desktop.ui.widgets.facts import LEFT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DAY = date(2023, 7, 28)


def settings_view(running: Any, key: str) -> Any:
    running.window.show_page("settings")
    running.window.page.show_view(key)
    running.settle()
    return running.window.page.view


def directive_detail(running: Any) -> Any:
    running.window.show_page("directives")
    running.settle()
    page = running.window.page
    page.choose_filter("all")
    page.view.choose(page._directives[0].id)
    running.settle()
    return page.detail


def type_into(field: QWidget, said: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, said)


def test_what_was_being_typed_when_the_program_died_is_offered_again(
    run: Callable[..., Any], folder: Path, tmp_path: Path
) -> None:
    running, died = run(), tmp_path / "died"
    unit = running.ask(setting_up.settings).unit.id
    week = running.window.context.week
    running.ask(lambda store: meetings.add_directive(store, unit, week, "old", DAY))
    type_into(settings_view(running, "people").leaders.side.line, "wang")
    line = directive_detail(running).what
    QTest.mouseClick(line.value, Qt.MouseButton.LeftButton)
    line.field.selectAll()
    type_into(line.field, "what is new")
    running.qtbot.wait(450)
    shutil.copytree(folder, died)

    again = run(where=died)
    assert settings_view(again, "people").leaders.side.line.text() == "wang"
    line = directive_detail(again).what
    assert line.value.text() == f"old{LEFT}"
    QTest.mouseClick(line.value, Qt.MouseButton.LeftButton)
    assert line.field.toPlainText() == "what is new"
    again.window.show_page("week")
    again.settle()
    stored = again.ask(lambda store: directives.directives(store, unit, DAY))
    assert [one.what for one in stored] == ["what is new"]
    assert line.kept.left == ""
