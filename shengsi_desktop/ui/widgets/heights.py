"""Heights that follow from something else: fields beside low buttons, a dialog by its width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

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


def fix_width(dialog: QDialog, width: int) -> None:
    """Make a dialog, when all is in it, that wide and as high as its wrapped words then are."""
    layout = dialog.layout()
    dialog.ensurePolished()
    for part in dialog.findChildren(QWidget):
        part.ensurePolished()  # words are measured in the letters they will be written in
    # a layout asked for its size alone wraps its words at a width of its own choice
    if layout is not None:
        layout.invalidate()
        high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else dialog.sizeHint().height()
        dialog.setFixedSize(width, high)
