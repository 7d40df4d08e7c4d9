"""Editors bound to a stored field: what is typed is kept, committed, and never overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.domain.views import Editable
from shengsi_desktop.services import reporting
from shengsi_desktop.ui.operations import Operations
from shengsi_desktop.ui.widgets.drafts import DraftLine, DraftText
from shengsi_desktop.ui.widgets.refused_words import RefusedWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

# the offscreen platform says what it cannot do; a real one does it
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KEY = FieldKey("report", "r1", "progress")


def editable(text: str = "", key: FieldKey = KEY) -> Editable:
    return Editable(key=key, text=text, bases=(), row_key={})


class Notebook:
    """Stands for the store: what was written into it, in order."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.committed: list[FieldKey] = []
        self.refuses = False

    def run(
        self,
        operation: Callable[[Any], Any],
        on_success: Callable[[Any], None],
        on_failure: Callable[[BaseException], None],
    ) -> None:
        try:
            result = operation(self)
        except EnvironmentProblem as problem:
            on_failure(problem)
        else:
            on_success(result)

    run_beside = run

    def keep(self, _store: object, field: Editable, text: str) -> None:
        if self.refuses:
            raise EnvironmentProblem("磁盘已满，文字还在屏幕上。请腾出空间后再试。")
        self.kept.append(text)

    def commit(self, _store: object, key: FieldKey) -> frozenset[FieldKey]:
        if self.refuses:
            raise EnvironmentProblem("磁盘已满，文字还在屏幕上。请腾出空间后再试。")
        self.committed.append(key)
        return frozenset({key})


