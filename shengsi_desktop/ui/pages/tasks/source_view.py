"""The plan's own words of one item, in their place: the item marked, one promise of it lit on demand.

An item of a list has no place in the plan: its words stand alone, unmarked.

Offsets of the plan are code points; Qt counts UTF-16. This is the one place that turns one into the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from shengsi_desktop.domain.item_detail import ItemText
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

#: how much of the neighbours is shown (code points)
NEAR = 36
_CUT = "…"
_LINE_HEIGHT = 132.0


def utf16_length(text: str) -> int:
    """How long Qt takes the text to be."""
    return len(text) + sum(character > "\uffff" for character in text)


class Excerpt:
    """A stretch of the plan's text with where it begins in it (code points)."""

    def __init__(self, plan: str, source: ItemText, *, whole: bool = False) -> None:
        """Cut out the item with its neighbours; with `whole` its paragraph."""
        paragraph = plan.rfind("\n", 0, source.start) + 1
        ending = plan.find("\n", source.marker_end)
        ending = ending if ending >= 0 else len(plan)
        self.first = paragraph if whole else max(paragraph, source.start - NEAR)
        last = ending if whole else min(ending, source.marker_end)
        self._before = _CUT if self.first > paragraph else ""
        self._plan = plan
        # every line end of the plan counts one code point, and one position in the document
        self.text = (
            self._before + plan[self.first : last].replace("\r", " ") + (_CUT if last < ending else "")
        )

    def position(self, offset: int) -> int:
        """Where the plan's code point `offset` stands in the document."""
        return utf16_length(self._before) + utf16_length(self._plan[self.first : offset])


class SourceText(QTextEdit):
    """Read-only, as high as its text; it can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: tuple[int, int] | None = None
        self._alone = False
        self._excerpt: Excerpt | None = None
        self._lit: tuple[int, int] | None = None
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # named for the view alone: its context menu is dressed by the theme
        self.setStyleSheet("QTextEdit { border: none; background: transparent; padding: 0; }")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())

    def show_source(self, plan: str, source: ItemText, *, whole: bool = False) -> None:
        """Show the item in its context."""
        self._alone = False
        self._show(Excerpt(plan, source, whole=whole), (source.start, source.end))

    def show_words(self, text: str) -> None:
        """Show words that stand in no plan; they begin at code point 0."""
        self._alone = True
        end = len(text)
        self._show(Excerpt(text, ItemText(text, 0, end, "", end, end), whole=True), (0, end))

    def _show(self, excerpt: Excerpt, item: tuple[int, int]) -> None:
        self._excerpt = excerpt
        self._item = item
        self._lit = None
        self.setPlainText(excerpt.text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(spacing)
        self._mark()
        self._grow()

    def light_up(self, start: int, end: int) -> None:
        """Light one promise of the item; nothing where it has no words of its own in the plan."""
        inside = self._item is not None and self._item[0] <= start < end <= self._item[1]
        lit = (start, end) if inside else None
        if lit != self._lit:
            self._lit = lit
            self._mark()

    @property
    def marked_text(self) -> str:
        """What stands out as the item."""
        return self._selected(0)

    @property
    def lit_text(self) -> str:
        """What is lit as one promise; empty when none is."""
        return self._selected(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has other colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._excerpt is not None:
            self._mark()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(current.px(240), self._wanted())

    def minimumSizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(current.px(120), self._wanted())

    def _selected(self, number: int) -> str:
        selections = self.extraSelections()
        found: list[str] = [one.cursor.selectedText() for one in selections]  # type: ignore[attr-defined]
        return found[1 + number] if len(found) > 1 + number else ""

    def _mark(self) -> None:
        if self._excerpt is None or self._item is None:
            return
        at = self._excerpt.position
        rest = QTextCharFormat()
        rest.setForeground(current.colour("second"))
        item = QTextCharFormat()
        item.setForeground(current.colour("ink"))
        if not self._alone:
            item.setBackground(current.colour("highlight"))
        marks = [
            self._selection(0, utf16_length(self._excerpt.text), rest),
            self._selection(at(self._item[0]), at(self._item[1]), item),
        ]
        if self._lit is not None:
            lit = QTextCharFormat()
            lit.setForeground(current.colour("on_sea"))
            lit.setBackground(current.colour("sea"))
            marks.append(self._selection(at(self._lit[0]), at(self._lit[1]), lit))
        self.setExtraSelections(marks)

    def _selection(self, start: int, end: int, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor  # type: ignore[attr-defined]
        made.format = look  # type: ignore[attr-defined]
        return made

    def _wanted(self) -> int:
        # what stands below the last line of a text set wide is no part of it
        below = self.fontMetrics().lineSpacing() * (_LINE_HEIGHT - 100) / 100
        return max(int(self.document().size().height() - below), 0) + 4

    def _grow(self) -> None:
        height = self._wanted()
        if height != self.height():
            self.setFixedHeight(height)
