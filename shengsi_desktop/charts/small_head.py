"""Above a small figure: the indicator's name with its unit, and its newest value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.charts.canvas import TEXT_SIZE
from shengsi_desktop.charts.measure import LINE, shortened, width, wrapped
from shengsi_desktop.charts.pointing import value_words
from shengsi_desktop.charts.states import state_color

if TYPE_CHECKING:
    from shengsi_desktop.charts.canvas import Box, Chart
    from shengsi_desktop.charts.numbers import Scale
    from shengsi_desktop.charts.trend_series import TrendSeries

_VALUE = TEXT_SIZE + 1
_APART = 8.0


class SmallHead:
    """Laid out for a width: the value at the right, the name beside it in as many `lines` as it needs."""

    def __init__(self, chart: Chart, series: TrendSeries, scale: Scale, wide: float) -> None:
        self._chart, self._name = chart, series.name
        self._value = ""
        self._color = chart.colors.sea
        if series.stated:
            self._value = series.stated[-1][1].label
            self._color = state_color(chart.colors, series.stated[-1][1])
        elif series.newest is not None:
            self._value = value_words(series, series.actual[series.newest] or 0.0, scale, unit=False)
            self._value += "%" if scale.unit == "%" else ""
        self._room = wide - width(self._value, _VALUE, chart.family, bold=True) - _APART
        # the value says its % itself
        self._unit = f"（{scale.unit}）" if scale.unit not in {"", "%"} and not series.ranked else ""
        self._parts = wrapped(series.name, TEXT_SIZE, self._room, chart.family, bold=True) or [""]
        # a unit that finds no room behind the name stands below it
        if self._wide(self._parts[-1]) + self._wide_unit > self._room:
            self._parts.append("")
        self.lines = len(self._parts)

    def draw(self, box: Box, lines: int) -> float:
        """Put it into the upper end of `box`, in `lines` lines; the height that it takes."""
        chart, bottom = self._chart, box.top - TEXT_SIZE
        chart.write(self._value, box.right, bottom, size=_VALUE, bold=True, ha="right", color=self._color)
        *parts, last = self._in_lines(lines)
        for part in parts:
            chart.write(part, box.left, bottom, bold=True, color=chart.colors.ink)
            bottom -= TEXT_SIZE * LINE
        if last:
            chart.write(last, box.left, bottom, bold=True, color=chart.colors.ink)
        if self._unit and self._wide(last) + self._wide_unit <= self._room:
            chart.write(self._unit, box.left + self._wide(last), bottom)
        return TEXT_SIZE * LINE * lines + 4

    def _in_lines(self, lines: int) -> list[str]:
        """The name in at most so many lines; where these are too few, its end or the unit is left out."""
        if len(self._parts) <= lines:
            return self._parts
        kept, rest = self._parts[: lines - 1], "".join(self._parts[lines - 1 :])
        return [*kept, shortened(rest, TEXT_SIZE, self._room, self._chart.family, bold=True)]

    @property
    def _wide_unit(self) -> float:
        return width(self._unit, TEXT_SIZE, self._chart.family)

    def _wide(self, words: str) -> float:
        return width(words, TEXT_SIZE, self._chart.family, bold=True)
