"""Taking a command back: only where it is still the head, with a word on what was left."""

from __future__ import annotations

import pytest

from shengsi_desktop.domain.changes import ROW, ChangeId, FieldKey
from shengsi_desktop.store.state import PURGED
from shengsi_desktop.store.undo import Inverse, redo_batch, undo_batch, undo_id, undone_id, value_to_write
from tests.store.state.machine import Machine, exchange

REPORT = ("report", "r1")
PROGRESS = FieldKey(*REPORT, "progress")


@pytest.fixture
def office() -> Machine:
    machine = Machine("a")
    machine.create(REPORT, {"progress": "旧"}, "made", keyed=True)
    return machine


@pytest.fixture
def island(office: Machine) -> Machine:
    machine = Machine("b")
    machine.receive(office)
    return machine


def test_the_id_of_an_undo_says_what_it_undoes() -> None:
    assert undo_id("b") == "b~1"
    assert undo_id("b~1") == "b~2"
    assert undone_id("b~2") == "b~1"
    assert undone_id("b~1") == "b"
    assert undone_id("b") is None


def test_undoing_an_edit_writes_the_value_before_it(office: Machine) -> None:
    edit = office.edit(REPORT, "progress", "新", "edit")
    plan = undo_batch(office.changes, "edit", "a")

    assert plan.inverses == (Inverse(PROGRESS, "旧", (edit.id,)),)
    assert not plan.left
    assert not plan.set_aside


def test_undoing_the_first_value_of_a_field_writes_the_default(office: Machine) -> None:
    office.edit(REPORT, "problems", "缺土", "edit")
    office.take_back("edit")

    assert office.shown(REPORT, "problems") is None


def test_what_went_on_since_is_left_and_named(office: Machine) -> None:
    office.edit(REPORT, "progress", "新", "edit")
    office.edit(REPORT, "problems", "缺土", "edit")
    office.edit(REPORT, "progress", "更新")
    plan = office.take_back("edit")

    assert plan.left == (PROGRESS,)
    assert office.row(REPORT).fields == {"progress": "更新", "problems": None}


def test_redo_writes_the_value_again(office: Machine) -> None:
    office.edit(REPORT, "progress", "新", "edit")
    undone = office.take_back("edit")
    plan = redo_batch(office.changes, undone.batch, "a")

    assert [inverse.value for inverse in plan.inverses] == ["新"]
    assert plan.batch == "edit~2"


def test_redo_leaves_a_field_that_was_typed_in_after_the_undo(office: Machine) -> None:
    office.edit(REPORT, "progress", "新", "edit")
    office.take_back("edit")
    office.edit(REPORT, "progress", "别的")
    plan = office.take_back("edit~1")

    assert plan.left == (PROGRESS,)
    assert office.shown(REPORT, "progress") == "别的"


def test_commands_are_undone_one_after_the_other_and_redone_in_turn(office: Machine) -> None:
    for word in ("一", "二", "三"):
        office.edit(REPORT, "progress", word, word)
    shown = []
    turns = []
    for word in ("三", "二", "一"):
        turns.append(office.take_back(word).batch)
        shown.append(office.shown(REPORT, "progress"))
    for turn in reversed(turns):
        office.take_back(turn)
        shown.append(office.shown(REPORT, "progress"))

    assert shown == ["二", "一", "旧", "一", "二", "三"]


def test_an_undone_edit_lets_the_creation_be_undone(office: Machine) -> None:
    office.edit(REPORT, "problems", "缺土", "edit")
    office.take_back("edit")
    office.take_back("made")

    assert not office.row(REPORT).alive


def test_undoing_a_creation_deletes_the_row_and_redoing_it_undeletes(office: Machine) -> None:
    plan = office.take_back("made")
    assert plan.inverses == (
        Inverse(FieldKey(*REPORT, ROW), {"op": "delete", "seen": [["a", 1]]}, (("a", 1),)),
    )
    assert not office.row(REPORT).alive

    again = office.take_back(plan.batch)
    assert [inverse.value for inverse in again.inverses] == [{"op": "undelete"}]
    assert office.row(REPORT).alive
    assert office.shown(REPORT, "progress") == "旧"


def test_a_creation_that_another_wrote_in_is_left_whole(office: Machine, island: Machine) -> None:
    island.edit(REPORT, "problems", "缺土")
    office.receive(island)
    plan = office.take_back("made")

    assert not plan.inverses
    assert set(plan.left) == {FieldKey(*REPORT, ROW), PROGRESS}
    assert office.row(REPORT).alive


