"""The line that says what takes longer than a moment, how far it is, and lets it be called off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from shengsi_desktop.ui.operations import SLOW
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable

_BAR = 160
#: how often it is asked how far the work is (ms)
_LOOK = 100


class BusyLine(QWidget):
    """`begin` shows it once the work is slow, `end` takes it away; its room is kept meanwhile."""

    #: called off by the user
    stopped = Signal()

    def __init__(self, cancel: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._far: Callable[[], tuple[int, int]] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._words = ElidedLabel("", "second")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMinimumWidth(current.px(_BAR))
        self.stop = Button(cancel, kind="link")
        self.stop.setAutoDefault(False)
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
        self._look = QTimer(self)
        self._look.setInterval(_LOOK)
        self._look.timeout.connect(self._advance)
        self.hide()

    @property
    def said(self) -> str:
        """What is under way; empty when nothing is."""
        return self._words.whole

    def begin(self, said: str, far: Callable[[], tuple[int, int]] | None = None) -> None:
        """Something is under way; `far` tells (done, total), a total of 0 while nobody knows."""
        self._words.set_text(said)
        self.bar.setAccessibleName(said)
        self.bar.setRange(0, 0)
        self._far = far
        if self.isHidden():
            self._slow.start()
        if far is not None:
            self._look.start()

    def end(self) -> None:
        """Nothing is under way any more."""
        self._slow.stop()
        self._look.stop()
        self._words.set_text("")
        self.hide()

    def _advance(self) -> None:
        done, total = self._far() if self._far is not None else (0, 0)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
