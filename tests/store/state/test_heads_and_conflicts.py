"""Which change is shown, and what a conflict is."""

from __future__ import annotations

import pytest

from shengsi_desktop.domain.changes import ROW, FieldKey
from shengsi_desktop.store.state import PURGED, advance, heads, pick, rows, same_value, written_value
from tests.store.state.machine import Machine, exchange

REPORT = ("report", "r1")


@pytest.fixture
def office() -> Machine:
    return Machine("a")


@pytest.fixture
def island() -> Machine:
    return Machine("b")


def test_a_creation_writes_the_row_and_the_fields_that_were_set(office: Machine) -> None:
    made = office.create(REPORT, {"progress": "已开工"}, keyed=True)

    assert heads(office.changes) == {
        FieldKey(*REPORT, ROW): (made,),
        FieldKey(*REPORT, "progress"): (made,),
    }
    assert office.row(REPORT).key == {"row": "r1"}


def test_a_field_that_was_not_set_has_no_value_and_loses_to_any_head_without_a_conflict(
    office: Machine, island: Machine
) -> None:
    office.create(REPORT, {})
    assert "progress" not in office.row(REPORT).fields
    exchange(office, island)
    island.edit(REPORT, "progress", "已开工")
    exchange(office, island)

    assert office.shown(REPORT, "progress") == "已开工"
    assert not office.row(REPORT).conflicts


def test_a_change_takes_the_place_of_those_it_was_made_over(office: Machine) -> None:
    office.create(REPORT, {"progress": "已开工"})
    newer = office.edit(REPORT, "progress", "已完工")

    assert office.heads(REPORT, "progress") == (newer,)


def test_a_base_counts_only_in_a_field_that_the_later_change_writes(office: Machine) -> None:
    made = office.create(REPORT, {"progress": "已开工", "problems": "缺土"})
    office.write(REPORT, "progress", "已完工", [made.id])

    assert office.shown(REPORT, "problems") == "缺土"


def test_what_was_typed_apart_is_a_conflict_and_the_greatest_lamport_is_shown(
    office: Machine, island: Machine
) -> None:
    office.create(REPORT, {"progress": ""})
    exchange(office, island)
    early = island.edit(REPORT, "progress", "岛上写的")
    office.edit(REPORT, "problems", "另一处")
    late = office.edit(REPORT, "progress", "局里写的")
    exchange(office, island)

    assert office.rows() == island.rows()
    assert office.shown(REPORT, "progress") == "局里写的"
    assert office.row(REPORT).conflicts == {"progress": (late, early)}


def test_at_equal_lamport_the_origin_decides_and_the_clock_never(office: Machine, island: Machine) -> None:
    office.clock = "2099-01-01T00:00:00+08:00"
    office.create(REPORT, {"progress": ""})
    exchange(office, island)
    office.edit(REPORT, "progress", "甲")
    island.edit(REPORT, "progress", "乙")
    exchange(office, island)

    assert office.shown(REPORT, "progress") == "乙"


def test_the_same_words_typed_twice_are_no_conflict(office: Machine, island: Machine) -> None:
    office.create(REPORT, {})
    exchange(office, island)
    office.edit(REPORT, "progress", "已开工")
    island.edit(REPORT, "progress", "已开工")
    exchange(office, island)

    assert len(office.heads(REPORT, "progress")) == 2
    assert not office.row(REPORT).conflicts


def test_true_and_one_are_different_values() -> None:
    assert not same_value(True, 1)
    assert same_value({"a": 1, "b": 2}, {"b": 2, "a": 1})


def test_a_resolution_names_all_heads_and_ends_the_conflict_everywhere(
    office: Machine, island: Machine
) -> None:
    office.create(REPORT, {})
    exchange(office, island)
    office.edit(REPORT, "progress", "甲")
    island.edit(REPORT, "progress", "乙")
    exchange(office, island)
    resolution = office.edit(REPORT, "progress", "甲、乙")
    exchange(office, island)

    assert len(resolution.bases) == 2
    assert not island.row(REPORT).conflicts
    assert island.shown(REPORT, "progress") == "甲、乙"


