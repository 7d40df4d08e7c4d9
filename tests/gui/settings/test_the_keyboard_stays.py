"""What is kept while somebody goes on typing leaves the keyboard, and the words, to the field they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shengsi_desktop.services import setting_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def first_page() -> str:
    return "settings"


def test_the_field_after_one_that_was_kept_takes_every_key(run: Callable[..., Running]) -> None:
    running = run()
    running.window.show_page("settings")
    running.settle()
    desk = running.window.page.view
    desk.lines["person"].setFocus()
    desk.lines["person"].selectAll()
    QTest.keyClicks(desk.lines["person"], "Li")
    QTest.keyClick(desk.lines["person"], Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "5083")
    running.settle()
    assert QApplication.focusWidget() is desk.lines["phone"]
    QTest.keyClicks(QApplication.focusWidget(), "123")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    running.settle()
    assert QApplication.focusWidget() is desk.lines["reviewer"]
    kept = running.ask(setting_up.settings)
    assert (kept.person, kept.phone) == ("Li", "5083123")


def test_a_time_being_typed_is_not_set_back_by_the_one_before_it(run: Callable[..., Running]) -> None:
    running = run()
    running.window.show_page("settings")
    running.settle()
    rhythm = running.window.page.view.rhythm
    rhythm.time.setFocus()
    QTest.keyClicks(rhythm.time, "14")
    rhythm.hand_in.setFocus()
    QTest.keyClicks(rhythm.hand_in, "16")
    running.settle()
    assert QApplication.focusWidget() is rhythm.hand_in
    rhythm.day.setFocus()
    running.settle()
    kept = running.ask(setting_up.settings).rhythm
    assert (kept.meeting_time, kept.hand_in) == ("14:00", "16:00")
