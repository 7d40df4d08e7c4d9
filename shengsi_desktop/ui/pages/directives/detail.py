"""The right side: one directive whole, its facts to be changed where they stand. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.domain.words import DirectiveSource
from shengsi_desktop.rhythm.directive_texts import first_due_words
from shengsi_desktop.rhythm.figures import day_words
from shengsi_desktop.ui.dialogs.join_doubles import ASK, ASK_TIP
from shengsi_desktop.ui.pages.directives import words
from shengsi_desktop.ui.pages.directives.actions import DirectiveActions
from shengsi_desktop.ui.pages.directives.list_model import lamp_of
from shengsi_desktop.ui.pages.directives.timeline import Timeline
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, FlowLayout
from shengsi_desktop.ui.widgets.facts import FactColumn, FactLine
from shengsi_desktop.ui.widgets.lights import Badge
from shengsi_desktop.ui.widgets.text import SectionLabel, label
from shengsi_desktop.ui.widgets.typed_words import take_typed
from shengsi_desktop.ui.widgets.unit_completer import UnitCompleter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QSettings

    from shengsi_desktop.domain.directives import Directive
    from shengsi_desktop.domain.units import Unit

_LEAST = 330


class DirectiveDetail(QScrollArea):
    """Head, what can be done, facts, the steps so far."""

    #: (directive id, the field of `edit_typed`, the words)
    edited = Signal(str, str, str)
    open_requested = Signal(str, str)
    #: the directive shown is another one's double
    join_asked = Signal()
    #: words that no field would take go with the directive shown before
    left_untaken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.directive: Directive | None = None
        #: where words being typed outlive the program
        self.memory: QSettings | None = None
        #: whether this desk gathers for the county
        self.county = False
        self._units: tuple[Unit, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(current.px(_LEAST))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        column.addLayout(self._head())
        self.what = FactLine(words.WHAT, words.WHAT_HINT, long=True, name_width=0)
        self.what.value.setStyleSheet("font-weight: bold;")
        self.what.edited.connect(lambda said: self._edited("what", said))
        column.addWidget(self.what)
        column.addLayout(self._links())
        self.request = label("", "second", wrap=True)
        column.addWidget(self.request)
        self.deeds = DirectiveActions()
        column.addWidget(self.deeds)
        column.addWidget(self._facts())
        column.addWidget(SectionLabel(words.PROCESS))
        self.timeline = Timeline()
        column.addWidget(self.timeline)
        column.addStretch(1)
        self.setWidget(content)

    def offer_units(self, units: Iterable[Unit]) -> None:
        """The directory, for the field of the unit."""
        known = tuple(units)
        if known != self._units:
            self._units = known
            field = self.facts.lines["unit"].field
            if isinstance(field, QLineEdit):
                UnitCompleter(known, field)

    def show_directive(self, one: Directive, year: int) -> None:
        """Show another directive from its top, or the same one's newer state."""
        if self.directive is None or one.id != self.directive.id:
            self.let_go()
            self.verticalScrollBar().setValue(0)
        self.directive = one
        self.what.be_about(self.memory, f"directive|{one.id}|what")
        self.facts.be_about(self.memory, f"directive|{one.id}")
        self.badge.set_light(*lamp_of(one))
        self.number.setText(words.NUMBER.format(number=one.number))
        self.age.setText(words.AGE.format(count=one.age_weeks))
        self.first.setText(first_due_words(one, year))
        self.what.show_fact(one.what)
        self._show_links(one)
        self.request.setText(words.REQUEST.format(text=one.request))
        self.request.setVisible(bool(one.request))
        self.deeds.show_directive(one, county=self.county)
        shown = {
            "unit": one.owners,
            "person": one.answers,
            "phone": one.phone,
            "due": day_words(one.due, year) if one.due else "",
            "source": one.source.label,
            "given_by": one.given_by,
            "given_on": day_words(one.given_on, year) if one.given_on else "",
            "document": one.document,
            "item": one.item_number,
        }
        for key, said in shown.items():
            self.facts.lines[key].show_fact(said)
        self.timeline.show_steps(one, year)

    def let_go(self) -> None:
        """Hand on what is being typed, while every field still knows whose words it holds."""
        for left in take_typed(self):
            self.left_untaken.emit(left)
        for line in (self.what, *self.facts.lines.values()):
            line.close_field()

    def put_back(self, directive_id: str, key: str, said: str) -> None:
        """Open the field with words that the store would not take; they wait where another directive is shown."""
        line = self.what if key == "what" else self.facts.lines[key]
        if self.directive is not None and self.directive.id == directive_id:
            line.put_back(said)
        else:
            line.kept.put(said, f"directive|{directive_id}|{key}")

    def _edited(self, key: str, said: str) -> None:
        if self.directive is not None:
            self.edited.emit(self.directive.id, key, said)

    def _head(self) -> FlowLayout:
        flow = FlowLayout(gap=8)
        self.badge = Badge()
        self.number, self.age, self.first = label("", "second"), label("", "second"), label("", "warned")
        for part in (self.badge, self.number, self.age, self.first):
            flow.addWidget(part)
        return flow

    def _links(self) -> FlowLayout:
        flow = FlowLayout(gap=10)
        self.week = Button("", kind="link", tip=words.OPEN_WEEK_TIP, parent=self)
        self.week.clicked.connect(self._open_meeting)
        self.item = Button("", kind="link", tip=words.OPEN_ITEM_TIP, parent=self)
        self.item.clicked.connect(self._open_item)
        self.join = Button(ASK, kind="link", tip=ASK_TIP, parent=self)
        self.join.clicked.connect(self.join_asked)
        for button in (self.week, self.item, self.join):
            flow.addWidget(button)
        return flow

    def _show_links(self, one: Directive) -> None:
        weekly = one.source is DirectiveSource.WEEKLY
        self.week.setText(words.OPEN_WEEK.format(week=week_label(one.week)) if weekly else words.OPEN_MEETING)
        self.week.setVisible(weekly or one.meeting_id is not None)
        self.item.setText(words.OPEN_ITEM.format(number=one.item_number))
        self.item.setVisible(bool(one.item_id))

    def _open_meeting(self) -> None:
        one = self.directive
        if one is None:
            return
        if one.source is DirectiveSource.WEEKLY:
            self.open_requested.emit("week", one.week)
        else:
            self.open_requested.emit("meetings", one.meeting_id or "")

    def _open_item(self) -> None:
        if self.directive is not None and self.directive.item_id:
            self.open_requested.emit("tasks", self.directive.item_id)

    def _facts(self) -> Card:
        card = Card(margins=(14, 8, 14, 8), spacing=2)
        self.facts = FactColumn()
        for key, name in words.FACTS.items():
            choices = tuple(one.label for one in DirectiveSource) if key == "source" else ()
            line = FactLine(name, words.HINTS.get(key, ""), choices=choices, name_width=64)
            self.facts.add(key, line)
        self.facts.lines["due"].setToolTip(words.DUE_TIP)
        self.facts.edited.connect(self._edited)
        card.body.addWidget(self.facts)
        return card
