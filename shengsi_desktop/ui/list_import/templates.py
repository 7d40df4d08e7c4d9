"""下载模板: ask where, write whole, say so; offered again elsewhere when the machine stands in the way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal
from shengsi_desktop.ui.dialogs.export import ask_path
from shengsi_desktop.ui.list_import import words
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.widgets.file_drop import first_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.lists import ListKind
    from shengsi_desktop.ui.operations import Operations
    from shengsi_desktop.ui.widgets.message_bar import MessageBar


class Templates(QObject):
    """Acts for one window; what happened is said in its message bar."""

    def __init__(self, operations: Operations, messages: MessageBar, owner: QWidget) -> None:
        super().__init__(owner)
        self._operations = operations
        self._messages = messages
        self._owner = owner

    def ask(self, kind: ListKind) -> None:
        """Ask where the template of that list is to be kept."""

        def place(store: Any) -> tuple[str, str]:
            from shengsi_desktop.services.lists import templates as list_templates

            return list_templates.suggested_place(store, kind)

        def choose(answer: tuple[str, str]) -> None:
            self._choose(kind, *answer)

        self._operations.run(place, choose, self._failed, owner=self)

    def save(self, kind: ListKind, path: Path) -> None:
        """Write it there."""
        wanted = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")

        def write(store: Any) -> Path:
            from shengsi_desktop.services.lists import templates as list_templates

            return list_templates.save_template(store, kind, wanted)

        def fail(problem: BaseException) -> None:
            self._not_saved(problem, kind, wanted)

        self._operations.run(write, self._saved, fail, owner=self, saying=words.SAVING_TEMPLATE)

    def _choose(self, kind: ListKind, folder: str, name: str) -> None:
        start = folder if folder and Path(folder).is_dir() else first_folder()
        path = ask_path(self._owner, start, name, words.SAVE_TEMPLATE, kind=words.WORKBOOK_KIND)
        if path is not None:
            self.save(kind, path)

    def _saved(self, path: Path) -> None:
        self._messages.say(
            words.TEMPLATE_SAVED.format(name=path.name),
            [(words.OPEN_FILE, lambda: _open(path)), (words.OPEN_FOLDER, lambda: _open(path.parent))],
        )

    def _not_saved(self, problem: BaseException, kind: ListKind, path: Path) -> None:
        if isinstance(problem, EnvironmentProblem):
            elsewhere = (words.SAVE_ELSEWHERE, lambda: self._choose(kind, "", path.name))
            self._messages.warn(str(problem), [elsewhere])
        else:
            self._failed(problem)

    def _failed(self, problem: BaseException) -> None:
        if isinstance(problem, Refusal):
            self._messages.warn(str(problem))
        else:
            self._operations.tell(problem)
            self._messages.warn(BUG)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
