"""The words inside a figure, put where they cover no line: the newest value and the year's target."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from shengsi_desktop.charts.fonts import families

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes

    from shengsi_desktop.charts.numbers import Scale
    from shengsi_desktop.charts.palette import Palette

TEXT_SIZE = 9.0
#: of the axes' height: how near a line may come to the middle of a label
_NEAR = 0.09


def label_value(axes: Axes, values: Sequence[float], scale: Scale, colors: Palette, family: str) -> None:
    """The newest value of the actual line beside its dot: above it while the line rises, else below."""
    known = [(place, value) for place, value in enumerate(values) if not math.isnan(value)]
    if not known:
        return
    place, value = known[-1]
    rising = len(known) < 2 or value >= known[-2][1]
    axes.annotate(
        scale.shown(value),
        (place, value / scale.divisor),
        xytext=(0, 7 if rising else -7),
        textcoords="offset points",
        ha="center",
        va="bottom" if rising else "top",
        fontsize=TEXT_SIZE + 1,
        fontweight="bold",
        color=colors.sea,
        fontfamily=families(family),
        zorder=5,
        bbox={"facecolor": colors.card, "edgecolor": "none", "alpha": 0.8, "pad": 1},
    )


def label_target(
    axes: Axes, text: str, height: float, lines: Iterable[Sequence[float]], colors: Palette, family: str
) -> None:
    """The target's words along its line: at the end and on the side where the fewest values are near.

    `height` and the values of `lines` are in the axes' own numbers, one value a place, nan for none.
    """
    low, high = axes.get_ylim()
    left, right = axes.get_xlim()
    points = [
        ((x - left) / (right - left), (y - low) / (high - low))
        for values in lines
        for x, y in _points(values)
    ]
    level = (height - low) / (high - low)
    width = _share_of_width(axes, text)
    choices = [(at_right, above) for above in (True, False) for at_right in (True, False)]
    at_right, above = min(
        choices,
        key=lambda choice: _crossings(points, level, width, at_right=choice[0], above=choice[1]),
    )
    axes.annotate(
        text,
        (1.0 if at_right else 0.0, height),
        xycoords=("axes fraction", "data"),
        xytext=(0, 4 if above else -4),
        textcoords="offset points",
        ha="right" if at_right else "left",
        va="bottom" if above else "top",
        fontsize=TEXT_SIZE,
        color=colors.red,
        fontfamily=families(family),
        zorder=4,
        bbox={"facecolor": colors.card, "edgecolor": "none", "alpha": 0.8, "pad": 1},
    )


def _points(values: Sequence[float]) -> Iterable[tuple[float, float]]:
    """The points of a line that are numbers, each with the place half way to the next one."""
    pairs = [(float(place), value) for place, value in enumerate(values) if not math.isnan(value)]
    yield from pairs
    for (x, y), (next_x, next_y) in pairwise(pairs):
        yield (x + next_x) / 2, (y + next_y) / 2


def _share_of_width(axes: Axes, text: str) -> float:
    """About how much of the axes' width the text takes: a Chinese sign is as wide as it is high."""
    signs = sum(1.0 if ord(sign) > 0x2000 else 0.56 for sign in text)
    pixels = signs * TEXT_SIZE / 72 * axes.figure.dpi
    return min(1.0, pixels / max(float(axes.bbox.width), 1.0))


def _crossings(
    points: Sequence[tuple[float, float]], level: float, width: float, *, at_right: bool, above: bool
) -> int:
    """How many points lie under a label at that place; off the axes is worse than any."""
    middle = level + (_NEAR / 2 if above else -_NEAR / 2)
    if not 0.0 <= middle <= 1.0:
        return len(points) + 1
    return sum(
        1 for x, y in points if (x >= 1 - width if at_right else x <= width) and abs(y - middle) < _NEAR
    )
