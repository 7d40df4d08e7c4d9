"""A time of day to be typed: also over all that stands there, which Qt's own field would not take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTimeEdit, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QTime
    from PySide6.QtGui import QKeyEvent


class TimeBox(QTimeEdit):
    """«HH:mm»."""

    def __init__(self, time: QTime | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        if time is not None:
            self.setTime(time)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure over the whole text begins with the hour."""
        if event.text().isdigit() and self.lineEdit().selectedText() == self.text():
            self.setSelectedSection(QTimeEdit.Section.HourSection)
        super().keyPressEvent(event)
