"""What 争取事项 asks of the store and does to it, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from shengsi_desktop.ui.pages.indicators.projects.commands import run_typed, undo_last

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.appeals import AppealOffer, AppealRow, AppealStage, ChosenOffer
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.dialogs.storing import StoringDialog
    from shengsi_desktop.ui.page import PageContext

#: the name that `services.appeals.drop_contact` gives its command
_DROP_CONTACT = "删除对接记录"
_DROP = "删除争取事项"


class Shown(NamedTuple):
    """What the view shows: the appeals, and the plan's text that their sentences stand in."""

    rows: tuple[AppealRow, ...]
    plan: str


class AppealCommands:
    """Queries and commands of one view; `unkept` is called where a command failed or changed nothing."""

    def __init__(self, context: PageContext, owner: QObject, unkept: Callable[[], object]) -> None:
        self.context = context
        self._owner = owner
        self._unkept = unkept

    def read(self, done: Callable[[Shown], object]) -> None:
        """Every appeal of the plan as the unit sees it in the week."""
        unit_id, week = self.context.unit.id, self.context.week

        def ask(store: Store) -> Shown:
            from shengsi_desktop.services import appeal_rows, tasks

            rows = appeal_rows.appeal_rows(store, unit_id, week, everything=True)
            return Shown(rows, tasks.plan_text(store) if rows else "")

        self.context.operations.run(ask, done, owner=self._owner)

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

    def add(
        self, fields: dict[str, Any], done: Callable[[frozenset[FieldKey]], object], dialog: StoringDialog
    ) -> None:
        """An appeal at the list's end, as the dialog has it."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import appeals

            return appeals.add_appeal(store, **fields)

        dialog.answer(self.context.operations, write, done)

    def edit(self, item_id: str, refused: Callable[[], str], **fields: Any) -> None:
        """One fact; `refused` puts its words back into their field, or gives them back where there is none."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import appeals

            return appeals.edit_appeal(store, item_id, **fields)

        self._run(write, refused)

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

        self.context.operations.run(write, done, owner=self._owner)

    def drop(self, item_id: str, done: Callable[[frozenset[FieldKey]], object]) -> None:
        """Delete the appeal."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import appeals

            return appeals.drop_appeal(store, item_id)

        self.context.operations.run(write, done, owner=self._owner)

    def undo_drop(self) -> None:
        """Take the deletion of an appeal back, as long as it is the last command."""
        undo_last(self.context, self._owner, _DROP)

    def undo_drop_contact(self) -> None:
        """Likewise that of a contact."""
        undo_last(self.context, self._owner, _DROP_CONTACT)

    def _run(
        self, write: Callable[[Store], frozenset[FieldKey]], refused: Callable[[], str] | None = None
    ) -> None:
        run_typed(self.context, self._owner, write, self._unkept, refused)
