"""半月听取: the leaders at the left, at the right the chosen one's brief of a half-month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QStackedLayout, QWidget

from shengsi_desktop.domain.briefs import BriefKind
from shengsi_desktop.rhythm.brief_periods import period_of
from shengsi_desktop.ui.pages.boards.briefs import words
from shengsi_desktop.ui.pages.boards.briefs.brief_pane import BriefPane
from shengsi_desktop.ui.pages.boards.briefs.leader_list import LeaderList
from shengsi_desktop.ui.pages.boards.briefs.tools import BriefTools
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import EmptyState

if TYPE_CHECKING:
    from shengsi_desktop.domain.briefs import LeaderLine
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.ui.page import PageContext

_LIST_WIDTH = 208
_ID = Qt.ItemDataRole.UserRole
_PEOPLE = frozenset(
    {"county_leader", "leader_unit", "leader_item", "list_entry", "assignment", "item", "plan"}
)


class HalfMonthView(QWidget):
    """`open_target` takes a leader's id, or «2023-07-2»."""

    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._week: Week | None = None
        self._wanted = ""
        self._edited = False
        self.pane = BriefPane(BriefKind.HALF_MONTH)
        self.pane.item_asked.connect(lambda item_id: self.open_requested.emit("tasks", item_id))
        self.tools = BriefTools(BriefKind.HALF_MONTH, self.pane, self)
        self.tools.hide()
        self.tools.periods.chosen.connect(self.show_period)
        self.list = LeaderList()
        self.list.setFixedWidth(current.px(_LIST_WIDTH))
        self.list.setAccessibleName("分管领导")
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_chosen())
        self._stack = QStackedLayout(self)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.pane, 1)
        self.nobody = EmptyState(
            words.NO_LEADERS_TITLE,
            words.NO_LEADERS_HINT,
            action=words.TO_SETTINGS,
            on_action=lambda: self.open_requested.emit("settings", "people:"),
        )
        self._stack.addWidget(both)
        self._stack.addWidget(self.nobody)
        self._both = both
        self.setFocusProxy(self.list)

    @property
    def leader_id(self) -> str:
        """The leader chosen; empty for the items of nobody."""
        entry = self.list.currentItem()
        return str(entry.data(_ID)) if entry is not None else ""

    def show_week(self, context: PageContext) -> None:
        """Another week brings its half-month; what was chosen by hand holds while the week stays."""
        self._context = context
        if context.week != self._week or not self.tools.periods.period:
            self._week = context.week
            self.tools.periods.show_period(
                period_of(BriefKind.HALF_MONTH, context.week), context.settings.plan_year
            )
        self._load_leaders()

    def show_period(self, period: str) -> None:
        """Go to another half-month."""
        if self._context is not None:
            self.pane.flush()
            self.tools.periods.show_period(period, self._context.settings.plan_year)
            self._load_leaders()

    def open_target(self, target: str) -> None:
        """One leader, or one half-month."""
        if target[:4].isdecimal() and target[4:5] == "-" and len(target) == len("2023-07-1"):
            self.show_period(target)
        else:
            self._wanted = target
            self._choose(target)

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Draft again; the list of leaders where it may be another, or says that words are older than the facts."""
        if self._edited or any(key.entity in _PEOPLE or key.entity == "brief_part" for key in changed):
            self._load_leaders()
        else:
            self.pane.reload()

    def next_item(self) -> None:
        """The next leader."""
        self.list.setCurrentRow(min(self.list.currentRow() + 1, self.list.count() - 1))

    def _load_leaders(self) -> None:
        context = self._context
        if context is None:
            return
        unit_id, period = context.settings.unit.id, self.tools.periods.period
        today = context.today

        def ask(store: Any) -> tuple[LeaderLine, ...]:
            from shengsi_desktop.services import briefs

            return briefs.leader_lines(store, unit_id, period, today=today)

        context.operations.run(ask, self._show_leaders, owner=self, quiet=True)

    def _show_leaders(self, lines: tuple[LeaderLine, ...]) -> None:
        chosen = self._wanted or self.leader_id
        self._edited = any(line.edited for line in lines)
        had = self.list.currentItem() is not None
        self.list.blockSignals(True)
        self.list.clear()
        for line in lines:
            entry = QListWidgetItem("\n".join(_lines(line)), self.list)
            entry.setToolTip(entry.text())
            entry.setData(_ID, line.leader.id if line.leader else "")
        self.list.setCurrentRow(0)
        self._stack.setCurrentWidget(self._both if lines else self.nobody)
        self.tools.allow(on=bool(lines))
        if had or self._wanted:
            self._choose(chosen)
        self.list.blockSignals(False)
        if lines:
            self._show_chosen()

    def _choose(self, leader_id: str) -> None:
        for place in range(self.list.count()):
            if self.list.item(place).data(_ID) == leader_id:
                self.list.setCurrentRow(place)
                self._wanted = ""

    def _show_chosen(self) -> None:
        if self._context is not None and self.list.currentItem() is not None:
            self.pane.show_brief(self._context, self.tools.periods.period, self.leader_id)


def _lines(line: LeaderLine) -> tuple[str, ...]:
    """The name; post and items; whether words were edited, or are older than what they tell."""
    said = [words.COUNT.format(count=line.items)]
    if line.leader and line.leader.post:
        said.insert(0, line.leader.post)
    state = words.EDITED_OUTDATED if line.outdated else words.EDITED
    name = line.leader.name if line.leader else words.NOBODY
    return (name, words.DOT.join(said), *([state] if line.edited else []))
