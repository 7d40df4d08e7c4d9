"""The wizard's foot: which step it is, what would be stored, what is under way, and the buttons on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.ui.list_import import words
from shengsi_desktop.ui.widgets.busy_line import BusyLine
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Line
from shengsi_desktop.ui.widgets.progress import StageLine
from shengsi_desktop.ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable


class Foot(QWidget):
    """Says and tells, decides nothing."""

    back_asked = Signal()
    cancel_asked = Signal()
    next_asked = Signal()
    #: what is under way is called off
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(10)
        self.steps = StageLine()
        self.steps.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.summary = ElidedLabel("", "second")
        self.summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.busy = BusyLine(words.CANCEL)
        self.busy.stopped.connect(self.stopped)
        shared = self.busy.sizePolicy()
        shared.setRetainSizeWhenHidden(False)
        self.busy.setSizePolicy(shared)
        self._had_keyboard: Button | None = None
        self.back = Button(words.BACK)
        self.cancel = Button(words.CANCEL)
        self.next = Button(words.NEXT, kind="primary")
        row.addWidget(self.steps)
        row.addWidget(self.busy, 1)
        row.addWidget(self.summary, 1)
        for button, asked in (
            (self.back, self.back_asked),
            (self.cancel, self.cancel_asked),
            (self.next, self.next_asked),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(asked)
            row.addWidget(button)
        column.addLayout(row)

    def show_step(self, step: int) -> None:
        """`step` counts from 0: choosing has nothing to go on with, the end nothing to call off."""
        last = len(words.STEPS) - 1
        self.steps.set_stages(words.STEPS, step + 1, editable=False)
        for part in (self.back, self.next):
            part.setVisible(0 < step < last)
        self.cancel.setVisible(step < last)
        self.back.setText(words.CHOOSE_AGAIN if step == 1 else words.BACK)
        self.next.setText(words.IMPORT if step == last - 1 else words.NEXT)

    def say(self, said: str, *, ready: bool) -> None:
        """What would be stored; `ready`: there is something to go on with."""
        self.summary.set_text(said)
        self.next.setEnabled(ready)

    def begin(self, said: str, far: Callable[[], tuple[int, int]] | None = None, *, may_stop: bool) -> None:
        """Something is under way."""
        buttons = (self.back, self.cancel, self.next)
        self._had_keyboard = next((one for one in buttons if one.hasFocus()), self._had_keyboard)
        self.busy.stop.setVisible(may_stop)
        self.busy.begin(said, far)
        for button in (self.back, self.next):
            button.setEnabled(False)
        self.cancel.setEnabled(may_stop)

    def end(self) -> None:
        """Nothing is any more; the keyboard is where it was, not on what happened to follow."""
        self.busy.end()
        for button in (self.back, self.next, self.cancel):
            button.setEnabled(True)
        had, self._had_keyboard = self._had_keyboard, None
        if had is not None and had.isVisible():
            had.setFocus()
