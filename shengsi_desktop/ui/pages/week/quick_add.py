"""The line «做什么 @谁 8月4日»: a directive once Enter is pressed; until then its words wait on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.pages.week.typing_fields import settle_input
from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords
from shengsi_desktop.ui.widgets.waiting_words import WaitingWords

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.operations import Operations

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuickAddLine(QLineEdit):
    """What is typed and not entered is nobody's directive: it waits for its meeting, over leaving and restarts."""

    #: the whole line, after Enter
    taken = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self.setPlaceholderText(words.QUICK_ADD)
        self.setToolTip(words.QUICK_ADD_TIP)
        self.waiting = WaitingWords(self, "directives")
        UnfinishedWords(self, self.waiting.keep)
        self.returnPressed.connect(self.take)
        self._asked = False
        self.textEdited.connect(self._offer_units)

    def take(self) -> None:
        """Make a directive of what stands here."""
        settle_input(self)
        text = self.text().strip()
        if not text:
            return
        self.clear()
        self.taken.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a unit that is offered takes the unit, not yet the line."""
        popup = self.completer().popup() if self.completer() else None
        if (
            event.key() in _ENTER
            and popup is not None
            and popup.isVisible()
            and popup.currentIndex().isValid()
        ):
            popup.hide()
            event.accept()
            return
        super().keyPressEvent(event)

    def _offer_units(self, text: str) -> None:
        """Read the units to be offered with the first @."""
        if self._asked or not {"@", "＠"} & set(text):
            return
        self._asked = True

        def read(store: Store) -> tuple[Unit, ...]:
            from shengsi_desktop.services import facts

            with store.reading() as session:
                return facts.units(session)

        def offer(units: tuple[Unit, ...]) -> None:
            from shengsi_desktop.ui.widgets.unit_completer import MentionCompleter

            MentionCompleter(units, self)

        self._operations.run(read, offer, owner=self, quiet=True)
