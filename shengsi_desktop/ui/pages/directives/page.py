"""交办事项: what was handed out, by state; done and re-opened here, edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.ui.clock import local_now
from shengsi_desktop.ui.page import as_of
from shengsi_desktop.ui.pages.directives.row import DirectiveRow
from shengsi_desktop.ui.widgets.buttons import Chip
from shengsi_desktop.ui.widgets.containers import Card, EmptyState, Line
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.meetings import Directive
    from shengsi_desktop.ui.page import PageContext

_SOON_DAYS = 7
_FILTERS = (
    ("open", "办理中"),
    ("overdue", "已逾期"),
    ("soon", "一周内到期"),
    ("done", "已办结"),
    ("all", "全部"),
)
_NOTHING = {
    "open": "没有办理中的交办事项",
    "overdue": "没有逾期的交办事项",
    "soon": "一周内没有到期的交办事项",
    "done": "还没有办结的交办事项",
    "all": "还没有交办事项",
}


class DirectivesPage(QWidget):
    """One list with filters; each row links to its week and item."""

    page_name = "交办事项"
    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._directives: tuple[Directive, ...] = ()
        self._filter = "open"
        self._today = local_now().date()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("交办事项", "title"))
        head.addSpacing(8)
        self._chips: dict[str, Chip] = {}
        for key, words in _FILTERS:
            chip = Chip(words, checked=key == self._filter)
            chip.clicked.connect(lambda _checked, key=key: self.choose_filter(key))
            self._chips[key] = chip
            head.addWidget(chip)
        head.addStretch(1)
        self._count = label("", "second")
        head.addWidget(self._count)
        column.addLayout(head)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        column.addWidget(self._scroll, 1)
        self.rows: list[DirectiveRow] = []

    def show_week(self, context: PageContext) -> None:
        """All weeks' directives of the unit; the week only says whose."""
        self._context = context
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Load again where a directive or meeting changed."""
        if any(key.entity in ("directive", "meeting", "item") for key in changed):
            self._load()

    def open_target(self, target: str) -> None:
        """Show the directive with that id."""
        self._filter = "all"
        self._show()
        for row in self.rows:
            if row.directive.id == target:
                self._scroll.ensureWidgetVisible(row)
                row.setFocus()

    def choose_filter(self, key: str) -> None:
        """Show only those."""
        self._filter = key
        self._show()

    def _load(self) -> None:
        context = self._context
        if context is None:
            return
        unit_id = context.unit.id
        self._today = today = as_of(context, local_now().date())

        def ask(store: Any) -> tuple[Directive, ...]:
            from shengsi_desktop.services import meetings

            return meetings.directives(store, unit_id, today)

        context.operations.run(ask, self._loaded, owner=self)

    def _loaded(self, directives: tuple[Directive, ...]) -> None:
        self._directives = directives
        self._show()

    def _show(self) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key == self._filter)
            count = sum(self._belongs(one, key) for one in self._directives)
            words = dict(_FILTERS)[key]
            chip.setText(f"{words} {count}" if count and key != "all" else words)
        shown = [one for one in self._directives if self._belongs(one, self._filter)]
        self._count.setText(f"{len(shown)} 条")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self.rows = []
        if not shown:
            hint = "在“本周会商”右侧记一条：做什么 @谁 8月4日，回车即成。"
            column.addWidget(EmptyState(_NOTHING[self._filter], hint))
        else:
            card = Card(margins=(16, 4, 16, 4), spacing=0)
            for place, one in enumerate(shown):
                if place:
                    card.body.addWidget(Line())
                row = DirectiveRow(one)
                row.state_asked.connect(self._set_state)
                row.edited.connect(self._edit)
                row.open_requested.connect(self.open_requested)
                card.body.addWidget(row)
                self.rows.append(row)
            column.addWidget(card)
            column.addStretch(1)
        self._scroll.setWidget(holder)

    def _belongs(self, one: Directive, key: str) -> bool:
        if key == "all":
            return True
        if key == "done":
            return one.state is not DirectiveState.OPEN
        if one.state is not DirectiveState.OPEN:
            return False
        if key == "overdue":
            return one.overdue
        if key == "soon":
            return one.due is not None and 0 <= (one.due - self._today).days <= _SOON_DAYS
        return True

    def _set_state(self, directive_id: str, state: DirectiveState) -> None:
        today = self._today

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.set_directive_state(store, directive_id, state, today)

        if self._context is not None:
            self._context.operations.run(act)

    def _edit(self, directive_id: str, words: dict[str, Any]) -> None:
        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.edit_directive(store, directive_id, **words)

        if self._context is not None:
            self._context.operations.run(act, on_failure=self._not_edited)

    def _not_edited(self, problem: BaseException) -> None:
        if self._context is not None:
            self._context.operations.tell(problem)
        self._load()

    def keyPressEvent(self, event: Any) -> None:
        """1…5 choose a filter."""
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(_FILTERS) and not event.modifiers():
            self.choose_filter(_FILTERS[number][0])
        else:
            super().keyPressEvent(event)
