"""The rule of a board, version by version, to be read and changed: as a dialog, and as a part of 设置."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.boards import BoardKind
from shengsi_desktop.domain.periods import period_words
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.board_periods import read_since
from shengsi_desktop.rhythm.board_rules import replaced_by, rule_words, source_words
from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.boards.ranking import words, writes
from shengsi_desktop.ui.pages.boards.ranking.rule_form import RuleForm
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from shengsi_desktop.domain.boards import BoardRule, RuleSpec
    from shengsi_desktop.ui.pages.boards.ranking.commands import BoardCommands

#: the dialog, and its fields of words
_WIDTH, _HEIGHT, _FIELD, _FIELD_LEAST = 600, 640, 360, 160


class RulePanel(QWidget):
    """One board's rules: which version is looked at, its numbers, from when on, its words."""

    #: another version stands in the fields
    shown = Signal()
    #: the sentence: what was changed stays, another version is shown when it is chosen once more
    held = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = BoardKind.WORK
        #: the plan's year, which a period written without one is of
        self.year = 0
        self._rules: tuple[BoardRule, ...] = ()
        self._kept: tuple[object, ...] = ()
        #: the version shown, and what was told of when another was chosen: (that one, what stood in the fields)
        self._at = -1
        self._told: tuple[object, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.versions = Choice()
        self.versions.setMinimumWidth(current.px(_FIELD_LEAST))
        self.versions.setMaximumWidth(current.px(_FIELD))
        self.versions.setAccessibleName(words.RULE_VERSION)
        self.versions.activated.connect(self._choose)
        self.form = RuleForm()
        self.form.put_first(words.RULE_VERSION, self.versions)
        column.addWidget(self.form)
        self.since, self.name, self.source = QLineEdit(), QLineEdit(), QLineEdit()
        self.since.setPlaceholderText(words.RULE_SINCE_HINT)
        for said, field in (
            (words.RULE_SINCE, self.since), (words.RULE_NAME, self.name), (words.RULE_SOURCE, self.source)
        ):  # fmt: skip
            field.setAccessibleName(said)
            field.setMaximumWidth(current.px(_FIELD))
            self.form.put_last(said, field)
        self.form.typed.connect(self._tell)
        for field in (self.since, self.name, self.source):
            field.textEdited.connect(lambda _text: self._tell())
        self.told = label("", "second", wrap=True)
        column.addWidget(self.told)

    def show_rules(self, rules: tuple[BoardRule, ...], kind: BoardKind) -> None:
        """Show a board's rules, the newest one first."""
        self._rules, self.kind = rules, kind
        self.versions.clear()
        for one in rules:
            since = f"{period_words(one.since)}起" if one.since else "从头"
            locked = f"，{words.LOCKED}" if one.locked else ""
            if any(one in replaced_by(rules, later.version, later.since) for later in rules):
                locked = f"{locked}，{words.RULE_GONE}"
            self.versions.addItem(f"{one.name}（{since}{locked}）")
        self.versions.setCurrentIndex(len(rules) - 1)
        self._show_version(len(rules) - 1)

    @property
    def changed(self) -> bool:
        """Whether something stands in the fields that was not shown by us, nor kept since."""
        return bool(self._rules) and self._state() != self._kept

    def mark_kept(self) -> None:
        """What stands in the fields is stored now."""
        self._kept = self._state()

    def said(self) -> list[str]:
        """What every field says, those that are chosen or ticked, too."""
        return [str(one) for one in self._state()]

    def fields(self) -> tuple[RuleSpec, dict[str, str]]:
        """The numbers, and since, name, source as `save_rule` takes them. Raises Refusal for what makes no sense."""
        take_typed(self)
        rule = self._rules[self.versions.currentIndex()]
        name = self.name.text().strip()
        return self.form.spec(), {
            "since": self.since.text().strip(),
            # a further version gets a name of its own
            "name": "" if name == rule.name else name,
            "source": self.source.text().strip(),
        }

    def _choose(self, at: int) -> None:
        """Show another version; what was changed in this one is told of first, and goes when it is chosen again."""
        take_typed(self)
        if at == self._at:
            return
        now = (at, *self._state())
        if self.changed and self._told != now:
            self._told = now
            self.versions.setCurrentIndex(self._at)
            self.held.emit(words.VERSION_HELD)
            return
        self._show_version(at)

    def _show_version(self, at: int) -> None:
        rule = self._rules[at]
        self._at, self._told = at, ()
        self.form.show_spec(rule.spec, self.kind)
        self.since.setText(rule.since)
        self.name.setText(rule.name)
        self.source.setText(rule.source)
        # words longer than their field show how they begin, and the rest where they are pointed at
        for field in (self.name, self.source):
            field.setCursorPosition(0)
            field.setToolTip(field.text())
        self.mark_kept()
        self._tell()
        self.shown.emit()

    def _tell(self) -> None:
        """The rule in words, as the fields say it now."""
        if not self._rules:
            return
        rule = self._rules[self.versions.currentIndex()]
        try:
            spec = self.form.spec()
        except Refusal as refused:
            self.told.setText(str(refused))
            return
        name = self.name.text().strip() or rule.name
        rule = replace(rule, spec=spec, name=name, source=self.source.text().strip())
        told = (rule_words(rule, self.kind), source_words(rule), self._replaces())
        self.told.setText("\n".join(said for said in told if said))

    def _replaces(self) -> str:
        """Which versions have no period any more once what stands here is stored."""
        if not self.changed:
            return ""
        newest, typed = self._rules[-1], self.since.text().strip()
        try:
            since = read_since(typed, self.kind, self.year) if typed else ""
        except Refusal as refused:
            return str(refused)
        in_place = bool(newest.id) and not newest.locked and newest.since == since
        gone = replaced_by(self._rules, newest.version + (0 if in_place else 1), since)
        return words.RULE_REPLACES.format(names="、".join(one.name for one in gone)) if gone else ""

    def _state(self) -> tuple[object, ...]:
        form = self.form
        numbers = [field.text() for field in (*form.numbers.values(), *form.weights.values())]
        more = (self.since.text(), self.name.text(), self.source.text())
        return (
            *numbers,
            *more,
            form.method.currentData(),
            form.adjusted.isChecked(),
            form.rank_unlit.isChecked(),
        )


class RulesDialog(StoringDialog):
    """The panel of one board, saved as a whole."""

    grows = False

    def __init__(self, commands: BoardCommands, board: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands, self._board = commands, board
        known = {kind.value: kind for kind in BoardKind}
        kind = known.get(board, BoardKind.CUSTOM)
        self.setWindowTitle(f"{words.RULES_TITLE}：{kind.label}")
        self.panel = RulePanel()
        self.panel.year = commands.context.settings.plan_year
        self.panel.shown.connect(self._shown)
        self.panel.held.connect(self.say)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(words.RULES_NOTE, "second", wrap=True))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.panel)
        column.addWidget(scroll, 1)
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        self.save_button.setText(words.SAVE)
        self.save_button.setEnabled(False)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.save_button)
        column.addLayout(row)
        fit_content(self, parent, QSize(_WIDTH, _HEIGHT))

        def show(rules: tuple[BoardRule, ...]) -> None:
            self.panel.show_rules(rules, kind)
            self._fit(parent, scroll)
            self.save_button.setEnabled(True)

        commands.read_rules(board, show)

    def _fit(self, parent: QWidget | None, scroll: QScrollArea) -> None:
        """As high as the rule's numbers are; only more than there is room for is scrolled."""
        inner = self.panel.layout()
        if inner is None:
            return
        inner.activate()
        width = scroll.viewport().width()
        needed = max(inner.totalHeightForWidth(width), inner.sizeHint().height())
        wanted = self.height() - scroll.viewport().height() + needed + 4
        fit_content(self, parent, QSize(_WIDTH, round(wanted * 100 / current.text_scale())))

    def _shown(self) -> None:
        """These words were typed by nobody."""
        self._opened_with = self._typed()
        self.trouble.hide()

    def _typed(self) -> list[str]:
        """A method that is chosen and a tick are as good as words."""
        return self.panel.said()

    def save(self) -> None:
        """Check and hand over; stays open with a sentence where something is wrong."""
        try:
            spec, more = self.panel.fields()
        except Refusal as refused:
            self.say(str(refused))
            return
        if self.wait():
            self._commands.store(self, writes.save_rule(self._board, spec, **more))
