"""Small multiples: one small figure an indicator, alike in everything but the scale."""

from __future__ import annotations

import math
from dataclasses import replace
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
from shengsi_desktop.charts.canvas import Box, Chart
from shengsi_desktop.charts.labels import NOTHING
from shengsi_desktop.charts.lines import Look, draw, draw_values
from shengsi_desktop.charts.pointing import mark_line, percent_scale
from shengsi_desktop.charts.small_head import SmallHead
from shengsi_desktop.charts.states import draw_steps, states_range
from shengsi_desktop.charts.target import DASHES, draw_target
from shengsi_desktop.charts.trend_series import TrendSeries, on_whole_years, scale_of, shares_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.axis import Plane
    from shengsi_desktop.charts.numbers import Scale

#: points between two small figures
_BETWEEN = 16.0
#: how much wider than high one should be
_SHAPE = 1.5
#: points of height from which on a small figure has a name in two lines, in three, and labels on its axes
_TWO_LINES, _THREE_LINES, _LABELLED = 60.0, 100.0, 24.0
#: points of width below which there is no room for numbers beside it
_NARROW = 90.0


def draw_multiples(chart: Chart, box: Box, series: Sequence[TrendSeries], *, percent_of_target: bool) -> None:
    """Put the small figures into `box`, in rows from the upper left."""
    whole = [on_whole_years(one) for one in series]
    shown = [_in_percent(one) for one in whole] if percent_of_target else whole
    newest = [one.actual[one.newest] or 0.0 for one in shown if one.newest is not None]
    scales = [percent_scale(newest) if percent_of_target else scale_of(one) for one in shown]
    columns = columns_for(len(shown), box.width, box.height)
    rows = -(-len(shown) // columns)
    wide = (box.width - _BETWEEN * (columns - 1)) / columns
    high = (box.height - _BETWEEN * (rows - 1)) / max(rows, 1)
    heads = [SmallHead(chart, one, scale, wide) for one, scale in zip(shown, scales, strict=True)]
    # all names of a grid take as many lines as the longest one needs, where there is room for them
    lines = min(max((head.lines for head in heads), default=1), lines_in(high))
    shared = [value for one in shown for value in one.actual if value is not None]
    for number, (one, scale, head) in enumerate(zip(shown, scales, heads, strict=True)):
        row, column = divmod(number, columns)
        left = box.left + column * (wide + _BETWEEN)
        bottom = box.top - (row + 1) * high - row * _BETWEEN
        place = Box(left, bottom, wide, high)
        taken = head.draw(place, lines)
        on = _draw_small(chart, place, one, scale, taken, [*shared, 100.0] if percent_of_target else [])
        own = whole[number]
        mark_line(on, own, one.actual, scale.divisor, scale_of(own), chart.colors.sea, named=True)


def lines_in(height: float) -> int:
    """How many lines a name may take above a small figure of so many points."""
    return 1 if height <= _TWO_LINES else 2 if height <= _THREE_LINES else 3


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
        states=series.states,
    )


def _draw_small(
    chart: Chart, box: Box, series: TrendSeries, scale: Scale, head: float, shared: Sequence[float]
) -> Plane:
    """One of them, below its head; `shared` are the numbers of all, where all have one scale."""
    own = [value for value in (*series.actual, *series.target_line) if value is not None]
    numbers = [*own, *series.targets]
    ticks = ticks_below(chart, series.periods, box.width * 0.85, through=series.through)
    if box.height - head - room_below(ticks) < _LABELLED:
        ticks = []
    below = room_below(ticks) if ticks else 2.0
    height = max(box.height - head - below, 8.0)
    y = _range([value / scale.divisor for value in shared or numbers], height, series, data=bool(own))
    if y and (height < _LABELLED or box.width < _NARROW):
        y = replace(y, named=False)
    beside = label_room(chart, y.labels) if y and y.named else 0.0
    on = plane(chart, box.inside(beside, below, 4.0, head), y, len(series.periods), ticks)
    draw_target(on, series, scale)
    if series.stated:
        draw_steps(on, series)
        return on
    if series.newest is None:
        chart.write(
            NOTHING, on.box.left + on.box.width / 2, on.box.bottom + on.box.height * 0.4, ha="center"
        ).set_zorder(4)
        return on
    anew = series.periods if series.adds_up else ()
    bound = Look("", chart.colors.red, DASHES, 1.0)
    for look, values in ((bound, series.target_line), (Look("", chart.colors.sea, "-", 1.6), series.actual)):
        if values:
            draw_values(on, look, values, divisor=scale.divisor, anew=anew)
    newest = (series.actual[series.newest] or 0.0) / scale.divisor
    draw(on, Look("", chart.colors.sea, "none", 0.0, "o", 4.5), [series.newest], [newest])
    return on


def _range(numbers: Sequence[float], height: float, series: TrendSeries, *, data: bool) -> Range | None:
    if series.stated:
        return states_range()
    if not numbers:
        return None
    if series.ranked:
        return rank_range(numbers, height)
    return range_of(numbers, height, data=data, headroom=4.0)
