"""Tombstones, undeletes, rows made again, revival, parents and children."""

from __future__ import annotations

import pytest

from shengsi_desktop.domain.changes import ROW
from shengsi_desktop.store.state import row_alive, rows
from tests.store.state.machine import PARENTS, Machine, exchange

REPORT = ("report", "r1")
MEETING = ("meeting", "m1")
TOPIC = ("topic", "t1")


@pytest.fixture
def office() -> Machine:
    machine = Machine("a")
    machine.create(REPORT, {"progress": "已开工"}, keyed=True)
    return machine


@pytest.fixture
def island(office: Machine) -> Machine:
    machine = Machine("b")
    machine.receive(office)
    return machine


def test_a_deleted_row_is_dead_and_keeps_its_values(office: Machine) -> None:
    office.edit(REPORT, "problems", "缺土")
    tombstone = office.delete(REPORT)

    assert not office.row(REPORT).alive
    assert office.row(REPORT).fields == {"progress": "已开工", "problems": "缺土"}
    assert {tuple(pair) for pair in tombstone.value["seen"]} == {("a", 1), ("a", 2)}
    assert tombstone.bases == (("a", 1),)


def test_a_change_that_the_tombstone_did_not_see_revives_the_row_as_a_conflict(
    office: Machine, island: Machine
) -> None:
    tombstone = office.delete(REPORT)
    edit = island.edit(REPORT, "progress", "已完工")
    exchange(office, island)

    assert office.row(REPORT).alive
    assert office.shown(REPORT, "progress") == "已完工"
    assert office.row(REPORT).conflicts[ROW] == (edit, tombstone)


def test_deleting_again_with_all_seen_settles_it(office: Machine, island: Machine) -> None:
    office.delete(REPORT)
    island.edit(REPORT, "progress", "已完工")
    exchange(office, island)
    office.delete(REPORT)

    assert not office.row(REPORT).alive
    assert not office.row(REPORT).conflicts


def test_undeleting_names_the_tombstone_and_settles_it_the_other_way(
    office: Machine, island: Machine
) -> None:
    tombstone = office.delete(REPORT)
    island.edit(REPORT, "progress", "已完工")
    exchange(office, island)
    undelete = office.undelete(REPORT)

    assert undelete.bases == (tombstone.id,)
    assert office.row(REPORT).alive
    assert not office.row(REPORT).conflicts


def test_deleted_on_two_machines_is_deleted_without_a_conflict(office: Machine, island: Machine) -> None:
    office.delete(REPORT)
    island.delete(REPORT)
    exchange(office, island)

    assert not office.row(REPORT).alive
    assert not office.row(REPORT).conflicts


def test_tombstones_of_two_machines_see_together(office: Machine, island: Machine) -> None:
    office.edit(REPORT, "progress", "甲")
    office.delete(REPORT)
    island.edit(REPORT, "progress", "乙")
    island.delete(REPORT)
    exchange(office, island)

    assert not office.row(REPORT).alive


def test_deleted_here_and_undeleted_there_lives_as_a_conflict(office: Machine, island: Machine) -> None:
    office.delete(REPORT)
    island.receive(office)
    island.undelete(REPORT)
    office.undelete(REPORT)
    office.delete(REPORT)
    exchange(office, island)

    assert office.row(REPORT).alive
    assert set(office.row(REPORT).conflicts) == {ROW}


def test_a_keyed_row_made_again_names_the_tombstone_and_what_it_saw(office: Machine) -> None:
    tombstone = office.delete(REPORT)
    again = office.create(REPORT, {"progress": "重新填"}, keyed=True)

    assert set(again.bases) == {tombstone.id, ("a", 1)}
    assert office.row(REPORT).alive
    assert office.row(REPORT).fields == {"progress": "重新填"}
    assert not office.row(REPORT).conflicts


def test_what_a_first_tombstone_saw_stays_deleted_when_a_second_one_never_met_it(
    office: Machine, island: Machine
) -> None:
    edit = island.edit(REPORT, "progress", "删前写的")
    tombstone = island.delete(REPORT)
    office.known[tombstone.id] = tombstone
    office.delete(REPORT)
    office.known[edit.id] = edit

    assert not office.row(REPORT).alive


def test_a_row_whose_creation_has_not_come_is_told_apart(office: Machine) -> None:
    edit = office.edit(REPORT, "progress", "已完工")

    state = rows([edit])[REPORT]
    assert state.alive
    assert not state.created
    assert state.key is None


def test_a_live_child_revives_its_parent(office: Machine) -> None:
    office.create(MEETING, {"place": "大会议室"})
    office.create(TOPIC, {"meeting_id": "m1", "title": "议题一"})
    office.delete(MEETING)

    assert office.row(MEETING).alive
    assert not office.row(MEETING).own_life


def test_a_dead_child_leaves_its_parent_dead(office: Machine) -> None:
    office.create(MEETING, {"place": "大会议室"})
    office.create(TOPIC, {"meeting_id": "m1", "title": "议题一"})
    office.delete(MEETING)
    office.delete(TOPIC)

    assert not office.row(MEETING).alive


def test_revival_goes_up_from_the_child_to_the_parents_parent(office: Machine) -> None:
    office.create(("plan", "p"), {})
    office.create(("task", "t"), {"plan": "p"})
    office.create(("item", "i"), {"task": "t"})
    for name in (("plan", "p"), ("task", "t")):
        office.delete(name)

    found = rows(office.changes, parent_of={"item": ("task", "task"), "task": ("plan", "plan")})
    assert all(found[name].alive for name in (("plan", "p"), ("task", "t")))


def test_a_parent_named_in_the_key_is_found_too(office: Machine) -> None:
    office.create(MEETING, {})
    office.write(TOPIC, ROW, {"op": "create", "key": {"meeting_id": "m1"}, "fields": {}}, ())
    office.delete(MEETING)

    assert rows(office.changes, parent_of=PARENTS)[MEETING].alive


def test_a_child_whose_parent_has_not_come_makes_no_row_of_it(office: Machine) -> None:
    office.create(TOPIC, {"meeting_id": "m9"})

    assert set(office.rows()) == {REPORT, TOPIC}


def test_a_row_without_a_tombstone_lives(office: Machine) -> None:
    assert row_alive(office.heads(REPORT, ROW), office.field_heads(REPORT))
    assert row_alive((), ())
