"""任务清单, the page: filters and list on the left, the chosen item on the right; it joins them to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import ListName
from shengsi_desktop.rhythm.island_board import island_groups
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.cells import direction_words
from shengsi_desktop.ui.pages.tasks.choice import Shape
from shengsi_desktop.ui.pages.tasks.commands import TaskCommands
from shengsi_desktop.ui.pages.tasks.detail_pane import DetailPane
from shengsi_desktop.ui.pages.tasks.editing import DeliverableEditing
from shengsi_desktop.ui.pages.tasks.filter_bar import FilterBar
from shengsi_desktop.ui.pages.tasks.island_export import IslandExport
from shengsi_desktop.ui.pages.tasks.item_export import ItemExport
from shengsi_desktop.ui.pages.tasks.model import TaskModel
from shengsi_desktop.ui.pages.tasks.view import TaskView
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import EmptyState, Line

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.islands import Island
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.pages.tasks.commands import ShownItem

#: several changes in a row are read once (ms)
_TOGETHER = 30
#: the share of the pane in the width, and its bounds at 100 %
_PANE_SHARE = 0.31
_PANE_WIDTHS = (300, 440)


class TasksPage(QWidget):
    """The whole plan by task, flat or by island, filtered; one item with its words in the plan beside it."""

    page_name = "任务清单"
    #: (page key, target id)
    open_requested = Signal(str, str)
    #: 导入清单
    list_import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: TaskCommands | None = None
        self._rows: tuple[ItemRow, ...] = ()
        self._islands: tuple[Island, ...] = ()
        self._other_unit: tuple[str, str] | None = None
        self._wanted = ""
        self._shared_by_hand = False
        self._asked = 0
        self._asked_detail = 0
        self._pointed = ""
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self._load)
        self.filters = FilterBar()
        self.model = TaskModel(self)
        self.view = TaskView(self.model)
        self.pane = DetailPane()
        self.editing = DeliverableEditing(self.pane, self)
        self.exporting = IslandExport(self.pane.messages, self)
        self.item_exporting = ItemExport(self.pane.messages, self)
        self._build()
        self._listen()
        self.setFocusProxy(self.view)

    def show_week(self, context: PageContext) -> None:
        """Show this unit's items as of the week."""
        if self._commands is None:
            self._commands = self.editing.commands = TaskCommands(context, self)
        elif self._commands.context.unit != context.unit:
            self._other_unit = None
            self.filters.say_unit("")
        if self._commands.context.settings.plan_id != context.settings.plan_id:
            # the items listed are of another plan
            self._rows = ()
            self.view.forget()
            self._list()
        self._commands.context = context
        self.model.year = context.settings.plan_year
        self._together.stop()
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Read again what is shown of it."""
        if self._commands is not None and changed:
            self._together.start()

    def open_target(self, target: str) -> None:
        """Show the item with this id, the items of the unit with this id, or a list («project»)."""
        self._wanted = target
        if self._rows:
            self._show_wanted()

    def show_item(self, item_id: str) -> None:
        """Show one item, whatever the filters."""
        self.open_target(item_id)

    def clear_filters(self) -> None:
        """No condition at all."""
        self.filters.clear()

    def ask_join(self) -> None:
        """Which item the one shown is the double of."""
        from shengsi_desktop.ui.dialogs.join_doubles import JoinDialog

        if self._commands is not None and self.pane.detail is not None:
            row, operations = self.pane.detail.row, self._commands.context.operations
            dialog = JoinDialog.ask(self, operations, "item", row.id, f"{row.number} {row.title}")
            dialog.joined.connect(self.show_item)

    def next_item(self) -> None:
        """The item below becomes the current one."""
        self.view.choose_next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out, until the user has done so."""
        super().resizeEvent(event)
        if not self._shared_by_hand:
            least, most = (current.px(width) for width in _PANE_WIDTHS)
            pane = min(max(int(self.width() * _PANE_SHARE), least), most)
            self._splitter.setSizes([self.width() - pane, pane])

    def _moved(self, _place: int, _handle: int) -> None:
        self._shared_by_hand = True

    def _build(self) -> None:
        left = QWidget()
        left.setProperty("kind", "panel")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(Line())
        self._stack = QStackedLayout()
        # a stack without a widget above it would open its first page as a window
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.view)
        self.nothing = EmptyState(
            words.EMPTY_TITLE, words.EMPTY_HINT, action=words.CLEAR, on_action=self.clear_filters
        )
        self._stack.addWidget(self.nothing)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        left.setMinimumWidth(current.px(300))
        self.pane.setMinimumWidth(current.px(270))
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.pane)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.splitterMoved.connect(self._moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)

    def _listen(self) -> None:
        self.filters.changed.connect(self._list)
        self.filters.import_asked.connect(self.list_import_asked)
        self.filters.export_asked.connect(self._export)
        self.filters.back_asked.connect(lambda: self._show_unit(None))
        self.view.item_chosen.connect(self._chosen)
        self.view.entered.connect(lambda _id: self._go_to_week())
        pane = self.pane
        pane.week_asked.connect(self._go_to_week)
        pane.by_time_asked.connect(self._set_by_time)
        pane.join_asked.connect(self.ask_join)
        pane.list_part.goal_edited.connect(self._set_goal)
        pane.owners.lead_chosen.connect(self._set_lead)
        pane.owners.group_decided.connect(self._decide_group)

    def _unit_id(self) -> str:
        if self._other_unit is not None:
            return self._other_unit[0]
        return self._commands.context.unit.id if self._commands is not None else ""

    def _load(self) -> None:
        if self._commands is None:
            return
        self._asked += 1
        asked = self._asked

        def show(answer: tuple[tuple[ItemRow, ...], tuple[Island, ...]]) -> None:
            if asked == self._asked:
                self._loaded(*answer)

        self._commands.read_rows(self._unit_id(), show)
        self.filters.people.load(self._commands.context.operations, self._people_known)
        if self.view.current_id is not None and not self._wanted:
            self._read_detail()

    def _loaded(self, rows: tuple[ItemRow, ...], islands: tuple[Island, ...]) -> None:
        another_plan = {row.id for row in self._rows}.isdisjoint(row.id for row in rows)
        self._rows, self._islands = rows, islands
        shown = self.pane.detail
        if shown is not None and all(row.id != shown.row.id for row in rows):
            # deleted, or its making undone; of another plan the first is shown
            if self.view.current_id in (None, shown.row.id):
                # else another one was asked for, and is on its way
                self.view.forget(choose=another_plan)
            self.pane.show_nothing()
        self.filters.offer(rows)
        self._list()
        if self._wanted:
            self._show_wanted()

    def _list(self) -> None:
        choice = self.filters.choice
        shown = self._list_islands() if self.filters.shape is Shape.ISLANDS else self._list_items()
        self.filters.say_count(shown)
        if not shown:
            empty = not choice.narrows and not choice.whole
            self.nothing.say(
                words.NO_ITEMS_TITLE if empty else words.EMPTY_TITLE,
                words.NO_ITEMS_HINT if empty else words.EMPTY_HINT,
            )
            self.nothing.button.setVisible(not empty)
        self._stack.setCurrentIndex(0 if shown else 1)
        # beside an empty list an item would be one that is not there
        self.pane.setVisible(bool(shown))

    def _list_items(self) -> int:
        choice = self.filters.choice
        shown = tuple(row for row in self._rows if choice.accepts(row))
        flat = self.filters.shape is Shape.TABLE
        self.view.show_rows(shown, flat=flat, directions=direction_words(self._rows))
        if self._commands is not None:
            context = self._commands.context
            unit = self._other_unit or (context.unit.id, context.unit.name)
            listed = tuple(row.id for row in shown)
            self.item_exporting.take(context, unit, listed, whole=choice.whole)
        return len(shown)

    def _list_islands(self) -> int:
        """List deliverables by island; how many, each once."""
        choice = self.filters.choice
        groups = island_groups(self._rows, self._islands, choice.accepts_line)
        if choice.island:
            groups = tuple(one for one in groups if one.island and one.island.name == choice.island)
        self.view.show_islands(groups)
        if self._commands is not None:
            context = self._commands.context
            unit = self._other_unit[1] if self._other_unit is not None else context.unit.name
            self.exporting.take(context, unit, groups, whole=choice.whole)
        return len({line.standing.deliverable.id for group in groups for line in group.lines})

    def _export(self) -> None:
        (self.exporting if self.filters.shape is Shape.ISLANDS else self.item_exporting).ask()

    def _show_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        lists = {str(name): name for name in ListName}
        if wanted in lists:
            self.filters.show_list(lists[wanted])
            return
        row = next((one for one in self._rows if one.id == wanted), None)
        if row is None:
            self._show_unit(wanted)
            return
        if not self.filters.choice.accepts(row):
            self.filters.clear(whole=row.role is None)
        self.view.choose(wanted)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_unit(self, unit_id: str | None) -> None:
        """The items of another unit of the directory; None or one's own for one's own."""
        from shengsi_desktop.services import setting_up

        if self._commands is None:
            return
        own = self._commands.context.unit.id
        unit = next((one for one in setting_up.directory() if one.id == unit_id and one.id != own), None)
        self._other_unit = (unit.id, unit.name) if unit is not None else None
        self.filters.say_unit(unit.name if unit is not None else "")
        self.filters.clear(whole=False)
        self._load()

    def _chosen(self, item_id: str, deliverable_id: str) -> None:
        """Another item, or another deliverable of the one shown."""
        self._pointed = deliverable_id
        if self.pane.detail is not None and self.pane.detail.row.id == item_id:
            self._point()
        else:
            self._read_detail()

    def _point(self) -> None:
        pointed, self._pointed = self._pointed, ""
        if pointed:
            self.pane.point_at(pointed)

    def _read_detail(self) -> None:
        item_id, commands = self.view.current_id, self._commands
        if commands is None or item_id is None:
            return
        self._asked_detail += 1
        asked = self._asked_detail

        def show(shown: ShownItem) -> None:
            if asked == self._asked_detail and shown.detail.row.id == self.view.current_id:
                context = commands.context
                self.pane.show_detail(shown, context.operations, context.settings.rhythm, context.unit.id)
                self._say_people()
                self._point()

        def failed(problem: BaseException) -> None:
            if item_id == self.view.current_id:
                commands.context.operations.tell(problem)

        commands.read_detail(item_id, self._unit_id(), show, failed)

    def _people_known(self) -> None:
        """Who is in charge is known, or has changed."""
        self._say_people()
        self._list()

    def _say_people(self) -> None:
        detail = self.pane.detail
        self.pane.say_people(self.filters.people.words_of(detail.row.id) if detail is not None else "")

    def _go_to_week(self) -> None:
        detail = self.pane.detail
        if detail is not None and detail.row.role is not None and self._other_unit is None:
            self.open_requested.emit("week", detail.row.id)

    def _set_by_time(self, by_time: bool) -> None:
        if self._commands is not None and self.pane.detail is not None:
            self._commands.set_by_time(self.pane.detail.row.id, by_time=by_time)

    def _set_goal(self, item_id: str, goal: str) -> None:
        if self._commands is not None:
            self._commands.set_goal(item_id, goal)

    def _set_lead(self, unit_id: str) -> None:
        if self._commands is not None and self.pane.detail is not None:
            self._commands.set_lead(self.pane.detail.row.id, unit_id)

    def _decide_group(self, group: str, unit_id: str, included: bool) -> None:
        if self._commands is not None and self.pane.detail is not None:
            self._commands.confirm_group(self.pane.detail.row.id, group, unit_id, included=included)
