"""What 任务清单 lists, into a workbook: asks where, writes on the writer thread, says what came of it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.ui.pages.tasks import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.widgets.message_bar import MessageBar


class ListExport(QObject):
    """A subclass says what is written, and how the file is called at first."""

    title = ""

    def __init__(self, messages: MessageBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages = messages
        self._over = parent
        self._context: PageContext | None = None

    @abstractmethod
    def file_name(self) -> str:
        """What the file is called at first; empty where nothing is listed."""

    @abstractmethod
    def writer(self, path: Path) -> Callable[[Store], Path] | None:
        """What writes it on the writer thread; None where nothing is listed."""

    def ask(self) -> None:
        """Ask where, then write."""
        from shengsi_desktop.ui.dialogs.export import ask_path

        name = self.file_name()
        if not name or self._context is None:
            return
        path = ask_path(self._over, self._context.settings.export_folder, name, self.title)
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write what is listed."""
        write, context = self.writer(path), self._context
        if write is not None and context is not None:
            context.operations.run(write, self._saved, self._not_saved, owner=self, saying=words.EXPORTING)

    def _saved(self, path: Path) -> None:
        self._messages.say(
            words.EXPORTED.format(name=path.name),
            [
                (words.OPEN_FILE, lambda: _open(path)),
                (words.OPEN_FOLDER, lambda: _open(path.parent)),
            ],
        )

    def _not_saved(self, problem: BaseException) -> None:
        if isinstance(problem, EnvironmentProblem):
            self._messages.warn(str(problem), [(words.EXPORT_ELSEWHERE, self.ask)])
        elif self._context is not None:
            self._context.operations.tell(problem)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
