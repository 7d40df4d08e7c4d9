"""Editors bound to one stored field: typing goes to a draft at once, leaving the field commits it.

Typed text is never overwritten by a refresh while it has focus or is unsaved. Where a write fails it stays, also when
another field is shown meanwhile: `RefusedWords` has it until its field is shown again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.widgets.fields import GrowingText, is_the_windows
from shengsi_desktop.ui.widgets.refused_words import RefusedWords

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.ui.operations import Operations

#: after the last key, and at most between two drafts while keys keep coming (ms)
_AFTER_LAST_KEY = 300
_WHILE_TYPING = 450


class DraftBinding(QObject):
    """Ties an editor to an `Editable`: drafts while typing, a commit on leaving, bases renewed afterwards."""

    #: the text has been committed (FieldKey)
    committed = Signal(object)
    #: the draft could not be kept; True while so
    trouble = Signal(bool)

    def __init__(self, editor: QLineEdit | QPlainTextEdit, operations: Operations) -> None:
        super().__init__(editor)
        self._editor = editor
        self._operations = operations
        #: what is said where the field may not be left empty; what stood there before stands there again
        self.never_empty = ""
        self._refused = RefusedWords.of(operations)
        self._refused.kept.connect(self._heard_kept)
        self._refused.refused.connect(self._heard_refused)
        self.editable: Editable | None = None
        self._kept = ""
        self._base = ""
        self._ours: str | None = None
        self._waiting: Editable | None = None
        self._in_trouble = False
        self._pause = self._timer(_AFTER_LAST_KEY)
        self._limit = self._timer(_WHILE_TYPING)

    @property
    def unsaved(self) -> bool:
        """True while the text differs from what was last committed or loaded."""
        return self.editable is not None and self.text() != self._base

    def text(self) -> str:
        """What the editor shows."""
        return self._editor.text() if isinstance(self._editor, QLineEdit) else self._editor.toPlainText()

    @property
    def _lacks_words(self) -> bool:
        return bool(self.never_empty) and not self.text().strip()

    @property
    def in_trouble(self) -> bool:
        """True while the store would not take the text."""
        return self._in_trouble

    def adopt(self, editable: Editable | None) -> None:
        """Show another field, or a newer state of the same one where nobody is typing in it."""
        self._waiting = None
        if self.editable is None or editable is None or editable.key != self.editable.key:
            self.flush()
            self._load(editable)
        elif self.unsaved:
            if editable.text == self._ours:
                # what the store holds is our own last commit: what is typed now builds on it
                self.editable = editable
                self._base = editable.text
                self._kept = "\0"
                self._pause.start()
            elif editable.text == self._kept:
                # a deed elsewhere may have committed our draft: what is typed on builds on that
                self.editable = editable
        elif editable.text == self.text():
            self.editable = editable
        elif self._editor.hasFocus():
            self._waiting = editable
        else:
            self._load(editable)
        if editable is not None and not self.unsaved:
            self._offer_again(editable)

    def typed(self) -> None:
        """A key has changed the text: a draft soon."""
        if self.editable is None or self.text() == self._kept:
            return
        self._pause.start()
        if not self._limit.isActive():
            self._limit.start()

    def keep(self) -> None:
        """Write the draft now. What an input method has not yet made a word of is no part of `text`."""
        self._pause.stop()
        self._limit.stop()
        editable, text = self.editable, self.text()
        if editable is None or text == self._kept or self._lacks_words:
            return
        self._kept = text
        self._refused.write(editable, text, id(self))

    def flush(self) -> None:
        """Write and commit what was typed; done on leaving the field."""
        if self.editable is not None and self._lacks_words:
            before = self._base if self._base.strip("\0") else self.editable.text
            self._put(before)
            if self._kept != before:
                # a draft of other words was kept meanwhile
                self._base = "\0"
            self._operations.tell(Refusal(self.never_empty))
        if self.editable is None or not self.unsaved:
            if self._waiting is not None and not self._editor.hasFocus():
                self._load(self._waiting)
            return
        self.keep()
        key, text = self.editable.key, self.text()
        self._ours = self._base = text

        def commit(store: object) -> object:
            from shengsi_desktop.services import reporting

            return reporting.commit_draft(store, key)  # type: ignore[arg-type]

        def done(_changed: object) -> None:
            # nothing is made of words that could not even be kept
            if not (self._in_trouble and self._shows(key)):
                self.committed.emit(key)

        def failed(problem: BaseException) -> None:
            if self._shows(key):
                self._stay()
            self._operations.tell(problem)

        self._operations.run(commit, done, failed, owner=self, quiet=True)

    def _load(self, editable: Editable | None) -> None:
        self.editable = editable
        self._waiting = None
        text = "" if editable is None else editable.text
        self._kept = self._base = text
        self._ours = None
        self._put(text)
        self._say_trouble(on=False)

    def _put(self, text: str) -> None:
        if text == self.text():
            return
        self._editor.blockSignals(True)
        if isinstance(self._editor, QLineEdit):
            self._editor.setText(text)
            if not self._editor.hasFocus():
                # to be read from its beginning
                self._editor.setCursorPosition(0)
        else:
            self._editor.setPlainText(text)
        self._editor.blockSignals(False)

    def _shows(self, key: FieldKey) -> bool:
        return self.editable is not None and self.editable.key == key

    def _heard_kept(self, key: FieldKey, by: int) -> None:
        if by == id(self) and self._shows(key):
            self._say_trouble(on=False)

    def _heard_refused(self, key: FieldKey, by: int) -> None:
        if by == id(self) and self._shows(key):
            # they stand here, perhaps with more typed since
            self._refused.take(key)
            self._stay()

    def _stay(self) -> None:
        # forgetting what was kept makes the next key, or the next leaving, try again
        self._kept = "\0"
        self._base = "\0" if self.editable is None else self.editable.text
        self._say_trouble(on=True)

    def _offer_again(self, editable: Editable) -> None:
        """Words of this field that the store would not take stand in it again, and are tried again."""
        held = self._refused.take(editable.key)
        if held is None or held[1] == editable.text:
            return
        before, text = held
        if before.text != editable.text:
            # the field was changed meanwhile: these words were typed over what stood there then
            self.editable = before
        self._put(text)
        self._stay()
        self._pause.start()

    def _say_trouble(self, *, on: bool) -> None:
        if on == self._in_trouble:
            return
        self._in_trouble = on
        self._editor.setProperty("trouble", on)
        self._editor.setToolTip("这段文字还没有写进台账，正在屏幕上保留着。" if on else "")
        self._editor.style().polish(self._editor)
        self.trouble.emit(on)

    def _timer(self, interval: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(interval)
        made.timeout.connect(self.keep)
        return made


class DraftText(GrowingText):
    """Several lines of one stored field."""

    def __init__(
        self, operations: Operations, placeholder: str = "", *, lines: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, lines=lines, parent=parent)
        self.draft = DraftBinding(self, operations)
        self.textChanged.connect(self.draft.typed)
        self.left.connect(self.draft.flush)

    def show_editable(self, editable: Editable | None) -> None:
        """Show a field, or its newer state; typed text of the field shown before is committed first."""
        self.draft.adopt(editable)

    def flush(self) -> None:
        """Commit what was typed."""
        self.draft.flush()


class DraftLine(QLineEdit):
    """One line of one stored field. Ctrl+Enter is the window's."""

    def __init__(self, operations: Operations, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.draft = DraftBinding(self, operations)
        self.textChanged.connect(self.draft.typed)
        self.returnPressed.connect(self.draft.flush)

    def show_editable(self, editable: Editable | None) -> None:
        """Show a field, or its newer state; typed text of the field shown before is committed first."""
        self.draft.adopt(editable)

    def flush(self) -> None:
        """Commit what was typed."""
        self.draft.flush()

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window where there is none here."""
        if is_the_windows(event, can_undo=self.isUndoAvailable(), can_redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit on leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.draft.flush()
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            # what stays to be read is read from its beginning
            self.setCursorPosition(0)
