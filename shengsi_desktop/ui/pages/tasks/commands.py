"""What 任务清单 asks of the store and does to it, each as one operation on the writer thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.pages.tasks import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.islands import Island
    from shengsi_desktop.domain.item_detail import ItemDetail
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.views import Editable, Undone
    from shengsi_desktop.services.plan_years import EarlierYear
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.dialogs.storing import StoringDialog
    from shengsi_desktop.ui.page import PageContext

#: the name that `services.tasks.drop_deliverable` gives its command
_DROP = "删除细项"


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One item whole, the plan's text, its reports of earlier years, and the fields of its list that can be typed."""

    detail: ItemDetail
    plan: str
    earlier: tuple[EarlierYear, ...]
    fields: Mapping[str, Editable]


class TaskCommands:
    """Queries and commands of one page; `context` may be set anew."""

    def __init__(self, context: PageContext, owner: QObject) -> None:
        self.context = context
        self._owner = owner

    def read_rows(
        self, unit_id: str, done: Callable[[tuple[tuple[ItemRow, ...], tuple[Island, ...]]], object]
    ) -> None:
        """Every item of the plan as `unit_id` sees it in the week shown, and the islands."""
        week = self.context.week

        def read(store: Store) -> tuple[tuple[ItemRow, ...], tuple[Island, ...]]:
            from shengsi_desktop.services import islands, tasks

            return tasks.all_rows(store, unit_id, week), islands.island_table(store)

        self.context.operations.run(read, done, owner=self._owner)

    def read_detail(
        self,
        item_id: str,
        unit_id: str,
        done: Callable[[ShownItem], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """One item whole."""
        week = self.context.week

        def read(store: Store) -> ShownItem:
            from shengsi_desktop.services import plan_years, tasks
            from shengsi_desktop.services.lists import lines as list_lines

            return ShownItem(
                tasks.item_detail(store, item_id, unit_id, week),
                tasks.plan_text(store),
                plan_years.earlier_history(store, item_id, unit_id),
                list_lines.editable_line(store, item_id),
            )

        self.context.operations.run(read, done, failed, owner=self._owner)

    def read_islands(self, done: Callable[[tuple[Island, ...]], object]) -> None:
        """The islands with the initials of their pinyin."""

        def read(store: Store) -> tuple[Island, ...]:
            from shengsi_desktop.services import islands

            return islands.island_table(store, initials=True)

        self.context.operations.run(read, done, owner=self._owner)

    def set_islands(self, deliverable_id: str, names: tuple[str, ...]) -> None:
        """Exactly these islands hold for a deliverable."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import islands

            return islands.set_islands(store, deliverable_id, names)

        self._run(write)

    def set_lead(self, item_id: str, unit_id: str) -> None:
        """Another unit leads; a person's word."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import tasks

            return tasks.set_lead(store, item_id, unit_id)

        self._run(write)

    def confirm_group(self, item_id: str, group: str, unit_id: str, *, included: bool) -> None:
        """Whether a 待确认 unit belongs."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import tasks

            return tasks.confirm_group(store, item_id, group, unit_id, included=included)

        self._run(write)

    def edit(self, deliverable_id: str, fields: dict[str, Any], dialog: StoringDialog) -> None:
        """Set a deliverable right; only the fields that differ."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import tasks

            return tasks.edit_deliverable(store, deliverable_id, **fields)

        dialog.answer(self.context.operations, write)

    def add(self, item_id: str, fields: dict[str, Any], dialog: StoringDialog) -> None:
        """A deliverable of the user's own."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import tasks

            return tasks.add_deliverable(
                store, item_id, fields["name"], fields["kind"], fields.get("target"), fields.get("unit", "")
            )

        dialog.answer(self.context.operations, write)

    def drop(self, deliverable_id: str, done: Callable[[frozenset[FieldKey]], object]) -> None:
        """Delete a deliverable."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import tasks

            return tasks.drop_deliverable(store, deliverable_id)

        self.context.operations.run(write, done, owner=self._owner)

    def set_goal(self, item_id: str, goal: str) -> None:
        """年度目标 of an item of a list, its 细项 with it."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services.lists import lines as list_lines

            return list_lines.set_goal(store, item_id, goal)

        self._run(write)

    def set_by_time(self, item_id: str, *, by_time: bool) -> None:
        """按时间序时 for all numbers of the item."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import tasks

            return tasks.set_by_time(store, item_id, by_time=by_time)

        self._run(write)

    def undo_drop(self) -> None:
        """Take the deletion back, as long as it is the last command."""
        operations = self.context.operations

        def act(store: Store) -> Undone | None:
            from shengsi_desktop.services import history

            if history.undo_name(store) != _DROP:
                raise Refusal(words.CHANGED_SINCE)
            return history.undo(store)

        def show(undone: Undone | None) -> None:
            if undone is not None:
                operations.saved.emit()
                operations.changed.emit(undone.changed)

        operations.run(act, show, owner=self._owner)

    def _run(self, write: Callable[[Store], frozenset[FieldKey]]) -> None:
        self.context.operations.run(write, owner=self._owner)
