"""本单位同步 in the window: a package looked at, taken in, its conflicts settled, one step back."""

from __future__ import annotations

import platform
import re
import shutil
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QWidget

from shengsi_desktop.domain.syncing import SyncPreview
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, handover, history, reporting, setting_up
from shengsi_desktop.services.exchange import syncing
from shengsi_desktop.services.opening import opened
from shengsi_desktop.ui.dialogs.join_doubles import JoinDialog
from shengsi_desktop.ui.first_run.handover import BeginDialog
from shengsi_desktop.ui.first_run.steps import FirstRun
from shengsi_desktop.ui.pages.exchange import sync_commands
from shengsi_desktop.ui.pages.exchange.sync_dialogs import TakeDialog, excerpts
from shengsi_desktop.ui.pages.exchange.sync_progress import LookProgress
from shengsi_desktop.ui.pages.week.item_model import CONFLICT_ROLE
from shengsi_desktop.ui.pages.week.report_form import ReportFormView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WEEK = "2023-W30"


def write(store: Any, words: str, number: str = "") -> str:
    """本周进展 of an item of the unit's own; the item's number."""
    desk = setting_up.settings(store)
    with store.reading() as session:
        if not number:
            from shengsi_desktop.store.sessions import raw_connection

            (number,) = (
                raw_connection(session)
                .execute(
                    "SELECT i.number FROM item i JOIN assignment a ON a.item_id = i.id WHERE a.unit_id = ?"
                    " ORDER BY i.ordinal LIMIT 1",
                    (desk.unit.id,),
                )
                .fetchone()
            )
        item_id = facts.find_item(session, number).id
    week = parse_week(WEEK, desk.rhythm)
    reporting.report_once(store, item_id, desk.unit.id, week, words={"progress": words})
    return number


@pytest.fixture
def package(set_up_store: Path, tmp_path: Path) -> Path:
    """What the laptop wrote, as a package."""
    folder = shutil.copytree(set_up_store, tmp_path / "laptop")
    path = tmp_path / "笔记本.sspkg"
    with opened(folder, writing=True) as store:
        write(store, "笔记本上写的：完工9个")
        syncing.make(store, path)
    return path


def sync_view(window: Running) -> Any:
    window.window.show_page("exchange")
    page: Any = window.window.page
    page.show_view("sync")
    window.settle()
    return page.view


@pytest.fixture
def accepting(monkeypatch: pytest.MonkeyPatch) -> list[TakeDialog]:
    """Every preview is looked at and accepted."""
    seen: list[TakeDialog] = []

    def accept(dialog: TakeDialog) -> int:
        seen.append(dialog)
        return int(QDialog.DialogCode.Accepted.value)

    monkeypatch.setattr(TakeDialog, "exec", accept)
    return seen


def test_a_conflict_is_shown_side_by_side_until_both_texts_are_joined(
    run: Callable[..., Running], package: Path, accepting: list[TakeDialog]
) -> None:
    window = run()
    number = window.ask(lambda store: write(store, "办公室写的：开工14个"))
    view = sync_view(window)
    view.commands.look_into(package)
    window.settle()
    assert len(accepting) == 1
    assert "1处分歧" in view.messages.text
    place = view.make.pos()
    view.messages.dismiss()
    window.settle()
    # nothing moves under the pointer
    assert view.make.pos() == place
    assert len(view.conflicts.conflicts) == 1
    left, right = view.pane.cards
    assert left.y() == right.y()
    assert left.geometry().right() < right.x()
    own = view.pane.own
    assert own.mapTo(view.pane.viewport(), own.rect().bottomLeft()).y() < view.pane.viewport().height()
    assert not view.machines.isVisible()
    view.unfold.click()
    assert view.machines.isVisible()
    view.pane.own.setPlainText("先写了一半")
    fill, take = (one for one in view.pane.buttons if one.text() in ("填入两边的话", "用所写的"))
    fill.click()
    assert "开工14个" in view.pane.own.toPlainText()
    assert "完工9个" in view.pane.own.toPlainText()
    take.click()
    window.settle()
    assert view.conflicts.conflicts == ()

    def words(store: Any) -> str:
        with store.reading() as session:
            item = facts.find_item(session, number)
            from sqlmodel import select

            from shengsi_desktop.store.tables import Report

            return str(session.exec(select(Report.progress).where(Report.item_id == item.id)).one())

    assert {"办公室写的：开工14个", "笔记本上写的：完工9个"} == set(window.ask(words).split("\n"))
    window.window.commands.undo()
    window.settle()
    assert len(view.conflicts.conflicts) == 1


