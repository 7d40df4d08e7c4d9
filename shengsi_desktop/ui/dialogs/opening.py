"""The dialogs of a window: one at a time, and one that holds words comes forward before the window closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def open_alone(dialog: QDialog) -> bool:
    """Open it over its window, unless another one is open there: then it goes, and that one comes forward.

    Two quick clicks ask twice for what a dialog shows, and get two dialogs.
    """
    parent = dialog.parentWidget()
    there = (
        next((one for one in _open_dialogs(parent.window()) if one is not dialog), None) if parent else None
    )
    if there is None:
        dialog.open()
        return True
    dialog.deleteLater()
    there.raise_()
    there.activateWindow()
    return False


def bring_forward_unstored(window: QWidget) -> bool:
    """Show the dialog that holds words nobody has stored, with its sentence; False where there is none."""
    for dialog in _open_dialogs(window):
        if any(one.words() for one in dialog.findChildren(UnfinishedWords)):
            dialog.raise_()
            dialog.activateWindow()
            say = getattr(dialog, "say_closing", None)
            if say is not None:
                say()
            return True
    return False


def tell_inside(window: QWidget, sentence: str) -> None:
    """Say a failure in the dialog that is open over the window: the window cannot be reached from there."""
    from shengsi_desktop.ui.widgets.message_bar import MessageBar

    for dialog in _open_dialogs(window)[-1:]:
        say = getattr(dialog, "say", None)
        if say is not None:
            say(sentence)
            continue
        bar = dialog.findChild(MessageBar)
        if bar is None:
            bar = MessageBar(dialog)
            bar.float_over(dialog)
        bar.warn(sentence)


def _open_dialogs(window: QWidget) -> list[QDialog]:
    return [one for one in window.findChildren(QDialog) if one.isVisible() and one.isModal()]
