"""One line that tells what was typed when it is left, or on Enter; no letter is kept before."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from shengsi_desktop.ui.widgets.typed_words import TypedWords


class SettledLine(QLineEdit):
    """`edited` with the words where they differ from what was shown."""

    edited = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setAccessibleName(name)
        self.editingFinished.connect(self._finish)
        TypedWords(self, self._give)

    def show_text(self, text: str, *, other: bool = False) -> None:
        """Show what is stored, unless words are being typed here; `other`: of another thing than before."""
        typing = self.text() != self._shown and not other
        self._shown = text
        if not typing:
            self.setText(text)
            self.setCursorPosition(0)

    def _give(self) -> str:
        self._finish()
        return ""

    def _finish(self) -> None:
        text = self.text().strip()
        if text != self._shown:
            self._shown = text
            self.edited.emit(text)
