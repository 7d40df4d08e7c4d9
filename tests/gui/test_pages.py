"""交办事项, 会商记录, 设置, 定稿 and export, in the real window, by the rows they leave."""

from __future__ import annotations

from datetime import datetime
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, finalising, history, meetings, reporting, setting_up, submitting
from shengsi_desktop.store import first_view
from shengsi_desktop.store.sessions import Store
from shengsi_desktop.ui import last_place
from shengsi_desktop.ui.dialogs.finalise import FinaliseDialog
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.first_view import FirstView
    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def with_directives(running: Running) -> None:
    context = running.window.context
    assert context is not None
    for text in ("商请花鸟乡反馈意见 @文化科 7月26日", "与县财政局对接资金 @办公室 8月2日"):
        running.ask(
            lambda store, text=text: meetings.add_directive(
                store, context.unit.id, context.week, text, context.week.first
            )
        )


def test_a_meeting_in_the_list_opens_its_week(run: Callable[..., Running]) -> None:
    running = run()
    with_directives(running)
    running.window.header.switcher.step(-1)
    running.window.show_page("meetings")
    running.settle()
    running.window.page.open_requested.emit("week", "2023-W30")
    running.settle()
    assert str(running.window.context.week) == "2023-W30"
    assert running.window._shown == "week"


def test_a_setting_is_kept_at_once_and_a_dark_theme_stands_at_the_next_start(
    run: Callable[..., Running], folder: Path
) -> None:
    running = run()
    running.window.show_page("settings")
    running.settle()
    page = running.window.page.view
    dict(page.theme._buttons)["dark"].click()
    page.lines["reviewer"].setText("李局长")
    page.lines["reviewer"].editingFinished.emit()
    running.settle()
    try:
        settings = running.ask(setting_up.settings)
        assert (settings.theme, settings.reviewer) == ("dark", "李局长")
        assert current.palette().name == "dark"
        assert running.window.memory.value("theme") == "dark"
    finally:
        current.apply("light")


def test_a_phone_typed_while_the_name_is_being_kept_stays_and_is_kept(run: Callable[..., Running]) -> None:
    running = run()
    running.window.show_page("settings")
    running.settle()
    page = running.window.page.view
    name, phone = page.lines["person"], page.lines["phone"]
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Li")
    phone.setFocus()
    QTest.keyClicks(phone, "3081")
    # the keyboard is elsewhere, as when another program's window is in front
    phone.clearFocus()
    phone.setText("3081")
    phone.setModified(True)
    page.show_week(running.window.context)
    assert phone.text() == "3081"
    running.settle()
    assert (name.text(), phone.text()) == ("Li", "3081")
    settings = running.ask(setting_up.settings)
    assert (settings.person, settings.phone) == ("Li", "3081")


def test_the_statistics_week_can_be_changed_and_the_header_follows(run: Callable[..., Running]) -> None:
    running = run()
    running.window.show_page("settings")
    running.settle()
    page = running.window.page.view
    page.rhythm.week.setCurrentIndex(page.rhythm.week.findData(3))
    page.rhythm.edited.emit()
    running.settle()
    assert running.ask(setting_up.settings).rhythm.last_weekday == 3
    assert "7月28日–8月3日" in running.window.header.switcher.name.accessibleName()


def finalise_dialog(running: Running) -> FinaliseDialog:
    running.window.header.finalise.click()
    running.qtbot.waitUntil(lambda: running.window.findChild(FinaliseDialog) is not None, timeout=5000)
    found = running.window.findChild(FinaliseDialog)
    assert found is not None
    return found


def test_a_week_is_finalised_after_the_rest_is_marked_and_someone_has_checked_it(
    run: Callable[..., Running],
) -> None:
    running = run()
    dialog = finalise_dialog(running)
    assert dialog._list.count() == 13
    dialog.confirm.click()
    assert "请填写审核人" in dialog._trouble.text()
    dialog._rest.click()
    running.settle()
    assert dialog._list.count() == 0
    dialog.reviewer.setText("李局长")
    dialog.confirm.click()
    running.settle()
    context = running.window.context
    page = running.ask(lambda store: reporting.week_page(store, context.unit.id, context.week))
    assert (page.state, page.version, page.filled) == (WeekState.FINAL, 1, 13)
    assert running.ask(setting_up.settings).reviewer == "李局长"
    assert "已定稿（第1版），审核人李局长" in running.window.messages.text
    running.qtbot.waitUntil(lambda: running.window.findChild(FinaliseDialog) is None, timeout=5000)
    again = finalise_dialog(running)
    running.settle()
    assert "第2版" in again.findChildren(QLabel)[0].text()
    assert again.reviewer.text() == "李局长"  # not to be typed every week
    again.reviewer.clear()
    again.confirm.click()
    assert again._trouble.isVisible()
    again.reviewer.setText("张局长")
    assert not again._trouble.isVisible()
    # what is missing leads to its place
    line = again.gaps.item(again.gaps.count() - 1)
    assert line.text().startswith("本周会商记录还是空的")
    again.gaps.itemClicked.emit(line)
    running.settle()
    assert running.window._shown == "meetings"


