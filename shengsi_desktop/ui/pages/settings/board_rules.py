"""晾晒规则, the view of 设置: the rule of each board and the groups of the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.boards import BoardKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.pages.boards.ranking import words, writes
from shengsi_desktop.ui.pages.boards.ranking.commands import BoardCommands
from shengsi_desktop.ui.pages.boards.ranking.groups import GroupsTable
from shengsi_desktop.ui.pages.boards.ranking.rules import RulePanel
from shengsi_desktop.ui.pages.settings.room import MARGINS
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords
from shengsi_desktop.ui.widgets.waiting_words import OpenWords

if TYPE_CHECKING:
    from shengsi_desktop.domain.boards import BoardRule, CustomBoard
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.services.boards.groups import UnitGroupRow
    from shengsi_desktop.ui.page import PageContext

_FIXED = {kind.value: kind for kind in BoardKind if kind is not BoardKind.CUSTOM}
_RULE_WIDTH, _GROUPS_WIDTH = 520, 420
_RULES = frozenset({"board_rule", "custom_board", "publication"})


class BoardRulesView(QWidget):
    """What is changed is kept by 保存 at its own card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: BoardCommands | None = None
        self.board = Choice(width=240)
        self.board.setAccessibleName(words.RULE_OF)
        self.board.activated.connect(lambda _at: self._choose(str(self.board.currentData())))
        self._board = BoardKind.WORK.value
        self.panel, self.groups = RulePanel(), GroupsTable()
        self.groups.setMinimumHeight(current.px(360))
        self.messages = MessageBar()
        self.panel.held.connect(self.messages.warn)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(10)
        column.addWidget(label(words.RULES_TITLE, "title"))
        column.addWidget(label(words.RULES_NOTE, "second", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._rule_card(), 5)
        row.addWidget(self._groups_card(), 4)
        # what is left of a wide window stays at the right
        row.addStretch(0)
        column.addLayout(row, 1)
        scroll.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.messages.float_over(scroll)
        #: 出处 is long and typed from a paper: it outlives the program until it is stored or given up
        self._source = OpenWords(self.panel.source)
        self.panel.source.textEdited.connect(lambda _text: self._source.begin())
        self.panel.versions.activated.connect(lambda _at: self._source.end())
        UnfinishedWords(self, self._unfinished)

    def show_week(self, context: PageContext) -> None:
        """Show rules and groups as they are."""
        if self._commands is None:
            self._commands = BoardCommands(context, self)
        self._commands.context = context
        self.panel.year = context.settings.plan_year
        self._commands.read_customs(self._offer)
        self._commands.read_groups(self._show_groups)

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """They may have been changed elsewhere, or undone."""
        entities = {key.entity for key in changed}
        if self._commands is not None and entities & _RULES:
            self._commands.read_customs(self._offer)
        if self._commands is not None and "unit" in entities:
            self._commands.read_groups(self._show_groups)

    def save_rule(self) -> None:
        """Keep the rule as the fields say it."""
        commands = self._commands
        if commands is None:
            return
        try:
            spec, more = self.panel.fields()
        except Refusal as refused:
            self.messages.warn(str(refused))
            return
        board = self._board

        def kept(_changed: object) -> None:
            self.panel.mark_kept()
            self._source.end()
            self.messages.say(words.RULE_SAVED)

        commands.write(writes.save_rule(board, spec, **more), kept, self._refused)

    def save_groups(self) -> None:
        """Keep the groups that are others than before."""
        self.groups.close_editor()
        changed = self.groups.changed()

        def kept(_changed: object) -> None:
            self.groups.mark_kept()
            self.messages.say(words.GROUPS_SAVED)

        if changed and self._commands is not None:
            self._commands.write(writes.set_groups(changed), kept, self._refused)

    def _unfinished(self) -> str:
        """What was changed here and is not stored yet."""
        self.groups.close_editor()
        left = [words.RULES_TITLE] if self.panel.changed else []
        return "、".join([*left, words.GROUPS_TITLE] if self.groups.changed() else left)

    def _show_groups(self, rows: tuple[UnitGroupRow, ...]) -> None:
        # groups that were chosen and not stored yet stay
        if not self.groups.changed():
            self.groups.show_groups(rows)

    def _choose(self, board: str) -> None:
        """Show another board's rule, unless the one shown has been changed and not stored."""
        if board == self._board:
            return
        if self.panel.changed:
            self.board.setCurrentIndex(self.board.findData(self._board))
            self.messages.warn(words.RULE_UNSAVED, [(words.GIVE_UP, lambda: self._go_to(board))])
            return
        self._go_to(board)

    def _go_to(self, board: str) -> None:
        self._source.end()
        self._board = board
        self.board.setCurrentIndex(self.board.findData(board))
        self._load_rules()

    def _refused(self, problem: BaseException) -> None:
        if isinstance(problem, Refusal):
            self.messages.warn(str(problem))
        elif self._commands is not None:
            self._commands.context.operations.tell(problem)

    def _offer(self, customs: tuple[CustomBoard, ...]) -> None:
        self.board.clear()
        for key, kind in _FIXED.items():
            self.board.addItem(kind.label, key)
        for one in customs:
            self.board.addItem(one.name, one.id)
        if self.board.findData(self._board) < 0:
            self._board = BoardKind.WORK.value
        self.board.setCurrentIndex(self.board.findData(self._board))
        if not self.panel.changed:
            self._load_rules()

    def _load_rules(self) -> None:
        board = self._board
        memory = self._commands.context.memory if self._commands is not None else None

        def show(rules: tuple[BoardRule, ...]) -> None:
            if board == self._board:
                self.panel.show_rules(rules, _FIXED.get(board, BoardKind.CUSTOM))
                self._source.be_about(memory, f"board_rule|{board}|source")
                if left := self._source.left:
                    self.panel.source.setText(left)

        if self._commands is not None:
            self._commands.read_rules(board, show)

    def _rule_card(self) -> Card:
        card = Card()
        card.setMaximumWidth(current.px(_RULE_WIDTH))
        card.body.addWidget(label(words.RULE_HEADING, "heading"))
        self.panel.form.put_first(words.RULE_OF, self.board)
        card.body.addWidget(self.panel)
        card.body.addWidget(_saving(self.save_rule))
        card.body.addStretch(1)
        return card

    def _groups_card(self) -> Card:
        card = Card()
        card.setMaximumWidth(current.px(_GROUPS_WIDTH))
        card.body.addWidget(label(words.GROUPS_TITLE, "heading"))
        card.body.addWidget(label(words.GROUPS_NOTE, "second", wrap=True))
        card.body.addWidget(self.groups, 1)
        card.body.addWidget(_saving(self.save_groups))
        return card


def _saving(save: object) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    button = Button(words.SAVE, kind="primary")
    button.clicked.connect(save)
    row.addWidget(button)
    return holder
