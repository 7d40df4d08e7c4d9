"""Which units and islands a text names, the longest name first, and whom a wildcard stands for in it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shengsi_desktop.domain.units import IslandPlace, Unit, UnitGroup

#: rule of a group that stands for the townships an item's text names
NAMED_IN_TEXT = "named_in_text"


def named_units(text: str, units: Iterable[Unit], places: Iterable[IslandPlace]) -> dict[str, bool]:
    """The ids of the units that `text` names, each with whether only an unconfirmed pair says so (待确认).

    小黄龙 does not name 黄龙: an island that is none of these units' still takes its letters.
    """
    meant: dict[str, dict[str, bool]] = {}
    for unit in units:
        for name in (unit.name, *unit.aliases, unit.stem):
            if name:
                meant.setdefault(name, {})[unit.id] = False
    known = {unit_id for named in meant.values() for unit_id in named}
    for place in places:
        if place.island:
            named = meant.setdefault(place.island, {})
            if place.unit_id in known:
                named[place.unit_id] = named.get(place.unit_id, True) and place.pending
    result: dict[str, bool] = {}
    for hit in _found(text, meant):
        for unit_id, pending in meant[hit].items():
            result[unit_id] = result.get(unit_id, True) and pending
    return result


def group_members(
    group: UnitGroup, text: str, units: Mapping[str, Unit], places: Sequence[IslandPlace]
) -> dict[str, bool]:
    """The ids of the units that a wildcard stands for in an item's text, each 待确认 or not.

    `members`: those listed. `named_in_text`: the listed ones (else all townships) that the text names; where it names
    none, all of them, 待确认. `units` is the directory by id.
    """
    members = [units[name] for name in group.member_ids if name in units]
    if group.rule != NAMED_IN_TEXT:
        return {unit.id: False for unit in members}
    candidates = members or [unit for unit in units.values() if unit.kind is UnitKind.TOWNSHIP]
    named = named_units(text, candidates, places)
    return {unit.id: named.get(unit.id, True) for unit in candidates if not named or unit.id in named}


def island_names(places: Iterable[IslandPlace]) -> dict[str, str]:
    """Every name of an island with the one that it is shown by: the longest of that island (大洋 → 大洋山)."""
    known = [(place.island_id or place.island, place.island) for place in places if place.island]
    longest: dict[str, str] = {}
    for island, name in known:
        if len(name) > len(longest.get(island, "")):
            longest[island] = name
    return {name: longest[island] for island, name in known}


def island_name(written: str, names: Mapping[str, str]) -> str | None:
    """The name that an island is shown by, of any of its names, 枸杞岛 being one of 枸杞; None for no island's name."""
    name = unicodedata.normalize("NFKC", written).strip()
    return names.get(name) or names.get(name.removesuffix("岛"))


def named_islands(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The islands that `text` names, each once, in the order of the text; `names` as `island_names` has them."""
    return tuple(dict.fromkeys(names[name] for name in _found(text, names)))


def first_of(names: Sequence[str], most: int = 5) -> str:
    """«4-1、4-2、4-3、4-4、5-1等»: the first of many, each once; that there are more is said."""
    told = tuple(dict.fromkeys(names))
    return "、".join(told[:most]) + ("等" if len(told) > most else "")


def _found(text: str, names: Iterable[str]) -> list[str]:
    known = frozenset(names)
    return _any_of(known).findall(text) if known else []


@lru_cache(maxsize=64)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    """Any of the names, the longest first; the same few sets are asked for with every text of a plan."""
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))))
