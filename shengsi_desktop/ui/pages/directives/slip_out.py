"""督办单 into a file: asks where, writes on the writer thread, says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.ui.dialogs.export import ask_path
from shengsi_desktop.ui.pages.directives import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.ui.pages.directives.commands import DirectiveCommands
    from shengsi_desktop.ui.widgets.message_bar import MessageBar


class SlipExport(QObject):
    """Of the directives that `ask` names."""

    def __init__(self, messages: MessageBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages, self._over = messages, parent
        self._commands: DirectiveCommands | None = None
        self._ids: tuple[str, ...] = ()

    def ask(self, commands: DirectiveCommands, ids: Sequence[str]) -> None:
        """Ask where, then write."""
        self._commands, self._ids = commands, tuple(ids)
        commands.slip_name(ids, self._ask_path)

    def save(self, path: Path) -> None:
        """Write those that were asked for last."""
        if self._commands is not None:
            self._commands.write_slips(self._ids, path, self._saved, self._not_saved, words.SLIP_SAVING)

    def _ask_path(self, name: str) -> None:
        folder = self._commands.context.settings.export_folder if self._commands is not None else ""
        path = ask_path(self._over, folder, name, words.SLIP_TITLE, kind=words.SLIP_FILTER)
        if path is not None:
            self.save(path)

    def _saved(self, path: Path) -> None:
        self._messages.say(
            words.SLIP_SAVED.format(name=path.name),
            [(words.OPEN_FILE, lambda: _open(path)), (words.OPEN_FOLDER, lambda: _open(path.parent))],
        )

    def _not_saved(self, problem: BaseException) -> None:
        if isinstance(problem, EnvironmentProblem):
            again = [(words.SAVE_ELSEWHERE, self._ask_again)]
            self._messages.warn(str(problem), again)
        elif self._commands is not None:
            self._commands.context.operations.tell(problem)

    def _ask_again(self) -> None:
        if self._commands is not None:
            self.ask(self._commands, self._ids)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
