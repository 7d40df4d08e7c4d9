"""A project's money over the year: 计划累计 against 完成累计, each month's below, in one unit throughout."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from shengsi_desktop.charts.axis import Plane, label_room, plane, range_of, room_below, ticks_below
from shengsi_desktop.charts.canvas import Box, Chart, Marks
from shengsi_desktop.charts.labels import MARGIN, caption, label_point, say_empty, unit_caption
from shengsi_desktop.charts.legend import draw_legend, legend_for
from shengsi_desktop.charts.lines import Look, draw_values
from shengsi_desktop.charts.placing import Ink
from shengsi_desktop.charts.project_sums import SCurve, gap_words, monthly, point_words, total_words
from shengsi_desktop.charts.target import draw_level, drawn_span, label_target, year_span

if TYPE_CHECKING:
    from shengsi_desktop.charts.legend import Legend

__all__ = ["EMPTY", "SCurve", "draw_s_curve", "gap_words", "s_curve_figure"]

EMPTY = "尚无计划和完成数据"
#: of the height: the months' bars below the curve; of a month: how wide one is
_BARS = 0.27
_BAR = 0.36
#: points between the two
_BETWEEN = 12.0


def s_curve_figure(
    curve: SCurve,
    *,
    width_px: int,
    height_px: int,
    dpi: float,
    dark: bool = False,
    family: str,
    titled: bool = False,
) -> Chart:
    """The figure; keywords as of `trend_figure`."""
    chart = Chart(width_px, height_px, dpi, dark=dark, family=family)
    draw_s_curve(chart, chart.whole.inside(MARGIN, MARGIN, MARGIN, MARGIN), curve, titled=titled)
    return chart


def draw_s_curve(chart: Chart, box: Box, curve: SCurve, *, titled: bool = False) -> None:
    """The same inside `box` of a larger figure."""
    colors, scale = chart.colors, curve.scale
    plan = Look("计划累计", colors.second, (0, (1.2, 1.8)), 1.5)
    done = Look("完成累计", colors.sea, "-", 2.0, "o")
    drawn = [
        (look, values, bar)
        for look, values, bar in ((plan, curve.planned, "当月计划"), (done, curve.done, "当月完成"))
        if any(value is not None for value in values)
    ]
    looks = [look for look, _, _ in reversed(drawn)]
    for look, _, bar in reversed(drawn):
        fill, edge = _bar_colors(chart, look is done)
        looks.append(Look(bar, edge, "none", 0.0, "s", 6.0, fill=fill))
    legend = legend_for(looks, curve.source, box, chart.family)
    words = unit_caption(curve.name, scale.unit, titled=titled)
    head = caption(chart, box, words, total_words(curve), titled=titled)
    on, on_bars = _planes(chart, box, curve, head, legend)
    ink = Ink(on.levels)
    for look, values, _ in drawn:
        draw_values(on, look, values, divisor=scale.divisor, ink=ink, anew=curve.periods)
    _draw_bars(on_bars, curve)
    if curve.year_plan is not None:
        draw_level(on, curve.year_plan / scale.divisor, drawn_span(on, curve.periods), ink)
    if drawn:
        _draw_gap(on, curve, ink)
    else:
        say_empty(chart, on.box, EMPTY)
    if curve.year_plan is not None:
        said = f"年度计划 {scale.exact(curve.year_plan)}{scale.unit}"
        label_target(on, said, curve.year_plan / scale.divisor, year_span(curve.periods), ink, anyway=True)
    draw_legend(chart, legend, box)
    _mark(on, curve)


def _planes(chart: Chart, box: Box, curve: SCurve, head: float, legend: Legend) -> tuple[Plane, Plane]:
    """The axes of the curve, and below them those of the months, which have their own scale in the same unit."""
    divisor = curve.scale.divisor
    ticks = ticks_below(chart, curve.periods, box.width * 0.9)
    below = room_below(ticks) + 5 + legend.height
    room = max(box.height - head - below - _BETWEEN, 20.0)
    sums = [one / divisor for one in curve.sums]
    months = [
        added / divisor
        for line in (curve.planned, curve.done)
        for _, _, added in monthly(line, curve.periods)
    ]
    y = range_of(sums, room * (1 - _BARS)) if sums else None
    y_bars = range_of([0.0, *months], room * _BARS, headroom=2.0, beyond=True) if months else None
    beside = label_room(chart, [*(y.labels if y else ()), *(y_bars.labels if y_bars else ())])
    lower = Box(box.left + beside, box.bottom + below, box.width - beside - 6, room * _BARS)
    upper = Box(lower.left, lower.top + _BETWEEN, lower.width, room * (1 - _BARS))
    count = len(curve.periods)
    return plane(chart, upper, y, count), plane(chart, lower, y_bars, count, ticks)


def _bar_colors(chart: Chart, done: bool) -> tuple[str, str]:
    """What a bar is filled with, and its outline: a plan's pale ground alone would hardly be seen."""
    colors = chart.colors
    return (colors.sea, colors.sea) if done else (colors.edge, colors.second)


def _draw_bars(on: Plane, curve: SCurve) -> None:
    """What was planned and done in each month, side by side; what stands alone, above its month."""
    divisor = curve.scale.divisor
    planned, done = (
        {place: added / divisor for _, place, added in monthly(line, curve.periods)}
        for line in (curve.planned, curve.done)
    )
    for is_done, own, other in ((False, planned, done), (True, done, planned)):
        fill, edge = _bar_colors(on.chart, is_done)
        for place, added in own.items():
            aside = 0.0 if is_done else -_BAR
            left = place + (aside if place in other else -_BAR / 2)
            bar = Rectangle((left, 0), _BAR, added, facecolor=fill, edgecolor=edge)
            bar.set(linewidth=0.8, zorder=2)
            on.axes.add_patch(bar)


def _draw_gap(on: Plane, curve: SCurve, ink: Ink) -> None:
    """From the plan to what is done at the newest month, with the gap in words."""
    newest = curve.newest
    if newest is None:
        return
    colors, scale = on.chart.colors, curve.scale
    value = curve.done[newest] or 0.0
    words = gap_words(curve)
    color = colors.red if words.startswith("差") else colors.green if words else colors.sea
    planned = curve.planned[newest] if curve.planned else None
    if planned is not None:
        gap = Line2D(
            [newest, newest], [value / scale.divisor, planned / scale.divisor], color=color, linewidth=1.4
        )
        gap.set_zorder(2.5)
        on.axes.add_line(gap)
        ink.add_line([on.at(newest, value / scale.divisor), on.at(newest, planned / scale.divisor)], weight=2)
    said = f"{scale.shown(value)}，{words}" if words else scale.shown(value)
    label_point(on, said, (newest, value / scale.divisor), ink, color)


def _mark(on: Plane, curve: SCurve) -> None:
    """What is done says all there is about its month; further on, the plan says itself."""
    colors, divisor = on.chart.colors, curve.scale.divisor
    done = [place for place, value in enumerate(curve.done) if value is not None]
    ahead = [place for place, value in enumerate(curve.planned) if value is not None and place not in done]
    for places, values, color in ((done, curve.done, colors.sea), (ahead, curve.planned, colors.second)):
        if places:
            numbers = tuple((values[place] or 0.0) / divisor for place in places)
            say = partial(point_words, curve)
            marks = Marks(on.axes, tuple(places), numbers, say, curve.key, curve.periods, color)
            on.chart.marks.append(marks)
