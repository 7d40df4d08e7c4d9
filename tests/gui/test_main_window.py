"""The window: weeks, pages, undo, and the way from nothing to a desk."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from shengsi_desktop.services import history, meetings, setting_up
from shengsi_desktop.ui.page_list import PAGES
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.week_list import WeekList
from shengsi_desktop.ui.widgets.drafts import DraftText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Running


# the offscreen platform says what it cannot do; a real one does it
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_window_opens_with_this_week_of_my_unit(run: Callable[..., Running]) -> None:
    running = run()
    assert running.window.header.switcher.name.accessibleName() == "2023年第30周 · 7月24日–7月30日"
    assert "周五 7月28日" in running.window.header.meeting.whole
    assert "距报送3小时" in running.window.header.meeting.whole
    assert not running.window.remarks.text


def test_outside_the_plans_year_the_window_says_so_and_any_week_can_be_chosen(
    run: Callable[..., Running],
) -> None:
    running = run(now=datetime(2026, 11, 23, 9, 0))  # noqa: DTZ001
    assert "今天是2026年11月23日，不在2023年行动方案的年度内" in running.window.remarks.text
    running.window.header.switcher.step(1)
    running.settle()
    assert running.window.context is not None
    assert str(running.window.context.week) == "2023-W02"


def test_a_remark_that_was_read_does_not_come_back_with_the_next_week(run: Callable[..., Running]) -> None:
    running = run(now=datetime(2026, 11, 23, 9, 0))  # noqa: DTZ001
    running.window.remarks._close.click()
    running.window.header.switcher.step(1)
    running.settle()
    assert not running.window.remarks.text


def test_the_list_of_weeks_holds_the_whole_year_and_leads_to_any(run: Callable[..., Running]) -> None:
    running = run()
    switcher = running.window.header.switcher
    switcher.open_list()
    popup = switcher.findChild(WeekList)
    assert popup is not None
    assert popup.list.count() == 52
    popup.list.itemClicked.emit(popup.list.item(9))
    running.settle()
    assert running.window.context is not None
    assert str(running.window.context.week) == "2023-W10"
    switcher.today.click()
    running.settle()
    assert str(running.window.context.week) == "2023-W30"


def test_every_page_of_the_sidebar_opens(run: Callable[..., Running]) -> None:
    running = run()
    for key in ("directives", "meetings", "settings", "week"):
        running.window.sidebar._buttons[key].click()
        running.settle()
        assert running.window.page is not None
        assert running.window.page.isVisible()
        assert not running.window.messages.text


def test_undo_takes_back_the_last_command_and_redo_brings_it_again(run: Callable[..., Running]) -> None:
    running = run()
    context = running.window.context
    assert context is not None
    unit, week = context.unit.id, context.week
    running.desk.operations.run(
        lambda store: meetings.add_directive(store, unit, week, "报方案 @文化科", week.last)
    )
    running.settle()
    assert "报方案" in running.window.header.undo.toolTip()
    running.window.header.undo.click()
    running.settle()
    assert running.ask(lambda store: meetings.directives(store, unit, week.last)) == ()
    assert "已撤销" in running.window.messages.text
    running.window.header.redo.click()
    running.settle()
    assert len(running.ask(lambda store: meetings.directives(store, unit, week.last))) == 1


def test_the_first_run_is_never_undone_by_a_key(run: Callable[..., Running]) -> None:
    running = run()
    assert not running.window.header.undo.isEnabled()
    running.window.commands.undo()
    running.settle()
    assert running.ask(setting_up.is_set_up)
    assert running.ask(lambda store: setting_up.settings(store).plan_year) == 2023
    assert running.ask(history.redo_name) == ""


def test_an_empty_folder_leads_through_three_steps_to_my_items(
    run: Callable[..., Running], tmp_path: Path
) -> None:
    running = run(tmp_path / "new" / "store")
    steps = running.window._stack.currentWidget()
    assert not running.window.header.isVisible()
    QTest.keyClicks(steps.unit.search, "wglt")
    assert steps.unit.chosen.name == "县文广旅体局"
    QTest.keyClick(steps.unit.search, Qt.Key.Key_Return)
    running.settle()
    steps.next.click()
    steps.rhythm.day.setCurrentIndex(3)
    steps.rhythm.week.setCurrentIndex(3)
    steps.next.click()
    running.settle()
    assert running.window.context is not None
    settings = running.ask(setting_up.settings)
    assert settings.unit.name == "县文广旅体局"
    assert (settings.rhythm.meeting_weekday, settings.rhythm.last_weekday) == (3, 3)
    assert running.window.header.switcher.name.accessibleName() == "2023年第31周 · 7月28日–8月3日"


def test_search_finds_a_unit_by_its_initials_and_an_item_by_its_words(run: Callable[..., Running]) -> None:
    running = run()
    search = running.window.header.search
    running.window.header.focus_search()
    QTest.keyClicks(search, "hnx")
    running.qtbot.waitUntil(lambda: search._popup is not None, timeout=5000)
    hits = [search._popup._list.item(row).text() for row in range(search._popup._list.count())]
    assert any("花鸟乡" in hit for hit in hits)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search._popup is None


def test_a_second_window_on_the_same_store_is_refused_and_the_first_one_comes_up(
    run: Callable[..., Running], folder: Path
) -> None:
    running = run()
    running.window.showMinimized()
    (folder / "window" / "raise").write_text("now", encoding="utf-8")
    running.qtbot.waitUntil(lambda: not running.window.isMinimized(), timeout=5000)


def test_a_store_that_cannot_be_opened_is_said_and_can_be_tried_again(
    run: Callable[..., Running], folder: Path
) -> None:
    from shengsi_desktop.store.lock import WriterLock

    lock = WriterLock.take(folder)
    running = run()
    assert "正在另一个窗口或命令中使用" in running.window.messages.text
    lock.release()
    next(button for button in running.window.messages._actions if button.text() == "再试一次").click()
    running.settle()
    assert running.ask(setting_up.is_set_up)


def test_ctrl_z_in_a_field_takes_back_its_own_typing_first_and_then_the_last_command(
    run: Callable[..., Running],
) -> None:
    running = run()
    context = running.window.context
    assert context is not None
    unit, week = context.unit.id, context.week
    running.desk.operations.run(
        lambda store: meetings.add_directive(store, unit, week, "报方案 @文化科", week.last)
    )
    running.settle()
    field = running.window.page.findChild(DraftText)
    field.setFocus()
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.toPlainText() == ""
    assert len(running.ask(lambda store: meetings.directives(store, unit, week.last))) == 1
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    running.settle()
    assert running.ask(lambda store: meetings.directives(store, unit, week.last)) == ()


class GreedyField(QLineEdit):
    """Takes every key for itself, as a field takes Ctrl+E («to the end of the line») on some systems."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_the_windows_keys_work_from_a_field_that_has_them_for_itself(run: Callable[..., Running]) -> None:
    running = run()
    field = GreedyField(running.window.centralWidget())
    field.show()
    running.window.activateWindow()
    field.setFocus()
    taken = {}
    for key in (Qt.Key.Key_E, Qt.Key.Key_Z):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
        event.ignore()
        QApplication.sendEvent(field, event)
        taken[key] = event.isAccepted()
    # what it takes back by itself stays its own
    assert taken == {Qt.Key.Key_E: False, Qt.Key.Key_Z: True}


def test_the_window_can_be_as_small_as_the_smallest_screen(run: Callable[..., Running]) -> None:
    running = run()
    for key in PAGES:
        running.window.show_page(key)
        running.settle()
        running.window.resize(1024, 640)
        running.qtbot.wait(50)
        assert (running.window.width(), running.window.height()) == (1024, 640), key


def test_a_narrow_header_says_a_shorter_name_of_the_week_and_never_a_cut_one(
    run: Callable[..., Running],
) -> None:
    running = run()
    header = running.window.header
    for scale in (100, 130):
        current.apply("light", scale)
        QApplication.processEvents()
        for width in (1150, 856, 800, 1150):
            running.window.resize(width + running.window.width() - header.width(), 640)
            QApplication.processEvents()
            name = header.switcher.name
            assert name.width() >= name.sizeHint().width(), (scale, width, name.text())
            assert header.export.width() >= header.export.sizeHint().width()
            if scale == 100:
                short = "第30周 7.24–7.30"
                assert name.text() == (short if width < 1000 else "2023年第30周 · 7月24日–7月30日")
                assert "距报送3小时" in header.meeting.text()
    current.apply("light", 100)
