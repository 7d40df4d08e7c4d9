"""How far the looking into a package has come, and calling it off; shown where it takes longer than 300 ms."""

from __future__ import annotations

import threading

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from shengsi_desktop.ui.operations import SLOW

_CANCEL = "取消"


class LookProgress(QObject):
    """Told from the thread that reads, shown on Qt's own. The window can be used meanwhile."""

    _stepped = Signal(int, int)

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(parent)
        self._called_off = threading.Event()
        self.dialog = QProgressDialog(words, _CANCEL, 0, 0, parent)
        self.dialog.setWindowTitle("收同步包")
        self.dialog.setWindowModality(Qt.WindowModality.NonModal)
        self.dialog.setAutoReset(False)
        self.dialog.setAutoClose(False)
        self.dialog.setMinimumDuration(SLOW)
        self.dialog.canceled.connect(self._called_off.set)
        self._stepped.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._ended = False

    @property
    def cancelled(self) -> bool:
        """Whether a person called it off."""
        return self._called_off.is_set()

    def goes_on(self, done: int, of: int) -> bool:
        """Tell how far it is; False where it is to stop. For any thread."""
        if not shiboken6.isValid(self):
            # its page is gone, and with it whoever wanted to know
            return False
        self._stepped.emit(done, of)
        return not self._called_off.is_set()

    def end(self) -> None:
        """It is over: the dialog goes."""
        self._ended = True
        self.dialog.canceled.disconnect(self._called_off.set)
        self.dialog.close()
        self.dialog.deleteLater()
        self.deleteLater()

    def _show(self, done: int, of: int) -> None:
        if not self._ended:
            self.dialog.setMaximum(of)
            self.dialog.setValue(done)
