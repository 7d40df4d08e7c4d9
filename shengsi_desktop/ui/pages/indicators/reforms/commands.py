"""What 重点改革 asks of the store and does to it, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.reforms import ReformRow
from shengsi_desktop.ui.pages.indicators.lists.commands import Deeds, ItemCommands

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


class ReformCommands(ItemCommands[tuple[ReformRow, ...]]):
    """Queries and commands of the view."""

    #: as `services.reforms` has it
    drop_name = "删除改革事项"

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

    def _shown(self, store: Store, unit_id: str, week: Week) -> tuple[ReformRow, ...]:
        from shengsi_desktop.services import reforms

        return reforms.reform_rows(store, unit_id, week, everything=True)

    def _deeds(self) -> Deeds:
        from shengsi_desktop.services import reforms

        return Deeds(reforms.add_reform, reforms.edit_reform, reforms.drop_reform)
