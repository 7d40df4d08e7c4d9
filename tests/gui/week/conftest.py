"""The real page over a real store in a temporary folder, on the real writer thread."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlmodel import col, select

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import reporting, setting_up
from shengsi_desktop.services.worker import StoreWorker
from shengsi_desktop.store.local_tables import ChangeRow, Draft
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.ui.operations import Operations
from shengsi_desktop.ui.page import PageContext
from shengsi_desktop.ui.pages.week.page import WeekPageWidget
from shengsi_desktop.ui.theme import current
from tests.gui.conftest import store_after_the_first_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.store.sessions import Store

LEADING_UNIT = "县文广旅体局"


class Desk:
    """The page with all around it that a test asks and does."""

    def __init__(self, qtbot: QtBot, worker: StoreWorker, week: str = "2023-W30") -> None:
        self.qtbot = qtbot
        self.worker = worker
        self.settings = self.ask(setting_up.settings)
        self.unit = self.settings.unit
        self.week = parse_week(week, self.settings.rhythm)
        self.operations = Operations(worker)
        self.problems: list[BaseException] = []
        self.operations.failed.connect(self.problems.append)
        self.page = WeekPageWidget()
        self.page.setMinimumSize(640, 480)
        self.page.resize(1270, 800)
        self.operations.changed.connect(self.page.refresh)
        qtbot.addWidget(self.page)

    def open(self) -> None:
        """Show the page and its week, and wait until it stands."""
        self.page.show()
        self.qtbot.waitExposed(self.page)
        self.page.activateWindow()
        self.show_week(str(self.week))

    def show_week(self, week: str) -> None:
        """Show another week of the same unit."""
        self.week = parse_week(week, self.settings.rhythm)
        self.page.show_week(PageContext(self.unit, self.week, self.settings, self.operations))
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way between page and store."""

        def quiet() -> None:
            assert self.operations.idle
            assert not self.page._together.isActive()
            assert self.page.report is not None
            assert self.page.report.form is not None

        self.qtbot.waitUntil(quiet, timeout=5000)
        QApplication.processEvents()  # a layout shows what was added to it by an event

    def ask(self, question: Callable[[Store], Any]) -> Any:
        """Ask the store on its own thread."""
        return self.worker.call(question)

    def rows(self, model: Any, **values: object) -> list[Any]:
        """The living rows of a table with these values."""

        def read(store: Store) -> list[Any]:
            with store.reading() as session:
                wanted = alive(model)
                for name, value in values.items():
                    wanted = wanted.where(getattr(model, name) == value)
                return list(session.exec(wanted.order_by(col(model.id))).all())

        return list(self.ask(read))

    def drafts(self) -> list[Draft]:
        """What is typed and not yet a change."""

        def read(store: Store) -> list[Draft]:
            with store.reading() as session:
                return list(session.exec(select(Draft)).all())

        return list(self.ask(read))

    def changes(self, entity: str, field: str) -> list[ChangeRow]:
        """The change records of one field of one table, oldest first."""

        def read(store: Store) -> list[ChangeRow]:
            with store.reading() as session:
                wanted = select(ChangeRow).where(ChangeRow.entity == entity, ChangeRow.field == field)
                return list(session.exec(wanted.order_by(col(ChangeRow.seq))).all())

        return list(self.ask(read))

    def item(self, number: str) -> ItemRow:
        """One of my items by its number."""
        page = self.ask(lambda store: reporting.week_page(store, self.unit.id, self.week))
        return next(row for row in page.rows if row.number == number)

    def choose(self, number: str) -> ItemRow:
        """Choose an item in the list and wait for its form."""
        row = self.item(number)
        self.page.open_target(row.id)
        self.settle()
        return row

    def type(self, editor: QWidget, text: str) -> None:
        """Type into an editor, key by key."""
        editor.setFocus()
        QTest.keyClicks(editor, text)

    def leave(self) -> None:
        """Put the focus back into the list, and wait for what that saves."""
        self.page.items.view.setFocus(Qt.FocusReason.MouseFocusReason)
        self.settle()

    @property
    def view(self) -> Any:
        """The form of the chosen item."""
        assert self.page.report is not None
        return self.page.report.view


@pytest.fixture(scope="session")
def nobody_named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of 县文广旅体局 with the built-in plan, in which no person gave a name; to be copied."""
    folder = tmp_path_factory.mktemp("nobody-named") / "store"
    return store_after_the_first_run(folder, unit=LEADING_UNIT)


@pytest.fixture
def worker(nobody_named: Path, tmp_path: Path) -> Iterator[StoreWorker]:
    """A copy of it on its own thread."""
    made = StoreWorker(shutil.copytree(nobody_named, tmp_path / "store"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def desk(qtbot: QtBot, worker: StoreWorker) -> Iterator[Desk]:
    """The page, not yet shown, over that store."""
    current.apply("light")
    made = Desk(qtbot, worker)
    yield made
    made.page.flush()
    made.page.hide()
    qtbot.waitUntil(lambda: made.operations.idle, timeout=5000)
    made.operations.deleteLater()
    assert not made.problems
