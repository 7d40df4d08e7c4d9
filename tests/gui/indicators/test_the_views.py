"""指标趋势 as a shell: its bar, its views made on their first visit, and how a target finds its view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from shengsi_desktop.ui.pages.indicators import views
from shengsi_desktop.ui.pages.indicators.page import IndicatorsPage

if TYPE_CHECKING:
    from collections.abc import Callable

# the dialog that a test opens asks the offscreen plugin for what it has not
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class LaterView(QWidget):
    """A view that says what it is told."""

    view_requested = Signal(str, str)
    made = 0

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        LaterView.made += 1
        self.tools = QLabel("工具")
        self.heard: list[Any] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_week(self, context: Any) -> None:
        self.heard.append(str(context.week))

    def refresh(self, changed: Any) -> None:
        self.heard.append(changed)

    def open_target(self, target: str) -> None:
        self.heard.append(target)


def test_a_view_is_made_on_its_first_visit_and_told_of_weeks_and_targets_then(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    two = {"trend": views.VIEWS["trend"], "later": ("以后", f"{__name__}:LaterView")}
    monkeypatch.setattr(IndicatorsPage, "views", two)
    running = run()
    running.window.show_page("indicators")
    running.settle()
    page = running.window.page
    assert LaterView.made == 0
    assert [page.bar.button(key).text() for key in two] == ["走势", "以后"]
    assert page.bar.button("trend").isChecked()
    assert page.view_of("trend").tools.isVisible()

    QTest.mouseClick(page.bar.button("later"), Qt.MouseButton.LeftButton)
    later = page.view
    assert isinstance(later, LaterView)
    assert later.heard == ["2023-W30"]
    assert later.tools.isVisible()
    assert not page.view_of("trend").tools.isVisible()
    page.refresh(frozenset())
    assert later.heard[1:] == [frozenset()]

    QTest.keyClick(running.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    running.qtbot.waitUntil(lambda: page.view is page.view_of("trend"))
    page.open_target("later:abc")
    assert later.heard[2:] == ["abc"]
    first = page.view_of("trend").table.standings[5].indicator
    later.view_requested.emit("trend", first.id)
    running.settle()
    assert page.view_of("trend").head.title.text() == first.name
    assert LaterView.made == 1
    running.qtbot.waitUntil(lambda: not page.view_of("trend").chart.drawer.busy, timeout=20000)


def test_a_list_can_be_taken_in_from_each_view_that_shows_one(run: Callable[..., Any]) -> None:
    running = run()
    running.window.show_page("indicators")
    running.settle()
    page = running.window.page
    for key in ("trend", "projects", "reforms"):
        page.show_view(key)
        running.settle()
        QTest.mouseClick(page.view.tools.take_in, Qt.MouseButton.LeftButton)
        wizard = running.window.commands.lists.wizard
        assert wizard is not None, key
        assert wizard.isVisible()
        wizard.reject()
        running.settle()
