"""Fields to type into, not yet bound to anything: text that grows, and plain numbers."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation
from math import ceil
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.widgets.typed_words import TypedWords

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent


def is_the_windows(event: QEvent, *, can_undo: bool, can_redo: bool) -> bool:
    """True for Ctrl+Z and Ctrl+Y in a field with nothing of its own to take back: the window's undo then acts."""
    if event.type() != QEvent.Type.ShortcutOverride:
        return False
    key = cast("QKeyEvent", event)
    undo = key.matches(QKeySequence.StandardKey.Undo) and not can_undo
    return undo or (key.matches(QKeySequence.StandardKey.Redo) and not can_redo)


class GrowingText(QPlainTextEdit):
    """Several lines of plain text; as high as its text. Tab moves on; Ctrl+Enter is the window's."""

    #: the focus has left, other than for a popup menu or another program's window
    left = Signal()

    def __init__(self, placeholder: str = "", *, lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._measuring = False
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.verticalScrollBar().valueChanged.connect(self._stay)
        self._grow()

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window where there is none here."""
        own = self.document()
        if is_the_windows(event, can_undo=own.isUndoAvailable(), can_redo=own.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the window."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text."""
        if source.hasText():
            self.textCursor().insertText(source.text().replace("\r\n", "\n").replace("\r", "\n"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: object) -> None:
        """Another font size makes lines higher."""
        super().changeEvent(event)  # type: ignore[arg-type]
        self._grow()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(240, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(80, self._wanted_height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A text that stands there whole does not scroll: the wheel is the page's."""
        if self._fits():
            event.ignore()
            return
        super().wheelEvent(event)

    def _fits(self) -> bool:
        return self.height() >= self._wanted_height()

    def _stay(self, value: int) -> None:
        """Nothing scrolls a text that stands there whole out of sight, not even its cursor."""
        if value and self._fits():
            self.verticalScrollBar().setValue(0)

    def _wanted_height(self) -> int:
        own = self.document()
        margin = own.documentMargin()
        # each block asked is laid out in today's width; the document's own size counts only those seen so far
        self._measuring = True
        text, block = margin, own.begin()
        while block.isValid():
            text += own.documentLayout().blockBoundingRect(block).height()
            block = block.next()
        self._measuring = False
        least = self._lines * self.fontMetrics().lineSpacing() + 2 * margin
        margins, viewport = self.contentsMargins(), self.viewportMargins()
        around = margins.top() + margins.bottom() + viewport.top() + viewport.bottom()
        return ceil(max(text, least)) + around

    def _grow(self) -> None:
        if self._measuring:
            return
        height = self._wanted_height()
        if height != self.height():
            self.setFixedHeight(height)
        self._stay(self.verticalScrollBar().value())


_NO_NUMBER = "“{name}”填的“{text}”不是数，没有存入。请改成数字。"
_NOT_WHOLE = "“{name}”要填整数，“{text}”没有存入。请改好。"
_EMPTY = "“{name}”还没有填，没有存入。不计就填0。"


class NumberField(QLineEdit):
    """A plain decimal number, right-aligned; full-width figures and commas are read; empty is no number."""

    #: the new number (Decimal or None) when the user leaves the field or presses Enter, and it differs
    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Decimal | None = None
        self.setProperty("kind", "number")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.editingFinished.connect(self._finish)
        TypedWords(self, self._give)

    @property
    def value(self) -> Decimal | None:
        """The number last shown or entered."""
        return self._value

    def read(self, *, whole: bool = False, wanted: bool = False) -> Decimal | None:
        """The number that stands here now, taken or not; None for an empty field.

        Whoever stores it asks so: what stands here and is no number is never passed over for the number before.
        Refused, naming the field, for words that are none; for a part of one where it is to be `whole`; for an empty
        field where a number is `wanted`.
        """
        try:
            number = read_number(self.text())
        except InvalidOperation:
            self._mark(trouble=True)
            raise Refusal(_NO_NUMBER.format(name=self.accessibleName(), text=self.text().strip())) from None
        if number is None and wanted:
            raise Refusal(_EMPTY.format(name=self.accessibleName()))
        if number is not None and whole and number != number.to_integral_value():
            raise Refusal(_NOT_WHOLE.format(name=self.accessibleName(), text=self.text().strip()))
        return number

    def set_value(self, value: Decimal | None, *, other: bool = False) -> None:
        """Show `value`, unless words stand here that are not taken yet; `other`: of another thing than before."""
        self._value = value
        if other or not self.isModified():
            self.setText(written(value))
            self._mark(trouble=False)

    def _give(self) -> str:
        self._finish()
        return self.text() if self.isModified() else ""

    def _finish(self) -> None:
        if not self.isModified():
            return
        try:
            value = read_number(self.text())
        except InvalidOperation:
            self._mark(trouble=True)
            self.setToolTip("这里只填数字，如 14 或 0.56；不确定就留空。")
            return
        self._mark(trouble=False)
        self.setToolTip("")
        self.setText(written(value))
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def _mark(self, *, trouble: bool) -> None:
        if bool(self.property("trouble")) != trouble:
            self.setProperty("trouble", trouble)
            self.style().polish(self)


def read_number(text: str) -> Decimal | None:
    """The number in `text`, None when empty; InvalidOperation where it is none."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "").replace(" ", "")
    if not plain:
        return None
    number = Decimal(plain)
    if not number.is_finite():
        raise InvalidOperation
    return number


def written(value: Decimal | None) -> str:
    """The number without an exponent or idle noughts; empty for None."""
    if value is None:
        return ""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
