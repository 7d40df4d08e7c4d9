"""重点改革, the view: the board of reforms, one of them at the right; it joins them to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from shengsi_desktop.domain.reforms import COMPREHENSIVE, ReformRow
from shengsi_desktop.ui.pages.indicators.lists.filter_row import ToolsRow, segment
from shengsi_desktop.ui.pages.indicators.lists.view import ItemsView, Room, grounded
from shengsi_desktop.ui.pages.indicators.lists.words import EVERYTHING
from shengsi_desktop.ui.pages.indicators.reforms import words
from shengsi_desktop.ui.pages.indicators.reforms.board import ReformBoard, state_counts
from shengsi_desktop.ui.pages.indicators.reforms.commands import ReformCommands
from shengsi_desktop.ui.pages.indicators.reforms.detail import ReformDetail
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.text import FittingLabel
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from shengsi_desktop.ui.page import PageContext


class ReformTools(ToolsRow):
    """Whose reforms, how they stand, and what adds them."""

    changed = Signal()
    import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mine = segment(words.MINE, self._group, self.changed.emit)
        self.everything = segment(EVERYTHING, self._group, self.changed.emit)
        self._row.addWidget(self.mine)
        self._row.addWidget(self.everything)
        self.everything.setChecked(True)
        self._row.addSpacing(8)
        self.states = FittingLabel("second")
        self._row.addWidget(self.states, 1)
        self.take_in = self.put_ghost(words.IMPORT, self.import_asked, tip=words.IMPORT_TIP)
        self.add = self.put_add(words.ADD)


class ReformsView(ItemsView[ReformRow, tuple[ReformRow, ...]]):
    """1 + 9 reforms, as many as there are; one of them with its promises, words and facts."""

    #: the kind of list that is to be taken in
    import_requested = Signal(str)

    shown_of = frozenset({
        "item", "list_entry", "deliverable", "deliverable_value", "assignment", "light_rule", "report", "plan", "unit",
        "plan_point", "task", "group_choice", "group_member", "unit_group",
    })  # fmt: skip
    room = Room(0.62, 320, 380)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: ReformCommands | None = None
        self.detail: ReformDetail | None = None
        self.tools = ReformTools()
        self.board = ReformBoard()
        self._build()
        self.tools.changed.connect(self._show_rows)
        self.tools.import_asked.connect(self._import)
        self.tools.add_asked.connect(self.ask_new)
        self.board.reform_chosen.connect(lambda _id: self._show_current())
        self.setFocusProxy(self.board)

    def show_week(self, context: PageContext) -> None:
        """Show the reforms as of the week, as the unit sees them."""
        if self._commands is None:
            self._commands = ReformCommands(context, self, self._show_current)
            self._make_detail(context)
        if self.detail is not None:
            take_typed(self.detail)
        self._read_again(context)

    def next_item(self) -> None:
        """The reform after becomes the current one."""
        self.board.step(1)

    @property
    def current_id(self) -> str | None:
        """The id of the reform chosen."""
        return self.board.current_id

    def ask_new(self) -> None:
        """新增改革事项."""
        if self._commands is None:
            return
        from shengsi_desktop.ui.pages.indicators.reforms.add_dialog import AddReformDialog

        has = any(row.category == COMPREHENSIVE for row in self._rows)
        unit = self._commands.context.unit.name
        self._open_dialog(AddReformDialog(unit, has_comprehensive=has, parent=self))

    def _beside(self) -> int:
        return self.detail.minimumWidth() if self.detail is not None else 0

    def _build(self) -> None:
        self._boards = grounded(QStackedWidget(), "ground")
        self._boards.addWidget(self.board)
        self._boards.addWidget(EmptyState(words.NONE_MINE_TITLE, words.NONE_MINE_HINT))
        self._lay_out(
            self._boards,
            EmptyState(words.EMPTY_TITLE, words.EMPTY_HINT, action=words.IMPORT, on_action=self._import),
            EmptyState(words.CHOOSE_TITLE, words.CHOOSE_HINT),
            "panel",
            [self.tools],
        )

    def _make_detail(self, context: PageContext) -> None:
        detail = self.detail = ReformDetail(context.operations)
        detail.memory = context.memory
        self._right.addWidget(detail)
        detail.report_asked.connect(self._open_report)
        detail.drop_asked.connect(self._drop)
        detail.edited.connect(self._edit)
        detail.touched.connect(self._touch)
        detail.left_untaken.connect(self._tell_left)

    def _taken(self, read: tuple[ReformRow, ...]) -> None:
        self._rows = read
        self._show_rows()

    def _show_rows(self) -> None:
        rows = self._rows
        if (
            self._wanted
            and any(one.item.id == self._wanted for one in rows)
            and not self._is_shown(self._wanted)
        ):
            self.tools.everything.setChecked(True)
        shown = tuple(row for row in rows if self._is_shown(row.item.id))
        self.board.show_rows(shown, whole=self.tools.everything.isChecked())
        if self._wanted and self.board.choose(self._wanted):
            self._wanted = ""
        self.tools.states.set_choices(words.DOT.join(state_counts(shown)))
        self._whole.setCurrentIndex(0 if rows else 1)
        self._boards.setCurrentIndex(0 if shown else 1)
        self._show_current()

    def _is_shown(self, item_id: str) -> bool:
        row = next(one for one in self._rows if one.item.id == item_id)
        return self.tools.everything.isChecked() or row.item.ours

    def _show_current(self) -> None:
        row = self.current_row
        self._right.setCurrentIndex(1 if row is not None else 0)
        if row is not None and self.detail is not None:
            self.detail.show_row(row)

    def _edit(self, item_id: str, key: str, said: str) -> None:
        detail = self.detail
        if self._commands is not None and detail is not None:
            self._commands.edit(item_id, lambda: detail.put_back(item_id, key, said), **{key: said})

    def _touch(self, deliverable_id: str, word: str, value: object) -> None:
        if self._commands is not None:
            self._commands.set_value(deliverable_id, word, value)

    def _import(self) -> None:
        self.import_requested.emit("reform")
