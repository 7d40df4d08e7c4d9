"""The board 按岛, as it is listed, into a workbook: asks where, writes on the writer thread, says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from shengsi_desktop.domain.islands import IslandBoard
from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.ui.pages.tasks import words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.islands import IslandGroup
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.widgets.message_bar import MessageBar


class IslandExport(QObject):
    """`board` is what is written: the page sets it with each listing by island."""

    def __init__(self, messages: MessageBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.board: IslandBoard | None = None
        self._messages = messages
        self._over = parent
        self._context: PageContext | None = None

    def take(self, context: PageContext, unit: str, groups: tuple[IslandGroup, ...], *, whole: bool) -> None:
        """This is listed now, as `unit` sees it."""
        self._context = context
        settings, week = context.settings, context.week
        self.board = IslandBoard(unit, settings.plan_title, week.label, week.last, whole, groups)

    def ask(self) -> None:
        """Ask where, then write."""
        from shengsi_desktop.ui.dialogs.export import ask_path

        if self.board is None or self._context is None:
            return
        name = words.BOARD_FILE.format(week=self.board.week)
        path = ask_path(self._over, self._context.settings.export_folder, name, words.EXPORT_BOARD_TITLE)
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write what is listed."""
        board, context = self.board, self._context
        if board is None or context is None:
            return

        def write(_store: Store) -> Path:
            from shengsi_desktop.services import islands

            islands.export_board(board, path)
            return path

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
