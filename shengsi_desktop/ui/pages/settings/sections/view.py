"""设置 · 科室: the sections at the left, typed into where they stand; at the right the items that they handle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.dialogs.join_doubles import ASK_TIP, JoinDialog
from shengsi_desktop.ui.pages.settings.room import MARGINS
from shengsi_desktop.ui.pages.settings.sections import words
from shengsi_desktop.ui.pages.settings.sections.model import CellDelegate, ItemModel, SectionModel
from shengsi_desktop.ui.pages.settings.sections.table import QuietTable
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button, Chip
from shengsi_desktop.ui.widgets.containers import EmptyState, FlowLayout
from shengsi_desktop.ui.widgets.heights import as_low_as_chips
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.sections import Section, SectionLine, SectionPage
    from shengsi_desktop.ui.page import PageContext

_SHOWN = frozenset({"section", "item_section", "assignment", "list_entry", "item"})
_MOST_NAMED = 6


class SectionsView(QWidget):
    """The unit's sections and items."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._asked = 0
        self._wanted = ""
        self.sections = SectionModel(self)
        self.items = ItemModel(self)
        self.table = QuietTable(self._table_keys)
        self.item_table = QuietTable()
        self.messages = MessageBar(self)
        self.messages.float_over(self)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._left())
        splitter.addWidget(self._right())
        splitter.setStretchFactor(0, 4)
        splitter.setStretchFactor(1, 5)
        splitter.setSizes([400, 500])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
        self._listen()
        self.setFocusProxy(self.table)

    def show_week(self, context: PageContext) -> None:
        """Show the sections and the items of the week."""
        self._context = context
        self._load()

    def open_target(self, target: str) -> None:
        """Show one 科室 by its id, once the list stands."""
        self._wanted = target
        for row, one in enumerate(self.sections.rows):
            if one.id == target:
                self._wanted = ""
                self.table.setCurrentIndex(self.sections.index(row, 0))

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Read again where it is about them."""
        if any(key.entity in _SHOWN for key in changed):
            self._load()

    def paste_clipboard(self) -> None:
        """Take a table of sections from the clipboard; what is none is shown first, as it may be anything."""
        from shengsi_desktop.rhythm.section_lines import columns_left_out, read_section_lines

        text = QGuiApplication.clipboard().text()
        lines, left_out = read_section_lines(text), columns_left_out(text)
        if lines and "\t" not in text and not any(one.phone for one in lines):
            names = "、".join(one.name for one in lines[:_MOST_NAMED])
            asked = words.NO_TABLE if len(lines) <= _MOST_NAMED else words.NO_TABLE_MORE
            self.messages.say(
                asked.format(names=names, count=len(lines)), [(words.ADD_THESE, lambda: self._take(lines))]
            )
            return
        self._take(lines, left_out)

    def _take(self, lines: tuple[SectionLine, ...], left_out: tuple[str, ...] = ()) -> None:

        def write(store: Any, unit_id: str) -> frozenset[FieldKey]:
            from shengsi_desktop.services import sections

            return sections.take_sections(store, unit_id, lines)

        self._run(write)
        if lines and left_out:
            self.messages.say(words.LEFT_OUT.format(heads="、".join(left_out)))

    def add(self) -> None:
        """One more, to be named where it stands."""
        names = {one.name for one in self.sections.rows}
        name = next(
            one
            for one in (words.NEW_NAME, *(f"{words.NEW_NAME}{n}" for n in range(2, 999)))
            if one not in names
        )
        self._wanted = name

        def write(store: Any, unit_id: str) -> frozenset[FieldKey]:
            from shengsi_desktop.services import sections

            return sections.add_section(store, unit_id, name)

        self._run(write)

    def assign(self, section_ids: tuple[str, ...], *, keep: bool = False) -> None:
        """Give the chosen items to these sections."""
        chosen = self.chosen_items()
        if not chosen:
            return

        def write(store: Any, unit_id: str) -> frozenset[FieldKey]:
            from shengsi_desktop.services import sections

            return sections.assign(store, unit_id, chosen, section_ids, keep=keep)

        self._run(write)

    def chosen_items(self) -> tuple[str, ...]:
        """The ids of the chosen items."""
        found = sorted(index.row() for index in self.item_table.selectionModel().selectedRows())
        return tuple(self.items.rows[row].id for row in found)

    def _load(self) -> None:
        context = self._context
        if context is None:
            return
        self._asked += 1
        asked, unit_id, week = self._asked, context.unit.id, context.week

        def read(store: Any) -> SectionPage:
            from shengsi_desktop.services import sections

            return sections.section_page(store, unit_id, week)

        def show(page: SectionPage) -> None:
            if asked == self._asked:
                self._show(page)

        context.operations.run(read, show, owner=self)

    def _show(self, page: SectionPage) -> None:
        self.sections.show_sections(page.sections)
        self.items.show_items(page.items, open_only=self.open_chip.isChecked())
        self._say_counts()
        self._stack.setCurrentIndex(1 if page.sections else 0)
        if self._wanted:
            for row, one in enumerate(page.sections):
                if self._wanted in (one.name, one.id):
                    self._wanted = ""
                    index = self.sections.index(row, 0)
                    self.table.setCurrentIndex(index)
                    self.table.setFocus()
                    self.table.edit(index)
                    break

    def _say_counts(self) -> None:
        total, left = len(self.items.all), self.items.unassigned
        self.all_chip.setText(words.ALL.format(count=total))
        self.open_chip.setText(words.UNASSIGNED.format(count=left))
        offered = sum(bool(one.handling.offered and one.handling.offered.name) for one in self.items.all)
        self.take_offered.setText(words.TAKE_OFFERED.format(count=offered))
        self.take_offered.setVisible(bool(offered))
        self._nothing.say(words.ALL_ASSIGNED if total else words.NO_ITEMS)
        self._item_stack.setCurrentIndex(0 if self.items.rows else 1)
        self._chosen_changed()

    def _left(self) -> QWidget:
        panel = QWidget()
        panel.setProperty("kind", "panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(panel)
        column.setContentsMargins(MARGINS[0], MARGINS[1], 12, MARGINS[3])
        column.setSpacing(8)
        column.addWidget(label(words.TITLE, "title"))
        column.addWidget(label(words.NOTE, "second", wrap=True))
        tools = QWidget()
        row = FlowLayout(tools, gap=6)
        self.add_button = Button(words.ADD, icon="add")
        self.paste_button = Button(words.PASTE, tip=words.PASTE_TIP)
        self.up = Button(kind="ghost", icon="up", tip=words.UP)
        self.down = Button(kind="ghost", icon="down", tip=words.DOWN)
        self.remove = Button(kind="ghost", icon="remove", tip=words.REMOVE)
        self.join = Button(words.JOIN, kind="link", tip=ASK_TIP)
        for button in (self.add_button, self.paste_button, self.up, self.down, self.remove, self.join):
            row.addWidget(button)
        column.addWidget(tools)
        self.table.setModel(self.sections)
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.table.setAccessibleName(words.TITLE)
        head = self.table.horizontalHeader()
        # whom to ring is read whole; the name of the section takes the rest
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(words.EMPTY_TITLE, words.EMPTY_TEXT))
        self._stack.addWidget(self.table)
        column.addWidget(self._stack, 1)
        return panel

    def _right(self) -> QWidget:
        panel = QWidget()
        panel.setProperty("kind", "panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, MARGINS[1], MARGINS[2], MARGINS[3])
        column.setSpacing(8)
        column.addWidget(label(words.ITEMS, "heading"))
        tools = QWidget()
        row = FlowLayout(tools, gap=6)
        self.all_chip = Chip(words.ALL.format(count=0), checked=True)
        self.open_chip = Chip(words.UNASSIGNED.format(count=0))
        self.assign_button = Button(words.ASSIGN, kind="primary", tip=words.ASSIGN_TIP)
        as_low_as_chips(self.assign_button)
        self.menu = QMenu(self.assign_button)
        self.take_offered = Button("", kind="link", tip=words.TAKE_OFFERED_TIP)
        for part in (self.all_chip, self.open_chip, self.assign_button, self.take_offered):
            row.addWidget(part)
        column.addWidget(tools)
        self.item_table.setModel(self.items)
        self.item_table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.item_table.setAccessibleName(words.ITEMS)
        head = self.item_table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        head.resizeSection(2, current.px(170))
        self._nothing = EmptyState(words.NO_ITEMS)
        self._item_stack = QStackedWidget()
        self._item_stack.addWidget(self.item_table)
        self._item_stack.addWidget(self._nothing)
        column.addWidget(self._item_stack, 1)
        return panel

    def _listen(self) -> None:
        self.add_button.clicked.connect(self.add)
        self.paste_button.clicked.connect(self.paste_clipboard)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)
        self.join.clicked.connect(self._ask_join)
        self.sections.edited.connect(self._edit)
        self.all_chip.clicked.connect(lambda: self._filter(open_only=False))
        self.open_chip.clicked.connect(lambda: self._filter(open_only=True))
        self.assign_button.clicked.connect(self._open_menu)
        self.take_offered.clicked.connect(self._take_offered)
        self.item_table.selectionModel().selectionChanged.connect(self._chosen_changed)

    def _filter(self, *, open_only: bool) -> None:
        self.all_chip.setChecked(not open_only)
        self.open_chip.setChecked(open_only)
        self.items.show_items(self.items.all, open_only=open_only)
        self._say_counts()

    def _chosen_changed(self) -> None:
        count = len(self.chosen_items())
        self.assign_button.setEnabled(count > 0 and bool(self.sections.rows))
        self.assign_button.setText(f"{words.ASSIGN}（{count}）" if count else words.ASSIGN)

    def _open_menu(self) -> None:
        self.menu.clear()
        beside = QMenu(words.BESIDE, self.menu)
        for one in self.sections.rows:
            self.menu.addAction(one.name, lambda one=one: self.assign((one.id,)))
            beside.addAction(one.name, lambda one=one: self.assign((one.id,), keep=True))
        self.menu.addSeparator()
        self.menu.addMenu(beside)
        self.menu.addAction(words.NOBODY, lambda: self.assign(()))
        self.menu.popup(self.assign_button.mapToGlobal(self.assign_button.rect().bottomLeft()))

    def _current(self) -> Section | None:
        row = self.table.currentIndex().row()
        return self.sections.rows[row] if 0 <= row < len(self.sections.rows) else None

    def _move(self, by: int) -> None:
        one = self._current()
        to = self.table.currentIndex().row() + by
        if one is None or not 0 <= to < len(self.sections.rows):
            return

        def write(store: Any, _unit_id: str) -> frozenset[FieldKey]:
            from shengsi_desktop.services import sections

            return sections.move_section(store, one.id, to)

        self._run(write)
        self.table.selectRow(to)

    def _remove(self) -> None:
        one = self._current()
        if one is None:
            return

        def write(store: Any, _unit_id: str) -> frozenset[FieldKey]:
            from shengsi_desktop.services import sections

            return sections.remove_section(store, one.id)

        said = words.REMOVED.format(name=one.name, count=one.items)
        self._run(write, lambda: self.messages.say(said))

    def _ask_join(self) -> None:
        if (one := self._current()) is not None and self._context is not None:
            JoinDialog.ask(self, self._context.operations, "section", one.id, one.name)

    def _delete_key(self) -> None:
        """On 经办人 or 电话 it empties the cell, elsewhere it takes the section away."""
        index = self.table.currentIndex()
        if index.isValid() and 0 < index.column() < len(words.HEADS) - 1:
            self.sections.setData(index, "")
        else:
            self._remove()

    def _edit(self, section_id: str, field: str, said: str) -> None:
        def write(store: Any, _unit_id: str) -> frozenset[FieldKey]:
            from shengsi_desktop.services import sections

            return sections.edit_section(store, section_id, **{field: said})

        self._run(write)

    def _take_offered(self) -> None:
        wanted = tuple(one.id for one in self.items.all if one.handling.offered)

        def write(store: Any, unit_id: str) -> frozenset[FieldKey]:
            from shengsi_desktop.services import sections

            return sections.take_offered(store, unit_id, wanted)

        self._run(write)

    def _table_keys(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_clipboard()
            return True
        if event.key() == Qt.Key.Key_Delete:
            self._delete_key()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V wherever the keyboard is, also before there is any section."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_clipboard()
            return
        super().keyPressEvent(event)

    def _run(
        self, write: Callable[[Any, str], frozenset[FieldKey]], done: Callable[[], object] | None = None
    ) -> None:
        context = self._context
        if context is None:
            return
        unit_id = context.unit.id

        def written(_changed: frozenset[FieldKey]) -> None:
            self._load()
            if done is not None:
                done()

        def failed(problem: BaseException) -> None:
            # the table shows what the store holds, then why it would not take more
            self._load()
            context.operations.tell(problem)

        context.operations.run(lambda store: write(store, unit_id), written, failed, owner=self)
