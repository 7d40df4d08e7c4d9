"""The real window over a real store in a temporary folder, on the real writer thread."""

from __future__ import annotations

import shutil
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEventLoop, QObject

from shengsi_desktop.services import setting_up
from shengsi_desktop.store.sessions import Store
from shengsi_desktop.ui.app import Desk
from tests.conftest import fires_shortly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtCore import QTimerEvent
    from pytestqt.qtbot import QtBot

#: a Friday afternoon before the hand-in of week 30
FRIDAY = datetime(2023, 7, 28, 14, 0)  # noqa: DTZ001 - the local time, as a wall clock shows it


def store_after_the_first_run(folder: Path, **answers: Any) -> Path:
    """A store to be copied; what is kept of its origin outside of it stays out of the user's own folders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(folder.parent / "config"))
        with Store.open(folder) as store:
            setting_up.first_run(store, **answers)
    return folder


@pytest.fixture(scope="session")
def set_up_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store after the first run, to be copied."""
    folder = tmp_path_factory.mktemp("template") / "store"
    return store_after_the_first_run(folder, unit="县文广旅体局", person="王晓")


@pytest.fixture(scope="session")
def township_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same of 花鸟乡, where no person gave a name."""
    return store_after_the_first_run(tmp_path_factory.mktemp("township") / "store", unit="花鸟乡")


@pytest.fixture
def folder(set_up_store: Path, tmp_path: Path) -> Path:
    """A store of its own for this test."""
    shutil.copytree(set_up_store, tmp_path / "store")
    return tmp_path / "store"


class Rest(QObject):
    """Runs the event loop until there is nothing more to come of what was done.

    That is: `quiet` holds, no short timer is running, and both stay so for STILL looks in a row, in which Qt
    delivers its own events (layouts, painting).
    """

    #: ms between two looks
    LOOK = 2
    STILL = 5

    def __init__(self, quiet: Callable[[], bool]) -> None:
        super().__init__()
        self._quiet, self._still = quiet, 0
        self._loop = QEventLoop()
        self._end = 0.0

    def come(self, seconds: float = 15) -> None:
        """Come to rest; fails when that takes longer."""
        self._end = time.monotonic() + seconds
        timer = self.startTimer(self.LOOK)
        self._loop.exec()
        self.killTimer(timer)
        assert self._still >= self.STILL, f"no rest in {seconds} s"

    def timerEvent(self, event: QTimerEvent) -> None:  # noqa: N802 - the name is Qt's
        """Look once."""
        self._still = self._still + 1 if self._quiet() and not fires_shortly() else 0
        if self._still >= self.STILL or time.monotonic() > self._end:
            self._loop.quit()


class Running:
    """A running window and what a test asks of it."""

    def __init__(self, qtbot: QtBot, folder: Path, now: datetime = FRIDAY, page: str = "") -> None:
        self.qtbot = qtbot
        self.desk = Desk(folder, clock=lambda: now)
        self.window = self.desk.window
        self.desk.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        if page:
            # whoever goes there at once does not wait for the week's page
            self.window.show_page(page)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way between window and store."""

        def quiet() -> bool:
            worker = self.desk.worker
            return worker is not None and worker.running and self.desk.operations.idle

        Rest(quiet).come()

    def ask(self, question: Callable[[Store], Any]) -> Any:
        """Ask the store on its own thread."""
        return self.desk.worker.call(question)

    def close(self) -> None:
        """Close the window as a user does; the program's end."""
        self.window.close()


@pytest.fixture
def first_page() -> str:
    """The page that the tests of a folder or module go to first; empty: the one that the window opens on."""
    return ""


@pytest.fixture
def run(qtbot: QtBot, folder: Path, first_page: str) -> Iterator[Callable[..., Running]]:
    """Open the window; every one is closed again."""
    opened: list[Running] = []

    def start(where: Path = folder, now: datetime = FRIDAY) -> Running:
        opened.append(Running(qtbot, where, now, first_page))
        return opened[-1]

    yield start
    for one in opened:
        one.window._told = one.window.commands.unkept_words()
        one.close()
        one.window.deleteLater()
        one.desk.deleteLater()
