"""A dialog whose words go to the store: it stays open, words and all, until the store has taken them.

Called off with words in it that were not there when it opened, it says so first and goes when it is called off again;
the window asks for them, too, before it closes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.operations import Operations


NOT_STORED = "填写的内容还没有存。再按一次取消即放弃。"
CLOSING = "填写的内容还没有存，所以没有退出。请先保存；再退出一次即放弃。"


class StoringDialog(QDialog):
    """Asked once it waits for an answer: `accept` or `refuse`. Saves nothing itself; the subclass lays it out."""

    #: whether its size follows what it says
    grows = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting = False
        #: what its fields held when it opened, and what was told of when it was called off
        self._opened_with: list[str] | None = None
        self._told: list[str] | None = None
        self.trouble = label("", "danger", wrap=True)
        self.trouble.hide()
        self.save_button = Button("", kind="primary")
        self.save_button.setDefault(True)
        UnfinishedWords(self, self._unstored)

    @property
    def waiting(self) -> bool:
        """Whether the store has been asked and has not answered."""
        return self._waiting

    def wait(self) -> bool:
        """Begin to wait for the store; False where it already does."""
        if self._waiting:
            return False
        self._waiting = True
        self.save_button.setEnabled(False)
        return True

    def answer(
        self,
        operations: Operations,
        write: Callable[[Store], frozenset[FieldKey]],
        done: Callable[[frozenset[FieldKey]], object] | None = None,
    ) -> None:
        """Have it written; close when it is, else say why not."""

        def written(changed: frozenset[FieldKey]) -> None:
            self.accept()
            if done is not None:
                done(changed)

        def failed(problem: BaseException) -> None:
            if not isinstance(problem, Refusal):
                operations.tell(problem)
            self.refuse(problem)

        operations.run(write, written, failed, owner=self)

    def refuse(self, problem: BaseException) -> None:
        """The store would not take it: say why, and nothing that was typed is lost."""
        self._waiting = False
        self.save_button.setEnabled(True)
        self.say(str(problem) if isinstance(problem, Refusal) else BUG)

    def say(self, sentence: str) -> None:
        """A sentence for the user."""
        self.trouble.setText(sentence)
        self.trouble.show()
        if self.grows:
            self.adjustSize()

    def say_closing(self) -> None:
        """The window would not close since these words are not stored."""
        self.say(CLOSING)

    def reject(self) -> None:
        """What the store has been given can no longer be taken back by closing; words it has not are told of."""
        if self._waiting:
            return
        now = self._typed()
        if self._opened_with not in (None, now) and self._told != now:
            self._told = now
            self.say(NOT_STORED)
            return
        super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Remember what the fields hold before a person types."""
        if self._opened_with is None:
            self._opened_with = self._typed()
        super().showEvent(event)

    def _unstored(self) -> str:
        """What was typed since it opened, for the window that is about to close; else its title."""
        now = self._typed()
        if self._opened_with in (None, now) or not self.isVisible():
            return ""
        new = [said for said in now if said.strip() and said not in (self._opened_with or ())]
        return "、".join(new) or self.windowTitle()

    def _typed(self) -> list[str]:
        lines = [field.text() for field in self.findChildren(QLineEdit)]
        return lines + [field.toPlainText() for field in self.findChildren(QPlainTextEdit)]
