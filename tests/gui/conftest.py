"""The real window over a real store in a temporary folder, on the real writer thread."""

from __future__ import annotations

import shutil
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.services import setting_up
from shengsi_desktop.store.sessions import Store
from shengsi_desktop.ui.app import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

#: a Friday afternoon before the hand-in of week 30
FRIDAY = datetime(2023, 7, 28, 14, 0)  # noqa: DTZ001 - the local time, as a wall clock shows it


@pytest.fixture(scope="session")
def set_up_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store after the first run, to be copied."""
    folder = tmp_path_factory.mktemp("template") / "store"
    with Store.open(folder) as store:
        setting_up.first_run(store, unit="县文广旅体局", person="王晓")
    return folder


@pytest.fixture
def folder(set_up_store: Path, tmp_path: Path) -> Path:
    """A store of its own for this test."""
    shutil.copytree(set_up_store, tmp_path / "store")
    return tmp_path / "store"


class Running:
    """A running window and what a test asks of it."""

    def __init__(self, qtbot: QtBot, folder: Path, now: datetime = FRIDAY) -> None:
        self.qtbot = qtbot
        self.desk = Desk(folder, clock=lambda: now)
        self.window = self.desk.window
        self.desk.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way between window and store."""

        def quiet() -> None:
            assert self.desk.worker is not None
            assert self.desk.worker.running
            assert self.desk.operations.idle

        self.qtbot.waitUntil(quiet, timeout=15000)
        self.qtbot.wait(60)
        self.qtbot.waitUntil(quiet, timeout=15000)

    def ask(self, question: Callable[[Store], Any]) -> Any:
        """Ask the store on its own thread."""
        return self.desk.worker.call(question)

    def close(self) -> None:
        """Close the window as a user does; the program's end."""
        self.window.close()


@pytest.fixture
def run(qtbot: QtBot, folder: Path) -> Iterator[Callable[..., Running]]:
    """Open the window; every one is closed again."""
    opened: list[Running] = []

    def start(where: Path = folder, now: datetime = FRIDAY) -> Running:
        opened.append(Running(qtbot, where, now))
        return opened[-1]

    yield start
    for one in opened:
        one.window._told = one.window.commands.unkept_words()
        one.close()
        one.window.deleteLater()
        one.desk.deleteLater()
