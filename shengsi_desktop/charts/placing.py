"""Where words cover nothing: of several places the one with the fewest lines under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.charts.canvas import Box

#: points between two places at which a line is looked at
_FINE = 3.0
#: points that words keep from a line
_NEAR = 2.0
#: looks that a line of the grid under words counts for
_GRID = 0.5


class Ink:
    """What is drawn already, in points: lines as rows of places, levels of the grid, and words as boxes."""

    def __init__(self, levels: Sequence[float] = ()) -> None:
        self._lines: list[tuple[np.ndarray, int]] = []
        self._levels = levels
        self._words: list[Box] = []

    def add_line(self, places: Sequence[tuple[float, float]], *, weight: int = 1) -> None:
        """A line through these places; gaps are nan. `weight` makes it count more than others."""
        if not places:
            return
        corners = np.asarray(places, dtype=float)
        steps = np.nan_to_num(np.hypot(*np.diff(corners, axis=0).T), nan=0.0)
        length = np.concatenate([[0.0], np.cumsum(steps)])
        at = np.linspace(0.0, length[-1], max(2, int(length[-1] / _FINE)))
        line = np.column_stack([np.interp(at, length, corners[:, axis]) for axis in (0, 1)])
        self._lines.append((line, weight))

    def add_words(self, box: Box) -> None:
        """Words that stand there."""
        self._words.append(box)

    def under(self, box: Box) -> float:
        """How much lies under a box: looks at lines, a little for the grid, very much more for other words."""
        covered = _GRID * sum(box.bottom < level < box.top for level in self._levels)
        for line, weight in self._lines:
            x, y = line[:, 0], line[:, 1]
            covered += weight * np.count_nonzero(
                (x > box.left - _NEAR)
                & (x < box.right + _NEAR)
                & (y > box.bottom - _NEAR)
                & (y < box.top + _NEAR)
            )
        return covered + 1000.0 * sum(overlap(box, words) for words in self._words)

    def best(self, places: Sequence[Box], within: Box, costs: Sequence[float] = ()) -> Box:
        """The first of the places with the least under it; what sticks out of `within` is the last choice.

        `costs` are looks that a place counts for beside, because it is farther off.
        """

        def cost(number: int) -> float:
            place = places[number]
            beside = costs[number] if costs else 0.0
            return self.under(place) + beside + 10000.0 * _outside(place, within)

        return places[min(range(len(places)), key=cost)]


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return (
        one.left < other.right
        and other.left < one.right
        and one.bottom < other.top
        and other.bottom < one.top
    )


def _outside(box: Box, within: Box) -> bool:
    return (
        box.left < within.left
        or box.right > within.right
        or box.bottom < within.bottom
        or box.top > within.top
    )


def spread(wishes: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The heights of words so that none covers another: each as near its wish as the others leave it.

    All lie in low…high where that is high enough for them, else they begin at `low` and go beyond.
    """
    order = sorted(range(len(wishes)), key=lambda number: wishes[number])
    # less its place in the row, each wish must not be above the next one: those that are share their mean
    groups: list[tuple[float, int]] = []
    for place, number in enumerate(order):
        mean, count = wishes[number] - place * gap, 1
        while groups and groups[-1][0] > mean:
            before, many = groups.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        groups.append((mean, count))
    means = [mean for mean, count in groups for _ in range(count)]
    heights = _pressed(
        [mean + place * gap for place, mean in enumerate(means)], gap, low + gap / 2, high - gap / 2
    )
    found = [0.0] * len(wishes)
    for number, height in zip(order, heights, strict=True):
        found[number] = height
    return found


def _pressed(heights: list[float], gap: float, low: float, high: float) -> list[float]:
    """Rising heights pressed between two bounds, the lower one the firmer."""
    for place in reversed(range(len(heights))):
        high_here = high - (len(heights) - 1 - place) * gap
        heights[place] = min(heights[place], high_here)
    for place in range(len(heights)):
        heights[place] = max(heights[place], low + place * gap)
    return heights
