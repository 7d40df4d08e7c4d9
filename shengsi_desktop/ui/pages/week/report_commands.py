"""What the form does to the store, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.item_detail import PlanLine
    from shengsi_desktop.domain.views import ReportForm
    from shengsi_desktop.domain.words import PlanMark, RequestLevel
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext


class ReportCommands:
    """Commands on one unit's week.

    `context` may be set anew; `unchanged` is called where a command changed nothing or failed.
    """

    def __init__(self, context: PageContext, owner: QObject, unchanged: Callable[[], object]) -> None:
        self.context = context
        self._owner = owner
        self._unchanged = unchanged

    def set_value(self, deliverable_id: str, word: str, value: object) -> None:
        """Set a deliverable's value, stage or tick; an emptied number takes this week's value back."""
        unit_id, week = self.context.unit.id, self.context.week

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import reporting

            if word == "value" and value is None:
                return reporting.clear_value(store, deliverable_id, unit_id, week)
            return reporting.set_value(store, deliverable_id, unit_id, week, **{word: value})  # type: ignore[arg-type]

        self._run(write)

    def mark_plan(self, line: PlanLine, mark: PlanMark | None) -> None:
        """Say how far a line of last week's plan came."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import reporting

            return reporting.mark_plan(store, line, mark)

        self._run(write)

    def mark_no_news(self, item_ids: tuple[str, ...], *, on: bool) -> None:
        """本周无新进展 for these items, as one command."""
        unit_id, week = self.context.unit.id, self.context.week

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import reporting

            return reporting.mark_no_news(store, item_ids, unit_id, week, on=on)

        self._run(write)

    def set_level(self, item_id: str, level: RequestLevel) -> None:
        """提请层级 of the item's request."""
        unit_id, week = self.context.unit.id, self.context.week

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import reporting

            return reporting.set_request_level(store, item_id, unit_id, week, level)

        self._run(write)

    def override(self, item_id: str, percent: Decimal | None, reason: str) -> None:
        """A person's own completion with its reason, or back to the computed one."""
        unit_id, week = self.context.unit.id, self.context.week

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import reporting

            return reporting.set_override(store, item_id, unit_id, week, percent, reason)

        self._run(write)

    def read_form(self, item_id: str, done: Callable[[ReportForm], object]) -> None:
        """Read the form of one item."""
        unit_id, week = self.context.unit.id, self.context.week

        def read(store: Store) -> ReportForm:
            from shengsi_desktop.services import reporting

            return reporting.report_form(store, item_id, unit_id, week)

        self.context.operations.run(read, done, owner=self._owner)

    def _run(self, write: Callable[[Store], frozenset[FieldKey]]) -> None:
        def written(changed: frozenset[FieldKey]) -> None:
            if not changed:
                self._unchanged()

        def failed(problem: BaseException) -> None:
            # what the page shows is not what the store holds: read it again, then say why
            self._unchanged()
            self.context.operations.tell(problem)

        self.context.operations.run(write, written, failed, owner=self._owner)
