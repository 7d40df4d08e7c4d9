"""The system tray, where the desktop has one: a menu, and a balloon at each moment, once. Loads nothing itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from shengsi_desktop.rhythm.reminders import balloons
from shengsi_desktop.ui.reminders import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.reminders import Reminder

#: what this machine remembers of it, in the window's memory
BALLOONS, KEEP, SAID = "tray_balloons", "tray_keep", "tray_said"
#: so many moments are remembered; older ones are long over
_REMEMBERED = 60


class TrayIcon(Protocol):
    """What is asked of the desktop's icon: QSystemTrayIcon, or a fake."""

    activated: Any
    messageClicked: Any  # noqa: N815 - Qt's own name

    def show(self) -> None:
        """Appear."""

    def hide(self) -> None:
        """Go."""

    def setContextMenu(self, menu: QMenu) -> None:
        """The menu of a right click."""

    def setToolTip(self, tip: str) -> None:
        """What is said of it."""

    def showMessage(self, title: str, message: str) -> None:
        """A balloon."""


def system_icon(window: QWidget) -> TrayIcon | None:
    """The desktop's tray icon; None where it has no tray."""
    if not QSystemTrayIcon.isSystemTrayAvailable():
        return None
    made: Any = QSystemTrayIcon(window.windowIcon(), window)
    icon: TrayIcon = made
    return icon


def setting(memory: QSettings | None, key: str, *, default: bool) -> bool:
    """A tick of this machine; an .ini gives it back as a word."""
    found = None if memory is None else memory.value(key)
    return default if found is None else str(found).lower() in {"true", "1"}


class Tray(QObject):
    """One icon with its menu; what the balloons have said is remembered over restarts."""

    #: the window is wanted
    open_asked = Signal()
    #: 本周会商 is wanted
    week_asked = Signal()
    quit_asked = Signal()
    #: the reminder of the balloon that was clicked
    reminder_chosen = Signal(object)

    def __init__(self, icon: TrayIcon, memory: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._memory = memory
        self._last: Reminder | None = None
        self.menu = QMenu(parent)
        self.menu.addAction(words.TRAY_OPEN, self.open_asked.emit)
        self.menu.addAction(words.TRAY_WEEK, self.week_asked.emit)
        self.menu.addSeparator()
        self.menu.addAction(words.TRAY_QUIT, self.quit_asked.emit)
        icon.setContextMenu(self.menu)
        icon.setToolTip(words.TRAY_TIP)
        icon.activated.connect(self._activated)
        icon.messageClicked.connect(self._clicked)
        icon.show()

    def tell(self, reminders: Sequence[Reminder]) -> None:
        """A balloon for what has come and was not said before; together where there are several."""
        new = balloons(reminders, self._said())
        if not new or not setting(self._memory, BALLOONS, default=True):
            return
        self._last = new[0]
        self._icon.showMessage(words.TRAY_TIP, "\n".join(one.words for one in new))
        said = [*self._said(), *(one.moment for one in new)][-_REMEMBERED:]
        self._memory.setValue(SAID, json.dumps(said))
        self._memory.sync()

    def keeps_running(self) -> bool:
        """Whether closing the window leaves the program in the tray."""
        return setting(self._memory, KEEP, default=False)

    def end(self) -> None:
        """The program ends."""
        self._icon.hide()

    def _said(self) -> list[str]:
        try:
            found = json.loads(str(self._memory.value(SAID) or "[]"))
        except ValueError:
            return []
        return [str(one) for one in found] if isinstance(found, list) else []

    def _activated(self, reason: Any) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_asked.emit()

    def _clicked(self) -> None:
        if self._last is not None:
            self.reminder_chosen.emit(self._last)
