"""The indicators by 类别 as an item model, then the series of deliverables: a heading row a group, a row a series.

Loads and saves nothing.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from shengsi_desktop.domain.words import Light
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.widgets.fields import written

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import IndicatorStanding

#: the IndicatorStanding of a row; None for a category
STANDING_ROLE = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    """The columns from left to right."""

    NAME = 0
    TARGET = 1
    VALUE = 2
    LIGHT = 3


class IndicatorTable(QAbstractTableModel):
    """Headings and indicators in the plan's order."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str | IndicatorStanding] = []

    @property
    def standings(self) -> tuple[IndicatorStanding, ...]:
        """The indicators, without the series of deliverables."""
        return tuple(row for row in self._rows if not isinstance(row, str) and not row.indicator.item_id)

    def show(
        self, standings: tuple[IndicatorStanding, ...], series: tuple[IndicatorStanding, ...] = ()
    ) -> bool:
        """List them; False when the same ones stay and only what they say is new."""
        rows: list[str | IndicatorStanding] = []
        category = None
        for one in standings:
            if (one.indicator.category or words.OTHER) != category:
                category = one.indicator.category or words.OTHER
                rows.append(category)
            rows.append(one)
        if series:
            rows += [words.SERIES, *series]
        same = [_key(row) for row in rows] == [_key(row) for row in self._rows]
        if same:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(Column) - 1))
            return False
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    def headings(self) -> list[int]:
        """The rows that are categories."""
        return [place for place, row in enumerate(self._rows) if isinstance(row, str)]

    def row_of(self, indicator_id: str) -> int:
        """The row of an indicator, -1 when it is not there."""
        for place, row in enumerate(self._rows):
            if not isinstance(row, str) and row.indicator.id == indicator_id:
                return place
        return -1

    def id_at(self, row: int) -> str:
        """The id of what stands in a row; empty for a heading and for no row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else ""
        return "" if isinstance(found, str) else found.indicator.id

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Headings and indicators."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Name, target, value, light."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings cannot be chosen; the keys pass over them."""
        if index.isValid() and isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names; figures and targets end at the right."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return words.COLUMNS[section]
        if role == Qt.ItemDataRole.ToolTipRole and section == Column.NAME:
            return words.SEVERAL_TIP
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (Column.TARGET, Column.VALUE):
            return _RIGHT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; the standing itself."""
        row = self._rows[index.row()]
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role == STANDING_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_words(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(row, index.column())
        return None


def cell_words(standing: IndicatorStanding, column: int) -> str:
    """What a cell says."""
    indicator = standing.indicator
    if column == Column.NAME:
        return f"{indicator.name} {indicator.unit}".rstrip()
    if column == Column.TARGET:
        return indicator.target_words
    if column == Column.VALUE:
        return value_words(standing)
    return light_words(standing)


def value_words(standing: IndicatorStanding) -> str:
    """The newest figure; where there is none, the newest place or state."""
    point = standing.latest
    if point is None:
        return words.NO_VALUE
    if point.value is not None:
        return written(point.value)
    if point.rank:
        return words.PLACED.format(rank=point.rank)
    return point.state.label or words.NO_VALUE


def light_words(standing: IndicatorStanding) -> str:
    """The light's word; 定性 for a target of words, which has none."""
    light = standing.reading.light
    return words.IN_WORDS if light is Light.NONE else light.label


def period_words(period: str) -> str:
    """«2023-06» as 6月."""
    return words.MONTH.format(month=int(period[5:7])) if period[5:7].isdigit() else period


def reason_words(standing: IndicatorStanding) -> str:
    """Why the light is as it is; that nothing was entered where that is all there is to say."""
    if standing.latest is None and standing.reading.light is Light.UNPUBLISHED:
        return words.NO_DATA
    return standing.reading.reason


def _tip(standing: IndicatorStanding, column: int) -> str:
    if column == Column.NAME:
        return standing.indicator.text
    if column == Column.VALUE and standing.latest is not None:
        return words.LATEST_TIP.format(
            period=period_words(standing.latest.period), value=cell_words(standing, Column.VALUE)
        )
    return reason_words(standing) if column == Column.LIGHT else cell_words(standing, column)


def _key(row: str | IndicatorStanding) -> str:
    return row if isinstance(row, str) else row.indicator.id
