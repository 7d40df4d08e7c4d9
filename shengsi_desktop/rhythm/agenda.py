"""Which topics stand in which agenda: a topic not reached stands in the next meeting's by itself. Pure.

What a meeting has of its own comes from the store; here only what it takes over, with ids that follow from what it
is, so that the same topic on two machines becomes one row.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.identity import key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from shengsi_desktop.domain.meetings import Topic

#: topics taken over stand before the meeting's own (from 1), 回头看 before both
FIRST_CARRIED = -100
FIRST_OF_ALL = -200
#: the place of one taken over that a person took off the agenda
TAKEN_OFF = -1000


def carried_id(meeting_id: str, root_id: str) -> str:
    """The id of a topic in a meeting that takes it over; `root_id` is the topic it was first."""
    return key("topic", meeting_id, root_id)


def agendas(
    chain: Sequence[str],
    own: Mapping[str, Sequence[Topic]],
    dropped: Collection[str],
    stays: Collection[str],
    typed: Callable[[Topic], Topic],
) -> dict[str, tuple[Topic, ...]]:
    """The topics of each meeting of the chain, in their order; `ordinal` as stored.

    `chain` are ids of meetings in the order they are held; `own` their topics as stored; `dropped` ids of topics
    that a person took off an agenda; topics of a title in `stays` are never taken over; `typed` gives a topic with
    what is typed and not yet stored.
    """
    found: dict[str, tuple[Topic, ...]] = {}
    agenda: tuple[Topic, ...] = ()
    for meeting_id in chain:
        mine = list(own.get(meeting_id, ()))
        agenda = _in_order((*_carried(agenda, meeting_id, mine, dropped, stays, typed), *mine))
        found[meeting_id] = agenda
    return found


def _carried(
    before: Iterable[Topic],
    meeting_id: str,
    mine: Sequence[Topic],
    dropped: Collection[str],
    stays: Collection[str],
    typed: Callable[[Topic], Topic],
) -> list[Topic]:
    taken = {one.root_id for one in mine} | {one.id for one in mine}
    # taken over by hand: nothing but the title says which it was
    by_hand = Counter(one.title for one in mine if one.carried and not one.origin_id)
    found: list[Topic] = []
    for one in before:
        own_id = carried_id(meeting_id, one.root_id)
        known = one.root_id in taken or own_id in taken
        if one.dealt_with or known or own_id in dropped or one.title in stays:
            continue
        if by_hand[one.title]:
            by_hand[one.title] -= 1
            continue
        found.append(
            typed(
                replace(
                    one,
                    id=own_id,
                    meeting_id=meeting_id,
                    ordinal=FIRST_CARRIED + len(found),
                    origin_id=one.root_id,
                    notes="",
                    conclusion="",
                    carried=one.carried + 1,
                    reached=False,
                    stored=False,
                )
            )
        )
    return found


def _in_order(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    return tuple(sorted(topics, key=lambda one: (one.ordinal, one.id)))


def numbered(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """The same, numbered from 1 as an agenda shows them."""
    return tuple(replace(one, ordinal=place) for place, one in enumerate(topics, start=1))
