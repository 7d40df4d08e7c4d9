"""The views of 设置 share a margin, a height of rows and a style of headings."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QComboBox, QLabel, QTableView, QTimeEdit, QWidget

from shengsi_desktop.ui.pages.settings.people.view import PeopleView
from shengsi_desktop.ui.pages.settings.room import MARGINS, ROW
from shengsi_desktop.ui.pages.settings.sections.view import SectionsView
from shengsi_desktop.ui.pages.settings.views import VIEWS
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def first_page() -> str:
    return "settings"


def shown(qtbot: QtBot, view: QWidget) -> Any:
    qtbot.addWidget(view)
    view.resize(1196, 620)
    view.show()
    qtbot.wait(20)
    return view


@pytest.mark.parametrize("key", [key for key in VIEWS if key != "series"])
def test_every_view_begins_with_its_title_at_one_place(qtbot: QtBot, key: str) -> None:
    module, _, name = VIEWS[key][1].partition(":")
    view = shown(qtbot, getattr(import_module(module), name)())
    if key == "stoppages":
        view._stack.setCurrentIndex(1)
        qtbot.wait(20)
    titles = [one for one in view.findChildren(QLabel) if one.property("kind") == "title"]
    assert len(titles) == 1
    place = titles[0].mapTo(view, QPoint())
    # a scrolled view may have a rim of one pixel
    assert place.x() - MARGINS[0] in (0, 1)
    # a title beside a button stands in the middle of it
    assert 0 <= place.y() - MARGINS[1] <= 8


def test_every_field_of_the_desk_is_seen_whole(run: Callable[..., Any]) -> None:
    running = run()
    running.window.resize(1366, 768)
    running.window.show_page("settings")
    running.settle()
    view = running.window.page.view
    fields = [one for kind in (QComboBox, QTimeEdit) for one in view.findChildren(kind) if one.isVisible()]
    assert fields
    for one in fields:
        assert one.parentWidget().rect().contains(one.geometry())


def test_nothing_jumps_from_leaders_to_task_forces(qtbot: QtBot) -> None:
    view = shown(qtbot, PeopleView())
    tops = set()
    for part in ("leaders", "forces"):
        view.show_part(part)
        qtbot.wait(20)
        tops.add((view.which.mapTo(view, QPoint()).y(), view._stack.y()))
    assert len(tops) == 1


def test_a_sections_phone_is_read_whole_and_its_rows_are_as_high_as_others(qtbot: QtBot) -> None:
    view = shown(qtbot, SectionsView())
    for table in view.findChildren(QTableView):
        assert table.verticalHeader().defaultSectionSize() == current.px(ROW)
    head = view.table.horizontalHeader()
    assert head.sectionResizeMode(2) == head.ResizeMode.ResizeToContents


def test_what_flows_in_one_line_has_one_middle(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    parts = [QWidget(), QWidget(), QWidget()]
    for part, height in zip(parts, (26, 14, 36), strict=True):
        part.setFixedSize(60, height)
        flow.addWidget(part)
    holder.resize(400, 40)
    holder.show()
    assert {part.geometry().center().y() for part in parts} <= {17, 18}
    holder.resize(130, 120)
    qtbot.wait(10)
    assert parts[2].y() == 26 + 8
