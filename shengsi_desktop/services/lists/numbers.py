"""The numbers and the order of a list's lines, as the paper list has them where the table is the whole list.

A table of some lines only (a month's progress) renumbers nothing: what is stored keeps its number and its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.services.lists.rows import bare_number, own_number, shown_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shengsi_desktop.domain.lists import ListRow
    from shengsi_desktop.services.lists.matching import Match
    from shengsi_desktop.services.lists.stored import StoredThing


class Number(NamedTuple):
    """A line's own number as written (empty: none), the one that is shown («项目3»), and its place in the list."""

    own: str
    shown: str
    ordinal: int


def numbers(
    kind: ListKind,
    rows: Sequence[ListRow],
    found: Mapping[int, Match],
    others: Sequence[StoredThing],
    held: frozenset[int] = frozenset(),
) -> list[Number]:
    """Return the number of each row. `others` are stored and not in the table; `held` places take no new number.

    Each shown number is one line's alone: a number that is said twice goes to the first, others get the next free one.
    """
    if kind is ListKind.INDICATOR:
        return _ordinals(rows, found, others, held)
    whole = not others
    wanted = [_wanted(kind, n, row, found, held, whole=whole) for n, row in enumerate(rows)]
    used = {thing.row["number"] for thing in others}
    # what keeps its number has it before any new line, wherever it stands in the table
    fixed = {n: _stored(found, n) for n in found if not whole or n in held}
    shown = _given(kind, wanted, [_stored(found, n) for n in range(len(rows))], used, fixed)
    last = max((thing.row["ordinal"] for thing in (*others, *(m.thing for m in found.values()))), default=0)
    result = []
    for n, row in enumerate(rows):
        own = own_number(row)
        match = found.get(n)
        if whole:
            result.append(Number(own, shown[n], n + 1))
        elif match is not None:
            entry = str(match.thing.entry.get("number", ""))
            result.append(Number(entry, match.thing.row["number"], match.thing.row["ordinal"]))
        else:
            last += 1
            result.append(Number(own, shown[n], last))
    return result


def _stored(found: Mapping[int, Match], n: int) -> str:
    return str(found[n].thing.row["number"]) if n in found else ""


def _wanted(
    kind: ListKind,
    n: int,
    row: ListRow,
    found: Mapping[int, Match],
    held: frozenset[int],
    *,
    whole: bool,
) -> str:
    """What the row would be called if nobody else is; empty where it does not say."""
    if n in found and (not whole or n in held):
        return _stored(found, n)
    return shown_number(kind, own_number(row))


def _given(
    kind: ListKind,
    wanted: Sequence[str],
    stored: Sequence[str],
    used: set[str],
    fixed: Mapping[int, str],
) -> list[str]:
    """Give each row the number it wants, else the one it has, else the next free one."""
    shown = [fixed.get(n, "") for n in range(len(wanted))]
    used.update(number for number in shown if number)
    for choice in (wanted, stored):
        for n, number in enumerate(choice):
            if number and not shown[n] and number not in used:
                shown[n] = number
                used.add(number)
    prefix = shown_number(kind, "0").removesuffix("0")
    largest = max((int(tail) for one in used if (tail := one.removeprefix(prefix)).isdecimal()), default=0)
    for n, number in enumerate(shown):
        if not number:
            largest += 1
            shown[n] = f"{prefix}{largest}"
    return shown


def _ordinals(
    rows: Sequence[ListRow],
    found: Mapping[int, Match],
    others: Sequence[StoredThing],
    held: frozenset[int],
) -> list[Number]:
    """Indicators are shown by their place: the list's own number where that is a whole number."""
    whole = not others
    wanted = [
        _stored_place(found, n)
        if n in found and (not whole or n in held)
        else _place(bare_number(own_number(row)))
        for n, row in enumerate(rows)
    ]
    used = {str(thing.row["ordinal"]) for thing in others}
    fixed = {n: _stored_place(found, n) for n in found if not whole or n in held}
    shown = _given(
        ListKind.INDICATOR, wanted, [_stored_place(found, n) for n in range(len(rows))], used, fixed
    )
    return [Number(one, one, int(one)) for one in shown]


def _stored_place(found: Mapping[int, Match], n: int) -> str:
    return str(found[n].thing.row["ordinal"]) if n in found else ""


def _place(number: str) -> str:
    return number if number.isdecimal() and number.isascii() and len(number) <= 4 else ""
