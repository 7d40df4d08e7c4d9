"""任务清单 in the real window over a real store."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.ui.pages.tasks.model import ROW_ROLE, TaskModel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QModelIndex

    from shengsi_desktop.domain.tracking import Deliverable
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.pages.tasks.page import TasksPage


@pytest.fixture
def first_page() -> str:
    return "tasks"


class Tasks:
    """The page, and what a test asks of it."""

    def __init__(self, running: Any) -> None:
        self.running = running
        self.qtbot = running.qtbot
        running.window.show_page("tasks")
        running.settle()
        self.page: TasksPage = running.window.page

    def settle(self) -> None:
        """Wait until the page shows what the store holds."""
        self.running.settle()

    @property
    def listed(self) -> list[str]:
        """The numbers of the items listed, in their order on the screen."""
        found: list[str] = []
        self._walk(self.page.model, self.page.model.index(-1, -1), found)
        return found

    def open(self, number: str) -> None:
        """Show one item, as the search does."""
        row = next(row for row in self.page._rows if row.number == number)
        self.page.show_item(row.id)
        self.settle()

    def deliverable(self, number: str) -> Deliverable:
        """A deliverable of the item shown."""
        assert self.page.pane.detail is not None
        return next(
            one.deliverable for one in self.page.pane.detail.deliverables if one.deliverable.number == number
        )

    def stored(self, question: Callable[[Store], Any]) -> Any:
        """What the store holds."""
        self.settle()
        return self.running.ask(question)

    def _walk(self, model: TaskModel, parent: QModelIndex, found: list[str]) -> None:
        for place in range(model.rowCount(parent)):
            index = model.index(place, 0, parent)
            row = index.data(ROW_ROLE)
            if row is not None:
                found.append(row.number)
            self._walk(model, index, found)


@pytest.fixture
def tasks(run: Callable[..., Any]) -> Tasks:
    """The page of 县文广旅体局."""
    return Tasks(run())


@pytest.fixture
def tasks_of_township(run: Callable[..., Any], township_store: Path, tmp_path: Path) -> Tasks:
    """The page of 花鸟乡."""
    return Tasks(run(shutil.copytree(township_store, tmp_path / "township")))
