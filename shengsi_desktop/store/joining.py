"""Doubles found later become one: what of a row, and of all that hangs on it, goes to the row that stands for it.

Decided here (changes.md, «Keys», leaves it open): joining writes ordinary changes, in one command. There is no
relation that every reader would have to resolve: so the state stays a function of the set of changes, a package
carries a join as it carries any deed, older machines understand it, and one undo takes it back.

- A field in which the row that stays says nothing takes what the other says. Where both say something different, both
  are written upon the heads that there are: two heads, a conflict until a person settles it. All heads of a field
  that was in conflict already go along.
- A part with a key merges by the same rule with the one of the key that remains, or is made under it; any other part
  gets its reference written. A part that says the same as one of the row that stays is that one's double.
- Rows all of whose words went elsewhere are deleted. What comes late from another machine revives such a row, as a
  conflict; joining again takes only what it had not said before. That it was joined is read from the log: its
  tombstone's command is called `JOIN` and wrote the row that stands for it.
- Ordinals and numbers are places, not words: they stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.appeals import process_id
from shengsi_desktop.domain.identity import key as key_id
from shengsi_desktop.domain.projects import investment_id
from shengsi_desktop.store.shapes import Shape, referrers, shapes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence

RowName = tuple[str, str]

#: how the name of every command that joins begins
JOIN = "合并重复"
#: where a row stands, not what it says
PLACES = frozenset({"ordinal", "number", "start_at", "end_at", "marker_start", "marker_end"})
#: columns that hold an id without being a reference, by the table that they name
_NAMED = {"county_leader": (("brief_part", "about"),), "item": (("county_note", "item_id"),)}
#: what tells that two parts are the same; of other tables all that they say
_TWINS = {"deliverable": ("kind", "name")}
#: parts whose id follows from that of what they are a part of
_DERIVED: dict[str, tuple[Callable[[str], str], ...]] = {"deliverable": (process_id, investment_id)}


@dataclass(slots=True)
class Joining:
    """What goes where.

    `stands`: by row the id of the one that stands for it; `keys`: by row that stands for others its key, where it has
    one; `moved`: by row the fields that are to be written so that it goes along. `top` are the rows that a person
    named.
    """

    top: frozenset[RowName]
    stands: dict[RowName, str] = field(default_factory=dict)
    keys: dict[RowName, dict[str, Any] | None] = field(default_factory=dict)
    moved: dict[RowName, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def groups(self) -> dict[RowName, list[str]]:
        """By row that stands for others the ids of those."""
        found: dict[RowName, list[str]] = defaultdict(list)
        for (entity, row_id), target in self.stands.items():
            found[entity, target].append(row_id)
        return found

    def now(self, entity: str, name: str, value: Any) -> Any:
        """A field's value, a reference to a row that goes as one to the row that stands for it."""
        named = shapes()[entity].references.get(name) or _named_by(entity, name)
        return self.stands.get((named, value), value) if named else value


def joining(connection: sqlite3.Connection, entity: str, kept: str, others: Sequence[str]) -> Joining:
    """What joining the others to `kept` moves; writes nothing."""
    found = Joining(frozenset((entity, row_id) for row_id in (kept, *others)))
    follower = _Follower(connection, found)
    for row_id in sorted(others):
        follower.join(entity, row_id, kept, None)
    follower.follow()
    return found


def joined_with(connection: sqlite3.Connection, entity: str, row_id: str) -> list[str]:
    """The rows of the table that commands which joined this one have written, too: it may hold words of theirs."""
    rows = connection.execute(
        "SELECT DISTINCT o.entity_id FROM change c JOIN change o ON o.batch = c.batch AND o.entity = c.entity"
        " WHERE c.entity = ? AND c.entity_id = ? AND instr(c.batch_name, ?) > 0 AND o.entity_id <> c.entity_id",
        (entity, row_id, JOIN),
    )
    return sorted(name for (name,) in rows)


