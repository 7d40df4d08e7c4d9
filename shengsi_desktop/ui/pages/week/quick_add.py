"""The line «做什么 @谁 8月4日»: a directive once Enter is pressed, kept as a draft while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.views import Editable
from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.pages.week.typing_fields import settle_input
from shengsi_desktop.ui.widgets.drafts import DraftBinding

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QKeyEvent

    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.operations import Operations


class QuickAddLine(QLineEdit):
    """Its draft belongs to a directive that is not there yet, so that a crash leaves the words as one."""

    #: the whole line, after Enter
    taken = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._row_key: dict[str, str | int] = {}
        self.setPlaceholderText(words.QUICK_ADD)
        self.setToolTip(words.QUICK_ADD_TIP)
        self.draft = DraftBinding(self, operations)
        self.textChanged.connect(self.draft.typed)
        self.returnPressed.connect(self.take)
        self._asked = False
        self.textEdited.connect(self._offer_units)

    def belong_to(self, unit_id: str, week: str, **more: str | int) -> None:
        """Whose directive of which week the next line is; `more`: what else its row is made with."""
        self._row_key = {"unit_id": unit_id, "week": week, **more}
        self._begin()

    def became_rows(self, ids: Collection[str]) -> None:
        """Empty the line where its draft has become a directive meanwhile (finalising, exporting)."""
        editable = self.draft.editable
        if editable is not None and editable.key.entity_id in ids:
            self.clear()
            self._begin()

    def take(self) -> None:
        """Make a directive of what stands here."""
        settle_input(self)
        text = self.text().strip()
        if not text:
            return
        self._forget_draft()
        self.clear()
        self._begin()
        self.taken.emit(text)

    def give_back(self, text: str) -> None:
        """What could not be added stands here again."""
        if not self.text().strip():
            self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a unit that is offered takes the unit, not yet the line."""
        popup = self.completer().popup() if self.completer() else None
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
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

    def _begin(self) -> None:
        """A new line is the draft of a new row."""
        from shengsi_desktop.store.keys import new_id

        self.draft.adopt(Editable(FieldKey("directive", new_id(), "what"), "", (), self._row_key))

    def _forget_draft(self) -> None:
        editable = self.draft.editable
        if editable is None:
            return

        def forget(store: Store) -> None:
            from shengsi_desktop.services import reporting

            # an empty draft of a row that is not there leaves nothing behind
            reporting.keep_draft(store, editable, "")
            reporting.commit_draft(store, editable.key)

        self._operations.run(forget, quiet=True)
