"""走势 and 录入 read indicators as of the shown week, as its workbook does, and say so."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import exporting
from shengsi_desktop.services import indicators as service

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import IndicatorStanding
    from tests.gui.indicators.conftest import Indicators


def test_both_views_show_the_light_of_the_shown_weeks_workbook(indicators: Indicators) -> None:
    running, window = indicators.running, indicators.running.window
    gdp = next(
        one for one in indicators.page._standings.values() if one.indicator.name == "地区生产总值"
    ).indicator.id
    running.ask(lambda store: service.set_point(store, gdp, "2023-06", value=Decimal(56)))
    running.ask(lambda store: service.set_point(store, gdp, "2023-08", value=Decimal(142)))
    for label in ("2023-W33", "2023-W30"):
        week = parse_week(label, window.context.settings.rhythm)
        unit = window.context.unit.id
        book = running.ask(lambda store, week=week, unit=unit: exporting.week_book(store, unit, week))
        window.show_week(week)
        running.settle()
        seen: list[IndicatorStanding] = [indicators.page._standings[gdp]]
        window.page.show_view("grid")
        running.settle()
        grid = window.page.view_of("grid")
        seen += [one for one in grid._facts.standings if one.indicator.id == gdp]
        told = next(one for one in book.indicators if one.indicator.id == gdp).reading
        assert [one.reading for one in seen] == [told, told]
        month = 7 if label == "2023-W30" else 8
        assert indicators.page.tools.count.whole.endswith(f"截至{month}月")
        assert grid.foot._count.text().endswith(f"截至{month}月")
        window.page.show_view("trend")
        running.settle()
