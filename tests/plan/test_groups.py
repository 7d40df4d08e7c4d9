"""Who answers for an item once wildcards stand for units, and who is only mentioned."""

from __future__ import annotations

import pytest

from shengsi_desktop.domain.naming import named_units
from shengsi_desktop.domain.units import IslandPlace, Unit
from shengsi_desktop.domain.words import Role, RoleSource, UnitKind
from shengsi_desktop.plan.groups import expand_owners, mentions

TOWNSHIPS = ["菜园镇", "嵊山镇", "洋山镇", "五龙乡", "黄龙乡", "枸杞乡", "花鸟乡"]


def unit(directory, name):
    return next(each for each in directory[0] if each.name == name)


def owners(directory, measure):
    return expand_owners(measure, *directory)


def test_the_items_of_huaniao_come_out_as_counted_by_hand(directory, measures):
    huaniao = unit(directory, "花鸟乡")
    mine = {n: o for n, m in measures.items() for o in owners(directory, m) if o.unit_id == huaniao.id}
    settled = {n: o.group for n, o in mine.items() if not o.pending}
    assert [n for n, group in settled.items() if group is None] == ["4-2", "8-2", "8-4"]
    assert [n for n, group in settled.items() if group == "各乡镇"] == ["3-1", "8-3", "8-5", "10-2", "13-1"]
    assert [n for n, group in settled.items() if group == "各有关乡镇"] == ["1-1", "6-1"]
    assert [n for n, o in mine.items() if o.pending] == ["15-3", "19-2"]


def test_the_items_that_only_mention_huaniao_are_the_four_others_own(directory, measures):
    huaniao = unit(directory, "花鸟乡")
    found = [n for n, m in measures.items() if mentions(m.text, huaniao, directory[2], owners(directory, m))]
    assert found == ["4-1", "12-1", "16-3", "26-2"]


def test_all_townships_stand_for_the_seven(directory, measures):
    expanded = owners(directory, measures["3-1"])
    assert [o.unit for o in expanded if o.group == "各乡镇"] == TOWNSHIPS
    assert not any(o.pending for o in expanded)


def test_townships_concerned_are_all_seven_to_be_confirmed_where_the_text_names_none(directory, measures):
    expanded = [o for o in owners(directory, measures["15-3"]) if o.group]
    assert [o.unit for o in expanded] == TOWNSHIPS
    assert all(o.pending for o in expanded)


def test_townships_concerned_are_those_that_the_text_names(directory, measures):
    expanded = [o.unit for o in owners(directory, measures["8-6"]) if o.group]
    assert expanded == ["五龙乡", "黄龙乡"]


def test_an_unconfirmed_island_leaves_its_township_to_be_confirmed(directory, measures):
    expanded = {o.unit: o.pending for o in owners(directory, measures["6-1"]) if o.group}
    assert expanded["花鸟乡"] is False
    assert expanded["菜园镇"] is True


def test_the_first_listed_leads_by_habit_and_the_others_support(directory, measures):
    expanded = owners(directory, measures["4-2"])
    assert [(o.unit, o.role) for o in expanded] == [
        ("县文广旅体局", Role.LEAD),
        ("县海洋与渔业局", Role.SUPPORT),
        ("嵊山镇", Role.SUPPORT),
        ("枸杞乡", Role.SUPPORT),
        ("花鸟乡", Role.SUPPORT),
    ]
    assert {o.role_source for o in expanded} == {RoleSource.HABIT}


def test_empty_groups_stand_for_nobody_until_somebody_fills_them(directory, measures):
    assert owners(directory, measures["保3-1"]) == ()
    assert [o.unit for o in owners(directory, measures["保1-1"])][-1] == "县委统战部"


def test_the_longest_name_wins():
    huanglong = Unit("u1", "黄龙乡", "", UnitKind.TOWNSHIP, (), "hlx", "黄龙")
    places = (IslandPlace("i1", "黄龙", "u1", "行动方案2-1"), IslandPlace("i2", "小黄龙", "", ""))
    assert named_units("建设小黄龙临港产业岛", (huanglong,), places) == {}
    assert named_units("建设小黄龙临港产业岛、黄龙石文化体验岛", (huanglong,), places) == {"u1": False}


def test_an_island_of_two_townships_names_both(directory):
    units, _, places = directory
    townships = [each for each in units if each.kind is UnitKind.TOWNSHIP]
    named = named_units("打造泗礁微城旅居岛", townships, places)
    assert {each.name for each in townships if each.id in named} == {"菜园镇", "五龙乡"}
    assert all(named.values())


@pytest.mark.parametrize(("written", "known"), [("嵊泗县交通运输局", True), ("县林业局", False)])
def test_a_unit_is_known_by_its_alias_and_kept_as_written_where_unknown(directory, measures, written, known):
    from dataclasses import replace

    measure = measures["4-1"]
    owner = replace(measure.owners[0], unit=written)
    (expanded,) = expand_owners(replace(measure, owners=(owner,)), *directory)
    assert (expanded.unit_id is not None) is known
    assert expanded.unit == ("县交通运输局" if known else written)
