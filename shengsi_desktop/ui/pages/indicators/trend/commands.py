"""What 走势 asks of the store and does to it, each as one operation on the writer thread and one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.indicators import PointCell
from shengsi_desktop.domain.periods import month_key
from shengsi_desktop.ui.pages.indicators.block import BLANK
from shengsi_desktop.ui.pages.indicators.grid.reading import read_figure
from shengsi_desktop.ui.pages.indicators.grid.series import Field
from shengsi_desktop.ui.pages.indicators.trend import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.indicators import (
        GoalState,
        Indicator,
        IndicatorStanding,
        PointChange,
        PointStatus,
    )
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext

Both = tuple[tuple["IndicatorStanding", ...], tuple["IndicatorStanding", ...]]


class IndicatorCommands:
    """Queries and commands of one page; `unkept` is called where a command failed."""

    def __init__(self, context: PageContext, owner: QObject, unkept: Callable[[], object]) -> None:
        self.context = context
        self._owner = owner
        self._unkept = unkept

    def read(self, done: Callable[[Both], object]) -> None:
        """Every indicator and the series of my unit's deliverables, both as of the week."""
        unit, week = self.context.unit.id, self.context.week

        def ask(store: Store) -> Both:
            from shengsi_desktop.services import indicators, series

            return indicators.week_standings(store, week), series.deliverable_series(store, unit, week)

        self.context.operations.run(ask, done, owner=self._owner)

    def set_cell(self, indicator_id: str, field: str, period: str, value: Any) -> None:
        """One cell; None empties it."""
        self.write([PointCell(indicator_id, period, field, value)], words.DO_ENTER)

    def mark(self, indicator_id: str, periods: Iterable[str], status: PointStatus) -> None:
        """Say how firm some figures are."""
        cells = [PointCell(indicator_id, period, "status", status) for period in periods]
        self.write(cells, words.DO_MARK)

    def set_state(self, indicator_id: str, period: str, state: GoalState) -> None:
        """How far a target of words is."""
        self.write([PointCell(indicator_id, period, "state", state)], words.DO_STATE)

    def set_curve(self, target_id: str, points: dict[str, Any], name: str) -> None:
        """Points of a plan curve, of an indicator or a deliverable."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import curves

            return curves.set_curve(store, target_id, points, name)

        self._run(write)

    def edit(self, indicator_id: str, **fields: Any) -> None:
        """责任单位, or 累计 and 时点."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import indicator_targets

            return indicator_targets.edit_indicator(store, indicator_id, **fields)

        self._run(write)

    def history(
        self, indicator_id: str, period: str, done: Callable[[tuple[PointChange, ...]], object]
    ) -> None:
        """Every change of one point."""

        def ask(store: Store) -> tuple[PointChange, ...]:
            from shengsi_desktop.services import indicator_points

            return indicator_points.point_history(store, indicator_id, period)

        self.context.operations.run(ask, done, owner=self._owner)

    def write(self, cells: Sequence[PointCell], name: str) -> None:
        """Any cells at once, as one command of that name."""

        def put(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import indicator_points

            return indicator_points.set_cells(store, cells, name)

        self._run(put)

    def _run(self, write: Callable[[Store], frozenset[FieldKey]]) -> None:
        def failed(problem: BaseException) -> None:
            # what the grid shows is not what the store holds
            self._unkept()
            self.context.operations.tell(problem)

        self.context.operations.run(write, None, failed, owner=self._owner)


def emptied(indicator_id: str, cells: Iterable[tuple[str, str]]) -> list[PointCell]:
    """Those cells (field, period) without a value; how firm a figure is goes with it."""
    made = [PointCell(indicator_id, period, field, None) for field, period in cells]
    marks = [PointCell(indicator_id, one.period, "status", None) for one in made if one.field == "value"]
    return [*made, *marks]


def pasted(
    indicator: Indicator, year: int, first_month: int, lines: Iterable[tuple[str, str]]
) -> list[PointCell]:
    """Some fields' cells, each line from the same month on; they have been checked."""
    return [
        PointCell(
            indicator.id,
            month_key(year, first_month + place),
            field,
            read_figure(cell, Field(field), indicator),
        )
        for field, line in lines
        for place, cell in enumerate(line.split("\t"))
        if cell not in BLANK
    ]
