"""Words in a line that only Enter takes wait for what they are about, over a dead battery too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from shengsi_desktop.ui.pages.settings.people.settled_line import SettledLine
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


def settled(qtbot: QtBot, path: Path) -> SettledLine:
    line = SettledLine("post")
    qtbot.addWidget(line)
    line.be_about(QSettings(str(path), QSettings.Format.IniFormat), "leader|1|post")
    line.show_text("old", other=True)
    return line


def test_a_line_that_is_stored_on_leaving_has_its_words_again_and_hands_them_on(
    qtbot: QtBot, tmp_path: Path
) -> None:
    line = settled(qtbot, tmp_path / "window.ini")
    line.clear()
    QTest.keyClicks(line, "deputy")
    qtbot.wait(450)
    again = settled(qtbot, tmp_path / "window.ini")
    assert again.text() == "deputy"
    with qtbot.waitSignal(again.edited) as told:
        again.editingFinished.emit()
    assert told.args == ["deputy"]
    assert settled(qtbot, tmp_path / "window.ini").text() == "old"


def test_an_untouched_line_takes_no_words_from_the_other_of_its_name(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    here, waits_here = line(qtbot, path)
    there, waits_there = line(qtbot, path)
    for waiting in (waits_here, waits_there):
        waiting.turn_to("a")
    here.setText("one")
    waits_here.keep()
    waits_there.keep()
    waits_there.turn_to("a")
    assert there.text() == "one"
    there.clear()
    waits_there.keep()
    assert not waits_there.put_back("b", "other")
    assert waits_there.put_back("a", "two")
    there.setText("three")
    assert not waits_there.put_back("a", "two")
    assert there.text() == "two three"
    waits_here.turn_to("a")
    assert here.text() == "two three"
