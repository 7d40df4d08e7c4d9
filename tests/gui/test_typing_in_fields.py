"""Fields take what is typed: suggestions are not in the way, times, days and what was taken back go as meant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from shengsi_desktop.ui.keys import _WindowFirst
from shengsi_desktop.ui.meetings.people import NameCompleter
from shengsi_desktop.ui.widgets.day_field import read_day
from shengsi_desktop.ui.widgets.time_box import TimeBox

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_whole_name_suggests_nothing_and_a_click_beside_the_list_counts(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    chair, place = QLineEdit(), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(chair)
    column.addStretch(1)
    column.addWidget(place)
    window.resize(300, 400)
    completer = NameCompleter(chair)
    completer.show_names(("wang", "liu", "liuli"))
    window.show()
    qtbot.waitExposed(window)
    chair.setFocus()
    QTest.keyClicks(chair, "wang")
    popup = completer.popup()
    assert not popup.isVisible()
    chair.clear()
    QTest.keyClicks(chair, "liu")
    assert popup.isVisible()
    assert not popup.geometry().intersects(chair.rect().translated(chair.mapToGlobal(QPoint(0, 0))))
    beside = popup.mapFromGlobal(place.mapToGlobal(QPoint(20, 8)))
    QTest.mousePress(popup, Qt.MouseButton.LeftButton, pos=beside)
    qtbot.waitUntil(place.hasFocus, timeout=2000)
    assert not popup.isVisible()
    QTest.keyClicks(place, "3")
    assert (chair.text(), place.text()) == ("liu", "3")


def test_a_time_is_typed_over_all_that_stands_there_and_a_day_is_near_its_week(qtbot: QtBot) -> None:
    box = TimeBox(QTime(3, 18))
    qtbot.addWidget(box)
    box.show()
    box.setFocus()
    for typed in ("1830", "17:45"):
        box.selectAll()
        QTest.keyClicks(box, typed)
        assert box.time().toString("HHmm") == typed.replace(":", "")
    near = {"7月28日": "2023-07-28", "2026年7月28日": "2026-07-28"}
    assert {words: str(read_day(words, date(2023, 7, 30), nearest=True)) for words in near} == near
    assert read_day("12月30日", date(2023, 1, 8), nearest=True) == date(2022, 12, 30)


def test_a_field_does_again_what_it_took_back_by_either_key(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field, text = QLineEdit(), QPlainTextEdit()
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(text)
    _WindowFirst(window, set())
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for one, key, how in ((field, Qt.Key.Key_Y, control), (text, Qt.Key.Key_Z, control | shift)):
        one.setFocus()
        QTest.keyClicks(one, "abc")
        one.undo()
        QTest.keyClick(one, key, how)
        assert (one.text() if one is field else text.toPlainText()) == "abc"


def test_the_only_name_that_is_suggested_is_taken_by_enter_where_no_new_one_may_stand(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    completer = NameCompleter(line)
    completer.show_names(("wang", "liu", "liuli"))
    line.show()
    line.setFocus()
    popup = completer.popup()
    # a new name may be part of a known one; where only known ones may stand, of two none is meant
    for only, typed, taken in ((False, "wa", "wa"), (True, "wa", "wang"), (True, "liu", "liu")):
        completer.takes_the_only = only
        line.clear()
        QTest.keyClicks(line, typed)
        assert popup.isVisible()
        QTest.keyClick(popup, Qt.Key.Key_Return)
        assert (line.text(), popup.isVisible()) == (taken, False)
