"""Names suggested below a line are never in the way of what is typed next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from shengsi_desktop.ui.meetings.people import NameCompleter

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
