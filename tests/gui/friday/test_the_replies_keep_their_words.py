"""征集: neither a disk that is full nor quitting from the tray takes words from the box and the parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.services import solicit_notes, soliciting
from shengsi_desktop.store.sessions import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def full(*_given: object, **_more: object) -> None:
    raise EnvironmentProblem("磁盘已满，没有写入。")


def test_replies_keep_words_and_focus(
    run: Callable[..., Running], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run()
    context = app.window.context
    assert context is not None
    unit_id, week = context.unit.id, context.week
    app.ask(lambda store: soliciting.keep_reply(store, unit_id, week, "4-2：已完工\n8-3：新的\n15-1：开工"))
    app.window.commands.week.solicit()
    app.settle()
    dialog: Any = app.window.commands.week.dialog
    dialog.activateWindow()
    # the part that was dealt with hands the focus on; the others keep their cards
    first, second, third = dialog.cards
    first.fields["progress"].setFocus()
    first.skip.click()
    app.settle()
    assert QApplication.focusWidget() is second.fields["progress"]
    assert dialog.cards[:2] == [second, third]
    third.fields["progress"].setFocus()
    QTest.mouseClick(second.skip, Qt.MouseButton.LeftButton)
    app.settle()
    assert QApplication.focusWidget() is third.fields["progress"]
    left_out = next(one for one in dialog.cards if one.proposal.key == second.proposal.key)
    left_out.skipped.emit(left_out.proposal.key, True)
    app.settle()

    # a box that could not become a reply stays, and the dialog with it
    dialog.paste.setPlainText("粘贴的回复")
    with monkeypatch.context() as disk:
        disk.setattr(soliciting, "keep_reply", full)
        dialog.reject()
        app.settle()
        assert dialog.isVisible()
        assert dialog.paste.toPlainText() == "粘贴的回复"
        assert "粘贴的回复" in app.window.commands.unkept_words()
        dialog.reject()
        app.settle()
    assert app.ask(lambda store: solicit_notes.box(store, unit_id, week)) == "粘贴的回复"

    # quitting right after the last key
    app.window.commands.week.solicit()
    app.settle()
    dialog = app.window.commands.week.dialog
    assert dialog.paste.toPlainText() == "粘贴的回复"
    card = next(one for one in dialog.cards if one.proposal.number == "8-3")
    card.fields["progress"].setPlainText("改过的")
    dialog.paste.appendPlainText("最后几个字")
    app.window.quit()
    app.qtbot.waitUntil(lambda: not app.window.isVisible(), timeout=3000)
    with Store.open(folder) as store:
        assert solicit_notes.box(store, unit_id, week) == "粘贴的回复\n最后几个字"
        parts = {
            one.number: one.words.progress for one in soliciting.replies(store, unit_id, week)[0].proposals
        }
    assert parts["8-3"] == "改过的"
