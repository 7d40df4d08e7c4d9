"""Lines of values: how one looks, where it breaks, and how it is put on its axes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from matplotlib.lines import Line2D

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.axis import Plane
    from shengsi_desktop.charts.placing import Ink

Style = Literal["-", ":", "none"] | tuple[float, tuple[float, ...]]
#: more values than that need no dot each, and a thinner line
_DOTS = 26
_THINNER = 0.7
#: points: how long a line is that has one value
_PIECE = 16.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is drawn; the same in its legend, where `short` stands for the label if there is little room.

    A marker is filled with the line's colour, with `fill`, or, `hollow`, with the ground.
    """

    label: str
    color: str
    style: Style = "-"
    width: float = 1.5
    marker: str = ""
    size: float = 4.5
    hollow: bool = False
    fill: str = ""
    short: str = ""

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
            markerfacecolor=ground if self.hollow else self.fill or self.color,
            markeredgecolor=self.color,
            markeredgewidth=1.1 if self.hollow else 0.8 if self.fill else 0,
            solid_capstyle="round",
            solid_joinstyle="round",
            dash_capstyle="butt",
        )


def known(values: Sequence[float | None], divisor: float = 1.0) -> tuple[list[int], list[float]]:
    """The places that have a value, and the values as the axis has them."""
    places = [place for place, value in enumerate(values) if value is not None]
    return places, [value / divisor for value in values if value is not None]


def draw_values(
    on: Plane,
    look: Look,
    values: Sequence[float | None],
    *,
    divisor: float,
    ink: Ink | None = None,
    anew: Sequence[str] = (),
) -> None:
    """A line through all known values, so that what comes once a quarter is a line, too.

    With periods in `anew` it breaks between two years: what adds up over a year begins again.
    """
    places, numbers = known(values, divisor)
    xs, ys = _broken(places, numbers, anew) if anew else ([float(place) for place in places], numbers)
    draw(on, look, xs, ys)
    if ink is not None:
        # the line that all is about is kept free rather than the others
        ink.add_line([on.at(x, y) for x, y in zip(xs, ys, strict=True)], weight=2 if look.marker else 1)


def draw(on: Plane, look: Look, xs: Sequence[float], ys: Sequence[float], *, zorder: float = 3.0) -> None:
    """Put a line on its axes; where it has no dots, a single value is a short piece of it."""
    few = len(xs) <= _DOTS
    if len(xs) == 1 and not look.marker:
        half = _PIECE / 2 * (on.right - on.left) / on.box.width
        xs, ys = [xs[0] - half, xs[0] + half], [ys[0], ys[0]]
    line = look.artist(xs, ys, on.chart.colors.card, dotted=few)
    if not few:
        line.set_linewidth(look.width * _THINNER)
    line.set_clip_on(False)
    line.set_zorder(zorder)
    on.axes.add_line(line)


def _broken(
    places: Sequence[int], numbers: Sequence[float], periods: Sequence[str]
) -> tuple[list[float], list[float]]:
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
