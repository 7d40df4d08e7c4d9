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
    """One point: `x`, `y` in device pixels from the upper left, its words, its series' key, period and #RRGGBB.

    `field` is the line's: value, planned, last_year, province, forecast.
    """

    x: float
    y: float
    words: str
    key: str = ""
    period: str = ""
    color: str = ""
    field: str = "value"


def hover_points(figure: Figure) -> tuple[HoverPoint, ...]:
    """All points of one of our figures, from left to right; none of any other figure."""
    if not isinstance(figure, Chart):
        return ()
    height = float(figure.bbox.height)
    found: list[HoverPoint] = []
    for marks in figure.marks:
        at = marks.axes.transData.transform(list(zip(marks.places, marks.numbers, strict=True)))
        found += [
            HoverPoint(
                float(x),
                height - float(y),
                marks.say(place),
                marks.key,
                marks.periods[place],
                marks.color,
                marks.field,
            )
            for (x, y), place in zip(at, marks.places, strict=True)
        ]
    return tuple(sorted(found, key=lambda point: (point.x, point.y)))


def nearest(points: Sequence[HoverPoint], x: float, y: float, within: float) -> HoverPoint | None:
    """The nearest point that is no farther than `within` pixels."""
    found = min(points, key=lambda point: math.hypot(point.x - x, point.y - y), default=None)
    return found if found is not None and math.hypot(found.x - x, found.y - y) <= within else None
