"""Words of stored fields that the store would not take: they stay with their field, whatever is shown meanwhile.

One for the window, beside its operations. Whoever shows a field again takes its words and offers them; they are tried
again with whatever is handed to the store next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.ui.operations import Operations


class RefusedWords(QObject):
    """Writes drafts, and holds those that could not be written."""

    #: (FieldKey, who wrote): durably kept as a draft
    kept = Signal(object, object)
    #: (FieldKey, who wrote): not kept; the words are here, unless who wrote still shows them and takes them
    refused = Signal(object, object)

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations)
        self._operations = operations
        self._held: dict[FieldKey, tuple[Editable, str]] = {}

    @staticmethod
    def of(operations: Operations) -> RefusedWords:
        """Those of the window with these operations."""
        there = operations.findChild(RefusedWords)
        return there if isinstance(there, RefusedWords) else RefusedWords(operations)

    @property
    def words(self) -> list[str]:
        """What is held of fields that nobody shows."""
        return [text for _, text in self._held.values()]

    def write(self, editable: Editable, text: str, by: int = 0) -> None:
        """Keep a draft of the field; `by` is told with the answer."""
        self._held.pop(editable.key, None)

        def write(store: object) -> None:
            from shengsi_desktop.services import reporting

            reporting.keep_draft(store, editable, text)  # type: ignore[arg-type]

        def failed(problem: BaseException) -> None:
            self._held[editable.key] = (editable, text)
            self.refused.emit(editable.key, by)
            self._operations.tell(problem)

        self._operations.run(
            write, lambda _none: self.kept.emit(editable.key, by), failed, owner=self, quiet=True
        )

    def take(self, key: FieldKey) -> tuple[Editable, str] | None:
        """The words of this field and what they were typed over; whoever shows them answers for them now."""
        return self._held.pop(key, None)

    def try_again(self) -> None:
        """Write them all, and make changes of them."""
        for editable, text in list(self._held.values()):
            self.write(editable, text)
            self._commit(editable.key)

    def _commit(self, key: FieldKey) -> None:
        def commit(store: object) -> object:
            from shengsi_desktop.services import reporting

            return reporting.commit_draft(store, key)  # type: ignore[arg-type]

        self._operations.run(commit, owner=self, quiet=True)
