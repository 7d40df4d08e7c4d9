"""The trend of one indicator over the year: actual, plan, last year, province, and the year's target.

Draws what it is given; what a target means for a light is not decided here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator, ScalarFormatter

from shengsi_desktop.charts.fonts import displayable, families
from shengsi_desktop.charts.labels import label_target, label_value
from shengsi_desktop.charts.numbers import Scale, scale_for
from shengsi_desktop.charts.palette import Palette, palette
from shengsi_desktop.charts.periods import label_step, labels, whole_years

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

EMPTY = "尚无数据，在下方表格录入"

#: points; 9 pt are 12 px at 96 dots an inch
TEXT_SIZE = 9.0


@dataclass(frozen=True, slots=True)
class TrendSeries:
    """One indicator's values by period («2023-03», «2023-Q1», «2023»), each tuple as long as `periods`.

    `target_words` are the plan's («突破143亿元»). A range reaches from `target` to `target_high`; for 左右,
    `target_low` is the least value that still meets it. Percent are 0–100; all values are in `unit`.
    """

    name: str
    unit: str
    periods: tuple[str, ...]
    actual: tuple[float | None, ...]
    planned: tuple[float | None, ...] = ()
    last_year: tuple[float | None, ...] = ()
    province: tuple[float | None, ...] = ()
    target: float | None = None
    target_high: float | None = None
    target_words: str = ""
    target_low: float | None = None

    def __post_init__(self) -> None:
        for line in (self.actual, self.planned, self.last_year, self.province):
            if line and len(line) != len(self.periods):
                raise ValueError(f"{self.name}：{len(self.periods)} periods, {len(line)} values")

    @property
    def targets(self) -> list[float]:
        """The numbers of the target, from low to high."""
        return sorted(
            value for value in (self.target_low, self.target, self.target_high) if value is not None
        )

    @property
    def values(self) -> list[float]:
        """Every value of every line, without the target."""
        lines = (self.actual, self.planned, self.last_year, self.province)
        return [value for line in lines for value in line if value is not None]


@dataclass(frozen=True, slots=True)
class _Line:
    """How one line of the figure looks."""

    label: str
    values: tuple[float | None, ...]
    color: str
    style: str | tuple[int, tuple[float, ...]]
    width: float
    marker: str = ""


def trend_figure(
    series: TrendSeries,
    *,
    width_px: int,
    height_px: int,
    dpi: float,
    dark: bool = False,
    family: str,
    titled: bool = False,
) -> Figure:
    """The figure, `width_px` by `height_px` device pixels at `dpi` (96 = 100 %, 144 = 150 %).

    `family` is what `ensure_chinese` gave. `titled` puts the indicator's name above, for a picture that
    leaves the window.
    """
    colors = palette(dark=dark)
    figure = Figure(
        figsize=(width_px / dpi, height_px / dpi),
        dpi=dpi,
        facecolor=colors.card,
        layout=ConstrainedLayoutEngine(w_pad=0.1, h_pad=0.08),
    )
    axes = figure.add_subplot()
    periods = whole_years(series.periods)
    scale = scale_for(max((abs(value) for value in series.values + series.targets), default=0.0), series.unit)
    _dress(axes, periods, colors, family)
    _limit(axes, series, scale)
    _caption(axes, series, scale, colors, family, titled=titled)
    lines = [line for line in _lines(series, colors) if any(value is not None for value in line.values)]
    drawn = [_placed(series.periods, line.values, periods) for line in lines]
    for line, values in zip(lines, drawn, strict=True):
        _plot(axes, line, values, scale)
    if series.targets:
        _draw_target(axes, series, drawn, scale, colors, family)
    if lines:
        label_value(axes, _placed(series.periods, series.actual, periods), scale, colors, family)
        _legend(figure, colors, family)
    else:
        _say_empty(axes, colors, family)
    return figure


def _lines(series: TrendSeries, colors: Palette) -> list[_Line]:
    """All lines from the ground up: what is drawn last lies on top."""
    return [
        _Line("去年同期", series.last_year, colors.third, "-", 1.0),
        _Line("全省", series.province, colors.province, (0, (6.0, 2.0, 1.0, 2.0)), 1.2),
        _Line("计划曲线", series.planned, colors.second, (0, (1.2, 1.8)), 1.5),
        _Line("实际", series.actual, colors.sea, "-", 2.0, "o"),
    ]


def _placed(own: tuple[str, ...], values: tuple[float | None, ...], periods: tuple[str, ...]) -> list[float]:
    """The values in the places of the axis, nan where there is none."""
    by_period = dict(zip(own, values, strict=False))
    found = (by_period.get(period) for period in periods)
    return [math.nan if value is None else value for value in found]


def _plot(axes: Axes, line: _Line, values: Iterable[float], scale: Scale) -> None:
    """Through all known values: what comes once a quarter is a line, too; its dots say when."""
    known = [(place, value / scale.divisor) for place, value in enumerate(values) if not math.isnan(value)]
    axes.plot(
        [place for place, _ in known],
        [value for _, value in known],
        label=line.label,
        color=line.color,
        linestyle=line.style,
        linewidth=line.width,
        marker=line.marker or ("." if len(known) == 1 else None),
        markersize=4.5,
        markeredgewidth=0,
        solid_capstyle="round",
        dash_capstyle="butt",
        clip_on=False,
        zorder=3,
    )


def _dress(axes: Axes, periods: tuple[str, ...], colors: Palette, family: str) -> None:
    """Months below, a thin grid, no frame."""
    axes.set_facecolor(colors.card)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(colors.line)
    axes.grid(axis="y", color=colors.line, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlim(-0.35, max(len(periods) - 1, 0) + 0.35)
    step = label_step(len(periods))
    axes.set_xticks(range(0, len(periods), step), labels(periods)[::step])
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    formatter = ScalarFormatter(useOffset=False, useMathText=False)
    formatter.set_scientific(False)
    axes.yaxis.set_major_formatter(formatter)
    axes.tick_params(length=0, pad=6, labelsize=TEXT_SIZE, labelcolor=colors.second)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontfamily(families(family))
    for label in axes.get_xticklabels():
        label.set_linespacing(1.5)


def _limit(axes: Axes, series: TrendSeries, scale: Scale) -> None:
    """From nought, unless all values lie close together far above it; room above for the labels."""
    numbers = [value / scale.divisor for value in series.values + series.targets]
    if not numbers:
        axes.set_ylim(0, 1)
        axes.set_yticks([])
        return
    low, high = min(numbers), max(numbers)
    if low >= 0 and (not series.values or high - low >= 0.4 * high):
        low = 0.0
    spread = (high - low) or abs(high) or 1.0
    axes.set_ylim(low if low == 0 else low - 0.12 * spread, high + 0.16 * spread)


def _caption(
    axes: Axes, series: TrendSeries, scale: Scale, colors: Palette, family: str, *, titled: bool
) -> None:
    """The unit above the axis, or name and unit when the picture stands alone; a target of words only."""
    unit = f"单位：{scale.unit}" if scale.unit else ""
    name = f"{series.name}（{scale.unit}）" if scale.unit else series.name
    axes.set_title(
        displayable(name if titled else unit, family),
        loc="left",
        fontsize=TEXT_SIZE + (2.5 if titled else 0),
        fontweight="bold" if titled else "normal",
        color=colors.ink if titled else colors.third,
        fontfamily=families(family),
        pad=10,
    )
    if series.target_words and not series.targets:
        axes.set_title(
            displayable(f"年度目标 {series.target_words}", family),
            loc="right",
            fontsize=TEXT_SIZE,
            color=colors.red,
            fontfamily=families(family),
            pad=10,
        )


def _draw_target(
    axes: Axes, series: TrendSeries, drawn: list[list[float]], scale: Scale, colors: Palette, family: str
) -> None:
    """A dashed line for a number; a band with it for a range and for 左右."""
    numbers = [value / scale.divisor for value in series.targets]
    if len(numbers) > 1:
        axes.axhspan(numbers[0], numbers[-1], color=colors.red, alpha=0.09, linewidth=0, zorder=1)
    main = series.target if series.target is not None else series.targets[0]
    axes.axhline(main / scale.divisor, color=colors.red, linewidth=1.2, linestyle=(0, (5, 3)), zorder=2)
    words = series.target_words or scale.shown(main) + scale.unit
    values = [[value / scale.divisor for value in line] for line in drawn]
    label_target(axes, displayable(f"年度目标 {words}", family), main / scale.divisor, values, colors, family)


def _legend(figure: Figure, colors: Palette, family: str) -> None:
    handles, names = figure.axes[0].get_legend_handles_labels()
    figure.legend(
        handles[::-1],
        names[::-1],
        loc="outside lower left",
        ncols=len(names),
        frameon=False,
        handlelength=2.0,
        handletextpad=0.6,
        columnspacing=2.0,
        labelcolor=colors.second,
        prop={"family": families(family), "size": TEXT_SIZE},
    )


def _say_empty(axes: Axes, colors: Palette, family: str) -> None:
    axes.text(
        0.5,
        0.42,
        EMPTY,
        transform=axes.transAxes,
        ha="center",
        va="center",
        fontsize=TEXT_SIZE + 1.5,
        color=colors.second,
        fontfamily=families(family),
        bbox={"facecolor": colors.card, "edgecolor": "none", "pad": 6},
    )
