"""使用说明 opens by F1 and names the source of the light rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.ui.dialogs.help import HelpDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_the_help_says_how_a_light_comes_about_and_names_its_source(qtbot: QtBot) -> None:
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    said = dialog.text.toPlainText()

    assert "默认亮灯规则v1" in said
    assert "m.qlbk.net/news/3Ww4l7bw75.html" in said
    assert "##" not in said
