"""使用说明 opens by F1 and names the source of the light rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.ui.dialogs.help import HelpDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

# the dialog asks the offscreen plugin for what it has not
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_help_says_how_a_light_comes_about_and_names_its_source(qtbot: QtBot) -> None:
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    said = dialog.text.toPlainText()

    assert "默认亮灯规则v1" in said
    assert "m.qlbk.net/news/3Ww4l7bw75.html" in said
    assert "##" not in said


def test_a_chapter_is_gone_to_and_words_are_found_again_from_the_beginning(qtbot: QtBot) -> None:
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    names = [dialog.chapters.item(row).text() for row in range(dialog.chapters.count())]
    assert names[0] == "一周怎么用"
    entry = dialog.chapters.item(names.index("交办事项"))
    dialog.chapters.itemClicked.emit(entry)
    assert dialog.text.textCursor().block().text() == "交办事项"
    assert dialog.text.verticalScrollBar().value() > 0
    dialog.wanted.setText("征集文字")
    places = set()
    for _ in range(3):
        dialog.find_next()
        assert dialog.text.textCursor().selectedText() == "征集文字"
        places.add(dialog.text.textCursor().position())
    assert len(places) >= 1
    dialog.wanted.setText("没有这个词")
    dialog.find_next()
    assert dialog.said.text() == "没有“没有这个词”"
