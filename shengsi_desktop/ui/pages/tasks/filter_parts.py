"""What the line of filters is put together from: chips that go together, a button with a menu, whose items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

#: px between chips that go together
CHIP_GAP = 6


def side_by_side(*chips: QWidget) -> QWidget:
    """Chips that move together, from the line into the popup and back."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(CHIP_GAP)
    for chip in chips:
        row.addWidget(chip)
    return holder


def menu_button(said: str, tip: str, menu: QMenu, parent: QWidget) -> QPushButton:
    """A button that opens a menu below it; by Space and Enter, too."""
    button = QPushButton(words.MENU.format(name=said), parent)
    button.setProperty("kind", "segment")
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
    return button


class OtherUnit(QWidget):
    """«正在看…的任务» with the way back; hidden while the items are one's own."""

    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._words = label("", "tag")
        row.addWidget(self._words)
        back = Button(words.BACK_TO_MINE, kind="link")
        back.clicked.connect(self.back_asked)
        row.addWidget(back)
        row.addStretch(1)
        self.hide()

    def say(self, unit: str) -> None:
        """Whose they are; empty for one's own."""
        self.setVisible(bool(unit))
        self._words.setText(words.OTHER_UNIT.format(unit=unit))
