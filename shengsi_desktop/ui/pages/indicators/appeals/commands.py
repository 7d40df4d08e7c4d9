"""What 争取事项 asks of the store and does to it, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.ui.pages.indicators.lists.commands import Deeds, ItemCommands, undo_last

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from shengsi_desktop.domain.appeals import AppealOffer, AppealRow, AppealStage, ChosenOffer
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.dialogs.storing import StoringDialog

#: the name that `services.appeals.drop_contact` gives its command
_DROP_CONTACT = "删除对接记录"


class Shown(NamedTuple):
    """What the view shows: the appeals, and the plan's text that their sentences stand in."""

    rows: tuple[AppealRow, ...]
    plan: str


class AppealCommands(ItemCommands[Shown]):
    """Queries and commands of the view."""

    #: as `services.appeals` has it
    drop_name = "删除争取事项"

    def read_offers(self, done: Callable[[tuple[AppealOffer, ...]], object]) -> None:
        """The plan's own sentences."""
        unit_id, week = self.context.unit.id, str(self.context.week)

        def ask(store: Store) -> tuple[AppealOffer, ...]:
            from shengsi_desktop.services import appeal_offers

            return appeal_offers.offers(store, unit_id, week=week)

        self.context.operations.run(ask, done, owner=self._owner)

    def take_offers(
        self,
        chosen: Sequence[ChosenOffer],
        done: Callable[[frozenset[FieldKey]], object],
        dialog: StoringDialog,
    ) -> None:
        """Make an item of each, as one step."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import appeal_offers

            return appeal_offers.take_offers(store, chosen)

        dialog.answer(self.context.operations, write, done)

    def set_stage(self, item_id: str, stage: AppealStage | None) -> None:
        """Where it stands as of the week."""
        unit_id, week = self.context.unit.id, self.context.week

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import appeals

            return appeals.set_stage(store, item_id, stage, unit_id, week)

        self._run(write)

    def add_contact(
        self,
        item_id: str,
        contact: tuple[date, str, str],
        stage: AppealStage | None,
        refused: Callable[[], str],
    ) -> None:
        """Write a contact down; `refused` as for a fact."""
        unit_id, week = self.context.unit.id, self.context.week

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import appeals

            return appeals.add_contact(store, item_id, *contact, stage, unit_id=unit_id, week=week)

        self._run(write, refused)

    def edit_contact(
        self, contact_id: str, contact: tuple[date, str, str], refused: Callable[[], str]
    ) -> None:
        """Set a contact right; `refused` as for a fact."""
        day, whom, said = contact

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import appeals

            return appeals.edit_contact(store, contact_id, day=day, with_whom=whom, words=said)

        self._run(write, refused)

    def drop_contact(self, contact_id: str, done: Callable[[frozenset[FieldKey]], object]) -> None:
        """Delete a contact."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import appeals

            return appeals.drop_contact(store, contact_id)

        self._write(write, done)

    def undo_drop_contact(self) -> None:
        """Take the deletion of a contact back, as long as it is the last command."""
        undo_last(self.context, self._owner, _DROP_CONTACT)

    def _shown(self, store: Store, unit_id: str, week: Week) -> Shown:
        from shengsi_desktop.services import appeal_rows, tasks

        rows = appeal_rows.appeal_rows(store, unit_id, week, everything=True)
        return Shown(rows, tasks.plan_text(store) if rows else "")

    def _deeds(self) -> Deeds:
        from shengsi_desktop.services import appeals

        return Deeds(appeals.add_appeal, appeals.edit_appeal, appeals.drop_appeal)
