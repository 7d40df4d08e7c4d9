"""Who is in charge of what: by name, by the lead unit, by the list's own words; offered, pasted, undone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import exporting, facts, history, people, reforms, setting_up
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store.tables import ListEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

UNITS = {unit.name: unit.id for unit in setting_up.directory()}


def leader_id(store: Store, name: str) -> str:
    return next(one.id for one in people.leaders(store) if one.name == name)


def name_of(store: Store, item_id: str) -> str | None:
    with store.reading() as session:
        found = people.leader_of(session, item_id)
    return found.name if found else None


@pytest.fixture
def reform(store: Store) -> str:
    """A reform whose list writes a 分管领导, and whose lead is nobody's unit."""
    reforms.add_reform(store, "演示改革", lead="县财政局", leader="李某某（副县长）")
    with store.reading() as session:
        return facts.find_item(session, "改革1").id


def test_a_name_goes_before_the_lead_unit_and_the_unit_before_what_the_list_writes(
    store: Store, item: Callable[[str], str], reform: str
) -> None:
    assert name_of(store, item("4-2")) is None
    people.add_leader(store, "张某", "副县长", units=[UNITS["县文广旅体局"]])
    people.add_leader(store, "李某某", "副县长")
    people.add_leader(store, "王某", "副县长", items=[item("4-2")])
    assert name_of(store, item("8-3")) == "张某"
    assert name_of(store, item("4-2")) == "王某"
    assert name_of(store, reform) == "李某某"
    people.set_leader_units(store, leader_id(store, "王某"), [UNITS["县财政局"]])
    assert name_of(store, reform) == "王某"


def test_a_unit_under_a_principal_leader_is_first_of_all_its_own_leaders(
    store: Store, item: Callable[[str], str]
) -> None:
    unit = UNITS["县文广旅体局"]
    people.add_leader(store, "演示书记", "书记", principal=True, units=[unit])
    people.add_leader(store, "张某", "副县长", units=[unit])
    assert name_of(store, item("4-2")) == "张某"
    with store.reading() as session:
        mine = people.items_of_leader(session, leader_id(store, "张某"))
        theirs = people.items_of_leader(session, leader_id(store, "演示书记"))
    assert item("4-2") in mine == theirs


def test_removing_a_leader_takes_units_and_items_along_and_undo_brings_them_back(
    store: Store, item: Callable[[str], str]
) -> None:
    people.add_leader(store, "张某", "副县长", units=[UNITS["县文广旅体局"]], items=[item("1-1")])
    before = people.leaders(store)
    people.remove_leader(store, before[0].id)
    assert people.leaders(store) == ()
    assert name_of(store, item("4-2")) is None
    history.undo(store)
    assert people.leaders(store) == before


def test_leaders_keep_the_order_that_a_person_gives_them(store: Store) -> None:
    for name in ("甲某", "乙某", "丙某"):
        people.add_leader(store, name)
    people.move_leader(store, leader_id(store, "丙某"), 1)
    assert [one.name for one in people.leaders(store)] == ["丙某", "甲某", "乙某"]


def test_a_name_that_is_there_and_an_empty_one_are_refused_and_nothing_changes(store: Store) -> None:
    people.add_leader(store, "张某")
    with pytest.raises(Refusal, match="已有领导“张某”"):
        people.add_leader(store, " 张某 ")
    with pytest.raises(Refusal, match="没有写名称"):
        people.edit_leader(store, leader_id(store, "张某"), name=" ")
    assert [one.name for one in people.leaders(store)] == ["张某"]


def test_leaders_written_in_the_lists_are_offered_until_they_are_taken(store: Store, reform: str) -> None:
    (offered,) = people.setting(store).written
    assert (offered.name, offered.post, offered.items) == ("李某某", "副县长", (reform,))
    people.take_written(store, (offered,))
    setting = people.setting(store)
    assert setting.written == ()
    assert setting.count_of(leader_id(store, "李某某")) == 1


def test_a_column_of_task_forces_in_a_list_is_offered_with_its_items(store: Store, reform: str) -> None:
    with signed(store, "测试") as command:
        command.keyed(ListEntry, item_id=reform).extras = json.dumps({"所属工作专班": "甲专班、乙专班"})
    offered = people.setting(store).written_forces
    assert [one.name for one in offered] == ["甲专班", "乙专班"]
    people.take_written_forces(store, offered)
    with store.reading() as session:
        assert [one.name for one in people.task_forces_of(session, reform)] == ["甲专班", "乙专班"]
    assert people.setting(store).written_forces == ()


def test_a_pasted_table_is_shown_with_units_found_and_words_that_are_none_and_taken_in_one_step(
    store: Store,
) -> None:
    people.add_leader(store, "张某", "旧职务", units=[UNITS["县教育局"]])
    text = "姓名\t职务\t分管单位\n张某\t副县长\t县文广旅体局、不存在局\n李某\t副县长\t各乡镇、花鸟\n"
    first, second = pasted = people.paste_preview(store, text)
    assert first.unknown == ("不存在局",)
    assert first.leader_id
    assert len(second.unit_ids) == 7
    people.take_pasted(store, pasted)
    zhang, li = people.leaders(store)
    assert zhang.post == "副县长"
    assert set(zhang.units) == {UNITS["县教育局"], UNITS["县文广旅体局"]}
    assert len(li.units) == 7
    history.undo(store)
    assert [one.post for one in people.leaders(store)] == ["旧职务"]


def test_a_task_force_has_head_office_units_and_items(store: Store, item: Callable[[str], str]) -> None:
    people.add_leader(store, "张某", "副县长")
    people.add_task_force(
        store, "演示专班", head="张某", leader_id=leader_id(store, "张某"), items=[item("4-2")]
    )
    (force,) = people.task_forces(store)
    people.edit_task_force(store, force.id, deputies="李某", unit_id=UNITS["县文广旅体局"])
    people.set_task_force_units(store, force.id, [UNITS["县教育局"]])
    people.set_task_force_items(store, force.id, [item("1-1")])
    (force,) = people.task_forces(store)
    assert (force.deputies, force.unit_id) == ("李某", UNITS["县文广旅体局"])
    assert force.units == (UNITS["县教育局"],)
    with store.reading() as session:
        assert people.task_forces_of(session, item("4-2")) == ()
    people.edit_task_force(store, force.id, leader_id="")
    assert people.task_forces(store)[0].leader_id is None


def test_the_weeks_workbook_names_who_is_in_charge(
    store: Store, unit_id: str, week: Callable[[str], Week], reform: str
) -> None:
    people.add_leader(store, "张某", "副县长", units=[unit_id])
    lines = exporting.week_book(store, unit_id, week("2023-W10")).lines
    assert {line.leader for line in lines if line.row.role and line.row.role.value == "lead"} == {"张某"}
    del reform
