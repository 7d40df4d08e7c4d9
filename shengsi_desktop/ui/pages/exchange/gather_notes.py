"""汇总, 县办摘编: an item's words as each unit said them, to be read, and beside them the county's own, to be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
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
from shengsi_desktop.ui.dialogs.versions import rich
from shengsi_desktop.ui.pages.exchange import gather_words as words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, EmptyState
from shengsi_desktop.ui.widgets.drafts import DraftText
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.gathering import CountyTable, GatheredItem, UnitWords
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.ui.operations import Operations
    from shengsi_desktop.ui.page import PageContext

#: the column of the fields' names (px at 100 %)
_NAMES = 80
#: what a line of a plan that is numbered already may begin with
_NUMBERS = "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩（("
_COLUMNS = (Column("编号"), Column("事项", 1), Column("已填", right=True), Column("摘编", right=True))


class UnitCard(Card):
    """One unit's words, and the note beside them: it stays in sight while one reads on."""

    #: the note holds as it is beside the newer words (the unit's id)
    checked = Signal(str)

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
        self.fields: tuple[tuple[str, str], ...] = ()
        self.said = label("", wrap=True)
        self.said.setTextFormat(Qt.TextFormat.RichText)
        self.said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.note = DraftText(operations, words.NOTE_HINT, lines=2)
        row.addWidget(self.said, 3)
        self.outdated = label("", "warned", wrap=True)
        self.check = Button(words.NOTE_HOLDS, kind="link", tip=words.NOTE_HOLDS_TIP)
        self.check.clicked.connect(lambda: self.checked.emit(self.unit_id))
        self._beside = QWidget()
        beside = self._column = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.note)
        beside.addWidget(self.outdated)
        beside.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        row.addWidget(self._beside, 2)
        self.body.addLayout(row)

    def follow(self, top: int) -> None:
        """Keep the note in sight: `top` is where the view begins, in the coordinates of what holds the cards."""
        parts = (one for one in (self.note, self.outdated, self.check) if not one.isHidden())
        tall = sum(one.sizeHint().height() + self._column.spacing() for one in parts)
        room = max(self.said.height() - tall, 0)
        away = max(top - self.y() - self._beside.y(), 0)
        self._column.setContentsMargins(0, min(away, room), 0, 0)

    def show_words(self, line: UnitWords, field: Editable | None) -> None:
        """Show what it says, and the note; typed words stay as they are."""
        self.unit_id = line.unit_id
        role = line.role.label if line.role is not None else "相关"
        self.unit.setText(f"{line.unit}（{role}）")
        self.state.setText(line.state.value)
        self.light.setText(light_words(line))
        self.light.setVisible(bool(self.light.text()))
        self.fields = said_fields(line)
        self.said.setText(
            rich.fields(self.fields, current.palette(), current.px(_NAMES))
            if self.fields
            else words.UNREPORTED
        )
        self.outdated.setText(line.note_warning)
        self.outdated.setVisible(line.outdated and field is not None)
        self.check.setVisible(line.outdated and field is not None)
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
        scroll.verticalScrollBar().valueChanged.connect(self._follow)
        return scroll

    def _follow(self, top: int) -> None:
        for card in self.cards:
            if card.isVisible():
                card.follow(top)

    def _check(self, unit_id: str) -> None:
        item_id, context = self._shown, self._context
        if context is None or not item_id:
            return
        self.flush()
        week = context.week

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import consolidating

            return consolidating.check_note(store, item_id, unit_id, week)

        context.operations.run(act, owner=self)

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
            card.checked.connect(self._check)
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
            self._follow(0)


def said_fields(line: UnitWords) -> tuple[tuple[str, str], ...]:
    """A unit's words as they are read: each field with its name."""
    told = [
        (name.removeprefix("本单位"), numbered(text) if name == "下周计划" else text)
        for name, text in line.words.items()
    ]
    if line.no_news:
        told.insert(0, ("本周进展", words.NO_NEWS))
    elif line.silent and line.figures:
        told.insert(0, ("本周进展", words.CARRIED))
    if line.percent:
        told.append(("完成情况", f"{line.percent}（人工）"))
    if line.figures:
        told.append(("细项", "\n".join(line.figures)))
    told += [("需协调", f"{one.text}（{one.level.label}）") for one in line.requests]
    return tuple(told)


def numbered(plan: str) -> str:
    """The lines of a plan, numbered where there are several and none has a number of its own."""
    lines = [line.strip() for line in plan.splitlines() if line.strip()]
    if len(lines) < 2 or any(line[0].isdigit() or line[0] in _NUMBERS for line in lines):
        return "\n".join(lines)
    return "\n".join(f"{place}．{line}" for place, line in enumerate(lines, 1))


def light_words(line: UnitWords) -> str:
    """«▲ 黄灯，…», with since when."""
    if line.reading is None:
        return ""
    since = f"第{line.since.number}周起" if line.since is not None else ""
    return light_line(line.reading.light, line.reading.reason, line.unsaid, line.second, since)


def _line(item: GatheredItem) -> Line:
    said = sum(line.reported for line in item.lines)
    notes = sum(bool(line.note) for line in item.lines)
    outdated = any(line.outdated for line in item.lines)
    noted = f"{notes}{words.TO_CHECK if outdated else ''}" if notes else ""
    tip = f"{item.title}\n{words.TO_CHECK_TIP}" if outdated else item.title
    cells = (item.number, item.title, f"{said}/{len(item.lines)}", noted)
    return Line(item.id, cells, ("second", "", "second", "warn" if outdated else "accent"), tip)
