"""Above a small figure: the indicator's name with its unit, and its newest value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.charts.canvas import TEXT_SIZE
from shengsi_desktop.charts.measure import LINE, shortened, width, wrapped
from shengsi_desktop.charts.pointing import percent_words, value_words

if TYPE_CHECKING:
    from shengsi_desktop.charts.canvas import Box, Chart
    from shengsi_desktop.charts.numbers import Scale
    from shengsi_desktop.charts.trend_series import TrendSeries

SMALL = 7.5
_VALUE = TEXT_SIZE + 1
_APART = 8.0
#: signs of a name that must be left before it takes room from the unit
_LEAST_SIGNS = 4


class SmallHead:
    """Laid out for a width: the value at the right, the name in `lines` (one or two) beside it."""

    def __init__(self, chart: Chart, series: TrendSeries, scale: Scale, wide: float) -> None:
        self._chart, self._name = chart, series.name
        self._value = ""
        if series.newest is not None:
            newest = series.actual[series.newest] or 0.0
            percent = scale.unit == "%"
            self._value = percent_words(newest) if percent else value_words(series, newest, scale, unit=False)
        self._room = wide - width(self._value, _VALUE, chart.family, bold=True) - _APART
        # the value says its % itself
        self._unit = f"（{scale.unit}）" if scale.unit not in {"", "%"} and not series.ranked else ""
        if self._room - self._wide_unit < TEXT_SIZE * min(_LEAST_SIGNS, len(series.name)):
            self._unit = ""
        self.lines = 1 if self._wide(self._name) + self._wide_unit <= self._room else 2

    def draw(self, box: Box, lines: int) -> float:
        """Put it into the upper end of `box`, in `lines` lines; the height that it takes."""
        chart, bottom = self._chart, box.top - TEXT_SIZE
        chart.write(
            self._value, box.right, bottom, size=_VALUE, bold=True, ha="right", color=chart.colors.sea
        )
        parts = [self._name]
        if lines > 1 and self.lines > 1:
            first, *rest = wrapped(self._name, TEXT_SIZE, self._room, chart.family, bold=True)
            parts = [first, "".join(rest)] if rest else [first]
        for part in parts[:-1]:
            chart.write(part, box.left, bottom, bold=True, color=chart.colors.ink)
            bottom -= TEXT_SIZE * LINE
        last = shortened(parts[-1], TEXT_SIZE, self._room - self._wide_unit, chart.family, bold=True)
        chart.write(last, box.left, bottom, bold=True, color=chart.colors.ink)
        if self._unit:
            chart.write(self._unit, box.left + self._wide(last), bottom, size=SMALL, color=chart.colors.third)
        return TEXT_SIZE * LINE * lines + 4

    @property
    def _wide_unit(self) -> float:
        return width(self._unit, SMALL, self._chart.family)

    def _wide(self, words: str) -> float:
        return width(words, TEXT_SIZE, self._chart.family, bold=True)
