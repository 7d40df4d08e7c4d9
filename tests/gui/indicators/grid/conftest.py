"""The grid alone in a window, over a real store in a temporary folder, on the real writer thread."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlmodel import select

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import history, setting_up
from shengsi_desktop.services.worker import StoreWorker
from shengsi_desktop.store.tables import Indicator, IndicatorPoint
from shengsi_desktop.ui.operations import Operations
from shengsi_desktop.ui.page import PageContext
from shengsi_desktop.ui.pages.indicators.grid.view import GridView
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from shengsi_desktop.store.sessions import Store

GDP, PORT, TOURISM = "地区生产总值", "港口货物吞吐量", "旅游总收入增速"
CARE = "托育服务供给"


class Desk:
    """The grid, and what a test asks of it."""

    def __init__(self, qtbot: QtBot, worker: StoreWorker) -> None:
        self.qtbot, self.worker = qtbot, worker
        self.operations = Operations(worker)
        self.problems: list[str] = []
        self.operations.failed.connect(lambda problem: self.problems.append(str(problem)))
        settings = worker.call(setting_up.settings)
        self.context = PageContext(
            settings.unit, parse_week("2023-W30", settings.rhythm), settings, self.operations
        )
        self.view = GridView()
        qtbot.addWidget(self.view)
        self.operations.changed.connect(self.view.refresh)
        self.table, self.model = self.view.table, self.view.model
        # what is left of 1366 × 768 beside sidebar and header
        self.view.resize(1206, 640)
        self.view.show_week(self.context)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.view.activateWindow()
        self.settle()
        self.to_the_grid()

    def to_the_grid(self) -> None:
        """Come back from a menu or a question, which took the window's place."""
        QApplication.processEvents()
        self.view.activateWindow()
        self.table.setFocus()
        self.qtbot.waitUntil(self.table.hasFocus)

    def settle(self) -> None:
        """Wait until nothing is under way between grid and store."""

        def quiet() -> None:
            assert self.operations.idle
            assert not self.view._together.isActive()

        self.qtbot.waitUntil(quiet, timeout=10000)
        QApplication.processEvents()
        self.qtbot.waitUntil(quiet, timeout=10000)

    def ids(self) -> dict[str, str]:
        """The id of each indicator."""
        return {one.indicator.name: one.indicator.id for one in self.view._facts.standings}

    def stand(self, name: str, month: int, to: tuple[str, int] | None = None) -> None:
        """Put the keys into a cell; `to`: select up to that one."""
        index = self.model.index(self.model.row_of(self.ids()[name]), month - 1)
        self.table.setCurrentIndex(index)
        if to is not None:
            last = self.model.index(self.model.row_of(self.ids()[to[0]]), to[1] - 1)
            self.table.selectionModel().select(
                QItemSelection(index, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def here(self) -> tuple[str, int]:
        """The cell that the keys are in."""
        index = self.table.currentIndex()
        row = self.model.row(index.row())
        assert row is not None
        return row.standing.indicator.name, index.column() + 1

    def text(self, name: str, column: int) -> str:
        """What a month (or a column after December, from 13) says."""
        return str(self.model.index(self.model.row_of(self.ids()[name]), column - 1).data() or "")

    def keys(self, text: str) -> None:
        """Type, wherever the focus is; Chinese by way of an input method."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focus(), letter)
            else:
                self.compose("", letter)

    def compose(self, letters: str, done: str = "") -> None:
        """An input method composes, or is done with a word."""
        event = QInputMethodEvent(letters, [])
        event.setCommitString(done)
        QApplication.sendEvent(self.focus(), event)

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """One key."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(self.focus(), key, held)

    def paste(self, text: str) -> None:
        """Copied in WPS, pasted here."""
        QGuiApplication.clipboard().setText(text)
        self.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def focus(self) -> QWidget:
        """Where the keys go."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def points(self, field: str = "value") -> dict[tuple[str, int], str]:
        """(name, month of 2023) → that field of the point, as stored."""

        def read(store: Store) -> dict[tuple[str, int], str]:
            with store.reading() as session:
                names = {row.id: row.name for row in session.exec(select(Indicator)).all()}
                rows = session.exec(select(IndicatorPoint)).all()
                return {
                    (names[row.indicator_id], int(row.period[5:])): str(getattr(row, field))
                    for row in rows
                    if not row.dead and row.period[:4] == "2023" and getattr(row, field) not in (None, "")
                }

        self.settle()
        found: dict[tuple[str, int], str] = self.worker.call(read)
        return found

    def undo(self) -> str:
        """The window's Ctrl+Z; what was taken back."""
        undone = self.worker.call(history.undo)
        assert undone is not None
        self.view.refresh(undone.changed)
        self.settle()
        return undone.name

    def ask(self, question: Callable[[Store], Any]) -> Any:
        """Ask the store on its own thread, then show what it changed."""
        answer = self.worker.call(question)
        self.view._load()
        self.settle()
        return answer


@pytest.fixture
def desk(qtbot: QtBot, set_up_store: Path, tmp_path: Path) -> Iterator[Desk]:
    """The grid of 县文广旅体局 in July 2023."""
    shutil.copytree(set_up_store, tmp_path / "store")
    current.apply("light")
    worker = StoreWorker(tmp_path / "store")
    worker.start()
    made = Desk(qtbot, worker)
    yield made
    made.view.close()
    made.operations.deleteLater()
    worker.stop()
