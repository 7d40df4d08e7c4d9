"""The left column: my items, how many are filled in, small filters, and 本周无新进展 for many at once.

It shows rows from wherever they come, also before the store is open; it saves nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.pages.week.item_delegate import ItemDelegate
from shengsi_desktop.ui.pages.week.item_model import ROW_ROLE, ItemFilter, ItemFilterModel, ItemModel
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button, Chip
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.progress import ProgressLine
from shengsi_desktop.ui.widgets.text import FittingLabel, label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from shengsi_desktop.domain.tracking import ItemRow

#: the column's least width at 100 %
_LEAST = 264


class ItemListView(QListView):
    """The list; Enter asks for the form."""

    #: Enter was pressed: typing shall go on in the form
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(words.MY_ITEMS)
        self.setItemDelegate(ItemDelegate(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads into the form; Ctrl+Enter is the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.entered.emit()
            return
        super().keyPressEvent(event)


class ItemsColumn(QWidget):
    """My items of one week."""

    #: another item is the current one (its id)
    item_chosen = Signal(str)
    #: typing shall go on in the form
    entered = Signal()
    #: these items (tuple of ids) have no news this week
    no_news = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ItemModel(self)
        self.shown = ItemFilterModel(self.model, self)
        self.view = ItemListView()
        self.view.setModel(self.shown)
        self._current: str | None = None
        self._silent = False
        self._build()
        self.view.entered.connect(self.entered)
        selection = self.view.selectionModel()
        selection.currentChanged.connect(self._current_changed)
        selection.selectionChanged.connect(self._selection_changed)

    def changeEvent(self, event: QEvent) -> None:
        """A larger text size needs more room for the chips."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            QTimer.singleShot(0, self, self._keep_room)

    def showEvent(self, event: QShowEvent) -> None:
        """The text size may have changed meanwhile."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._keep_room)

    def _keep_room(self) -> None:
        self.setMinimumWidth(max(current.px(_LEAST), self.minimumSizeHint().width()))

    @property
    def current_id(self) -> str | None:
        """The item whose form is shown."""
        return self._current

    @property
    def selected_ids(self) -> tuple[str, ...]:
        """All selected items, in the list's order."""
        found = sorted(self.view.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return tuple(index.data(ROW_ROLE).id for index in found)

    def show_rows(self, rows: tuple[ItemRow, ...]) -> None:
        """Show the rows; the same item stays chosen, at first the first one is."""
        wanted, chosen = self._current, self.selected_ids
        self._silent = True
        fresh = self.model.show_rows(rows)
        if fresh and self.shown.choice is not ItemFilter.ALL:
            self.shown.choose(self.shown.choice)
        self._silent = False
        self._say_count()
        if fresh:
            self._choose_again(wanted, chosen)

    def say_excuse(self, words: str) -> None:
        """Why the week need not have been reported (停航期间，未报不计); empty: it must."""
        self.excuse.setText(words)
        self.excuse.setVisible(bool(words))

    def choose(self, item_id: str) -> bool:
        """Make the item the current one, whatever the filter; False when it is not mine."""
        if all(row.id != item_id for row in self.model.rows):
            return False
        index = self._index(item_id)
        if not index.isValid():
            self.choose_filter(ItemFilter.ALL)
            index = self._index(item_id)
        self._make_current(index)
        return True

    def step(self, by: int) -> bool:
        """The next (1) or previous (-1) item of the shown ones; False at the end."""
        row = self.view.currentIndex().row() + by
        if not 0 <= row < self.shown.rowCount():
            return False
        self._make_current(self.shown.index(row, 0))
        return True

    def can_step(self, by: int) -> bool:
        """Whether there is an item there."""
        return 0 <= self.view.currentIndex().row() + by < self.shown.rowCount()

    def choose_filter(self, choice: ItemFilter) -> None:
        """Show only these items; the current one stays current while it is among them."""
        self._chips[choice].setChecked(True)
        wanted = self._current
        self._silent = True
        self.shown.choose(choice)
        self._silent = False
        self._choose_again(wanted, ())
        self._say_count()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        self._stack = QStackedWidget()
        self._nothing = EmptyState(words.NO_ITEMS_TITLE, words.NO_ITEMS_TEXT)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        column.addWidget(self._stack, 1)
        column.addWidget(self._batch_bar())

    def say_of(self, unit: str) -> None:
        """Whose items these are: another unit's name, empty for one's own."""
        of_it = words.ITEMS_OF.format(unit=unit), words.ITEMS_OF_IT
        self.heading.set_choices(*(of_it if unit else (words.MY_ITEMS,)))
        self.view.setAccessibleName(self.heading.whole)
        self._nothing.say(words.NO_ITEMS_TITLE, words.NO_ITEMS_TEXT_OF if unit else words.NO_ITEMS_TEXT)

    def _header(self) -> QWidget:
        header = QWidget()
        column = QVBoxLayout(header)
        side = current.px(16)
        column.setContentsMargins(side, 14, side, 10)
        column.setSpacing(8)
        line = QHBoxLayout()
        self.heading = FittingLabel("heading")
        self.heading.set_choices(words.MY_ITEMS)
        line.addWidget(self.heading)
        self.solicit = Button(words.SOLICIT, kind="link", tip=words.SOLICIT_TIP)
        line.addWidget(self.solicit)
        line.addStretch(1)
        self._count = label("", "second")
        line.addWidget(self._count)
        column.addLayout(line)
        self._bar = ProgressLine()
        column.addWidget(self._bar)
        self.excuse = label("", "second", wrap=True)
        self.excuse.hide()
        column.addWidget(self.excuse)
        chips = QHBoxLayout()
        chips.setSpacing(4)
        self._chips: dict[ItemFilter, Chip] = {}
        group = QButtonGroup(self)
        group.setExclusive(True)
        for choice in ItemFilter:
            chip = Chip(words.CHIPS[choice.value], checked=choice is ItemFilter.ALL)
            chip.clicked.connect(lambda _checked=False, choice=choice: self.choose_filter(choice))
            group.addButton(chip)
            chips.addWidget(chip)
            self._chips[choice] = chip
        chips.addStretch(1)
        column.addLayout(chips)
        return header

    def _batch_bar(self) -> QWidget:
        self._batch = QFrame()
        self._batch.setProperty("kind", "bar")
        row = QHBoxLayout(self._batch)
        row.setContentsMargins(current.px(16), 8, current.px(16), 8)
        self._chosen_count = label("", "strong")
        row.addWidget(self._chosen_count)
        row.addStretch(1)
        self.no_news_button = Button(words.NO_NEWS, kind="primary", tip=words.NO_NEWS_TIP)
        self.no_news_button.clicked.connect(lambda: self.no_news.emit(self.selected_ids))
        row.addWidget(self.no_news_button)
        self._batch.hide()
        return self._batch

    def _say_count(self) -> None:
        total, filled = len(self.model.rows), self.model.filled
        self._count.setText(words.FILLED_COUNT.format(filled=filled, total=total))
        self._bar.set_progress(100 * filled / total if total else 0)
        left = total - filled
        word = words.CHIPS[ItemFilter.NOT_FILLED.value]
        self._chips[ItemFilter.NOT_FILLED].setText(f"{word} {left}" if left else word)
        if not total:
            self._nothing.say(words.NO_ITEMS_TITLE, words.NO_ITEMS_TEXT)
        elif not self.shown.rowCount():
            all_filled = self.shown.choice is ItemFilter.NOT_FILLED
            self._nothing.say(words.NOTHING_LEFT if all_filled else words.NO_SUCH_ITEMS)
        self._stack.setCurrentIndex(0 if self.shown.rowCount() else 1)

    def _index(self, item_id: str | None) -> QModelIndex:
        for row in range(self.shown.rowCount()):
            index = self.shown.index(row, 0)
            if index.data(ROW_ROLE).id == item_id:
                return index
        return QModelIndex()

    def _choose_again(self, wanted: str | None, chosen: tuple[str, ...]) -> None:
        index = self._index(wanted)
        if not index.isValid() and self.shown.rowCount():
            index = self.shown.index(0, 0)
        if not index.isValid():
            return
        self._make_current(index)
        if len(chosen) > 1:
            flag = QItemSelectionModel.SelectionFlag.Select
            for item_id in chosen:
                self.view.selectionModel().select(self._index(item_id), flag)

    def _make_current(self, index: QModelIndex) -> None:
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index)

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if self._silent or not now.isValid():
            return
        item_id = now.data(ROW_ROLE).id
        if item_id != self._current:
            self._current = item_id
            self.item_chosen.emit(item_id)

    def _selection_changed(self) -> None:
        count = len(self.view.selectionModel().selectedIndexes())
        self._chosen_count.setText(words.CHOSEN.format(count=count))
        self._batch.setVisible(count > 1)
