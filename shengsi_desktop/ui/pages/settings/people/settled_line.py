"""One line that tells what was typed when it is left, or on Enter; until then the words wait on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from shengsi_desktop.ui.widgets.typed_words import TypedWords
from shengsi_desktop.ui.widgets.waiting_words import OpenWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QSettings


class SettledLine(QLineEdit):
    """`edited` with the words where they differ from what was shown."""

    edited = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setAccessibleName(name)
        self.editingFinished.connect(self._finish)
        self.kept = OpenWords(self)
        TypedWords(self, self._give)

    def be_about(self, memory: QSettings | None, about: str) -> None:
        """Whose words are shown next («leader|id|post»): what is typed outlives the program."""
        self.kept.be_about(memory, about)

    def show_text(self, text: str, *, other: bool = False) -> None:
        """Show what is stored, unless words are being typed here; `other`: of another thing than before.

        Words that a dead program left stand in their line again, to be stored as it is left.
        """
        typing = self.text() != self._shown and not other
        self._shown = text
        if not typing:
            self.setText(self.kept.left or text)
            self.setCursorPosition(0)
        self.kept.begin()

    def show_stored(self, text: str) -> None:
        """What was typed was refused: what is stored stands here again."""
        self.kept.end()
        self._shown = text
        self.setText(text)
        self.kept.begin()

    def stay(self, stored: str) -> None:
        """What was typed could not be written: it stands here still, to be tried again on leaving."""
        self._shown = stored
        self.kept.put(self.text())

    def _give(self) -> str:
        self._finish()
        return ""

    def _finish(self) -> None:
        text = self.text().strip()
        if text != self._shown:
            self._shown = text
            self.kept.end()
            self.kept.begin()
            self.edited.emit(text)


def set_right(
    lines: Mapping[str, SettledLine], stored: object, fields: Mapping[str, object], *, keep: bool
) -> None:
    """Fields that were not written: their words stay (`keep`), or give way to what is stored; the others stay."""
    for field in fields.keys() & lines.keys():
        shown = str(getattr(stored, field))
        if keep:
            lines[field].stay(shown)
        else:
            lines[field].show_stored(shown)
