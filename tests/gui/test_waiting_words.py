"""Words in a line that only Enter takes wait for what they are about, over a dead battery too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from shengsi_desktop.ui.widgets.waiting_words import WaitingWords

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def line(qtbot: QtBot, path: Path) -> tuple[QLineEdit, WaitingWords]:
    field = QLineEdit()
    qtbot.addWidget(field)
    waiting = WaitingWords(field, "contacts")
    waiting.use(QSettings(str(path), QSettings.Format.IniFormat))
    return field, waiting


def test_words_are_on_the_disk_soon_after_the_last_key(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    field, waiting = line(qtbot, path)
    waiting.turn_to("a")
    QTest.keyClicks(field, "call the office")
    waiting.turn_to("b")
    assert field.text() == ""
    QTest.keyClicks(field, "other")
    qtbot.waitUntil(lambda: not waiting._soon.isActive(), timeout=2000)
    again, kept = line(qtbot, path)  # as after a kill: nothing was closed
    kept.turn_to("b")
    assert again.text() == "other"
    kept.turn_to("a")
    assert again.text() == "call the office"
    again.clear()
    assert kept.keep() == ""
    third, empty = line(qtbot, path)
    empty.turn_to("a")
    assert third.text() == ""


def test_without_a_memory_the_words_that_would_go_are_told(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    waiting = WaitingWords(field, "contacts")
    waiting.turn_to("a")
    field.setText("一句")
    assert waiting.keep() == "一句"
    assert not waiting.put_back("b", "另一句")
    assert waiting.keep() == "一句\n另一句"