def test_undoing_a_delete_undeletes(office: Machine) -> None:
    tombstone = office.delete(REPORT, "delete")
    plan = office.take_back("delete")

    assert plan.inverses == (Inverse(FieldKey(*REPORT, ROW), {"op": "undelete"}, (tombstone.id,)),)
    assert office.row(REPORT).alive
    assert not office.row(REPORT).conflicts


def test_redoing_a_delete_leaves_a_row_that_was_typed_in_since(office: Machine) -> None:
    office.delete(REPORT, "delete")
    office.take_back("delete")
    office.edit(REPORT, "progress", "又写了")
    plan = office.take_back("delete~1")

    assert plan.left == (FieldKey(*REPORT, ROW),)
    assert office.row(REPORT).alive


def test_undoing_an_edit_in_a_row_deleted_since_does_not_bring_the_row_back(office: Machine) -> None:
    office.edit(REPORT, "progress", "新", "edit")
    office.delete(REPORT)
    plan = office.take_back("edit")

    assert plan.left == (PROGRESS,)
    assert not office.row(REPORT).alive


def test_a_command_that_edits_and_deletes_is_taken_back_whole(office: Machine) -> None:
    office.edit(REPORT, "progress", "新", "both")
    office.delete(REPORT, "both")
    office.take_back("both")

    assert office.row(REPORT).alive
    assert office.shown(REPORT, "progress") == "旧"
    office.take_back("both~1")
    assert not office.row(REPORT).alive


def test_a_tombstone_written_with_other_inverses_sees_them(office: Machine) -> None:
    meeting = ("meeting", "m")
    office.create(meeting, {"title": "旧"})
    office.create(("topic", "t"), {"meeting_id": "m"})
    office.edit(meeting, "title", "新", "both")
    office.delete(meeting, "both")
    office.take_back("both")
    plan = office.take_back("both~1")

    *_, tombstone = plan.inverses
    assert tombstone.sees == (0,)
    assert value_to_write(tombstone, [ChangeId("a", 9)])["seen"][-1] == ["a", 9]
    # the topic keeps the meeting in sight, with the words that it was deleted with
    assert not office.row(meeting).own_life
    assert office.row(meeting).alive
    assert office.shown(meeting, "title") == "新"


def test_undoing_a_row_made_again_leaves_it_deleted(office: Machine) -> None:
    office.delete(REPORT)
    office.create(REPORT, {"progress": "重填"}, "again", keyed=True)
    office.take_back("again")

    assert not office.row(REPORT).alive
    office.take_back("again~1")
    assert office.row(REPORT).alive
    assert office.shown(REPORT, "progress") == "重填"


def test_undoing_a_resolution_gives_one_change_for_each_closed_head(office: Machine, island: Machine) -> None:
    office.edit(REPORT, "progress", "甲")
    island.edit(REPORT, "progress", "乙")
    exchange(office, island)
    shown = office.shown(REPORT, "progress")
    resolution = office.edit(REPORT, "progress", "甲、乙", "resolve")
    plan = office.take_back("resolve")

    assert [inverse.bases for inverse in plan.inverses] == [(resolution.id,)] * 2
    assert {inverse.value for inverse in plan.inverses} == {"甲", "乙"}
    assert len(office.row(REPORT).conflicts["progress"]) == 2
    assert office.shown(REPORT, "progress") == shown

    office.take_back(plan.batch)
    assert not office.row(REPORT).conflicts
    assert office.shown(REPORT, "progress") == "甲、乙"


def test_undoing_the_resolution_of_a_deletion_gives_the_conflict_again(
    office: Machine, island: Machine
) -> None:
    office.delete(REPORT)
    island.edit(REPORT, "progress", "岛上")
    exchange(office, island)
    office.undelete(REPORT, "resolve")
    assert not office.row(REPORT).conflicts
    office.take_back("resolve")

    assert office.row(REPORT).alive
    assert set(office.row(REPORT).conflicts) == {ROW}


def test_an_undo_of_the_shown_side_of_a_conflict_leaves_the_other_side(
    office: Machine, island: Machine
) -> None:
    island.edit(REPORT, "progress", "乙")
    office.edit(REPORT, "problems", "缺土")
    office.edit(REPORT, "progress", "甲", "edit")
    exchange(office, island)
    office.take_back("edit")

    values = [change.value for change in office.row(REPORT).conflicts["progress"]]
    assert len(values) == 2
    assert office.shown(REPORT, "progress") == "旧"
    assert "乙" in values


def test_the_side_of_a_conflict_that_is_not_shown_is_left(office: Machine, island: Machine) -> None:
    office.edit(REPORT, "progress", "甲", "edit")
    island.edit(REPORT, "progress", "乙")
    exchange(office, island)
    plan = office.take_back("edit")

    assert plan.left == (PROGRESS,)
    assert office.shown(REPORT, "progress") == "乙"


