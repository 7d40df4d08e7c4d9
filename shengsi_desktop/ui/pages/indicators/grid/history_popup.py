"""修改记录 of one cell, in a popup below it: when, by whom, by which command, from what to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import Line
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QScreen

    from shengsi_desktop.domain.indicators import PointChange

_WIDTH = 340
_MOST_HEIGHT = 320
_SIDE, _BAR = 14, 14


class HistoryPopup(QFrame):
    """Newest first; a click elsewhere closes it."""

    def __init__(self, title: str, changes: Sequence[PointChange], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(current.px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 10, _SIDE, 10)
        column.setSpacing(6)
        column.addWidget(label(title, "strong", wrap=True))
        column.addWidget(label(words.HISTORY_SUB, "second"))
        self.lines = _lines(changes)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        body = QVBoxLayout(inner)
        # the scroll bar stands beside the words, not on them
        body.setContentsMargins(0, 0, _BAR, 4)
        body.setSpacing(6)
        for change, said in self.lines:
            body.addWidget(Line())
            body.addLayout(_block(change, said))
        if not self.lines:
            body.addWidget(label(words.HISTORY_NONE, "second"))
        body.addStretch(1)
        scroll.setWidget(inner)
        scroll.setFixedHeight(_whole_blocks(body, current.px(_WIDTH) - 2 * _SIDE - _BAR - 2))
        column.addWidget(scroll)

    def open_below(self, at: QPoint, screen: QScreen) -> None:
        """Show it with its left top corner there, or as near as the screen has it whole."""
        self.adjustSize()
        room = screen.availableGeometry()
        x = max(min(at.x(), room.right() - self.width()), room.left())
        y = max(min(at.y(), room.bottom() - self.height()), room.top())
        self.move(x, y)
        self.show()


def _whole_blocks(body: QVBoxLayout, width: int) -> int:
    """As high as all of it, or as so many whole blocks as are not too high: none is cut in the middle."""
    height = fitting = 0
    for place in range(body.count()):
        item = body.itemAt(place)
        wraps = item.hasHeightForWidth()
        height += item.heightForWidth(width) if wraps else item.sizeHint().height()
        # a block ends before the line over the next one
        if height > current.px(_MOST_HEIGHT):
            break
        if item.layout() is not None or place + 1 == body.count():
            fitting = height
        height += body.spacing()
    return fitting + body.contentsMargins().bottom()


def _lines(changes: Sequence[PointChange]) -> list[tuple[PointChange, str]]:
    """Each change with what it did: its own field before it, where there was something."""
    found = []
    for place, change in enumerate(changes):
        before = next((one.value for one in changes[place + 1 :] if one.field == change.field), "")
        value = change.value or words.HISTORY_EMPTY
        if before and before != change.value:
            said = words.HISTORY_CHANGE.format(field=change.field, before=before, after=value)
        else:
            said = words.HISTORY_LINE.format(field=change.field, value=value)
        found.append((change, said))
    return found


def _block(change: PointChange, said: str) -> QVBoxLayout:
    block = QVBoxLayout()
    block.setSpacing(2)
    block.addWidget(label(said, wrap=True))
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(
        label(words.HISTORY_WHO.format(at=change.at, person=change.person or words.HISTORY_NOBODY), "second")
    )
    command = ElidedLabel(change.command, "second")
    command.setAlignment(Qt.AlignmentFlag.AlignRight)
    row.addWidget(command, 1)
    block.addLayout(row)
    return block
