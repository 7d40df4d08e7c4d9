"""Why the light is as it is, in one line above the chart; all of it on a click or a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.text import ElidedLabel, well_broken

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent


class ReasonLine(ElidedLabel):
    """One line, elided; opened it goes on below. It takes the keys only where there is more to read."""

    #: opened or closed
    toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._open = False
        super().__init__("", "second", parent)

    @property
    def is_open(self) -> bool:
        """Whether all of it is shown."""
        return self._open

    @property
    def is_cut(self) -> bool:
        """Whether there is more than can be seen."""
        return not self._open and self.text() != self.whole

    def toggle(self) -> None:
        """Show all of it, or one line again; nothing where one line is all."""
        if self._open or self.is_cut:
            self._set_open(not self._open)

    def set_text(self, text: str) -> None:
        """Other words begin in one line."""
        if text != self.whole and self._open:
            self._set_open(False)
        super().set_text(text)

    def sizeHint(self) -> QSize:
        """One line whole; opened, what the lines need."""
        return QLabel.sizeHint(self) if self._open else super().sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open and close it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter do the same; Ctrl+Enter is the window's."""
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.toggle()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """They are elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and an edge where the keys are here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(current.colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _set_open(self, opened: bool) -> None:
        self._open = opened
        self.setWordWrap(opened)
        across = QSizePolicy.Policy.Ignored
        self.setSizePolicy(across, QSizePolicy.Policy.Minimum if opened else QSizePolicy.Policy.Preferred)
        self._fit()
        self.updateGeometry()
        self.toggled.emit(opened)

    def _fit(self) -> None:
        if self._open:
            if self.text() != well_broken(self.whole):
                self.setText(well_broken(self.whole))
                self.setToolTip("")
        else:
            super()._fit()
        more = self._open or self.text() != self.whole
        policy = Qt.FocusPolicy.TabFocus if more else Qt.FocusPolicy.NoFocus
        if self.focusPolicy() != policy:
            self.setFocusPolicy(policy)
            self.setCursor(Qt.CursorShape.PointingHandCursor if more else Qt.CursorShape.ArrowCursor)
