"""指标趋势 in the real window over a real store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QThreadPool
from sqlmodel import select

from shengsi_desktop.store.tables import Indicator, IndicatorPoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex

    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.pages.indicators.trend.view import TrendView

PORT = "港口货物吞吐量"


@pytest.fixture
def first_page() -> str:
    return "indicators"


class Indicators:
    """The page, and what a test asks of it."""

    def __init__(self, running: Any) -> None:
        self.running = running
        self.qtbot = running.qtbot
        running.window.show_page("indicators")
        running.settle()
        self.page: TrendView = running.window.page.view_of("trend")

    def choose(self, name: str) -> None:
        """Show one indicator."""
        one = next(one for one in self.page._standings.values() if one.indicator.name == name)
        assert self.page.view.choose(one.indicator.id)
        self.running.settle()

    def cell(self, series: str, month: int) -> QModelIndex:
        """A cell of the grid."""
        row = {"planned": 0, "value": 1, "province": 2, "change": 3}[series]
        return self.page.entry.model.index(row, month - 1)

    def drawn(self) -> Any:
        """The picture, once it shows what is known."""
        self.qtbot.waitUntil(lambda: self.page.chart.up_to_date, timeout=20000)
        return self.page.chart.image

    def points(self) -> dict[tuple[str, str], tuple[str | None, str | None, str | None]]:
        """(name, period) → value, plan, province, as stored."""

        def read(store: Store) -> dict[tuple[str, str], tuple[str | None, str | None, str | None]]:
            with store.reading() as session:
                names = {row.id: row.name for row in session.exec(select(Indicator)).all()}
                return {
                    (names[row.indicator_id], row.period): (row.value, row.planned, row.province)
                    for row in session.exec(select(IndicatorPoint)).all()
                    if not row.dead
                }

        self.running.settle()
        found: dict[tuple[str, str], tuple[str | None, str | None, str | None]] = self.running.ask(read)
        return found


@pytest.fixture
def indicators(run: Callable[..., Any]) -> Any:
    """The page of 县文广旅体局; nothing is left being drawn."""
    made = Indicators(run())
    yield made
    made.qtbot.waitUntil(lambda: not made.page.chart.drawer.busy, timeout=20000)
    QThreadPool.globalInstance().waitForDone(20000)
