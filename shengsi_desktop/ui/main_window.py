"""The window: sidebar, header, message bar and the pages, which are made on their first visit.

It holds which week of which unit is shown and hands that to the pages; what buttons do is in `desk_commands`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui import last_place
from shengsi_desktop.ui.header import Header
from shengsi_desktop.ui.operations import BUG, Operations
from shengsi_desktop.ui.page_list import PAGES
from shengsi_desktop.ui.sidebar import Sidebar
from shengsi_desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.clock import Clock
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.views import DeskSettings, SearchHit
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.ui.desk_commands import DeskCommands
    from shengsi_desktop.ui.page import DeskFacts, FirstPage, Page, PageContext
    from shengsi_desktop.ui.viewed_unit import ViewedUnit

FIRST_SIZE = (1280, 720)
SMALLEST = (1024, 640)
_MINUTE = 60_000


class MainWindow(QMainWindow):
    """One desk. `clock` gives the local time; `memory` keeps the window's size and page on this machine."""

    #: shown and painted for the first time: the store may be opened now
    painted = Signal()
    #: about to close: typed text has been handed to the store
    closing = Signal()
    #: a minute of the clock has passed
    minute = Signal()
    #: a week of a unit is shown, or shown again
    desk_shown = Signal()

    def __init__(
        self,
        operations: Operations,
        clock: Clock,
        memory: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.operations = operations
        self.clock = clock
        self.memory = memory
        self.context: PageContext | None = None
        self._commands: DeskCommands | None = None
        self._viewed: ViewedUnit | None = None
        self._pages: dict[str, QWidget] = {}
        self._shown = "week"
        self._stale: set[str] = set()
        #: the words that were told of when closing: only these are closed away when it is asked again
        self._told: list[str] | None = None
        self._remark_seen = False
        #: whether closing leaves the program in the tray, which must be there
        self.keeps_running: Callable[[], bool] = lambda: False
        self._quitting = False
        #: the first run is being asked
        self.asks_first = False
        self.setWindowTitle("嵊泗会商台账")
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self._build()
        self._listen()

    def show_rows(self, facts: DeskFacts, week: Week, rows: tuple[ItemRow, ...], item_id: str = "") -> None:
        """Show `week` with these items before the store is open, `item_id` chosen; `show_desk` brings the rest."""
        self._show_frame(facts, week)
        page = self._make("week")
        self._stack.setCurrentWidget(page)
        self.sidebar.show_page("week")
        cast("FirstPage", page).show_rows(rows)
        if item_id:
            cast("FirstPage", page).open_target(item_id)
        page.setFocus()

    def show_desk(self, settings: DeskSettings, week: Week) -> None:
        """Show `week` of the desk's unit on the page that is open; what was typed for another one goes first."""
        from shengsi_desktop.ui.page import PageContext

        self.commands.commit_typing()
        if self.context is None or self.context.week != week:
            self.messages.let_line_go()
        whose = self.viewed.of(settings, week)
        self.context = PageContext(*whose, settings, self.operations, self.memory, self.clock)
        last_place.note_week(self.memory, settings.unit.id, str(week))
        self._show_frame(settings, week)
        self.header.search.use(self.operations, settings.unit.id)
        self._say_outside_year(settings)
        self._stale = set(self._pages)
        self.show_page(self._shown)
        self.viewed.shown()
        self.desk_shown.emit()

    def _show_frame(self, facts: DeskFacts, week: Week) -> None:
        self.sidebar.show_desk(facts.plan_year or 0, facts.unit.name)
        self.asks_first = False
        self.sidebar.set_pages_enabled(enabled=True)
        self.header.set_desk_enabled(enabled=True)
        self.header.show_week(facts, week, self.clock())

    def show_first_run(self) -> None:
        """Ask for unit, plan and rhythm; then the desk."""
        from shengsi_desktop.ui.first_run.steps import FirstRun

        self.sidebar.set_pages_enabled(enabled=False)
        self.header.set_desk_enabled(enabled=False)
        self.asks_first = True
        steps = FirstRun(self.operations)
        steps.done.connect(self.commands.reload_settings)
        steps.handover_chosen.connect(self.commands.handover_chosen)
        self._stack.addWidget(steps)
        self._stack.setCurrentWidget(steps)
        steps.begin()

    def show_page(self, key: str) -> None:
        """Go to a page; it is made on the first visit."""
        context = self.context
        if context is None:
            return
        if self._shown not in {"", key} and not self.commands.may_go_on():
            # the field whose words cannot be taken stays in sight
            self.sidebar.show_page(self._shown)
            return
        page = self._pages.get(key)
        if page is None:
            page = self._make(key)
            self._stale.add(key)
        self._shown = key
        self.sidebar.show_page(key)
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)
            self.messages.let_go()
            # the stack would give it to whatever comes first: a filter, with its ring around it
            if page.focusProxy() is not None:
                page.setFocus()
        if key in self._stale:
            self._stale.discard(key)
            cast("Page", page).show_week(self.viewed.context_for(key, context))
        if self._viewed is not None:
            self._viewed.say_page()
        self.memory.setValue("page", key)

    def go_to(self, key: str, target: str = "") -> None:
        """Go to a page and to one thing on it: an item, an indicator, a directive; or to a week."""
        from shengsi_desktop.rhythm.weeks import parse_week

        if self.context is not None and "-W" in target and len(target) <= len("2023-W30"):
            self.show_week(parse_week(target, self.context.settings.rhythm))
            target = ""
        self.show_page(key)
        open_target = getattr(self._pages.get(key), "open_target", None)
        if target and open_target is not None:
            open_target(target)

    def show_week(self, week: Week) -> None:
        """Go to another week, on whatever page."""
        if self.context is not None and week != self.context.week and self.commands.may_go_on():
            self.show_desk(self.context.settings, week)
            self.commands.follow_changes()

    @property
    def commands(self) -> DeskCommands:
        """What the header's buttons do; made when first needed."""
        if self._commands is None:
            from shengsi_desktop.ui.desk_commands import DeskCommands

            self._commands = DeskCommands(self)
        return self._commands

    @property
    def viewed(self) -> ViewedUnit:
        """Whose week is shown; made when first needed."""
        if self._viewed is None:
            from shengsi_desktop.ui.viewed_unit import ViewedUnit

            self._viewed = ViewedUnit(self)
            self._column.insertWidget(1, self._viewed.bar)
            self.header.unit.clicked.connect(self._viewed.pick)
        return self._viewed

    @property
    def page_key(self) -> str:
        """The key of the page shown."""
        return self._shown

    @property
    def page(self) -> QWidget | None:
        """The page shown."""
        return self._pages.get(self._shown)

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Something changed: the page shown loads it again, the others when they are visited."""
        self._stale |= set(self._pages) - {self._shown}
        if any(key.entity == "plan" for key in changed):
            # an import, or its undo: the plan worked on may have gone, or bear another name
            self.commands.reload_settings()
        elif self.page is not None and self.context is not None:
            cast("Page", self.page).refresh(changed)
            self.viewed.refresh()
        self.commands.follow_changes()

    def tell(self, problem: object) -> None:
        """A failure nobody else handled."""
        from shengsi_desktop.ui.dialogs.opening import tell_inside

        sentence = str(problem) if isinstance(problem, Refusal) else BUG
        self.messages.warn(sentence)
        tell_inside(self, sentence)

    def _build(self) -> None:
        body = QWidget(self)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.sidebar = Sidebar(body)
        row.addWidget(self.sidebar)
        column = self._column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = Header(body)
        self.remarks = MessageBar(body)
        self.messages = MessageBar(body)
        self._stack = QStackedWidget(body)
        for part in (self.header, self.remarks):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        self.messages.float_over(self._stack, column)
        row.addLayout(column, 1)
        self.setCentralWidget(body)

    def _listen(self) -> None:
        header, operations = self.header, self.operations
        self.sidebar.chosen.connect(self.show_page)
        header.switcher.chosen.connect(self.show_week)
        header.search.hit_chosen.connect(self._go_to_hit)
        self.remarks.dismissed.connect(self._remark_read)
        operations.changed.connect(self.refresh)
        operations.saved.connect(self._saved)
        operations.busy.connect(header.show_busy)
        operations.failed.connect(self.tell)
        self._tick = QTimer(self)
        self._tick.setInterval(_MINUTE)
        self._tick.timeout.connect(self._show_time)

    def listen_to_keys(self) -> None:
        """Buttons, keys and reminders, which need the store; from the first paint on."""
        from shengsi_desktop.ui.exchange_watch import ExchangeWatch
        from shengsi_desktop.ui.keys import bind
        from shengsi_desktop.ui.reminders.desk import ReminderDesk

        bind(self, self.commands)
        self.reminders = ReminderDesk(self)
        self.exchange_watch = ExchangeWatch(self)

    def _make(self, key: str) -> QWidget:
        module, _, name = PAGES[key][2].partition(":")
        page: Any = getattr(import_module(module), name)(self._stack)
        for name, deed in (
            ("open_requested", self.go_to),
            ("week_command", self._do_with_week),
            ("settings_changed", self.commands.reload_settings),
            ("unit_requested", self.viewed.show),
            ("list_import_asked", self.commands.import_list),
        ):
            signal = getattr(page, name, None)
            if signal is not None:
                signal.connect(deed)
        self._pages[key] = page
        self._stack.addWidget(page)
        made: QWidget = page
        return made

    def next_item(self) -> None:
        """Ctrl+Enter: what is being typed belongs to the thing shown, so it goes first."""
        next_item = getattr(self.page, "next_item", None)
        if next_item is not None and self.commands.may_go_on():
            next_item()

    def _go_to_hit(self, hit: SearchHit) -> None:
        from shengsi_desktop.ui.hit_opening import open_hit

        open_hit(self, hit)

    def _say_outside_year(self, settings: DeskSettings) -> None:
        from shengsi_desktop.rhythm import weeks

        now = self.clock().date()
        year = settings.plan_year
        if not year or weeks.in_plan_year(weeks.week_of(now, settings.rhythm), year):
            self.remarks.dismiss()
            return
        if self._remark_seen or self.context is None:
            return
        self.remarks.note(
            f"今天是{now.year}年{now.month}月{now.day}日，不在{year}年行动方案的年度内；"
            f"已打开{self.context.week.label}，可在上方任选一周。"
        )

    def _saved(self) -> None:
        # what was told when closing was about words before these
        self._told = None
        self.header.show_saved(self.clock())
        self.messages.let_go()

    def _remark_read(self) -> None:
        self._remark_seen = True

    def _do_with_week(self, name: str) -> None:
        self.commands.week.do(name)

    def _show_time(self) -> None:
        if self.context is not None:
            self.header.show_countdown(self.context.settings, self.context.week, self.clock())
        self.minute.emit()

    def come_forward(self) -> None:
        """In front of all else, whether it was hidden, small or behind."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def quit(self) -> None:
        """Close for good, tray or not; words that would be lost are still asked about."""
        self._quitting = True
        self.come_forward()
        self.close()
        self._quitting = False

    def showEvent(self, event: QShowEvent) -> None:
        """The first paint follows; what is slow begins after it."""
        super().showEvent(event)
        if not self._tick.isActive():
            self._tick.start()
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the sidebar there is room for two panes."""
        super().resizeEvent(event)
        self.sidebar.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hand every typed word to the store first; words it would not take are not closed away unasked."""
        told = self._told is not None and self._told == self.commands.unkept_words()
        if not told and not self.commands.keep_before_closing():
            event.ignore()
            self._told = self.commands.unkept_words()
            return
        self.commands.commit_typing()
        self.memory.setValue("geometry", self.saveGeometry())
        if self.keeps_running() and not self._quitting and not _session_ends():
            event.ignore()
            self._told = None
            self.hide()
            return
        self._tick.stop()
        self.closing.emit()
        event.setAccepted(True)
        super().closeEvent(event)

    def restore_place(self) -> None:
        """Size and place of last time, where they still fit on a screen."""
        geometry = self.memory.value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        else:
            self.resize(self.size().boundedTo(self.screen().availableSize()))
        if self.windowState() & Qt.WindowState.WindowMinimized:
            self.setWindowState(Qt.WindowState.WindowNoState)


def _session_ends() -> bool:
    """Whether the machine is being shut down or the user logged off: then no window stays."""
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()
