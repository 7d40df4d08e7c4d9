"""本单位同步 in the window: what other machines did, set aside or changed back; a desk handed over to a new one."""

from __future__ import annotations

import platform
import re
import shutil
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel

from shengsi_desktop.services import facts, handover, history
from shengsi_desktop.services.opening import opened
from shengsi_desktop.ui.dialogs.item_history import HistoryDialog
from shengsi_desktop.ui.first_run.handover import BeginDialog
from shengsi_desktop.ui.first_run.steps import FirstRun
from tests.gui.exchange.conftest import WEEK, looked_into, sync_view, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.ui.pages.exchange.sync_dialogs import TakeDialog
    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def item_id(store: Any, number: str) -> str:
    with store.reading() as session:
        return facts.find_item(session, number).id


def history_of(window: Running, item: Callable[[Any], str]) -> HistoryDialog:
    """修改记录 of the item that is read so, open."""
    dialog = HistoryDialog(window.window, window.desk.operations, window.ask(item), "一项")
    dialog.show()
    window.settle()
    return dialog


def test_an_item_s_steps_are_told_with_their_machine_and_taken_back(
    run: Callable[..., Running], package: Path, accepting: list[TakeDialog]
) -> None:
    window = run()
    view = looked_into(window, package)

    def reported(store: Any) -> str:
        with store.reading() as session:
            from sqlmodel import select

            from shengsi_desktop.store.tables import Report

            return str(session.exec(select(Report.item_id)).one())

    dialog = history_of(window, reported)
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
    window = run()
    looked_into(window, package)
    number = window.ask(lambda store: write(store, "再写"))
    window.ask(lambda store: history.undo(store))
    dialog = history_of(window, lambda store: item_id(store, number))
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


def test_words_that_must_not_be_here_are_cleared_for_good_from_the_history(
    run: Callable[..., Running],
) -> None:
    from shengsi_desktop.ui.dialogs.clear_content import ClearContent

    window = run()
    number = window.ask(lambda store: write(store, "误写的涉密内容甲乙丙"))
    dialog = history_of(window, lambda store: item_id(store, number))
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
