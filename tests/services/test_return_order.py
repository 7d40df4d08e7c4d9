"""Which 退回 are open follows from what was known to whom, in whatever order the documents come and are named."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from shengsi_desktop.services.return_order import Came, Returned, knowing, open_returns

if TYPE_CHECKING:
    from collections.abc import Mapping

UPON = {"v2": {"v1"}, "v3": {"v2"}, "other": set[str]()}
R1 = Returned("r1", "v1", "s1")
S1 = Came("s1", "v1")


def sent_by(known: list[Returned], came: list[Came], final_id: str, name: str) -> Came:
    return Came(name, final_id, frozenset(knowing(known, came)))


def test_a_later_version_settles_a_return_and_one_beside_it_only_where_it_names_it() -> None:
    assert open_returns([R1], [S1], UPON) == {"r1"}
    assert open_returns([R1], [S1, Came("s3", "v3")], UPON) == frozenset()
    assert open_returns([R1], [S1, Came("s4", "other")], UPON) == {"r1"}
    assert open_returns([R1], [S1, sent_by([R1], [S1], "other", "s4")], UPON) == frozenset()
    # a return of what was signed later is not settled by what was signed before
    assert open_returns([Returned("r2", "v2")], [S1], UPON) == {"r2"}


def test_a_greater_number_settles_a_return_where_the_versions_have_nothing_in_common() -> None:
    returned, sent = Returned("r1", "v1", "s1", number=1), Came("s1", "v1", number=1)
    assert open_returns([returned], [sent, Came("s2", "other", number=1)], UPON) == {"r1"}
    assert open_returns([returned], [sent, Came("s2", "other", number=2)], UPON) == frozenset()
    # where nobody said a number, nothing follows from it
    assert open_returns([R1], [S1, Came("s2", "other", number=2)], UPON) == {"r1"}


def test_the_same_version_exported_twice_comes_back_and_a_second_return_stands_of_itself() -> None:
    double = Came("s2", "v1")
    assert open_returns([R1], [S1, double], UPON) == {"r1"}
    again = sent_by([R1], [S1, double], "v1", "s3")
    assert open_returns([R1], [S1, double, again], UPON) == frozenset()
    second = Returned("r2", "v1", "s3")
    assert open_returns([R1, second], [S1, double, again], UPON) == {"r2"}
    # a third export that knew of the first return alone
    third = sent_by([R1], [S1, double, again], "v1", "s4")
    assert open_returns([R1, second], [S1, double, again, third], UPON) == {"r2"}


def test_what_was_told_by_telephone_and_its_letter_are_one() -> None:
    told = Returned("hand", "v1", "s2", by_hand=True)
    came = [S1, Came("s2", "v1")]
    again = sent_by([told], came, "v1", "s3")
    # at the county, which took in the first of the two exports and knows nothing of what the unit wrote down
    assert open_returns([R1], [S1, again], UPON) == frozenset()
    assert open_returns([told, R1], [*came, again], UPON) == frozenset()
    # what comes back after that is another matter
    later = sent_by([told], [*came, again], "v1", "s4")
    assert open_returns([told, Returned("r2", "v1", "s3")], [*came, again, later], UPON) == {"r2"}


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Returned], list[Came]]:
    """Documents of several desks, each made with some of those before it at hand."""
    returns: list[Returned] = []
    came: list[Came] = []
    for place in range(draw(st.integers(1, 7))):
        final_id = draw(st.sampled_from(("v1", "v2", "v3", "other")))
        seen = [one for one in came if draw(st.booleans())]
        known = [one for one in returns if draw(st.booleans())]
        if draw(st.booleans()):
            lying = [one.id for one in seen if one.final_id == final_id]
            by_hand = draw(st.booleans())
            returns.append(Returned(f"r{place}", final_id, lying[-1] if lying else "", by_hand))
        else:
            came.append(sent_by(known, seen, final_id, f"s{place}"))
    return returns, came


def renamed(name: str, names: Mapping[str, str]) -> str:
    return names.get(name, name)


@settings(max_examples=60, deadline=None)
@given(histories())
def test_neither_the_order_of_arrival_nor_the_ids_matter(
    history: tuple[list[Returned], list[Came]],
) -> None:
    returns, came = history
    found = open_returns(returns, came, UPON)
    for order in list(permutations(returns))[:6]:
        assert open_returns(order, came[::-1], UPON) == found
    ids = [one.id for one in (*returns, *came)]
    names = dict(zip(ids, [f"z{place}" for place in range(len(ids), 0, -1)], strict=True))
    other = open_returns(
        [
            Returned(names[one.id], one.final_id, renamed(one.submission_id, names), one.by_hand)
            for one in returns
        ],
        [Came(names[one.id], one.final_id, frozenset(renamed(k, names) for k in one.knows)) for one in came],
        UPON,
    )
    assert other == {names[one] for one in found}


@settings(max_examples=60, deadline=None)
@given(histories())
def test_nothing_that_did_not_know_of_a_return_settles_it_but_a_later_version(
    history: tuple[list[Returned], list[Came]],
) -> None:
    returns, came = history
    new = Returned("new", "v3", came[-1].id + "-unseen" if came else "")
    assert "new" in open_returns([*returns, new], came, UPON)
    settled = [*came, sent_by([*returns, new], came, "other", "last")]
    assert open_returns([*returns, new], settled, UPON) == frozenset()
