"""The year's target in a figure: its line in the plan's words, and the side on which it is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from shengsi_desktop.charts.canvas import TEXT_SIZE, Box
from shengsi_desktop.charts.lines import known
from shengsi_desktop.charts.measure import LINE, shortened, width

if TYPE_CHECKING:
    from shengsi_desktop.charts.axis import Plane
    from shengsi_desktop.charts.numbers import Scale
    from shengsi_desktop.charts.placing import Ink
    from shengsi_desktop.charts.trend_series import TrendSeries

_DASHES = (0, (5, 3))
_TINT = 0.10
#: points between the target's line and its words
_OFF = 3.0


def target_words(series: TrendSeries, scale: Scale) -> str:
    """«年度目标 突破143亿元»; without the plan's words, the number with its unit."""
    words = series.target_words
    if not words and series.target is not None:
        words = scale.shown(series.target) + scale.unit
    return f"年度目标 {words}" if words else ""


def year_span(series: TrendSeries) -> tuple[float, float]:
    """The places of the target's own year, the last one of the axis."""
    last = len(series.periods) - 1
    year = series.periods[-1][:4] if series.periods else ""
    first = next((place for place, period in enumerate(series.periods) if period[:4] == year), 0)
    return float(first), float(last)


def draw_target(on: Plane, series: TrendSeries, scale: Scale) -> float | None:
    """The line and the side that meets it; where the line is, in the numbers of the axis."""
    if series.target_line:
        _follow(on, series, scale)
    if not series.targets:
        return None
    numbers = [value / scale.divisor for value in series.targets]
    main = (series.target if series.target is not None else series.targets[0]) / scale.divisor
    first, last = year_span(series)
    left = on.left if first == 0 else first - 0.5
    right = on.right if last >= on.right - 1 else last + 0.5
    low, high = numbers[0], numbers[-1]
    if series.ceiling:
        low = min(on.y.low, on.y.high) if not series.ranked else on.y.high
    if high != low:
        on.axes.add_patch(
            Rectangle(
                (left, low),
                right - left,
                high - low,
                color=on.chart.colors.green,
                alpha=_TINT,
                linewidth=0,
                zorder=1,
            )
        )
    for number in dict.fromkeys([main, high] if series.target_high is not None else [main]):
        on.axes.plot(
            [left, right],
            [number, number],
            color=on.chart.colors.red,
            linewidth=1.2,
            linestyle=_DASHES,
            zorder=2,
        )
    return main


def _follow(on: Plane, series: TrendSeries, scale: Scale) -> None:
    """A target that is another series: tinted on the side that meets it."""
    places, numbers = known(series.target_line, scale.divisor)
    edge = min(on.y.low, on.y.high) if series.ceiling else max(on.y.low, on.y.high)
    on.axes.fill_between(
        places, numbers, edge, color=on.chart.colors.green, alpha=_TINT, linewidth=0, zorder=1
    )


def label_target(on: Plane, words: str, number: float, span: tuple[float, float], ink: Ink) -> None:
    """Its words along the line, at the place that covers the least."""
    chart, box = on.chart, on.box
    words = shortened(words, TEXT_SIZE, box.width, chart.family)
    wide, high = width(words, TEXT_SIZE, chart.family), TEXT_SIZE * LINE
    level = on.at(0, number)[1]
    begin = box.left if span[0] == 0 else on.at(span[0] - 0.5, 0)[0]
    first, last = min(begin, box.right - wide), box.right - wide
    lefts = [last, first, *(first + (last - first) * part for part in (0.8, 0.6, 0.4, 0.2))]
    places = [
        Box(left, level + _OFF if above else level - _OFF - high, wide, high)
        for left in lefts
        for above in (True, False)
    ]
    place = ink.best(places, Box(box.left - 1, box.bottom, box.width + 2, box.height + 6))
    ink.add_words(place)
    text = chart.write(words, place.left, place.bottom + 0.25 * TEXT_SIZE, color=chart.colors.red)
    text.set_zorder(4)
