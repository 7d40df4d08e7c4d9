"""The year's target in a figure: its line in the plan's words, and the side on which it is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle

from shengsi_desktop.charts.canvas import TEXT_SIZE, Box
from shengsi_desktop.charts.lines import known
from shengsi_desktop.charts.measure import LINE, shortened, width
from shengsi_desktop.charts.numbers import in_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.axis import Plane
    from shengsi_desktop.charts.numbers import Scale
    from shengsi_desktop.charts.placing import Ink
    from shengsi_desktop.charts.trend_series import TrendSeries

DASHES = (0.0, (5.0, 3.0))
_TINT = 0.10
#: points between the target's line and its words
_OFF = 3.0
#: looks at lines under the words: a few are a line that passes, more make them hard to read
_TOO_MUCH = 9.0


def target_words(series: TrendSeries, scale: Scale) -> str:
    """«年度目标 突破143亿元», in the unit of the axis; without the plan's words, the number with its unit."""
    words = in_scale(series.target_words, series.unit, scale)
    if not words and series.target is not None:
        words = scale.exact(series.target) + scale.unit
    return f"年度目标 {words}" if words else ""


def year_span(periods: Sequence[str]) -> tuple[float, float]:
    """The places of the target's own year, the last one of the axis."""
    last = len(periods) - 1
    year = periods[-1][:4] if periods else ""
    first = next((place for place, period in enumerate(periods) if period[:4] == year), 0)
    return float(first), float(last)


def draw_target(on: Plane, series: TrendSeries, scale: Scale, ink: Ink | None = None) -> float | None:
    """The line and the side that meets it; where the line is, in the numbers of the axis.

    A target that is another series is only tinted: its line is one of the figure's.
    """
    if series.target_line:
        _tint_beside(on, series, scale)
    if not series.targets:
        return None
    numbers = [value / scale.divisor for value in series.targets]
    main = (series.target if series.target is not None else series.targets[0]) / scale.divisor
    span = drawn_span(on, series.periods)
    low, high = numbers[0], numbers[-1]
    if series.ceiling:
        low = min(on.y.low, on.y.high)
    if high != low:
        tint = Rectangle((span[0], low), span[1] - span[0], high - low, color=on.chart.colors.green)
        tint.set(alpha=_TINT, linewidth=0, zorder=1)
        on.axes.add_patch(tint)
    for number in dict.fromkeys([main, high] if series.target_high is not None else [main]):
        draw_level(on, number, span, ink)
    return main


def drawn_span(on: Plane, periods: Sequence[str]) -> tuple[float, float]:
    """From where to where the line of the last year's target goes: the whole axis where there is no other year."""
    first, _ = year_span(periods)
    return (on.left if first == 0 else first - 0.5), on.right


def draw_level(
    on: Plane, number: float, span: tuple[float, float] | None = None, ink: Ink | None = None
) -> None:
    """The dashed line of something to be reached, over the whole axis or a part of it."""
    span = span or (on.left, on.right)
    line = Line2D(span, (number, number), color=on.chart.colors.red, linewidth=1.2, linestyle=DASHES)
    line.set_zorder(2)
    on.axes.add_line(line)
    if ink is not None:
        ink.add_line([on.at(place, number) for place in span])


def _tint_beside(on: Plane, series: TrendSeries, scale: Scale) -> None:
    """Tint the side of the target's line that meets it."""
    places, numbers = known(series.target_line, scale.divisor)
    edge = min(on.y.low, on.y.high) if series.ceiling else max(on.y.low, on.y.high)
    if len(places) > 1:
        outline = [*zip(places, numbers, strict=True), (places[-1], edge), (places[0], edge)]
        tint = Polygon(outline, closed=True, color=on.chart.colors.green)
        tint.set(alpha=_TINT, linewidth=0, zorder=1)
        on.axes.add_patch(tint)


def label_target(
    on: Plane,
    words: str,
    number: float,
    span: tuple[float, float],
    ink: Ink,
    *,
    anyway: bool = False,
    most: float = _TOO_MUCH,
) -> bool:
    """Its words along the line, at the place that covers the least; where that is over `most`, only `anyway`."""
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
    if ink.under(place) > most and not anyway:
        return False
    ink.add_words(place)
    text = chart.write(words, place.left, place.bottom + 0.25 * TEXT_SIZE, color=chart.colors.red)
    text.set_zorder(4)
    return True
