"""The bell, its list, the tray and what closing does, over a real window; a fake tray icon, a fake clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSystemTrayIcon

from shengsi_desktop.domain.reminders import Reminder, ReminderKind, Urgency
from shengsi_desktop.ui import tray as trays
from shengsi_desktop.ui.reminders import words
from shengsi_desktop.ui.reminders.settings_card import ReminderCard
from shengsi_desktop.ui.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QMenu
    from pytestqt.qtbot import QtBot

    Run = Callable[..., Any]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

THURSDAY = datetime(2023, 7, 27, 10, 0)  # noqa: DTZ001 - the local time


class FakeIcon(QObject):
    """What the desktop would show."""

    activated = Signal(object)
    messageClicked = Signal()  # noqa: N815 - Qt's own name

    def __init__(self) -> None:
        super().__init__()
        self.shown = False
        self.said: list[str] = []
        self.menu: QMenu | None = None

    def show(self) -> None:
        self.shown = True

    def hide(self) -> None:
        self.shown = False

    def setContextMenu(self, menu: QMenu) -> None:  # noqa: N802 - Qt's own name
        self.menu = menu

    def setToolTip(self, tip: str) -> None:  # noqa: N802 - Qt's own name
        assert tip == words.TRAY_TIP

    def showMessage(self, _title: str, message: str) -> None:  # noqa: N802 - Qt's own name
        self.said.append(message)


@pytest.fixture
def icon(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeIcon]:
    """A desktop with a tray."""
    made = FakeIcon()
    monkeypatch.setattr(trays, "system_icon", lambda _window: made)
    yield made
    made.deleteLater()


def look(running: Any) -> Any:
    """Have the reminders read now."""
    running.window.reminders.look()
    running.settle()
    return running.window.reminders.bell


def test_without_a_tray_the_bell_alone_counts_and_its_list_opens_the_place(run: Run) -> None:
    running = run(now=THURSDAY)
    bell = look(running)
    assert running.window.reminders.tray is None
    assert bell.toolTip() == "提醒：2条"
    running.window.show_page("tasks")
    running.settle()
    bell.click()
    assert bell.popup is not None
    assert [line.words.text() for line in bell.popup.lines] == [
        "本周13项都还没有填报，明日17:00报送。",
        "明日15:00会商。",
    ]
    QTest.keyClick(bell.popup, Qt.Key.Key_Down)
    bell.popup.lines[0].open.click()
    running.settle()
    assert bell.popup is None
    assert running.window._shown == "week"


def test_not_again_today_takes_one_off_the_list(run: Run) -> None:
    running = run(now=THURSDAY)
    bell = look(running)
    bell.click()
    bell.popup.lines[0].quiet.click()
    running.settle()
    assert [one.kind for one in bell.reminders] == [ReminderKind.MEETING]
    assert len(bell.popup.lines) == 1
    QTest.keyClick(bell.popup, Qt.Key.Key_Escape)
    assert bell.popup is None


def test_the_minute_of_the_window_brings_what_has_come_meanwhile(run: Run) -> None:
    moments = [datetime(2023, 7, 26, 23, 59)]  # noqa: DTZ001 - the local time
    running = run(now=moments[0])
    running.window.clock = lambda: moments[-1]
    bell = look(running)
    assert bell.reminders == ()
    assert bell.toolTip() == words.BELL_NONE
    moments.append(datetime(2023, 7, 27, 0, 0))  # noqa: DTZ001 - the local time
    running.window._show_time()
    running.settle()
    assert len(bell.reminders) == 2


def test_a_balloon_comes_once_a_moment_also_after_a_new_start(run: Run, icon: FakeIcon, folder: Path) -> None:
    running = run(now=THURSDAY)
    look(running)
    assert icon.shown
    assert icon.said == ["明日15:00会商。"]
    look(running)
    assert len(icon.said) == 1
    running.close()
    assert not icon.shown
    again = run(folder, now=THURSDAY)
    look(again)
    assert len(icon.said) == 1
    again.window.clock = lambda: datetime(2023, 7, 28, 9, 0)  # noqa: DTZ001 - the local time
    look(again)
    assert icon.said[1:] == ["本周13项都还没有填报，今日17:00报送。"]
    again.window.clock = lambda: datetime(2023, 7, 28, 14, 30)  # noqa: DTZ001 - the local time
    look(again)
    assert icon.said[2:] == ["距报送2小时（17:00），还有13项没有填。"]


def test_balloons_can_be_switched_off(run: Run, icon: FakeIcon) -> None:
    running = run(now=THURSDAY)
    running.desk.memory.setValue(trays.BALLOONS, "false")
    look(running)
    assert icon.said == []


def test_closing_quits_as_before_unless_it_is_to_stay_in_the_tray(run: Run, icon: FakeIcon) -> None:
    running = run(now=THURSDAY)
    look(running)
    closed: list[bool] = []
    running.window.closing.connect(lambda: closed.append(True))
    running.desk.memory.setValue(trays.KEEP, True)
    running.close()
    assert (running.window.isVisible(), closed) == (False, [])
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert running.window.isVisible()
    running.close()
    icon.messageClicked.emit()
    assert running.window.isVisible()
    assert icon.menu is not None
    open_it, week, _, leave = icon.menu.actions()
    running.window.show_page("tasks")
    running.settle()
    running.close()
    week.trigger()
    assert (running.window.isVisible(), running.window._shown) == (True, "week")
    running.close()
    open_it.trigger()
    assert running.window.isVisible()
    leave.trigger()
    assert (running.window.isVisible(), closed, icon.shown) == (False, [True], False)


def test_what_the_memory_holds_of_another_hand_is_no_trouble(qtbot: QtBot, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    qtbot.addWidget(window)
    memory = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)
    memory.setValue(trays.SAID, "{no json")
    fake = FakeIcon()
    tray = Tray(fake, memory, window)
    one = Reminder("k", ReminderKind.MEETING, "明日会商。", Urgency.SOON, "week", "", moment="m")
    tray.tell([one])
    tray.tell([one])
    assert fake.said == ["明日会商。"]
    memory.setValue(trays.SAID, "7")
    tray.tell([one])
    assert len(fake.said) == 2


def test_the_card_keeps_its_ticks_on_this_machine(qtbot: QtBot, tmp_path: Path) -> None:
    memory = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)
    card = ReminderCard()
    qtbot.addWidget(card)
    card.show_memory(memory, tray=True)
    assert (card.balloons.isChecked(), card.keep.isChecked(), card.no_tray.isHidden()) == (True, False, True)
    card.keep.click()
    card.balloons.click()
    again = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)
    assert (
        trays.setting(again, trays.KEEP, default=False),
        trays.setting(again, trays.BALLOONS, default=True),
    ) == (True, False)
    card.show_memory(memory, tray=False)
    assert not card.keep.isEnabled()
    assert not card.no_tray.isHidden()
