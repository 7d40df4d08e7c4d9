"""The window's keys and the header's buttons, bound to what they do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from shengsi_desktop.ui.page_list import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.ui.desk_commands import DeskCommands
    from shengsi_desktop.ui.main_window import MainWindow


def bind(window: MainWindow, commands: DeskCommands) -> None:
    """Bind them, once."""
    header = window.header
    header.undo_asked.connect(commands.undo)
    header.redo_asked.connect(commands.redo)
    header.export_asked.connect(commands.export)
    header.finalise_asked.connect(commands.finalise)
    window.sidebar.plan_asked.connect(commands.open_plan_menu)
    keys: dict[str, Callable[[], object]] = {
        "F1": commands.show_help,
        "Ctrl+F": header.focus_search,
        "Ctrl+Z": commands.undo,
        "Ctrl+Y": commands.redo,
        "Ctrl+Shift+Z": commands.redo,
        "Ctrl+E": commands.export,
        "Ctrl+Return": window.next_item,
        "Ctrl+Enter": window.next_item,
        "Alt+Left": partial(header.switcher.step, -1),
        "Alt+Right": partial(header.switcher.step, 1),
    }
    for number, key in enumerate(PAGES, start=1):
        keys[f"Ctrl+{number}"] = partial(window.show_page, key)
    for sequence, act in keys.items():
        QShortcut(QKeySequence(sequence), window, act)
