"""The list to choose from: the indicators, and below them the series of deliverables; one of them or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget

from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.table_delegate import IndicatorDelegate, tick_width
from shengsi_desktop.ui.pages.indicators.trend.table_model import Column, IndicatorTable
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from shengsi_desktop.domain.indicators import IndicatorStanding

_Index = QModelIndex | QPersistentModelIndex
_Flag = QItemSelectionModel.SelectionFlag
_WIDTHS = {Column.TARGET: 98, Column.VALUE: 64, Column.LIGHT: 84}
#: a list narrower than this (at 100 %) leaves the targets to the chart
_NARROW = 380


class IndicatorView(QTreeView):
    """Headings cannot be chosen. Ctrl, Shift, the space bar and the tick at the left choose several."""

    #: others are chosen (their ids in the list's order)
    chosen_changed = Signal(object)

    def __init__(self, model: IndicatorTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._chosen: tuple[str, ...] = ()
        self.setModel(model)
        self.setItemDelegate(IndicatorDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(words.TITLE)
        self.setAccessibleDescription(words.CHOOSE_SEVERAL)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(current.px(48))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(lambda _now, _before: self._selection_changed())

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of what is chosen, in the list's order."""
        return self._chosen

    @property
    def current_id(self) -> str | None:
        """The one among the chosen that the keys are at."""
        at = self._model.id_at(self.currentIndex().row())
        return at if at in self._chosen else next(iter(self._chosen), None)

    def show_standings(
        self, standings: tuple[IndicatorStanding, ...], series: tuple[IndicatorStanding, ...] = ()
    ) -> None:
        """List them; the same ones stay chosen, at first the first one is."""
        wanted = self._chosen
        if self._model.show(standings, series):
            for row in self._model.headings():
                self.setFirstColumnSpanned(row, QModelIndex(), True)
            if not self.choose(*wanted):
                self.choose(*(one.indicator.id for one in (*standings, *series)[:1]))
        else:
            self.scheduleDelayedItemsLayout()

    def choose(self, *ids: str) -> bool:
        """Choose these, the first becoming current; False when none of them is there."""
        rows = [row for row in (self._model.row_of(one) for one in ids) if row >= 0]
        if not rows:
            if not self._model.rowCount():
                self._tell(())
            return False
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self._model.index(row, 0), self._model.index(row, len(Column) - 1))
        first = self._model.index(rows[0], 0)
        self.selectionModel().setCurrentIndex(first, _Flag.NoUpdate)
        self.selectionModel().select(chosen, _Flag.ClearAndSelect)
        self.scrollTo(first)
        self._selection_changed()
        return True

    def choose_only_current(self) -> None:
        """Back to one."""
        if self.current_id is not None:
            self.choose(self.current_id)

    def selectionCommand(self, index: _Index, event: QEvent | None = None) -> _Flag:
        """A click on the tick adds or takes away; the last one stays, and headings change nothing."""
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            return _Flag.NoUpdate
        if isinstance(event, QMouseEvent) and event.position().x() < tick_width():
            pressed = event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
            return _Flag.Toggle | _Flag.Rows if pressed and not self._is_last(index) else _Flag.NoUpdate
        command = super().selectionCommand(index, event)
        if command & _Flag.Toggle and self._is_last(index):
            return _Flag.NoUpdate
        return command

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks, Escape goes back to one."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            if not self._is_last(index):
                self.selectionModel().select(index, _Flag.Toggle | _Flag.Rows)
        elif event.key() == Qt.Key.Key_Escape and len(self._chosen) > 1:
            self.choose_only_current()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks names elsewhere."""
        super().resizeEvent(event)
        for column, width in _WIDTHS.items():
            self.header().resizeSection(column, current.px(width))
        self.setColumnHidden(Column.TARGET, self.width() < current.px(_NARROW))
        self.scheduleDelayedItemsLayout()

    def _is_last(self, index: _Index) -> bool:
        """Whether it is the only one chosen."""
        return self._chosen == (self._model.id_at(index.row()),)

    def _selection_changed(self) -> None:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        chosen = tuple(filter(None, (self._model.id_at(row) for row in rows)))
        if chosen:
            self._tell(chosen)
        self.viewport().update()

    def _tell(self, chosen: Sequence[str]) -> None:
        if tuple(chosen) != self._chosen:
            self._chosen = tuple(chosen)
            self.chosen_changed.emit(self._chosen)
