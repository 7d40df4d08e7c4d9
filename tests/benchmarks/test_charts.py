"""Redrawing a figure, against plain matplotlib drawing the same: same lines, ticks, words, size and density.

The yardstick has no layout to find: its places are given to it, so that it is the least a draw can cost.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from shengsi_desktop import assets
from shengsi_desktop.charts.compare import multiples_figure, overlay_figure
from shengsi_desktop.charts.fonts import ensure_chinese, families
from shengsi_desktop.charts.hover import hover_points
from shengsi_desktop.charts.trend import TrendSeries, trend_figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from shengsi_desktop.charts.canvas import Chart

FAMILY = ensure_chinese(assets.resource("fonts/NotoSansSC-Regular.otf"))
SIZE: dict[str, Any] = {"width_px": 1140, "height_px": 600, "dpi": 144.0, "family": FAMILY}
MONTHS = tuple(f"{year}-{month:02d}" for year in range(2014, 2024) for month in range(1, 13))
NAMES = (
    "地区生产总值", "港口货物吞吐量", "旅游总收入增速", "渔业增加值增速", "教育现代化指数", "县域就诊率",
    "每万老年人口拥有持证养老护理员数", "城镇常住居民人均可支配收入增速", "农村常住居民人均可支配收入增速",
    "城乡居民收入倍差", "常住人口城镇化率", "近岸海域一、二类海水水质比例",
)  # fmt: skip


def ten_years(number: int) -> TrendSeries:
    """One of twelve indicators of ten years."""
    chance = random.Random(number)
    values = tuple(5 + number + place * 0.02 + chance.uniform(-0.5, 0.5) for place in range(len(MONTHS)))
    return TrendSeries(NAMES[number], "%", MONTHS, values, target=8.0 + number, key=str(number))


TWELVE = [ten_years(number) for number in range(12)]
YEAR = MONTHS[-12:]
ONE = TrendSeries(
    "港口货物吞吐量",
    "亿吨",
    YEAR,
    (0.06, 0.13, 0.24, 0.31, 0.42, 0.56, None, None, None, None, None, None),
    (0.05, 0.12, 0.22, 0.32, 0.43, 0.56, 0.66, 0.78, 0.90, 1.01, 1.07, 1.12),
    last_year=(0.05, 0.1, 0.2, 0.28, 0.39, 0.5, 0.6, 0.71, 0.82, 0.9, 0.98, 1.05),
    target=1.116,
    target_words="超1.116亿吨",
)


def draw(figure: Figure) -> Figure:
    FigureCanvasAgg(figure).draw()
    return figure


@dataclass(frozen=True)
class Words:
    """A text of a figure, in its fractions."""

    x: float
    y: float
    text: str
    style: dict[str, Any]


def words_of(chart: Chart, text: Text) -> Words:
    x, y = text.get_transform().transform(text.get_position()) / (chart.bbox.width, chart.bbox.height)
    style = {
        "fontsize": text.get_fontsize(),
        "fontweight": text.get_fontweight(),
        "color": text.get_color(),
        "ha": text.get_ha(),
        "va": text.get_va(),
    }
    return Words(x, y, text.get_text(), style)


def inside(axes: Axes, chart: Chart, words: Words) -> tuple[float, float]:
    """Where words stand in the numbers of the axes."""
    return tuple(
        axes.transData.inverted().transform((words.x * chart.bbox.width, words.y * chart.bbox.height))
    )


def plainly(chart: Chart) -> Callable[[], Figure]:
    """The same figure as one writes it in plain matplotlib, each label of an axis as a tick of it."""
    texts = [words_of(chart, text) for text in chart.texts if text.get_text()]
    plans = []
    for axes in chart.axes:
        box = axes.get_position()
        below = [
            w
            for w in texts
            if w.style["va"] == "top" and box.x0 <= w.x <= box.x1 and abs(box.y0 - w.y) < 0.03
        ]
        beside = [
            w
            for w in texts
            if w.style["va"] == "center_baseline"
            and box.y0 - 0.01 <= w.y <= box.y1 + 0.01
            and abs(box.x0 - w.x) < 0.03
        ]
        texts = [w for w in texts if w not in below and w not in beside]
        lines = [(line.get_xdata(), line.get_ydata(), look_of(line)) for line in axes.lines]
        xticks = [(inside(axes, chart, w)[0], w.text) for w in below]
        yticks = [(inside(axes, chart, w)[1], w.text) for w in beside]
        plans.append((box.bounds, axes.get_xlim(), axes.get_ylim(), lines, xticks, yticks))
    free = [(line.get_xdata(), line.get_ydata(), look_of(line)) for line in beside_axes(chart)]
    # collections beside the axes are the thin lines to the names
    leads = [
        (path.vertices[:, 0], path.vertices[:, 1])
        for collection in chart.artists
        if hasattr(collection, "get_segments")
        for path in collection.get_paths()
    ]
    size = chart.get_size_inches()
    fonts = families(FAMILY)

    def make() -> Figure:
        figure = Figure(figsize=size, dpi=chart.dpi)
        for bounds, xlim, ylim, lines, xticks, yticks in plans:
            axes = figure.add_axes(bounds)
            for x, y, look in lines:
                axes.plot(x, y, **look)
            axes.set_xlim(xlim)
            axes.set_ylim(ylim)
            axes.set_xticks(
                [at for at, _ in xticks], [words for _, words in xticks], fontfamily=fonts, fontsize=9
            )
            axes.set_yticks(
                [at for at, _ in yticks], [words for _, words in yticks], fontfamily=fonts, fontsize=9
            )
            axes.grid(axis="y")
        if free or leads:
            over = figure.add_axes((0, 0, 1, 1), frameon=False)
            over.set_xlim(0, size[0] * 72)
            over.set_ylim(0, size[1] * 72)
            over.set_axis_off()
            for x, y, look in free:
                over.plot(x, y, **look)
            for x, y in leads:
                over.plot(x, y, linestyle=":", linewidth=0.7)
        for words in texts:
            figure.text(words.x, words.y, words.text, fontfamily=fonts, **words.style)
        return figure

    return make


def look_of(line: Any) -> dict[str, Any]:
    return {
        "color": line.get_color(),
        "linestyle": line._unscaled_dash_pattern if line._unscaled_dash_pattern[1] else line.get_linestyle(),
        "linewidth": line.get_linewidth(),
        "marker": line.get_marker(),
        "markersize": line.get_markersize(),
    }


def beside_axes(figure: Figure) -> list[Line2D]:
    """Samples of lines that stand on no axes."""
    return [artist for artist in figure.artists if isinstance(artist, Line2D)]


def counts(figure: Figure) -> tuple[int, int]:
    """How many lines, and how many words, are to be seen."""
    found = figure.findobj(match=lambda one: hasattr(one, "get_text"))
    words = [text for text in found if text.get_text() and text.get_visible()]
    lines = [line for axes in figure.axes for line in axes.lines] + beside_axes(figure)
    return len(lines), len(words)


@pytest.mark.parametrize(
    ("make", "limit"),
    [
        (lambda: overlay_figure(TWELVE, percent_of_target=True, **SIZE), 1.3),
        (lambda: multiples_figure(TWELVE, **SIZE), 1.3),
        (lambda: trend_figure(TWELVE[0], **SIZE), 1.3),
        (lambda: trend_figure(ONE, **SIZE), 1.3),
    ],
    ids=[
        "twelve lines of ten years",
        "twelve small figures of ten years",
        "one line of ten years",
        "one year",
    ],
)
def test_a_redraw_costs_little_more_than_the_same_drawn_plainly(
    make: Callable[[], Chart], limit: float, ratio: Callable[..., float]
) -> None:
    ours = make()
    draw(ours)
    plain = plainly(ours)
    same = draw(plain())
    lines, words = counts(ours)
    plain_lines, plain_words = counts(same)
    assert plain_lines >= lines
    assert plain_lines <= lines + 12
    assert words == plain_words
    assert ratio(lambda: draw(make()), lambda: draw(plain()), 15) <= limit


def test_telling_what_all_points_say_costs_less_than_a_draw(ratio: Callable[..., float]) -> None:
    chart = overlay_figure(TWELVE, percent_of_target=True, **SIZE)
    draw(chart)
    assert len(hover_points(chart)) == 12 * len(MONTHS)
    assert math.isfinite(hover_points(chart)[0].x)
    assert ratio(lambda: hover_points(chart), lambda: draw(chart)) <= 1.0
