"""重大项目, the view: the list with its sums, one project at the right; it joins them to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from shengsi_desktop.domain import money
from shengsi_desktop.domain.projects import ProjectRow
from shengsi_desktop.rhythm.investments import totals
from shengsi_desktop.ui.pages.indicators.lists.view import ItemsView, Room, panel_column
from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.pages.indicators.projects.commands import ProjectCommands
from shengsi_desktop.ui.pages.indicators.projects.detail import ProjectDetail
from shengsi_desktop.ui.pages.indicators.projects.filters import ProjectFilters, ProjectTools
from shengsi_desktop.ui.pages.indicators.projects.table_model import ProjectTable, own_unit
from shengsi_desktop.ui.pages.indicators.projects.table_view import ProjectView, TotalsLine
from shengsi_desktop.ui.pages.indicators.trend.picture_out import PictureOut
from shengsi_desktop.ui.widgets.containers import EmptyState, Line
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.ui.page import PageContext


class ProjectsView(ItemsView[ProjectRow, tuple[ProjectRow, ...]]):
    """All projects of the plan; one of them with its curve, this week's entry, milestones and facts."""

    #: the kind of list that is to be taken in
    import_requested = Signal(str)

    shown_of = frozenset({
        "item", "list_entry", "project", "deliverable", "deliverable_value", "assignment", "island_tag", "plan_point",
        "light_rule", "report", "plan", "unit", "task", "group_choice", "group_member", "unit_group",
    })  # fmt: skip
    room = Room(0.63, 420, 360)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: ProjectCommands | None = None
        self._unit = ""
        self._bound = ""
        self.detail: ProjectDetail | None = None
        self.tools = ProjectTools()
        self.filters = ProjectFilters()
        self.table = ProjectTable()
        self.table.setParent(self)
        self.view = ProjectView(self.table)
        self.sums = TotalsLine(self.view)
        self._build()
        self.tools.unit_chosen.connect(self._choose_unit)
        self.tools.import_asked.connect(lambda: self.import_requested.emit("project"))
        self.tools.add_asked.connect(self.ask_new)
        self.filters.changed.connect(self._show_rows)
        self.view.chosen.connect(lambda _id: self._show_current())
        self.setFocusProxy(self.view)

    def show_week(self, context: PageContext) -> None:
        """Show the projects as of the week, as the unit sees them."""
        if self._commands is None:
            self._commands = ProjectCommands(context, self, self._show_current)
            self._make_detail(context)
        if self.detail is not None:
            take_typed(self.detail)
            self.detail.entry.flush()
        self.out.context = context
        self._bound = ""
        self._read_again(context)

    def next_item(self) -> None:
        """The project below becomes the current one."""
        self.view.step(1)

    @property
    def current_id(self) -> str | None:
        """The id of the project chosen."""
        return self.view.current_id

    @property
    def unit(self) -> str:
        """What all sums are shown in."""
        return self._unit or money.WAN

    def ask_new(self) -> None:
        """新增项目."""
        if self._commands is None:
            return
        from shengsi_desktop.ui.pages.indicators.projects.add_dialog import AddProjectDialog

        self._open_dialog(AddProjectDialog(self._commands.context.unit.name, self.table.unit, self))

    def _build(self) -> None:
        self._lists = QStackedWidget()
        self._lists.addWidget(self.view)
        self._none_left = EmptyState(words.NONE_LEFT_TITLE, words.NONE_LEFT_HINT)
        self._lists.addWidget(self._none_left)
        self._lay_out(
            panel_column(self.filters, Line(), self._lists, self.sums, tall=self._lists),
            EmptyState(words.EMPTY_TITLE, words.EMPTY_HINT, action=words.IMPORT, on_action=self._import),
            EmptyState(words.CHOOSE_TITLE, words.CHOOSE_HINT),
            "ground",
            [self.tools],
        )

    def _make_detail(self, context: PageContext) -> None:
        detail = self.detail = ProjectDetail(context.operations)
        detail.facts.memory = context.memory
        self._right.addWidget(detail)
        self.out = PictureOut(detail.curve.chart, self.messages, self)
        detail.curve.copy.clicked.connect(self.out.copy)
        detail.curve.save.clicked.connect(self.out.ask_save)
        detail.curve.chart.drawer.failed.connect(context.operations.tell)
        detail.head.report_asked.connect(self._open_report)
        detail.head.drop_asked.connect(self._drop)
        detail.entry.figures.connect(self._figures)
        detail.entry.cleared.connect(lambda own: self._command("clear_progress", own))
        detail.left_untaken.connect(self._tell_left)
        detail.facts.edited.connect(self._edit)
        detail.facts.refused.connect(self._tell)
        detail.milestones.ticked.connect(lambda own, on: self._command("reach", own, int(on)))
        detail.milestones.due_edited.connect(self._set_due)
        detail.milestones.drop_asked.connect(lambda own: self._command("drop_milestone", own))
        detail.milestones.added.connect(self._add_milestone)

    def _taken(self, read: tuple[ProjectRow, ...]) -> None:
        self._rows = rows = read
        if not self._unit:
            own = {own_unit(row) for row in rows}
            self._unit = money.YI if own == {money.YI} else "" if not own else money.WAN
            self.tools.show_unit(self.unit)
        self.filters.offer(rows)
        self._show_rows()

    def _show_rows(self) -> None:
        rows = self._rows
        if self._wanted and any(one.item.id == self._wanted for one in rows):
            if all(one.item.id != self._wanted for one in self.filters.chosen(rows)):
                self.filters.everything.setChecked(True)
                self.filters.clear()
            self.view.choose(self._wanted)
        shown = self.filters.chosen(rows)
        self.view.show_projects(shown, self.unit)
        if self._wanted and self.view.choose(self._wanted):
            self._wanted = ""
        self.sums.show_totals(totals(shown), self.unit)
        self.sums.setVisible(len(shown) > 1)
        self.filters.show_count(len(shown), len(rows))
        self._whole.setCurrentIndex(0 if rows else 1)
        self._lists.setCurrentIndex(0 if shown else 1)
        if rows and not shown:
            mine = self.filters.mine.isChecked() and not any(
                chip.isChecked() for chip in self.filters.lights.values()
            )
            said = (words.NONE_MINE_TITLE, words.NONE_MINE_HINT) if mine else (
                words.NONE_LEFT_TITLE, words.NONE_LEFT_HINT
            )  # fmt: skip
            self._none_left.say(*said)
        self._show_current()

    def _show_current(self) -> None:
        row, detail = self.current_row, self.detail
        if detail is None or self._commands is None:
            return
        listed = row is not None and any(one.item.id == row.item.id for one in self.table.rows)
        self._right.setCurrentIndex(1 if listed else 0)
        if row is None or not listed:
            return
        if self._bound != row.item.id:
            detail.entry.show_words(None)
            self._bound = row.item.id
        detail.show_project(row, self._commands.context.week, self.unit)
        own = row.item.id

        def bind(field: Editable) -> None:
            if own == self.view.current_id:
                detail.entry.show_words(field)

        self._commands.read_words(own, bind)

    def _choose_unit(self, unit: str) -> None:
        # what is being typed was meant in the unit it was typed in
        left = take_typed(self.detail) if self.detail is not None else []
        if left:
            self.tools.show_unit(self.unit)
            self._tell(words.UNITS_LEFT.format(words="、".join(left)))
            return
        self._unit = unit
        self._show_rows()

    def _figures(self, item_id: str, done: Money | None, month_done: Money | None) -> None:
        self._command("set_progress", item_id, done=done, month_done=month_done)

    def _edit(self, item_id: str, key: str, value: object) -> None:
        detail = self.detail
        if detail is not None:
            self._command("edit", item_id, lambda: detail.facts.put_back(item_id, key), **{key: value})

    def _set_due(self, deliverable_id: str, due: str) -> None:
        detail = self.detail
        if detail is not None:
            self._command(
                "set_due", deliverable_id, due, lambda: detail.milestones.put_back(deliverable_id, due)
            )

    def _command(self, command: str, *given: Any, **fields: Any) -> None:
        if self._commands is not None:
            getattr(self._commands, command)(*given, **fields)

    def _add_milestone(self, item_id: str, name: str, due: str) -> None:
        def added(_changed: frozenset[FieldKey]) -> None:
            if self.detail is not None:
                self.detail.milestones.forget_added(item_id, name, due)

        self._command("add_milestone", item_id, name, due, added)

    def _import(self) -> None:
        self.import_requested.emit("project")

    def _name_of(self, row: ProjectRow) -> str:
        return row.facts.name
