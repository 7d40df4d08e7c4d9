"""Programs run in processes of their own: the real start up to its first key, and an empty window."""

from __future__ import annotations

#: runs the real start; when the first list is painted, presses ↓ and tells what is loaded by then
FIRST_KEY = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import Qt
from shengsi_desktop import __main__ as door
from shengsi_desktop.ui import app

def painted(desk):
    from PySide6.QtWidgets import QAbstractItemView, QApplication
    from PySide6.QtGui import QKeyEvent
    view = desk.window.page.findChild(QAbstractItemView)
    before = view.currentIndex().row()
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(view, QKeyEvent(kind, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier))
    told = {"rows": view.model().rowCount(), "moved": view.currentIndex().row() - before,
            "loaded": sorted({name.partition(".")[0] for name in sys.modules}),
            "store": "shengsi_desktop.store.sessions" in sys.modules}
    print(json.dumps(told), flush=True)
    os._exit(0)

app.Desk._open_store = painted
door.window(Path(sys.argv[1]))
"""

#: an empty window, up to its first paint
EMPTY_WINDOW = """
import os, sys
from PySide6.QtWidgets import QApplication, QWidget

class Empty(QWidget):
    def paintEvent(self, event):
        os._exit(0)

app = QApplication(sys.argv)
window = Empty()
window.resize(1280, 720)
window.show()
app.exec()
"""
