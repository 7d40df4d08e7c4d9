"""What the grid asks of the store and does to it, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.indicators import IndicatorStanding, PointCell, PointChange
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext


class GridFacts(NamedTuple):
    """Every indicator as the week reads it of a year, and which figures have been corrected."""

    year: int
    standings: tuple[IndicatorStanding, ...]
    corrected: frozenset[tuple[str, str, str]]


class GridCommands:
    """Queries and commands of one grid; `unkept` is called where a command failed."""

    def __init__(self, context: PageContext, owner: QObject, unkept: Callable[[], object]) -> None:
        self.context = context
        self._owner = owner
        self._unkept = unkept

    def read(self, year: int, done: Callable[[GridFacts], object]) -> None:
        """All that one year shows; of the week's own year as of the week."""
        week = self.context.week

        def ask(store: Store) -> GridFacts:
            from shengsi_desktop.services import indicators, point_marks

            found = indicators.week_standings(store, week, year)
            return GridFacts(year, found, point_marks.corrected_points(store))

        self.context.operations.run(ask, done, owner=self._owner)

    def write(
        self, cells: Sequence[PointCell], name: str, done: Callable[[bool], object] | None = None
    ) -> None:
        """Some cells as one command; `done` hears whether anything changed."""

        def act(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import indicators

            return indicators.set_cells(store, cells, name)

        def failed(problem: BaseException) -> None:
            # what the grid shows is not what the store holds
            self._unkept()
            self.context.operations.tell(problem)

        def finished(changed: frozenset[FieldKey]) -> None:
            if not changed:
                self._unkept()
            if done is not None:
                done(bool(changed))

        self.context.operations.run(act, finished, failed, owner=self._owner)

    def history(
        self, indicator_id: str, period: str, done: Callable[[tuple[PointChange, ...]], object]
    ) -> None:
        """What has been written at one point, newest first."""

        def ask(store: Store) -> tuple[PointChange, ...]:
            from shengsi_desktop.services import indicators

            return indicators.point_history(store, indicator_id, period)

        self.context.operations.run(ask, done, owner=self._owner)
