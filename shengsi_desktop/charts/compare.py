"""Several indicators in one figure: lines on shared axes, each named at its end; or small figures side by side."""

from __future__ import annotations

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
from shengsi_desktop.charts.canvas import TEXT_SIZE, Box, Chart
from shengsi_desktop.charts.end_names import Curve, EndNames
from shengsi_desktop.charts.labels import MARGIN, NOTHING, aside, caption, say_empty, unit_caption
from shengsi_desktop.charts.lines import Look, Style, draw_values
from shengsi_desktop.charts.measure import LINE, shortened
from shengsi_desktop.charts.multiples import draw_multiples
from shengsi_desktop.charts.numbers import scale_for, shared_unit, times
from shengsi_desktop.charts.placing import Ink
from shengsi_desktop.charts.pointing import mark_line, percent_scale
from shengsi_desktop.charts.target import draw_level, label_target
from shengsi_desktop.charts.trend_series import TrendSeries, aligned, scale_of, shares_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.numbers import Scale
    from shengsi_desktop.charts.palette import Palette

#: more lines than that nobody tells apart
MOST = 12
TITLE = "指标对比"
PERCENT = "占年度目标%"
REACHED = "达标线 100%"
_LEFT_OUT = "未画（无数值目标或无数据）"
_NOT_DRAWN = "超过12项未画"
_STYLES: tuple[Style, ...] = ("-", (0.0, (5.0, 2.0)))
_MARKERS = ("o", "s", "^", "D", "v", "P")


def overlay_figure(
    series: Sequence[TrendSeries],
    *,
    percent_of_target: bool,
    width_px: int,
    height_px: int,
    dpi: float,
    dark: bool = False,
    family: str,
    titled: bool = False,
) -> Chart:
    """Up to twelve indicators on shared axes: in percent of their targets, or in their unit where all share it.

    Different units are always drawn in percent. `titled` says above what is shown.
    """
    chart = Chart(width_px, height_px, dpi, dark=dark, family=family)
    box = chart.whole.inside(MARGIN, MARGIN, MARGIN, MARGIN)
    draw_overlay(chart, box, series, percent_of_target=percent_of_target, titled=titled)
    return chart


def multiples_figure(
    series: Sequence[TrendSeries],
    *,
    width_px: int,
    height_px: int,
    dpi: float,
    dark: bool = False,
    family: str,
    percent_of_target: bool = False,
) -> Chart:
    """A small figure for each indicator, in a grid that fits: each with its own scale, or all in percent."""
    chart = Chart(width_px, height_px, dpi, dark=dark, family=family)
    box = chart.whole.inside(MARGIN, MARGIN, MARGIN, MARGIN)
    draw_multiples(chart, box, series, percent_of_target=percent_of_target)
    return chart


def one_unit(series: Sequence[TrendSeries]) -> bool:
    """Whether the indicators can stand on one axis by their values: 万元 and 亿元 can."""
    return shared_unit([one.unit for one in series]) is not None and len({one.ranked for one in series}) <= 1


def draw_overlay(
    chart: Chart,
    box: Box,
    series: Sequence[TrendSeries],
    *,
    percent_of_target: bool,
    titled: bool = False,
) -> None:
    """The same inside `box` of a larger figure."""
    percent = percent_of_target or not one_unit(series)
    curves, left_out = _curves(aligned(series[:MOST]), chart.colors, percent=percent)
    head = _head(chart, box, curves, percent=percent, titled=titled)
    note = _note(chart, box, left_out, [one.name for one in series[MOST:]])
    periods = curves[0].series.periods if curves else ()
    names = EndNames(chart, box.inside(0, note, 0, head), curves)
    through = bool(curves) and all(curve.series.through for curve in curves)
    ticks = ticks_below(chart, periods, (box.width - names.outside) * 0.92, through=through)
    below = room_below(ticks) + note
    y = _range(curves, max(box.height - head - below, 10.0), percent=percent)
    beside = label_room(chart, y.labels) if y else 0.0
    on = plane(chart, box.inside(beside, below, 6.0 + names.outside, head), y, len(periods), ticks)
    if not curves:
        say_empty(chart, on.box, NOTHING)
        return
    ink = Ink(on.levels)
    for curve in curves:
        anew = curve.series.periods if curve.series.adds_up else ()
        draw_values(on, curve.look, curve.heights, divisor=curve.scale.divisor, ink=ink, anew=anew)
        mark_line(
            on, curve.series, curve.heights, curve.scale.divisor, curve.said, curve.look.color, named=True
        )
    if percent:
        draw_level(on, 100.0)
    names.draw(on, ink)
    if percent and not label_target(on, REACHED, 100.0, (0.0, 0.0), ink, most=1.0):
        aside(chart, box, REACHED, chart.colors.red)