def doubles(connection: sqlite3.Connection, entity: str, row_id: str) -> list[str]:
    """As `joined_with`, and what those were joined with in their turn."""
    found, waiting = {row_id}, [row_id]
    while waiting:
        new = set(joined_with(connection, entity, waiting.pop())) - found
        found |= new
        waiting += sorted(new)
    return sorted(found - {row_id})


class _Follower:
    """Goes from what is joined to all that refers to it."""

    def __init__(self, connection: sqlite3.Connection, found: Joining) -> None:
        self._connection = connection
        self._found = found
        self._waiting: list[RowName] = []
        #: parts that stand for one of a row's already
        self._taken: set[tuple[str, RowName]] = set()
        self._places: dict[str, int] = {}

    def join(self, entity: str, row_id: str, target: str, key: dict[str, Any] | None) -> None:
        if (entity, row_id) not in self._found.stands and row_id != target:
            self._found.stands[entity, row_id] = target
            self._found.keys[entity, target] = key
            self._waiting.append((entity, row_id))

    def follow(self) -> None:
        while self._waiting:
            entity, row_id = self._waiting.pop(0)
            for child, name in (*referrers().get(entity, ()), *_NAMED.get(entity, ())):
                shape = shapes()[child]
                for part_id, part in _living(self._connection, shape, name, row_id):
                    self._part(shape, name, (part_id, part), row_id, self._found.stands[entity, row_id])
        for name in self._found.stands:
            self._found.moved.pop(name, None)

    def _part(
        self, shape: Shape, name: str, row: tuple[str, dict[str, Any]], source: str, target: str
    ) -> None:
        part_id, part = row
        if name in shape.key:
            key = {one: self._found.now(shape.name, one, part[one]) for one in shape.key}
            self.join(shape.name, part_id, key_id(shape.name, *(str(key[one]) for one in shape.key)), key)
            return
        if shape.parent and name == shape.parent[0]:
            twin = self._derived(shape, part_id, source, target) or self._twin(shape, row, target, source)
            if twin:
                self.join(shape.name, part_id, twin, None)
                return
            if shape.name == "deliverable":
                self._found.moved[shape.name, part_id].update(self._place(target))
        self._found.moved[shape.name, part_id][name] = target

    def _derived(self, shape: Shape, part_id: str, source: str, target: str) -> str:
        return next((of(target) for of in _DERIVED.get(shape.name, ()) if of(source) == part_id), "")

    def _twin(self, shape: Shape, row: tuple[str, dict[str, Any]], target: str, source: str) -> str:
        """A part of the row that stays that says the same, each for one part of a row that goes."""
        name = shape.parent[0] if shape.parent else ""
        asked = _TWINS.get(shape.name) or [one for one in shape.fields if one not in PLACES | {name}]
        for other_id, other in _living(self._connection, shape, name, target):
            taken = (source, (shape.name, other_id))
            if taken not in self._taken and all(row[1][one] == other[one] for one in asked):
                self._taken.add(taken)
                return other_id
        return ""

    def _place(self, item_id: str) -> dict[str, Any]:
        """The next place among the 细项 of an item."""
        if item_id not in self._places:
            (last,) = self._connection.execute(
                "SELECT coalesce(max(ordinal), 0) FROM deliverable WHERE item_id = ? AND dead = 0", (item_id,)
            ).fetchone()
            self._places[item_id] = last
        self._places[item_id] += 1
        place = self._places[item_id]
        row = self._connection.execute("SELECT number FROM item WHERE id = ?", (item_id,)).fetchone()
        return {"ordinal": place, "number": f"{row[0]}.{place}"} if row and row[0] else {"ordinal": place}


def _named_by(entity: str, name: str) -> str:
    return next((target for target, those in _NAMED.items() if (entity, name) in those), "")


def _living(
    connection: sqlite3.Connection, shape: Shape, name: str, value: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    ids = connection.execute(
        f'SELECT id FROM "{shape.name}" WHERE "{name}" = ? AND dead = 0 ORDER BY id', (value,)
    ).fetchall()
    for (row_id,) in ids:
        row = shape.read(connection, row_id)
        if row is not None:
            yield row_id, row
