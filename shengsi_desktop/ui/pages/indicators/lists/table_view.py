"""A list of items: one of them current, columns that give way where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget

from shengsi_desktop.ui.pages.indicators.lists.delegate import PAD, SIDE
from shengsi_desktop.ui.pages.indicators.lists.table_model import ItemTable, RowT
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.headed_table import ROW_ROLE

#: of a name, in sight at least
_LETTERS = 8

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.ui.pages.indicators.lists.delegate import ItemDelegate


class ItemTableView(QTreeView, Generic[RowT]):
    """The first column takes what room is left; headings of the model cannot be chosen."""

    #: another item is the current one (its id)
    chosen = Signal(str)

    #: the columns' widths (px at 100 %)
    widths: ClassVar[Mapping[int, int]]
    #: below these widths (at 100 %) a column is left to the right side, in this order
    gives_way: ClassVar[Sequence[tuple[int, int]]]

    def __init__(
        self, model: ItemTable[RowT], delegate: ItemDelegate, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._current: str | None = None
        self.setModel(model)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(name)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(current.px(48))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def current_id(self) -> str | None:
        """The item shown on the right."""
        return self._current

    def choose(self, item_id: str) -> bool:
        """Make it the current one; False when it is not there."""
        row = self._model.row_of(item_id)
        if row < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def step(self, by: int) -> None:
        """The one before or after becomes the current one, from nowhere the first one."""
        ids = [row.item.id for row in self._model.rows]
        place = (ids.index(self._current) if self._current in ids else -1) + by
        if 0 <= place < len(ids):
            self.choose(ids[place])

    def keep_current(self, wanted: str | None) -> None:
        """Other rows are listed: the wanted one stays current, else the first one is."""
        if not (wanted and self.choose(wanted)):
            self._current = None
            rows = self._model.rows
            self.choose(rows[0].item.id if rows else "")

    def keyboardSearch(self, search: str) -> None:
        """Typing goes to no other row: what is typed on would be taken for that row."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns to the right side where there is no room."""
        super().resizeEvent(event)
        for column, width in self.widths.items():
            self.header().resizeSection(column, current.px(width))
        for column, least in self.gives_way:
            self.setColumnHidden(column, self.width() < current.px(least))
        self._leave_room_for_names()
        self.scheduleDelayedItemsLayout()

    def _leave_room_for_names(self) -> None:
        """A name keeps about eight letters: the figures go before it does, the light stays."""
        *figures, _light = sorted(self.widths)
        needed = current.px(SIDE + PAD) + _LETTERS * current.px(current.TEXT)
        for column in (*(one for one, _ in self.gives_way), *figures):
            taken = sum(current.px(self.widths[one]) for one in self.widths if not self.isColumnHidden(one))
            if self.viewport().width() - taken >= needed:
                return
            self.setColumnHidden(column, True)

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        row: RowT | None = now.data(ROW_ROLE) if now.isValid() else None
        if row is not None and row.item.id != self._current:
            self._current = row.item.id
            self.chosen.emit(self._current)
