"""The list itself, in whichever shape: keys, folding of headings, and which columns a narrow window leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget

from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.cells import Column
from shengsi_desktop.ui.pages.tasks.column_widths import is_narrow, needs, shared, with_words, words_width
from shengsi_desktop.ui.pages.tasks.delegate import TaskDelegate
from shengsi_desktop.ui.pages.tasks.model import LINE_ROLE, ROW_ROLE, TaskModel
from shengsi_desktop.ui.pages.tasks.nodes import ON_NO_ISLAND
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from shengsi_desktop.domain.islands import IslandGroup, IslandLine
    from shengsi_desktop.domain.tracking import ItemRow


class TaskView(QTreeView):
    """Items by task or flat, or deliverables by island; the current one is told once it changes."""

    #: another item is the current one (its id), or another deliverable of it (its id, else empty)
    item_chosen = Signal(str, str)
    #: Enter was pressed on an item (its id)
    entered = Signal(str)

    def __init__(self, model: TaskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        # most of a plan is on no island: unfolded it would only push the islands apart
        self._folded: set[str] = {ON_NO_ISLAND}
        #: what the columns need, with 进度 whole and in few words
        self._needed: dict[bool, dict[Column, int]] = {}
        #: what 亮灯 needs with second lights in words
        self._in_words = 0
        self._current: str | None = None
        self._current_key: str | None = None
        self._chooses_first = True
        self.setModel(model)
        self.setItemDelegate(TaskDelegate(self))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(words.NAME)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(current.px(48))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self.setSortingEnabled(False)
        self.clicked.connect(self._clicked)
        self.collapsed.connect(lambda index: self._folded.add(model.key(index)))
        self.expanded.connect(lambda index: self._folded.discard(model.key(index)))
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def current_id(self) -> str | None:
        """The item shown on the right."""
        return self._current

    def show_rows(self, rows: tuple[ItemRow, ...], *, flat: bool, directions: dict[str, str]) -> None:
        """List items; the same one stays current while it is listed, else the first one becomes it."""
        fresh = self._model.show(rows, flat=flat, directions=directions)
        self._settle(fresh=fresh, sortable=flat)

    def show_islands(self, groups: tuple[IslandGroup, ...]) -> None:
        """List deliverables by island; the same one stays current, else one of the same item, else the first."""
        self._settle(fresh=self._model.show_islands(groups), sortable=False)

    def _settle(self, *, fresh: bool, sortable: bool) -> None:
        wanted, item = self._current_key, self._current
        if fresh:
            self._open_headings()
        self._measure()
        if sortable != self.isSortingEnabled():
            self.setSortingEnabled(sortable)
            if sortable:
                self.sortByColumn(Column.TITLE, Qt.SortOrder.AscendingOrder)
        self.header().setSectionsClickable(sortable)
        index = self._model.key_index(wanted) if wanted else QModelIndex()
        if not index.isValid() and item:
            index = self._model.item_index(item, on_island=True)
        if not index.isValid() and self._chooses_first:
            index = self._model.first_item()
        if index.isValid() and (self._model.key(index) != wanted or not self.selectedIndexes()):
            self._make_current(index)

    def choose(self, item_id: str) -> bool:
        """Make the item the current one; False when it is not listed."""
        index = self._model.item_index(item_id)
        if index.isValid():
            self._make_current(index)
        return index.isValid()

    def forget(self, *, choose: bool = True) -> None:
        """No item is the current one; `choose`: the first one listed next becomes it."""
        self._current = self._current_key = None
        self._chooses_first = choose

    def choose_next(self) -> None:
        """What comes below becomes the current one."""
        keys = self._model.keys
        here = keys.index(self._current_key) if self._current_key in keys else -1
        if here + 1 < len(keys):
            self._make_current(self._model.key_index(keys[here + 1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter folds a heading and tells of an item; Ctrl+Enter is the window's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
                return
            index = self.currentIndex().siblingAtColumn(0)
            row: ItemRow | None = index.data(ROW_ROLE)
            if row is not None:
                self.entered.emit(row.id)
            elif index.isValid():
                self.setExpanded(index, not self.isExpanded(index))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the title its room."""
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        """What is listed says something else, or larger."""
        self._needed = {}
        for short in (False, True):
            self._model.short = short
            self._needed[short] = needs(self._model)
        self._in_words = words_width(self._model)
        self._fit_columns()

    def _fit_columns(self) -> None:
        if not self._needed:
            return
        room = self.viewport().width()
        widths = shared(self._needed[False], room)
        self._model.short = is_narrow(widths, room)
        if self._model.short:
            widths = shared(self._needed[True], room)
        widths = with_words(widths, room, self._in_words)
        for column in self._needed[False]:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.header().resizeSection(column, widths[column])

    def _open_headings(self) -> None:
        headings = self._model.headings()
        for key, index in headings:
            self.setFirstColumnSpanned(index.row(), index.parent(), True)
            self.setExpanded(index, key not in self._folded or len(headings) == 1)

    def _clicked(self, index: QModelIndex) -> None:
        if index.data(ROW_ROLE) is None:
            self.setExpanded(index, not self.isExpanded(index))

    def _make_current(self, index: QModelIndex) -> None:
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        row: ItemRow | None = now.data(ROW_ROLE) if now.isValid() else None
        if row is None or self._model.key(now) == self._current_key:
            return
        line: IslandLine | None = now.data(LINE_ROLE)
        self._current, self._current_key = row.id, self._model.key(now)
        self._chooses_first = True
        self.item_chosen.emit(row.id, line.standing.deliverable.id if line is not None else "")
