"""Which line of a list is which: like names, places that tell apart, numbers, who answers for it."""

from __future__ import annotations

import pytest

from shengsi_desktop.domain.list_changes import RowState
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.services import list_import, reforms
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Assignment, Item
from tests.services.lists.conftest import states, table

PROJECT_HEADS = ("序号", "项目名称", "年度计划投资（万元）")


def test_numbers_that_begin_anew_or_are_no_numbers_still_give_each_line_its_own(store, take):
    rows = [
        ("类别", "序号", "改革事项"),
        ("综合", "1", "甲改革"),
        ("专项", "1", "乙改革"),
        ("专项", "（二）", "丙改革"),
        ("专项", None, "丁改革"),
    ]
    take(table(rows, kind=ListKind.REFORM))
    found = [
        (one.number, one.name, one.columns.get("序号")) for one in list_import.listed(store, ListKind.REFORM)
    ]
    assert found == [
        ("改革1", "甲改革", "1"), ("改革2", "乙改革", "1"), ("改革二", "丙改革", "（二）"), ("改革3", "丁改革", None),
    ]  # fmt: skip
    assert states(list_import.compare(store, table(rows, kind=ListKind.REFORM))) == ["same"] * 4


@pytest.mark.parametrize(
    ("heads", "stored", "other"),
    [
        (PROJECT_HEADS, "枸杞岛客运码头改造工程", "嵊山岛客运码头改造工程"),
        (PROJECT_HEADS, "枸杞渔港升级改造和整治维护工程", "嵊山渔港升级改造和整治维护工程"),
        (PROJECT_HEADS, "花鸟岛供水工程", "花鸟岛供电工程"),
        (PROJECT_HEADS, "海上风电一期", "海上风电二期"),
        (("序号", "指标名称", "2023年目标值"), "常住人口城镇化率（%）", "户籍人口城镇化率（%）"),
        (("序号", "指标名称", "2023年目标值"), "县域就诊率（%）", "县域就诊率（基层）（%）"),
    ],
)
def test_what_another_place_or_word_tells_apart_is_another_thing(take, store, heads, stored, other):
    take(table([heads, (1, stored, 60)]))
    preview = list_import.compare(store, table([heads, (1, other, 70)]))
    row = preview.changes[0]
    assert (row.state, row.target_id) == (RowState.NEW, "")


def test_a_thing_of_a_like_name_is_to_be_confirmed_and_an_indicators_unit_is_no_other_name(take, store):
    take(table([PROJECT_HEADS, (1, "枸杞岛客运码头改造工程", 60)]))
    preview = list_import.compare(store, table([PROJECT_HEADS, (1, "枸杞岛客运码头改造提升工程", 70)]))
    assert preview.changes[0].to_be_confirmed
    heads = ("序号", "指标名称", "2023年目标值")
    take(table([heads, (90, "海水淡化量（万吨）", 60)]))
    preview = list_import.compare(store, table([heads, (90, "海水淡化量", "70万吨")]))
    assert not preview.changes[0].to_be_confirmed
    assert preview.changes[0].matched.value.endswith("name")


@pytest.mark.parametrize(
    ("owners", "support", "roles"),
    [
        ("县文广旅体局、县住建局", "县发改局", ["lead", "owner", "support"]),
        ("县文广旅体局、县住建局", None, ["lead", "support"]),
        ("县文广旅体局、县住建局按职责分工负责", None, ["lead", "owner"]),
        ("各乡镇", None, ["owner"]),
        ("县文广旅体局（牵头）、县住建局", None, ["lead", "owner"]),
    ],
)
def test_who_answers_is_never_only_supporting(take, store, owners, support, roles):
    take(table([("序号", "改革事项", "责任单位", "配合单位"), (1, "民宿改革", owners, support)]))
    with store.reading() as session:
        of_it = alive(Item).where(Item.title == "民宿改革")
        item_id = session.exec(of_it).one().id
        rows = session.exec(alive(Assignment).where(Assignment.item_id == item_id)).all()
        assert [row.role for row in sorted(rows, key=lambda row: row.ordinal)] == roles


def test_each_shown_number_is_one_lines_alone(take, store):
    heads = ("序号", "改革事项", "年度目标")
    take(table([heads, (1, "民宿改革", "甲"), (2, "渔船管理改革", "乙"), (3, "医共体改革", "丙")]))
    preview = take(table([heads, (3, "海水淡化试点", "丁"), (1, "医共体改革", "丙")]))
    assert [one.target for one in preview.changes if one.state is RowState.MISSING] == [
        "改革1 民宿改革", "改革2 渔船管理改革",
    ]  # fmt: skip
    with store.reading() as session:
        rows = session.exec(alive(Item).where(Item.kind == "reform")).all()
        numbers = {row.title: row.number for row in rows}
    assert sorted(numbers.values()) == ["改革1", "改革2", "改革3", "改革4"]
    assert numbers["医共体改革"] == "改革3"


def test_a_line_that_keeps_its_number_leaves_no_other_with_it(take, store):
    heads = ("序号", "改革事项", "年度目标")
    take(table([heads, (1, "民宿改革", "甲"), (2, "渔船管理改革", "乙")]))
    take(table([heads, (1, "渔船管理改革", "乙"), (2, "民宿改革", "甲")]), kept={3: frozenset({"序号"})})
    with store.reading() as session:
        rows = session.exec(alive(Item).where(Item.kind == "reform")).all()
        assert sorted(row.number for row in rows) == ["改革1", "改革2"]
    take(table([heads, ("（九）", "民宿改革", "甲"), (2, "渔船管理改革", "乙")]))
    reforms.add_reform(store, "新的改革")
    with store.reading() as session:
        rows = session.exec(alive(Item).where(Item.kind == "reform")).all()
        assert len({row.number for row in rows}) == 3
