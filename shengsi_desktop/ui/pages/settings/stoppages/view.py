"""停航登记, the view: the register at the left, one stoppage with the items it holds up at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.stoppages import StoppageKind
from shengsi_desktop.rhythm.stoppages import reason_words, span_words
from shengsi_desktop.ui.dialogs.opening import open_alone
from shengsi_desktop.ui.page import as_of
from shengsi_desktop.ui.pages.settings.room import HIGH_ROW, MARGINS
from shengsi_desktop.ui.pages.settings.stoppages import words
from shengsi_desktop.ui.pages.settings.stoppages.dialog import StoppageDialog
from shengsi_desktop.ui.pages.settings.stoppages.items import TouchedItems
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import SectionLabel, label, well_broken

if TYPE_CHECKING:
    from datetime import date

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.islands import Island
    from shengsi_desktop.domain.stoppages import Stoppage, TouchedItem
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext

#: the name that `services.stoppages.remove` gives its command
#: least height of the items (px at 100 %)
_ITEMS = 170
_REMOVE = "删除停航登记"
_OURS = frozenset({
    "stoppage", "stoppage_item", "deliverable", "deliverable_value", "island_tag", "light_rule", "report", "item",
})  # fmt: skip


class StoppagesView(QWidget):
    """Each tick is kept at once; words go through the dialog."""

    #: (page key, target id)
    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._stoppages: tuple[Stoppage, ...] = ()
        self._asked = 0
        self.dialog: StoppageDialog | None = None
        self._build()

    def show_week(self, context: PageContext) -> None:
        """Show the register, and the items with their lights of the week."""
        self._context = context
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Read again what is shown of it."""
        if self._context is not None and any(key.entity in _OURS for key in changed):
            self._load()

    def open_target(self, target: str) -> None:
        """Show one stoppage by its id."""
        for place, one in enumerate(self._stoppages):
            if one.id == target:
                self.list.setCurrentRow(place)

    @property
    def current_one(self) -> Stoppage | None:
        """The stoppage shown."""
        place = self.list.currentRow()
        return self._stoppages[place] if 0 <= place < len(self._stoppages) else None

    def ask_new(self) -> None:
        """登记停航."""
        self._open_dialog(None)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(words.EMPTY_TITLE, words.EMPTY_HINT, action=words.ADD, on_action=self.ask_new)
        )
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._left())
        splitter.addWidget(self._right())
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        self._stack.addWidget(splitter)
        outer.addWidget(self._stack, 1)
        self.messages = MessageBar()
        self.messages.float_over(self._stack)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setProperty("kind", "panel")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setMinimumWidth(current.px(250))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, MARGINS[1], 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setContentsMargins(MARGINS[0], 0, 12, 0)
        head.addWidget(label(words.TITLE, "title"))
        head.addStretch(1)
        self.add = Button(words.ADD, kind="primary")
        self.add.clicked.connect(self.ask_new)
        head.addWidget(self.add)
        column.addLayout(head)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(words.TITLE)
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        column.addWidget(self.list, 1)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(right)
        column = QVBoxLayout(right)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.title = label("", "heading", wrap=True)
        head.addWidget(self.title, 1)
        self.edit = Button(words.EDIT, kind="ghost", icon="edit")
        self.edit.clicked.connect(lambda: self._open_dialog(self.current_one))
        head.addWidget(self.edit)
        self.remove = Button(words.REMOVE, kind="ghost", icon="remove")
        self.remove.clicked.connect(self._remove)
        head.addWidget(self.remove)
        column.addLayout(head)
        self.about = label("", "second", wrap=True)
        column.addWidget(self.about)
        column.addSpacing(4)
        column.addWidget(SectionLabel(words.ITEMS))
        self.how = label("", "second", wrap=True)
        column.addWidget(self.how)
        self.items = TouchedItems()
        self.items.ticked.connect(self._link)
        self.items.itemActivated.connect(
            lambda line, _column: self.open_requested.emit("week", line.data(0, Qt.ItemDataRole.UserRole + 1))
        )
        # a few lines at least: where they have no room, all of it is scrolled
        self.items.setMinimumHeight(current.px(_ITEMS))
        column.addWidget(self.items, 1)
        note = label(words.NOTE, "third", wrap=True)
        column.addWidget(note)
        return scroll

    def _load(self) -> None:
        if self._context is None:
            return

        def ask(store: Store) -> tuple[Stoppage, ...]:
            from shengsi_desktop.services import stoppages

            return stoppages.stoppages(store)

        self._context.operations.run(ask, self._show, owner=self)

    def _show(self, found: tuple[Stoppage, ...]) -> None:
        held = self.current_one
        known = {one.id for one in self._stoppages}
        # the newest days stand on top
        self._stoppages = tuple(reversed(found))
        fresh = [one.id for one in found if one.id not in known]
        wanted = fresh[0] if known and len(fresh) == 1 else held.id if held is not None else ""
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._stoppages:
            where = "、".join(one.islands) or words.WHOLE_COUNTY
            when = span_words(one.first, one.last)
            line = QListWidgetItem(
                words.LINE.format(when=when, kind=_kind_words(one), where=where, days=one.days)
            )
            line.setToolTip(line.text())
            line.setSizeHint(QSize(0, current.px(HIGH_ROW)))
            self.list.addItem(line)
        places = [place for place, one in enumerate(self._stoppages) if one.id == wanted]
        self.list.setCurrentRow(places[0] if places else 0)
        self.list.blockSignals(False)
        self._stack.setCurrentIndex(1 if found else 0)
        self._show_current()

    def _show_current(self) -> None:
        one = self.current_one
        if one is None or self._context is None:
            return
        where = "、".join(one.islands) or words.WHOLE_COUNTY
        self.title.setText(f"{span_words(one.first, one.last)}　{_kind_words(one)}　{where}")
        said = [words.OFFERED.format(reason=reason_words(one))]
        if one.source:
            said.append(words.SOURCE.format(source=one.source))
        self.about.setText(well_broken("\n".join(said)))
        by = "islands" if one.islands else "county"
        self.how.setText(words.HOW["moratorium" if one.kind is StoppageKind.MORATORIUM else by])
        self._asked += 1
        asked, unit_id, week = self._asked, self._context.unit.id, self._context.week

        def ask(store: Store) -> tuple[TouchedItem, ...]:
            from shengsi_desktop.services import stoppages

            return stoppages.touched_items(store, one.id, unit_id, week, everything=True)

        def show(items: tuple[TouchedItem, ...]) -> None:
            if asked == self._asked:
                self.items.show_items(items, one.id)

        self._context.operations.run(ask, show, owner=self)

    def _link(self, stoppage_id: str, item_id: str, touched: bool) -> None:
        """The list still shows the items of the one before while those of the one chosen are read."""
        context = self._context
        if context is None:
            return

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import stoppages

            return stoppages.link_item(store, stoppage_id, item_id, included=touched)

        context.operations.run(write, owner=self)

    def _open_dialog(self, one: Stoppage | None) -> None:
        context = self._context
        if context is None:
            return
        today = as_of(context)

        def ask(store: Store) -> tuple[Island, ...]:
            from shengsi_desktop.services import islands

            return islands.island_table(store, initials=True)

        context.operations.run(ask, lambda table: self._show_dialog(table, today, one), owner=self)

    def _show_dialog(self, table: tuple[Island, ...], today: date, one: Stoppage | None) -> None:
        dialog = StoppageDialog(table, today, one, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda fields: self._write(fields, one, dialog))
        if open_alone(dialog):
            self.dialog = dialog

    def _write(self, fields: dict[str, Any], one: Stoppage | None, dialog: StoppageDialog) -> None:
        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import stoppages

            if one is None:
                return stoppages.register(store, **fields)
            return stoppages.edit(store, one.id, **fields)

        if self._context is not None:
            dialog.answer(self._context.operations, write)

    def _remove(self) -> None:
        one, context = self.current_one, self._context
        if one is None or context is None:
            return

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import stoppages

            return stoppages.remove(store, one.id)

        def removed(_changed: frozenset[FieldKey]) -> None:
            self.messages.say(
                words.REMOVED.format(what=f"{span_words(one.first, one.last)}{_kind_words(one)}"),
                [(words.TAKE_BACK, self._undo)],
            )

        context.operations.run(write, removed, owner=self)

    def _undo(self) -> None:
        from shengsi_desktop.ui.pages.indicators.lists.commands import undo_last

        if self._context is not None:
            undo_last(self._context, self, _REMOVE)


def _kind_words(one: Stoppage) -> str:
    """«台风“杜苏芮”»."""
    return f"{one.kind.label}“{one.name}”" if one.name else one.kind.label
