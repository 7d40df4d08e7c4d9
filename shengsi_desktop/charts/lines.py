"""Lines of values: how one looks, where it breaks, and how it is put on its axes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from matplotlib.lines import Line2D

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.axis import Plane

Style = Literal["-", ":", "none"] | tuple[float, tuple[float, ...]]
#: more values than that need no dot each
_DOTS = 26


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is drawn; the same in its legend. A `hollow` marker is filled with the ground."""

    label: str
    color: str
    style: Style = "-"
    width: float = 1.5
    marker: str = ""
    size: float = 4.5
    hollow: bool = False

    def artist(self, xs: Sequence[float], ys: Sequence[float], ground: str, *, dotted: bool = True) -> Line2D:
        """The line through these places."""
        return Line2D(
            xs,
            ys,
            label=self.label,
            color=self.color,
            linestyle=self.style,
            linewidth=self.width,
            marker=self.marker if dotted else None,
            markersize=self.size,
            markerfacecolor=ground if self.hollow else self.color,
            markeredgecolor=self.color,
            markeredgewidth=1.1 if self.hollow else 0,
            solid_capstyle="round",
            solid_joinstyle="round",
            dash_capstyle="butt",
        )


def known(values: Sequence[float | None], divisor: float = 1.0) -> tuple[list[int], list[float]]:
    """The places that have a value, and the values as the axis has them."""
    places = [place for place, value in enumerate(values) if value is not None]
    return places, [value / divisor for value in values if value is not None]


def broken(
    places: Sequence[int], numbers: Sequence[float], periods: Sequence[str]
) -> tuple[list[float], list[float]]:
    """The same with a gap between two years: what adds up over a year begins anew in January."""
    xs: list[float] = []
    ys: list[float] = []
    year = ""
    for place, number in zip(places, numbers, strict=True):
        if year and periods[place][:4] != year:
            xs.append(place - 0.5)
            ys.append(math.nan)
        year = periods[place][:4]
        xs.append(place)
        ys.append(number)
    return xs, ys


def draw(on: Plane, look: Look, xs: Sequence[float], ys: Sequence[float], *, zorder: float = 3.0) -> Line2D:
    """Put a line on its axes: through all known values, so that what comes once a quarter is a line, too."""
    alone = len(xs) == 1 and not look.marker
    line = look.artist(xs, ys, on.chart.colors.card, dotted=len(xs) <= _DOTS)
    if alone:
        line.set_marker(".")
    line.set_clip_on(False)
    line.set_zorder(zorder)
    on.axes.add_line(line)
    return line
