"""County leaders and 工作专班, with the units and items each answers for. Only shapes; a person types it all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class CountyLeader:
    """A county leader: name and post as the office writes them. `principal`: 主要领导, else 分管领导.

    `units` and `items` are ids, in the order of the directory and of the plan; `items` are those given by name.
    """

    id: str
    name: str
    post: str = ""
    principal: bool = False
    ordinal: int = 0
    units: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """«张某（副县长）», the name alone where no post is known."""
        return f"{self.name}（{self.post}）" if self.post else self.name


@dataclass(frozen=True, slots=True)
class TaskForce:
    """工作专班: head and deputies as written, a county leader who may be its head, the unit of its office.

    `units` and `items` are the ids of its member units and of the items that it sees to.
    """

    id: str
    name: str
    head: str = ""
    deputies: str = ""
    leader_id: str | None = None
    unit_id: str | None = None
    remark: str = ""
    ordinal: int = 0
    units: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One line of a pasted «姓名 职务 分管单位», as read: words, not yet units. `line` counts from 1."""

    line: int
    name: str
    post: str = ""
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A line of a pasted text that makes no leader, and why. `line` counts from 1."""

    line: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class PastedLeader:
    """A pasted line with its units found. `unknown` are words that no unit is called by.

    `leader_id`: the leader of that name who is there already, and gets these post and units. `shared`: by a unit's
    name the other leaders who have it, too.
    """

    line: PersonLine
    unit_ids: tuple[str, ...] = ()
    unit_names: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    leader_id: str | None = None
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenLeader:
    """A 分管领导 written in the lists who is no leader yet, with the items whose line names them (ids)."""

    name: str
    post: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenForce:
    """A 工作专班 named in a column of a list that is none yet, with the items of these lines (ids)."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedItem:
    """An item as a list to choose from shows it; `kind` is the word of its list."""

    id: str
    number: str
    title: str
    kind: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class InCharge:
    """Who is in charge of what, to filter by and to show. `names`: (id, name, whether a 工作专班) of those with items.

    `items` by those ids; `leaders` and `forces` are the words of each item.
    """

    names: tuple[tuple[str, str, bool], ...]
    items: Mapping[str, frozenset[str]]
    leaders: Mapping[str, str]
    forces: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PeopleSetting:
    """All that «领导与专班» shows: who there is, what can be chosen, and what the lists offer as a start."""

    leaders: tuple[CountyLeader, ...]
    task_forces: tuple[TaskForce, ...]
    units: tuple[tuple[str, str, str], ...]
    items: tuple[NamedItem, ...]
    written: tuple[WrittenLeader, ...] = ()
    written_forces: tuple[WrittenForce, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()

    def unit_names(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The names of these units, in the directory's order."""
        return tuple(name for unit_id, name, _ in self.units if unit_id in ids)

    def others_with(self, unit_id: str, leader_id: str) -> tuple[str, ...]:
        """The names of the other 分管领导 who have that unit."""
        return tuple(
            one.name
            for one in self.leaders
            if unit_id in one.units and one.id != leader_id and not one.principal
        )

    def named_items(self, ids: tuple[str, ...]) -> tuple[NamedItem, ...]:
        """These items, in the plan's order."""
        return tuple(item for item in self.items if item.id in ids)

    def count_of(self, leader_id: str) -> int:
        """How many items a leader is in charge of, by name, by unit or as the list has it."""
        return dict(self.counts).get(leader_id, 0)
