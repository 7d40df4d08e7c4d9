"""What 重大项目 asks of the store and does to it, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.pages.indicators.projects import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.domain.projects import ProjectRow
    from shengsi_desktop.domain.views import Editable, Undone
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.dialogs.storing import StoringDialog
    from shengsi_desktop.ui.page import PageContext

#: the name that `services.projects.drop_project` gives its command
_DROP = "删除项目"


class ProjectCommands:
    """Queries and commands of one view; `unkept` is called where a command failed or changed nothing."""

    def __init__(self, context: PageContext, owner: QObject, unkept: Callable[[], object]) -> None:
        self.context = context
        self._owner = owner
        self._unkept = unkept

    def read(self, done: Callable[[tuple[ProjectRow, ...]], object]) -> None:
        """Every project of the plan as the unit sees it in the week."""
        unit_id, week = self.context.unit.id, self.context.week

        def ask(store: Store) -> tuple[ProjectRow, ...]:
            from shengsi_desktop.services import projects

            return projects.project_rows(store, unit_id, week, everything=True)

        self.context.operations.run(ask, done, owner=self._owner)

    def read_picture(self, item_id: str, done: Callable[[Editable], object]) -> None:
        """形象进度 of the week, to be typed into."""
        unit_id, week = self.context.unit.id, self.context.week

        def ask(store: Store) -> Editable:
            from shengsi_desktop.services import projects

            return projects.picture_field(store, item_id, unit_id, week)

        self.context.operations.run(ask, done, owner=self._owner, quiet=True)

    def add(
        self, fields: dict[str, Any], done: Callable[[frozenset[FieldKey]], object], dialog: StoringDialog
    ) -> None:
        """A project at the list's end, as the dialog has it."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import projects

            return projects.add_project(store, **fields)

        dialog.answer(self.context.operations, write, done)

    def edit(self, item_id: str, refused: Callable[[], str], **fields: Any) -> None:
        """One fact; `refused` puts its words back into their field, or gives them back where there is none."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import projects

            return projects.edit_project(store, item_id, **fields)

        self._run(write, refused)

    def set_progress(
        self, item_id: str, *, done: Money | None = None, month_done: Money | None = None
    ) -> None:
        """The week's figures, either or both."""
        unit_id, week = self.context.unit.id, self.context.week

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import projects

            return projects.set_progress(store, item_id, unit_id, week, done=done, month_done=month_done)

        self._run(write)

    def clear_progress(self, item_id: str) -> None:
        """Take the week's figure back."""
        unit_id, week = self.context.unit.id, self.context.week

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.domain.projects import investment_id
            from shengsi_desktop.services import reporting

            return reporting.clear_value(store, investment_id(item_id), unit_id, week)

        self._run(write)

    def reach(self, deliverable_id: str, stage: int) -> None:
        """How many stages of a milestone are reached."""
        unit_id, week = self.context.unit.id, self.context.week

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import reporting

            return reporting.set_value(store, deliverable_id, unit_id, week, stage=stage)

        self._run(write)

    def add_milestone(
        self, item_id: str, name: str, due: str, done: Callable[[frozenset[FieldKey]], object]
    ) -> None:
        """A 节点 with its day in words."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import projects

            return projects.add_milestone(store, item_id, name, due)

        self.context.operations.run(write, done, owner=self._owner)

    def set_due(self, deliverable_id: str, due: str, refused: Callable[[], str]) -> None:
        """Another day for a 节点, in words; `refused` as for a fact."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import projects

            return projects.set_milestone_due(store, deliverable_id, due)

        self._run(write, refused)

    def drop_milestone(self, deliverable_id: str) -> None:
        """Delete it."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import tasks

            return tasks.drop_deliverable(store, deliverable_id)

        self._run(write)

    def drop(self, item_id: str, done: Callable[[frozenset[FieldKey]], object]) -> None:
        """Delete the project."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import projects

            return projects.drop_project(store, item_id)

        self.context.operations.run(write, done, owner=self._owner)

    def undo_drop(self) -> None:
        """Take the deletion back, as long as it is the last command."""
        undo_last(self.context, self._owner, _DROP)

    def _run(
        self, write: Callable[[Store], frozenset[FieldKey]], refused: Callable[[], str] | None = None
    ) -> None:
        run_typed(self.context, self._owner, write, self._unkept, refused)


def run_typed(
    context: PageContext,
    owner: QObject,
    write: Callable[[Store], frozenset[FieldKey]],
    unkept: Callable[[], object],
    refused: Callable[[], str] | None,
) -> None:
    """Write what was typed; where the store refuses, the words go back into their field or into what is said."""

    def written(changed: frozenset[FieldKey]) -> None:
        if not changed:
            unkept()

    def failed(problem: BaseException) -> None:
        # what the view shows is not what the store holds: show it again, then say why
        unkept()
        left = refused() if refused is not None else ""
        if left and isinstance(problem, Refusal):
            problem = Refusal(words.TYPED_WAS.format(problem=problem, words=left))
        context.operations.tell(problem)

    context.operations.run(write, written, failed, owner=owner)


def undo_last(context: PageContext, owner: QObject, name: str) -> None:
    """Take the last command back, if it bears that name."""
    operations = context.operations

    def act(store: Store) -> Undone | None:
        from shengsi_desktop.services import history

        if history.undo_name(store) != name:
            raise Refusal(words.CHANGED_SINCE)
        return history.undo(store)

    def show(undone: Undone | None) -> None:
        if undone is not None:
            operations.saved.emit()
            operations.changed.emit(undone.changed)

    operations.run(act, show, owner=owner)
