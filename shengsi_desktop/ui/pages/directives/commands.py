"""What the page 交办事项 asks of the store and does to it, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.ui.page import as_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.directives import Directive, UnitMessage
    from shengsi_desktop.domain.item_detail import CoordinationRequest
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.dialogs.storing import StoringDialog
    from shengsi_desktop.ui.page import PageContext


class Shown(NamedTuple):
    """The unit's directives as of the page's day, the directory, and the requests that wait for an answer."""

    directives: tuple[Directive, ...]
    units: tuple[Unit, ...]
    requests: tuple[CoordinationRequest, ...]


class DirectiveCommands:
    """Queries and commands of one page; `context` may be set anew."""

    def __init__(self, context: PageContext, owner: QObject) -> None:
        self.context = context
        self._owner = owner

    @property
    def today(self) -> date:
        """The day the page is shown as of."""
        return as_of(self.context)

    def read(self, done: Callable[[Shown], object]) -> None:
        """All directives of the unit."""
        unit_id, week, today = self.context.unit.id, self.context.week, self.today

        def ask(store: Store) -> Shown:
            from shengsi_desktop.services import directive_typing, directives, facts

            with store.reading() as session:
                return Shown(
                    directives.directive_views(session, unit_id, today),
                    facts.units(session),
                    directive_typing.open_requests(session, unit_id, week),
                )

        self.context.operations.run(ask, done, owner=self._owner)

    def edit(
        self, directive_id: str, field: str, said: str, failed: Callable[[BaseException], object]
    ) -> None:
        """One field by the words typed."""
        today = self.today

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import directive_typing

            return directive_typing.edit_typed(store, directive_id, field, said, today)

        self.context.operations.run(write, None, failed, owner=self._owner)

    def add(
        self, typed: Mapping[str, str], dialog: StoringDialog, done: Callable[[frozenset[FieldKey]], object]
    ) -> None:
        """新增 with the fields as typed."""
        unit_id, week, today = self.context.unit.id, self.context.week, self.today

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import directive_typing

            return directive_typing.add_typed(store, unit_id, week, typed, today)

        dialog.answer(self.context.operations, write, done)

    def step(self, directive_id: str, kind: StepKind, given: dict[str, Any], dialog: StoringDialog) -> None:
        """One step of its life, as the dialog asked for it."""
        today = self.today

        def write(store: Store) -> frozenset[FieldKey]:
            return _step(store, directive_id, kind, given, today)

        dialog.answer(self.context.operations, write)

    def messages(
        self,
        ids: Sequence[str],
        kind: StepKind,
        done: Callable[[tuple[UnitMessage, ...]], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """The texts about these, one a unit."""
        unit_id, today = self.context.unit.id, self.today

        def ask(store: Store) -> tuple[UnitMessage, ...]:
            from shengsi_desktop.services import directive_slips

            return directive_slips.directive_messages(store, unit_id, ids, today, kind)

        self.context.operations.run(ask, done, failed, owner=self._owner)

    def note_urging(self, ids: Sequence[str], kind: StepKind) -> None:
        """That the text was copied; a reminder to sign is not the signing."""
        today = self.today
        kind = StepKind.REMIND if kind is StepKind.SIGN else kind

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import directive_life

            return directive_life.record_urging(store, ids, kind, today, store.setting("person"))

        self.context.operations.run(write, owner=self._owner)

    def slip_name(self, ids: Sequence[str], done: Callable[[str], object]) -> None:
        """The name to be offered for the document."""
        unit_id, today = self.context.unit.id, self.today

        def ask(store: Store) -> str:
            from shengsi_desktop.services import directive_slips

            return directive_slips.suggested_slip_name(directive_slips.slips(store, unit_id, ids, today))

        self.context.operations.run(ask, done, owner=self._owner)

    def write_slips(
        self,
        ids: Sequence[str],
        path: Path,
        done: Callable[[Path], object],
        failed: Callable[[BaseException], object],
        saying: str,
    ) -> None:
        """督办单 of these as one document."""
        unit_id, today = self.context.unit.id, self.today

        def write(store: Store) -> Path:
            from shengsi_desktop.services import directive_slips

            return directive_slips.export_slips(directive_slips.slips(store, unit_id, ids, today), path)

        self.context.operations.run(write, done, failed, owner=self._owner, saying=saying)


def _step(
    store: Store, directive_id: str, kind: StepKind, given: dict[str, Any], today: date
) -> frozenset[FieldKey]:
    from shengsi_desktop.services import directive_life as life

    on, words, person = given.get("day", today), given.get("words", ""), given.get("person", "")
    own = store.setting("person")
    if kind is StepKind.SIGN:
        return life.sign_directive(store, directive_id, by=person, on=on)
    if kind is StepKind.PROGRESS:
        return life.note_progress(store, directive_id, words=words, on=on, person=own)
    if kind is StepKind.EXTEND:
        return life.extend_directive(store, directive_id, due=given["due"], reason=words, on=on)
    if kind is StepKind.DONE:
        return life.finish_directive(store, directive_id, on=on, result=words, person=own)
    if kind is StepKind.CLOSE:
        return life.close_directive(store, directive_id, by=person, on=on)
    if kind is StepKind.CANCEL:
        return life.cancel_directive(store, directive_id, reason=words, on=on)
    return life.reopen_directive(store, directive_id, on=on, reason=words)
