"""What holds other widgets: cards, lines between rows, a row that wraps, and the page with nothing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable


class Card(QFrame):
    """A white, rounded card; put widgets into `body`."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        margins: tuple[int, int, int, int] = (14, 10, 14, 10),
        spacing: int = 8,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(spacing)


def panel() -> QWidget:
    """A plain white ground (in the dark, its like)."""
    made = QWidget()
    made.setProperty("kind", "panel")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made


def in_the_middle(step: QWidget, card: QWidget) -> None:
    """Lay one card out in the middle, as high as its wrapped words, which an alignment would not allow."""
    column = QVBoxLayout(step)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card)
    row.addStretch(1)
    column.addStretch(2)
    column.addLayout(row)
    column.addStretch(3)


class Line(QFrame):
    """A hair line between rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "line")
        self.setFixedHeight(1)


class EmptyState(QWidget):
    """Says that there is nothing here yet, and what to do about it."""

    def __init__(
        self,
        title: str,
        hint: str = "",
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        self.title = label(title, "heading", wrap=True)
        self.hint = label(hint, "second", wrap=True)
        for part in (self.title, self.hint):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        if action:
            self.button = Button(action, kind="primary")
            if on_action is not None:
                self.button.clicked.connect(on_action)
            column.addSpacing(8)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, title: str, hint: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.hint.setText(hint)


class FlowLayout(QLayout):
    """Widgets in a row that goes on in the next line where the room ends (chips, tags); a line has one middle."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def set_gap(self, gap: int) -> None:
        """Closer together, or farther apart."""
        self._gap = gap
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The one at `index`."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem:
        """Give back the one at `index`; Qt asks until there is none, which its stubs do not know."""
        return self._items.pop(index) if 0 <= index < len(self._items) else cast("QLayoutItem", None)

    def expandingDirections(self) -> Qt.Orientation:
        """Never wants more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at `width`."""
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place them."""
        super().setGeometry(rect)
        self._lay_out(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(len(shown) - 1, 0)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """The widest of them."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay_out(self, rect: QRect, *, move: bool) -> int:
        x, y = rect.x(), rect.y()
        line: list[tuple[QLayoutItem, int, QSize]] = []
        height = 0

        def place() -> None:
            for item, left, size in line if move else ():
                item.setGeometry(QRect(QPoint(left, y + (height - size.height()) // 2), size))

        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                place()
                x, y = rect.x(), y + height + self._gap
                line, height = [], 0
            line.append((item, x, size))
            x += size.width() + self._gap
            height = max(height, size.height())
        place()
        return y + height - rect.y()
