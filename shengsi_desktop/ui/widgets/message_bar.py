"""The line at the window's top that says what happened, what was kept and what to do; it blocks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: an info disappears by itself after so many ms; a problem stays until it is closed or another one comes
_INFO_STAYS = 8000


class MessageBar(QFrame):
    """`say` for what went well, `warn` for trouble, `note` for a quiet lasting remark; each with actions."""

    #: closed by the user
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 6, 17, 6)
        self._row.setSpacing(8)
        self._words = label(wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row.addWidget(self._words, 1)
        self._actions: list[Button] = []
        self._close = Button("知道了", kind="link")
        self._close.clicked.connect(self._closed)
        self._row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self.setVisible(False)

    @property
    def text(self) -> str:
        """What it says now; empty while it is away."""
        return "" if self.isHidden() else self._words.text()

    def say(self, text: str, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Something went well; disappears by itself where it offers nothing."""
        self._show("info", text, actions)
        if not actions:
            self._timer.start(_INFO_STAYS)

    def warn(self, text: str, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Something went wrong: what happened, what was kept, what to do."""
        self._show("problem", text, actions)

    def note(self, text: str, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """A quiet remark that stays."""
        self._show("quiet", text, actions)

    def add_action(self, words: str, act: Callable[[], object]) -> None:
        """One more thing that can be done about what it says."""
        button = Button(words)
        button.clicked.connect(lambda _checked=False: self._act(act))
        self._row.insertWidget(self._row.count() - 1, button)
        self._actions.append(button)

    def dismiss(self) -> None:
        """Away with it."""
        self._timer.stop()
        self.setVisible(False)

    def _show(self, tone: str, text: str, actions: Sequence[tuple[str, Callable[[], object]]]) -> None:
        self._timer.stop()
        for button in self._actions:
            self._row.removeWidget(button)
            button.deleteLater()
        self._actions = []
        for words, act in actions:
            self.add_action(words, act)
        self.setProperty("tone", tone)
        self._words.setText(text)
        self.setStyleSheet("")
        for widget in (self, self._words):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.setVisible(True)

    def _closed(self) -> None:
        self.dismiss()
        self.dismissed.emit()

    def _act(self, act: Callable[[], object]) -> None:
        self.dismiss()
        act()
