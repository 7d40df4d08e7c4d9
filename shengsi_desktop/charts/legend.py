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


def legend_for(looks: Sequence[Look], source: str, room: float, family: str) -> Legend:
    """Fill rows of `room` points from the left; words that are too long end in …."""
    longest = room - _SAMPLE - _GAP
    entries = [(look, shortened(look.label, TEXT_SIZE, longest, family)) for look in looks]
    rows: list[list[tuple[Look, str]]] = []
    used = room + 1.0
    for entry in entries:
        wide = _SAMPLE + _GAP + width(entry[1], TEXT_SIZE, family)
        if used + _BETWEEN + wide > room:
            rows.append([])
            used = -_BETWEEN
        rows[-1].append(entry)
        used += _BETWEEN + wide
    words = shortened(source, TEXT_SIZE, room, family)
    alone = bool(words) and (not rows or used + _BETWEEN + width(words, TEXT_SIZE, family) > room)
    return Legend(tuple(tuple(row) for row in rows), words, alone)


def draw_legend(chart: Chart, legend: Legend, box: Box) -> None:
    """Put it into the lower end of `box`."""
    bottom = box.bottom + legend.height - ROW
    middle = TEXT_SIZE * 0.34
    for row in legend.rows:
        left = box.left
        for look, words in row:
            sample = look.artist(
                [left, left + _SAMPLE / 2, left + _SAMPLE] if look.width else [left + _SAMPLE / 2],
                [bottom + middle] * (3 if look.width else 1),
                chart.colors.card,
            )
            sample.set_markevery([1] if look.width else None)
            sample.set_transform(chart.points)
            sample.set_label("")
            chart.add_artist(sample)
            chart.write(words, left + _SAMPLE + _GAP, bottom)
            left += _SAMPLE + _GAP + width(words, TEXT_SIZE, chart.family) + _BETWEEN
        bottom -= ROW
    if legend.source:
        bottom += 0 if legend.source_alone else ROW
        chart.write(legend.source, box.right, bottom, ha="right", color=chart.colors.third)
