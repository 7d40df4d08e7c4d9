"""How large a dialog opens: as large as its work wants, with the rim of the window that asks left to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

#: of the window that asks, left to be seen around the dialog
_RIM = QSize(32, 40)


def fit(dialog: QDialog, parent: QWidget | None, wanted: QSize) -> None:
    """Give it the size `wanted` (at 100 %) or more beside its parent, and never more than there is room for."""
    around = parent.window().size() if parent is not None else dialog.screen().availableSize()
    size = QSize(current.px(wanted.width()), current.px(wanted.height()))
    dialog.resize(size.expandedTo(around - _RIM * 2).boundedTo(around - _RIM))


def fit_content(dialog: QDialog, parent: QWidget | None, wanted: QSize) -> None:
    """Give it the size `wanted` (at 100 %), as what stands in it needs; never more than there is room for."""
    around = parent.window().size() if parent is not None else dialog.screen().availableSize()
    size = QSize(current.px(wanted.width()), current.px(wanted.height()))
    dialog.resize(size.boundedTo(around - _RIM))
