"""重大项目 and 重点改革 through their services: rows, money in its own unit, entry either way, one step back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.domain.money import YI, Money
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.projects import ProjectRow, investment_id
from shengsi_desktop.domain.reforms import COMPREHENSIVE, SPECIAL, ReformState
from shengsi_desktop.domain.words import DeliverableKind, Light
from shengsi_desktop.rhythm.investments import BY_CURVE, totals
from shengsi_desktop.services import (
    drafting,
    facts,
    finalising,
    history,
    projects,
    reforms,
    reporting,
    setting_up,
    tasks,
)
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.lists import lines
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Deliverable, Item, PlanPoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.reforms import ReformRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]

UNIT = "县文广旅体局"


def wan(number: str | int) -> Money:
    return Money(Decimal(number))


def add(store: Store, name: str = "演示码头改造", **fields: Any) -> str:
    given: dict[str, Any] = {
        "lead": UNIT,
        "total": wan(12000),
        "before": wan(4000),
        "year_plan": wan(5000),
        "start": "2022年9月",
        "finish": "2024年12月底",
        **fields,
    }
    projects.add_project(store, name, **given)
    with store.reading() as session:
        return next(
            one.id
            for one in facts.week_facts(session, unit_of(store), "", all_items=True).items
            if one.title == name
        )


def unit_of(store: Store) -> str:
    return setting_up.settings(store).unit.id


def row_of(store: Store, week: Week, item_id: str, *, everything: bool = False) -> ProjectRow:
    rows = projects.project_rows(store, unit_of(store), week, everything=everything)
    return next(row for row in rows if row.item.id == item_id)


def test_a_project_has_the_lists_number_its_facts_milestones_and_light(
    store: Store, unit_id: str, week: Weeks
) -> None:
    first = add(
        store,
        category="交通",
        builder="演示公司",
        site="花鸟",
        islands=("花鸟岛",),
        milestones_at=(("主体结顶", date(2023, 11, 30)), ("桩基完成", date(2023, 6, 30))),
    )
    second = add(store, "演示水厂", money_unit=YI, year_plan=wan(6700), lead="县水利局、某某公司")
    row = row_of(store, week("2023-W30"), first)
    assert (row.item.number, row.item.role, row.item.lead) == ("项目1", "lead", UNIT)
    assert (row.facts.category, row.facts.builder, row.facts.start.shown) == ("交通", "演示公司", "2022年9月")
    assert (row.facts.start.day, row.facts.finish.day) == (date(2022, 9, 1), date(2024, 12, 31))
    assert row.item.islands == ("花鸟",)
    assert [one.deliverable.name for one in row.milestones] == ["桩基完成", "主体结顶"]
    assert row.next_milestone is row.milestones[0]
    assert row.item.standing.reading.light is Light.UNREPORTED
    assert [one.item.number for one in projects.project_rows(store, unit_id, week("2023-W30"))] == ["项目1"]
    other = row_of(store, week("2023-W30"), second, everything=True)
    assert (other.item.number, other.item.role, other.progress.year_plan) == ("项目2", None, wan(6700))
    assert other.investment is not None
    assert (other.investment.deliverable.unit, other.investment.deliverable.target) == ("万元", 6700)
    with pytest.raises(Refusal, match="已有项目1"):
        add(store)
    # the lead is of the county's directory, the other name stands as written
    assert [one.unit for one in tasks.item_detail(store, second, unit_id, week("2023-W30")).assignments] == [
        "县水利局", "某某公司",
    ]  # fmt: skip


def test_the_months_and_the_years_figure_follow_each_other(store: Store, unit_id: str, week: Weeks) -> None:
    item = add(store)
    with pytest.raises(Refusal, match="本年累计一起填上"):
        projects.set_progress(store, item, unit_id, week("2023-W28"), month_done=wan(300))
    projects.set_progress(
        store, item, unit_id, week("2023-W28"), done=wan(2100), month_done=wan(300), words="桩基完成"
    )
    progress = row_of(store, week("2023-W28"), item).progress
    assert (progress.year_done, progress.month_done) == (wan(2100), wan(300))
    assert row_of(store, week("2023-W26"), item).progress.year_done == wan(1800)
    projects.set_progress(store, item, unit_id, week("2023-W30"), month_done=wan("450.5"))
    now = row_of(store, week("2023-W30"), item)
    assert (now.progress.year_done, now.progress.month_done) == (wan("2250.5"), wan("450.5"))
    assert (now.words, now.words_week) == ("桩基完成", "2023-W28")
    assert "%" in now.item.standing.reading.reason
    projects.set_progress(store, item, unit_id, week("2023-W31"), done=wan(2600))
    august = row_of(store, week("2023-W31"), item).progress
    assert (august.month, august.month_done) == ("2023-08", wan("349.5"))
    for wrong in ({"done": wan(-1)}, {"month_done": wan(-1)}, {"done": wan(3000), "month_done": wan(1)}):
        with pytest.raises(Refusal):
            projects.set_progress(store, item, unit_id, week("2023-W31"), **wrong)
    assert row_of(store, week("2023-W31"), item).progress.year_done == wan(2600)
    # too much is a warning that stays until it is set right
    projects.set_progress(store, item, unit_id, week("2023-W32"), done=wan(9000))
    assert row_of(store, week("2023-W32"), item).doubts == (
        "开工以来累计13000万元超过总投资12000万元，请核对。",
    )


def test_another_unit_of_money_changes_no_sum_and_one_step_takes_it_back(
    store: Store, unit_id: str, week: Weeks
) -> None:
    item, at = add(store), week("2023-W30")
    projects.set_progress(store, item, unit_id, at, done=wan(2100), month_done=wan(300))
    with signed(store, "计划曲线") as command:
        command.keyed(PlanPoint, deliverable_id=investment_id(item), period="2023-06").planned = "1000"
    before = row_of(store, at, item)
    # what the project is shown in is one field, and no sum follows it: two machines' changes cannot miss each other
    assert {key.field for key in projects.edit_project(store, item, money_unit=YI)} == {"money_unit"}
    with pytest.raises(Refusal, match="一律按万元存"):
        tasks.edit_deliverable(store, investment_id(item), unit=YI)
    projects.edit_project(store, item, name="演示新码头", finish="2023年10月底", lead="花鸟乡")
    after = row_of(store, at, item, everything=True)
    assert after.investment is not None
    assert (after.investment.deliverable.target, after.investment.deliverable.unit) == (5000, "万元")
    assert after.progress == before.progress
    assert after.facts.name == "演示新码头"
    assert (after.item.lead, after.item.role) == ("花鸟乡", None)
    assert after.investment.deliverable.due == date(2023, 10, 31)
    curve = projects.s_curve(store, item, unit_id, at)
    assert curve.plan_name == BY_CURVE
    assert curve.months[5].planned == wan(1000)
    assert history.undo(store) is not None
    assert history.undo(store) is not None
    assert row_of(store, at, item).facts == before.facts
    with pytest.raises(Refusal, match="万元或亿元"):
        projects.edit_project(store, item, money_unit="美元")
    with pytest.raises(Refusal, match="不小于0"):
        projects.edit_project(store, item, total=wan(-1))
    projects.drop_project(store, item)
    assert not projects.project_rows(store, unit_id, at)
    history.undo(store)
    assert row_of(store, at, item).progress == before.progress


def test_the_curve_of_one_project_is_its_rows_and_nothing_of_the_others_is_read(
    store: Store, unit_id: str, week: Weeks
) -> None:
    at = week("2023-W30")
    items = [add(store, name) for name in ("演示码头改造", "演示水厂", "演示前期")]
    for item in items:
        projects.set_progress(store, item, unit_id, at, done=wan(2100), month_done=wan(300))
    assert projects.s_curve(store, items[1], unit_id, at) == row_of(store, at, items[1]).curve
    with store.reading() as session:
        read = facts.week_facts(session, unit_id, str(at), all_items=True, only=items[1])
    assert [one.id for one in read.items] == [items[1]]
    assert {one.deliverable_id for one in read.values} == {investment_id(items[1])}
    with pytest.raises(Refusal, match="不在清单里"):
        projects.s_curve(store, "nothing", unit_id, at)


def test_totals_add_over_units_and_count_the_rate_over_planned_projects(
    store: Store, unit_id: str, week: Weeks
) -> None:
    at = week("2023-W30")
    one, two = add(store), add(store, "演示水厂", money_unit=YI, total=wan(30000), year_plan=wan(5000))
    add(store, "演示前期", total=None, year_plan=None)
    projects.set_progress(store, one, unit_id, at, done=wan(2000), month_done=wan(300))
    projects.set_progress(store, two, unit_id, at, done=Money.of(Decimal("0.3"), YI))
    sums = totals(projects.project_rows(store, unit_id, at))
    assert (sums.count, sums.total, sums.year_plan, sums.year_done) == (3, wan(42000), wan(10000), wan(5000))
    assert (sums.month_done, sums.year_rate, sums.unplanned, sums.unreported) == (wan(300), 50, 1, 0)


def test_the_picture_of_a_project_is_typed_as_a_draft_and_carried_into_history_and_the_final(
    store: Store, unit_id: str, week: Weeks
) -> None:
    item, at = add(store), week("2023-W30")
    projects.set_progress(store, item, unit_id, week("2023-W29"), done=wan(2000), words="桩基完成")
    form = reporting.report_form(store, item, unit_id, at)
    editable = form.fields["words"]
    # figures alone are history, too
    assert (editable.text, form.last_words, form.weeks_of_history) == ("", "桩基完成", 1)
    reporting.keep_draft(store, editable, "主体施工至三层")
    row = row_of(store, at, item)
    assert (row.words, row.item.reported, row.progress.year_done) == ("主体施工至三层", True, wan(2000))
    drafting.commit_drafts(store)
    assert history.undo_name(store) == "项目1填写形象进度"
    finalising.finalise(store, unit_id, at, reviewer="李明")
    assert not reporting.week_page(store, unit_id, at).changed_since_final
    projects.set_progress(store, item, unit_id, at, words="主体结顶")
    assert reporting.week_page(store, unit_id, at).changed_since_final
    lines = tasks.item_detail(store, item, unit_id, at).history
    assert [one.values for one in lines] == ["年度投资：主体结顶", "年度投资 2000/5000万元（桩基完成）"]
    with store.reading() as session:
        clause = facts.find_item(session, "4-2").id
    assert "words" not in reporting.report_form(store, clause, unit_id, at).fields


def test_typing_the_picture_leaves_a_tick_and_taking_a_week_back_takes_its_tick_back(
    store: Store, unit_id: str, week: Weeks
) -> None:
    item = add(store)
    money = investment_id(item)

    def light(at: str) -> Light:
        return row_of(store, week(at), item).item.standing.reading.light

    projects.set_progress(store, item, unit_id, week("2023-W20"), done=wan(4800))
    reporting.set_value(store, money, unit_id, week("2023-W20"), done=True)
    field = projects.words_field(store, item, unit_id, week("2023-W21"))
    reporting.keep_draft(store, field, "竣工验收资料整理")
    assert light("2023-W21") is Light.DONE
    drafting.commit_drafts(store)
    assert (light("2023-W21"), light("2023-W22")) == (Light.DONE, Light.DONE)
    projects.set_progress(store, item, unit_id, week("2023-W21"), done=wan(4900))
    assert light("2023-W21") is Light.DONE
    # the other way round: the tick of a week goes with its figure, the words stay
    reporting.set_value(store, money, unit_id, week("2023-W20"), done=False)
    reporting.clear_value(store, money, unit_id, week("2023-W21"))
    row = row_of(store, week("2023-W21"), item)
    assert (row.item.standing.reading.light, row.words) == (Light.GREEN, "竣工验收资料整理")


def reform_of(store: Store, week: Week, name: str) -> ReformRow:
    rows = reforms.reform_rows(store, unit_of(store), week, everything=True)
    return next(row for row in rows if row.item.title == name)


def test_a_reforms_goal_becomes_promises_whose_standing_is_its_state(
    store: Store, unit_id: str, week: Weeks
) -> None:
    at = week("2023-W30")
    assert reforms.reform_rows(store, unit_id, at, everything=True) == ()
    reforms.add_reform(
        store,
        "演示改革一",
        category=SPECIAL,
        goal="6月底前印发实施办法，上线3个应用",
        lead=UNIT,
        leader="某某",
    )
    reforms.add_reform(store, "演示综合改革", category=COMPREHENSIVE, goal="长期推进", lead="县发改局")
    row = reform_of(store, at, "演示改革一")
    assert (row.item.number, row.category, row.leader, row.state) == (
        "改革1", SPECIAL, "某某", ReformState.NOT_STARTED,
    )  # fmt: skip
    kinds = {one.deliverable.kind: one.deliverable for one in row.deliverables}
    assert kinds[DeliverableKind.MILESTONE].due == date(2023, 6, 30)
    assert kinds[DeliverableKind.QUANTITY].target == 3
    assert reform_of(store, at, "演示综合改革").state is ReformState.BY_LEAD
    applications = kinds[DeliverableKind.QUANTITY].id
    reporting.report_once(store, row.item.id, unit_id, at, words={"progress": "办法完成初稿。"})
    reporting.set_value(store, applications, unit_id, at, value=Decimal(2))
    row = reform_of(store, at, "演示改革一")
    assert row.state is ReformState.BEHIND
    assert "逾期30天" in row.state_reason
    assert (row.progress, row.progress_week) == ("办法完成初稿。", "2023-W30")
    # another goal leaves alone what somebody has reported on
    reforms.edit_reform(
        store, row.item.id, goal="9月底前出台实施细则", name="演示改革甲", due_words="2023年10月底"
    )
    row = reform_of(store, at, "演示改革甲")
    assert row.goal == "9月底前出台实施细则"
    assert {one.deliverable.id for one in row.deliverables} >= {applications}
    assert [one.deliverable.due for one in row.deliverables] == [date(2023, 10, 31), date(2023, 9, 30)]
    assert row.state is ReformState.UNDER_WAY
    history.undo(store)
    assert reform_of(store, at, "演示改革一").goal.startswith("6月底前")
    with pytest.raises(Refusal, match="不能为空"):
        reforms.edit_reform(store, row.item.id, name=" ")
    reforms.drop_reform(store, row.item.id)
    assert len(reforms.reform_rows(store, unit_id, at, everything=True)) == 1


def promises_of(store: Store, item_id: str) -> dict[str, tuple[str, str | None, str]]:
    """By the words of each 细项 its id, target and day."""
    with store.reading() as session:
        rows = session.exec(alive(Deliverable).where(Deliverable.item_id == item_id)).all()
        return {row.text: (row.id, row.target, row.due) for row in rows}


def test_a_goal_brings_its_promises_along_wherever_it_is_set_and_they_keep_their_ids(
    store: Store, unit_id: str, week: Weeks
) -> None:
    reforms.add_reform(store, "演示改革", goal="上线应用3个，印发办法", lead=UNIT)
    item = reform_of(store, week("2023-W30"), "演示改革").item.id
    first = promises_of(store, item)["上线应用3个，印发办法"]
    reporting.set_value(store, first[0], unit_id, week("2023-W20"), value=Decimal(2))
    # in the item's pane: there the goal is no bare field, and a list that says the same finds nothing to do
    assert "goal" not in lines.editable_line(store, item)
    lines.set_goal(store, item, "上线应用5个，印发办法")
    assert history.undo_name(store) == "改革1改年度目标"
    assert promises_of(store, item) == {"上线应用5个，印发办法": (first[0], "5", "2023-12-31")}
    reforms.edit_reform(store, item, goal="上线应用6个，印发办法", due_words="2023年9月底")
    assert promises_of(store, item) == {"上线应用6个，印发办法": (first[0], "6", "2023-09-30")}
    history.undo(store)
    assert promises_of(store, item) == {"上线应用5个，印发办法": (first[0], "5", "2023-12-31")}
    project = add(store, milestones="6月底前完成桩基")
    before = promises_of(store, project)
    projects.edit_project(
        store, project, milestones="6月底前完成桩基；11月底前主体结顶", goal="完成桩基100根"
    )
    after = promises_of(store, project)
    assert after.items() >= before.items()
    assert {text: due for text, (_, _, due) in after.items()} == {
        "演示码头改造年度投资": "2023-12-31", "6月底前完成桩基": "2023-06-30", "11月底前主体结顶": "2023-11-30",
        "完成桩基100根": "2023-12-31",
    }  # fmt: skip


def test_a_projects_day_is_its_due_day_else_its_finish_in_the_year_else_the_years_end(
    store: Store,
) -> None:
    item = add(store, finish="2023年9月底")

    def day() -> tuple[str, bool, str]:
        with store.reading() as session:
            row = session.get_one(Item, item)
            return row.due, row.due_is_default, session.get_one(Deliverable, investment_id(item)).due

    assert day() == ("2023-09-30", False, "2023-09-30")
    projects.edit_project(store, item, finish="2025年12月底")
    assert day() == ("2023-12-31", True, "2023-12-31")
    projects.edit_project(store, item, due_words="2023年6月底")
    assert day() == ("2023-06-30", False, "2023-06-30")
    projects.edit_project(store, item, finish="2023年8月底")
    assert day() == ("2023-06-30", False, "2023-06-30")
    projects.edit_project(store, item, due_words="")
    assert day() == ("2023-08-31", False, "2023-08-31")
    # a day that a person gave the money stays
    tasks.edit_deliverable(store, investment_id(item), due=date(2023, 11, 1))
    projects.edit_project(store, item, finish="2024年")
    assert day() == ("2023-12-31", True, "2023-11-01")


def test_a_project_takes_known_islands_by_any_name_and_the_plans_way_of_measuring(
    store: Store, unit_id: str, week: Weeks
) -> None:
    tasks.set_by_time(store, None, by_time=False)
    item = add(store, "演示枸杞码头")
    assert row_of(store, week("2023-W30"), item).item.islands == ("枸杞",)
    projects.edit_project(store, item, islands=("花鸟岛",))
    assert row_of(store, week("2023-W30"), item).item.islands == ("花鸟",)
    with pytest.raises(Refusal, match="岛屿表里没有“火星”"):
        projects.edit_project(store, item, islands=("火星",), name="另一个名字")
    row = row_of(store, week("2023-W30"), item)
    assert (row.facts.name, row.item.islands) == ("演示枸杞码头", ("花鸟",))
    reforms.add_reform(store, "演示改革", goal="上线应用3个", lead=UNIT)
    reform = reform_of(store, week("2023-W30"), "演示改革")
    tasks.add_deliverable(store, reform.item.id, "另加的", DeliverableKind.QUANTITY, Decimal(2), "个")
    found = (*row.item.standing.deliverables, *reform_of(store, week("2023-W30"), "演示改革").deliverables)
    assert {one.deliverable.by_time for one in found} == {False}
    tasks.set_by_time(store, None, by_time=True)
    later = row_of(store, week("2023-W30"), add(store, "演示水厂"))
    assert later.investment is not None
    assert later.investment.deliverable.by_time


@pytest.mark.parametrize("words", ["2024年6月31日", "2023-02-29", "2024年13月", "９月３１日前"])
def test_a_day_that_no_calendar_has_is_refused_in_words(store: Store, words: str) -> None:
    item_id = add(store)
    with pytest.raises(Refusal, match=r"没有“.+”这一天，没有存入"):
        projects.edit_project(store, item_id, finish=words)
    for said in ("2024年2月29日", "6月30日前", "2024年6月底", "2023.3-2024.6"):
        projects.edit_project(store, item_id, finish=said)
