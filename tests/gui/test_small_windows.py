"""At 1024 × 640 and the largest text: every button keeps its words, and nothing is pushed out of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QRadioButton, QStyle, QStyleOptionButton, QWidget

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.views_page import ViewsPage
from shengsi_desktop.ui.widgets.step_line import StepLine
from shengsi_desktop.ui.widgets.view_bar import ViewBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.gui.conftest import Running

# the offscreen platform says what it cannot do; a real one does it
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

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