def test_a_week_withdrawn_whole_is_signed_once_that_is_ticked_and_what_was_handed_in_may_come_back(
    run: Callable[..., Running],
) -> None:
    running = run()
    unit_id, week = running.window.context.unit.id, running.window.context.week

    def say(store: Store, text: str) -> None:
        with store.reading() as session:
            found = facts.find_item(session, "4-2").id
        reporting.report_once(store, found, unit_id, week, words={"progress": text})

    def sign(store: Store) -> None:
        say(store, "误填")
        finalising.finalise(store, unit_id, week, reviewer="张某")
        submitting.register_submission(store, unit_id, week, way="U盘")
        say(store, "")

    running.ask(sign)
    dialog = finalise_dialog(running)
    dialog.reviewer.setText("张某")
    dialog.confirm.click()
    running.settle()
    assert "本周内容已全部撤回" in dialog._trouble.text()
    dialog.withdrawn.setChecked(True)
    dialog.confirm.click()
    running.settle()
    page = running.ask(lambda store: reporting.week_page(store, unit_id, week))
    assert (page.version, page.state) == (2, WeekState.FINAL)
    running.window.commands.week.do("returned")
    running.settle()
    register = running.window.commands.week.dialog
    assert "定稿第1版" in register.findChildren(QLabel)[0].text()
    register.reason.setPlainText("数据不对")
    register.save_button.click()
    register.save_button.click()  # asked about the moment once
    running.settle()
    first, _ = running.ask(lambda store: finalising.version_list(store, unit_id, week))
    assert [one.words for one in first.returned] == ["数据不对"]
    assert "已登记定稿第1版的退回" in running.window.messages.text


def test_calendars_speak_chinese_whatever_the_system_speaks(run: Callable[..., Running]) -> None:
    system = QLocale()
    QLocale.setDefault(QLocale.c())
    try:
        window = run().window
        assert window.page.locale().monthName(12) == "十二月"
        assert QDialog(window).locale().dayName(5, QLocale.FormatType.ShortFormat) == "周五"
    finally:
        QLocale.setDefault(system)


def test_a_store_brought_up_to_date_at_the_start_shows_the_week_last_worked_on(
    run: Callable[..., Running], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(folder) as store:
        settings = setting_up.settings(store)
        week = parse_week("2023-W29", settings.rhythm)
        item = reporting.week_page(store, settings.unit.id, week).rows[0]
        reporting.report_once(store, item.id, settings.unit.id, week, words={"progress": "已送审"})
    read, asked = first_view.read_first_view, []

    def older_schema_at_first(*wanted: Any) -> FirstView | None:
        asked.append(wanted)
        return None if len(asked) == 1 else read(*wanted)

    monkeypatch.setattr(first_view, "read_first_view", older_schema_at_first)
    running = run(now=datetime(2026, 11, 20, 9, 0))  # noqa: DTZ001 - the local time
    running.settle()
    assert str(running.window.context.week) == "2023-W29"
    assert running.window.page.items.model.rows[0].reported


def test_a_refused_finalisation_says_why_and_the_dialog_stays(run: Callable[..., Running]) -> None:
    running = run()
    dialog = finalise_dialog(running)
    dialog.reviewer.setText("李局长")
    dialog.confirm.click()
    running.settle()
    assert dialog.isVisible()
    assert "不能定稿" in dialog._trouble.text()
    dialog.reject()


def test_the_table_is_written_and_the_file_can_be_opened(run: Callable[..., Running], tmp_path: Path) -> None:
    running = run()
    target = tmp_path / "表.xlsx"
    running.window.commands.export_to(target)
    running.qtbot.waitUntil(lambda: "已导出" in running.window.messages.text, timeout=20000)
    assert target.read_bytes()[:2] == b"PK"
    assert [button.text() for button in running.window.messages._actions] == ["打开文件", "打开所在文件夹"]


def test_a_folder_that_cannot_be_written_is_said_with_another_place_to_save(
    run: Callable[..., Running], tmp_path: Path
) -> None:
    running = run()
    (tmp_path / "taken.xlsx").mkdir()
    running.window.commands.export_to(tmp_path / "taken.xlsx")
    running.qtbot.waitUntil(lambda: bool(running.window.messages.text), timeout=20000)
    assert [button.text() for button in running.window.messages._actions] == ["另存到别处"]


def test_after_a_kill_the_week_and_item_last_worked_on_stand_open_and_ctrl_enter_leads_into_the_text(
    run: Callable[..., Running], folder: Path
) -> None:
    running = run()
    window, page = running.window, running.window.page
    wanted = page.items.model.rows[4].id
    window.go_to("week", "2023-W29")
    window.go_to("week", wanted)
    running.settle()
    window.memory.sync()
    killed = folder.parent / "killed"
    copytree(folder, killed)
    window.close()  # an ordinary end forgets the place
    assert last_place.read(window.memory) is None
    again = run(where=killed)
    page = again.window.page
    assert str(again.window.context.week) == "2023-W29"
    assert page.items.current_id == wanted
    page.items.view.setFocus()
    again.window.next_item()
    assert page.items.current_id == page.items.model.rows[5].id
    assert page.report.view.progress.hasFocus()


def test_what_was_typed_in_two_fields_is_undone_by_their_names(run: Callable[..., Running]) -> None:
    running = run()
    unit_id, week = running.window.context.unit.id, running.window.context.week

    def fill(store: Store) -> str | None:
        row = reporting.week_page(store, unit_id, week).rows[0]
        fields = reporting.report_form(store, row.id, unit_id, week).fields
        for name in ("progress", "problems"):
            reporting.keep_draft(store, fields[name], "字")
        reporting.commit_drafts(store)
        return history.undo_name(store)

    assert running.ask(fill).endswith("填写本周进展、存在问题")
