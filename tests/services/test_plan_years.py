"""From one year's plan to the next: what goes on, what is listed again, what is left out; history stays in reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import plan_import, plan_years, setting_up
from shengsi_desktop.services.plan_years import YearSort
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Deliverable, DeliverableValue, Item, Report

if TYPE_CHECKING:
    from shengsi_desktop.store.sessions import Store

LAST = """某县渔业2023年行动方案
一、任务
1. 发展网箱。新增深水网箱100口，推进养殖海域扩面。（责任单位：县文广旅体局）
2. 建设冷库。新建冷链物流冷库3座。（责任单位：县文广旅体局）
3. 举办节庆。举办贻贝文化节1场。（责任单位：县文广旅体局）
4. 整治渔港。完成渔港环境整治2个。（责任单位：县文广旅体局）
"""
THIS = """某县渔业2024年行动方案
一、任务
1. 改造渔船。更新改造老旧渔船50艘。（责任单位：县文广旅体局）
2. 发展网箱。新增深水网箱150口，推进养殖海域扩面。（责任单位：县文广旅体局）
3. 举办节庆。举办贻贝文化节2场。（责任单位：县文广旅体局）
"""


@pytest.fixture
def years(store: Store) -> tuple[str, str]:
    """The ids of last year's plan and this year's; of last year's the feast and one of the ports were done."""
    found = []
    for text in (LAST, THIS):
        preview = plan_import.preview(text.encode(), "方案.txt", store)
        plan_import.import_plan(store, preview)
        found.append(preview.plan_id)
    unit = setting_up.settings(store).unit.id
    with store.command("填报") as command:
        items = {
            row.number: row for row in command.session.exec(alive(Item).where(Item.plan_id == found[0])).all()
        }
        for number, value in (("3-1", "1"), ("4-1", "1"), ("1-1", "30")):
            row = command.session.exec(
                alive(Deliverable).where(Deliverable.item_id == items[number].id)
            ).first()
            command.keyed(
                DeliverableValue, deliverable_id=row.id, unit_id=unit, week="2023-W40"
            ).value = value
        report = command.keyed(Report, item_id=items["1-1"].id, unit_id=unit, week="2023-W40")
        report.progress = "已投放30口"
    return found[0], found[1]


def told(comparison):
    return [
        (line.sort, line.before and line.before.number, line.after and line.after.number)
        for line in comparison.lines
    ]


def test_items_are_paired_by_their_texts_whatever_their_figures(store, years):
    comparison = plan_years.compare_years(store, *years)
    assert told(comparison) == [
        (YearSort.NEW, None, "1-1"),
        (YearSort.CONTINUED, "1-1", "2-1"),
        (YearSort.REPEATED, "3-1", "3-1"),
        (YearSort.DROPPED, "2-1", None),
        (YearSort.DROPPED, "4-1", None),
    ]
    assert comparison.counts == "未完成延续1项、再次列入1项、不再列入2项（其中未完成2项）、新列入1项"
    assert comparison.lines[2].before.finished
    assert comparison.lines[4].before.state == "1项：推进1"
    assert comparison.lines[3].before.state == "未填报"


def test_a_person_s_word_goes_before_the_likeness_and_survives(store, years, folder):
    lines = {line.after.number: line for line in plan_years.compare_years(store, *years).lines if line.after}
    dropped = {
        line.before.number: line for line in plan_years.compare_years(store, *years).lines if not line.after
    }
    plan_years.confirm_years(
        store,
        {lines["1-1"].after.id: dropped["4-1"].before.id, lines["2-1"].after.id: lines["2-1"].before.id},
    )
    again = plan_years.compare_years(store, *years)
    assert told(again)[:2] == [(YearSort.CONTINUED, "4-1", "1-1"), (YearSort.CONTINUED, "1-1", "2-1")]
    assert [line.confirmed for line in again.lines] == [True, True, False, False]
    plan_years.confirm_years(store, {lines["1-1"].after.id: ""})
    assert told(plan_years.compare_years(store, *years))[0] == (YearSort.NEW, None, "1-1")
    store.undo()
    assert told(plan_years.compare_years(store, *years))[0] == (YearSort.CONTINUED, "4-1", "1-1")


def test_the_earlier_history_is_reached_from_the_successor(store, years, unit_id):
    line = next(
        one for one in plan_years.compare_years(store, *years).lines if one.sort is YearSort.CONTINUED
    )
    assert plan_years.earlier_history(store, line.after.id, unit_id) == ()
    plan_years.confirm_years(store, {line.after.id: line.before.id})
    (earlier,) = plan_years.earlier_history(store, line.after.id, unit_id)
    assert (earlier.year, earlier.number) == (2023, "1-1")
    assert [(one.week, one.progress) for one in earlier.lines] == [("2023-W40", "已投放30口")]


def test_confirming_the_same_again_changes_nothing(store, years):
    line = next(
        one for one in plan_years.compare_years(store, *years).lines if one.sort is YearSort.CONTINUED
    )
    assert plan_years.confirm_years(store, {line.after.id: line.before.id})
    assert plan_years.confirm_years(store, {line.after.id: line.before.id}) == frozenset()


def test_what_cannot_be_linked_is_refused_in_words(store, years):
    lines = plan_years.compare_years(store, *years).lines
    with pytest.raises(Refusal, match="同一个方案"):
        plan_years.confirm_years(store, {lines[0].after.id: lines[1].after.id})
    with pytest.raises(Refusal, match="不在台账"):
        plan_years.confirm_years(store, {lines[0].after.id: "nothing"})
    with pytest.raises(Refusal, match="不同年份"):
        plan_years.compare_years(store, years[0], years[0])
    with pytest.raises(Refusal, match="没有这个方案"):
        plan_years.compare_years(store, years[0], "nothing")
