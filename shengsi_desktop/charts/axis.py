"""Axes as offices read them: round numbers of equal decimals, months below, a thin grid and no frame.

The labels are plain words and the grid is one artist: matplotlib's own ticks cost more than all the rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.collections import LineCollection
from matplotlib.ticker import NullLocator

from shengsi_desktop.charts.canvas import TEXT_SIZE, Box, Chart
from shengsi_desktop.charts.measure import width
from shengsi_desktop.charts.numbers import fixed
from shengsi_desktop.charts.periods import tick_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
#: points between words and the axis
GAP = 6.0
#: of the size: from one line of labels to the next
_LEADING = 1.4
#: points from one round number of an axis to the next: where there is room, and where that leaves too few
_ROOMY, _CLOSER = 32.0, (26.0, 20.0, 14.0)
#: so many an axis has at least, from such a height on
_LEAST, _LOW = 3, 30.0
#: of a month: how far the axis reaches beyond the first and the last one
_BEYOND = 0.35


@dataclass(frozen=True, slots=True)
class Range:
    """From where to where an axis goes, its round numbers and how many decimals they all have.

    With `names`, its steps from 0 on are called by them.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int
    ranked: bool = False
    named: bool = True
    names: tuple[str, ...] = ()

    def shown(self, value: float) -> str:
        """A round number of the axis."""
        if self.names:
            return self.names[round(value)]
        return f"第{value:.0f}位" if self.ranked else fixed(value, self.decimals)

    @property
    def labels(self) -> list[str]:
        """All of them."""
        return [self.shown(tick) for tick in self.ticks]


def range_of(
    numbers: Sequence[float],
    height: float,
    *,
    data: bool = True,
    headroom: float = 20.0,
    beyond: bool = False,
) -> Range:
    """From nought, unless all numbers lie close together far from it; `headroom` points above for words.

    `height` is the axis's in points; `data` is False where the numbers are those of a target alone. `beyond`: the
    last round number is not below the largest one.
    """
    low, high = min(numbers), max(numbers)
    close = data and high - low < 0.4 * max(abs(low), abs(high))
    if low >= 0 and not close:
        low = 0.0
    elif high <= 0 and not close:
        high = 0.0
    spread = (high - low) or abs(high) * 0.1 or 1.0
    if low != 0:
        low -= 0.1 * spread
    head = spread * headroom / max(height - headroom, headroom)
    top = high + head
    step = _step((top - low) / max(height / _ROOMY, 2))
    ticks = _ticks(low, top, step)
    for closer in _CLOSER if height >= _LOW else ():
        # in a low figure they stand closer, as long as their numbers have room
        if len(ticks) < _LEAST:
            step = _step((top - low) / max(height / closer, _LEAST - 1))
            ticks = _ticks(low, top, step)
    if beyond and ticks[-1] < high - 1e-9 * step:
        ticks = (*ticks, ticks[-1] + step)
    return Range(ticks[0], max(top, ticks[-1]), ticks, _decimals(step))


def _ticks(low: float, top: float, step: float) -> tuple[float, ...]:
    """The round numbers from the last one below `low` on, none above `top`."""
    first = math.floor(low / step + 1e-9)
    return tuple(step * number for number in range(first, math.floor(top / step + 1e-9) + 1))


def rank_range(numbers: Sequence[float], height: float) -> Range:
    """Places: whole numbers, the first above; as many as are needed."""
    low, high = max(1, math.floor(min(numbers))), max(math.ceil(max(numbers)), 2)
    low = 1 if low <= 4 else low - 1
    step = max(1, math.ceil((high - low) / max(height / 26, 1)))
    if (high - low) // step + 1 < _LEAST and height >= _LOW:
        step = max(1, (high - low) // (_LEAST - 1))
    ticks = tuple(float(number) for number in range(low, high + 1, step))
    beyond = 0.08 * (high - low) + 0.3
    return Range(high + beyond, low - beyond * 1.6, ticks, 0, ranked=True)


def _step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next((step * power for step in _STEPS if step * power >= rough * (1 - 1e-9)), 10 * power)


def _decimals(step: float) -> int:
    for decimals in range(8):
        if math.isclose(step * 10**decimals, round(step * 10**decimals), rel_tol=1e-6):
            return decimals
    return 8


@dataclass(frozen=True, slots=True)
class Plane:
    """Axes in a box: from the places and numbers of a series to points, without drawing."""

    chart: Chart
    axes: Axes
    box: Box
    y: Range
    left: float
    right: float

    @property
    def levels(self) -> list[float]:
        """How high the lines of the grid are, in points."""
        return [self.at(0, tick)[1] for tick in self.y.ticks]

    def at(self, place: float, number: float) -> tuple[float, float]:
        """Where a value stands, in points."""
        box = self.box
        return (
            box.left + (place - self.left) / (self.right - self.left) * box.width,
            box.bottom + (number - self.y.low) / (self.y.high - self.y.low) * box.height,
        )


def label_room(chart: Chart, labels: Sequence[str], size: float = TEXT_SIZE) -> float:
    """Points that the numbers beside an axis take, with their gap."""
    return max((width(label, size, chart.family) for label in labels), default=0.0) + GAP


def ticks_below(
    chart: Chart, periods: Sequence[str], room: float, *, size: float = TEXT_SIZE, through: bool = False
) -> list[tuple[int, str]]:
    """The places below an axis of `room` points that get a label, and its words."""
    return tick_labels(periods, room, lambda text: width(text, size, chart.family), through=through)


def room_below(ticks: Sequence[tuple[int, str]], size: float = TEXT_SIZE) -> float:
    """Points that they take."""
    return size * _LEADING * max((words.count("\n") + 1 for _, words in ticks), default=1) + GAP


def plane(
    chart: Chart,
    box: Box,
    y: Range | None,
    count: int,
    ticks: Sequence[tuple[int, str]] = (),
    *,
    size: float = TEXT_SIZE,
) -> Plane:
    """The axes of one figure inside `box`: numbers to its left, labels below its `count` places.

    Without a range (nothing has a value) there are neither numbers nor grid.
    """
    axes = chart.area(box)
    for one in (axes.xaxis, axes.yaxis):
        one.set_visible(False)
        one.set_major_locator(NullLocator())
    for spine in axes.spines.values():
        spine.set_visible(False)
    beyond = max(_BEYOND, 0.012 * count)
    left, right = -beyond, max(count, 1) - 1 + beyond
    y = y or Range(0.0, 1.0, (0.0,), 0, named=False)
    axes.set_xlim(left, right)
    axes.set_ylim(y.low, y.high)
    made = Plane(chart, axes, box, y, left, right)
    _grid(made)
    for tick, label in zip(y.ticks, y.labels, strict=True) if y.named else ():
        chart.write(label, box.left - GAP, made.at(0, tick)[1], size=size, ha="right", va="center_baseline")
    for place, label in ticks:
        words = chart.write(
            label, made.at(place, 0)[0], box.bottom - GAP + 1, size=size, ha="center", va="top", lines=True
        )
        words.set_linespacing(_LEADING)
    return made


def _grid(made: Plane) -> None:
    """All lines of the grid at once; that of nought, or else the lowest, stands out a little."""
    y, colors = made.y, made.chart.colors
    base = 0.0 if not y.ranked and y.low <= 0 <= y.high else None
    made.axes.add_collection(
        LineCollection(
            [[(made.left, tick), (made.right, tick)] for tick in y.ticks],
            colors=[colors.edge if tick == base else colors.line for tick in y.ticks],
            linewidths=0.8,
            zorder=0.5,
            clip_on=False,
        ),
        autolim=False,
    )
