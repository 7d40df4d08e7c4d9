"""What the small dialogs have in common: the rim, and a heading that says what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

#: left, top, right, below (px)
_RIM = (20, 16, 20, 16)
_BETWEEN = 10


def headed(dialog: QDialog, heading: str) -> QVBoxLayout:
    """Lay the dialog out in a column with the heading on top; gives the column."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(*_RIM)
    column.setSpacing(_BETWEEN)
    column.addWidget(label(heading, "heading", wrap=True))
    return column
