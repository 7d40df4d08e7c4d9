"""The window's keys and the header's buttons, bound to what they do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from shengsi_desktop.ui.page_list import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.ui.desk_commands import DeskCommands
    from shengsi_desktop.ui.main_window import MainWindow

#: what does again; not every system's fields know both
_REDO = ("Ctrl+Y", "Ctrl+Shift+Z")
#: a field takes back what is typed in it by itself
_OF_KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})
_OF_FIELDS = {"Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"}


class _WindowFirst(QObject):
    """Keeps the field with the keyboard from taking a key of the window («Ctrl+E» is «end of line» to some)."""

    def __init__(self, window: QWidget, sequences: set[str]) -> None:
        super().__init__(window)
        self._window = window
        self._keys = [QKeySequence(one) for one in sequences]
        self._redo = [QKeySequence(one) for one in _REDO]
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the window's keys to the window; what a field took back it does again itself."""
        if not isinstance(event, QKeyEvent) or event.type() not in _OF_KEYS:
            return False
        keys = QKeySequence(event.keyCombination())
        if keys in self._redo and isinstance(watched, QWidget) and _can_redo(watched):
            if event.type() == QEvent.Type.KeyPress:
                watched.redo()  # type: ignore[attr-defined]
            event.accept()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and keys in self._keys:
            event.ignore()
            return True
        return False

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Only the field with the keyboard is listened to."""
        if before is not None:
            before.removeEventFilter(self)
        if now is not None and now.window() is self._window:
            now.installEventFilter(self)


def _can_redo(field: QWidget) -> bool:
    """Whether words were taken back in this field by its own undo."""
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    return isinstance(field, QPlainTextEdit) and field.document().isRedoAvailable()


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
        "Ctrl+P": commands.print_copy,
        "Ctrl+Return": window.next_item,
        "Ctrl+Enter": window.next_item,
        "Alt+Left": partial(header.switcher.step, -1),
        "Alt+Right": partial(header.switcher.step, 1),
    }
    for number, key in enumerate(PAGES, start=1):
        keys[f"Ctrl+{number}"] = partial(window.show_page, key)
    for sequence, act in keys.items():
        QShortcut(QKeySequence(sequence), window, act)
    _WindowFirst(window, keys.keys() - _OF_FIELDS)