def _curves(
    series: Sequence[TrendSeries], colors: Palette, *, percent: bool
) -> tuple[list[Curve], list[str]]:
    """What can be drawn, and the names of what cannot."""
    curves: list[Curve] = []
    left_out: list[str] = []
    unit = shared_unit([one.unit for one in series]) or ""
    heights = [shares_of(one) if percent else one.actual for one in series]
    ends = [next((value for value in reversed(line) if value is not None), None) for line in heights]
    told = [end for end in ends if end is not None]
    scale = percent_scale(told) if percent else _shared_scale(series, ends, unit)
    for one, line, newest in zip(series, heights, ends, strict=True):
        if newest is None:
            left_out.append(one.name)
            continue
        # each from its own unit into that of the axis
        own = scale if percent else replace(scale, divisor=scale.divisor / times(one.unit, unit))
        words = own.shown(newest) + ("%" if percent else "")
        if one.ranked and not percent:
            words = f"第{newest:.0f}位"
        # pointed at, a share tells its value
        curves.append(
            Curve(
                one, _look(one.name, len(curves), colors), line, own, words, scale_of(one) if percent else own
            )
        )
    return curves, left_out


def _shared_scale(series: Sequence[TrendSeries], ends: Sequence[float | None], unit: str) -> Scale:
    """One scale for the values of them all; the newest ones, which are told, have equal decimals in it."""
    numbers = [
        abs(value) * times(one.unit, unit) for one in series for value in one.actual if value is not None
    ]
    told = [end * times(one.unit, unit) for one, end in zip(series, ends, strict=True) if end is not None]
    return scale_for(max(numbers, default=0.0), unit).even(told)


def _look(name: str, number: int, colors: Palette) -> Look:
    """The number'th of twelve looks: hue and marker together, then the same again dashed and hollow."""
    hues = len(colors.hues)
    return Look(
        name,
        colors.hues[number % hues],
        _STYLES[number // hues % len(_STYLES)],
        1.8,
        _MARKERS[number % hues],
        4.5,
        hollow=number >= hues,
    )


def _range(curves: Sequence[Curve], height: float, *, percent: bool) -> Range | None:
    numbers = [one / curve.scale.divisor for curve in curves for one in curve.heights if one is not None]
    if not numbers:
        return None
    if curves[0].series.ranked and not percent:
        return rank_range(numbers, height)
    return range_of([*numbers, 100.0] if percent else numbers, height, headroom=16.0)


def _head(chart: Chart, box: Box, curves: Sequence[Curve], *, percent: bool, titled: bool) -> float:
    ranked = bool(curves) and curves[0].series.ranked
    unit = PERCENT if percent else (curves[0].scale.unit if curves and not ranked else "")
    return caption(chart, box, unit_caption(TITLE, unit, titled=titled), titled=titled)


def _note(chart: Chart, box: Box, left_out: Sequence[str], beyond: Sequence[str]) -> float:
    """What could not be drawn, in one line below. Its height."""
    parts = [
        f"{words}：{'、'.join(names)}"
        for words, names in ((_LEFT_OUT, left_out), (_NOT_DRAWN, beyond))
        if names
    ]
    if not parts:
        return 0.0
    words = shortened("；".join(parts), TEXT_SIZE, box.width, chart.family)
    chart.write(words, box.left, box.bottom + 2, color=chart.colors.second)
    return TEXT_SIZE * LINE + 4
