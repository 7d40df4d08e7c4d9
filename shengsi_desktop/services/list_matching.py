"""Which row of a table is which stored thing: by number and name, by name, by number and a like name, by likeness.

Each thing belongs to one row at most. A person's word goes first. Pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.list_changes import Matched
from shengsi_desktop.domain.lists import ListField, ListKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services.list_rows import bare_number, flat, name_key, own_number
from shengsi_desktop.services.matching import best_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from shengsi_desktop.domain.lists import ListRow
    from shengsi_desktop.services.list_stored import StoredThing

#: likeness (0-100) of names that have one number, and of names that stand alone
_WITH_NUMBER = 60.0
_ALONE = 75.0
_MOST_CANDIDATES = 5
_LEAST_CANDIDATE = 40.0
_FIGURES = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十]+(?=[号期标段批])")
#: names of these say what is to be reached; a later version has other figures in them
_FIGURES_CHANGE = frozenset({ListKind.KEY_MEASURE})


@dataclass(frozen=True, slots=True)
class Match:
    """The stored thing that a row is, and how it was found."""

    thing: StoredThing
    how: Matched


class _Pairing:
    """Rows and things that are not yet given to each other; each step pairs some of them, in order."""

    def __init__(self, kind: ListKind, rows: Sequence[ListRow], things: Sequence[StoredThing]) -> None:
        self.kind = kind
        self.names = [flat(row.text(ListField.NAME)) for row in rows]
        self.keys = [name_key(name, kind) for name in self.names]
        self.numbers = [bare_number(own_number(row)) for row in rows]
        self.things = list(things)
        self.left = [n for n, key in enumerate(self.keys) if key]
        self.free = list(range(len(things)))
        self.found: dict[int, Match] = {}

    def pair(self, row: int, thing: int, how: Matched) -> None:
        """Give the thing to the row."""
        self.found[row] = Match(self.things[thing], how)

    def settle(self) -> None:
        """Forget those that are paired."""
        taken = {match.thing.id for match in self.found.values()}
        self.left = [n for n in self.left if n not in self.found]
        self.free = [n for n in self.free if self.things[n].id not in taken]

    def equal(
        self,
        of_row: Callable[[int], Hashable | None],
        of_thing: Callable[[StoredThing], Iterable[Hashable]],
        how: Matched,
    ) -> None:
        """Pair those that are equal in this respect, the first with the first."""
        places: dict[Hashable, list[int]] = defaultdict(list)
        for thing in self.free:
            for key in of_thing(self.things[thing]):
                places[key].append(thing)
        taken: set[int] = set()
        for row in self.left:
            key = of_row(row)
            waiting = (
                [thing for thing in places.get(key, ()) if thing not in taken] if key is not None else []
            )
            if waiting:
                taken.add(waiting[0])
                self.pair(row, waiting[0], how)
        self.settle()

    def like(self, threshold: float, how: Matched, fits: Callable[[int, int], bool]) -> None:
        """Pair those whose names are alike, best in all; `fits` tells which pairs may be."""
        if not self.left or not self.free:
            return
        rows, things = list(self.left), list(self.free)
        olds = [self.things[thing].keys[0] for thing in things]
        for pair in best_pairs(olds, [self.keys[row] for row in rows], threshold=threshold):
            if fits(rows[pair.new], things[pair.old]):
                self.pair(rows[pair.new], things[pair.old], how)
        self.settle()


def matches(
    kind: ListKind, rows: Sequence[ListRow], things: Sequence[StoredThing], said: Mapping[int, str]
) -> dict[int, Match]:
    """Return by place of the row the thing it is; rows that are not there are new.

    `said` by line: the id of the thing as a person has it, empty for a new one. Refused where there is no such thing.
    """
    pairing = _Pairing(kind, rows, things)
    places = {thing.id: n for n, thing in enumerate(things)}
    new: set[int] = set()
    for n, row in enumerate(rows):
        wanted = said.get(row.line)
        if wanted:
            if wanted not in places:
                raise Refusal(
                    f"第{row.line}行指定的那一项已不在台账里，没有导入，原有数据没有改动。请重新选择。"
                )
            pairing.pair(n, places[wanted], Matched.PERSON)
        elif wanted is not None:
            new.add(n)
    pairing.left = [n for n in pairing.left if n not in new]
    pairing.settle()
    pairing.equal(
        lambda n: (pairing.numbers[n], pairing.keys[n]) if pairing.numbers[n] else None,
        lambda thing: [(thing.number, key) for key in thing.keys],
        Matched.NUMBER_AND_NAME,
    )
    pairing.equal(lambda n: pairing.keys[n], lambda thing: thing.keys, Matched.NAME)
    _like_by_number(pairing)
    pairing.like(_ALONE, Matched.SIMILAR, lambda row, thing: _figures_fit(pairing, row, thing))
    return pairing.found


def _like_by_number(pairing: _Pairing) -> None:
    """Pair rows with the thing of the same number where their names are alike."""
    from rapidfuzz import fuzz

    places: dict[str, list[int]] = defaultdict(list)
    for thing in pairing.free:
        if pairing.things[thing].number:
            places[pairing.things[thing].number].append(thing)
    taken: set[int] = set()
    for row in pairing.left:
        for thing in places.get(pairing.numbers[row], ()):
            alike = fuzz.ratio(pairing.keys[row], pairing.things[thing].keys[0]) >= _WITH_NUMBER
            if thing not in taken and alike and _figures_fit(pairing, row, thing):
                taken.add(thing)
                pairing.pair(row, thing, Matched.NUMBER)
                break
    pairing.settle()


def _figures_fit(pairing: _Pairing, row: int, thing: int) -> bool:
    """海上风电7号 is not 海上风电8号, however alike they are."""
    if pairing.kind in _FIGURES_CHANGE:
        return True
    return sorted(_FIGURES.findall(pairing.keys[row])) == sorted(
        _FIGURES.findall(pairing.things[thing].keys[0])
    )


def candidates(
    kind: ListKind, row: ListRow, things: Sequence[StoredThing], first: Match | None
) -> tuple[tuple[str, str], ...]:
    """Return (id, number and name) of the things that a row may be, the likeliest first."""
    from rapidfuzz import fuzz, process

    found = [first.thing] if first else []
    key = name_key(flat(row.text(ListField.NAME)), kind)
    near = process.extract(
        key,
        [thing.keys[0] for thing in things],
        scorer=fuzz.ratio,
        score_cutoff=_LEAST_CANDIDATE,
        limit=_MOST_CANDIDATES,
    )
    found += [things[place] for _, _, place in near if things[place] not in found]
    return tuple((thing.id, thing.shown) for thing in found[:_MOST_CANDIDATES])
