"""加口令: the tick and the passphrase typed twice; what cannot be sealed does not go while it is ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit

from shengsi_desktop.ui.pages.exchange import hand_in_words as words
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from shengsi_desktop.ui.widgets.message_bar import MessageBar

_PASSPHRASE_WIDTH = 150


class Seal:
    """`box` and two fields, shown while it is ticked; what is wrong with them is said in `messages`."""

    def __init__(self, messages: MessageBar) -> None:
        self._messages = messages
        self.box = QCheckBox(words.SEALED)
        self.box.setToolTip(words.SEALED_TIP)
        self.passphrase, self.again = QLineEdit(), QLineEdit()
        for field, hint in ((self.passphrase, words.PASSPHRASE), (self.again, words.AGAIN)):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setPlaceholderText(hint)
            field.setAccessibleName(hint)
            field.setFixedWidth(current.px(_PASSPHRASE_WIDTH))
            field.hide()
        self.box.toggled.connect(self._show)

    @property
    def words(self) -> str:
        """What was typed; empty where none is wanted."""
        return self.passphrase.text() if self.box.isChecked() else ""

    def is_right(self) -> bool:
        """Whether nothing is wanted or the same was typed twice; what is wrong is said."""
        typed = self.passphrase.text()
        if not self.box.isChecked() or (typed.strip() and typed == self.again.text()):
            return True
        self._messages.warn(words.NOT_THE_SAME if typed.strip() else words.NO_PASSPHRASE)
        self.passphrase.setFocus()
        return False

    def is_unwanted(self, why_not: str) -> bool:
        """Whether what cannot be sealed may go; else `why_not` is said."""
        if self.box.isChecked():
            self._messages.warn(why_not)
        return not self.box.isChecked()

    def ask_again(self) -> None:
        """Sealed and gone: the tick stays, the next one is typed anew."""
        self.passphrase.clear()
        self.again.clear()

    def _show(self, on: bool) -> None:
        for field in (self.passphrase, self.again):
            field.setVisible(on)
            field.clear()
        if on:
            self.passphrase.setFocus()
