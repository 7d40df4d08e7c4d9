"""Fields that stand in one line with low buttons, and are as high as these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

#: above and below the words of such a field (px)
_RIM = 1


def as_low_as_chips(*buttons: QWidget) -> None:
    """Give buttons the height of the chips that they stand in one line with."""
    for button in buttons:
        button.setStyleSheet(f"padding-top: {current.px(2)}px; padding-bottom: {current.px(2)}px;")


def as_high_as(button: QWidget, *fields: QWidget) -> None:
    """Give the fields the button's height; a list that one opens keeps its own."""
    button.ensurePolished()
    inner = button.sizeHint().height() - 2 * (_RIM + 1)
    for field in fields:
        # only the fields themselves: a bare rule would press the list that opens into the same height
        field.setStyleSheet(
            f"QComboBox, QLineEdit {{ padding-top: {_RIM}px; padding-bottom: {_RIM}px;"
            f" min-height: {inner}px; max-height: {inner}px; combobox-popup: 0; }}"
        )
