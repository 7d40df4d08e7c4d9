"""The right pane: one item whole, from its words in the plan to what was written about it. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.identity import added_by_hand
from shengsi_desktop.domain.light_reasons import parted
from shengsi_desktop.domain.words import Light, ListName
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.ui.attachments.block import AttachmentsBlock
from shengsi_desktop.ui.dialogs.join_doubles import ASK, ASK_TIP
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.cells import OF_THE_PLAN
from shengsi_desktop.ui.pages.tasks.deliverable_rows import DeliverableRows
from shengsi_desktop.ui.pages.tasks.deliverable_words import NUMBERS
from shengsi_desktop.ui.pages.tasks.history import HistoryPart
from shengsi_desktop.ui.pages.tasks.list_part import ListPart
from shengsi_desktop.ui.pages.tasks.months_row import MonthsRow
from shengsi_desktop.ui.pages.tasks.others_part import OthersPart
from shengsi_desktop.ui.pages.tasks.owners import OwnersPart
from shengsi_desktop.ui.pages.tasks.source_view import SourceText
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, EmptyState
from shengsi_desktop.ui.widgets.handling import HandlingLine
from shengsi_desktop.ui.widgets.lights import Badge, SecondLight
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import ElidedLabel, SectionLabel, label, well_broken

if TYPE_CHECKING:
    from shengsi_desktop.domain.item_detail import ItemDetail
    from shengsi_desktop.domain.tracking import Deliverable, ItemRow
    from shengsi_desktop.domain.weeks import WeekRhythm
    from shengsi_desktop.ui.operations import Operations
    from shengsi_desktop.ui.pages.tasks.commands import ShownItem


class DetailPane(QWidget):
    """Shows what it is given; tells what the user wants of it."""

    #: 到本周会商填报
    week_asked = Signal()
    #: 按时间序时 for the whole item
    by_time_asked = Signal(bool)
    #: a deliverable of the user's own
    add_asked = Signal()
    #: the item is another one's double
    join_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.detail: ItemDetail | None = None
        self._plan = ""
        self._operations: Operations | None = None
        self._whole = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.messages = MessageBar(self)
        self.messages.float_over(self)
        self._stack = QStackedLayout()
        self._stack.currentChanged.connect(lambda _at: self.messages.raise_())
        outer.addLayout(self._stack, 1)
        self._stack.addWidget(EmptyState(words.CHOOSE_TITLE, words.CHOOSE_HINT))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._content())
        self._stack.addWidget(self._scroll)

    def show_detail(
        self, shown: ShownItem, operations: Operations, rhythm: WeekRhythm, unit_id: str = ""
    ) -> None:
        """Show the item; another one begins at its top."""
        detail, earlier = shown.detail, shown.earlier
        other = self.detail is None or self.detail.row.id != detail.row.id
        same_source = not other and self.detail is not None and self.detail.source == detail.source
        self.detail, self._plan, self._operations = detail, shown.plan, operations
        self._say_head(detail)
        if not same_source:
            self._whole = False
            self._show_source()
        self.list_part.show_line(detail.row.id, detail.list_line, shown.fields, operations)
        self.deliverables.show_standings(
            detail.deliverables, detail.curves, of_a_list=not detail.source.in_plan
        )
        numbers = [one.deliverable for one in detail.deliverables if one.deliverable.kind in NUMBERS]
        self.by_time.setVisible(len(numbers) > 1)
        self.by_time.setChecked(bool(numbers) and all(one.by_time for one in numbers))
        self.others.show_standings(detail.others)
        self.owners.show_assignments(detail.assignments)
        own = detail.handling if detail.row.role is not None else None
        self.handling.show_handling(own, detail.sections, unit_id, operations)
        self.attachments.show_item(operations, detail.row.id, unit_id)
        lines = [*detail.history, *(line for year in earlier for line in year.lines)]
        weeks = {line.week: parse_week(line.week, rhythm) for line in lines}
        self.history.show_lines(detail.history, weeks, earlier)
        if other:
            self.messages.dismiss()
            self._scroll.verticalScrollBar().setValue(0)
        self._stack.setCurrentIndex(1)

    def point_at(self, deliverable_id: str) -> None:
        """Light one deliverable of the item shown and bring it into view."""
        row = self.deliverables.point_at(deliverable_id)
        if row is not None:
            # a row that has just been made has no place yet
            self._column.activate()
            self._scroll.ensureWidgetVisible(row, 0, current.px(24))

    def say_people(self, words_: str) -> None:
        """Who is in charge of the item; empty where nobody is known to be."""
        self.people.setText(words_)
        self.people.setVisible(bool(words_))

    def show_nothing(self) -> None:
        """No item is chosen."""
        self.detail = None
        self._stack.setCurrentIndex(0)

    def _show_changes(self) -> None:
        from shengsi_desktop.ui.dialogs.item_history import HistoryDialog

        if self.detail is not None and self._operations is not None:
            row = self.detail.row
            HistoryDialog(self.window(), self._operations, row.id, f"{row.number} {row.title}").show()

    def _content(self) -> QWidget:
        content = QWidget()
        column = self._column = QVBoxLayout(content)
        column.setContentsMargins(18, 16, 18, 18)
        column.setSpacing(8)
        column.addLayout(self._head())
        self.others = OthersPart()
        column.addWidget(self.others)
        column.addSpacing(4)
        column.addWidget(self._source_part())
        self.list_part = ListPart()
        column.addWidget(self.list_part)
        column.addSpacing(4)
        column.addLayout(self._deliverables_head())
        self.deliverables = DeliverableRows()
        self.deliverables.lit.connect(self._light_up)
        column.addWidget(self.deliverables)
        column.addSpacing(4)
        self.owners = OwnersPart()
        column.addWidget(self.owners)
        self.people = label("", wrap=True)
        self.people.hide()
        column.addWidget(self.people)
        self.handling = HandlingLine()
        column.addWidget(self.handling)
        column.addSpacing(4)
        self.attachments = AttachmentsBlock()
        column.addWidget(self.attachments)
        column.addSpacing(4)
        heading = QHBoxLayout()
        heading.addWidget(SectionLabel(words.HISTORY), 1)
        self.join = Button(ASK, kind="link", tip=ASK_TIP)
        self.join.clicked.connect(self.join_asked)
        heading.addWidget(self.join)
        self.all_changes = Button(words.ALL_CHANGES, kind="link", tip=words.ALL_CHANGES_TIP)
        self.all_changes.clicked.connect(self._show_changes)
        heading.addWidget(self.all_changes)
        column.addLayout(heading)
        self.history = HistoryPart()
        column.addWidget(self.history)
        column.addStretch(1)
        return content

    def _head(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        self.title = label("", "heading", wrap=True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.title)
        task = QHBoxLayout()
        task.setSpacing(8)
        self.task = ElidedLabel("", "second")
        task.addWidget(self.task, 1)
        self.to_week = Button(words.GO_TO_WEEK, kind="link")
        self.to_week.clicked.connect(self.week_asked)
        task.addWidget(self.to_week)
        column.addLayout(task)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.badge = Badge()
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        self.reason = label("", "second", wrap=True)
        self.reason.setMinimumHeight(self.badge.sizeHint().height())
        row.addWidget(self.reason, 1)
        column.addLayout(row)
        self.second = SecondLight()
        column.addWidget(self.second)
        self.months = MonthsRow()
        self.months.hide()
        column.addWidget(self.months)
        return column

    def _source_part(self) -> QWidget:
        part = self._source_holder = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        self.source_head = SectionLabel(words.SOURCE)
        row.addWidget(self.source_head)
        row.addStretch(1)
        self.more = Button(words.MORE_SOURCE, kind="link")
        self.more.clicked.connect(self._toggle_source)
        row.addWidget(self.more)
        column.addLayout(row)
        card = Card(margins=(14, 10, 14, 12))
        self.source = SourceText()
        self.source.setAccessibleName(words.SOURCE)
        card.body.addWidget(self.source)
        column.addWidget(card)
        return part

    def _deliverables_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.deliverables_head = SectionLabel(words.DELIVERABLES)
        row.addWidget(self.deliverables_head)
        row.addStretch(1)
        self.by_time = QCheckBox(words.BY_TIME)
        self.by_time.setToolTip(words.ALL_BY_TIME)
        self.by_time.setProperty("kind", "small")
        self.by_time.clicked.connect(self.by_time_asked)
        row.addWidget(self.by_time)
        self.add = Button(words.ADD, kind="link")
        self.add.clicked.connect(self.add_asked)
        row.addWidget(self.add)
        return row

    def _say_head(self, detail: ItemDetail) -> None:
        row = detail.row
        self.title.setText(f"{row.number} {row.title}")
        self.task.set_text(_place_words(row))
        self.deliverables_head.setText(
            words.DELIVERABLES if detail.source.in_plan else words.LIST_DELIVERABLES
        )
        reading = row.standing.reading
        self.badge.set_light(reading.light, reason=reading.reason)
        why, rule = parted(reading.reason)
        parts = [] if reading.light is Light.BY_LEAD else [why, row.standing.tally.words]
        if reading.light is Light.BY_LEAD and row.lead:
            template = words.LED_BY if row.role is None else words.LEAD_IS
            parts = [template.format(lead=row.lead)]
        if row.standing.computed is not None and reading.light is not Light.BY_LEAD:
            parts.append(words.COMPUTED.format(percent=f"{row.standing.computed:.1f}"))
        told = dict.fromkeys(part for part in (*parts, rule) if part)
        self.reason.setText(well_broken(words.DOT.join(told)))
        self.second.show_reading(row.standing.adjusted)
        # what only the lead knows says nothing of any month
        self.months.show_months(() if reading.light is Light.BY_LEAD else detail.months)
        self.to_week.setVisible(row.role is not None)
        self.join.setVisible(added_by_hand(row.id))

    def _show_source(self) -> None:
        if self.detail is None:
            return
        source, title = self.detail.source, self.detail.row.title
        self.more.setVisible(source.in_plan)
        if source.in_plan:
            self.source.show_source(self._plan, source, whole=self._whole)
            self.more.setText(words.LESS_SOURCE if self._whole else words.MORE_SOURCE)
        else:
            self.source.show_words(source.text)
        self.source_head.setText(words.SOURCE if source.in_plan else words.LIST_TEXT)
        # what a list says beside the name; where it says no more, there is nothing to show
        self._source_holder.setVisible(source.in_plan or source.text.strip() not in ("", title.strip()))

    def _toggle_source(self) -> None:
        self._whole = not self._whole
        self._show_source()

    def _light_up(self, deliverable: Deliverable | None) -> None:
        if deliverable is None or self.detail is None:
            self.source.light_up(0, 0)
        elif self.detail.source.in_plan:
            self.source.light_up(deliverable.start, deliverable.end)
        else:
            # what was made of a list keeps no places: its words are looked for
            at = self.detail.source.text.find(deliverable.text)
            self.source.light_up(max(at, 0), at + len(deliverable.text) if at >= 0 else 0)


def _place_words(row: ItemRow) -> str:
    """«任务4 深化打造…», «重大项目清单 · 旅游设施 · 任务8 加快…»."""
    template = words.GUARANTEE_TAG if row.list is ListName.GUARANTEE else words.TASK_TAG
    task = template.format(number=row.task_number, title=row.task) if row.task else ""
    if row.list in OF_THE_PLAN:
        return task
    return words.DOT.join(
        part for part in (words.LIST_TAG.format(name=row.list.label), row.category, task) if part
    )
