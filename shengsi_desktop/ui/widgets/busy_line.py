"""The line that says what takes longer than a moment, how far it is, and lets it be called off."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from shengsi_desktop.ui.operations import SLOW
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import ElidedLabel

_BAR = 160


class BusyLine(QWidget):
    """`begin` shows it once the work is slow, `advance` fills the bar, `end` takes it away; it keeps its room."""

    #: called off by the user
    stopped = Signal()

    def __init__(self, cancel: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        self._words = ElidedLabel("", "second")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMinimumWidth(current.px(_BAR))
        self.stop = Button(cancel, kind="link")
        self.stop.clicked.connect(self.stopped)
        row.addWidget(self._words, 1)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        kept = self.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.setSizePolicy(kept)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        self._slow.timeout.connect(self.show)
        self.hide()

    @property
    def said(self) -> str:
        """What is under way; empty when nothing is."""
        return self._words.whole

    def begin(self, said: str) -> None:
        """Something is under way; how far it is, nobody knows yet."""
        self._words.set_text(said)
        self.bar.setAccessibleName(said)
        self.bar.setRange(0, 0)
        if self.isHidden():
            self._slow.start()

    def advance(self, done: int, total: int) -> None:
        """It is `done` of `total` steps far."""
        if self.said:
            self.bar.setRange(0, max(total, 1))
            self.bar.setValue(done)

    def end(self) -> None:
        """Nothing is under way any more."""
        self._slow.stop()
        self._words.set_text("")
        self.hide()