def test_undoing_the_edit_by_which_a_deleted_row_lives_lets_it_be_deleted(
    office: Machine, island: Machine
) -> None:
    island.delete(REPORT)
    office.edit(REPORT, "progress", "新", "edit")
    exchange(office, island)
    assert office.row(REPORT).alive

    office.take_back("edit")
    assert not office.row(REPORT).alive
    office.take_back("edit~1")
    assert office.row(REPORT).alive
    assert office.shown(REPORT, "progress") == "新"
    assert set(office.row(REPORT).conflicts) == {ROW}


class TestWhatAnotherMachineDid:
    def test_is_set_aside_here_alone(self, office: Machine, island: Machine) -> None:
        edit = island.edit(REPORT, "progress", "岛上", "theirs")
        exchange(office, island)
        plan = office.take_back("theirs")

        assert plan.set_aside == {edit.id}
        assert not plan.inverses
        assert office.shown(REPORT, "progress") == "旧"
        island.receive(office)
        assert island.shown(REPORT, "progress") == "岛上"

    def test_comes_back_with_redo_and_goes_again_with_undo(self, office: Machine, island: Machine) -> None:
        edit = island.edit(REPORT, "progress", "岛上", "theirs")
        exchange(office, island)
        office.take_back("theirs")
        plan = office.take_back("theirs~1")
        assert plan.taken_back == {edit.id}
        assert office.shown(REPORT, "progress") == "岛上"

        office.take_back("theirs~2")
        assert office.shown(REPORT, "progress") == "旧"
        office.take_back("theirs~3")
        assert office.shown(REPORT, "progress") == "岛上"

    def test_their_undo_is_taken_back_and_brought_again_likewise(
        self, office: Machine, island: Machine
    ) -> None:
        island.edit(REPORT, "progress", "岛上", "theirs")
        island.take_back("theirs")
        exchange(office, island)
        shown = []
        for batch in ("theirs~1", "theirs~2", "theirs~3"):
            office.take_back(batch)
            shown.append(office.shown(REPORT, "progress"))

        assert shown == ["岛上", "旧", "岛上"]

    def test_is_left_where_someone_went_on_from_it(self, office: Machine, island: Machine) -> None:
        island.edit(REPORT, "progress", "岛上", "theirs")
        exchange(office, island)
        office.edit(REPORT, "progress", "接着写")
        plan = office.take_back("theirs")

        assert plan.left == (PROGRESS,)
        assert plan.empty

    def test_a_creation_that_was_written_in_keeps_its_row(self, office: Machine, island: Machine) -> None:
        topic = ("topic", "t1")
        island.create(topic, {"title": "议题"}, "theirs")
        exchange(office, island)
        office.edit(topic, "notes", "记录")
        plan = office.take_back("theirs")

        assert plan.empty
        assert office.row(topic).created

    def test_a_deletion_set_aside_lets_the_row_live(self, office: Machine, island: Machine) -> None:
        island.delete(REPORT, "theirs")
        exchange(office, island)
        office.take_back("theirs")

        assert office.row(REPORT).alive
        assert not office.row(REPORT).conflicts

    def test_an_edit_in_a_deleted_row_stays_buried(self, office: Machine, island: Machine) -> None:
        island.edit(REPORT, "progress", "岛上", "theirs")
        exchange(office, island)
        office.delete(REPORT)
        plan = office.take_back("theirs")

        assert plan.left == (PROGRESS,)
        assert not office.row(REPORT).alive


class TestPurge:
    def test_a_purge_is_not_undone(self, office: Machine) -> None:
        slip = office.edit(REPORT, "progress", "涉密")
        purge = office.purge(REPORT, "progress", [slip.id])
        plan = office.take_back(purge.batch)

        assert plan.left == (PROGRESS,)
        assert plan.empty

    def test_undoing_what_was_typed_over_a_purged_value_does_not_bring_it_back(self, office: Machine) -> None:
        slip = office.edit(REPORT, "progress", "涉密")
        office.edit(REPORT, "progress", "改过", "edit")
        office.purge(REPORT, "progress", [slip.id])
        office.take_back("edit")

        assert office.shown(REPORT, "progress") == PURGED


def test_a_value_whose_base_has_not_come_is_left(office: Machine) -> None:
    office.edit(REPORT, "progress", "新", "edit")
    del office.known["a", 1]
    plan = undo_batch(office.changes, "edit", "a")

    assert plan.left == (PROGRESS,)
    assert plan.empty
