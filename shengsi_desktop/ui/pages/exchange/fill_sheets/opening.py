"""How the other views open the dialogs of 填报表."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.pages.exchange.fill_sheets.make_dialog import MakeDialog
    from shengsi_desktop.ui.pages.exchange.fill_sheets.take_dialog import TakeDialog


def open_make(context: PageContext, parent: QWidget) -> MakeDialog:
    """«下发填报表…»: choose units, then a folder. `made` tells in a sentence what was written."""
    from shengsi_desktop.ui.pages.exchange.fill_sheets.make_dialog import MakeDialog

    dialog = MakeDialog(context, parent)
    dialog.open()
    dialog.begin()
    return dialog


def open_take(context: PageContext, path: Path, parent: QWidget) -> TakeDialog:
    """Show what a filled-in workbook says; `taken` tells in a sentence what came of it."""
    from shengsi_desktop.ui.pages.exchange.fill_sheets.take_dialog import TakeDialog

    dialog = TakeDialog(context, path, parent)
    dialog.open()
    dialog.begin()
    return dialog
