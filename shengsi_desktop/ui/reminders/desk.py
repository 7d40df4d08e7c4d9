"""Joins reminders to the window: asks the store each minute and after changes, shows the bell, has the tray tell.

Made after the first paint; the tray only once there is an answer.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from shengsi_desktop.ui.reminders.bell import Bell

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.reminders import Reminder
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.main_window import MainWindow
    from shengsi_desktop.ui.tray import Tray, TrayIcon

#: changes in a row are looked at once (ms)
_TOGETHER = 1500
_log = logging.getLogger(__name__)


class ReminderDesk(QObject):
    """`icon_of` gives the desktop's tray icon, None where there is none."""

    def __init__(
        self, window: MainWindow, icon_of: Callable[[MainWindow], TrayIcon | None] | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._icon_of = icon_of
        self._asked_icon = False
        self._ended = False
        self.tray: Tray | None = None
        self.bell = Bell(window.header)
        self.bell.chosen.connect(self._go)
        self.bell.quiet_asked.connect(self._be_quiet)
        window.header.add_bell(self.bell)
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self.look)
        window.minute.connect(self.look)
        window.desk_shown.connect(self._together.start)
        window.operations.changed.connect(self._changed)
        window.closing.connect(self._end)

    def look(self) -> None:
        """Ask what is to be said now; it is always about the desk's own unit and the week of the clock."""
        context, now = self._window.context, self._window.clock()
        if context is None or self._ended or not self._window.operations.ready:
            return
        unit_id = context.settings.unit.id

        def ask(store: Store) -> tuple[Reminder, ...]:
            from shengsi_desktop.services import reminders

            return reminders.collect(store, unit_id, now)

        self._window.operations.run(ask, self._show, _not_known, owner=self, quiet=True)

    def _show(self, reminders: tuple[Reminder, ...]) -> None:
        if self._ended:
            return
        self.bell.show_reminders(reminders)
        if self._tray() is not None and self.tray is not None:
            self.tray.tell(reminders)

    def _tray(self) -> Tray | None:
        """The tray, looked for once."""
        if not self._asked_icon:
            self._asked_icon = True
            from shengsi_desktop.ui.tray import Tray, system_icon

            icon = (self._icon_of or system_icon)(self._window)
            if icon is not None:
                tray = self.tray = Tray(icon, self._window.memory, self._window)
                tray.open_asked.connect(self._window.come_forward)
                tray.week_asked.connect(self._open_week)
                tray.quit_asked.connect(self._window.quit)
                tray.reminder_chosen.connect(self._come_and_go)
                self._window.keeps_running = tray.keeps_running
        return self.tray

    def _changed(self, _changed: frozenset[FieldKey]) -> None:
        if not self._ended:
            self._together.start()

    def _go(self, reminder: Reminder) -> None:
        self._window.go_to(reminder.page, reminder.target)

    def _come_and_go(self, reminder: Reminder) -> None:
        self._window.come_forward()
        self._go(reminder)

    def _open_week(self) -> None:
        self._window.come_forward()
        self._window.show_page("week")

    def _be_quiet(self, key: str) -> None:
        today = self._window.clock().date()

        def write(store: Store) -> None:
            from shengsi_desktop.services import reminders

            reminders.be_quiet(store, key, today)

        self._window.operations.run(write, lambda _none: self.look(), owner=self, quiet=True)

    def _end(self) -> None:
        self._ended = True
        self._together.stop()
        if self.tray is not None:
            self.tray.end()


def _not_known(problem: BaseException) -> None:
    """A reminder less is no trouble to tell the user of each minute; the log has it."""
    _log.warning("reminders could not be read: %s", problem)
