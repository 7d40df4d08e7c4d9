"""The right side: one appeal whole. It tells what is asked of it and saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain import money
from shengsi_desktop.domain.appeals import STAGES, AppealArea, AppealLevel
from shengsi_desktop.rhythm.appeals import count_of
from shengsi_desktop.rhythm.figures import day_words
from shengsi_desktop.rhythm.typed_numbers import parse_money
from shengsi_desktop.ui.pages.indicators.appeals import words
from shengsi_desktop.ui.pages.indicators.appeals.contacts import ContactPart
from shengsi_desktop.ui.pages.indicators.appeals.table_model import silence_of
from shengsi_desktop.ui.pages.indicators.projects.facts_card import UnitNames
from shengsi_desktop.ui.pages.tasks.source_view import SourceText
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.facts import FactColumn, FactLine
from shengsi_desktop.ui.widgets.lights import Badge
from shengsi_desktop.ui.widgets.progress import StageLine
from shengsi_desktop.ui.widgets.text import SectionLabel, label, well_broken
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QObject, QSettings

    from shengsi_desktop.domain.appeals import AppealRow

_LEAST = 320
_LONG = frozenset({"content", "remark"})
_CHOICES = {
    "area": (*(one.label for one in AppealArea), words.UNSET),
    "level": (*(one.label for one in AppealLevel), words.UNSET),
}


class AppealDetail(QScrollArea):
    """Head with light, stages, contacts, newest report, the sentence it comes from, facts."""

    report_asked = Signal()
    drop_asked = Signal()
    #: the item in whose text the sentence stands
    source_asked = Signal(str)
    #: (item id, the keyword of edit_appeal, its value, what was typed)
    edited = Signal(str, str, object, str)
    #: (item id, stages reached)
    stage_chosen = Signal(str, int)
    #: words that no field would take go with the appeal shown before
    left_untaken = Signal(str)
    #: a sentence: what was typed cannot be taken
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(current.px(_LEAST))
        self._row: AppealRow | None = None
        #: where words being typed outlive the program
        self.memory: QSettings | None = None
        self._year = 0
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addLayout(self._lights())
        self._stage_label = SectionLabel("")
        column.addWidget(self._stage_label)
        self.stages = StageLine()
        self.stages.chosen.connect(self._stage_chosen)
        column.addWidget(self.stages, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        column.addWidget(SectionLabel(words.CONTACTS))
        self.silence = label("", "second", wrap=True)
        column.addWidget(self.silence)
        self.contacts = ContactPart()
        self.contacts.refused.connect(self.refused)
        column.addWidget(self.contacts)
        column.addSpacing(6)
        column.addWidget(self._latest())
        column.addWidget(self._source())
        column.addWidget(self._facts())
        column.addStretch(1)
        self.setWidget(content)

    def show_row(self, row: AppealRow, plan: str, today: date, year: int) -> None:
        """Show another appeal from its top, or the same one's newer state; `plan` is its plan's text."""
        if self._row is None or row.item.id != self._row.item.id:
            # while every field still knows whose words it holds
            for left in take_typed(self):
                self.left_untaken.emit(left)
            for line in self.facts.lines.values():
                line.close_field()
            self.verticalScrollBar().setValue(0)
        self._row, self._year = row, year
        self.facts.be_about(self.memory, f"appeal|{row.item.id}")
        item, reading = row.item, row.item.standing.reading
        ours = item.ours
        self.title.setText(f"{item.number} {item.title}")
        self.badge.set_light(reading.light, reason=reading.reason)
        self.reason.setText(well_broken(reading.reason))
        self.report.setVisible(item.role is not None)
        self._stage_label.setText(words.PROGRESS if ours else words.PROGRESS_READ)
        self.stages.set_stages(STAGES, count_of(row.stage), editable=ours)
        self._say_silence(row)
        self.contacts.show_row(row, today, year)
        week = row.progress_week
        self.latest_label.setText(words.LATEST_OF.format(week=int(week[-2:])) if week else words.LATEST)
        self.latest.setText(row.progress or words.NO_PROGRESS)
        self._show_source(row, plan)
        self._show_facts(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as wide as what it holds: nothing is cut at the edge."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            needed = self.widget().minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(max(current.px(_LEAST), needed))
        return super().eventFilter(watched, event)

    def put_back(self, item_id: str, key: str, said: str) -> str:
        """Open the fact with words that the store refused; returned where another appeal is shown."""
        if self._row is None or item_id != self._row.item.id:
            return said
        if key not in _CHOICES:
            self.facts.lines[key].put_back(said)
        return ""

    def _say_silence(self, row: AppealRow) -> None:
        said, silence = "", silence_of(row)
        if row.settled:
            said = words.REACHED_GRANTED
        elif not row.contacts:
            said = words.NEVER
        elif silence and row.last_contact is not None:
            said = words.KIND_SILENCE.format(day=day_words(row.last_contact, self._year), silence=silence)
        self.silence.setText(said)
        self.silence.setVisible(bool(said) and not row.settled)

    def _show_source(self, row: AppealRow, plan: str) -> None:
        self.source_card.setVisible(bool(row.sentence))
        self.source_label.setText(words.SOURCE.format(number=row.from_number).strip())
        self.open_source.setVisible(bool(row.from_item_id))
        if row.source_item is not None and plan:
            self.source.show_source(plan, row.source_item)
            if row.source is not None:
                self.source.light_up(row.source.start, row.source.end)
        elif row.sentence:
            self.source.show_words(row.sentence)

    def _show_facts(self, row: AppealRow) -> None:
        due = day_words(row.item.due, self._year)
        typed_due = row.due_words or ("" if row.item.due_is_default else row.item.due.isoformat())
        said = {
            "name": row.item.title,
            "area": row.area.label if row.area else "",
            "level": row.level.label if row.level else "",
            "lead": row.item.lead,
        }
        for key, line in self.facts.lines.items():
            if key == "amount":
                line.show_fact(money.words(row.amount, money.WAN))
            elif key == "due":
                line.show_fact(
                    words.DEFAULT_DUE.format(day=due) if row.item.due_is_default else due, typed_due
                )
            else:
                line.show_fact(said[key] if key in said else str(getattr(row, key)))

    def _edited(self, key: str, text: str) -> None:
        if self._row is None:
            return
        value: object = text
        if key == "amount":
            value = parse_money(text, money.WAN) if text else None
            if text and value is None:
                self._show_facts(self._row)
                self.facts.lines[key].put_back(text)
                self.refused.emit(words.NOT_A_SUM.format(text=text[:20]))
                return
        elif key in _CHOICES and text == words.UNSET:
            value = ""
        self.edited.emit(self._row.item.id, key, value, text)

    def _stage_chosen(self, reached: int) -> None:
        if self._row is not None:
            self.stage_chosen.emit(self._row.item.id, reached)

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
        self.badge = Badge()
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        self.reason = label("", "second", wrap=True)
        self.reason.setMinimumHeight(self.badge.sizeHint().height())
        row.addWidget(self.reason, 1)
        self.report = Button(words.GO_REPORT, kind="link", tip=words.GO_REPORT_TIP)
        self.report.clicked.connect(self.report_asked)
        row.addWidget(self.report, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _latest(self) -> Card:
        card = Card(margins=(14, 10, 14, 10), spacing=4)
        self.latest_label = SectionLabel(words.LATEST)
        card.body.addWidget(self.latest_label)
        self.latest = label("", wrap=True)
        self.latest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(self.latest)
        return card

    def _source(self) -> Card:
        card = self.source_card = Card(margins=(14, 10, 14, 10), spacing=4)
        row = QHBoxLayout()
        self.source_label = SectionLabel("")
        row.addWidget(self.source_label, 1)
        self.open_source = Button(words.OPEN_SOURCE, kind="link")
        self.open_source.clicked.connect(self._open_source)
        row.addWidget(self.open_source)
        card.body.addLayout(row)
        self.source = SourceText()
        card.body.addWidget(self.source)
        return card

    def _open_source(self) -> None:
        if self._row is not None and self._row.from_item_id:
            self.source_asked.emit(self._row.from_item_id)

    def _facts(self) -> Card:
        card = Card(margins=(14, 10, 14, 10), spacing=4)
        card.body.addWidget(SectionLabel(words.FACTS))
        self.facts = FactColumn()
        for key, name in words.FIELDS.items():
            line = FactLine(
                name,
                words.HINTS.get(key, ""),
                choices=_CHOICES.get(key, ()),
                long=key in _LONG,
                offered=UnitNames() if key == "lead" else (),
            )
            self.facts.add(key, line)
        self.facts.edited.connect(self._edited)
        card.body.addWidget(self.facts)
        return card
