"""The card «提醒» of the desk's settings: what the tray does on this machine. Kept at once, in the window's memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QSystemTrayIcon

from shengsi_desktop.ui.reminders import words
from shengsi_desktop.ui.tray import BALLOONS, KEEP, setting
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QWidget


class ReminderCard(Card):
    """Two ticks; without a tray they say why they cannot be set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(20, 16, 20, 16), spacing=12)
        self._memory: QSettings | None = None
        self.body.addWidget(label(words.CARD, "heading"))
        self.body.addWidget(label(words.CARD_NOTE, "second", wrap=True))
        self.balloons, self.keep = QCheckBox(words.BALLOONS), QCheckBox(words.KEEP)
        for tick, key in ((self.balloons, BALLOONS), (self.keep, KEEP)):
            self.body.addWidget(tick)
            tick.clicked.connect(lambda on, key=key: self._put(key, on=on))
        self.no_tray = label(words.NO_TRAY, "second", wrap=True)
        self.body.addWidget(self.no_tray)

    def show_memory(self, memory: QSettings | None, *, tray: bool | None = None) -> None:
        """Show what this machine remembers; `tray`: whether the desktop has one, else it is asked."""
        self._memory = memory
        there = QSystemTrayIcon.isSystemTrayAvailable() if tray is None else tray
        self.balloons.setChecked(setting(memory, BALLOONS, default=True))
        self.keep.setChecked(setting(memory, KEEP, default=False))
        for tick in (self.balloons, self.keep):
            tick.setEnabled(there and memory is not None)
        self.no_tray.setVisible(not there)

    def _put(self, key: str, *, on: bool) -> None:
        if self._memory is not None:
            self._memory.setValue(key, on)
            self._memory.sync()
