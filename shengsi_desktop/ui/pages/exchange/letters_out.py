"""What goes back from the county to a unit: 退回 with its reason, and 回执 as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from shengsi_desktop.ui.dialogs.export import ask_path
from shengsi_desktop.ui.dialogs.opening import open_alone
from shengsi_desktop.ui.pages.exchange import take_in_words as words
from shengsi_desktop.ui.widgets.file_drop import first_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.exchange import ReceivedLine
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.widgets.message_bar import MessageBar


class LettersOut(QObject):
    """Belongs to the view it asks over."""

    def __init__(self, messages: MessageBar, view: QWidget) -> None:
        super().__init__(view)
        self._messages, self._view = messages, view

    def ask_return(self, context: PageContext | None, line: ReceivedLine | None) -> None:
        """Ask for the reason, and return that week."""
        from shengsi_desktop.ui.pages.exchange.take_in_dialogs import ReturnDialog

        if line is not None and context is not None:
            dialog = ReturnDialog(context, line, self._view)
            dialog.returned.connect(self._messages.say)
            open_alone(dialog)

    def copy_words(self, context: PageContext | None, line: ReceivedLine | None) -> None:
        """回执 or 退回 as words, for a unit that has no program."""
        if context is not None and line is not None:
            self.copy_of(context, line.unit_id, line.unit)

    def copy_of(self, context: PageContext, unit_id: str, unit: str) -> None:
        """The same of a unit by its id and name."""
        week, now = context.week, context.clock()

        def act(store: Any) -> str:
            from shengsi_desktop.services.exchange import answer_texts

            return answer_texts.copied(store, unit_id, week, now)

        def copy(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._messages.say(words.LETTER_COPIED.format(unit=unit))

        context.operations.run(act, copy, owner=self._view)

    def ask(self, context: PageContext | None, lines: Sequence[ReceivedLine | None]) -> None:
        """Ask where the 回执 of these go, and write them."""
        units = tuple(one.unit_id for one in lines if one is not None)
        if context is None or not units:
            return
        week = str(context.week)
        if len(units) > 1:
            start = context.settings.exchange_folder or first_folder()
            chosen = QFileDialog.getExistingDirectory(self._view, words.LETTERS_FOLDER, start)
            if chosen:
                self.write(context, units, chosen)
            return

        def name(store: Any) -> str:
            from shengsi_desktop.services.exchange import letters

            return letters.suggested_name(store, units[0], week)

        def ask(said: str) -> None:
            path = ask_path(
                self._view, context.settings.export_folder, said, words.LETTER_TITLE, kind=words.LETTER_KIND
            )
            if path is not None:
                self.write(context, units, str(path.parent), path.name)

        context.operations.run(name, ask, owner=self)

    def write(self, context: PageContext, units: Sequence[str], folder: str, name: str = "") -> None:
        """A 回执 for each of these units into a folder, of the given name where it is one."""
        week = str(context.week)

        def act(store: Any) -> int:
            from shengsi_desktop.services.exchange import letters

            return letters.write_letters(store, folder, units, week, name=name)

        def done(count: int) -> None:
            said = words.LETTERS_SAVED.format(count=count, folder=folder)
            self._messages.say(words.LETTER_SAVED.format(name=name) if name else said)

        context.operations.run(act, done, owner=self, saying=words.LETTER_TITLE)
