"""The line that a figure is typed into, in any of the grids: what is being typed there is the user's alone."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QWidget

from shengsi_desktop.ui.widgets.typed_words import TypedWords

_Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellEditor(QLineEdit):
    """One figure; a pasted block goes to the grid. `filled` is what it was opened with, `taken` whether the
    model took what was typed.
    """

    #: more than one cell was pasted
    block_pasted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filled: str | None = None
        self.taken = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell a block from a figure."""
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text().strip("\r\n")
            if "\t" in text or "\n" in text:
                self.block_pasted.emit()
                return
        super().keyPressEvent(event)


class CellDelegate(QStyledItemDelegate):
    """Fills an editor once: Qt would write over what is being typed whenever the model tells of any change.

    An editor that was not touched hands nothing on, for its cell may hold something newer.
    """

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Fill it as it opens."""
        if not isinstance(editor, CellEditor):
            super().setEditorData(editor, index)
        elif editor.filled is None:
            editor.filled = str(index.data(Qt.ItemDataRole.EditRole) or "")
            editor.setText(editor.filled)
            TypedWords(editor, lambda: self._give(editor))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Hand on what is other than it was."""
        if not isinstance(editor, CellEditor):
            super().setModelData(editor, model, index)
        elif editor.text() != editor.filled:
            editor.taken = model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def _give(self, editor: CellEditor) -> str:
        """Keep the figure and close the cell; what is none stays in the open cell."""
        if editor.isHidden():
            # closed already, and about to be deleted
            return ""
        editor.taken = True
        self.commitData.emit(editor)
        if not editor.taken:
            return editor.text()
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        return ""


def types_something(event: QKeyEvent) -> bool:
    """A letter or figure is typed, not a command."""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    text = event.text()
    return bool(text.strip()) and text.isprintable() and not event.modifiers() & commands


def is_enter(event: QKeyEvent) -> bool:
    """Enter is pressed, without Ctrl."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.type() == QEvent.Type.KeyPress and event.key() in _ENTER and not control
