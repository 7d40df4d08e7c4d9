"""What 重点改革 asks of the store and does to it, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shengsi_desktop.ui.pages.indicators.projects.commands import run_typed, undo_last

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.reforms import ReformRow
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.dialogs.storing import StoringDialog
    from shengsi_desktop.ui.page import PageContext

#: the name that `services.reforms.drop_reform` gives its command
_DROP = "删除改革事项"


class ReformCommands:
    """Queries and commands of one view; `unkept` is called where a command failed or changed nothing."""

    def __init__(self, context: PageContext, owner: QObject, unkept: Callable[[], object]) -> None:
        self.context = context
        self._owner = owner
        self._unkept = unkept

    def read(self, done: Callable[[tuple[ReformRow, ...]], object]) -> None:
        """Every reform of the plan as the unit sees it in the week."""
        unit_id, week = self.context.unit.id, self.context.week

        def ask(store: Store) -> tuple[ReformRow, ...]:
            from shengsi_desktop.services import reforms

            return reforms.reform_rows(store, unit_id, week, everything=True)

        self.context.operations.run(ask, done, owner=self._owner)

    def add(
        self, fields: dict[str, Any], done: Callable[[frozenset[FieldKey]], object], dialog: StoringDialog
    ) -> None:
        """A reform at the list's end, as the dialog has it."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import reforms

            return reforms.add_reform(store, **fields)

        dialog.answer(self.context.operations, write, done)

    def edit(self, item_id: str, refused: Callable[[], str], **fields: Any) -> None:
        """One fact; `refused` puts its words back into their field, or gives them back where there is none."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import reforms

            return reforms.edit_reform(store, item_id, **fields)

        self._run(write, refused)

    def set_value(self, deliverable_id: str, word: str, value: object) -> None:
        """A stage, a number or a tick of this week; an emptied number is taken back."""
        unit_id, week = self.context.unit.id, self.context.week

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import reporting

            if word == "value" and value is None:
                return reporting.clear_value(store, deliverable_id, unit_id, week)
            given: dict[str, Any] = {word: value}
            return reporting.set_value(store, deliverable_id, unit_id, week, **given)

        self._run(write)

    def drop(self, item_id: str, done: Callable[[frozenset[FieldKey]], object]) -> None:
        """Delete the reform."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import reforms

            return reforms.drop_reform(store, item_id)

        self.context.operations.run(write, done, owner=self._owner)

    def undo_drop(self) -> None:
        """Take the deletion back, as long as it is the last command."""
        undo_last(self.context, self._owner, _DROP)

    def _run(
        self, write: Callable[[Store], frozenset[FieldKey]], refused: Callable[[], str] | None = None
    ) -> None:
        run_typed(self.context, self._owner, write, self._unkept, refused)
