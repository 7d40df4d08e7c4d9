"""The cells of the entry grid: how a figure is typed, and how firm it is shown to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from shengsi_desktop.ui.pages.indicators.cell_editor import CellDelegate, CellEditor, is_enter
from shengsi_desktop.ui.pages.indicators.grid.cells import paint_mark
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.painting import painted

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import PointStatus
    from shengsi_desktop.ui.pages.indicators.trend.entry_model import EntryModel

_Index = QModelIndex | QPersistentModelIndex
_MARK, _MARK_AT, _MARK_GAP = 6, 2, 2


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class EntryDelegate(CellDelegate):
    """Right-aligned editors; Enter goes to the next cell as Tab does."""

    #: a block was pasted while a cell was open
    block_pasted = Signal()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A bare line."""
        editor = CellEditor(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setStyleSheet("padding: 0 4px; min-height: 0; border-radius: 0;")
        editor.block_pasted.connect(lambda: self._leave(editor))
        return editor

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The figure, and an edge round the cell that the keys are in."""
        super().paint(painter, option, index)
        drawn = cast("_Option", option)
        if drawn.state & QStyle.StateFlag.State_HasFocus:
            with painted(painter):
                painter.setPen(QPen(current.colour("accent"), 1))
                painter.drawRect(drawn.rect.adjusted(0, 0, -1, -2))
        model = cast("EntryModel", index.model())
        if model.rows[index.row()] == "value":
            paint_status(painter, drawn.rect, model.status(index.column() + 1))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter keeps the figure and opens the next cell; Ctrl+Enter is the window's."""
        if isinstance(event, QKeyEvent) and isinstance(editor, QWidget) and is_enter(event):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.EditNextItem)
            return True
        return super().eventFilter(editor, event)

    def _leave(self, editor: QWidget) -> None:
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
        self.block_pasted.emit()


def paint_status(painter: QPainter, cell: QRect, status: PointStatus) -> None:
    """○ 快报数, ● 核定数 before the figure, as in the grid of all indicators."""
    if status:
        side = current.px(_MARK)
        left, top = cell.x() + current.px(_MARK_AT), cell.center().y() - side // 2
        paint_mark(painter, QRect(left, top, side, side), status)


def mark_width() -> int:
    """What a mark takes before a figure."""
    return current.px(_MARK_AT + _MARK + _MARK_GAP)
