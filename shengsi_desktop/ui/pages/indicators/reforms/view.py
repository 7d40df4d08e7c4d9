"""重点改革, the view: the board of reforms, one of them at the right; it joins them to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.reforms import COMPREHENSIVE
from shengsi_desktop.domain.words import Role
from shengsi_desktop.ui.pages.indicators.projects.words import LEFT_UNTAKEN
from shengsi_desktop.ui.pages.indicators.reforms import words
from shengsi_desktop.ui.pages.indicators.reforms.board import ReformBoard, state_counts
from shengsi_desktop.ui.pages.indicators.reforms.commands import ReformCommands
from shengsi_desktop.ui.pages.indicators.reforms.detail import ReformDetail
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import FittingLabel
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.reforms import ReformRow
    from shengsi_desktop.ui.dialogs.storing import StoringDialog
    from shengsi_desktop.ui.page import PageContext

#: several changes in a row are read once (ms)
_TOGETHER = 30
_BOARD_SHARE = 0.62
_BOARD_LEAST, _DETAIL_LEAST = 320, 380
_OURS = frozenset({
    "item", "list_entry", "deliverable", "deliverable_value", "assignment", "light_rule", "report", "plan", "unit",
    "plan_point", "task", "group_choice", "group_member", "unit_group",
})  # fmt: skip


class ReformTools(QWidget):
    """Whose reforms, how they stand, and what adds them; stands in the page's bar."""

    changed = Signal()
    import_asked = Signal()
    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(6)
        self._group = QButtonGroup(self)
        self.mine, self.everything = self._whose(row, words.MINE), self._whose(row, words.EVERYTHING)
        self.everything.setChecked(True)
        row.addSpacing(8)
        self.states = FittingLabel("second")
        row.addWidget(self.states, 1)
        self.take_in = Button(words.IMPORT, kind="ghost", tip=words.IMPORT_TIP)
        self.take_in.clicked.connect(self.import_asked)
        row.addWidget(self.take_in)
        self.add = Button(words.ADD, kind="ghost", icon="add")
        self.add.clicked.connect(self.add_asked)
        row.addWidget(self.add)

    def _whose(self, row: QHBoxLayout, said: str) -> QPushButton:
        button = QPushButton(said, self)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: self.changed.emit())
        self._group.addButton(button)
        row.addWidget(button)
        return button


class ReformsView(QWidget):
    """1 + 9 reforms, as many as there are; one of them with its promises, words and facts."""

    #: (page key, target id)
    open_requested = Signal(str, str)
    #: the kind of list that is to be taken in
    import_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: ReformCommands | None = None
        self._rows: tuple[ReformRow, ...] = ()
        self._asked = 0
        self._wanted = ""
        self._shared_by_hand = False
        self.detail: ReformDetail | None = None
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self._load)
        self.tools = ReformTools()
        self.board = ReformBoard()
        self.messages = MessageBar()
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
        self._commands.context = context
        self._together.stop()
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Read again what is shown of it."""
        if self._commands is not None and any(key.entity in _OURS for key in changed):
            self._together.start()

    def open_target(self, target: str) -> None:
        """Show the reform with this item's id."""
        self._wanted = target
        self._show_rows()

    def next_item(self) -> None:
        """The reform after becomes the current one."""
        self.board.step(1)

    @property
    def current_row(self) -> ReformRow | None:
        """The reform shown."""
        return next((one for one in self._rows if one.item.id == self.board.current_id), None)

    def ask_new(self) -> None:
        """新增改革事项."""
        if self._commands is None:
            return
        from shengsi_desktop.ui.pages.indicators.reforms.add_dialog import AddReformDialog

        has = any(row.category == COMPREHENSIVE for row in self._rows)
        dialog = AddReformDialog(self._commands.context.unit.name, has_comprehensive=has, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda fields: self._add(fields, dialog))
        dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out, until the user has done so."""
        super().resizeEvent(event)
        if not self._shared_by_hand:
            least, beside = current.px(_BOARD_LEAST), current.px(_DETAIL_LEAST)
            if self.detail is not None:
                beside = max(beside, self.detail.minimumWidth())
            left = max(min(int(self.width() * _BOARD_SHARE), self.width() - beside), least)
            self._splitter.setSizes([left, self.width() - left])

    def _build(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.splitterMoved.connect(self._moved)
        self._boards = QStackedWidget()
        self._boards.setProperty("kind", "ground")
        self._boards.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._boards.addWidget(self.board)
        self._boards.addWidget(EmptyState(words.NONE_MINE_TITLE, words.NONE_MINE_HINT))
        self._splitter.addWidget(self._boards)
        self._right = QStackedWidget()
        self._right.setProperty("kind", "panel")
        self._right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._right.addWidget(EmptyState(words.CHOOSE_TITLE, words.CHOOSE_HINT))
        self._splitter.addWidget(self._right)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._splitter)
        self._whole.addWidget(
            EmptyState(words.EMPTY_TITLE, words.EMPTY_HINT, action=words.IMPORT, on_action=self._import)
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.tools)
        outer.addWidget(self._whole, 1)
        self.messages.float_over(self._whole)

    def _make_detail(self, context: PageContext) -> None:
        detail = self.detail = ReformDetail(context.operations)
        detail.memory = context.memory
        self._right.addWidget(detail)
        detail.report_asked.connect(self._open_report)
        detail.drop_asked.connect(self._drop)
        detail.edited.connect(self._edit)
        detail.touched.connect(self._touch)
        detail.left_untaken.connect(
            lambda said: context.operations.tell(Refusal(LEFT_UNTAKEN.format(text=said[:20])))
        )

    def _moved(self, _place: int, _handle: int) -> None:
        self._shared_by_hand = True

    def _load(self) -> None:
        if self._commands is None:
            return
        self._asked += 1
        asked = self._asked

        def show(rows: tuple[ReformRow, ...]) -> None:
            if asked == self._asked:
                self._rows = rows
                self._show_rows()

        self._commands.read(show)

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
        return self.tools.everything.isChecked() or row.item.role in {Role.LEAD, Role.OWNER}

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

    def _add(self, fields: dict[str, Any], dialog: StoringDialog) -> None:
        def added(changed: frozenset[FieldKey]) -> None:
            self._wanted = next((key.entity_id for key in changed if key.entity == "item"), "")

        if self._commands is not None:
            self._commands.add(fields, added, dialog)

    def _drop(self) -> None:
        row, commands = self.current_row, self._commands
        if row is None or commands is None:
            return
        said = words.DROPPED.format(number=row.item.number, name=row.item.title)

        def dropped(_changed: frozenset[FieldKey]) -> None:
            self.messages.say(said, [(words.TAKE_BACK, commands.undo_drop)])

        commands.drop(row.item.id, dropped)

    def _open_report(self) -> None:
        if self.board.current_id:
            self.open_requested.emit("week", self.board.current_id)

    def _import(self) -> None:
        self.import_requested.emit("reform")
