"""What opens below «条件 ▾»: the rarer conditions, in rows under a short name each. Decides nothing itself."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import FlowLayout
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent

#: px at 100 %
_WIDTH, _NAME, _GAP, _LINE, _CHIP = 440, 44, 6, 16, 26


class FilterPopup(QFrame):
    """Stays open while conditions are chosen; Esc or a click beside it closes it."""

    clear_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._opener: QWidget | None = None
        self._rows: dict[str, QWidget] = {}
        self._flows: dict[str, FlowLayout] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 10)
        self._column.setSpacing(10)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.clear = Button(words.CLEAR, kind="link")
        self.clear.clicked.connect(self.clear_asked)
        foot.addWidget(self.clear)
        self._column.addLayout(foot)

    def add(self, name: str, *parts: QWidget) -> None:
        """One more row, above the foot."""
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        head = label(name, "second")
        head.setFixedSize(current.px(_NAME), current.px(_CHIP))
        line.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        flow = FlowLayout(gap=_GAP)
        line.addLayout(flow, 1)
        for part in parts:
            flow.addWidget(part)
        self._rows[name], self._flows[name] = row, flow
        self._column.insertWidget(len(self._rows) - 1, row)

    def take_in(self, name: str, part: QWidget) -> None:
        """A part of the bar stands in that row while there is no room for it there."""
        self._flows[name].addWidget(part)
        part.show()

    def show_row(self, name: str, *, on: bool) -> None:
        """Leave out a row that holds nothing."""
        self._rows[name].setVisible(on)

    def open_below(self, opener: QWidget) -> None:
        """Show it below a button, the keys in its first condition."""
        self._opener = opener
        width = current.px(_WIDTH)
        self.setFixedWidth(width)
        self.setFixedHeight(self._column.totalHeightForWidth(width))
        place = opener.mapToGlobal(QPoint(opener.width() - width, opener.height() + 4))
        left = opener.window().mapToGlobal(QPoint(4, 0)).x()
        self.move(max(place.x(), left), place.y())
        self.show()
        parts = [part for part in self.findChildren(QWidget) if part.focusPolicy() and part.isVisible()]
        parts.sort(key=self._place_of)
        for one, other in pairwise(parts):
            QWidget.setTabOrder(one, other)
        parts[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _place_of(self, part: QWidget) -> tuple[int, int]:
        """Line by line from the left: as Tab goes."""
        place = part.mapTo(self, QPoint())
        return place.y() // current.px(_LINE), place.x()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """The keys go back to where they were."""
        super().hideEvent(event)
        if self._opener is not None:
            self._opener.setFocus(Qt.FocusReason.PopupFocusReason)
