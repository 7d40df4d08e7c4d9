"""What stands under the pointer: the places of a drawn figure's points, in device pixels from the upper left."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.charts.canvas import Chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class HoverPoint:
    """One point: `x`, `y` in device pixels from the upper left, its words, its series' key, period and #RRGGBB."""

    x: float
    y: float
    words: str
    key: str = ""
    period: str = ""
    color: str = ""


def hover_points(figure: Figure) -> tuple[HoverPoint, ...]:
    """All points of one of our figures, from left to right; none of any other figure."""
    if not isinstance(figure, Chart):
        return ()
    height = float(figure.bbox.height)
    found = []
    for axes in dict.fromkeys(mark.axes for mark in figure.marks):
        marks = [mark for mark in figure.marks if mark.axes is axes]
        places = axes.transData.transform([(mark.x, mark.y) for mark in marks])
        found += [
            HoverPoint(float(x), height - float(y), mark.words, mark.key, mark.period, mark.color)
            for (x, y), mark in zip(places, marks, strict=True)
        ]
    return tuple(sorted(found, key=lambda point: (point.x, point.y)))


def nearest(points: Sequence[HoverPoint], x: float, y: float, within: float) -> HoverPoint | None:
    """The nearest point that is no farther than `within` pixels."""
    found = min(points, key=lambda point: math.hypot(point.x - x, point.y - y), default=None)
    return found if found is not None and math.hypot(found.x - x, found.y - y) <= within else None
