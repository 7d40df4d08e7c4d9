"""The indicators by 类别 as an item model, then the series of deliverables: a heading row a group, a row a series.

Loads and saves nothing.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from shengsi_desktop.domain.words import Light
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.widgets.fields import written
from shengsi_desktop.ui.widgets.headed_table import ROW_ROLE, HeadedTable

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import IndicatorStanding

#: the IndicatorStanding of a row; None for a category
STANDING_ROLE = ROW_ROLE


class Column(IntEnum):
    """The columns from left to right."""

    NAME = 0
    TARGET = 1
    VALUE = 2
    LIGHT = 3


class IndicatorTable(HeadedTable["IndicatorStanding"]):
    """Headings and indicators in the plan's order."""

    columns = len(Column)
    at_right = frozenset({Column.TARGET, Column.VALUE})

    @property
    def standings(self) -> tuple[IndicatorStanding, ...]:
        """The indicators, without the series of deliverables."""
        return tuple(row for row in self.rows if not row.indicator.item_id)

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
        return self.hold(rows)

    def id_of(self, row: IndicatorStanding) -> str:
        """Its indicator's."""
        return row.indicator.id

    def head(self, column: int) -> str:
        """The columns' names."""
        return words.COLUMNS[column]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """As of any such table; the names' column tells how several are chosen."""
        tip = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole
        if tip and section == Column.NAME:
            return words.SEVERAL_TIP
        return super().headerData(section, orientation, role)

    def cell(self, row: IndicatorStanding, column: int) -> str:
        """The words of a cell."""
        return cell_words(row, column)

    def tip(self, row: IndicatorStanding, column: int) -> str:
        """What it says when the mouse rests on it."""
        return _tip(row, column)


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
