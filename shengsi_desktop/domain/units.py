"""Units, wildcards and islands as the directory tables hold them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shengsi_desktop.domain.words import UnitKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A department, township, party body or enterprise.

    `name` is the owner string of the plan (县文广旅体局); `full_name` the official one where a named source gives it,
    else empty; `initials` the pinyin initials of `name`; `stem` the short name of a township (花鸟), else empty.
    """

    id: str
    name: str
    full_name: str
    kind: UnitKind
    aliases: tuple[str, ...]
    initials: str
    stem: str


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """泛指: a written owner that stands for many units.

    `rule` is `members` (the units listed), or `named_in_text` (those townships that the item's text names,
    by township or island, else all members marked 待确认).
    """

    id: str
    name: str
    rule: str
    member_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IslandPlace:
    """One island in one township, with the source of the pair; without a source it is 待确认."""

    island_id: str
    island: str
    unit_id: str
    source: str

    @property
    def pending(self) -> bool:
        """True while no source confirms the pair."""
        return not self.source
