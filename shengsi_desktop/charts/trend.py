"""The trend of one indicator: actual, plan, forecast, last year, province, and the year's target.

Draws what it is given; what a target means for a light is not decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.charts.axis import label_room, plane, range_of, rank_range
from shengsi_desktop.charts.canvas import TEXT_SIZE, Box, Chart
from shengsi_desktop.charts.legend import draw_legend, legend_for
from shengsi_desktop.charts.lines import Look, broken, draw, known
from shengsi_desktop.charts.measure import LINE, shortened, width
from shengsi_desktop.charts.numbers import scale_for
from shengsi_desktop.charts.periods import labels
from shengsi_desktop.charts.placing import Ink
from shengsi_desktop.charts.pointing import mark_series
from shengsi_desktop.charts.target import draw_target, label_target, target_words, year_span
from shengsi_desktop.charts.trend_series import TrendSeries, Values, on_whole_years
from shengsi_desktop.domain.indicators import PointStatus

if TYPE_CHECKING:
    from shengsi_desktop.charts.axis import Plane, Range
    from shengsi_desktop.charts.numbers import Scale
    from shengsi_desktop.charts.palette import Palette

__all__ = ["EMPTY", "TrendSeries", "draw_trend", "trend_figure"]

EMPTY = "尚无数据，在下方表格录入"
TITLE_SIZE = 11.5
#: points around a figure
MARGIN = 8.0


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


def draw_trend(
    chart: Chart, box: Box, series: TrendSeries, *, titled: bool = False, empty: str = EMPTY
) -> None:
    """The same inside `box` of a larger figure. `empty` is said where there are no values."""
    series = on_whole_years(series)
    colors = chart.colors
    scale = scale_for(max((abs(value) for value in series.values + series.targets), default=0.0), series.unit)
    drawn = [
        (look, values) for look, values in _looks(series, colors) if any(one is not None for one in values)
    ]
    looks = [look for look, _ in reversed(drawn)]
    if drawn and _hollow(series):
        looks.insert(1, _preliminary(colors))
    legend = legend_for(looks, series.source, box.width, chart.family)
    head = _caption(chart, box, series, scale, titled=titled)
    lines_below = 2 if any("\n" in label for label in labels(series.periods)) else 1
    below = TEXT_SIZE * 1.4 * lines_below + 10 + legend.height
    height = max(box.height - head - below, 10.0)
    y = _range(series, scale, height)
    beside = label_room(chart, y.labels if y else ())
    on = plane(
        chart,
        box.inside(beside, below, 6.0, head),
        y or range_of([0.0, 1.0], height),
        series.periods,
        numbers=y is not None,
    )
    main = draw_target(on, series, scale)
    ink = Ink()
    for look, values in drawn:
        _draw_line(on, look, values, series, scale, ink)
    _draw_hollow(on, series, scale)
    if drawn:
        label_newest(on, series, scale, ink)
    else:
        say_empty(chart, on.box, empty)
    if main is not None:
        label_target(on, target_words(series, scale), main, year_span(series), ink)
    draw_legend(chart, legend, box)
    mark_series(on, series, scale, [look for look, _ in drawn])


def _looks(series: TrendSeries, colors: Palette) -> list[tuple[Look, Values]]:
    """All lines from the ground up: what is drawn last lies on top."""
    province = Look("全省", colors.province, (0, (6.0, 2.0, 1.0, 2.0)), 1.2)
    if series.target_line:
        province = Look(f"全省（{'须低于' if series.ceiling else '须高于'}）", colors.red, (0, (5, 3)), 1.2)
    forecast = f"预测（{series.forecast_words}）" if series.forecast_words else "预测"
    return [
        (Look("去年同期", colors.third, "-", 1.0), series.last_year),
        (province, series.province),
        (Look("计划曲线", colors.second, (0, (1.2, 1.8)), 1.5), series.planned),
        (Look(forecast, colors.sea, (0, (4.0, 3.0)), 1.0), series.forecast),
        (Look("实际", colors.sea, "-", 2.0, "o"), series.actual),
    ]


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
    size = TITLE_SIZE if titled else TEXT_SIZE
    unit = "" if series.ranked else scale.unit
    words = (
        (f"{series.name}（{unit}）" if unit else series.name) if titled else (f"单位：{unit}" if unit else "")
    )
    aside = target_words(series, scale) if not series.targets else ""
    aside = shortened(aside, TEXT_SIZE, box.width * (0.5 if words else 1.0), chart.family)
    room = box.width - width(aside, TEXT_SIZE, chart.family) - 12
    bottom = box.top - size * 1.05
    if words:
        chart.write(
            shortened(words, size, room, chart.family, bold=titled),
            box.left,
            bottom,
            size=size,
            bold=titled,
            color=chart.colors.ink if titled else chart.colors.third,
        )
    if aside:
        chart.write(aside, box.right, bottom, color=chart.colors.red, ha="right")
    return size * LINE + 8


def _draw_line(on: Plane, look: Look, values: Values, series: TrendSeries, scale: Scale, ink: Ink) -> None:
    places, numbers = known(values, scale.divisor)
    xs, ys = (
        broken(places, numbers, series.periods)
        if series.adds_up
        else ([float(one) for one in places], numbers)
    )
    draw(on, look, xs, ys)
    ink.add_line([on.at(x, y) for x, y in zip(xs, ys, strict=True)], weight=2 if look.marker else 1)


def _draw_hollow(on: Plane, series: TrendSeries, scale: Scale) -> None:
    places = _hollow(series)
    if places:
        values = [series.actual[place] or 0.0 for place in places]
        draw(on, _preliminary(on.chart.colors), places, [value / scale.divisor for value in values], zorder=4)


def label_newest(on: Plane, series: TrendSeries, scale: Scale, ink: Ink, size: float = TEXT_SIZE + 1) -> None:
    """The newest actual value beside its dot, where it covers no line."""
    newest = series.newest
    if newest is None:
        return
    value = series.actual[newest] or 0.0
    words = f"第{value:.0f}位" if series.ranked else scale.shown(value)
    wide, high = width(words, size, on.chart.family, bold=True), size * 1.1
    x, y = on.at(newest, value / scale.divisor)
    left, above, below = x - wide / 2, y + 5, y - 5 - high
    places = [
        Box(left, above, wide, high),
        Box(left, below, wide, high),
        Box(x - wide - 5, above - 2, wide, high),
        Box(x + 5, below + 2, wide, high),
        Box(x + 5, above - 2, wide, high),
        Box(x - wide - 5, below + 2, wide, high),
        Box(x + 7, y - high / 2, wide, high),
    ]
    whole = on.chart.whole
    place = ink.best(
        places, Box(on.box.left, on.box.bottom, whole.right - on.box.left - 2, on.box.height + 12)
    )
    ink.add_words(place)
    text = on.chart.write(
        words, place.left, place.bottom + 0.12 * size, size=size, bold=True, color=on.chart.colors.sea
    )
    text.set_zorder(5)


def say_empty(chart: Chart, box: Box, words: str) -> None:
    """In the middle of empty axes: what to do."""
    middle = box.bottom + box.height * 0.42
    text = chart.write(
        shortened(words, TEXT_SIZE + 1.5, box.width, chart.family),
        box.left + box.width / 2,
        middle,
        size=TEXT_SIZE + 1.5,
        ha="center",
        va="center",
    )
    text.set_bbox({"facecolor": chart.colors.card, "edgecolor": "none", "pad": 6})
