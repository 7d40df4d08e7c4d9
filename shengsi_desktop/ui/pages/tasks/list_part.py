"""清单栏目 of an item of a list: what its line says beside its words, typed over in place.

Saves by drafts alone, but for the goal, which it tells: its 细项 go with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shengsi_desktop.domain.item_detail import LIST_HEADS
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.drafts import DraftText
from shengsi_desktop.ui.widgets.facts import FactLine
from shengsi_desktop.ui.widgets.tab_order import follow
from shengsi_desktop.ui.widgets.text import SectionLabel, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.domain.item_detail import ListLine
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.ui.operations import Operations

#: room for a head of four characters (px)
_HEAD = 64
_GOAL = "goal"


class ListPart(QWidget):
    """A field a line, those that are empty only on demand; hidden for what stands in no list."""

    #: (the item's id, its goal as typed)
    goal_edited = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: the editors by the name of their field
        self.editors: dict[str, DraftText] = {}
        self._item = ""
        self.goal = FactLine(LIST_HEADS[_GOAL], long=True, name_width=0)
        self.goal.edited.connect(lambda said: self.goal_edited.emit(self._item, said))
        self._said: dict[str, QLabel] = {}
        self._heads: dict[str, QWidget] = {}
        self._extras: list[QWidget] = []
        self._whole = self._goal_said = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(SectionLabel(words.LIST_COLUMNS))
        head.addStretch(1)
        self.more = Button(words.FILL_MORE, kind="link")
        self.more.clicked.connect(self._toggle)
        head.addWidget(self.more)
        column.addLayout(head)
        card = self._card = Card(margins=(14, 8, 10, 8))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, current.px(_HEAD))
        self._grid.setColumnStretch(1, 1)
        card.body.addLayout(self._grid)
        column.addWidget(card)
        self.hide()

    def show_line(
        self,
        item_id: str,
        line: ListLine | None,
        fields: Mapping[str, Editable],
        operations: Operations,
    ) -> None:
        """Show what the list says of the item; what is typed of another item is kept first."""
        if item_id != self._item:
            self.goal.finish()
        if line is None:
            for editor in self.editors.values():
                editor.show_editable(None)
            self.hide()
            return
        if not self._grid.count():
            self._fill(fields, operations)
        for name, editor in self.editors.items():
            editor.show_editable(fields.get(name))
        self.goal.show_fact(line.goal)
        self._goal_said = bool(line.goal)
        for name, shown in self._said.items():
            shown.setText(getattr(line, name))
        self._show_more((*line.facts, *line.extras))
        if item_id != self._item:
            self._item, self._whole = item_id, False
        self._fold()
        self.show()

    def _toggle(self) -> None:
        self._whole = not self._whole
        self._fold()
        if self._whole:
            empty = next((one for one in self.editors.values() if not one.toPlainText()), None)
            if empty is not None:
                empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self) -> None:
        """Leave out what nobody has said, until somebody wants to say it; what is being typed in stays."""
        empty = int(not self._goal_said)
        for part in (self.goal, self._heads[_GOAL]):
            part.setVisible(self._goal_said or self._whole or self.goal.is_open)
        for name, editor in self.editors.items():
            said = bool(editor.toPlainText())
            empty += not said
            shown = said or self._whole or editor.hasFocus()
            editor.setVisible(shown)
            self._heads[name].setVisible(shown)
        for name, words_shown in self._said.items():
            for part in (words_shown, self._heads[name]):
                part.setVisible(bool(words_shown.text()))
        self.more.setText(words.FILL_LESS if self._whole else words.FILL_MORE)
        self.more.setVisible(bool(empty))

    def _fill(self, fields: Mapping[str, Editable], operations: Operations) -> None:
        for row, (name, head) in enumerate(LIST_HEADS.items()):
            value: QWidget
            if name == _GOAL:
                value = self.goal
                value.setContentsMargins(current.px(6), 0, 0, 0)
            elif name in fields:
                value = self.editors[name] = DraftText(operations, words.NOT_SAID)
                value.setProperty("kind", "bare")
                value.setAccessibleName(head)
            else:
                value = self._said[name] = _words("")
                value.setToolTip(words.DUE_TIP)
            self._heads[name] = self._put(row, head, value)
        parts: dict[str, QWidget] = {**self.editors, _GOAL: self.goal}
        follow(self._card, [parts[name] for name in LIST_HEADS if name in parts])

    def _show_more(self, said: tuple[tuple[str, str], ...]) -> None:
        for part in self._extras:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._extras = []
        for row, (head, text) in enumerate(said, start=len(LIST_HEADS)):
            value = _words(text or words.NOT_SAID)
            value.setToolTip(words.KEPT_TIP)
            self._extras += [self._put(row, head, value), value]

    def _put(self, row: int, head: str, value: QWidget) -> QWidget:
        named = label(head, "second", wrap=True)
        named.setMaximumWidth(current.px(_HEAD))
        # the first lines of both stand on one height
        named.setContentsMargins(0, current.px(6), 0, 0)
        self._grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        return named


def _words(text: str) -> QLabel:
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setContentsMargins(current.px(6), current.px(4), 0, current.px(4))
    return made
