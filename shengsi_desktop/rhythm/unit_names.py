"""Which unit a written word means: a name, full name, alias, stem (花鸟), initials of its pinyin (hnx), or the part of
a name that no other unit has (社建委). Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.units import Unit

#: fewer letters than this mean a person's initials as well, and fewer characters a surname
_LEAST_LETTERS = 2
_NEAR = 3


def unit_called(word: str, units: Iterable[Unit]) -> Unit | None:
    """The one unit that `word` means; None where it is none, or could be several."""
    wanted = unicodedata.normalize("NFKC", word).strip().lower()
    known = tuple(units)
    if not wanted:
        return None
    for named in (_by_name, _by_other_names):
        found = [unit for unit in known if wanted in {name.lower() for name in named(unit) if name}]
        if found:
            return found[0] if len(found) == 1 else None
    if not (wanted.isascii() and wanted.isalpha() and len(wanted) >= _LEAST_LETTERS):
        found = _with_part(wanted, known)
        return found[0] if len(found) == 1 else None
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [unit for unit in known if unit.initials and fits(unit.initials.lower(), wanted)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def near_units(word: str, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """A few units that `word` may be meant for: those whose names it is a part of, else have its signs in order."""
    wanted = unicodedata.normalize("NFKC", word).strip().lower()
    known = tuple(units)
    if not wanted:
        return ()
    letters = [unit for unit in known if wanted.isascii() and wanted in unit.initials.lower()]
    found = letters or _with_part(wanted, known)
    found = found or [unit for unit in known if any(_in_order(wanted, name) for name in _all_names(unit))]
    return tuple(found[:_NEAR])


def _with_part(wanted: str, units: Iterable[Unit]) -> list[Unit]:
    if len(wanted) < _LEAST_LETTERS:
        return []
    return [unit for unit in units if any(wanted in name.lower() for name in _all_names(unit))]


def _in_order(signs: str, name: str) -> bool:
    """True when the signs stand in the name in that order (文旅局 in 县文广旅体局)."""
    rest = iter(name.lower())
    return all(sign in rest for sign in signs)


def _all_names(unit: Unit) -> tuple[str, ...]:
    return tuple(name for name in (*_by_name(unit), *_by_other_names(unit)) if name)


def _by_name(unit: Unit) -> tuple[str, ...]:
    return (unit.name,)


def _by_other_names(unit: Unit) -> tuple[str, ...]:
    return (unit.full_name, unit.stem, *unit.aliases)


def written_names(units: Iterable[Unit]) -> tuple[str, ...]:
    """Every whole name that may stand in a line without a blank after it; stems are left out, people bear them."""
    return tuple(
        dict.fromkeys(name for unit in units for name in (unit.name, unit.full_name, *unit.aliases) if name)
    )
