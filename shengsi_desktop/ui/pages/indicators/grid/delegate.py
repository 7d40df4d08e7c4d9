"""How the cells of the grid are edited: the keys that open and leave a cell are those of a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from shengsi_desktop.ui.pages.indicators.cell_editor import CellDelegate, CellEditor, is_enter
from shengsi_desktop.ui.pages.indicators.grid.looks import advance, looks
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

_Index = QModelIndex | QPersistentModelIndex
_EDGE = 2
_Move = QAbstractItemView.CursorAction
#: the keys that leave an open cell, and where they go
_WAYS = {
    Qt.Key.Key_Tab: _Move.MoveNext,
    Qt.Key.Key_Backtab: _Move.MovePrevious,
    Qt.Key.Key_Up: _Move.MoveUp,
    Qt.Key.Key_Down: _Move.MoveDown,
}
#: these, too, where the cell was opened by typing, as a spreadsheet has it
_WAYS_OF_TYPING = {Qt.Key.Key_Left: _Move.MoveLeft, Qt.Key.Key_Right: _Move.MoveRight}


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect


class GridDelegate(CellDelegate):
    """`typing`: the open cell was opened by a figure, not by F2."""

    #: a block was pasted while a cell was open
    block_pasted = Signal()
    #: the open cell was left by a key (QAbstractItemView.CursorAction)
    left_by = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.typing = False

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A bare line over the cell, wider where the text is."""
        editor = CellEditor(parent)
        pad = looks().pad - _EDGE
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setStyleSheet(
            f"padding: 0 {pad}px; min-height: 0; border: {_EDGE}px solid {current.palette().accent};"
            " border-radius: 0;"
        )
        editor.block_pasted.connect(lambda: self._leave(editor))
        editor.textChanged.connect(lambda text: _widen(editor, text))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """All of the cell but the line below it."""
        cell = cast("_Option", option).rect.adjusted(0, 0, 0, -1)
        editor.setGeometry(cell)
        editor.setMinimumWidth(cell.width())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter goes down, Tab right; both keep what was typed. Ctrl+Enter is the window's."""
        if (
            isinstance(event, QKeyEvent)
            and isinstance(editor, QWidget)
            and event.type() == QEvent.Type.KeyPress
        ):
            way = self._way(event)
            if way is not None:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                self.left_by.emit(way)
                return True
        return super().eventFilter(editor, event)

    def _way(self, event: QKeyEvent) -> QAbstractItemView.CursorAction | None:
        if is_enter(event):
            up = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            return _Move.MoveUp if up else _Move.MoveDown
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return None
        key = Qt.Key(event.key())
        if self.typing and key in _WAYS_OF_TYPING and not event.modifiers():
            return _WAYS_OF_TYPING[key]
        return _WAYS.get(key)

    def _leave(self, editor: QWidget) -> None:
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
        self.block_pasted.emit()


def _widen(editor: QWidget, text: str) -> None:
    """Let a long figure be seen whole, within the table."""
    needed = advance(looks().figure, text) + 4 * looks().pad
    width = max(editor.minimumWidth(), needed)
    if width != editor.width():
        parent = editor.parentWidget()
        room = parent.width() if parent is not None else width
        editor.setGeometry(max(min(editor.x(), room - width), 0), editor.y(), width, editor.height())
