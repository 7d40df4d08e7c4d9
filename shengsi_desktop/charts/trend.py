"""The trend of one indicator: actual, plan, forecast, last year, province, and the year's target.

Draws what it is given; what a target means for a light is not decided here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shengsi_desktop.charts.axis import label_room, plane, range_of, rank_range, room_below, ticks_below
from shengsi_desktop.charts.canvas import Box, Chart
from shengsi_desktop.charts.labels import (
    MARGIN,
    NOTHING,
    aside,
    caption,
    label_point,
    say_empty,
    unit_caption,
)
from shengsi_desktop.charts.legend import draw_legend, legend_for
from shengsi_desktop.charts.lines import Look, draw, draw_values
from shengsi_desktop.charts.numbers import in_scale
from shengsi_desktop.charts.placing import Ink
from shengsi_desktop.charts.pointing import mark_series, value_words
from shengsi_desktop.charts.states import draw_states
from shengsi_desktop.charts.target import DASHES, draw_target, label_target, target_words, year_span
from shengsi_desktop.charts.trend_series import TrendSeries, Values, on_whole_years, scale_of
from shengsi_desktop.domain.indicators import PointStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.axis import Plane, Range
    from shengsi_desktop.charts.legend import Legend
    from shengsi_desktop.charts.numbers import Scale
    from shengsi_desktop.charts.palette import Palette

__all__ = ["EMPTY", "TrendSeries", "draw_trend", "trend_figure"]

EMPTY = "尚无数据，在下方表格录入"


def trend_figure(
    series: TrendSeries,
    *,
    width_px: int,
    height_px: int,
    dpi: float,
    dark: bool = False,
    family: str,
    titled: bool = False,
) -> Chart:
    """The figure, `width_px` by `height_px` device pixels at `dpi` (96 = 100 %, 144 = 150 %).

    `family` is what `ensure_chinese` gave. `titled` puts the indicator's name above, for a picture that
    leaves the window.
    """
    chart = Chart(width_px, height_px, dpi, dark=dark, family=family)
    draw_trend(chart, chart.whole.inside(MARGIN, MARGIN, MARGIN, MARGIN), series, titled=titled)
    return chart


def draw_trend(chart: Chart, box: Box, series: TrendSeries, *, titled: bool = False, empty: str = "") -> None:
    """The same inside `box` of a larger figure. `empty` is said where there are no values.

    Without it, the window's figure says where to enter some; a picture that leaves it has no table below.
    """
    series = on_whole_years(series)
    if series.stated:
        draw_states(chart, box, series, titled=titled)
        return
    scale = scale_of(series)
    drawn = [
        (look, values)
        for look, values in _looks(series, chart.colors, scale)
        if any(value is not None for value in values)
    ]
    legend = legend_for(_named(drawn, series, chart.colors), series.source, box, chart.family)
    on = _plane(chart, box, series, scale, _caption(chart, box, series, scale, titled=titled), legend)
    ink = Ink(on.levels)
    words = target_words(series, scale)
    main = draw_target(on, series, scale, ink)
    for look, values in drawn:
        draw_values(
            on, look, values, divisor=scale.divisor, ink=ink, anew=series.periods if series.adds_up else ()
        )
    _draw_hollow(on, series, scale)
    if drawn:
        _label_newest(on, series, scale, ink)
    else:
        say_empty(chart, on.box, empty or (NOTHING if titled else EMPTY))
    if main is not None and not label_target(on, words, main, year_span(series.periods), ink):
        aside(chart, box, words, chart.colors.red)
    draw_legend(chart, legend, box)
    mark_series(on, series, scale, drawn)


def _plane(chart: Chart, box: Box, series: TrendSeries, scale: Scale, head: float, legend: Legend) -> Plane:
    """The axes between the caption and the legend."""
    ticks = ticks_below(chart, series.periods, box.width * 0.92, through=series.through)
    below = room_below(ticks) + 5 + legend.height
    y = _range(series, scale, max(box.height - head - below, 10.0))
    inside = box.inside(label_room(chart, y.labels if y else ()), below, 6.0, head)
    return plane(chart, inside, y, len(series.periods), ticks)


def _named(drawn: Sequence[tuple[Look, Values]], series: TrendSeries, colors: Palette) -> list[Look]:
    """The lines of the legend, the actual one first; 快报数 behind it where there are any."""
    looks = [look for look, _ in reversed(drawn)]
    if looks and _hollow(series):
        looks.insert(1, _preliminary(colors))
    return looks


def _looks(series: TrendSeries, colors: Palette, scale: Scale) -> list[tuple[Look, Values]]:
    """All lines from the ground up: what is drawn last lies on top."""
    said = _forecast_words(series, scale)
    forecast = f"预测（{said}）" if said else "预测"
    # its method is said in any case
    method = f"预测（{said.partition('，')[0]}）" if said else ""
    target = in_scale(series.target_words, series.unit, scale)
    return [
        (Look("去年同期", colors.third, "-", 1.0), _unless(series.last_year, series.target_line)),
        (
            Look("全省", colors.province, (0, (6.0, 2.0, 1.0, 2.0)), 1.2),
            _unless(series.province, series.target_line),
        ),
        (
            Look(f"目标线（{target}）", colors.red, DASHES, 1.2, short="目标线"),
            series.target_line,
        ),
        (Look("计划曲线", colors.second, (0, (1.2, 1.8)), 1.5), series.planned),
        (Look(forecast, colors.sea, (0, (4.0, 3.0)), 1.0, short=method), series.forecast),
        (Look("实际", colors.sea, "-", 2.0, "o"), series.actual),
    ]


def _forecast_words(series: TrendSeries, scale: Scale) -> str:
    """«近6月线性，年底约8064万元，可达标»: the year's end in the unit of the axis where that is another one."""
    words = series.forecast_words
    if scale.divisor == 1:
        return words
    return re.sub(
        r"(?<=约)-?\d+(?:\.\d+)?", lambda found: scale.shown(float(found[0])) + scale.unit, words, count=1
    )


