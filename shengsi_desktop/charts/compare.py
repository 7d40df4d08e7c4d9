"""Several indicators in one figure: lines on shared axes, each named at its end; or small figures side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shengsi_desktop.charts.axis import Plane, label_room, plane, range_of, rank_range
from shengsi_desktop.charts.canvas import TEXT_SIZE, Box, Chart
from shengsi_desktop.charts.lines import Look, Style, broken, draw, known
from shengsi_desktop.charts.measure import LINE, shortened, width
from shengsi_desktop.charts.multiples import draw_multiples
from shengsi_desktop.charts.numbers import Scale, fixed, scale_for, shared_unit
from shengsi_desktop.charts.placing import Ink, spread
from shengsi_desktop.charts.pointing import mark_line
from shengsi_desktop.charts.trend import EMPTY, MARGIN, TITLE_SIZE, say_empty
from shengsi_desktop.charts.trend_series import TrendSeries, Values, aligned, shares_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.palette import Palette

#: more lines than that nobody tells apart
MOST = 12
PERCENT = "占年度目标%"
REACHED = "达标线 100%"
_NO_SHARE = "未画（无数值目标或数据）"
_STYLES: tuple[Style, ...] = ("-", (0.0, (5.0, 2.0)))
_MARKERS = ("o", "s", "^", "D", "v", "P")
#: of the width: what names may take at most
_NAMES = 0.36
_LEAST_SIZE = 6.5


@dataclass(frozen=True, slots=True)
class _Curve:
    """One line: its series, how it looks, its heights on the shared axis, the words at its end."""

    series: TrendSeries
    look: Look
    heights: Values
    scale: Scale
    words: str


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
    """Whether the indicators can stand on one axis as they are (万元 and 亿元 can)."""
    return shared_unit([one.unit for one in series]) is not None and len({one.ranked for one in series}) <= 1


def draw_overlay(
    chart: Chart, box: Box, series: Sequence[TrendSeries], *, percent_of_target: bool, titled: bool = False
) -> None:
    """The same inside `box` of a larger figure."""
    percent = percent_of_target or not one_unit(series)
    curves, left_out = _curves(aligned(series[:MOST]), chart.colors, percent=percent)
    left_out += [one.name for one in series[MOST:]]
    head = _head(chart, box, curves, percent=percent, titled=titled)
    note = _note(chart, box, left_out)
    periods = curves[0].series.periods if curves else ()
    below = TEXT_SIZE * 1.4 + 10 + note
    height = max(box.height - head - below, 10.0)
    numbers = [one / curve.scale.divisor for curve in curves for one in curve.heights if one is not None]
    ranked = bool(curves) and curves[0].series.ranked and not percent
    if percent:
        numbers.append(100.0)
    y = rank_range(numbers, height) if ranked else range_of(numbers or [0.0, 1.0], height, headroom=8.0)
    names = _Names(chart, box, curves, height)
    beside = label_room(chart, y.labels)
    on = plane(chart, box.inside(beside, below, 6.0 + names.outside, head), y, periods)
    if percent:
        _draw_reached(on)
    ink = Ink()
    for curve in curves:
        _draw_curve(on, curve, ink)
        mark_line(on, curve.series, curve.heights, curve.scale, curve.look.color, named=True)
    if curves:
        names.draw(on)
    else:
        say_empty(chart, on.box, EMPTY)


def _curves(
    series: Sequence[TrendSeries], colors: Palette, *, percent: bool
) -> tuple[list[_Curve], list[str]]:
    """What can be drawn, and the names of what cannot."""
    curves: list[_Curve] = []
    left_out: list[str] = []
    unit = shared_unit([one.unit for one in series]) or ""
    largest = max((abs(value) for one in series for value in one.values), default=0.0)
    for one in series:
        heights = shares_of(one) if percent else one.actual
        newest = next((place for place in reversed(range(len(heights))) if heights[place] is not None), None)
        if newest is None:
            left_out.append(one.name)
            continue
        scale = Scale(1.0, "%") if percent else scale_for(largest, unit)
        height = heights[newest] or 0.0
        words = f"{fixed(height, 1).removesuffix('.0')}%" if percent else scale.shown(height)
        number = len(curves)
        look = Look(
            one.name,
            colors.hues[number % len(colors.hues)],
            _STYLES[number // len(colors.hues) % len(_STYLES)],
            1.8,
            _MARKERS[number % len(_MARKERS)],
            4.5,
            hollow=number >= len(colors.hues),
        )
        curves.append(_Curve(one, look, heights, scale, words))
    return curves, left_out


def _head(chart: Chart, box: Box, curves: Sequence[_Curve], *, percent: bool, titled: bool) -> float:
    unit = PERCENT if percent else (curves[0].scale.unit if curves else "")
    size = TITLE_SIZE if titled else TEXT_SIZE
    words = f"单位：{unit}" if unit else ""
    if titled:
        words = f"指标对比（{unit}）" if unit else "指标对比"
    chart.write(
        words,
        box.left,
        box.top - size * 1.05,
        size=size,
        bold=titled,
        color=chart.colors.ink if titled else chart.colors.third,
    )
    return size * LINE + 8


def _note(chart: Chart, box: Box, left_out: Sequence[str]) -> float:
    """What could not be drawn, in one line below. Its height."""
    if not left_out:
        return 0.0
    words = f"{_NO_SHARE}：{'、'.join(left_out)}"
    chart.write(
        shortened(words, TEXT_SIZE - 1, box.width, chart.family),
        box.left,
        box.bottom + 2,
        size=TEXT_SIZE - 1,
        color=chart.colors.third,
    )
    return TEXT_SIZE * LINE + 2


def _draw_reached(on: Plane) -> None:
    on.axes.plot(
        [on.left, on.right],
        [100, 100],
        color=on.chart.colors.red,
        linewidth=1.2,
        linestyle=(0, (5, 3)),
        zorder=2,
    )
    level = on.at(0, 100)[1]
    on.chart.write(
        REACHED, on.box.left + 2, level + 3, size=TEXT_SIZE - 0.5, color=on.chart.colors.red
    ).set_zorder(4)


def _draw_curve(on: Plane, curve: _Curve, ink: Ink) -> None:
    places, numbers = known(curve.heights, curve.scale.divisor)
    xs, ys = [float(one) for one in places], numbers
    if curve.series.adds_up:
        xs, ys = broken(places, numbers, curve.series.periods)
    draw(on, curve.look, xs, ys)
    ink.add_line([on.at(x, y) for x, y in zip(xs, ys, strict=True)])


class _Names:
    """The names at the ends of the lines, in a column: beside the newest values, or else outside the axes."""

    def __init__(self, chart: Chart, box: Box, curves: Sequence[_Curve], height: float) -> None:
        self._chart, self._curves = chart, curves
        self._size = min(TEXT_SIZE, max(_LEAST_SIZE, height / max(len(curves), 1) / LINE))
        self._gap = self._size * LINE
        most = box.width * _NAMES
        self._texts = [self._text(curve, most) for curve in curves]
        self._wide = max((width(text, self._size, chart.family) for text in self._texts), default=0.0) + 16
        count = len(curves[0].series.periods) if curves else 1
        last = max((_last(curve) for curve in curves), default=0)
        self._last = last
        free = (count - 1 - last) / max(count, 1) * box.width * 0.9
        self.outside = 0.0 if free > self._wide + 8 else self._wide + 4

    def _text(self, curve: _Curve, most: float) -> str:
        words = f" {curve.words}"
        room = most - width(words, self._size, self._chart.family)
        return shortened(curve.series.name, self._size, room, self._chart.family) + words

    def draw(self, on: Plane) -> None:
        """Each as near to its line's end as the others leave it, with a thin line from the one to the other."""
        chart = self._chart
        column = on.box.right + 8 if self.outside else on.at(self._last, 0)[0] + 12
        ends = []
        for curve in self._curves:
            place = _last(curve)
            ends.append(on.at(place, (curve.heights[place] or 0.0) / curve.scale.divisor))
        heights = spread([end[1] for end in ends], self._gap, on.box.bottom, on.box.top)
        for curve, text, end, height in zip(self._curves, self._texts, ends, heights, strict=True):
            self._lead(end, (column, height), curve)
            sample = curve.look.artist([column + 2], [height], chart.colors.card)
            sample.set_transform(chart.points)
            chart.add_artist(sample)
            chart.write(
                text, column + 9, height - self._size * 0.36, size=self._size, color=chart.colors.ink
            ).set_zorder(5)

    def _lead(self, end: tuple[float, float], label: tuple[float, float], curve: _Curve) -> None:
        lead = replace(curve.look, style=":", width=0.8, marker="").artist(
            [end[0] + 4, label[0]], [end[1], label[1]], self._chart.colors.card
        )
        lead.set_transform(self._chart.points)
        self._chart.add_artist(lead)


def _last(curve: _Curve) -> int:
    return max(place for place, value in enumerate(curve.heights) if value is not None)