def test_the_same_row_made_on_two_machines_is_one_row_that_conflicts_only_where_it_differs(
    office: Machine, island: Machine
) -> None:
    office.create(REPORT, {"progress": "甲", "place": "大会议室"}, keyed=True)
    island.create(REPORT, {"progress": "乙", "place": "大会议室"}, keyed=True)
    exchange(office, island)

    assert set(office.row(REPORT).conflicts) == {"progress"}


def test_a_change_set_aside_is_as_if_it_had_not_come(office: Machine) -> None:
    office.create(REPORT, {"progress": "旧"})
    newer = office.edit(REPORT, "progress", "新")

    assert rows(office.changes, {newer.id})[REPORT].fields == {"progress": "旧"}


def test_a_field_that_a_change_does_not_write_has_no_written_value(office: Machine) -> None:
    made = office.create(REPORT, {"progress": "甲"})
    edit = office.edit(REPORT, "progress", "乙")

    assert written_value(made, "progress") == "甲"
    assert written_value(edit, "progress") == "乙"
    with pytest.raises(KeyError):
        written_value(made, "problems")
    with pytest.raises(KeyError):
        written_value(edit, "problems")


def test_heads_kept_step_by_step_survive_a_late_ancestor(office: Machine) -> None:
    first = office.create(REPORT, {"progress": "一"})
    second = office.edit(REPORT, "progress", "二")

    late = advance(advance((), second), first, already_named=True)
    assert late == advance(advance((), first), second) == (second.id,)


class TestPurge:
    def test_a_purged_head_shows_that_it_is_gone(self, office: Machine) -> None:
        office.create(REPORT, {"progress": "普通"})
        slip = office.edit(REPORT, "progress", "涉密")
        office.purge(REPORT, "progress", [slip.id])

        assert office.shown(REPORT, "progress") == PURGED

    def test_a_value_given_at_creation_is_purged_in_its_field_alone(self, office: Machine) -> None:
        made = office.create(REPORT, {"progress": "涉密", "problems": "缺土"})
        office.purge(REPORT, "progress", [made.id])

        assert office.row(REPORT).fields == {"progress": PURGED, "problems": "缺土"}
        assert office.row(REPORT).alive

    def test_a_purged_head_yields_to_any_other_without_a_conflict(
        self, office: Machine, island: Machine
    ) -> None:
        office.create(REPORT, {})
        exchange(office, island)
        slip = office.edit(REPORT, "progress", "涉密")
        other = island.edit(REPORT, "progress", "乙")
        exchange(office, island)
        office.purge(REPORT, "progress", [slip.id])

        assert pick(office.heads(REPORT, "progress"), "progress") == other
        assert office.shown(REPORT, "progress") == "乙"
        assert not office.row(REPORT).conflicts

    def test_purging_an_old_value_leaves_the_newer_one_shown(self, office: Machine) -> None:
        office.create(REPORT, {})
        slip = office.edit(REPORT, "progress", "涉密")
        office.edit(REPORT, "progress", "改过")
        office.purge(REPORT, "progress", [slip.id])

        assert office.shown(REPORT, "progress") == "改过"

    def test_typing_over_a_purged_value_ends_it(self, office: Machine) -> None:
        office.create(REPORT, {})
        slip = office.edit(REPORT, "progress", "涉密")
        office.purge(REPORT, "progress", [slip.id])
        office.edit(REPORT, "progress", "重写")

        assert office.shown(REPORT, "progress") == "重写"

    def test_purging_in_a_deleted_row_does_not_bring_it_back(self, office: Machine) -> None:
        office.create(REPORT, {})
        slip = office.edit(REPORT, "progress", "涉密")
        office.delete(REPORT)
        office.purge(REPORT, "progress", [slip.id])

        assert not office.row(REPORT).alive
