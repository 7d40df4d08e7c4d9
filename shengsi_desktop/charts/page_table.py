"""The table of a printed page: each indicator's target, light and months; below it why the light is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.collections import LineCollection

from shengsi_desktop.charts.measure import LINE, shortened, width, wrapped
from shengsi_desktop.charts.numbers import in_scale
from shengsi_desktop.charts.periods import label
from shengsi_desktop.charts.trend_series import aligned, scale_of
from shengsi_desktop.domain.words import Light

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.canvas import Box, Chart
    from shengsi_desktop.charts.numbers import Scale
    from shengsi_desktop.charts.page import PageEntry
    from shengsi_desktop.charts.trend_series import TrendSeries, Values

_MONTHS = 12
#: more indicators than that get no row for the plan, and smaller signs
_FEW = 4
#: of the width: name, target, light; the months share what is left
_NAME, _TARGET, _LIGHT = 0.17, 0.12, 0.065


class PageTable:
    """The table, laid out for the width of a sheet; `height` are the points that it takes at its foot."""

    def __init__(self, chart: Chart, entries: Sequence[PageEntry], sheet: Box) -> None:
        self._chart, self._entries, self._sheet = chart, entries, sheet
        self._series = aligned([entry.series for entry in entries])
        self._size = 8.5 if len(entries) <= _FEW else 7.5
        self._row = self._size * 1.72
        self._periods = self._series[0].periods[-_MONTHS:] if entries else ()
        self._rows = [row for number in range(len(entries)) for row in self._rows_of(number)]
        self._reasons = [line for entry in entries for line in self._said(entry)]
        self.height = self._row * (1 + len(self._rows)) + 5 + len(self._reasons) * self._size * LINE

    def draw(self) -> None:
        """Put it at the foot of the sheet."""
        sheet = self._sheet
        top = sheet.bottom + self.height
        rules = [top, top - self._row]
        years = {period[:4] for period in self._periods}
        through = all(one.through for one in self._series)
        heads = [label(period, through=through) for period in self._periods]
        self._write_row(
            top, [f"{years.pop()}年" if len(years) == 1 else "", "年度目标", "亮灯", *heads], None
        )
        for cells, light in self._rows:
            top -= self._row
            self._write_row(top, cells, light)
            rules.append(top - self._row)
        top -= self._row + 5
        for line in self._reasons:
            top -= self._size * LINE
            self._chart.write(line, sheet.left, top + 2, size=self._size, color=self._chart.colors.ink)
        lines = LineCollection(
            [[(sheet.left, y), (sheet.right, y)] for y in rules],
            colors=self._chart.colors.edge,
            linewidths=0.6,
        )
        lines.set_transform(self._chart.points)
        self._chart.add_artist(lines)

    def _rows_of(self, number: int) -> list[tuple[list[str], Light | None]]:
        """The indicator's values, and its plan where there is room for it."""
        entry, series = self._entries[number], self._series[number]
        scale = scale_of(series)
        unit = f"（{scale.unit}）" if scale.unit and not series.ranked else ""
        light = entry.reading.light
        words = f"{light.shape} {light.label}"
        actual = self._cells(series, series.actual, scale)
        target = in_scale(series.target_words, series.unit, scale)
        rows: list[tuple[list[str], Light | None]] = [
            ([f"{series.name}{unit}", target, words, *actual], light)
        ]
        if len(self._entries) <= _FEW and any(value is not None for value in series.planned):
            rows.append((["　计划", "", "", *self._cells(series, series.planned, scale)], None))
        return rows

    def _cells(self, series: TrendSeries, values: Values, scale: Scale) -> list[str]:
        shown = (values or (None,) * len(series.periods))[-len(self._periods) :]
        if series.stated:
            return [state.label for state in series.states[-len(self._periods) :]]
        if series.ranked:
            return ["" if value is None else f"第{value:.0f}位" for value in shown]
        return ["" if value is None else scale.shown(value) for value in shown]

    def _said(self, entry: PageEntry) -> list[str]:
        """Why the light is what it is, and whose figures these are: whole where there is room, else one line."""
        series = entry.series
        words = f"{series.name}：{'；'.join(part for part in (entry.reading.reason, series.source) if part)}"
        if len(self._entries) > _FEW:
            return [shortened(words, self._size, self._sheet.width, self._chart.family)]
        return wrapped(words, self._size, self._sheet.width, self._chart.family)

    def _write_row(self, top: float, cells: Sequence[str], light: Light | None) -> None:
        chart, sheet, size = self._chart, self._sheet, self._size
        bottom = top - self._row + size * 0.5
        left = sheet.left
        for cell, share in zip(cells, (_NAME, _TARGET, _LIGHT), strict=False):
            room = sheet.width * share
            color = _color(chart, light) if share == _LIGHT else chart.colors.ink
            chart.write(
                shortened(cell, size, room - 6, chart.family), left + 2, bottom, size=size, color=color
            )
            left += room
        column = (sheet.right - left) / max(len(self._periods), 1)
        for number, cell in enumerate(cells[3:]):
            room = column - 4
            fitting = min(size, size * room / max(width(cell, size, chart.family), 1.0))
            chart.write(
                cell,
                left + (number + 1) * column - 2,
                bottom,
                size=fitting,
                ha="right",
                color=chart.colors.ink,
            )


def _color(chart: Chart, light: Light | None) -> str:
    """The colour of a lamp on paper; its sign and word say the same."""
    colors = chart.colors
    return (
        {
            Light.RED: colors.red,
            Light.YELLOW: colors.yellow,
            Light.GREEN: colors.green,
            Light.DONE: colors.done,
        }.get(light, colors.ink)
        if light
        else colors.ink
    )
