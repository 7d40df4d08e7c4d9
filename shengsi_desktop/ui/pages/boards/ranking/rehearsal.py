"""试算: what would be if the rule, a light or a figure were another. All in memory; closing it forgets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.board_moves import WhatIf
from shengsi_desktop.domain.boards import BoardKind, LineKind, WeekFact
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm import board_words
from shengsi_desktop.rhythm.board_changes import rehearse
from shengsi_desktop.rhythm.board_scores import counting_light
from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.pages.boards.ranking import words
from shengsi_desktop.ui.pages.boards.ranking.rule_form import RuleForm
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.fields import NumberField
from shengsi_desktop.ui.widgets.text import ElidedLabel, label
from shengsi_desktop.ui.widgets.themed_items import ThemedLine

if TYPE_CHECKING:
    from decimal import Decimal

    from PySide6.QtGui import QKeyEvent

    from shengsi_desktop.domain.board_moves import Move
    from shengsi_desktop.domain.boards import BoardFacts, EntrantFacts, Line

_SIZE = QSize(960, 640)
#: what a line is supposed to be
_CHOICE = 196
_LIGHTS = (Light.GREEN, Light.YELLOW, Light.RED, Light.DONE)
_WEEKS = (WeekFact.FINAL, WeekFact.EXCUSED, WeekFact.MISSING)
_LIT = frozenset({LineKind.ITEM, LineKind.PROJECT, LineKind.INDICATOR})
_COUNTED_FIGURES = frozenset({LineKind.PROJECT, LineKind.FIGURE, LineKind.BOARD})


class RehearsalDialog(QDialog):
    """The rule at the left, one entrant's lines below it, who moves at the right."""

    def __init__(self, facts: BoardFacts, entrant: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._lights: dict[tuple[str, str], Light] = {}
        self._figures: dict[tuple[str, str], Decimal | None] = {}
        self._weeks: dict[tuple[str, str], WeekFact] = {}
        self._spec_changed = False
        board, _ = rehearse(facts, WhatIf())
        self._who = board_words.who(board)
        self.setWindowTitle(words.REHEARSE_TITLE.format(title=board_words.title(board)))
        self.rule = RuleForm()
        self.rule.edited.connect(self._rule_edited)
        self.entrant = Choice(width=220)
        for one in board.scores:
            self.entrant.addItem(one.entrant.name, one.entrant.id)
        self.entrant.setCurrentIndex(max(self.entrant.findData(entrant), 0))
        self.entrant.activated.connect(lambda _at: self._show_lines())
        self.outcome = QTreeWidget()
        self.outcome.setRootIsDecorated(False)
        self.outcome.setHeaderLabels([self._who, *words.MOVES])
        self.outcome.setAccessibleName(words.REHEARSE_RESULT)
        self.said = label("", "second", wrap=True)
        self._build()
        self.rule.show_spec(facts.rule.spec, facts.kind)
        self._show_lines()
        self.work_out()
        fit_content(self, parent, _SIZE)

    @property
    def what_if(self) -> WhatIf:
        """What is changed. Raises Refusal for a rule that makes no sense."""
        return WhatIf(
            spec=self.rule.spec() if self._spec_changed else None,
            lights=tuple((*key, light) for key, light in self._lights.items()),
            figures=tuple((*key, figure) for key, figure in self._figures.items()),
            weeks=tuple((*key, fact) for key, fact in self._weeks.items()),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is typed into a field and presses no button that it does not stand on."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not isinstance(self.focusWidget(), QPushButton):
            event.accept()
            return
        super().keyPressEvent(event)

    def work_out(self) -> None:
        """Show who moves; a rule that makes no sense is said, and the last result stays."""
        try:
            _, moved = rehearse(self._facts, self.what_if)
        except Refusal as refused:
            self.said.setText(str(refused))
            return
        changed = [one for one in moved if one.changed]
        count = len(changed)
        self.said.setText(
            (words.REHEARSE_CHANGED if count else words.REHEARSE_SAME).format(count=count, who=self._who)
        )
        self.outcome.clear()
        for one in (*changed, *(one for one in moved if not one.changed and one.place_after is not None)):
            self.outcome.addTopLevelItem(self._item(one))

    def reset(self) -> None:
        """All as it is."""
        self._lights, self._figures, self._weeks = {}, {}, {}
        self._spec_changed = False
        self.rule.show_spec(self._facts.rule.spec, self._facts.kind)
        self._show_lines()
        self.work_out()

    def set_light(self, line: str, light: Light | None) -> None:
        """One line of the entrant shown; None: as it is."""
        self._put(self._lights, line, light)

    def set_week(self, line: str, fact: WeekFact | None) -> None:
        """One week of the entrant shown; None: as it is."""
        self._put(self._weeks, line, fact)

    def set_figure(self, line: str, figure: Decimal | None) -> None:
        """One figure of the entrant shown."""
        self._figures[self._key(line)] = figure
        self.work_out()

    def _key(self, line: str) -> tuple[str, str]:
        return str(self.entrant.currentData()), line

    def _put(self, where: dict[tuple[str, str], Any], line: str, value: object) -> None:
        if value is None:
            where.pop(self._key(line), None)
        else:
            where[self._key(line)] = value
        self.work_out()

    def _rule_edited(self) -> None:
        self._spec_changed = True
        self.work_out()

    def _item(self, move: Move) -> QTreeWidgetItem:
        def both(before: object, after: object) -> str:
            return str(after) if before == after else f"{before} → {after}"

        def place(value: int | None) -> str:
            return words.NOTHING if value is None else str(value)

        change = board_words.place_change(move.place_after, move.place_before) if move.changed else ""
        item = ThemedLine([
            move.entrant.name,
            move.entrant.group,
            both(place(move.place_before), place(move.place_after)),
            both(board_words.points(move.points_before), board_words.points(move.points_after)),
            change,
        ])  # fmt: skip
        if move.changed:
            for column in range(len(words.MOVES) + 1):
                item.ground(column, "selected")
        return item

    def _show_lines(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        own = next(
            (one for one in self._facts.entrants if one.entrant.id == self.entrant.currentData()), None
        )
        for line in own.lines if own is not None else ():
            field = self._field(own, line)
            if field is not None:
                row = QHBoxLayout()
                row.setSpacing(8)
                row.addWidget(ElidedLabel(f"{line.number} {line.title}".strip()), 1)
                row.addWidget(field)
                column.addLayout(row)
        column.addStretch(1)
        self._lines.setWidget(holder)

    def _field(self, own: EntrantFacts | None, line: Line) -> QWidget | None:
        by_money = self._facts.rule.spec.method.value != "fault" and self._facts.kind is BoardKind.PROJECTS
        if line.kind in _COUNTED_FIGURES and (line.kind is not LineKind.PROJECT or by_money):
            return self._figure_field(line)
        if line.kind in _LIT:
            was = counting_light(line, self._facts.rule.spec)
            choice = self._choice([one.label for one in _LIGHTS], was.label if was else "")
            now = self._lights.get(self._key(line.id))
            choice.setCurrentIndex(_LIGHTS.index(now) + 1 if now in _LIGHTS else 0)
            choice.activated.connect(lambda at: self.set_light(line.id, _LIGHTS[at - 1] if at else None))
            choice.setAccessibleName(line.title)
            return choice
        if line.kind is LineKind.WEEK:
            choice = self._choice([one.label for one in _WEEKS], line.fact.label)
            fact = self._weeks.get(self._key(line.id))
            choice.setCurrentIndex(_WEEKS.index(fact) + 1 if fact in _WEEKS else 0)
            choice.activated.connect(lambda at: self.set_week(line.id, _WEEKS[at - 1] if at else None))
            choice.setAccessibleName(line.title)
            return choice
        return None

    def _figure_field(self, line: Line) -> NumberField:
        field = NumberField()
        field.setFixedWidth(current.px(110))
        field.setAccessibleName(line.title)
        field.set_value(self._figures.get(self._key(line.id), line.done), other=True)
        field.edited.connect(lambda value: self.set_figure(line.id, value))
        return field

    @staticmethod
    def _choice(choices: list[str], was: str) -> Choice:
        """As it is, then the choices: what is chosen is told by its place, since Qt keeps no word of ours."""
        choice = Choice(width=_CHOICE)
        choice.addItems([f"{words.AS_IS}（{was}）", *choices])
        return choice

    def _build(self) -> None:
        self._lines = QScrollArea()
        self._lines.setWidgetResizable(True)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(label(words.REHEARSE_RULE, "heading"))
        left.addWidget(self.rule)
        row = QHBoxLayout()
        row.addWidget(label(words.REHEARSE_LINES.format(who=self._who), "heading"))
        row.addWidget(self.entrant)
        row.addStretch(1)
        left.addLayout(row)
        left.addWidget(self._lines, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(label(words.REHEARSE_RESULT, "heading"))
        right.addWidget(self.said)
        right.addWidget(self.outcome, 1)
        header = self.outcome.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.outcome.setTextElideMode(Qt.TextElideMode.ElideRight)
        sides = QHBoxLayout()
        sides.setSpacing(20)
        sides.addLayout(left, 11)
        sides.addLayout(right, 9)
        foot = QHBoxLayout()
        foot.addWidget(label(words.REHEARSE_NOTE, "second"), 1)
        again = Button(words.REHEARSE_RESET)
        again.clicked.connect(self.reset)
        close = Button(words.CLOSE, kind="primary")
        close.clicked.connect(self.accept)
        foot.addWidget(again)
        foot.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(sides, 1)
        outer.addLayout(foot)
        self.setWindowModality(Qt.WindowModality.WindowModal)
