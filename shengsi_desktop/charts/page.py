"""One page of A4 for one or several indicators: figure, table of the months, target, light with its reason, source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.charts.canvas import Box, Chart
from shengsi_desktop.charts.compare import draw_overlay
from shengsi_desktop.charts.measure import shortened
from shengsi_desktop.charts.multiples import draw_multiples
from shengsi_desktop.charts.page_table import draw_table, table_height
from shengsi_desktop.charts.trend import draw_trend

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shengsi_desktop.charts.trend_series import TrendSeries
    from shengsi_desktop.domain.tracking import Reading

#: A4, landscape, in points
_A4 = (841.89, 595.28)
_SIDE, _TOP, _FOOT = 42.0, 38.0, 34.0
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

    `day` is the day of the print, `unit_name` stands at the foot (单位). For `pdf_bytes`, or `png_bytes` at `dpi`.
    """
    scale = dpi / 72
    chart = Chart(_A4[0] * scale, _A4[1] * scale, dpi, dark=False, family=family)
    sheet = chart.whole.inside(_SIDE, _FOOT, _SIDE, _TOP)
    series = [entry.series for entry in entries]
    chart.write(
        shortened(title, _TITLE, sheet.width, family, bold=True), sheet.left + sheet.width / 2, sheet.top - _TITLE,
        size=_TITLE, bold=True, ha="center", color=chart.colors.ink,
    )  # fmt: skip
    below = table_height(chart, entries, sheet)
    figure = sheet.inside(0, below + 14, 0, _TITLE * 1.9)
    if len(series) == 1:
        draw_trend(chart, figure, series[0], empty="尚无数据")
    elif multiples:
        draw_multiples(chart, figure, series, percent_of_target=percent_of_target)
    else:
        draw_overlay(chart, figure, series, percent_of_target=percent_of_target)
    draw_table(chart, entries, sheet)
    _foot(chart, sheet, unit_name, day)
    return chart


def _foot(chart: Chart, sheet: Box, unit_name: str, day: date) -> None:
    bottom = sheet.bottom - 18
    chart.write(f"单位：{unit_name}", sheet.left, bottom)
    chart.write(f"打印日期：{day.year}年{day.month}月{day.day}日", sheet.right, bottom, ha="right")
