"""Which topics stand in which agenda, as a rule over any chain of meetings."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.meetings import Topic
from shengsi_desktop.rhythm.agenda import agendas, carried_id

#: of each meeting, its topics: whether each was dealt with
CHAINS = st.lists(st.lists(st.booleans(), max_size=4), min_size=1, max_size=6)


def _own(chain: list[list[bool]]) -> dict[str, list[Topic]]:
    return {
        f"m{at}": [
            Topic(f"t{at}.{place}", f"m{at}", place, f"事{at}.{place}", notes="议了" if done else "")
            for place, done in enumerate(topics, start=1)
        ]
        for at, topics in enumerate(chain)
    }


@given(CHAINS)
def test_every_topic_not_reached_stands_once_in_each_later_agenda(chain: list[list[bool]]) -> None:
    own = _own(chain)
    found = agendas(list(own), own, (), (), lambda topic: topic)
    for at in range(len(chain)):
        agenda = found[f"m{at}"]
        expected = {
            f"t{earlier}.{place}": at - earlier
            for earlier in range(at)
            for place, done in enumerate(chain[earlier], start=1)
            if not done
        }
        assert {one.root_id: one.carried for one in agenda if not one.stored} == expected
        assert len({one.id for one in agenda}) == len(agenda)
        assert [one.id for one in agenda if one.stored] == [one.id for one in own[f"m{at}"]]


@given(CHAINS, st.data())
def test_what_is_dropped_or_dealt_with_on_the_way_goes_no_further(
    chain: list[list[bool]], data: st.DataObject
) -> None:
    own = _own([*chain, [], []])
    before, last = f"m{len(chain)}", f"m{len(chain) + 1}"
    waiting = [one.root_id for one in agendas(list(own), own, (), (), lambda one: one)[before]]
    chosen = set(data.draw(st.lists(st.sampled_from(waiting), unique=True))) if waiting else set()
    ids = {carried_id(before, root) for root in chosen}
    left = [root for root in waiting if root not in chosen]

    def typed(topic: Topic) -> Topic:
        return replace(topic, conclusion="同意") if topic.id in ids else topic

    for found in (
        agendas(list(own), own, ids, (), lambda one: one),
        agendas(list(own), own, (), (), typed),
    ):
        assert [one.root_id for one in found[last]] == left


def test_topics_of_one_title_are_each_their_own() -> None:
    port = [Topic(name, "a", 1, "渔港") for name in ("t", "u")]
    new = Topic("v", "b", 1, "渔港")
    found = agendas(["a", "b", "c"], {"a": port, "b": [new]}, (), (), lambda one: one)
    assert [(one.root_id, one.carried) for one in found["b"]] == [("t", 1), ("u", 1), ("v", 0)]
    assert [(one.root_id, one.carried) for one in found["c"]] == [("t", 2), ("u", 2), ("v", 1)]
    by_hand = agendas(["a", "b"], {"a": port, "b": [replace(new, carried=1)]}, (), (), lambda one: one)
    assert [(one.root_id, one.carried) for one in by_hand["b"]] == [("u", 1), ("v", 1)]


def test_a_title_that_stays_is_not_carried() -> None:
    own = {"a": [Topic("t", "a", 1, "回头看")], "b": []}
    assert agendas(["a", "b"], own, (), {"回头看"}, lambda one: one)["b"] == ()
