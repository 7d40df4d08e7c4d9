"""At 1024 × 640 and the largest text: every button keeps its words, and nothing is pushed out of the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QRadioButton, QStyle, QStyleOptionButton, QWidget

from shengsi_desktop.domain.meetings import MeetingEntry, MeetingKey
from shengsi_desktop.domain.week_states import VersionItem
from shengsi_desktop.domain.words import Cadence, Light
from shengsi_desktop.ui.dialogs.help import HelpDialog
from shengsi_desktop.ui.dialogs.versions import rich
from shengsi_desktop.ui.pages.indicators.appeals.table_model import AppealTable
from shengsi_desktop.ui.pages.indicators.appeals.table_model import Column as AppealColumn
from shengsi_desktop.ui.pages.indicators.appeals.table_view import AppealView
from shengsi_desktop.ui.pages.indicators.lists.delegate import PAD, SIDE
from shengsi_desktop.ui.pages.meetings.list_model import MeetingsModel, second_line
from shengsi_desktop.ui.pages.tasks.cells import Column
from shengsi_desktop.ui.pages.tasks.column_widths import with_words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.theme.palette import LIGHT
from shengsi_desktop.ui.views_page import ViewsPage
from shengsi_desktop.ui.widgets.step_line import StepLine
from shengsi_desktop.ui.widgets.view_bar import ViewBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.gui.conftest import Running

# the offscreen platform says what it cannot do; a real one does it
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KEY = MeetingKey("u", Cadence.MONTH, "2023-07")
SMALL, LARGEST = QSize(1024, 640), 130


def cut_words(within: QWidget) -> list[str]:
    """The words of buttons that have less room than they take."""
    return [
        f"{button.text()} {button.width()} < {button.sizeHint().width()}"
        for button in within.findChildren(QPushButton)
        if button.isVisible() and button.text() and button.width() < button.sizeHint().width() - 1
    ]


def test_at_the_smallest_size_no_page_cuts_its_buttons_words_or_is_wider_than_the_window(
    run: Callable[..., Running],
) -> None:
    running = run()
    window = running.window
    window.commands.put_theme_in_force("light", LARGEST)
    try:
        window.resize(SMALL)
        for key in ("week", "indicators", "directives", "boards"):
            window.show_page(key)
            running.settle()
            page = window.page
            views = list(page.views) if isinstance(page, ViewsPage) else [""]
            for view in views:
                if isinstance(page, ViewsPage):
                    page.show_view(view)
                    running.settle()
                assert page is not None
                assert page.minimumSizeHint().width() <= page.width(), (key, view)
                assert cut_words(page) == [], (key, view)
    finally:
        window.commands.put_theme_in_force("light", 100)


def test_the_sidebar_shows_signs_with_tool_tips_where_names_leave_too_little_room(
    run: Callable[..., Running],
) -> None:
    running = run()
    sidebar = running.window.sidebar
    running.window.resize(1280, 720)
    assert sidebar._buttons["tasks"].text() == "任务清单"
    sidebar.set_count("directives", 4, "4条已逾期")
    current.apply("light", LARGEST)
    try:
        running.window.resize(SMALL)
        assert sidebar._buttons["tasks"].text() == ""
        assert sidebar._buttons["tasks"].toolTip() == "任务清单"
        assert sidebar._buttons["directives"].toolTip() == "交办事项：4条已逾期"
        assert next(foot.text() for foot in sidebar._foot) == "严禁录入\n涉密信息"
    finally:
        current.apply("light", 100)
        running.window.resize(1280, 720)
    assert sidebar._buttons["tasks"].text() == "任务清单"
    assert sidebar._buttons["directives"].toolTip() == "4条已逾期"


def test_tools_without_room_beside_the_names_stand_below_them(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = ViewBar({"one": "走势", "two": "录入"}, window)
    tools = QWidget(bar)
    QHBoxLayout(tools).addWidget(QPushButton("从清单导入指标"))
    bar.resize(700, 60)
    bar.show_view("one", tools)
    window.show()
    name = bar.button("one")
    assert tools.y() < name.geometry().bottom()
    bar.resize(220, 100)
    qtbot.waitUntil(lambda: tools.y() > name.geometry().bottom())
    assert tools.width() >= tools.sizeHint().width()


def test_the_steps_of_a_week_give_way_between_their_words_only(qtbot: QtBot) -> None:
    steps = StepLine()
    qtbot.addWidget(steps)
    assert steps.minimumSizeHint().width() < steps.sizeHint().width()


@pytest.mark.parametrize("scale", [100, 115, 130])
def test_a_radio_button_is_round_at_every_text_size(qtbot: QtBot, scale: int) -> None:
    current.apply("light", scale)
    try:
        radio = QRadioButton("分级")
        qtbot.addWidget(radio)
        radio.resize(radio.sizeHint())
        option = QStyleOptionButton()
        radio.initStyleOption(option)
        box = radio.style().subElementRect(QStyle.SubElement.SE_RadioButtonIndicator, option, radio)
        image = QImage(radio.size(), QImage.Format.Format_RGB32)
        image.fill(QColor("#00FF00"))
        radio.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        assert image.pixelColor(box.topLeft()).name() == "#00ff00"
        assert image.pixelColor(box.center()).name() != "#00ff00"
    finally:
        current.apply("light", 100)


def test_a_dialog_is_never_larger_than_the_window_that_asks(qtbot: QtBot) -> None:
    current.apply("light", LARGEST)
    try:
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(SMALL)
        dialog = HelpDialog(window)
        assert dialog.width() < SMALL.width()
        assert dialog.height() < SMALL.height()
    finally:
        current.apply("light", 100)


def test_a_moved_meeting_says_from_which_day_and_the_reason_in_its_tip() -> None:
    why = "原定7月29日周六，提前到7月28日"
    entry = MeetingEntry(KEY, "7月县例会", date(2023, 7, 28), held=False, day_why=why)
    assert second_line(entry) == "7月28日 周五（原定29日）"
    assert (
        second_line(replace(entry, day_why="原定8月5日周六，提前到7月28日")) == "7月28日 周五（原定8月5日）"
    )
    model = MeetingsModel()
    model.show_entries([entry], date(2023, 7, 20))
    assert why in model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)


def test_a_name_keeps_eight_letters_and_the_figures_go_first(qtbot: QtBot) -> None:
    view = AppealView(AppealTable())
    qtbot.addWidget(view)
    view.show()
    for width in range(300, 700, 25):
        view.resize(width, 300)
        assert view.columnWidth(0) >= 8 * current.px(14) + current.px(SIDE + PAD)
        assert not view.isColumnHidden(AppealColumn.LIGHT)


def test_second_lights_stand_in_words_where_the_title_can_spare_the_room() -> None:
    widths = {Column.LIGHT: 100, Column.ROLE: 60}
    assert with_words(widths, 800, 180) == {Column.LIGHT: 180, Column.ROLE: 60}
    assert with_words(widths, 500, 180) == widths


def test_a_version_shows_its_lights_in_their_colour() -> None:
    said = rich.whole([VersionItem("id", "4-2", "渔旅融合", (("亮灯", "● 绿灯（达标）"),))], LIGHT)
    assert f'<span style="color:{LIGHT.light(Light.GREEN).text}">● 绿灯</span>（达标）' in said
