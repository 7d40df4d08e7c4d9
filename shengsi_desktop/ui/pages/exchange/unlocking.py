"""Asking for a passphrase: the box stays until it has opened something, so that a wrong one is known at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shengsi_desktop.ui.dialogs.opening import open_alone
from shengsi_desktop.ui.pages.exchange import take_in_words as words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.ui.pages.exchange.take_in_dialogs import UnlockDialog
    from shengsi_desktop.ui.widgets.message_bar import MessageBar


class Unlocking(QObject):
    """Belongs to the view whose files are opened; the reading is the view's."""

    #: a passphrase is to be tried
    given = Signal(str)

    def __init__(self, messages: MessageBar, view: QWidget) -> None:
        super().__init__(view)
        self._messages, self._view = messages, view
        self._dialog: UnlockDialog | None = None
        self._tried: frozenset[Path] = frozenset()
        #: those that opened something, and the one that is being tried
        self.passphrases: list[str] = []

    def ask(self, sealed: Sequence[str]) -> None:
        """Ask for the passphrase of these (whose they are)."""
        from shengsi_desktop.ui.pages.exchange.take_in_dialogs import UnlockDialog

        dialog = UnlockDialog(sealed, self._view, stays=True)
        dialog.given.connect(self.given)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        open_alone(dialog)

    def begin(self, passphrase: str, paths: Collection[Path]) -> None:
        """It is being tried on these files."""
        self.passphrases.append(passphrase)
        self._tried = frozenset(paths)

    def read(self, paths: Collection[Path], sealed: Collection[Path]) -> None:
        """These were read, and of them (or of others) the `sealed` are sealed still."""
        tried = self._tried
        if not tried or not tried <= set(paths):
            return
        self._tried = frozenset()
        shut = len(tried & set(sealed))
        if shut == len(tried):
            self.passphrases.pop()
            self._wrong()
            return
        if self._dialog is not None:
            self._dialog.accept()
        if shut:
            self._messages.note(words.STILL_SEALED.format(opened=len(tried) - shut, shut=shut))

    def not_read(self) -> None:
        """The reading came to nothing: it can be tried again."""
        if self._tried:
            self._tried = frozenset()
            self.passphrases.pop()
        if self._dialog is not None:
            self._dialog.wait(waits=False)

    def forget(self) -> None:
        """Nothing is to be opened any more."""
        self.passphrases, self._tried = [], frozenset()

    def _wrong(self) -> None:
        if self._dialog is None:
            self._messages.warn(words.WRONG_PASSPHRASE)
            return
        self._dialog.wait(waits=False)
        self._dialog.say(words.WRONG_PASSPHRASE)
        self._dialog.field.setFocus()
        self._dialog.field.selectAll()

    def _closed(self, _code: int) -> None:
        self._dialog = None
