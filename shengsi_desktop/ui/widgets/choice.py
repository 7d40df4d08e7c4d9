"""A choice among words that stands in a list: the wheel scrolls the list, it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

_MOST_SEEN = 14


class Choice(QComboBox):
    """As wide as there is room, or `width` px (at 100 %); opened and changed by click or key alone."""

    def __init__(self, parent: QWidget | None = None, *, width: int = 0) -> None:
        super().__init__(parent)
        across = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Ignored
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        if width:
            self.setFixedWidth(current.px(width))
        # a list with an end and a scroll bar, where the style would open one as high as the screen
        self.setStyleSheet("combobox-popup: 0;")
        self.setMaxVisibleItems(_MOST_SEEN)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to what scrolls."""
        event.ignore()
