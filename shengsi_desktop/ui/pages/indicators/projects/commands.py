"""What 重大项目 asks of the store and does to it, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.projects import ProjectRow
from shengsi_desktop.ui.pages.indicators.lists.commands import Deeds, ItemCommands

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


class ProjectCommands(ItemCommands[tuple[ProjectRow, ...]]):
    """Queries and commands of the view."""

    #: as `services.projects` has it
    drop_name = "删除项目"

    def read_words(self, item_id: str, done: Callable[[Editable], object]) -> None:
        """形象进度 of the week, to be typed into."""
        unit_id, week = self.context.unit.id, self.context.week

        def ask(store: Store) -> Editable:
            from shengsi_desktop.services import projects

            return projects.words_field(store, item_id, unit_id, week)

        self.context.operations.run(ask, done, owner=self._owner, quiet=True)

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

        self._write(write, done)

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

    def _shown(self, store: Store, unit_id: str, week: Week) -> tuple[ProjectRow, ...]:
        from shengsi_desktop.services import projects

        return projects.project_rows(store, unit_id, week, everything=True)

    def _deeds(self) -> Deeds:
        from shengsi_desktop.services import projects

        return Deeds(projects.add_project, projects.edit_project, projects.drop_project)
