"""The right side: one project whole. It tells what is asked of it and saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.pages.indicators.projects.curve import CurveView
from shengsi_desktop.ui.pages.indicators.projects.entry import ProjectEntry
from shengsi_desktop.ui.pages.indicators.projects.facts_card import FactsCard
from shengsi_desktop.ui.pages.indicators.projects.milestones import Milestones
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, FlowLayout
from shengsi_desktop.ui.widgets.lights import Badge
from shengsi_desktop.ui.widgets.text import SectionLabel, label, well_broken
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from shengsi_desktop.domain.projects import ProjectRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.ui.operations import Operations

_CURVE_HEIGHT = 300


class ProjectHead(QWidget):
    """Name, light with its reason, and what leads elsewhere."""

    report_asked = Signal()
    drop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        first = QHBoxLayout()
        first.setSpacing(8)
        self.title = label("", "title", wrap=True)
        first.addWidget(self.title, 1)
        self.more = Button("⋯", kind="ghost", tip=words.MORE_TIP)
        self.more.setAccessibleName(words.MORE_TIP)
        self.menu = QMenu(self.more)
        self.menu.addAction(words.DROP, self.drop_asked.emit)
        self.more.clicked.connect(
            lambda: self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        first.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        self._tags = QWidget()
        self._flow = FlowLayout(self._tags, gap=6)
        column.addWidget(self._tags)
        self._shown: tuple[str, ...] = ()
        lights = QHBoxLayout()
        lights.setSpacing(8)
        self.badge = Badge()
        lights.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        self.reason = label("", "second", wrap=True)
        self.reason.setMinimumHeight(self.badge.sizeHint().height())
        lights.addWidget(self.reason, 1)
        self.report = Button(words.GO_REPORT, kind="link", tip=words.GO_REPORT_TIP)
        self.report.clicked.connect(self.report_asked)
        lights.addWidget(self.report, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(lights)

    def show_project(self, row: ProjectRow) -> None:
        """Show it."""
        item, facts = row.item, row.facts
        self.title.setText(f"{item.number} {facts.name}")
        self.badge.set_light(item.standing.reading.light, reason=item.standing.reading.reason)
        self.reason.setText(well_broken(item.standing.reading.reason))
        self.report.setVisible(item.role is not None)
        tags = (facts.category, facts.nature, *item.islands, facts.problem)
        lead = words.LEAD.format(lead=item.lead) if item.lead else words.NO_LEAD
        self._show_tags((lead, *filter(None, tags)))

    def _show_tags(self, said: tuple[str, ...]) -> None:
        if said == self._shown:
            return
        self._shown = said
        while self._flow.count():
            widget = self._flow.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text in said:
            tag = label(text, "tag", parent=self._tags)
            self._flow.addWidget(tag)
            tag.show()
        self._tags.updateGeometry()


class CurveCard(Card):
    """The S-curve with its picture's buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(12, 8, 12, 8), spacing=4)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(SectionLabel(words.CURVE))
        head.addStretch(1)
        self.copy = Button(words.COPY, kind="link")
        self.save = Button(words.SAVE, kind="link")
        head.addWidget(self.copy)
        head.addWidget(self.save)
        self.body.addLayout(head)
        self.chart = CurveView()
        self.chart.setMinimumHeight(current.px(_CURVE_HEIGHT))
        self.body.addWidget(self.chart)


class ProjectDetail(QScrollArea):
    """Head, this week's entry, curve, milestones, facts."""

    #: words that no field would take go with the project shown before
    left_untaken = Signal(str)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(current.px(300))
        self._item_id = ""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(12)
        self.head = ProjectHead()
        self.entry = ProjectEntry(operations)
        self.curve = CurveCard()
        self.milestones = Milestones()
        self.facts = FactsCard()
        for part in (self.head, self.entry, self.curve, self.milestones, self.facts):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(content)

    def show_project(self, row: ProjectRow, week: Week, unit: str) -> None:
        """Show another project from its top, or the same one's newer state; every sum in the unit."""
        if row.item.id != self._item_id:
            # while every field still knows whose words it holds
            for left in take_typed(self):
                self.left_untaken.emit(left)
            self._item_id = row.item.id
            self.verticalScrollBar().setValue(0)
        self.head.show_project(row)
        self.entry.show_project(row, week, unit)
        self.curve.chart.show_project(row, unit)
        self.milestones.show_project(row, ours=row.item.ours)
        self.facts.show_project(row, unit)