def test_a_preview_called_off_changes_nothing_and_a_broken_file_is_told(
    run: Callable[..., Running], package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TakeDialog, "exec", lambda _dialog: int(QDialog.DialogCode.Rejected.value))
    window = run()
    view = sync_view(window)
    view.commands.look_into(package)
    window.settle()
    assert len(view.machines.lines) == 1
    package.write_bytes(package.read_bytes()[:-200])
    view.commands.look_into(package)
    window.settle()
    assert "没有收入任何内容" in view.messages.text


def test_the_tick_looks_again_before_what_was_taken_back_is_taken_in(
    run: Callable[..., Running], package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def answer(dialog: TakeDialog) -> int:
        told.append(" ".join(one.text() for one in dialog.findChildren(QLabel)))
        if len(told) == 2:
            assert not dialog.tick.isChecked()
            dialog.tick.click()
            return dialog.result()
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(TakeDialog, "exec", answer)
    window = run()
    view = sync_view(window)
    view.commands.look_into(package)
    window.settle()
    window.window.commands.undo()
    window.settle()
    view.commands.look_into(package)
    window.settle()
    assert len(told) == 3
    assert "是本机撤销过的" in told[1]
    assert "条新修改" not in told[1]
    assert "条新修改" in told[2]
    assert "收入" in view.messages.text


def test_looking_into_a_package_can_be_called_off(
    run: Callable[..., Running], package: Path, accepting: list[TakeDialog], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = LookProgress.goes_on

    def called_off(progress: LookProgress, done: int, of: int) -> bool:
        progress._called_off.set()
        return real(progress, done, of)

    monkeypatch.setattr(LookProgress, "goes_on", called_off)
    window = run()
    view = sync_view(window)
    view.commands.look_into(package)
    window.settle()
    assert "已取消" in view.messages.text
    assert accepting == []


def test_what_is_being_typed_goes_into_the_package(
    run: Callable[..., Running], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "出.sspkg"
    monkeypatch.setattr(
        sync_commands.MakeDialog, "exec", lambda _dialog: int(QDialog.DialogCode.Accepted.value)
    )
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    window = run()
    view = sync_view(window)
    view.make.click()
    window.settle()
    assert target.is_file()
    assert "请拷到另一台电脑收取" in view.messages.text


def test_what_a_handover_holds_is_read_whole_before_it_is_made(qtbot: QtBot) -> None:
    from shengsi_desktop.ui.pages.exchange.sync_dialogs import MakeDialog, PassphraseDialog

    parent = QWidget()
    qtbot.addWidget(parent)
    for dialog in (MakeDialog(parent, waiting=None), PassphraseDialog(parent, "请输入口令，" * 20)):
        dialog.show()
        qtbot.wait(10)
        for one in dialog.findChildren(QLabel):
            assert one.height() >= one.heightForWidth(one.width())


def test_a_package_with_nothing_new_asks_nothing(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    nothing = SyncPreview("", "vm", "张某", None, 0, 9, 0, 0, 0, (), (), ())
    words = [one.text() for one in TakeDialog(parent, nothing).findChildren(QPushButton)]
    assert words == ["知道了"]


def test_an_excerpt_shows_where_the_two_differ() -> None:
    same = "渔农村环境整治完成18个村，其中菜园镇6个、嵊山镇3个、洋山镇4个；" * 3
    here, there = excerpts([f"{same}因7月中旬台风停航", f"{same}因6月下旬大雾停航"])
    assert (here, there) == ("…因7月中旬台风停航", "…因6月下旬大雾停航")
    assert excerpts(["完工9个", "完工14个", ""]) == ["完工9个", "完工14个", ""]


def test_an_item_s_steps_are_told_with_their_machine_and_taken_back(
    run: Callable[..., Running], package: Path, accepting: list[TakeDialog]
) -> None:
    from shengsi_desktop.ui.dialogs.item_history import HistoryDialog

    window = run()
    view = sync_view(window)
    view.commands.look_into(package)
    window.settle()

    def item_id(store: Any) -> str:
        with store.reading() as session:
            from sqlmodel import select

            from shengsi_desktop.store.tables import Report

            return str(session.exec(select(Report.item_id)).one())

    dialog = HistoryDialog(window.window, window.desk.operations, window.ask(item_id), "一项")
    dialog.show()
    window.settle()
    first = dialog.table.lines[0]
    assert " · 收自" in first.cells[3]
    assert "（" not in first.cells[3]
    assert "完工9个" in dialog._words.text()
    assert not dialog.undo_whole.isHidden()
    dialog.undo_whole.click()
    window.settle()
    assert dialog.question.isVisible()
    asked = " ".join(one.text() for one in dialog.question.findChildren(QLabel))
    assert "其他电脑不变" in asked
    assert re.search("撤开“收入同步包（来自.+）”的[1-9][0-9]*处修改", asked)
    dialog.question.aside.click()
    window.settle()
    assert "其他电脑不变" in dialog.said.text()
    assert "已在本机撤开" in dialog.table.lines[0].cells[3]
    assert "完工9个" in dialog._words.text()
    assert view.aside.isVisibleTo(view)
    assert "本机撤开了" in view.aside_words.text()
    dialog.table.choose(dialog.table.lines[0].key)
    assert dialog.undo.text() == "收回"
    dialog.undo.click()
    window.settle()
    assert not view.aside.isVisibleTo(view)
    dialog.close()
    assert len(accepting) == 1


def test_a_step_of_another_machine_is_changed_back_for_all_unless_this_one_alone_is_asked_for(
    run: Callable[..., Running], package: Path, accepting: list[TakeDialog]
) -> None:
    from shengsi_desktop.ui.dialogs.item_history import HistoryDialog

    window = run()
    view = sync_view(window)
    view.commands.look_into(package)
    window.settle()
    number = window.ask(lambda store: write(store, "再写"))
    window.ask(lambda store: history.undo(store))

    def item_id(store: Any) -> str:
        with store.reading() as session:
            return facts.find_item(session, number).id

    dialog = HistoryDialog(window.window, window.desk.operations, window.ask(item_id), "一项")
    dialog.show()
    window.settle()
    dialog.table.choose(next(one.key for one in dialog.table.lines if "收自" in one.cells[3]))
    dialog.undo.click()
    window.settle()
    assert dialog.question.back.isDefault()
    dialog.question.back.click()
    window.settle()
    assert "其他电脑也改回" in dialog.said.text()
    assert dialog.table.lines[0].cells[3].startswith("改回原来的内容")
    dialog.close()
    assert "笔记本上写的" in " ".join(one.text() for one in accepting[0].findChildren(QLabel))


def test_words_in_the_merge_box_outlive_the_window_and_keep_it_from_nothing(
    run: Callable[..., Running], package: Path, accepting: list[TakeDialog]
) -> None:
    window = run()
    window.ask(lambda store: write(store, "办公室写的：开工14个"))
    view = sync_view(window)
    view.commands.look_into(package)
    window.settle()
    labels = [one.text() for one in accepting[0].findChildren(QLabel)]
    assert any("本机：办公室写的" in one for one in labels)
    assert any("来包（" in one and "完工9个" in one for one in labels)
    view.pane.own.setPlainText("合并到一半的话")
    window.close()
    assert not window.window.isVisible()
    again = run()
    view = sync_view(again)
    assert view.pane.own.toPlainText() == "合并到一半的话"
    next(one for one in view.pane.buttons if one.text() == "用所写的").click()
    again.settle()
    assert view.conflicts.conflicts == ()
    assert again.ask(lambda store: syncing.state(store).typed) == {}


def test_a_desk_that_was_handed_over_asks_who_takes_over_and_opens_on_its_last_week(
    run: Callable[..., Running], set_up_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, path = shutil.copytree(set_up_store, tmp_path / "old"), tmp_path / "移交.sspkg"
    with opened(folder, writing=True) as store:
        write(store, "第30周的话")
        handover.make(store, path)

    def agree(dialog: BeginDialog) -> int:
        assert dialog.name.text() == "王晓"
        assert dialog.called.text() == f"{platform.node()}-2"
        dialog.name.setText("李接手")
        dialog.called.setText("笔记本")
        return int(QDialog.DialogCode.Accepted.value)

    monkeypatch.setattr(BeginDialog, "exec", agree)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))
    window = run(tmp_path / "new", datetime(2026, 7, 28, 14, 0))  # noqa: DTZ001 - the local time
    window.window.findChild(FirstRun).handover.click()
    window.settle()
    assert str(window.window.context.week) == WEEK
    assert window.ask(lambda store: store.setting("person")) == "李接手"
    assert sync_view(window).machines.lines[0].cells[:2] == ("笔记本（本机）", "李接手")


def test_words_that_must_not_be_here_are_cleared_for_good_from_the_history(
    run: Callable[..., Running],
) -> None:
    from shengsi_desktop.ui.dialogs.clear_content import ClearContent
    from shengsi_desktop.ui.dialogs.item_history import HistoryDialog

    window = run()
    number = window.ask(lambda store: write(store, "误写的涉密内容甲乙丙"))

    def item_id(store: Any) -> str:
        with store.reading() as session:
            return facts.find_item(session, number).id

    dialog = HistoryDialog(window.window, window.desk.operations, window.ask(item_id), "一项")
    dialog.show()
    window.settle()
    dialog.clear.click()
    window.settle()
    asked = dialog.findChild(ClearContent)
    assert asked is not None
    assert "误写的涉密内容甲乙丙" in asked.words.text()
    assert "1处记录" in asked.follows.text()
    asked.yes.click()
    window.settle()
    assert "已清除1处记录" in dialog.said.text()
    assert not any("涉密" in one.new for step in dialog._steps.values() for one in step.lines)
    dialog.close()


def test_the_mark_in_the_week_leads_to_the_conflict(
    run: Callable[..., Running], package: Path, accepting: list[TakeDialog]
) -> None:
    window = run()
    window.ask(lambda store: write(store, "办公室写的"))
    view = sync_view(window)
    view.commands.look_into(package)
    window.settle()
    window.window.show_page("week")
    window.settle()
    page: Any = window.window.page
    form: Any = page.findChild(ReportFormView)
    assert form.to_conflict.isVisibleTo(form)
    assert form._conflict.text().startswith("另一台电脑（")
    assert form._conflict.text().endswith("写的不一样，点开对照")
    marked = [
        row
        for row in range(page.items.shown.rowCount())
        if page.items.shown.index(row, 0).data(CONFLICT_ROLE)
    ]
    assert marked == [0]
    form.to_conflict.click()
    window.settle()
    assert window.window.page.view.conflicts.current_key.startswith("report/")
    assert len(accepting) == 1


def test_the_store_is_checked_from_the_settings(run: Callable[..., Running]) -> None:
    window = run()
    window.window.show_page("settings")
    window.settle()
    page: Any = window.window.page
    page.show_view("desk")
    window.settle()
    page.view.check.click()
    window.settle()
    assert "台账完好" in page.view._folder.text()


def test_a_new_machine_begins_with_the_desk_that_is_handed_over(
    run: Callable[..., Running], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "移交.sspkg"
    with opened(folder, writing=True) as store:
        number = write(store, "交接前写的")
        handover.make(store, path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))
    monkeypatch.setattr(BeginDialog, "exec", lambda _dialog: int(QDialog.DialogCode.Accepted.value))
    window = run(tmp_path / "new")
    steps: Any = window.window._stack.currentWidget()
    broken = path.read_bytes()
    path.write_bytes(broken[:-100])
    steps.handover.click()
    window.settle()
    assert "损坏" in steps._trouble.text()
    path.write_bytes(broken)
    steps.handover.click()
    window.settle()
    assert window.window.context is not None
    assert window.window.context.unit.name == "县文广旅体局"
    assert number


def test_requests_that_two_machines_wrote_of_one_item_are_joined_from_the_form(
    run: Callable[..., Running], set_up_store: Path, tmp_path: Path, accepting: list[TakeDialog]
) -> None:
    def ask(store: Any, words: str) -> str:
        number = write(store, "进展", "4-2")
        desk = setting_up.settings(store)
        with store.reading() as session:
            item_id = facts.find_item(session, number).id
        reporting.set_request(store, item_id, desk.unit.id, parse_week(WEEK, desk.rhythm), text=words)
        return item_id

    path = tmp_path / "笔记本.sspkg"
    with opened(shutil.copytree(set_up_store, tmp_path / "laptop"), writing=True) as store:
        ask(store, "请县里协调用海")
        syncing.make(store, path)
    window = run()
    item_id = window.ask(lambda store: ask(store, "请协调岸线"))
    sync_view(window).commands.look_into(path)
    window.settle()
    assert accepting
    window.window.go_to("week", item_id)
    window.settle()
    form: Any = window.window.page.findChild(ReportFormView)
    assert form.join_requests.isVisibleTo(form)
    form.join_requests.click()
    window.settle()
    dialog = form.findChild(JoinDialog)
    dialog.table.choose(dialog.table.lines[0].key)
    window.settle()
    dialog.join()
    window.settle()
    assert not form.join_requests.isVisibleTo(form)
    texts = {one.text for each in sync_view(window).conflicts.conflicts for one in each.rivals}
    assert {"请县里协调用海", "请协调岸线"} <= texts
