"""A later version of a list: what changed is told and taken, what people made of it stays, nothing goes unasked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shengsi_desktop.domain.list_changes import ListChoices, Matched, RowState
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import DeliverableKind
from shengsi_desktop.services import list_import, reporting, tasks
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Assignment, Deliverable, IslandTag, Item, ListEntry
from tests.services.lists.conftest import changed, states, table

HEAD = ("序号", "项目名称", "总投资（万元）", "年度计划投资（万元）", "节点安排", "责任单位", "备注")
FIRST = [
    (1, "一号码头改造", 12000, 5000, "6月底前完成桩基；12月底前主体结顶", "县文广旅体局、县住建局", "省重点"),
    (2, "海上风电7号", 90000, 20000, None, "县发改局", None),
    (3, "大陆引水工程", 98000, 30000, None, "县住建局", None),
]
MEASURES = ("序号", "重点举措", "具体内容", "年度目标", "牵头单位", "配合单位", "完成时限", "所属岛")


def projects(*rows):
    return table([HEAD, *rows], kind=ListKind.PROJECT)


def measures(*rows):
    return table([MEASURES, *rows], kind=ListKind.KEY_MEASURE)


def stored_deliverables(store, item_id):
    with store.reading() as session:
        rows = session.exec(alive(Deliverable).where(Deliverable.item_id == item_id)).all()
    return {row.name: row for row in sorted(rows, key=lambda row: row.ordinal)}


def test_changed_renamed_new_and_missing_rows_are_told_apart(store, take, item, lines):
    take(projects(*FIRST))
    ids = {number: item(number) for number in ("项目1", "项目2", "项目3")}
    later = projects(
        (1, "一号码头改造工程", 12500, 5000, "6月底前完成桩基；11月底前主体结顶", "县文广旅体局", "省重点"),
        (2, "海上风电8号", 90000, 25000, None, "县发改局", None),
        (4, "大陆引水工程", 98000, 30000, None, "县住建局", None),
    )
    preview = list_import.compare(store, later)
    assert [(one.state, one.matched, one.target) for one in preview.changes] == [
        (RowState.CHANGED, Matched.NUMBER, "项目1 一号码头改造"),
        (RowState.NEW, Matched.NONE, ""),
        (RowState.SAME, Matched.NAME, "项目3 大陆引水工程"),
        (RowState.MISSING, Matched.NONE, "项目2 海上风电7号"),
    ]
    assert changed(preview)["一号码头改造工程"] == {
        "名称": ("一号码头改造", "一号码头改造工程"),
        "总投资": ("12000万元", "12500万元"),
        "节点安排": ("6月底前完成桩基；12月底前主体结顶", "6月底前完成桩基；11月底前主体结顶"),
        "责任单位": ("县文广旅体局、县住建局", "县文广旅体局"),
        "细项": ("主体结顶（2023年12月31日前）", "主体结顶（2023年11月30日前）"),
    }
    assert dict(preview.changes[1].candidates)[ids["项目2"]] == "项目2 海上风电7号"
    list_import.take_in(store, preview)
    stored = lines(ListKind.PROJECT)
    # what is missing stays, and a table of a part renumbers nothing
    assert list(stored) == ["一号码头改造工程", "海上风电7号", "大陆引水工程", "海上风电8号"]
    assert [one.number for one in list_import.listed(store, ListKind.PROJECT)] == [
        "项目1",
        "项目2",
        "项目3",
        "项目4",
    ]
    assert item("项目1") == ids["项目1"]
    assert states(list_import.compare(store, later)) == ["same"] * 3


def test_dropping_is_asked_for_by_id_and_the_whole_list_then_has_the_tables_numbers(store, take, item):
    take(projects(*FIRST))
    gone = item("项目2")
    later = projects(FIRST[0], (2, *FIRST[2][1:]))
    preview = take(later, dropped=frozenset({gone}))
    assert changed(preview)["大陆引水工程"] == {"序号": ("3", "2")}
    numbers = [(one.number, one.name) for one in list_import.listed(store, ListKind.PROJECT)]
    assert numbers == [("项目1", "一号码头改造"), ("项目2", "大陆引水工程")]
    assert next(iter(stored_deliverables(store, item("项目2")).values())).number == "项目2.1"
    assert store.undo_name() == "导入重大项目清单（2项）"
    store.undo()
    assert item("项目2") == gone
    with pytest.raises(Refusal, match="要删除的"):
        list_import.compare(store, projects(*FIRST), ListChoices(dropped=frozenset({gone})))


def test_a_person_says_what_a_row_is_what_is_left_out_and_what_stays(store, take, item):
    take(projects(*FIRST))
    wind, pier = item("项目2"), item("项目1")
    later = projects(
        (1, "码头", 13000, 6000, None, "县发改局", "改了"), (2, "漂浮式风电示范", 95000, 1, None, "县发改局", "新的"),
        (3, "大陆引水工程", 1, 1, None, "县住建局", None),
    )  # fmt: skip
    preview = take(
        later,
        matches={2: pier, 3: wind},
        kept={2: frozenset({"名称", "年度计划投资", "责任单位"})},
        skipped=frozenset({4}),
    )
    assert [one.matched for one in preview.changes] == [
        Matched.PERSON,
        Matched.PERSON,
        Matched.NUMBER_AND_NAME,
    ]
    # what is kept is still told, so that it can be chosen again
    assert changed(preview)["码头"]["名称"] == ("一号码头改造", "码头")
    assert store.undo_name() == "导入重大项目清单（2项）"
    by_name = {one.name: dict(one.columns) for one in list_import.listed(store, ListKind.PROJECT)}
    assert (
        by_name["一号码头改造"] | {"备注": "改了", "总投资": "13000万元", "年度计划投资": "5000万元"}
        == by_name["一号码头改造"]
    )
    assert (by_name["一号码头改造"]["牵头单位"], by_name["大陆引水工程"]["总投资"]) == (
        "县文广旅体局",
        "98000万元",
    )
    assert by_name["漂浮式风电示范"]["备注"] == "新的"
    again = list_import.compare(store, later, ListChoices(matches={2: ""}))
    assert (again.changes[0].state, again.changes[0].target_id) == (RowState.NEW, "")


def test_what_people_made_of_an_items_promises_outlives_a_new_version(store, take, item, unit_id, week):
    row = (
        1,
        "渔港提升",
        "新建冷库3座；推进渔船改造",
        "改造渔船20艘",
        "县文广旅体局",
        None,
        "2023年12月底",
        None,
    )
    take(measures(row))
    item_id = item("举措1")
    first = stored_deliverables(store, item_id)
    assert [(one.name, one.kind, one.target, one.unit) for one in first.values()] == [
        ("改造渔船", "quantity", "20", "艘"), ("冷库", "quantity", "3", "座"),
    ]  # fmt: skip
    reporting.set_value(store, first["改造渔船"].id, unit_id, week("2023-W26"), value=Decimal(8))
    tasks.edit_deliverable(store, first["冷库"].id, name="冷藏库", target=Decimal(4))
    tasks.add_deliverable(store, item_id, "渔民培训", DeliverableKind.QUANTITY, Decimal(5), "场")
    assert states(list_import.compare(store, measures(row))) == ["same"]
    later = measures(
        (*row[:2], "新建冷库3座；培育龙头企业2家", "改造渔船25艘", *row[4:6], "2023年11月底", None)
    )
    preview = take(later)
    assert changed(preview)["渔港提升"]["细项"] == (
        "改造渔船 20艘；冷库 3座（2023年12月31日前）", "改造渔船 25艘；冷库 3座（2023年11月30日前）；龙头企业 2家",
    )  # fmt: skip
    rows = stored_deliverables(store, item_id)
    assert [(one.name, one.target, one.due, one.number) for one in rows.values()] == [
        ("改造渔船", "25", "2023-11-30", "举措1.1"), ("冷藏库", "4", "2023-11-30", "举措1.2"),
        ("渔民培训", "5", "2023-12-31", "举措1.3"), ("龙头企业", "2", "2023-11-30", "举措1.4"),
    ]  # fmt: skip
    assert rows["改造渔船"].id == first["改造渔船"].id
    tasks.drop_deliverable(store, rows["冷藏库"].id)
    assert states(list_import.compare(store, later)) == ["same"]
    store.undo()
    store.undo()
    assert states(list_import.compare(store, measures(row))) == ["same"]


def test_owners_follow_the_list_but_not_against_a_persons_word(store, take, item, unit_id):
    take(measures([1, "渔港提升", "推进", None, "县文广旅体局", "县住建局、县财政局", None, None]))
    item_id = item("举措1")
    with store.reading() as session:
        by_name = {
            row.written: row.unit_id
            for row in session.exec(alive(Assignment).where(Assignment.item_id == item_id)).all()
        }
    tasks.set_lead(store, item_id, by_name["县住建局"])
    assert states(
        list_import.compare(
            store, measures([1, "渔港提升", "推进", None, "县文广旅体局", "县住建局、县财政局", None, None])
        )
    ) == ["same"]
    preview = take(measures([1, "渔港提升", "推进", None, "县文广旅体局", "各乡镇", None, None]))
    assert changed(preview)["渔港提升"] == {"配合单位": ("县文广旅体局、县财政局", "各乡镇、县文广旅体局")}
    with store.reading() as session:
        rows = session.exec(alive(Assignment).where(Assignment.item_id == item_id)).all()
    assert {(row.written, row.role) for row in rows} == {
        ("县文广旅体局", "support"), ("县住建局", "lead"), ("各乡镇", "support"),
    }  # fmt: skip


def test_islands_follow_the_list_and_one_that_a_person_took_away_stays_away(store, take, item, unit_id, week):
    def islands():
        return tasks.item_detail(store, item("举措1"), unit_id, week("2023-W26")).row.islands

    row = (1, "灯塔修缮", "修缮灯塔1座", None, "县文广旅体局", None, None)
    take(measures((*row, "花鸟岛、枸杞")))
    assert islands() == ("枸杞", "花鸟")
    (deliverable,) = stored_deliverables(store, item("举措1")).values()
    with store.command("岛") as command:
        command.keyed(IslandTag, deliverable_id=deliverable.id, island="枸杞").included = False
    assert states(list_import.compare(store, measures((*row, "花鸟岛、枸杞")))) == ["same"]
    preview = take(measures((*row, "花鸟、枸杞、嵊山")))
    assert changed(preview)["灯塔修缮"] == {"所属岛": ("花鸟岛、枸杞", "花鸟、枸杞、嵊山")}
    assert islands() == ("嵊山", "花鸟")
    take(measures((*row, "嵊山")))
    assert islands() == ("嵊山",)


def test_an_empty_cell_and_a_column_that_is_not_there_take_nothing_away(store, take, lines):
    take(projects(*FIRST))
    before = lines(ListKind.PROJECT)
    thin = table(
        [("序号", "项目名称", "备注"), (1, "一号码头改造", None), (2, "海上风电7号", "县重点")],
        kind=ListKind.PROJECT,
    )
    preview = take(thin)
    assert changed(preview)["海上风电7号"] == {"备注": ("", "县重点")}
    assert lines(ListKind.PROJECT) == before | {"海上风电7号": before["海上风电7号"] | {"备注": "县重点"}}


def test_a_preview_of_a_store_that_moved_on_is_not_taken(store, take, item):
    take(projects(*FIRST))
    preview = list_import.compare(store, projects((1, "一号码头改造", 13000, 5000, None, "县发改局", None)))
    tasks.add_deliverable(store, item("项目2"), "并网", DeliverableKind.MILESTONE)
    # what the preview does not speak of may change
    assert list_import.take_in(store, preview)
    stale = list_import.compare(store, projects((1, "一号码头改造", 14000, 5000, None, "县发改局", "备注")))
    take(projects((1, "一号码头改造", 15000, 5000, None, "县发改局", "另写")))
    before = list_import.listed(store, ListKind.PROJECT)
    with pytest.raises(Refusal, match="核对之后台账又有改动"):
        list_import.take_in(store, stale)
    assert list_import.listed(store, ListKind.PROJECT) == before


def test_taking_back_an_import_and_taking_it_in_again_is_the_same(store, take, lines):
    what = projects(*FIRST)
    take(what)
    once = lines(ListKind.PROJECT)
    store.undo()
    assert lines(ListKind.PROJECT) == {}
    with store.reading() as session:
        assert session.exec(alive(ListEntry)).all() == []
        assert session.exec(alive(Item).where(Item.kind == "project")).all() == []
    take(what)
    assert lines(ListKind.PROJECT) == once
    store.undo()
    store.redo()
    assert lines(ListKind.PROJECT) == once


def test_a_list_of_another_plan_is_refused_when_the_plan_was_changed_meanwhile(store, take):
    from shengsi_desktop.services import plan_import

    preview = list_import.compare(store, projects(*FIRST))
    text = "某县2024年行动方案\n一、任务\n1. 发展网箱。新增网箱100口。（责任单位：县经信局）\n"
    plan_import.import_plan(store, plan_import.preview_text(text, store))
    plan_import.choose_plan(store, plan_import.find_plan(store, "2024").id)
    with pytest.raises(Refusal, match="当前方案已换成"):
        list_import.take_in(store, preview)
