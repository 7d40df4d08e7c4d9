"""The table of a printed page: each indicator's target, light and months; below it why the light is what it is."""

from __future__ import annotations

from dataclasses import dataclass
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
#: of the width: what name, target and light have at least; the months share what the words leave them
_NAME, _TARGET, _LIGHT = 0.17, 0.12, 0.065
#: the column of the light
_LAMP = 2
#: points beside the words of a cell
_PAD = 8.0
#: of the sheet's height: with more than that for the table, reasons are said in one line each
_MOST = 0.58


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the words of the first columns in lines, the numbers of the months, the light that it has."""

    words: tuple[list[str], ...]
    cells: list[str]
    light: Light | None = None

    @property
    def lines(self) -> int:
        """How many lines it is high."""
        return max(1, *(len(one) for one in self.words))


class PageTable:
    """The table, laid out for the width of a sheet; `height` are the points that it takes at its foot.

    Paper cannot be pointed at: names and targets are told whole, in as many lines as they need.
    """

    def __init__(self, chart: Chart, entries: Sequence[PageEntry], sheet: Box) -> None:
        self._chart, self._entries, self._sheet = chart, entries, sheet
        self._series = aligned([entry.series for entry in entries])
        self._size = 8.5 if len(entries) <= _FEW else 7.5
        self._periods = self._series[0].periods[-_MONTHS:] if entries else ()
        rows = [row for number in range(len(entries)) for row in self._rows_of(number)]
        self._widths = self._columns([self._heads(), *[cells for cells, _ in rows]])
        self._rows = [self._row(self._heads(), None), *[self._row(cells, light) for cells, light in rows]]
        self._reasons = [line for entry in entries for line in self._said(entry, whole=True)]
        if self.height > sheet.height * _MOST:
            self._reasons = [line for entry in entries for line in self._said(entry, whole=False)]

    @property
    def height(self) -> float:
        """Points that it takes."""
        return sum(map(self._high, self._rows)) + 5 + len(self._reasons) * self._size * LINE

    def draw(self) -> None:
        """Put it at the foot of the sheet."""
        sheet = self._sheet
        top = sheet.bottom + self.height
        rules = [top]
        for row in self._rows:
            self._write_row(top, row)
            top -= self._high(row)
            rules.append(top)
        top -= 5
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

    def _heads(self) -> list[str]:
        years = {period[:4] for period in self._periods}
        through = all(one.through for one in self._series)
        year = f"{years.pop()}年" if len(years) == 1 else ""
        return [year, "年度目标", "亮灯", *(label(period, through=through) for period in self._periods)]

    def _columns(self, rows: Sequence[Sequence[str]]) -> tuple[float, float, float]:
        """How wide name, target and light are: as their words wish, as far as the months can do without."""
        wide = self._sheet.width
        wishes = [max(self._wide(cells[column]) for cells in rows) + _PAD for column in range(3)]
        numbers = max((self._wide(cell) for cells in rows for cell in cells[3:]), default=0.0) + 6
        light = max(wishes[2], wide * _LIGHT)
        free = wide - light - numbers * len(self._periods)
        name, target = wide * _NAME, wide * _TARGET
        free = max(free - name - target, 0.0)
        more_name, more_target = max(wishes[0] - name, 0.0), max(wishes[1] - target, 0.0)
        # what one of them does not need goes to the other
        for_name = min(more_name, max(free / 2, free - more_target))
        return name + for_name, target + min(more_target, free - for_name), light

    def _row(self, cells: Sequence[str], light: Light | None) -> Row:
        family = self._chart.family
        words = tuple(
            wrapped(cell, self._size, room - _PAD + 2, family)
            for cell, room in zip(cells, self._widths, strict=False)
        )
        return Row(words, list(cells[3:]), light)

    def _high(self, row: Row) -> float:
        return self._size * (1.72 + (row.lines - 1) * LINE)

    def _wide(self, words: str) -> float:
        return width(words, self._size, self._chart.family)

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

    def _said(self, entry: PageEntry, *, whole: bool) -> list[str]:
        """Why the light is what it is, and whose figures these are: whole where there is room, else one line."""
        series = entry.series
        words = f"{series.name}：{'；'.join(part for part in (entry.reading.reason, series.source) if part)}"
        if whole:
            return wrapped(words, self._size, self._sheet.width, self._chart.family)
        return [shortened(words, self._size, self._sheet.width, self._chart.family)]

    def _write_row(self, top: float, row: Row) -> None:
        chart, sheet, size = self._chart, self._sheet, self._size
        first = top - size * 1.22
        left = sheet.left
        for column, (lines, room) in enumerate(zip(row.words, self._widths, strict=True)):
            color = _color(chart, row.light) if column == _LAMP else chart.colors.ink
            for number, line in enumerate(lines):
                chart.write(line, left + 2, first - number * size * LINE, size=size, color=color)
            left += room
        column_wide = (sheet.right - left) / max(len(self._periods), 1)
        for number, cell in enumerate(row.cells):
            fitting = min(size, size * (column_wide - 4) / max(self._wide(cell), 1.0))
            right = left + (number + 1) * column_wide - 2
            chart.write(cell, right, first, size=fitting, ha="right", color=chart.colors.ink)


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
