"""汇总, 县办摘编: an item's words as each unit said them, to be read, and beside them the county's own, to be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.light_reasons import light_line
from shengsi_desktop.domain.words import Role
from shengsi_desktop.ui.pages.exchange import gather_words as words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import Card, EmptyState
from shengsi_desktop.ui.widgets.drafts import DraftText
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.domain.gathering import CountyTable, GatheredItem, UnitWords
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.ui.operations import Operations
    from shengsi_desktop.ui.page import PageContext

_COLUMNS = (Column("编号"), Column("事项", 1), Column("已填", right=True), Column("摘编", right=True))


class UnitCard(Card):
    """One unit's words, and the note beside them."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit_id = ""
        head = QHBoxLayout()
        self.unit, self.state = label("", "strong"), label("", "second")
        self.light = label("", "second", wrap=True)
        head.addWidget(self.unit)
        head.addWidget(self.state)
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self.light)
        row = QHBoxLayout()
        row.setSpacing(14)
        self.said = label("", wrap=True)
        self.said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.note = DraftText(operations, words.NOTE_HINT, lines=2)
        row.addWidget(self.said, 1)
        beside = QVBoxLayout()
        beside.addWidget(self.note)
        beside.addStretch(1)
        row.addLayout(beside, 1)
        self.body.addLayout(row)

    def show_words(self, line: UnitWords, field: Editable | None) -> None:
        """Show what it says, and the note; typed words stay as they are."""
        self.unit_id = line.unit_id
        role = line.role.label if line.role is not None else "相关"
        self.unit.setText(f"{line.unit}（{role}）")
        self.state.setText(line.state.value)
        self.light.setText(light_words(line))
        self.light.setVisible(bool(self.light.text()))
        self.said.setText(said_words(line))
        self.note.setVisible(field is not None)
        self.note.setAccessibleName(f"{words.NOTES}：{line.unit}")
        if field is not None:
            self.note.show_editable(field)


class NotesPane(QWidget):
    """Items at the left, the chosen one's units at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._items: dict[str, GatheredItem] = {}
        self._asked = 0
        self._shown = self._wanted = ""
        self.cards: list[UnitCard] = []
        self.table = PlainTable(_COLUMNS, "事项")
        self.table.chosen.connect(lambda _key: self._read())
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(words.CHOOSE_ITEM))
        self._stack.addWidget(self._right())
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        self.table.setMinimumWidth(current.px(280))
        splitter.addWidget(self.table)
        splitter.addWidget(self._stack)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes([current.px(380), current.px(700)])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        self.setFocusProxy(self.table)

    def show_table(self, context: PageContext, found: CountyTable) -> None:
        """Show the week's items; the chosen one stays chosen."""
        another = self._context is None or str(self._context.week) != str(context.week)
        self._context = context
        if another:
            self.flush()
            self._shown = ""
        self._items = {item.id: item for item in found.items}
        self.table.show_lines([_line(item) for item in found.items])
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        elif self.table.current_key:
            self._read()
        elif found.items:
            first = next((item for item in found.items if any(not one.silent for one in item.lines)), None)
            self.table.choose((first or found.items[0]).id)

    def open_item(self, item_id: str) -> None:
        """Choose that item, now or when the items are there."""
        self._wanted = "" if self.table.choose(item_id) else item_id

    def flush(self) -> None:
        """Commit what is typed."""
        for card in self.cards:
            card.note.flush()

    def _right(self) -> QWidget:
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(10)
        self.title = label("", "heading", wrap=True)
        self.silent = label("", "second", wrap=True)
        self._column.addWidget(self.title)
        self._column.addWidget(self.silent)
        self._column.addStretch(1)
        scroll.setWidget(holder)
        return scroll

    def _read(self) -> None:
        item, context = self._items.get(self.table.current_key), self._context
        if item is None or context is None:
            self.flush()
            self._stack.setCurrentIndex(0)
            return
        self._asked += 1
        asked, week = self._asked, context.week

        def ask(store: Any) -> Mapping[str, Editable]:
            from shengsi_desktop.services.exchange import consolidating

            return consolidating.note_fields(store, item, week)

        def show(fields: Mapping[str, Editable]) -> None:
            if asked == self._asked:
                self._show(item, fields, context.operations)

        context.operations.run(ask, show, owner=self)

    def _show(self, item: GatheredItem, fields: Mapping[str, Editable], operations: Operations) -> None:
        another = item.id != self._shown
        if another:
            self.flush()
        self._shown = item.id
        self.title.setText(f"{item.number} {item.title}")
        lines = [line for line in item.lines if line.role is not Role.SUPPORT or not line.silent or line.note]
        silent = [line.unit for line in item.lines if line not in lines]
        self.silent.setText(words.SILENT.format(units="、".join(silent)))
        self.silent.setVisible(bool(silent))
        while len(self.cards) < len(lines):
            card = UnitCard(operations)
            self.cards.append(card)
            self._column.insertWidget(self._column.count() - 2, card)
        for place, card in enumerate(self.cards):
            shown = place < len(lines)
            card.setVisible(shown)
            if shown:
                card.show_words(lines[place], fields.get(lines[place].unit_id))
            else:
                card.note.show_editable(None)
        self._stack.setCurrentIndex(1)
        if another:
            self._scroll.verticalScrollBar().setValue(0)


def said_words(line: UnitWords) -> str:
    """A unit's words as they are read: each field under its name."""
    told = [f"{name}：{text}" for name, text in line.words.items()]
    if line.no_news:
        told.insert(0, "本周无新进展")
    if line.percent:
        told.append(f"完成情况（人工）：{line.percent}")
    if line.figures:
        told.append("细项：" + "；".join(line.figures))
    told += [f"需协调：{one.text}（{one.level.label}）" for one in line.requests]
    return "\n".join(told) or "未填报"


def light_words(line: UnitWords) -> str:
    """«▲ 黄灯，…», with since when."""
    if line.reading is None:
        return ""
    since = f"第{line.since.number}周起" if line.since is not None else ""
    return light_line(line.reading.light, line.reading.reason, line.second, since)


def _line(item: GatheredItem) -> Line:
    said = sum(not line.silent for line in item.lines)
    notes = sum(bool(line.note) for line in item.lines)
    cells = (item.number, item.title, f"{said}/{len(item.lines)}", str(notes) if notes else "")
    return Line(item.id, cells, ("second", "", "second", "accent"), item.title)
