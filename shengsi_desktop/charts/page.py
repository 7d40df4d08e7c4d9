"""One page of A4 for one or several indicators: figure, table of the months, target, light with its reason, source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.charts.canvas import Box, Chart
from shengsi_desktop.charts.compare import MOST, draw_overlay
from shengsi_desktop.charts.labels import NOTHING
from shengsi_desktop.charts.measure import shortened
from shengsi_desktop.charts.multiples import draw_multiples
from shengsi_desktop.charts.page_table import PageTable
from shengsi_desktop.charts.periods import label
from shengsi_desktop.charts.trend import draw_trend
from shengsi_desktop.domain.periods import last_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shengsi_desktop.charts.trend_series import TrendSeries
    from shengsi_desktop.domain.tracking import Reading

__all__ = ["MOST", "PageEntry", "page_figure"]

#: A4, landscape, in points
_A4 = (841.89, 595.28)
_SIDE, _TOP, _FOOT = 42.0, 38.0, 38.0
_TITLE = 18.0
_PRINT_DPI = 150.0


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One indicator of the page, with its light and the light's reason."""

    series: TrendSeries
    reading: Reading


def page_figure(
    entries: Sequence[PageEntry],
    *,
    title: str,
    unit_name: str,
    day: date,
    family: str,
    percent_of_target: bool = False,
    multiples: bool = False,
    dpi: float = _PRINT_DPI,
) -> Chart:
    """A4 landscape, light: one indicator as its trend, several on shared axes or as small multiples.

    `day` is the day of the print, `unit_name` stands at the foot (单位). A page holds twelve indicators; more
    raise ValueError. For `pdf_bytes`, or `png_bytes` at `dpi`.
    """
    if len(entries) > MOST:
        raise ValueError(f"{len(entries)} indicators on one page")
    scale = dpi / 72
    chart = Chart(round(_A4[0] * scale), round(_A4[1] * scale), dpi, dark=False, family=family)
    sheet = chart.whole.inside(_SIDE, _FOOT, _SIDE, _TOP)
    words = shortened(title, _TITLE, sheet.width, family, bold=True)
    middle = sheet.left + sheet.width / 2
    chart.write(
        words, middle, sheet.top - _TITLE, size=_TITLE, bold=True, ha="center", color=chart.colors.ink
    )
    table = PageTable(chart, entries, sheet)
    inside = sheet.inside(0, table.height + 12, 0, _TITLE * 1.9)
    series = [entry.series for entry in entries]
    if len(series) == 1:
        draw_trend(chart, inside, series[0], empty=NOTHING)
    elif multiples:
        draw_multiples(chart, inside, series, percent_of_target=percent_of_target)
    else:
        draw_overlay(chart, inside, series, percent_of_target=percent_of_target)
    table.draw()
    _foot(chart, sheet, series, unit_name, day)
    return chart


def _foot(chart: Chart, sheet: Box, series: Sequence[TrendSeries], unit_name: str, day: date) -> None:
    bottom = sheet.bottom - 20
    newest = [one.periods[one.newest] for one in series if one.newest is not None]
    chart.write(f"单位：{unit_name}", sheet.left, bottom)
    if newest:
        period = max(newest, key=last_day)
        words = label(period) if len(period) == len("2023") else f"{period[:4]}年{label(period)}"
        chart.write(f"数据截至{words}", sheet.left + sheet.width / 2, bottom, ha="center")
    chart.write(f"打印日期：{day.year}年{day.month}月{day.day}日", sheet.right, bottom, ha="right")
