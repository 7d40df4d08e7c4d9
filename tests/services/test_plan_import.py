"""Plans come in whole or not at all, beside those there are; another edition keeps what was reported and set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Role
from shengsi_desktop.plan import identity
from shengsi_desktop.services import facts, indicators, plan_import, setting_up, tasks
from shengsi_desktop.services.opening import opened
from shengsi_desktop.services.plan_editions import DifferenceKind
from shengsi_desktop.services.plan_import import Corrections, OwnerChoice
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Assignment, Item, Plan, Report, Unit, UnitGroup

if TYPE_CHECKING:
    from shengsi_desktop.store.sessions import Store

BUILT_IN = Path(__file__).resolve().parents[2] / "data" / "plans" / "2023.txt"
TEXT = """某县渔业发展2024年行动方案
一、主要任务
（一）做强养殖
1. 发展网箱。新增网箱100口。（牵头单位：县渔业发展中心；配合单位：县财政部门、各有关企业）
2. 改造渔船。改造渔船50艘，完成年度投资2亿元。（责任单位：县海洋与渔业局；完成时限：2024年6月底）
（二）做优加工
3. 建设冷库。新建冷库3座。（责任单位：县经信局、花鸟乡）
二、工作保障
1. 抓好落实。（责任单位：县府办）
"""


def stored_numbers(store: Store, plan_id: str) -> dict[str, Item]:
    with store.reading() as session:
        return {row.number: row for row in session.exec(alive(Item).where(Item.plan_id == plan_id)).all()}


def imported(store: Store, text: str = TEXT, corrections: Corrections | None = None):
    preview = plan_import.preview(text.encode(), "方案.txt", store)
    changed = plan_import.import_plan(store, preview, corrections)
    return preview, changed


def test_the_built_in_plan_is_counted_in_one_sentence():
    preview = plan_import.preview(BUILT_IN.read_bytes(), "2023.txt")
    assert preview.counts == "26项任务、71个事项（含工作保障4个）、44个单位、4个泛指待确认"
    assert (preview.unknown, preview.warnings) == ((), ())


def test_the_preview_says_what_is_unknown_and_proposes_the_likely(store):
    preview = plan_import.preview(TEXT.encode(), "方案.txt", store)
    assert preview.state == plan_import.NEW
    assert preview.counts == "3项任务、4个事项（含工作保障1个）、6个单位、1个泛指待确认"
    unknown = {one.name: one for one in preview.unknown}
    assert set(unknown) == {"县渔业发展中心", "县财政部门", "各有关企业"}
    best = unknown["县财政部门"].proposals[0]
    assert (best.name, best.score >= 90) == ("县财政局", True)
    assert (unknown["各有关企业"].generic, unknown["县渔业发展中心"].generic) == (True, False)
    for one in preview.unknown:
        assert preview.document.source[one.start : one.end] == one.name
    assert preview.needs_confirming


def test_a_unit_of_another_level_is_proposed_but_never_taken_for_sure(store):
    text = TEXT.replace("县财政部门", "市财政局、财政部")
    unknown = {one.name: one for one in plan_import.preview(text.encode(), "方案.txt", store).unknown}
    assert [(unknown[name].proposals[0].name, unknown[name].proposals[0].why) for name in ("市财政局", "财政部")] == [
        ("县财政局", "层级不同"), ("县财政局", "层级不同"),
    ]  # fmt: skip
    sure = plan_import.default_corrections(plan_import.preview(text.encode(), "方案.txt", store)).units
    assert (sure["市财政局"], sure["财政部"]) == ("", "")


def test_a_plan_is_stored_beside_the_one_there_is_and_the_chosen_one_stays(store):
    before = store.setting("plan_id")
    preview, changed = imported(store)
    assert changed
    entries = plan_import.plans(store)
    assert [(one.year, one.items, one.chosen) for one in entries] == [(2024, 4, False), (2023, 71, True)]
    assert entries[0].id == preview.plan_id == identity.plan_id("", 2024, preview.document.title)
    assert store.setting("plan_id") == before
    assert store.undo_name() == plan_import.NAME
    items = stored_numbers(store, preview.plan_id)
    assert (items["2-1"].due, items["2-1"].due_is_default) == ("2024-06-30", False)
    assert items["保1-1"].text == "抓好落实"


def test_unknown_units_are_added_or_are_what_the_user_says(store):
    preview = plan_import.preview(TEXT.encode(), "方案.txt", store)
    fisheries = setting_up.the_unit("县海洋与渔业局")
    plan_import.import_plan(store, preview, Corrections(units={"县渔业发展中心": fisheries.id}))
    with store.reading() as session:
        items = {
            row.number: row.id for row in session.exec(alive(Item).where(Item.plan_id == preview.plan_id))
        }
        owners = session.exec(alive(Assignment).where(Assignment.item_id == items["1-1"])).all()
        unit_of = {row.written: row.unit_id for row in owners}
        group_of = {row.written: row.group_id for row in owners}
        added = session.exec(alive(Unit).where(Unit.name == "县财政部门")).one()
        assert unit_of["县渔业发展中心"] == fisheries.id
        assert unit_of["县财政部门"] == added.id == identity.unit_id("县财政部门")
        assert added.initials == "xczbm"
        assert session.get_one(UnitGroup, group_of["各有关企业"]).name == "各有关企业"


def test_a_first_run_with_another_plan_adds_its_units(tmp_path):
    file = tmp_path / "方案.txt"
    file.write_text(TEXT, "utf-8")
    with opened(tmp_path / "new", writing=True) as fresh:
        setting_up.first_run(fresh, unit="县府办", plan_file=file)
        assert setting_up.settings(fresh).plan_year == 2024
        with fresh.reading() as session:
            owners = session.exec(alive(Assignment)).all()
            assert all(row.unit_id or row.group_id for row in owners)
            assert session.exec(alive(Unit).where(Unit.name == "县渔业发展中心")).one()


def test_the_same_text_again_changes_nothing(store):
    imported(store)
    preview, changed = imported(store)
    assert (preview.state, changed) == (plan_import.SAME, frozenset())


def test_the_same_text_is_known_under_the_heading_it_was_given(store):
    text = TEXT.partition("\n")[2]
    imported(store, text, Corrections(title="某县渔业方案", year=2025))
    before = plan_import.plans(store)
    again, changed = imported(store, text)
    assert (again.state, changed, plan_import.plans(store)) == (plan_import.SAME, frozenset(), before)
    assert (again.document.title, again.document.year, again.warnings) == ("某县渔业方案", 2025, ())


def test_the_same_text_may_be_stored_as_the_plan_of_another_year(store):
    imported(store)
    imported(store, corrections=Corrections(year=2025))
    assert [one.year for one in plan_import.plans(store)] == [2025, 2024, 2023]


def test_what_the_user_sets_right_is_what_is_stored(store):
    corrections = Corrections(
        title="某县渔业方案", year=2025, left_out=frozenset({"3-1"}),
        owners={"2-1": (OwnerChoice("县经信局", Role.LEAD), OwnerChoice("县海洋与渔业局", Role.SUPPORT))},
    )  # fmt: skip
    imported(store, corrections=corrections)
    plan = plan_import.find_plan(store, "2025")
    assert (plan.title, plan.items) == ("某县渔业方案", 3)
    items = stored_numbers(store, plan.id)
    with store.reading() as session:
        rows = session.exec(alive(Assignment).where(Assignment.item_id == items["2-1"].id)).all()
        assert {(row.written, row.role, row.role_source) for row in rows} == {
            ("县经信局", "lead", "user"), ("县海洋与渔业局", "support", "user"),
        }  # fmt: skip


def test_choosing_a_plan_shows_its_items(store, unit_id, week):
    preview, _ = imported(store, TEXT.replace("县经信局", "县文广旅体局"))
    plan_import.choose_plan(store, preview.plan_id)
    assert setting_up.settings(store).plan_year == 2024
    rows = tasks.item_rows(store, unit_id, week("2024-W10"), mentioned=False)
    assert [row.number for row in rows] == ["3-1"]
    with pytest.raises(Refusal, match="没有这个方案"):
        plan_import.choose_plan(store, "no such plan")


def test_an_import_is_undone_whole_and_can_be_done_again(store):
    imported(store)
    store.undo()
    assert [one.year for one in plan_import.plans(store)] == [2023]
    preview, changed = imported(store)
    assert changed
    assert len(stored_numbers(store, preview.plan_id)) == 4


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空"),
        ("一、任务\n多植树。".encode(), "没有找到任何"),
        (b"%PDF-1.4", "PDF"),
        (b"\x00\x01\x02", "不是文本"),
    ],
)
def test_what_is_no_plan_is_refused_and_nothing_is_stored(store, content, words):
    with pytest.raises(Refusal, match=words):
        plan_import.preview(content, "方案.txt", store)
    assert len(plan_import.plans(store)) == 1


def test_a_plan_without_a_year_waits_for_one(store):
    text = TEXT.replace("2024年", "")
    preview = plan_import.preview(text.encode(), "方案.txt", store)
    assert any("年份" in warning for warning in preview.warnings)
    with pytest.raises(Refusal, match="年份"):
        plan_import.import_plan(store, preview)
    assert len(plan_import.plans(store)) == 1
    plan_import.import_plan(store, preview, Corrections(year=2024))
    assert plan_import.find_plan(store, "2024").items == 4


def test_a_trouble_while_storing_leaves_nothing_behind(store, monkeypatch):
    preview = plan_import.preview(TEXT.encode(), "方案.txt", store)
    monkeypatch.setattr(plan_import.PlanIntake, "_indicator", None)
    monkeypatch.setattr(plan_import.PlanIntake, "_owners", None)
    with pytest.raises(TypeError):
        plan_import.import_plan(store, preview)
    with store.reading() as session:
        assert session.exec(select(Plan).where(Plan.year == 2024)).all() == []
        assert session.exec(select(Unit).where(Unit.name == "县渔业发展中心")).all() == []


# -- another edition

REVISED = (
    TEXT.replace("新增网箱100口", "新增深水网箱120口")
    .replace(
        "3. 建设冷库。新建冷库3座。（责任单位：县经信局、花鸟乡）",
        "3. 培育品牌。打响贻贝品牌，建成展示馆1个。（责任单位：县市场监管局）\n"
        "4. 建设冷库。新建冷库3座。（责任单位：县经信局）",
    )
    .replace(
        "2. 改造渔船。改造渔船50艘，完成年度投资2亿元。（责任单位：县海洋与渔业局；完成时限：2024年6月底）\n",
        "",
    )
)


def test_another_edition_is_matched_item_by_item_and_shown_before_it_is_stored(store):
    imported(store)
    preview = plan_import.preview(REVISED.encode(), "方案.txt", store)
    assert preview.state == plan_import.EDITION
    assert preview.needs_confirming
    assert [(one.kind, one.number, one.old_number) for one in preview.differences] == [
        (DifferenceKind.CHANGED, "1-1", "1-1"),
        (DifferenceKind.NEW, "3-1", ""),
        (DifferenceKind.MOVED, "4-1", "3-1"),
        (DifferenceKind.SAME, "保1-1", "保1-1"),
        (DifferenceKind.GONE, "", "2-1"),
    ]


def test_matched_items_keep_their_ids_reports_and_what_people_set(store, unit_id):
    first, _ = imported(store)
    before = stored_numbers(store, first.plan_id)
    with store.command("填报") as command:
        report = command.keyed(Report, item_id=before["1-1"].id, unit_id=unit_id, week="2024-W10")
        report.progress = "已投放20口"
        command.session.get_one(Item, before["1-1"].id).title = "网箱"
    preview = plan_import.preview(REVISED.encode(), "方案.txt", store)
    assert preview.differences[0].weeks == 1
    plan_import.import_plan(store, preview)
    after = stored_numbers(store, first.plan_id)
    assert set(after) == {"1-1", "3-1", "4-1", "保1-1"}
    assert after["1-1"].id == before["1-1"].id
    assert after["4-1"].id == before["3-1"].id
    assert (after["1-1"].title, after["1-1"].text) == ("网箱", "新增深水网箱120口。")
    with store.reading() as session:
        assert (
            session.exec(alive(Report).where(Report.item_id == after["1-1"].id)).one().progress
            == "已投放20口"
        )
        owners = session.exec(alive(Assignment).where(Assignment.item_id == after["4-1"].id)).all()
        assert [row.written for row in owners] == ["县经信局"]
        plan = session.get_one(Plan, first.plan_id)
        for row in after.values():
            assert plan.source_text[row.start_at : row.end_at] == row.text
    assert store.undo() == (plan_import.NAME, 0)
    assert {n: row.id for n, row in stored_numbers(store, first.plan_id).items()} == {
        n: row.id for n, row in before.items()
    }


def test_the_user_says_which_item_is_which_and_what_stays(store):
    first, _ = imported(store)
    before = stored_numbers(store, first.plan_id)
    preview = plan_import.preview(REVISED.encode(), "方案.txt", store)
    corrections = Corrections(
        matches={"1-1": "", "3-1": before["1-1"].id}, keep=frozenset({before["2-1"].id})
    )
    shown = plan_import.corrected(preview, store, corrections)
    assert [(one.kind, one.number) for one in shown.differences[:2]] == [
        (DifferenceKind.NEW, "1-1"), (DifferenceKind.CHANGED, "3-1"),
    ]  # fmt: skip
    plan_import.import_plan(store, preview, corrections)
    with store.reading() as session:
        rows = session.exec(alive(Item).where(Item.plan_id == first.plan_id)).all()
    ids = {row.text: row.id for row in rows}
    assert ids["打响贻贝品牌，建成展示馆1个。"] == before["1-1"].id
    assert ids["新增深水网箱120口。"] not in {row.id for row in before.values()}
    assert before["2-1"].id in ids.values()


def test_an_edition_with_another_title_is_one_where_the_user_says_so(store):
    first, _ = imported(store)
    renamed = REVISED.replace("2024年行动方案", "2024年行动方案（修订）")
    assert plan_import.preview(renamed.encode(), "方案.txt", store).state == plan_import.NEW
    preview = plan_import.preview(renamed.encode(), "方案.txt", store, edition_of=first.plan_id)
    assert preview.state == plan_import.EDITION
    plan_import.import_plan(store, preview)
    assert len(plan_import.plans(store)) == 2


def test_an_edition_of_the_built_in_plan_keeps_the_frozen_ids(store):
    text = BUILT_IN.read_text("utf-8").replace("启动编制东部岛群", "加快编制东部岛群")
    preview = plan_import.preview(text.encode(), "2023.txt", store)
    assert [one.number for one in preview.differences if one.kind is not DifferenceKind.SAME] == ["4-1"]
    with store.reading() as session:
        frozen = facts.find_item(session, "4-1").id
    plan_import.import_plan(store, preview)
    with store.reading() as session:
        assert facts.find_item(session, "4-1").id == frozen
        assert facts.find_item(session, "4-1").text.startswith("加快编制")


def test_a_pasted_list_is_imported_like_a_file(store):
    pasted = "序号\t任务内容\t责任单位\n1\t新建冷库3座\t县经信局\n2\t培育品牌5个\t县市场监管局\n"
    preview = plan_import.preview_text(pasted, store)
    plan_import.import_plan(store, preview, Corrections(title="重点任务", year=2024))
    assert plan_import.find_plan(store, "重点任务").items == 2


def test_a_target_that_a_person_changed_stays_whole_with_another_edition(store):
    text = """某县渔业2024年行动方案
一、主要目标
产业更有活力，渔业总产值突破{output}亿元，网箱养殖收入达到{income}亿元。
二、任务
1. 发展网箱。新增深水网箱100口，推进养殖海域扩面。（责任单位：县文广旅体局）
"""
    first, _ = imported(store, text.format(output=30, income=5))
    plan_import.choose_plan(store, first.plan_id)
    output, income = indicators.standings(store)
    indicators.set_target(store, output.indicator.id, "32左右，高于全省平均")
    second, _ = imported(store, text.format(output=31, income=6))
    assert second.state == plan_import.EDITION
    output, income = indicators.standings(store)
    assert (output.indicator.target_words, len(output.indicator.conditions)) == ("32左右，高于全省平均", 2)
    assert [one.value for one in income.indicator.conditions] == [6]