class Sheet(QWidget):
    """An editor with another field to go to."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self.text = DraftText(operations)
        self.line = DraftLine(operations)
        self.other = QLineEdit()
        column = QVBoxLayout(self)
        for part in (self.text, self.line, self.other):
            column.addWidget(part)


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    made = Notebook()
    monkeypatch.setattr(reporting, "keep_draft", made.keep)
    monkeypatch.setattr(reporting, "commit_draft", made.commit)
    return made


@pytest.fixture
def sheet(qtbot: QtBot, notebook: Notebook) -> Sheet:
    operations = Operations(notebook)
    made = Sheet(operations)
    made.operations = operations  # kept alive with it
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.text.show_editable(editable("旧文"))
    made.text.setFocus()
    return made


def test_typing_is_kept_within_half_a_second_and_while_it_goes_on(
    qtbot: QtBot, sheet: Sheet, notebook: Notebook
) -> None:
    for _ in range(6):
        QTest.keyClicks(sheet.text, "a")
        qtbot.wait(120)
    assert notebook.kept, "nothing was kept while the keys kept coming"
    qtbot.waitUntil(lambda: notebook.kept[-1] == sheet.text.toPlainText(), timeout=500)
    assert not notebook.committed


def test_leaving_the_field_commits_it_once(qtbot: QtBot, sheet: Sheet, notebook: Notebook) -> None:
    QTest.keyClicks(sheet.text, "b")
    sheet.other.setFocus()
    assert notebook.kept == [sheet.text.toPlainText()]
    assert notebook.committed == [KEY]
    sheet.text.setFocus()
    sheet.other.setFocus()
    assert notebook.committed == [KEY]


def test_nothing_is_kept_in_the_middle_of_a_word_of_an_input_method(
    qtbot: QtBot, sheet: Sheet, notebook: Notebook
) -> None:
    QApplication.sendEvent(sheet.text, QInputMethodEvent("yu", []))
    qtbot.wait(700)
    assert notebook.kept == []
    done = QInputMethodEvent("", [])
    done.setCommitString("渔旅")
    QApplication.sendEvent(sheet.text, done)
    qtbot.waitUntil(lambda: notebook.kept == ["渔旅旧文"], timeout=1000)


def test_finished_words_are_kept_while_the_next_one_is_being_composed(
    qtbot: QtBot, sheet: Sheet, notebook: Notebook
) -> None:
    done = QInputMethodEvent("", [])
    done.setCommitString("施工")
    QApplication.sendEvent(sheet.text, done)
    QApplication.sendEvent(sheet.text, QInputMethodEvent("kai", []))
    qtbot.waitUntil(lambda: notebook.kept == ["施工旧文"], timeout=1000)
    sheet.line.show_editable(editable("旧题", FieldKey("topic", "t1", "title")))
    QApplication.sendEvent(sheet.line, done)
    QApplication.sendEvent(sheet.line, QInputMethodEvent("yan", []))
    qtbot.waitUntil(lambda: len(notebook.kept) == 2, timeout=1000)
    assert "施工" in notebook.kept[1]
    assert "yan" not in notebook.kept[1]


def test_a_refresh_does_not_overwrite_what_is_being_typed(sheet: Sheet, notebook: Notebook) -> None:
    QTest.keyClicks(sheet.text, "c")
    typed = sheet.text.toPlainText()
    sheet.text.show_editable(editable("别处来的"))
    assert sheet.text.toPlainText() == typed


def test_a_refresh_waits_while_the_field_has_the_focus_and_shows_afterwards(sheet: Sheet) -> None:
    sheet.text.show_editable(editable("别处来的"))
    assert sheet.text.toPlainText() == "旧文"
    sheet.other.setFocus()
    assert sheet.text.toPlainText() == "别处来的"


def test_going_to_another_field_of_the_store_commits_the_first(sheet: Sheet, notebook: Notebook) -> None:
    QTest.keyClicks(sheet.text, "d")
    sheet.text.show_editable(editable("另一项", FieldKey("report", "r2", "progress")))
    assert notebook.committed == [KEY]
    assert sheet.text.toPlainText() == "另一项"


def test_typed_words_survive_a_store_that_refuses_and_are_tried_again(
    qtbot: QtBot, sheet: Sheet, notebook: Notebook
) -> None:
    told: list[object] = []
    sheet.operations.failed.connect(told.append)
    notebook.refuses = True
    QTest.keyClicks(sheet.text, "e")
    qtbot.waitUntil(lambda: sheet.text.draft.in_trouble, timeout=1000)
    assert sheet.text.property("trouble") is True
    assert "磁盘已满" in str(told[0])
    notebook.refuses = False
    QTest.keyClicks(sheet.text, "f")
    qtbot.waitUntil(lambda: not sheet.text.draft.in_trouble, timeout=1000)
    assert notebook.kept[-1] == sheet.text.toPlainText()


def test_refused_words_stay_with_their_field_while_another_one_is_shown(
    qtbot: QtBot, sheet: Sheet, notebook: Notebook
) -> None:
    other = FieldKey("report", "r2", "progress")
    refused = RefusedWords.of(sheet.operations)
    notebook.refuses = True
    sheet.text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(sheet.text, "e")
    sheet.text.show_editable(editable("另一项", other))
    qtbot.waitUntil(lambda: bool(refused.words), timeout=1000)
    assert not sheet.text.draft.in_trouble
    assert sheet.text.toPlainText() == "另一项"
    assert refused.words == ["旧文e"]

    sheet.text.show_editable(editable("旧文"))
    assert sheet.text.toPlainText() == "旧文e"
    assert sheet.text.draft.in_trouble
    assert refused.words == []
    notebook.refuses = False
    qtbot.waitUntil(lambda: not sheet.text.draft.in_trouble, timeout=1000)
    assert notebook.kept == ["旧文e"]

    notebook.refuses = True
    sheet.text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(sheet.text, "f")
    sheet.text.show_editable(None)
    qtbot.waitUntil(lambda: bool(refused.words), timeout=1000)
    notebook.refuses = False
    refused.try_again()
    qtbot.waitUntil(lambda: KEY in notebook.committed, timeout=1000)
    assert notebook.kept[-1] == "旧文ef"
    assert refused.words == []


def test_enter_in_a_line_commits_it_and_ctrl_enter_is_left_to_the_window(
    sheet: Sheet, notebook: Notebook
) -> None:
    sheet.line.show_editable(editable("", FieldKey("meeting", "m1", "place")))
    sheet.line.setFocus()
    QTest.keyClicks(sheet.line, "3F")
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)
    assert notebook.committed == [FieldKey("meeting", "m1", "place")]
    before = sheet.text.toPlainText()
    QTest.keyClick(sheet.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.text.toPlainText() == before
