"""The typed fields of one form: nothing typed is lost when another item comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from shengsi_desktop.ui.widgets.drafts import DraftLine, DraftText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.views import Editable


def settle_input(editor: QWidget) -> None:
    """End a composition of the input method in `editor`: words stay, half-composed letters go."""
    if not editor.hasFocus():
        return
    QGuiApplication.inputMethod().commit()
    QApplication.sendEvent(editor, QInputMethodEvent())


class TypingFields(QObject):
    """Editors by the name of their field; what is typed while the next form is read belongs to that form."""

    #: somebody types in one of them
    typing = Signal()
    #: what was typed is a change now
    committed = Signal()

    def __init__(self, editors: Mapping[str, DraftText | DraftLine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editors = dict(editors)
        self._waiting = False
        for editor in self._editors.values():
            editor.textChanged.connect(self._typed)
            editor.draft.committed.connect(self.committed)

    @property
    def unsaved(self) -> bool:
        """True while something typed is not yet a change."""
        return any(editor.draft.unsaved for editor in self._editors.values())

    def set_read_only(self, *, on: bool) -> None:
        """Words to be read alone, or typed into."""
        for editor in self._editors.values():
            editor.setReadOnly(on)

    def flush(self) -> None:
        """Make changes of all that was typed."""
        for editor in self._editors.values():
            settle_input(editor)
            editor.flush()

    def let_go(self) -> None:
        """Commit and empty all: another form is on its way."""
        self.flush()
        self._waiting = True
        for editor in self._editors.values():
            editor.show_editable(None)

    def show_fields(self, fields: Mapping[str, Editable]) -> None:
        """Bind each editor to its field, or to a newer state of the same one."""
        waiting, self._waiting = self._waiting, False
        for name, editor in self._editors.items():
            ahead = editor.draft.text() if waiting else ""
            editor.show_editable(fields.get(name))
            if ahead and name in fields:
                _append(editor, ahead)
            elif waiting and editor.hasFocus():
                _to_end(editor)

    def _typed(self) -> None:
        if self.unsaved:
            self.typing.emit()


def _append(editor: DraftText | DraftLine, ahead: str) -> None:
    _to_end(editor)
    if isinstance(editor, DraftText):
        editor.insertPlainText(ahead)
    else:
        editor.insert(ahead)


def _to_end(editor: DraftText | DraftLine) -> None:
    if isinstance(editor, DraftText):
        editor.moveCursor(QTextCursor.MoveOperation.End)
    else:
        editor.end(False)
