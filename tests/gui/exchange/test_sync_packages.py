"""本单位同步 in the window: a package made, looked at, taken in or called off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QWidget

from shengsi_desktop.domain.syncing import SyncPreview
from shengsi_desktop.ui.pages.exchange import sync_commands
from shengsi_desktop.ui.pages.exchange.sync_dialogs import TakeDialog, excerpts
from shengsi_desktop.ui.pages.exchange.sync_progress import LookProgress
from tests.gui.exchange.conftest import looked_into, sync_view

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_preview_called_off_changes_nothing_and_a_broken_file_is_told(
    run: Callable[..., Running], package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TakeDialog, "exec", lambda _dialog: int(QDialog.DialogCode.Rejected.value))
    window = run()
    view = looked_into(window, package)
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
    view = looked_into(window, package)
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
    view = looked_into(window, package)
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
