"""What the lines of a figure are, below it: in as many rows as are needed, the source of the numbers at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.charts.canvas import TEXT_SIZE
from shengsi_desktop.charts.measure import shortened, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.canvas import Box, Chart
    from shengsi_desktop.charts.lines import Look

#: points
ROW = 15.0
_SAMPLE = 18.0
#: of a figure's height: what its legend may take at most
_SHARE = 0.2
_MARKER = 8.0
_GAP = 5.0
_BETWEEN = 15.0


@dataclass(frozen=True, slots=True)
class Legend:
    """The rows of a legend, laid out for a width; `source` stands in the last one or in its own."""

    rows: tuple[tuple[tuple[Look, str], ...], ...]
    source: str
    source_alone: bool

    @property
    def height(self) -> float:
        """Points that it takes."""
        return ROW * (len(self.rows) + self.source_alone)


def legend_for(looks: Sequence[Look], source: str, box: Box, family: str) -> Legend:
    """Fill rows of the width of a figure's box from the left; words that are too long end in ….

    In a low figure first the source gives way, then the lines that come last.
    """
    room = box.width
    rows: list[list[tuple[Look, str]]] = []
    used = room + 1.0
    for look in looks:
        words = shortened(look.label, TEXT_SIZE, room - _sample(look) - _GAP, family)
        wide = _sample(look) + _GAP + width(words, TEXT_SIZE, family)
        if used + _BETWEEN + wide > room:
            rows.append([])
            used = -_BETWEEN
        rows[-1].append((look, words))
        used += _BETWEEN + wide
    words = shortened(source, TEXT_SIZE, room, family)
    alone = bool(words) and (not rows or used + _BETWEEN + width(words, TEXT_SIZE, family) > room)
    most = max(1, int(box.height * _SHARE / ROW))
    if len(rows) + alone > most:
        words, alone = "", False
    return Legend(tuple(tuple(row) for row in rows[:most]), words, alone)


def draw_legend(chart: Chart, legend: Legend, box: Box) -> None:
    """Put it into the lower end of `box`."""
    bottom = box.bottom + legend.height - ROW
    for row in legend.rows:
        left = box.left
        for look, words in row:
            _draw_sample(chart, look, left, bottom + TEXT_SIZE * 0.34)
            left += _sample(look) + _GAP
            chart.write(words, left, bottom)
            left += width(words, TEXT_SIZE, chart.family) + _BETWEEN
        bottom -= ROW
    if legend.source:
        bottom += 0 if legend.source_alone else ROW
        chart.write(legend.source, box.right, bottom, ha="right", color=chart.colors.third)


def _sample(look: Look) -> float:
    """How long a piece of the line is shown; of a marker without a line only itself."""
    return _SAMPLE if look.width else _MARKER


def _draw_sample(chart: Chart, look: Look, left: float, middle: float) -> None:
    wide = _sample(look)
    places = [left, left + wide / 2, left + wide] if look.width else [left + wide / 2]
    sample = look.artist(places, [middle] * len(places), chart.colors.card)
    if look.width:
        sample.set_markevery([1])
    sample.set_transform(chart.points)
    sample.set_label("")
    chart.add_artist(sample)
