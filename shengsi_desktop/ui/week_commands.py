"""What is done with a week as a whole: the 上会稿 printed or kept, versions read, 报送 and 退回 registered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.print_document import PrintDocument
    from shengsi_desktop.domain.week_states import WeekStanding
    from shengsi_desktop.ui.main_window import MainWindow
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.printing.preview import PreviewDialog


#: instead of registering a version that the week no longer says
CHANGED_SINCE = (
    "定稿v{number}之后又有改动，报送的应是定稿，尚未登记。请先再次定稿；改动不要的，可撤销后再登记。"
)


class WeekCommands(QObject):
    """Acts for one window; each asks the store first and opens its dialog with the answer."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        #: the dialog opened last
        self.dialog: QDialog | None = None

    def do(self, name: str) -> None:
        """One of the state bar's commands, or solicit."""
        acts: dict[str, Callable[[], object]] = {
            "print": self.print_copy,
            "pdf": self.save_pdf,
            "versions": self.show_versions,
            "submitted": lambda: self._register(returned=False),
            "returned": lambda: self._register(returned=True),
            "again": lambda: self._register(returned=False),
            "solicit": self.solicit,
            "not_for_meeting": self.take_back_copy,
        }
        acts[name]()

    def print_copy(self) -> None:
        """打印上会稿: the preview; once it is printed the week is a 上会稿."""

        def show(document: PrintDocument, context: PageContext) -> None:
            from shengsi_desktop.ui.printing.preview import open_preview

            preview = open_preview(document, self._window, lambda: self._made(context))
            if preview is not None:
                self.dialog = preview
                preview.pdf_asked.connect(lambda: self._ask_pdf(document, context, preview))

        self._with_copy(show)

    def save_pdf(self) -> None:
        """The same pages as a PDF file."""

        self._with_copy(self._ask_pdf)

    def _ask_pdf(
        self, document: PrintDocument, context: PageContext, preview: PreviewDialog | None = None
    ) -> None:
        """Where to; with a path the preview, where it was asked for there, gives way to what is said of the file."""
        from shengsi_desktop.ui.dialogs.export import ask_path

        name = f"{context.unit.name}{context.week.label}上会稿.pdf"
        over = preview or self._window
        path = ask_path(over, context.settings.export_folder, name, "上会稿存为PDF", kind="PDF 文件 (*.pdf)")
        if path is not None:
            if preview is not None:
                preview.reject()
            self.write_pdf(document, context, path)

    def write_pdf(self, document: PrintDocument, context: PageContext, path: Path) -> None:
        """Lay it out and write it whole; the old file stays until the new one is complete."""
        from shengsi_desktop.ui.printing.pages import pdf_bytes

        content = pdf_bytes(document)
        unit_id, week = context.unit.id, context.week

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import exporting, week_states

            exporting.write_file(path, content)
            return week_states.mark_for_meeting(store, unit_id, week)

        self._window.operations.run(write, lambda _changed: self._kept(path), owner=self, saying="正在写入…")

    def take_back_copy(self) -> None:
        """撤回上会稿."""
        context = self._begin()
        if context is not None:
            unit_id, week = context.unit.id, context.week

            def write(store: Any) -> frozenset[FieldKey]:
                from shengsi_desktop.services import week_states

                return week_states.take_back_for_meeting(store, unit_id, week)

            self._window.operations.run(write, owner=self)

    def show_versions(self) -> None:
        """定稿版本: read one, compare two."""
        context = self._begin()
        if context is not None:
            from shengsi_desktop.ui.dialogs.versions.dialog import VersionsDialog

            versions = VersionsDialog(context, self._window)
            versions.export_wanted.connect(self._window.commands.export_version)
            self.dialog = versions
            versions.open()

    def solicit(self) -> None:
        """征集: messages to the sections, their replies."""
        context = self._begin()
        if context is not None:
            from shengsi_desktop.ui.dialogs.solicit.dialog import SolicitDialog

            self.dialog = SolicitDialog(context, self._window)
            self.dialog.open()

    def _register(self, *, returned: bool) -> None:
        context = self._begin()
        if context is None:
            return
        unit_id, week = context.unit.id, context.week

        def ask(store: Any) -> WeekStanding:
            from shengsi_desktop.services import finalising

            return finalising.standing_now(store, unit_id, week)

        def show(standing: WeekStanding) -> None:
            if standing.changed and not returned:
                words = CHANGED_SINCE.format(number=standing.version)
                again = ("再次定稿", self._window.commands.finalise)
                self._window.messages.warn(words, [again, ("看改了什么", self.show_versions)])
                return
            from shengsi_desktop.ui.dialogs.opening import open_alone
            from shengsi_desktop.ui.dialogs.register import RegisterDialog

            dialog = RegisterDialog(context, standing, self._window.clock(), self._window, returned=returned)
            dialog.registered.connect(self._window.messages.say)
            if open_alone(dialog):
                self.dialog = dialog

        self._window.operations.run(ask, show, owner=self)

    def _begin(self) -> PageContext | None:
        """Whose week; what is typed goes to the store first."""
        if self._window.context is not None:
            self._window.commands.commit_typing()
        return self._window.context

    def _with_copy(self, then: Callable[[PrintDocument, PageContext], object]) -> None:
        context = self._begin()
        if context is None:
            return
        unit_id, week, now = context.unit.id, context.week, self._window.clock()

        def ask(store: Any) -> PrintDocument:
            from shengsi_desktop.services import exporting

            return exporting.meeting_copy(store, unit_id, week, now)

        self._window.operations.run(
            ask, lambda document: then(document, context), owner=self, saying="正在排版…"
        )

    def _made(self, context: PageContext) -> None:
        unit_id, week = context.unit.id, context.week

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import week_states

            return week_states.mark_for_meeting(store, unit_id, week)

        self._window.operations.run(write, owner=self)

    def _kept(self, path: Path) -> None:
        from shengsi_desktop.ui.desk_commands import open_file

        self._window.messages.say(
            f"已保存：{path.name}",
            [("打开文件", lambda: open_file(path)), ("打开所在文件夹", lambda: open_file(path.parent))],
            in_line=True,
        )
