"""Which of two lists of texts say the same thing: one-to-one, best in all, by likeness and order. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.plan.identity import normalised

if TYPE_CHECKING:
    from collections.abc import Sequence

#: likeness of equal texts
EXACT = 100.0
#: how much the order of two lists counts against likeness, in points
_ORDER = 3.0
#: larger knots of texts that are all alike are undone pair by pair, best first
_LARGEST_KNOT = 60
_FIGURES = re.compile(r"\d+(?:\.\d+)?")


class Pair(NamedTuple):
    """`old` and `new` are places in the two lists; `score` is their likeness, 0-100."""

    old: int
    new: int
    score: float


def best_pairs(
    old: Sequence[str], new: Sequence[str], *, threshold: float, figures: bool = True
) -> tuple[Pair, ...]:
    """Return the pairs of texts that belong together, each text in one pair at most, by `new`'s order.

    Equal texts (NFKC, without blanks) come first, in order; the others are assigned so that likeness in all is
    greatest, none below `threshold` (0-100). Without `figures` numbers do not count: this year's are others.
    """
    before = [_plain(text, figures=figures) for text in old]
    after = [_plain(text, figures=figures) for text in new]
    found = _equal(before, after)
    taken_old, taken_new = {pair.old for pair in found}, {pair.new for pair in found}
    left_old = [n for n in range(len(before)) if n not in taken_old and before[n]]
    left_new = [n for n in range(len(after)) if n not in taken_new and after[n]]
    likeness = _likeness(before, after, left_old, left_new, threshold)
    for knot in _knots(likeness):
        found.extend(
            Pair(i, j, likeness[i, j]) for i, j in _assigned(knot, likeness, len(before), len(after))
        )
    return tuple(sorted(found, key=lambda pair: pair.new))


def _plain(text: str, *, figures: bool) -> str:
    plain = normalised(text)
    return plain if figures else _FIGURES.sub("", plain)


def _equal(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    places: dict[str, list[int]] = defaultdict(list)
    for n, text in enumerate(before):
        if text:
            places[text].append(n)
    return [Pair(places[text].pop(0), n, EXACT) for n, text in enumerate(after) if places.get(text)]


def _likeness(
    before: Sequence[str],
    after: Sequence[str],
    left_old: Sequence[int],
    left_new: Sequence[int],
    threshold: float,
) -> dict[tuple[int, int], float]:
    from rapidfuzz import fuzz, process

    found: dict[tuple[int, int], float] = {}
    texts = [after[j] for j in left_new]
    for i in left_old:
        alike = process.extract(before[i], texts, scorer=fuzz.ratio, score_cutoff=threshold, limit=None)
        for place, score in sorted((place, score) for _, score, place in alike):
            if score:
                found[i, left_new[place]] = round(score, 1)
    return found


def _knots(likeness: dict[tuple[int, int], float]) -> list[list[tuple[int, int]]]:
    """Part the possible pairs into groups that share no text with each other."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(one: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(one, one) != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for i, j in likeness:
        parent[root(("old", i))] = root(("new", j))
    knots: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for pair in likeness:
        knots[root(("old", pair[0]))].append(pair)
    return list(knots.values())


def _assigned(
    knot: list[tuple[int, int]], likeness: dict[tuple[int, int], float], olds: int, news: int
) -> list[tuple[int, int]]:
    """Return the one-to-one pairs of a knot that are worth most in all."""

    def worth(pair: tuple[int, int]) -> float:
        apart = abs(pair[0] / max(olds, 1) - pair[1] / max(news, 1))
        return likeness[pair] - _ORDER * apart

    rows, columns = sorted({i for i, _ in knot}), sorted({j for _, j in knot})
    if max(len(rows), len(columns)) > _LARGEST_KNOT:
        return _greedy(sorted(knot, key=worth, reverse=True))
    size = max(len(rows), len(columns))
    worths = {pair: worth(pair) for pair in knot}
    costs = [
        [
            -worths.get((rows[r], columns[c]), 0.0) if r < len(rows) and c < len(columns) else 0.0
            for c in range(size)
        ]
        for r in range(size)
    ]
    chosen = _cheapest(costs)
    return [
        (rows[r], columns[c])
        for r, c in enumerate(chosen)
        if r < len(rows) and c < len(columns) and (rows[r], columns[c]) in likeness
    ]


def _greedy(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    olds: set[int] = set()
    news: set[int] = set()
    chosen = []
    for i, j in pairs:
        if i not in olds and j not in news:
            olds.add(i)
            news.add(j)
            chosen.append((i, j))
    return chosen


def _cheapest(costs: list[list[float]]) -> list[int]:
    """Return the column of each row in the assignment of least cost (the Hungarian method, O(n³))."""
    size = len(costs)
    row_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of = [0] * (size + 1)
    for row in range(1, size + 1):
        came_from = [0] * (size + 1)
        least = [float("inf")] * (size + 1)
        seen = [False] * (size + 1)
        row_of[0], column = row, 0
        while row_of[column]:
            seen[column] = True
            at, step, following = row_of[column], float("inf"), 0
            for other in range(1, size + 1):
                if seen[other]:
                    continue
                cost = costs[at - 1][other - 1] - row_price[at] - column_price[other]
                if cost < least[other]:
                    least[other], came_from[other] = cost, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(size + 1):
                if seen[other]:
                    row_price[row_of[other]] += step
                    column_price[other] -= step
                else:
                    least[other] -= step
            column = following
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    columns = [0] * size
    for column in range(1, size + 1):
        columns[row_of[column] - 1] = column - 1
    return columns