def _unless(values: Values, other: Values) -> Values:
    """The line, unless it is the very one that is the target."""
    return () if values == other else values


def _preliminary(colors: Palette) -> Look:
    return Look(PointStatus.PRELIMINARY.label, colors.sea, "none", 0.0, "o", 5.0, hollow=True)


def _hollow(series: TrendSeries) -> list[int]:
    """The places of values that may still change."""
    return [
        place
        for place, status in enumerate(series.status)
        if status is PointStatus.PRELIMINARY and series.actual[place] is not None
    ]


def _range(series: TrendSeries, scale: Scale, height: float) -> Range | None:
    numbers = [value / scale.divisor for value in series.values + series.targets]
    if not numbers:
        return None
    if series.ranked:
        return rank_range(numbers, height)
    return range_of(numbers, height, data=bool(series.values))


def _caption(chart: Chart, box: Box, series: TrendSeries, scale: Scale, *, titled: bool) -> float:
    """The unit, or name and unit when the picture stands alone; a target of words only. Its height in points."""
    words = unit_caption(series.name, "" if series.ranked else scale.unit, titled=titled)
    aside = target_words(series, scale) if not series.targets else ""
    return caption(chart, box, words, aside, titled=titled, aside_color=chart.colors.red)


def _draw_hollow(on: Plane, series: TrendSeries, scale: Scale) -> None:
    places = _hollow(series)
    if places:
        values = [series.actual[place] or 0.0 for place in places]
        draw(on, _preliminary(on.chart.colors), places, [value / scale.divisor for value in values], zorder=4)


def _label_newest(on: Plane, series: TrendSeries, scale: Scale, ink: Ink) -> None:
    newest = series.newest
    if newest is not None:
        value = series.actual[newest] or 0.0
        words = value_words(series, value, scale, unit=False)
        label_point(on, words, (newest, value / scale.divisor), ink, on.chart.colors.sea)
