"""The right side: one reform whole. It tells what is asked of it and saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.reforms import COMPREHENSIVE, SPECIAL, ReformState
from shengsi_desktop.ui.pages.indicators.projects.facts_card import UnitNames
from shengsi_desktop.ui.pages.indicators.reforms import words
from shengsi_desktop.ui.pages.week.deliverables import DeliverableTable
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.facts import FactColumn, FactLine
from shengsi_desktop.ui.widgets.lights import Badge
from shengsi_desktop.ui.widgets.text import SectionLabel, label, well_broken
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from PySide6.QtCore import QObject, QSettings

    from shengsi_desktop.domain.reforms import ReformRow
    from shengsi_desktop.ui.operations import Operations

_LEAST = 300
_LONG = frozenset({"goal", "content", "remark"})


class ReformDetail(QScrollArea):
    """Head with state and light, the goal's promises, newest words, facts."""

    report_asked = Signal()
    drop_asked = Signal()
    #: (item id, the keyword of edit_reform, its words)
    edited = Signal(str, str, str)
    #: words that no field would take go with the reform shown before
    left_untaken = Signal(str)
    #: (deliverable id, the keyword of set_value, what it is now)
    touched = Signal(str, str, object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(current.px(_LEAST))
        self._item_id = ""
        #: where words being typed outlive the program
        self.memory: QSettings | None = None
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addLayout(self._lights())
        column.addSpacing(6)
        self._goals_label = SectionLabel("")
        self._goals_label.setWordWrap(True)
        column.addWidget(self._goals_label)
        self.goals = DeliverableTable(operations)
        self.goals.touched.connect(
            lambda standing, word, value: self.touched.emit(standing.deliverable.id, word, value)
        )
        column.addWidget(self.goals)
        self._no_goals = label(words.NO_GOALS, "second", wrap=True)
        column.addWidget(self._no_goals)
        column.addSpacing(6)
        column.addLayout(self._latest())
        column.addWidget(self._facts())
        column.addStretch(1)
        self.setWidget(content)

    def show_row(self, row: ReformRow) -> None:
        """Show another reform from its top, or the same one's newer state."""
        if row.item.id != self._item_id:
            # while every field still knows whose words it holds
            for left in take_typed(self):
                self.left_untaken.emit(left)
            for line in self.facts.lines.values():
                line.close_field()
            self._item_id = row.item.id
            self.facts.be_about(self.memory, f"reform|{row.item.id}")
            self.verticalScrollBar().setValue(0)
        item, light = row.item, row.item.standing.reading.light
        ours = item.ours
        self.title.setText(f"{item.number} {item.title}")
        self.badge.set_light(light, reason=item.standing.reading.reason)
        self.state.setText(row.state.label)
        self.state.setVisible(row.state is not ReformState.BY_LEAD)
        self.reason.setText(well_broken(row.state_reason))
        self.report.setVisible(item.role is not None)
        self._goals_label.setText(words.GOALS if ours else words.GOALS_READ)
        self.goals.show_standings(row.deliverables, editable=ours)
        self._no_goals.setVisible(not row.deliverables)
        week = row.progress_week
        self.latest_label.setText(words.LATEST_OF.format(week=int(week[-2:])) if week else words.LATEST)
        self.latest.setText(row.progress or words.NO_PROGRESS)
        self.problems.setText(words.PROBLEMS.format(words=row.problems))
        self.problems.setVisible(bool(row.problems))
        said = {"name": item.title, "lead": item.lead}
        for key, line in self.facts.lines.items():
            line.show_fact(said[key] if key in said else str(getattr(row, key)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as wide as the promises and their figures need: nothing of them is cut at the edge."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            needed = self.widget().minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(max(current.px(_LEAST), needed))
        return super().eventFilter(watched, event)

    def put_back(self, item_id: str, key: str, said: str) -> str:
        """Open the fact with words that the store refused; returned where another reform is shown."""
        if item_id != self._item_id:
            return said
        if key != "category":
            self.facts.lines[key].put_back(said)
        return ""

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        self.title = label("", "title", wrap=True)
        head.addWidget(self.title, 1)
        self.more = Button("⋯", kind="ghost", tip=words.MORE_TIP)
        self.more.setAccessibleName(words.MORE_TIP)
        self.menu = QMenu(self.more)
        self.menu.addAction(words.DROP, self.drop_asked.emit)
        self.more.clicked.connect(
            lambda: self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _lights(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.state = label("", "pill")
        row.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        self.badge = Badge()
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        self.reason = label("", "second", wrap=True)
        self.reason.setMinimumHeight(self.badge.sizeHint().height())
        row.addWidget(self.reason, 1)
        self.report = Button(words.GO_REPORT, kind="link", tip=words.GO_REPORT_TIP)
        self.report.clicked.connect(self.report_asked)
        row.addWidget(self.report, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _latest(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self.latest_label = SectionLabel(words.LATEST)
        column.addWidget(self.latest_label)
        card = Card()
        self.latest = label("", wrap=True)
        self.latest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(self.latest)
        self.problems = label("", "second", wrap=True)
        card.body.addWidget(self.problems)
        column.addWidget(card)
        return column

    def _facts(self) -> Card:
        card = Card(margins=(14, 10, 14, 10), spacing=4)
        card.body.addWidget(SectionLabel(words.FACTS))
        self.facts = FactColumn()
        for key, name in words.FIELDS.items():
            self.facts.add(
                key,
                FactLine(
                    name,
                    words.HINTS.get(key, ""),
                    choices=(COMPREHENSIVE, SPECIAL) if key == "category" else (),
                    long=key in _LONG,
                    offered=UnitNames() if key == "lead" else (),
                ),
            )
        self.facts.edited.connect(lambda key, said: self.edited.emit(self._item_id, key, said))
        card.body.addWidget(self.facts)
        return card
