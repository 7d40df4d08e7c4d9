"""重大项目 and 重点改革 standing alone, over a real store in a temporary folder, on the real writer thread."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QThreadPool

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import setting_up
from shengsi_desktop.services.worker import StoreWorker
from shengsi_desktop.ui.operations import Operations
from shengsi_desktop.ui.page import PageContext
from shengsi_desktop.ui.theme import current
from tests.gui.conftest import Rest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from shengsi_desktop.store.sessions import Store


class Alone:
    """One view with all around it that a test asks and does."""

    def __init__(self, qtbot: QtBot, worker: StoreWorker, view: Any) -> None:
        self.qtbot, self.worker, self.view = qtbot, worker, view
        self.settings = self.ask(setting_up.settings)
        self.week = parse_week("2023-W30", self.settings.rhythm)
        self.operations = Operations(worker)
        self.problems: list[BaseException] = []
        self.operations.failed.connect(self.problems.append)
        self.operations.changed.connect(view.refresh)
        view.setMinimumSize(640, 480)
        view.resize(1206, 900)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.show_week(PageContext(self.settings.unit, self.week, self.settings, self.operations))
        self.settle()

    def ask(self, question: Callable[[Store], Any]) -> Any:
        """Ask the store on its own thread."""
        return self.worker.call(question)

    def settle(self) -> None:
        """Wait until nothing is under way between view and store."""

        Rest(lambda: self.operations.idle and not self.view._together.isActive()).come()

    def told(self) -> str:
        """The problem told last, which is taken off the list."""
        return str(self.problems.pop())


@pytest.fixture
def alone(qtbot: QtBot, set_up_store: Path, tmp_path: Path) -> Iterator[Callable[[Any], Alone]]:
    """Show a view of 县文广旅体局 in week 30."""
    current.apply("light")
    shutil.copytree(set_up_store, tmp_path / "store")
    worker = StoreWorker(tmp_path / "store")
    worker.start()
    made: list[Alone] = []

    def show(view: Any) -> Alone:
        made.append(Alone(qtbot, worker, view))
        return made[-1]

    yield show
    for one in made:
        one.view.hide()
        one.settle()
        chart = getattr(getattr(one.view.detail, "curve", None), "chart", None)
        if chart is not None:
            qtbot.waitUntil(lambda chart=chart: not chart.drawer.busy, timeout=20000)
            chart._wait.stop()
        QThreadPool.globalInstance().waitForDone(20000)
        one.view.deleteLater()
        one.operations.deleteLater()
        assert not one.problems
    worker.stop()
