"""Which 定稿 of a week comes after which, by what each was signed upon; no clock is asked. Pure.

The same content signed at two desks is one 定稿 of two moments and two names, and each desk keeps its own: what ranks
is in the hash alone, or in the 报送 that all desks have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: the number of what was taken down by telephone: less than any that a sender gives
TAKEN_DOWN = -1


def with_those_before(rows: Sequence[tuple[str, str | None, bool]]) -> list[tuple[str, str | None]]:
    """Of (id, parent, whether it stands) of one week those that stand, and all that they were signed upon.

    A version whose parent was taken back is the second one all the same: its number is no other than before.
    """
    parent_of = {row_id: parent for row_id, parent, _ in rows}
    kept: set[str] = set()
    for row_id, _, stands in rows:
        at_hand: str | None = row_id if stands else None
        while at_hand in parent_of and at_hand not in kept:
            assert at_hand is not None
            kept.add(at_hand)
            at_hand = parent_of[at_hand]
    return [(row_id, parent) for row_id, parent, _ in rows if row_id in kept]


def number_of(row_id: str, rows: Sequence[tuple[str, str | None]], said: Mapping[str, int]) -> int:
    """n of a version: its place in the chain, or as its sender counted where versions before it never came."""
    parent_of = dict(rows)
    steps, number, at_hand = 0, 0, row_id
    while at_hand in parent_of:
        number = max(number, said.get(at_hand, 0) + steps)
        steps, at_hand = steps + 1, parent_of[at_hand] or ""
    # the chain is whole where it begins with a first version; what was counted otherwise does not matter then
    return max(number, steps) if at_hand else steps


def chain_ends(rows: Sequence[tuple[str, str | None]], said: Mapping[str, int]) -> tuple[str, ...]:
    """Of (id, parent) of one week the ids that are nobody's parent, the one with the greatest number first.

    Of equal numbers the greater id, on every machine the same. What was taken down by telephone yields to whatever
    the unit itself handed in.
    """
    parents = {parent for _, parent in rows}
    ends = [row_id for row_id, _ in rows if row_id not in parents]
    ranked = [(said.get(one) != TAKEN_DOWN, number_of(one, rows, said), one) for one in ends]
    return tuple(one for *_, one in sorted(ranked, reverse=True))
