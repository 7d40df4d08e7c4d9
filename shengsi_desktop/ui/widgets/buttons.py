"""Buttons: plain ones by kind, filter chips, and the exclusive row of answers that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.theme.icons import icon as themed_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

Value = TypeVar("Value")

_ICON_COLOURS = {"primary": "on_sea", "danger": "on_danger", "link": "accent"}


class Button(QPushButton):
    """A push button; `kind` is primary / secondary / ghost / danger / link. A click leaves the focus."""

    def __init__(
        self,
        text: str = "",
        *,
        kind: str = "secondary",
        icon: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon:
            self.setIcon(themed_icon(icon, _ICON_COLOURS.get(kind, "second")))
            self.setIconSize(QSize(current.px(16), current.px(16)))
        if tip:
            self.setToolTip(tip)
            if not text:
                self.setAccessibleName(tip)

    def set_kind(self, kind: str) -> None:
        """Look as another kind from now on: the next step moves from one button to another."""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)


class Chip(QPushButton):
    """A pill that is on or off: a filter. `light` paints its shape before the word."""

    def __init__(self, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setChecked(checked)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class CountBadge(QWidget):
    """The small red number of what waits (交办事项); nothing at 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setVisible(False)

    def set_count(self, count: int) -> None:
        """Show `count`."""
        self._count = count
        self.setVisible(count > 0)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Round at one figure, longer at more."""
        height = current.px(18)
        return QSize(
            max(height, self.fontMetrics().horizontalAdvance(str(self._count)) + current.px(10)), height
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill and its figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#C8372D"))
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(current.font(current.SECOND))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._count))


class Segmented(QWidget, Generic[Value]):
    """Answers side by side of which one or none is chosen: a click on the chosen one takes it back."""

    #: the value chosen by the user, None when it was taken back
    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[Value, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[tuple[Value, QPushButton]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for value, words in choices:
            button = QPushButton(words, self)
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda checked, value=value: self._clicked(value if checked else None))
            self._buttons.append((value, button))
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> Value | None:
        """What is chosen."""
        return next((value for value, button in self._buttons if button.isChecked()), None)

    def set_value(self, value: Value | None) -> None:
        """Show `value` as chosen; tells nobody."""
        for own, button in self._buttons:
            button.setChecked(own == value)

    def offer(self, value: Value, *, offered: bool) -> None:
        """Show or hide one of the answers."""
        for own, button in self._buttons:
            if own == value:
                button.setVisible(offered)

    def _clicked(self, value: Value | None) -> None:
        self.set_value(value)
        self.chosen.emit(value)
