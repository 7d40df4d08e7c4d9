"""The names of lines at their ends, in one column: beside the newest values where there is room, else outside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.patches import Rectangle

from shengsi_desktop.charts.canvas import TEXT_SIZE, Box, Chart
from shengsi_desktop.charts.measure import LINE, shortened, width
from shengsi_desktop.charts.placing import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.axis import Plane
    from shengsi_desktop.charts.lines import Look
    from shengsi_desktop.charts.numbers import Scale
    from shengsi_desktop.charts.placing import Ink
    from shengsi_desktop.charts.trend_series import TrendSeries, Values

#: of the width: what names may take at most
_MOST = 0.36
#: points; smaller ones only where a figure is too low for its names
_LEAST_SIZE = 6.5
#: of the size: from one name to the next at least
_TIGHT = 1.12
#: points that the labels below the axes take of the room
_BELOW = 25.0
#: points: the sample before a name, and from the newest values to the names
_SAMPLE = 9.0
_AWAY = 12.0


@dataclass(frozen=True, slots=True)
class Curve:
    """One line: its series, how it looks, its heights on the shared axis, the words at its end.

    `scale` is that of the heights, `said` that of the values when they are told.
    """

    series: TrendSeries
    look: Look
    heights: Values
    scale: Scale
    words: str
    said: Scale

    @property
    def end(self) -> tuple[int, float]:
        """The place of the newest value and its number on the axis."""
        place = max(place for place, value in enumerate(self.heights) if value is not None)
        return place, (self.heights[place] or 0.0) / self.scale.divisor


class EndNames:
    """`outside` are the points that the column needs beside the axes; 0 where it stands inside them.

    `box` is the room of the axes with their labels; beside them the column may be as high as all of it.
    """

    def __init__(self, chart: Chart, box: Box, curves: Sequence[Curve]) -> None:
        self._chart, self._curves, self._box = chart, curves, box
        count = max(len(curves), 1)
        self._size = max(_LEAST_SIZE, min(TEXT_SIZE, box.height / count / _TIGHT))
        self._texts = [self._text(curve, box.width * _MOST) for curve in curves]
        self._wide = (
            max((width(text, self._size, chart.family) for text in self._texts), default=0.0) + _SAMPLE
        )
        places = len(curves[0].heights) if curves else 1
        self._last = max((curve.end[0] for curve in curves), default=0)
        free = (places - 1 - self._last) / places * (box.width - 40.0)
        fits = (box.height - _BELOW) / count >= self._size * _TIGHT
        self.outside = 0.0 if not curves or (fits and free > self._wide + _AWAY) else self._wide + 4

    def draw(self, on: Plane, ink: Ink) -> None:
        """Each as near to its line's end as the others leave it, with a thin line from the one to the other."""
        column = on.box.right + 8 if self.outside else on.at(self._last, 0)[0] + _AWAY
        low, high = (self._box.bottom, self._box.top) if self.outside else (on.box.bottom, on.box.top + 5)
        gap = min(self._size * LINE, (high - low) / len(self._curves))
        ends = [on.at(*curve.end) for curve in self._curves]
        heights = spread([end[1] for end in ends], gap, low, high)
        self._lead(ends, column, heights, ink)
        places = [
            Box(column, height - gap / 2, _SAMPLE + width(text, self._size, self._chart.family), gap)
            for text, height in zip(self._texts, heights, strict=True)
        ]
        if not self.outside:
            self._clear(places)
        for curve, text, place in zip(self._curves, self._texts, places, strict=True):
            self._write(curve, text, place)
            ink.add_words(place)

    def _text(self, curve: Curve, most: float) -> str:
        room = most - _SAMPLE - width(f" {curve.words}", self._size, self._chart.family)
        return f"{shortened(curve.series.name, self._size, room, self._chart.family)} {curve.words}"

    def _write(self, curve: Curve, text: str, place: Box) -> None:
        middle = place.bottom + place.height / 2
        sample = replace(curve.look, width=0.0, style="none").artist(
            [place.left + 2], [middle], self._chart.colors.card
        )
        sample.set_transform(self._chart.points)
        self._chart.add_artist(sample)
        self._chart.write(
            text,
            place.left + _SAMPLE,
            middle - self._size * 0.36,
            size=self._size,
            color=self._chart.colors.ink,
        )

    def _lead(
        self, ends: Sequence[tuple[float, float]], column: float, heights: Sequence[float], ink: Ink
    ) -> None:
        ways = [[(x + 3, y), (column - 1, height)] for (x, y), height in zip(ends, heights, strict=True)]
        for way in ways:
            ink.add_line(way)
        leads = LineCollection(
            ways,
            colors=[curve.look.color for curve in self._curves],
            linewidths=0.7,
            linestyles=":",
            alpha=0.75,
        )
        leads.set_transform(self._chart.points)
        self._chart.add_artist(leads)

    def _clear(self, places: Sequence[Box]) -> None:
        """The ground behind each name inside the axes: lines of the grid run on between them, not through them."""
        high = self._size * 1.1
        ground = PatchCollection(
            [
                Rectangle((one.left - 1, one.bottom + (one.height - high) / 2), one.width + 3, high)
                for one in places
            ],
            facecolor=self._chart.colors.card,
            edgecolor="none",
        )
        ground.set_transform(self._chart.points)
        self._chart.add_artist(ground)
