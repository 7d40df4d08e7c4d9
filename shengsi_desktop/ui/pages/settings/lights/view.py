"""亮灯规则, the view: choose a preset, set its thresholds, see what it changes, put it in force from a week on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.light_rules import preset_facts, rule_words
from shengsi_desktop.rhythm.weeks import next_week
from shengsi_desktop.ui.pages.settings.lights import words
from shengsi_desktop.ui.pages.settings.lights.preset_cards import PresetCards
from shengsi_desktop.ui.pages.settings.lights.preview import PreviewCard, VersionsCard
from shengsi_desktop.ui.pages.settings.lights.thresholds import Thresholds
from shengsi_desktop.ui.pages.settings.room import MARGINS
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import label, well_broken
from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords, take_typed
from shengsi_desktop.ui.widgets.waiting_words import WaitingWords

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.tracking import LightRule
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.domain.words import RulePreset
    from shengsi_desktop.services.light_rules import RulePreview
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext

_WIDTH = 940
#: a preview is asked for after so short a rest (ms)
_REST = 200
#: how many weeks ahead a rule may begin
_AHEAD = 8
_OURS = frozenset({"light_rule", "deliverable_value", "deliverable", "plan_point", "report"})


class _Facts(NamedTuple):
    rules: tuple[LightRule, ...]
    #: the first week that is open, and the running one
    now: Week
    running: Week
    in_force: LightRule


class LightRulesView(QWidget):
    """What is entered stays until it is put in force or given up; nothing is stored by looking."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._facts: _Facts | None = None
        self._weeks: list[Week] = []
        self._asked = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._preview)
        self._build()
        self.presets.chosen.connect(self._choose)
        self.thresholds.edited.connect(self._edited)
        self.since.activated.connect(lambda _index: self._edited())
        self.store_button.clicked.connect(self._store)
        self.reset.clicked.connect(self._give_up)
        self.remark.textChanged.connect(lambda _text: self._say_buttons())
        UnfinishedWords(self, self._unstored)
        self.versions.withdraw_asked.connect(self._withdraw)

    def show_week(self, context: PageContext) -> None:
        """Show the rules as of the current week; what is entered and not stored stays."""
        self._context = context
        self.waiting.use(context.memory)
        self.waiting.turn_to("remark")
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """A rule was made, taken back or undone; or what lights are made of has changed."""
        if self._context is not None and any(key.entity in _OURS for key in changed):
            self._load()

    def wish(self) -> LightRule:
        """The rule as it is entered. Raises Refusal, naming the field, for what is no number."""
        return replace(self.thresholds.rule(), remark=self.remark.text().strip())

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        outer.addWidget(scroll)
        holder, content = QWidget(), QWidget()
        # the width is bounded in one place, so that what wraps is asked for its height at the width it gets
        content.setMaximumWidth(current.px(_WIDTH))
        beside = QHBoxLayout(holder)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(content, 1)
        beside.addStretch(0)
        column = QVBoxLayout(content)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(12)
        column.addWidget(label(words.TITLE, "title"))
        self.in_force = label("", wrap=True)
        note = label(words.PAST_STAYS, "second", wrap=True)
        choose = label(words.CHOOSE, "heading")
        self.presets = PresetCards()
        self.thresholds = Thresholds()
        self.preview = PreviewCard()
        self.versions = VersionsCard()
        parts = (
            self.in_force,
            note,
            choose,
            self.presets,
            self.thresholds,
            self._start_card(),
            self.preview,
            self.versions,
        )
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        scroll.setWidget(holder)
        self.messages = MessageBar()
        self.messages.float_over(scroll)

    def _start_card(self) -> Card:
        card = Card(margins=(20, 16, 20, 16), spacing=12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        self.since = Choice(width=330)
        self.since.setAccessibleName(words.SINCE)
        self.remark = QLineEdit()
        self.remark.setPlaceholderText(words.REMARK_HINT)
        self.remark.setAccessibleName(words.REMARK)
        #: why it is changed, until it is
        self.waiting = WaitingWords(self.remark, "light_rule")
        UnfinishedWords(self.remark, self.waiting.keep)
        grid.addWidget(label(words.SINCE), 0, 0)
        grid.addWidget(self.since, 0, 1)
        grid.addWidget(label(words.REMARK), 1, 0)
        grid.addWidget(self.remark, 1, 1)
        card.body.addLayout(grid)
        row = QHBoxLayout()
        self.store_button = Button(words.STORE, kind="primary")
        self.reset = Button(words.RESET, kind="ghost")
        row.addWidget(self.store_button)
        row.addWidget(self.reset)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _load(self) -> None:
        if self._context is None:
            return
        today = self._context.today

        def ask(store: Store) -> _Facts:
            from shengsi_desktop.services import light_rules

            now = light_rules.current_week(store, today)
            running = light_rules.running_week(store, today)
            return _Facts(light_rules.versions(store), now, running, light_rules.in_force(store, now))

        self._context.operations.run(ask, self._show, owner=self)

    def _show(self, found: _Facts) -> None:
        if self._context is None:
            return
        before, self._facts = self._facts, found
        rule = found.in_force
        self.in_force.setText(
            well_broken(words.IN_FORCE.format(week=found.now.label, name=rule.name, words=rule_words(rule)))
        )
        self.versions.show_versions(found.rules, found.now, self._context.settings.rhythm)
        if before is None or before.now != found.now:
            self._show_weeks(found.now, found.running)
        if before is None or before.in_force != rule:
            self._show_in_force()
        else:
            self._preview()

    def _show_weeks(self, now: Week, running: Week) -> None:
        self._weeks = [now]
        while len(self._weeks) < _AHEAD:
            self._weeks.append(next_week(self._weeks[-1]))
        self.since.clear()
        for week in self._weeks:
            said = f"{week.label} {week.span}"
            self.since.addItem(words.SINCE_THIS.format(week=said) if week == running else said)

    def _show_in_force(self) -> None:
        """What is in force, as the beginning of what is entered."""
        if self._facts is not None:
            self.presets.set_preset(self._facts.in_force.preset)
            self.thresholds.show_rule(self._facts.in_force)
            self._edited()

    def _give_up(self) -> None:
        self.remark.clear()
        self._show_in_force()

    def _unstored(self) -> str:
        """What is entered and not put in force, before the window closes."""
        take_typed(self.thresholds)
        if not self.thresholds.typed:
            return ""
        try:
            return rule_words(self.wish())
        except Refusal as refused:
            return str(refused)

    def _choose(self, preset: RulePreset) -> None:
        """Another preset brings its own thresholds; the one in force those that are in force."""
        now = self._facts.in_force if self._facts is not None else None
        rule = now if now is not None and now.preset is preset else preset_facts(preset).rule
        self.thresholds.show_rule(rule)
        self._edited()

    def _edited(self) -> None:
        self._say_buttons()
        self._rest.start()

    def _say_buttons(self) -> None:
        """A remark alone is no new rule, but it can be given up."""
        if self._facts is not None:
            same = not self._differs(self._facts)
            self.store_button.setEnabled(not same)
            self.reset.setEnabled(not same or bool(self.remark.text().strip()))

    def _differs(self, facts: _Facts) -> bool:
        """Whether other than the rule in force stands here; what is no number does, and is told of when stored."""
        try:
            return _meant(self.wish()) != _meant(facts.in_force)
        except Refusal:
            return True

    def _preview(self) -> None:
        context, facts = self._context, self._facts
        if context is None or facts is None:
            return
        try:
            wish = self.wish()
        except Refusal as problem:
            self._asked += 1
            self.preview.show_preview(None, str(problem))
            return
        if _meant(wish) == _meant(facts.in_force):
            self.preview.show_preview(None)
            return
        self._asked += 1
        asked, since, unit_id = self._asked, self._since(), context.unit.id

        def ask(store: Store) -> RulePreview:
            from shengsi_desktop.services import light_rules

            return light_rules.preview(store, unit_id, wish, since, facts.now)

        def show(found: RulePreview) -> None:
            if asked == self._asked:
                self.preview.show_preview(found)

        def refused(problem: BaseException) -> None:
            if not isinstance(problem, Refusal):
                context.operations.tell(problem)
            elif asked == self._asked:
                self.preview.show_preview(None, str(problem))

        context.operations.run(ask, show, refused, owner=self)

    def _since(self) -> Week:
        return self._weeks[max(self.since.currentIndex(), 0)]

    def _store(self) -> None:
        context, facts = self._context, self._facts
        if context is None or facts is None:
            return
        since = self._since()
        try:
            wish = self.wish()
        except Refusal as refused:
            self.messages.warn(str(refused))
            return

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import light_rules

            return light_rules.change_rule(store, wish, since, facts.now)

        def stored(_changed: frozenset[FieldKey]) -> None:
            self.remark.clear()
            self.waiting.keep()
            if not self._differs(facts._replace(in_force=wish)):
                # what stands there is stored now, also where it begins in a later week
                self.thresholds.show_rule(wish)
            name = preset_facts(wish.preset).title
            self.messages.say(words.STORED.format(name=name, week=since.label))

        context.operations.run(write, stored, owner=self)

    def _withdraw(self, rule_id: str) -> None:
        context, facts = self._context, self._facts
        if context is None or facts is None:
            return
        now = facts.now

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import light_rules

            return light_rules.withdraw(store, rule_id, now)

        context.operations.run(write, owner=self)


def _meant(rule: LightRule) -> LightRule:
    """The rule without what gives no light: name, number, week, remark."""
    return replace(rule, id="", name="", version=0, since="", remark="")
