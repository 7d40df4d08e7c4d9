"""The whole plan's text, read-only: what a line of the preview stands for lights up, a click tells its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from shengsi_desktop.ui.plan_import import words
from shengsi_desktop.ui.plan_import.places import TextPlaces, line_span
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QResizeEvent

_PARAGRAPH_END = "\u2029"


class SourcePane(QPlainTextEdit):
    """Laid out as far as it is looked at, so that long plans show at once."""

    #: clicked at this code point of the plan
    place_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = TextPlaces("")
        self._source = ""
        self._lit: tuple[int, int] = (0, 0)
        self._around: tuple[int, int] = (0, 0)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("border: none; border-radius: 0; background: transparent; padding: 0;")
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(words.SOURCE)
        self.setCenterOnScroll(True)
        self.document().setDocumentMargin(12)

    def show_text(self, source: str) -> None:
        """Show the plan's text, nothing lit."""
        self._source = source
        self._places = TextPlaces(source)
        self._lit = self._around = (0, 0)
        # every line end counts one place in the document, also one of two characters
        self.setPlainText(source.replace("\r", " "))
        self._mark()

    def light_up(self, lit: tuple[int, int], around: tuple[int, int] = (0, 0)) -> None:
        """Light one stretch (code points), a second one dimly, and bring it into view."""
        self._lit, self._around = lit, around
        self._mark()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places.utf16(lit[0]))
        self.setTextCursor(cursor)
        self.centerCursor()

    def light_line(self, line: int) -> None:
        """Light one line, counted from 1."""
        span = line_span(self._source, line)
        if span != (0, 0):
            self.light_up(span)

    @property
    def lit_text(self) -> str:
        """What is lit, in the plan's words; empty when nothing is."""
        return self._selected(len(self.extraSelections()) - 1)

    @property
    def dim_text(self) -> str:
        """What is lit dimly beside it."""
        return self._selected(0) if len(self.extraSelections()) > 1 else ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that selected nothing chooses what stands there."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.place_clicked.emit(
                self._places.code_point(self.cursorForPosition(event.position().toPoint()).position())
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is lit stays in view."""
        super().resizeEvent(event)
        if self._lit[0] < self._lit[1]:
            self.centerCursor()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._source:
            self._mark()

    def _selected(self, number: int) -> str:
        selections = self.extraSelections()
        if not 0 <= number < len(selections):
            return ""
        text: str = selections[number].cursor.selectedText()  # type: ignore[attr-defined]
        return text.replace(_PARAGRAPH_END, "\n")

    def _mark(self) -> None:
        marks = []
        if self._around[0] < self._around[1]:
            dim = QTextCharFormat()
            dim.setBackground(current.colour("soft"))
            marks.append(self._selection(self._around, dim))
        if self._lit[0] < self._lit[1]:
            lit = QTextCharFormat()
            lit.setForeground(current.colour("ink"))
            lit.setBackground(current.colour("highlight"))
            marks.append(self._selection(self._lit, lit))
        self.setExtraSelections(marks)

    def _selection(self, span: tuple[int, int], look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places.utf16(span[0]))
        cursor.setPosition(self._places.utf16(span[1]), QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor  # type: ignore[attr-defined]
        made.format = look  # type: ignore[attr-defined]
        return made
