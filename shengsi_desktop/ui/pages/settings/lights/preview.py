"""What a rule would change before it is stored, and the versions there are. Both only show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.tracking import rule_for
from shengsi_desktop.rhythm.light_rules import rule_words
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.ui.pages.settings.lights import words
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, Line
from shengsi_desktop.ui.widgets.lights import Badge
from shengsi_desktop.ui.widgets.text import label, well_broken

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import LightRule
    from shengsi_desktop.domain.weeks import Week, WeekRhythm
    from shengsi_desktop.services.light_rules import RuleEffect, RulePreview

#: more are counted, not listed: the answer is the count
_MOST = 30


class PreviewCard(Card):
    """The items that would change light, before and after."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(20, 16, 20, 16), spacing=10)
        self.body.addWidget(label(words.PREVIEW, "heading"))
        self.said = label("", wrap=True)
        self.body.addWidget(self.said)
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self.body.addWidget(self._list)
        self.effects: tuple[RuleEffect, ...] = ()
        self.show_preview(None)

    def show_preview(self, preview: RulePreview | None, trouble: str = "") -> None:
        """Show it; None: nothing is different yet, or `trouble` says why not."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.effects = preview.effects if preview is not None else ()
        if preview is None:
            self.said.setText(trouble or words.PREVIEW_SAME)
        else:
            template = words.PREVIEW_SOME if preview.effects else words.PREVIEW_NONE
            count = len(preview.effects)
            said = template.format(week=preview.week.label, total=preview.total, count=count)
            if preview.replaced:
                said = f"{words.PREVIEW_REPLACED.format(names='、'.join(preview.replaced))}{said}"
            self.said.setText(said)
        for one in self.effects[:_MOST]:
            self._rows.addWidget(_effect(one))
        self._list.setVisible(bool(self.effects))


def _effect(one: RuleEffect) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(3, 1)
    grid.addWidget(Badge(one.before.light), 0, 0)
    grid.addWidget(label("→", "second"), 0, 1)
    grid.addWidget(Badge(one.after.light), 0, 2)
    grid.addWidget(label(f"{one.number} {one.title}", "strong", wrap=True), 0, 3)
    said = words.BEFORE_AFTER.format(before=one.before.reason, after=one.after.reason)
    grid.addWidget(label(well_broken(said), "second", wrap=True), 1, 3)
    return holder


class VersionsCard(Card):
    """Every version with the week it holds from, the newest first."""

    #: the version (its id) is to be taken back
    withdraw_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(20, 16, 20, 16), spacing=8)
        self.body.addWidget(label(words.VERSIONS, "heading"))
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.body.addWidget(self._holder)
        self.withdraws: dict[str, Button] = {}

    def show_versions(self, rules: tuple[LightRule, ...], now: Week, rhythm: WeekRhythm) -> None:
        """Show them; those that no past week was read by can be taken back."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.withdraws = {}
        in_force = rule_for(rules, str(now))
        for rule in reversed(rules):
            if self._column.count():
                self._column.addWidget(Line())
            # a later version that begins earlier leaves it no week
            replaced = rule_for(rules, rule.since).id != rule.id
            row = self._row(rule, now, rhythm, in_force=rule.id == in_force.id, replaced=replaced)
            self._column.addWidget(row)

    def _row(
        self, rule: LightRule, now: Week, rhythm: WeekRhythm, *, in_force: bool, replaced: bool
    ) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(rule.name, "strong"))
        since = words.FROM_START
        if rule.since:
            since = words.FROM_WEEK.format(week=parse_week(rule.since, rhythm).label)
        head.addWidget(label(since, "second"))
        if in_force:
            head.addWidget(label(words.NOW_IN_FORCE, "outline"))
        elif replaced:
            head.addWidget(label(words.REPLACED, "outline"))
        head.addStretch(1)
        if rule.since and rule.since >= str(now):
            button = Button(words.WITHDRAW, kind="link", tip=words.WITHDRAW_TIP)
            button.clicked.connect(lambda _checked=False: self.withdraw_asked.emit(rule.id))
            self.withdraws[rule.id] = button
            head.addWidget(button)
        column.addLayout(head)
        said = rule_words(rule) + (f"。{rule.remark}" if rule.remark else "")
        column.addWidget(label(well_broken(said), "second", wrap=True))
        return holder
