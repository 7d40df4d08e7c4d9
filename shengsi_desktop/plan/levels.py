"""The level (省市县区) that a list of units writes once and then leaves out: 区环境局、规划局 means 区规划局.

Restored only in documents that are seen to write so: where the whole name stands elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shengsi_desktop.domain.plan import OwnerText

_LEVEL = re.compile(r"[省市县区](?![场域])")
#: names that say themselves whose they are, or are of another kind
_OWN = re.compile(r"国|省|市|县|区|州|旗|镇|乡|中|各|有关|相关|其他|驻|团")
_OFFICE = re.compile(r"(?:局|委|办|委员会)$")


def with_levels(clauses: Sequence[tuple[OwnerText, ...]], place: str) -> list[tuple[OwnerText, ...]]:
    """Return the owners of each clause with left-out levels restored; names that begin like `place` are whole."""
    names = {owner.unit for owners in clauses for owner in owners}
    left_out = {
        level for owners in clauses for level, owner in _bare(owners, place) if level + owner.unit in names
    }
    return [_restored(owners, place, left_out) for owners in clauses]


def _bare(owners: tuple[OwnerText, ...], place: str) -> Iterator[tuple[str, OwnerText]]:
    """Yield the owners without a level that stand behind one with it, each with that level."""
    level = ""
    for owner in owners:
        hit = _LEVEL.match(owner.unit)
        if hit:
            level = hit.group()
        elif level and owner.origin is Origin.NAMED and _is_bare(owner.unit, place):
            yield level, owner


def _is_bare(name: str, place: str) -> bool:
    return _OFFICE.search(name) is not None and not _OWN.match(name) and name[:2] not in place


def _restored(owners: tuple[OwnerText, ...], place: str, left_out: set[str]) -> tuple[OwnerText, ...]:
    levels = {owner.start: level for level, owner in _bare(owners, place) if level in left_out}
    return tuple(
        replace(owner, unit=levels[owner.start] + owner.unit, origin=Origin.ELIDED)
        if owner.start in levels
        else owner
        for owner in owners
    )
