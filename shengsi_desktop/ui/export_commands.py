"""导出周会商表 of the shown week: which of its versions, where to, and what is said of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from shengsi_desktop.domain.problems import EnvironmentProblem

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.domain.week_states import WeekStanding
    from shengsi_desktop.ui.main_window import MainWindow


class ExportCommands(QObject):
    """Acts for one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._operations = window.operations

    def export(self) -> None:
        """Ask which, where the week was changed after its 定稿, and where to; write, offer to open."""
        context = self._window.context
        if context is None:
            return
        self._window.commands.commit_typing()
        unit_id, week = context.unit.id, context.week

        def ask(store: Any) -> WeekStanding:
            from shengsi_desktop.services import finalising

            return finalising.standing_now(store, unit_id, week)

        def show(standing: WeekStanding) -> None:
            if standing.changed and standing.version:
                from shengsi_desktop.ui.dialogs.which_version import ask_which

                ask_which(self._window, standing.version, self.export_version)
            else:
                self.export_version(None)

        self._operations.run(ask, show, owner=self)

    def export_version(self, number: int | None) -> None:
        """Ask where 定稿第n版, or the week as it stands, is to be written."""
        context = self._window.context
        if context is None:
            return
        unit_id, week = context.unit.id, context.week

        def name(store: Any) -> str:
            from shengsi_desktop.services import exporting

            return exporting.suggested_name(store, unit_id, week, number)

        self._operations.run(name, lambda found: self._ask_where(found, number), owner=self)

    def _ask_where(self, name: str, number: int | None) -> None:
        from shengsi_desktop.ui.dialogs.export import ask_path

        context = self._window.context
        path = ask_path(self._window, context.settings.export_folder if context else "", name)
        if path is not None:
            self.export_to(path, number)

    def export_to(self, path: Path, number: int | None = None) -> None:
        """Write the shown week's table, or that 定稿 of it, to `path`."""
        context = self._window.context
        if context is None:
            return
        self._window.commands.commit_typing()
        unit_id, week = context.unit.id, context.week

        def write(store: Any) -> Path:
            from shengsi_desktop.services import exporting, setting_up

            written = exporting.export_week(store, unit_id, week, path, number=number)
            setting_up.change_settings(store, export_folder=str(written.parent))
            return written

        self._operations.run(
            write,
            self._exported,
            lambda problem: self._not_exported(problem, path, number),
            owner=self,
            saying="正在导出…",
        )

    def _exported(self, path: Path) -> None:
        from shengsi_desktop.ui.desk_commands import open_file

        self._window.messages.say(
            f"已导出：{path.name}",
            [("打开文件", lambda: open_file(path)), ("打开所在文件夹", lambda: open_file(path.parent))],
            in_line=True,
        )

    def _not_exported(self, problem: BaseException, path: Path, number: int | None) -> None:
        if not isinstance(problem, EnvironmentProblem):
            self._operations.tell(problem)
            return
        self._window.messages.warn(str(problem), [("另存到别处", lambda: self._ask_where(path.name, number))])
