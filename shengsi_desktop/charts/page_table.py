"""The table of a printed page: each indicator's months, its target in the plan's words, its light with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.collections import LineCollection

from shengsi_desktop.charts.measure import LINE, shortened, wrapped
from shengsi_desktop.charts.numbers import scale_for
from shengsi_desktop.charts.periods import label
from shengsi_desktop.charts.pointing import value_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.canvas import Box, Chart
    from shengsi_desktop.charts.page import PageEntry
    from shengsi_desktop.charts.trend_series import TrendSeries

_SIZE = 8.5
_ROW = _SIZE * 1.75
_NAME = 150.0


def table_height(chart: Chart, entries: Sequence[PageEntry], sheet: Box) -> float:
    """Points that the table and the words below it take."""
    return (
        _ROW * (1 + sum(map(_rows_of, entries)))
        + sum(len(_said(chart, entry, sheet.width)) * _SIZE * LINE for entry in entries)
        + 6
    )


def draw_table(chart: Chart, entries: Sequence[PageEntry], sheet: Box) -> None:
    """Put it at the foot of the sheet."""
    if not entries:
        return
    periods = entries[0].series.periods[-12:]
    column = (sheet.width - _NAME) / max(len(periods), 1)
    top = sheet.bottom + table_height(chart, entries, sheet)
    rules = [top]
    _row(chart, sheet, top, "", [label(period) for period in periods], column)
    top -= _ROW
    for entry in entries:
        for name, cells in _lines(entry.series, periods):
            rules.append(top)
            _row(chart, sheet, top, name, cells, column)
            top -= _ROW
    rules.append(top)
    top -= 4
    for entry in entries:
        for line in _said(chart, entry, sheet.width):
            top -= _SIZE * LINE
            chart.write(line, sheet.left, top, size=_SIZE, color=chart.colors.ink)
    lines = LineCollection(
        [[(sheet.left, y), (sheet.right, y)] for y in rules], colors=chart.colors.edge, linewidths=0.6
    )
    lines.set_transform(chart.points)
    chart.add_artist(lines)


def _row(chart: Chart, sheet: Box, top: float, name: str, cells: Sequence[str], column: float) -> None:
    bottom = top - _ROW + _SIZE * 0.52
    chart.write(shortened(name, _SIZE, _NAME - 6, chart.family), sheet.left + 2, bottom, size=_SIZE)
    for number, cell in enumerate(cells):
        right = sheet.left + _NAME + (number + 1) * column - 4
        chart.write(cell, right, bottom, size=_SIZE, ha="right", color=chart.colors.ink)


def _rows_of(entry: PageEntry) -> int:
    return 1 + (any(value is not None for value in entry.series.planned) if entry.series.planned else 0)


def _lines(series: TrendSeries, periods: Sequence[str]) -> list[tuple[str, list[str]]]:
    scale = scale_for(max(map(abs, series.values), default=0.0), series.unit)
    unit = "" if series.ranked or not scale.unit else f"（{scale.unit}）"
    offset = len(series.periods) - len(periods)

    def cells(values: Sequence[float | None]) -> list[str]:
        shown = values[offset:] if values else [None] * len(periods)
        return ["" if value is None else value_words(series, value, scale, unit=False) for value in shown]

    rows = [(f"{series.name}{unit}", cells(series.actual))]
    if any(value is not None for value in series.planned):
        rows.append(("　计划", cells(series.planned)))
    return rows


def _said(chart: Chart, entry: PageEntry, room: float) -> list[str]:
    """Target, light with its reason, source: in lines that fit."""
    series, reading = entry.series, entry.reading
    parts = [
        f"年度目标：{series.target_words}" if series.target_words else "",
        f"{reading.light.shape} {reading.light.label}：{reading.reason}",
        series.source,
    ]
    words = f"{series.name}　" + "；".join(part for part in parts if part)
    return wrapped(words, _SIZE, room, chart.family)
