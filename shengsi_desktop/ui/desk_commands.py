"""What the window's buttons and keys do: undo and redo, export, 定稿, settings, the words before closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QObject, QPoint, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from shengsi_desktop.rhythm import weeks
from shengsi_desktop.ui.dialogs.opening import bring_forward_unstored, open_alone
from shengsi_desktop.ui.page import as_of
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.drafts import DraftBinding
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.refused_words import RefusedWords
from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords, take_typed

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.domain.meetings import Directive
    from shengsi_desktop.domain.views import DeskSettings, Undone, WeekPage
    from shengsi_desktop.domain.week_states import WeekStanding
    from shengsi_desktop.services.plan_import import PlanEntry
    from shengsi_desktop.ui.export_commands import ExportCommands
    from shengsi_desktop.ui.list_import.commands import ListCommands
    from shengsi_desktop.ui.main_window import MainWindow
    from shengsi_desktop.ui.plan_import.commands import PlanCommands
    from shengsi_desktop.ui.week_commands import WeekCommands


#: the command that nobody takes back by Ctrl+Z: without it there is no desk
FIRST_RUN = "首次设置"
CLOSE_ANYWAY = "仍然关闭"
STILL_WRITING = "还在写入台账，请稍候再关。再关一次则不再等。"
NOT_TAKEN = "“{words}”还没有写进台账：这一栏不能这样填。请先改好，或按Esc放弃。"
#: closing waits for the store no longer than this (ms)
_LONGEST_WAIT = 5000


class DeskCommands(QObject):
    """Acts for one window."""

    #: (bytes, file's name, passphrase, who asks) of a 移交包 that the desk is to be taken from
    handover_chosen = Signal(object, object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._operations = window.operations
        self._plans: PlanCommands | None = None
        self._lists: ListCommands | None = None
        self._week: WeekCommands | None = None
        self._exports: ExportCommands | None = None

    def show_help(self) -> None:
        """使用说明, with the source of the light rule."""
        from shengsi_desktop.ui.dialogs.help import HelpDialog

        HelpDialog(self._window).show()

    def commit_typing(self) -> list[str]:
        """Every word typed anywhere becomes a change, in the order of the queue before what comes next.

        Words that their field cannot take are returned.
        """
        # what an input method is still composing belongs to the field
        QGuiApplication.inputMethod().commit()
        left = take_typed(self._window)
        RefusedWords.of(self._operations).try_again()
        for binding in self._bindings():
            binding.flush()
        return left

    def may_go_on(self) -> bool:
        """Commit before another thing is shown; False, said in words, where a field cannot take its words."""
        left = self.commit_typing()
        if left:
            self._window.messages.warn(NOT_TAKEN.format(words=left[0][:20]))
        return not left

    def keep_before_closing(self) -> bool:
        """Commit, and wait for the store's answer; False, said in words, where anything was not kept."""
        refused: list[object] = []

        def hear(problem: object) -> None:
            refused.append(problem)

        self._operations.failed.connect(hear)
        asked = self._operations.asked
        left = self.commit_typing()
        answered = self._operations.asked == asked or self._wait_for_store()
        self._operations.failed.disconnect(hear)
        if not answered:
            self._window.messages.warn(STILL_WRITING)
        elif left or self.unkept_words():
            self.warn_unkept()
        elif refused:
            self._window.messages.add_action(CLOSE_ANYWAY, self._window.close)
        else:
            return True
        return False

    def _wait_for_store(self) -> bool:
        """Until the store has answered all that was asked before, and the answers have been told; False where not."""
        if not self._operations.ready:
            return True
        answered: list[bool] = []

        def hear() -> None:
            answered.append(True)
            loop.quit()

        loop = QEventLoop()
        longest = QTimer(loop)
        longest.setSingleShot(True)
        longest.timeout.connect(loop.quit)
        longest.start(_LONGEST_WAIT)
        self._operations.run(_nothing, lambda _none: hear(), lambda _problem: hear(), owner=self, quiet=True)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        longest.stop()
        return bool(answered)

    def unkept_words(self) -> list[str]:
        """Words that the store or their field would not take, or that nobody has handed over."""
        troubled = [one.text() for one in self._bindings() if one.in_trouble and one.unsaved]
        troubled += RefusedWords.of(self._operations).words
        unfinished = [one.words() for one in self._window.findChildren(UnfinishedWords)]
        return [words for words in (*troubled, *take_typed(self._window), *unfinished) if words]

    def warn_unkept(self) -> None:
        """Before closing with such words; those of a dialog are shown where they stand."""
        bring_forward_unstored(self._window)
        self._window.messages.warn(
            "有文字还没有写进台账，关闭后会丢失。请先复制出来，或再试一次保存。",
            [
                ("复制这些文字", self._copy_unkept),
                ("再试一次", self._try_again),
                (CLOSE_ANYWAY, self._window.close),
            ],
        )

    def _copy_unkept(self) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(self.unkept_words()))
        self._window.messages.say("已复制，可粘贴到别处保存。")

    def _try_again(self) -> None:
        """What was to be closed is closed once all is kept; what is not is told again, and not taken from view."""
        if self.keep_before_closing():
            self._window.close()

    def _bindings(self) -> list[DraftBinding]:
        return self._window.findChildren(DraftBinding)

    def undo(self) -> None:
        """Take back the last command."""
        self._history("undo", "已撤销")

    def redo(self) -> None:
        """Do it again."""
        self._history("redo", "已重做")

    def _history(self, which: str, said: str) -> None:
        if self._window.context is None:
            return
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
        self.commit_typing()

        today = self._window.clock().date()
        shown = self._window.context.unit.id, self._window.context.week

        def act(store: Any) -> Undone | None:
            from shengsi_desktop.services import history

            if which == "undo" and history.undo_name(store) == FIRST_RUN:
                return None
            undone: Undone | None = getattr(history, which)(store, today=today, shown=shown)
            return undone

        def show(undone: Undone | None) -> None:
            if undone is None:
                self._window.messages.say("没有可撤销的操作。" if which == "undo" else "没有可重做的操作。")
                return
            for bar in self._window.findChildren(MessageBar):
                bar.undone()
            left = "".join(f"{words}。" for words in undone.left)
            self._window.messages.say(f"{said}：{undone.name}。{left}")
            self._operations.saved.emit()
            self._operations.changed.emit(undone.changed)

        self._operations.run(act, show, owner=self)

    def follow_changes(self) -> None:
        """Name what can be undone, and count what waits."""
        context = self._window.context
        if context is None:
            return
        unit_id, today = context.unit.id, as_of(context)
        week = context.week

        def ask(store: Any) -> tuple[str, str, tuple[Directive, ...], WeekStanding]:
            from shengsi_desktop.services import finalising, history, meetings

            return (
                history.undo_words(store),
                history.redo_words(store),
                meetings.directives(store, unit_id, today),
                finalising.standing_now(store, unit_id, week),
            )

        def show(answer: tuple[str, str, tuple[Directive, ...], WeekStanding]) -> None:
            undo, redo, directives, standing = answer
            if context is self._window.context:
                self._window.header.show_standing(standing)
            undo = "" if undo == FIRST_RUN else undo
            self._window.header.show_history(undo, redo)
            overdue = sum(one.overdue for one in directives)
            self._window.sidebar.set_count("directives", overdue, f"{overdue}条已逾期" if overdue else "")

        self._operations.run(ask, show, owner=self, quiet=True)

    @property
    def week(self) -> WeekCommands:
        """What is done with the shown week as a whole; made when first needed."""
        if self._week is None:
            from shengsi_desktop.ui.week_commands import WeekCommands

            self._week = WeekCommands(self._window)
        return self._week

    def print_copy(self) -> None:
        """打印上会稿 of the shown week."""
        self.week.print_copy()

    @property
    def plans(self) -> PlanCommands:
        """Importing and switching plans; made when first needed."""
        if self._plans is None:
            from shengsi_desktop.ui.plan_import.commands import PlanCommands

            self._plans = PlanCommands(self._window, self._operations)
            self._plans.plan_chosen.connect(self._plan_chosen)
            self._plans.lists_asked.connect(self.import_list)
        return self._plans

    @property
    def lists(self) -> ListCommands:
        """Importing lists; made when first needed."""
        if self._lists is None:
            from shengsi_desktop.ui.list_import.commands import ListCommands

            self._lists = ListCommands(self._window)
            self._lists.page_asked.connect(self._window.go_to)
        return self._lists

    def import_list(self) -> None:
        """导入清单 into the plan worked on."""
        if self._window.context is not None:
            self.commit_typing()
            self.lists.open_wizard(self._window.context)

    def open_plan_menu(self) -> None:
        """The plans there are, below the plan's line."""
        line = self._window.sidebar.plan
        self.commit_typing()
        self.plans.open_menu(line.mapToGlobal(QPoint(current.px(12), line.height())))

    def _plan_chosen(self, entry: PlanEntry) -> None:
        self._window.messages.say(f"当前方案：《{entry.title}》。")
        self.reload_settings()

    def reload_settings(self) -> None:
        """Read who sits here and show the desk again, or the first run where nobody does yet."""

        def ask(store: Any) -> DeskSettings | None:
            from shengsi_desktop.services import setting_up

            return setting_up.settings(store) if setting_up.is_set_up(store) else None

        self._operations.run(ask, self.show_settings, owner=self)

    def show_settings(self, settings: DeskSettings | None) -> None:
        """The desk as these settings say."""
        window = self._window
        if settings is None:
            window.show_first_run()
            return
        self.put_theme_in_force(settings.theme, settings.text_scale)
        if window.context is not None and window.context.settings.plan_year == settings.plan_year:
            week = weeks.week_of(window.context.week.last, settings.rhythm)
        else:
            week = weeks.default_week(window.clock().date(), settings.plan_year, settings.rhythm, None)
        window.show_desk(settings, week)
        self.follow_changes()

    def put_theme_in_force(self, theme: str, text_scale: int) -> None:
        """Now, and at the next start before anything is read."""
        current.apply(theme, text_scale)
        self._window.memory.setValue("theme", theme)
        self._window.memory.setValue("text_scale", text_scale)
        self._window.sidebar.rescale()
        self._window.sidebar.fit(self._window.width())

    @property
    def exports(self) -> ExportCommands:
        """导出周会商表; made when first needed."""
        if self._exports is None:
            from shengsi_desktop.ui.export_commands import ExportCommands

            self._exports = ExportCommands(self._window)
        return self._exports

    def export(self) -> None:
        """导出周会商表: ask which and where, write, offer to open."""
        self.exports.export()

    def export_version(self, number: int | None) -> None:
        """Ask where 定稿第n版, or the week as it stands, is to be written."""
        self.exports.export_version(number)

    def export_to(self, path: Path, number: int | None = None) -> None:
        """Write the shown week's table, or that 定稿 of it, to `path`."""
        self.exports.export_to(path, number)

    def finalise(self) -> None:
        """Show what would be frozen and ask for 审核人."""
        context = self._window.context
        if context is None:
            return
        self.commit_typing()
        unit_id, week = context.unit.id, context.week

        def ask(store: Any) -> WeekPage:
            from shengsi_desktop.services import reporting

            return reporting.week_page(store, unit_id, week)

        self._operations.run(ask, self._show_finalise, owner=self)

    def _show_finalise(self, page: WeekPage) -> None:
        from shengsi_desktop.ui.dialogs.finalise import FinaliseDialog

        context = self._window.context
        if context is not None:
            dialog = FinaliseDialog(context, page, self._window)
            dialog.finalised.connect(self._window.messages.say)
            dialog.go_wanted.connect(self._window.go_to)
            open_alone(dialog)


def _nothing(_store: Any) -> None:
    """Asked last, it is answered when all before it has been."""


def open_file(path: Path) -> None:
    """Open a file or folder with the program that the desktop has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
