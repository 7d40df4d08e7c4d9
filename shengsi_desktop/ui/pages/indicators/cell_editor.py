"""The line that a figure is typed into, in any of the grids: it tells a pasted block from a figure."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellEditor(QLineEdit):
    """One figure; a pasted block goes to the grid."""

    #: more than one cell was pasted
    block_pasted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell a block from a figure."""
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text().strip("\r\n")
            if "\t" in text or "\n" in text:
                self.block_pasted.emit()
                return
        super().keyPressEvent(event)


def is_enter(event: QKeyEvent) -> bool:
    """Enter is pressed, without Ctrl."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.type() == QEvent.Type.KeyPress and event.key() in _ENTER and not control
