"""The way to the store: answers come on the Qt thread, failures always arrive, dead widgets are left alone."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread
from PySide6.QtWidgets import QLabel

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.operations import Operations

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

KEY = FieldKey("report", "r1", "progress")


class OtherThread:
    """Runs each operation on a thread of its own, as the worker does on its one."""

    def run(
        self,
        operation: Callable[[Any], Any],
        on_success: Callable[[Any], None],
        on_failure: Callable[[BaseException], None],
    ) -> None:
        def work() -> None:
            try:
                result = operation(None)
            except (Refusal, ZeroDivisionError) as problem:
                on_failure(problem)
            else:
                on_success(result)

        threading.Thread(target=work).start()

    run_beside = run


@pytest.fixture
def operations(qapp: object) -> Operations:
    return Operations(OtherThread())


def test_an_answer_comes_on_the_qt_thread(qtbot: QtBot, operations: Operations) -> None:
    seen: list[tuple[int, bool]] = []
    operations.run(lambda _store: 7, lambda n: seen.append((n, QThread.currentThread().isMainThread())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(7, True)]
    qtbot.waitUntil(lambda: operations.idle)
    qtbot.wait(320)


def test_a_command_tells_every_view_what_changed(qtbot: QtBot, operations: Operations) -> None:
    with qtbot.waitSignals([operations.changed, operations.saved]):
        operations.run(lambda _store: frozenset({KEY}), quiet=True)


def test_a_query_changes_nothing(qtbot: QtBot, operations: Operations) -> None:
    told: list[object] = []
    operations.changed.connect(told.append)
    done: list[object] = []
    operations.run(lambda _store: frozenset(), done.append, quiet=True)
    qtbot.waitUntil(lambda: bool(done))
    assert told == []


def test_a_refusal_nobody_handles_reaches_the_window(qtbot: QtBot, operations: Operations) -> None:
    def refuse(_store: object) -> None:
        raise Refusal("这个议题已不在了，没有改动。")

    with qtbot.waitSignal(operations.failed) as told:
        operations.run(refuse, quiet=True)
    assert str(told.args[0]) == "这个议题已不在了，没有改动。"


@pytest.mark.expects_error_log
def test_a_bug_is_logged_whole_and_told(qtbot: QtBot, operations: Operations) -> None:
    with qtbot.waitSignal(operations.failed):
        operations.run(lambda _store: 1 // 0, quiet=True)


def test_an_answer_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot, operations: Operations) -> None:
    label = QLabel()
    waits = threading.Event()
    operations.run(lambda _store: str(waits.wait(5)), label.setText, quiet=True)
    operations.run(lambda _store: str(waits.wait(5)), lambda text: label.setText(text), quiet=True)
    label.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    waits.set()
    qtbot.waitUntil(lambda: operations.idle)


def test_work_over_300_ms_says_what_it_is(qtbot: QtBot, operations: Operations) -> None:
    waits = threading.Event()
    words: list[str] = []
    operations.busy.connect(words.append)
    operations.run(lambda _store: waits.wait(5), saying="正在导出…")
    qtbot.waitUntil(lambda: words == ["正在导出…"], timeout=2000)
    waits.set()
    qtbot.waitUntil(lambda: words[-1] == "")
