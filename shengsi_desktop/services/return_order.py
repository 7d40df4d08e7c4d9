"""Which 退回 of a unit's week are still open, by what each document was made with the knowledge of. Pure.

No clock is asked, and no id that was made by one: documents of several machines come in any order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Returned:
    """A 退回: of which 定稿 and, where that is known, which 报送; `by_hand`: the unit registered what it was told.

    `number` is n of that 定稿 as the unit counted when it handed it in (0: not known).
    """

    id: str
    final_id: str
    submission_id: str = ""
    by_hand: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Came:
    """A 报送, or a 回执 that tells of one: of which 定稿, and what came back to the knowledge of who handed it in.

    `number` as in `Returned`.
    """

    id: str
    final_id: str
    knows: frozenset[str] = frozenset()
    number: int = 0


def open_returns(
    returns: Iterable[Returned], came: Collection[Came], upon: Mapping[str, Collection[str]]
) -> frozenset[str]:
    """The ids of the 退回 that nothing has settled.

    What settles one is a 定稿 that was signed upon the one returned (`upon`: what each was signed upon) and has gone
    up, one of a greater number (the unit's other computer, or one set up anew, does not have the version returned),
    or a 报送 of any that names it. The same version exported again without knowing of the 退回 settles nothing.
    """
    passed = {older for one in came for older in before(one.final_id, upon)}
    known = {name for one in came for name in one.knows}
    newest = max((one.number for one in came), default=0)
    return frozenset(
        one.id
        for one in returns
        if not 0 < one.number < newest
        # told by telephone and registered by hand, the letter about that very 报送 may come later
        if one.final_id not in passed and not ({one.id, one.submission_id} - {""}) & known
    )


def before(final_id: str, upon: Mapping[str, Collection[str]]) -> frozenset[str]:
    """All that a 定稿 was signed upon, step by step."""
    found: set[str] = set()
    waiting = list(upon.get(final_id, ()))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += upon.get(name, ())
    return frozenset(found)


def knowing(returns: Iterable[Returned], came: Collection[Came]) -> tuple[str, ...]:
    """What a 报送 made now names: every 退回 known here, and of one told by telephone the 报送 that came back by it.

    Those are the exports of that version which were made without knowing of it: which of them the county had in hand
    when it rang nobody can tell, and its letter may name any.
    """
    found: set[str] = set()
    for one in returns:
        found.add(one.id)
        if one.by_hand:
            found.add(one.submission_id)
            found |= {each.id for each in came if each.final_id == one.final_id and one.id not in each.knows}
    return tuple(sorted(found - {""}))
