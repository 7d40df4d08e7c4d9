"""Which row of a table is which stored thing: by number and name, by name, by number and a like name, by likeness.

Each thing belongs to one row at most. A person's word goes first. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.list_changes import Matched
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.plan.identity import normalised
from shengsi_desktop.services.lists.extras import AS_WRITTEN
from shengsi_desktop.services.lists.rows import bare_number, name_key, name_of, own_number
from shengsi_desktop.services.lists.showing import columns_of
from shengsi_desktop.services.matching import best_pairs
from shengsi_desktop.services.telling_names import may_be_one

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from shengsi_desktop.domain.lists import ListRow
    from shengsi_desktop.services.lists.stored import StoredThing

#: likeness (0-100) of names that have one number, and of names that stand alone
_WITH_NUMBER = 60.0
_ALONE = 75.0
_MOST_CANDIDATES = 5
_LEAST_CANDIDATE = 40.0
#: rows times things of one name beyond which they are paired in order
_LARGEST_GROUP = 10_000
#: names of these say what is to be reached; a later version has other figures in them
_FIGURES_CHANGE = frozenset({ListKind.KEY_MEASURE})


@dataclass(frozen=True, slots=True)
class Match:
    """The stored thing that a row is, and how it was found."""

    thing: StoredThing
    how: Matched


class _Pairing:
    """Rows and things that are not yet given to each other; each step pairs some of them, in order."""

    def __init__(
        self,
        kind: ListKind,
        rows: Sequence[ListRow],
        things: Sequence[StoredThing],
        places: Mapping[str, str],
    ) -> None:
        self.kind = kind
        self.places = places
        self.rows = rows
        self.names = [name_of(row) for row in rows]
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
        things: dict[Hashable, list[int]] = defaultdict(list)
        for thing in self.free:
            for key in of_thing(self.things[thing]):
                things[key].append(thing)
        rows: dict[Hashable, list[int]] = defaultdict(list)
        for row in self.left:
            if (wanted := of_row(row)) is not None:
                rows[wanted].append(row)
        taken: set[int] = set()
        for key, alike in rows.items():
            waiting = [thing for thing in things.get(key, ()) if thing not in taken]
            for row, thing in self._told_apart(alike, waiting):
                taken.add(thing)
                self.pair(row, thing, how)
        self.settle()

    def _told_apart(self, rows: list[int], things: list[int]) -> list[tuple[int, int]]:
        """Pair rows and things of one name: by how much of the row stands in the thing, else in order."""
        if len(rows) * len(things) <= 1 or len(rows) * len(things) > _LARGEST_GROUP:
            return list(zip(rows, things, strict=False))
        said = {row: _said(self.rows[row]) for row in rows}
        known = {thing: _known(self.things[thing], self.kind) for thing in things}
        order = sorted(
            ((row, thing) for row in rows for thing in things),
            key=lambda pair: (
                -len(said[pair[0]] & known[pair[1]]),
                rows.index(pair[0]),
                things.index(pair[1]),
            ),
        )
        pairs: dict[int, int] = {}
        for row, thing in order:
            if row not in pairs and thing not in pairs.values():
                pairs[row] = thing
        return list(pairs.items())

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


def _said(row: ListRow) -> set[tuple[str, str]]:
    """What a row says by the labels of its columns, as words are compared."""
    return {(cell.field.label if cell.field else "", normalised(cell.text)) for cell in row.cells}


def _known(thing: StoredThing, kind: ListKind) -> set[tuple[str, str]]:
    kept = {(label, normalised(words)) for label, words in columns_of(thing, kind).items() if words}
    kept |= {(label.removesuffix(AS_WRITTEN), normalised(words)) for label, words in thing.extras.items()}
    return kept | {("", normalised(words)) for words in thing.extras.values()}


def matches(
    kind: ListKind,
    rows: Sequence[ListRow],
    things: Sequence[StoredThing],
    said: Mapping[int, str],
    places: Mapping[str, str],
) -> dict[int, Match]:
    """Return by place of the row the thing it is; rows that are not there are new.

    `said` by line: the id of the thing as a person has it, empty for a new one. `places` are
    the names that tell alike names apart. Refused where there is no such thing.
    """
    pairing = _Pairing(kind, rows, things, places)
    place_of = {thing.id: n for n, thing in enumerate(things)}
    new: set[int] = set()
    for n, row in enumerate(rows):
        wanted = said.get(row.line)
        if wanted:
            if wanted not in place_of:
                raise Refusal(
                    f"第{row.line}行指定的那一项已不在台账里，没有导入，原有数据没有改动。请重新选择。"
                )
            pairing.pair(n, place_of[wanted], Matched.PERSON)
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
    pairing.like(_ALONE, Matched.SIMILAR, lambda row, thing: _may_be(pairing, row, thing))
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
            if thing not in taken and alike and _may_be(pairing, row, thing):
                taken.add(thing)
                pairing.pair(row, thing, Matched.NUMBER)
                break
    pairing.settle()


def _may_be(pairing: _Pairing, row: int, thing: int) -> bool:
    """海上风电7号 is not 海上风电8号, 旅游总收入 not 旅游总收入增速, however alike they are."""
    one, other = pairing.keys[row], pairing.things[thing].keys[0]
    figures = pairing.kind not in _FIGURES_CHANGE
    return may_be_one(one, other, figures=figures, places=pairing.places)


class Candidates:
    """The stored things that a person may give a row to: those without one, and those that are only alike."""

    def __init__(self, things: Sequence[StoredThing]) -> None:
        """`things` are those to choose from."""
        self._things = things
        self._keys = [thing.keys[0] for thing in things]

    def of(self, kind: ListKind, row: ListRow, first: Match | None) -> tuple[tuple[str, str], ...]:
        """Return (id, number and name) of the things that a row may be, the likeliest first."""
        from rapidfuzz import fuzz, process

        found = {first.thing.id: first.thing} if first else {}
        key = name_key(name_of(row), kind)
        near = process.extract(
            key, self._keys, scorer=fuzz.ratio, score_cutoff=_LEAST_CANDIDATE, limit=_MOST_CANDIDATES
        )
        for _, _, place in near:
            found.setdefault(self._things[place].id, self._things[place])
        return tuple((thing.id, thing.shown) for thing in list(found.values())[:_MOST_CANDIDATES])
