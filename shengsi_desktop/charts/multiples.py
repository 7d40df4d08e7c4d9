"""Small multiples: one small figure an indicator, alike in everything but the scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shengsi_desktop.charts.axis import (
    Range,
    label_room,
    plane,
    range_of,
    rank_range,
    room_below,
    ticks_below,
)
from shengsi_desktop.charts.canvas import TEXT_SIZE, Box, Chart
from shengsi_desktop.charts.lines import Look, draw, draw_values
from shengsi_desktop.charts.measure import LINE, shortened, width, wrapped
from shengsi_desktop.charts.numbers import Scale, scale_for
from shengsi_desktop.charts.pointing import mark_line, percent_words, value_words
from shengsi_desktop.charts.target import DASHES, draw_target
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
    shown = [on_whole_years(one) for one in series]
    if percent_of_target:
        shown = [_in_percent(one) for one in shown]
    columns = columns_for(len(shown), box.width, box.height)
    rows = -(-len(shown) // columns)
    wide = (box.width - _BETWEEN * (columns - 1)) / columns
    high = (box.height - _BETWEEN * (rows - 1)) / max(rows, 1)
    # all names of a grid take as many lines as the longest one needs
    lines = max((len(_name_lines(chart, one, wide)) for one in shown), default=1)
    shared = [value for one in shown for value in one.actual if value is not None]
    for number, one in enumerate(shown):
        row, column = divmod(number, columns)
        left = box.left + column * (wide + _BETWEEN)
        bottom = box.top - (row + 1) * high - row * _BETWEEN
        _draw_small(
            chart, Box(left, bottom, wide, high), one, lines, [*shared, 100.0] if percent_of_target else []
        )


def columns_for(count: int, wide: float, high: float) -> int:
    """How many columns give small figures of the best shape."""

    def misfit(columns: int) -> float:
        rows = -(-count // columns)
        return abs(math.log((wide / columns) / (high / rows) / _SHAPE)) + 0.25 * (rows * columns - count)

    return min(range(1, max(count, 1) + 1), key=misfit) if count else 1


def _in_percent(series: TrendSeries) -> TrendSeries:
    """The series in percent of its target, against a target of 100 %."""
    shares = shares_of(series) or (None,) * len(series.periods)
    return TrendSeries(
        series.name,
        "%",
        series.periods,
        shares,
        target=100.0,
        key=series.key,
        adds_up=series.adds_up,
        through=series.through,
    )


def _draw_small(chart: Chart, box: Box, series: TrendSeries, lines: int, shared: Sequence[float]) -> None:
    """One of them; `shared` are the numbers of all, where all have one scale."""
    own = [value for value in (*series.actual, *series.target_line) if value is not None]
    numbers = [*own, *series.targets]
    scale = Scale(1.0, "%") if shared else scale_for(max(map(abs, numbers), default=0.0), series.unit)
    head = _head(chart, box, series, scale, lines)
    ticks = ticks_below(chart, series.periods, box.width * 0.85, size=_SMALL, through=series.through)
    below = room_below(ticks, _SMALL)
    height = max(box.height - head - below, 8.0)
    y = _range([value / scale.divisor for value in shared or numbers], height, series, data=bool(own))
    beside = label_room(chart, y.labels, _SMALL) if y else 0.0
    on = plane(chart, box.inside(beside, below, 4.0, head), y, len(series.periods), ticks, size=_SMALL)
    draw_target(on, series, scale)
    if series.newest is None:
        chart.write(
            NOTHING, on.box.left + on.box.width / 2, on.box.bottom + on.box.height * 0.4, ha="center"
        ).set_zorder(4)
        return
    anew = series.periods if series.adds_up else ()
    bound = Look("", chart.colors.red, DASHES, 1.0)
    for look, values in ((bound, series.target_line), (Look("", chart.colors.sea, "-", 1.6), series.actual)):
        if values:
            draw_values(on, look, values, divisor=scale.divisor, anew=anew)
    newest = (series.actual[series.newest] or 0.0) / scale.divisor
    draw(on, Look("", chart.colors.sea, "none", 0.0, "o", 4.5), [series.newest], [newest])
    mark_line(on, series, series.actual, scale, chart.colors.sea, named=True)


def _range(numbers: Sequence[float], height: float, series: TrendSeries, *, data: bool) -> Range | None:
    if not numbers:
        return None
    if series.ranked:
        return rank_range(numbers, height)
    return range_of(numbers, height, data=data, headroom=4.0)


def _head(chart: Chart, box: Box, series: TrendSeries, scale: Scale, lines: int) -> float:
    """Name and unit, the newest value at the right. Its height."""
    value = _value(series, scale)
    bottom = box.top - TEXT_SIZE
    chart.write(value, box.right, bottom, size=TEXT_SIZE + 1, bold=True, ha="right", color=chart.colors.sea)
    unit = f"（{scale.unit}）" if scale.unit and scale.unit != "%" and not series.ranked else ""
    room = _name_room(chart, series, box.width)
    words = _name_lines(chart, series, box.width)[:lines]
    for number, line in enumerate(words):
        last = number == len(words) - 1
        left = room - (width(unit, _SMALL, chart.family) if last else 0.0)
        shown = shortened(line, TEXT_SIZE, left, chart.family, bold=True)
        chart.write(shown, box.left, bottom - number * TEXT_SIZE * LINE, bold=True, color=chart.colors.ink)
        if last and unit:
            after = box.left + width(shown, TEXT_SIZE, chart.family, bold=True)
            chart.write(
                unit, after, bottom - number * TEXT_SIZE * LINE, size=_SMALL, color=chart.colors.third
            )
    return TEXT_SIZE * LINE * lines + 4


def _value(series: TrendSeries, scale: Scale) -> str:
    if series.newest is None:
        return ""
    value = series.actual[series.newest] or 0.0
    return percent_words(value) if scale.unit == "%" else value_words(series, value, scale, unit=False)


def _name_room(chart: Chart, series: TrendSeries, wide: float) -> float:
    scale = scale_for(max((abs(one) for one in series.values), default=0.0), series.unit)
    return wide - width(_value(series, scale), TEXT_SIZE + 1, chart.family, bold=True) - 8


def _name_lines(chart: Chart, series: TrendSeries, wide: float) -> list[str]:
    """The name in at most two lines, the second one as long as it is."""
    room = _name_room(chart, series, wide)
    unit = f"（{series.unit}）" if series.unit and series.unit != "%" and not series.ranked else ""
    whole = width(series.name, TEXT_SIZE, chart.family, bold=True) + width(unit, _SMALL, chart.family)
    if whole <= room:
        return [series.name]
    lines = wrapped(series.name, TEXT_SIZE, room, chart.family, bold=True)
    return [lines[0], "".join(lines[1:])] if len(lines) > 1 else lines
