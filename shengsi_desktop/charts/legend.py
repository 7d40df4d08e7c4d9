"""What the lines of a figure are, below it: in as many rows as are needed, the source of the numbers at the right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shengsi_desktop.charts.canvas import TEXT_SIZE
from shengsi_desktop.charts.measure import shortened, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.canvas import Box, Chart
    from shengsi_desktop.charts.lines import Look

#: of a figure's height: what its legend takes before it is set closer, and what even then costs its source
_SHARE, _MOST = 0.2, 0.4
_MARKER = 8.0
_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Spacing:
    """Points from row to row, of a piece of line, and between two names."""

    row: float
    sample: float
    between: float


_ROOMY, _CLOSE = Spacing(15.0, 18.0, 15.0), Spacing(12.5, 14.0, 9.0)


@dataclass(frozen=True, slots=True)
class Legend:
    """The rows of a legend, laid out for a width; `source` stands in the last one or in its own."""

    rows: tuple[tuple[tuple[Look, str], ...], ...]
    source: str
    source_alone: bool
    spacing: Spacing

    @property
    def height(self) -> float:
        """Points that it takes."""
        return self.spacing.row * (len(self.rows) + self.source_alone)


def legend_for(looks: Sequence[Look], source: str, box: Box, family: str) -> Legend:
    """Fill rows of the width of a figure's box from the left; words that are too long end in ….

    Every line is named, however low the figure: first the names are set closer and the long ones said shorter, then
    the plot gives way, and the source where there is hardly a plot left.
    """
    legend = _filled(looks, source, box.width, family, _ROOMY)
    if legend.height > box.height * _SHARE:
        legend = _filled(looks, source, box.width, family, _CLOSE)
        shorter = _filled(looks, source, box.width, family, _CLOSE, short=True)
        if shorter.height < legend.height:
            legend = shorter
    if legend.source_alone and legend.height > box.height * _MOST:
        legend = replace(legend, source="", source_alone=False)
    return legend


def _filled(
    looks: Sequence[Look], source: str, room: float, family: str, spacing: Spacing, *, short: bool = False
) -> Legend:
    rows: list[list[tuple[Look, str]]] = []
    used = room + 1.0
    for look in looks:
        sample = _sample(look, spacing) + _GAP
        label = look.short if short and look.short else look.label
        words = shortened(label, TEXT_SIZE, room - sample, family)
        wide = sample + width(words, TEXT_SIZE, family)
        if used + spacing.between + wide > room:
            rows.append([])
            used = -spacing.between
        rows[-1].append((look, words))
        used += spacing.between + wide
    words = shortened(source, TEXT_SIZE, room, family)
    alone = bool(words) and (not rows or used + spacing.between + width(words, TEXT_SIZE, family) > room)
    return Legend(tuple(tuple(row) for row in rows), words, alone, spacing)


def draw_legend(chart: Chart, legend: Legend, box: Box) -> None:
    """Put it into the lower end of `box`."""
    spacing = legend.spacing
    bottom = box.bottom + legend.height - spacing.row
    for row in legend.rows:
        left = box.left
        for look, words in row:
            _draw_sample(chart, look, spacing, left, bottom + TEXT_SIZE * 0.34)
            left += _sample(look, spacing) + _GAP
            chart.write(words, left, bottom)
            left += width(words, TEXT_SIZE, chart.family) + spacing.between
        bottom -= spacing.row
    if legend.source:
        bottom += 0 if legend.source_alone else spacing.row
        chart.write(legend.source, box.right, bottom, ha="right")


def _sample(look: Look, spacing: Spacing) -> float:
    """How long a piece of the line is shown; of a marker without a line only itself."""
    return spacing.sample if look.width else _MARKER


def _draw_sample(chart: Chart, look: Look, spacing: Spacing, left: float, middle: float) -> None:
    wide = _sample(look, spacing)
    places = [left, left + wide / 2, left + wide] if look.width else [left + wide / 2]
    sample = look.artist(places, [middle] * len(places), chart.colors.card)
    if look.width:
        sample.set_markevery([1])
    sample.set_transform(chart.points)
    sample.set_label("")
    chart.add_artist(sample)
