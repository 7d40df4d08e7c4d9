"""Small multiples: one small figure an indicator, alike in everything but the scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shengsi_desktop.charts.axis import label_room, plane, range_of, rank_range
from shengsi_desktop.charts.canvas import TEXT_SIZE, Box, Chart
from shengsi_desktop.charts.lines import Look, broken, draw, known
from shengsi_desktop.charts.measure import LINE, shortened, width
from shengsi_desktop.charts.numbers import Scale, fixed, scale_for
from shengsi_desktop.charts.pointing import mark_line, value_words
from shengsi_desktop.charts.target import draw_target
from shengsi_desktop.charts.trend_series import TrendSeries, on_whole_years, shares_of

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = "尚无数据"
_SMALL = 7.5
#: points between two small figures
_BETWEEN = 16.0
#: how much wider than high one should be
_SHAPE = 1.7


def draw_multiples(chart: Chart, box: Box, series: Sequence[TrendSeries], *, percent_of_target: bool) -> None:
    """Put the small figures into `box`, in rows from the upper left."""
    shown = [_in_percent(on_whole_years(one)) if percent_of_target else on_whole_years(one) for one in series]
    columns = columns_for(len(shown), box.width, box.height)
    rows = -(-len(shown) // columns)
    wide = (box.width - _BETWEEN * (columns - 1)) / columns
    high = (box.height - _BETWEEN * (rows - 1)) / max(rows, 1)
    for number, one in enumerate(shown):
        row, column = divmod(number, columns)
        left = box.left + column * (wide + _BETWEEN)
        bottom = box.top - (row + 1) * high - row * _BETWEEN
        _draw_small(chart, Box(left, bottom, wide, high), one, percent=percent_of_target)


def columns_for(count: int, wide: float, high: float) -> int:
    """How many columns give small figures of the best shape."""

    def misfit(columns: int) -> float:
        rows = -(-count // columns)
        return abs(math.log((wide / columns) / (high / rows) / _SHAPE)) + 0.04 * (rows * columns - count)

    return min(range(1, max(count, 1) + 1), key=misfit)


def _in_percent(series: TrendSeries) -> TrendSeries:
    """The series in percent of its target."""
    shares = shares_of(series)
    return TrendSeries(
        series.name, "%", series.periods, shares or (None,) * len(series.periods), target=100.0,
        key=series.key, adds_up=series.adds_up,
    )  # fmt: skip


def _draw_small(chart: Chart, box: Box, series: TrendSeries, *, percent: bool) -> None:
    numbers = [value for value in (*series.actual, *series.target_line) if value is not None] + series.targets
    scale = Scale(1.0, "%") if percent else scale_for(max(map(abs, numbers), default=0.0), series.unit)
    head = _head(chart, box, series, scale)
    below = _SMALL * LINE + 4
    height = max(box.height - head - below, 8.0)
    scaled = [value / scale.divisor for value in numbers] or [0.0, 1.0]
    y = rank_range(scaled, height) if series.ranked else range_of(scaled, height, headroom=4.0)
    beside = label_room(chart, y.labels, _SMALL)
    on = plane(chart, box.inside(beside, below, 4.0, head), y, series.periods, size=_SMALL)
    draw_target(on, series, scale)
    places, values = known(series.actual, scale.divisor)
    if not places:
        chart.write(
            NOTHING,
            on.box.left + on.box.width / 2,
            on.box.bottom + on.box.height / 2,
            ha="center",
            va="center",
        )
        return
    xs, ys = [float(one) for one in places], values
    if series.adds_up:
        xs, ys = broken(places, values, series.periods)
    draw(on, Look("实际", chart.colors.sea, "-", 1.6), xs, ys)
    draw(on, Look("最新", chart.colors.sea, "none", 0.0, "o", 4.5), [places[-1]], [values[-1]])
    mark_line(on, series, series.actual, scale, chart.colors.sea, named=True)


def _head(chart: Chart, box: Box, series: TrendSeries, scale: Scale) -> float:
    """Name and unit, the newest value at the right. Its height."""
    newest = series.newest
    words = "" if newest is None else value_words(series, series.actual[newest] or 0.0, scale, unit=False)
    if newest is not None and scale.unit == "%":
        words = f"{fixed(series.actual[newest] or 0.0, 1).removesuffix('.0')}%"
    bottom = box.top - TEXT_SIZE
    room = box.width - width(words, TEXT_SIZE + 1, chart.family, bold=True) - 8
    unit = f"（{scale.unit}）" if scale.unit and not series.ranked else ""
    name = shortened(
        series.name, TEXT_SIZE, room - width(unit, _SMALL, chart.family), chart.family, bold=True
    )
    chart.write(name, box.left, bottom, bold=True, color=chart.colors.ink)
    after = box.left + width(name, TEXT_SIZE, chart.family, bold=True)
    chart.write(unit, after, bottom, size=_SMALL, color=chart.colors.third)
    chart.write(words, box.right, bottom, size=TEXT_SIZE + 1, bold=True, ha="right", color=chart.colors.sea)
    return TEXT_SIZE * LINE + 4
