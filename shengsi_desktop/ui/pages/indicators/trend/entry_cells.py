"""The cells of the entry grid: how a figure is typed, and how firm it is shown to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from shengsi_desktop.domain.indicators import PointStatus
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from shengsi_desktop.ui.pages.indicators.trend.entry_model import EntryModel

_Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CORNER = 6


class _Option(Protocol):
    """The members of QStyleOption that its type stubs leave out."""

    rect: QRect
    state: QStyle.StateFlag


class CellEditor(QLineEdit):
    """One figure; a pasted block goes to the grid."""

    #: more than one cell was pasted
    block_pasted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell a block from a figure."""
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text().strip("\r\n")
            if "\t" in text or "\n" in text:
                self.block_pasted.emit()
                return
        super().keyPressEvent(event)


class EntryDelegate(QStyledItemDelegate):
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
            painter.save()
            painter.setPen(QPen(current.colour("accent"), 1))
            painter.drawRect(drawn.rect.adjusted(0, 0, -1, -2))
            painter.restore()
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
    """A corner: hollow for 快报数, filled for 核定数, none where nothing is said."""
    if not status:
        return
    side = current.px(_CORNER)
    left, top = cell.x() + 1.5, cell.y() + 1.5
    corner = QPolygonF([QPointF(left, top), QPointF(left + side, top), QPointF(left, top + side)])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = current.colour("accent")
    painter.setPen(QPen(colour, 1))
    painter.setBrush(colour if status is PointStatus.FINAL else current.colour("card"))
    painter.drawPolygon(corner)
    painter.restore()


def is_enter(event: QKeyEvent) -> bool:
    """Enter is pressed, without Ctrl."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.type() == QEvent.Type.KeyPress and event.key() in _ENTER and not control
