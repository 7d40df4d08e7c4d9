"""Which unit a written word means: a name, full name, alias, stem (花鸟) or initials of its pinyin (hnx). Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.units import Unit

#: fewer letters than this mean a person's initials as well
_LEAST_LETTERS = 2


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
        return None
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [unit for unit in known if unit.initials and fits(unit.initials.lower(), wanted)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _by_name(unit: Unit) -> tuple[str, ...]:
    return (unit.name,)


def _by_other_names(unit: Unit) -> tuple[str, ...]:
    return (unit.full_name, unit.stem, *unit.aliases)


def written_names(units: Iterable[Unit]) -> tuple[str, ...]:
    """Every whole name that may stand in a line without a blank after it; stems are left out, people bear them."""
    return tuple(
        dict.fromkeys(name for unit in units for name in (unit.name, unit.full_name, *unit.aliases) if name)
    )
