"""The menus of the grid: of the selected cells, of the states of a target of words; and a cell's history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from shengsi_desktop.domain.indicators import GoalState
from shengsi_desktop.domain.periods import last_month
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.foot import STATUSES
from shengsi_desktop.ui.pages.indicators.grid.history_popup import HistoryPopup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.indicators import PointChange
    from shengsi_desktop.ui.pages.indicators.grid.deeds import GridDeeds
    from shengsi_desktop.ui.pages.indicators.grid.model import GridModel, Row
    from shengsi_desktop.ui.pages.indicators.grid.table import GridTable

_STATES = (GoalState.NOT_STARTED, GoalState.UNDER_WAY, GoalState.REACHED)


class GridMenus(QObject):
    """`menu` is the one opened last."""

    #: an indicator's id
    trend_asked = Signal(str)
    #: the id of the item that a series belongs to
    item_asked = Signal(str)
    #: (indicator's id, period)
    history_asked = Signal(str, str)

    def __init__(self, table: GridTable, model: GridModel, deeds: GridDeeds, parent: QWidget) -> None:
        super().__init__(parent)
        self._table, self._model, self._deeds = table, model, deeds
        self.menu: QMenu | None = None
        self.popup: HistoryPopup | None = None
        table.menu_asked.connect(self.open_menu)
        table.states_asked.connect(self.open_states)

    def open_menu(self, at: QPoint) -> None:
        """What can be done to the selected cells."""
        index = self._table.currentIndex()
        row = self._model.row(index.row())
        if row is None:
            return
        menu = self._new_menu()
        _add(menu, words.MENU_COPY, self._deeds.copy, QKeySequence.StandardKey.Copy)
        _add(menu, words.MENU_COPY_NAMED, lambda: self._deeds.copy(named=True))
        month = self._table.month_of(index)
        if month:
            _add(menu, words.MENU_PASTE, self._deeds.paste, QKeySequence.StandardKey.Paste)
            _add(menu, words.MENU_CLEAR, self._deeds.clear, QKeySequence.StandardKey.Delete)
            self._add_statuses(menu)
            menu.addSeparator()
            _add(menu, words.MENU_HISTORY, lambda: self._ask_history(row, month))
        menu.addSeparator()
        _add(menu, words.MENU_TREND, lambda: self.trend_asked.emit(row.standing.indicator.id))
        item = row.standing.indicator.item_id
        if item:
            _add(menu, words.MENU_ITEM, lambda: self.item_asked.emit(item))
        menu.popup(at)

    def open_states(self) -> None:
        """未启动, 推进中, 已达到 below the current cell."""
        index = self._table.currentIndex()
        row = self._model.row(index.row())
        if row is None:
            return
        point = row.points.get(self._table.month_of(index))
        menu = self._new_menu()
        for state in _STATES:
            action = _add(menu, state.label, partial(self._deeds.choose_state, state))
            action.setCheckable(True)
            action.setChecked(point is not None and point.state is state)
            if action.isChecked():
                menu.setActiveAction(action)
        if point is not None and point.state is not GoalState.UNSAID:
            menu.addSeparator()
            _add(menu, words.MENU_CLEAR, lambda: self._deeds.choose_state(GoalState.UNSAID))
        menu.popup(self._below(index.row(), index.column()))

    def show_history(self, indicator_id: str, period: str, changes: Sequence[PointChange]) -> None:
        """The popup below the cell, where the cell is still listed."""
        place = self._model.row_of(indicator_id)
        row = self._model.row(place)
        if row is None:
            return
        title = words.HISTORY_TITLE.format(
            name=row.standing.indicator.name,
            period=words.HISTORY_PERIOD.format(year=period[:4], month=last_month(period)),
        )
        self.popup = HistoryPopup(title, changes, self._table)
        self.popup.destroyed.connect(self._popup_gone)
        self.popup.open_below(self._below(place, last_month(period) - 1), self._table.screen())

    def _popup_gone(self) -> None:
        self.popup = None

    def _add_statuses(self, menu: QMenu) -> None:
        marked = self._deeds.marked_cells()
        if not marked:
            return
        menu.addSeparator()
        held = {self._status_at(place, month) for place, month in marked}
        for status in STATUSES:
            action = _add(menu, status.label or words.MENU_NO_STATUS, partial(self._deeds.mark, status))
            action.setCheckable(True)
            action.setChecked(held == {status})

    def _status_at(self, place: int, month: int) -> object:
        row = self._model.row(place)
        return row.points[month].status if row is not None else None

    def _ask_history(self, row: Row, month: int) -> None:
        self.history_asked.emit(row.standing.indicator.id, self._model.period(month))

    def _below(self, row: int, column: int) -> QPoint:
        cell = self._table.visualRect(self._model.index(row, column))
        return self._table.viewport().mapToGlobal(cell.bottomLeft())

    def _new_menu(self) -> QMenu:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(self._table)
        return self.menu


def _add(
    menu: QMenu,
    said: str,
    act: Callable[[], object],
    key: QKeySequence.StandardKey | None = None,
) -> QAction:
    """An entry; its key is only told, the table hears it itself."""
    action = QAction(said, menu)
    if key is not None:
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(lambda _on=False: act())
    menu.addAction(action)
    return action
