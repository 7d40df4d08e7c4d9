"""Tables as offices really keep them go into the store right, each figure with its unit and each unit in its role."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shengsi_desktop.domain.lists import ListField, ListKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import list_import
from shengsi_desktop.services.indicators import standings
from shengsi_desktop.store.sessions import alive, raw_connection
from shengsi_desktop.store.tables import Assignment, Deliverable, DeliverableValue, Item, Project, Report
from tests.services.lists.conftest import changed, states, table, workbook
from tests.sheets.lists import messy

SHARED = Path(__file__).resolve().parents[4] / "shared" / "lists"


def read(one, **more):
    return table(one.rows, one.merged, **more)


def owners(store, number, item):
    with store.reading() as session:
        rows = session.exec(alive(Assignment).where(Assignment.item_id == item(number))).all()
        return {row.written: (row.role, row.role_source, bool(row.unit_id or row.group_id)) for row in rows}


def deliverables(store, item_id):
    with store.reading() as session:
        rows = session.exec(alive(Deliverable).where(Deliverable.item_id == item_id)).all()
        return [
            (row.name, row.kind, row.target, row.unit, row.due)
            for row in sorted(rows, key=lambda r: r.ordinal)
        ]


@pytest.mark.parametrize(
    "one",
    [
        messy.TARGETS, messy.HALF_YEAR, messy.LAGGING, messy.WEEKLY, messy.PROJECTS, messy.APPRAISAL, messy.REFORMS,
        messy.MERGED_TASKS, messy.MONTHS,
    ],
)  # fmt: skip
def test_every_messy_table_is_taken_in_whole_and_once(store, take, one):
    what = read(one)
    preview = take(what, week="2023-W26")
    assert "blocked" not in states(preview)
    again = list_import.compare(store, what, preview.choices)
    assert set(states(again)) == {"same"}
    assert list_import.take_in(store, again) == frozenset()
    # all of it was one step
    assert store.undo_name() == f"导入{what.kind.label}（{len(states(preview))}项）"
    store.undo()
    assert states(list_import.compare(store, what, preview.choices)) == states(preview)


def test_the_annex_of_indicators_finds_the_plans_own_under_other_words(store, take):
    preview = take(read(messy.TARGETS))
    assert [one.target for one in preview.changes if one.row] == [
        "1 地区生产总值增速", "3 地区生产总值", "20 城乡居民收入倍差", "23 新增就业岗位", "10 托育服务供给",
    ]  # fmt: skip
    told = changed(preview)
    assert told["地区生产总值（亿元）"] == {"牵头单位": ("", "县发改局")}
    assert told["城乡居民收入倍差"]["类别"] == ("群众生活更加富足", "共同富裕")
    by_name = {one.indicator.name: one.indicator for one in standings(store)}
    assert (by_name["地区生产总值"].target_words, by_name["地区生产总值"].unit) == ("突破143", "亿元")
    assert by_name["城乡居民收入倍差"].owner == "县农业农村局、县统计局"
    assert preview.unknown_units == ("县人社局",)
    assert len(by_name) == 27


def test_months_across_become_points_in_the_indicators_own_unit(store, take):
    rows = [
        ("指标", "计量单位", "1-2月", "3月", "一季度计划", "全省平均", "全省位次", "数据时点", "完成值"),
        ("地区生产总值", "万元", "215000", "33.1亿元", "330000", None, "第3位", "2023年6月底", "662000"),
        ("新增就业岗位", "万元", 180, None, None, None, None, None, None),
    ]
    preview = take(table(rows))
    points = {one.indicator.name: one.points for one in standings(store)}["地区生产总值"]
    assert [(one.period, str(one.value or ""), str(one.planned or ""), one.rank) for one in points] == [
        ("2023-02", "21.5", "", None), ("2023-03", "33.1", "33", None), ("2023-06", "66.2", "", 3),
    ]  # fmt: skip
    assert changed(preview)["新增就业岗位"] == {"计量单位": ("个", "万元"), "2023年2月": ("", "180万元")}


def test_a_value_without_its_month_waits_for_a_week(store, take):
    what = read(messy.APPRAISAL)
    preview = list_import.compare(store, what)
    assert list_import.preview_notes(preview) == ("表里有进展和完成数，选定填报周次后才会记入。",)
    assert "2023年6月" not in changed(preview)["固定资产投资增速"]
    take(what, week="2023-W26")
    by_name = {one.indicator.name: one for one in standings(store)}
    latest = by_name["社会消费品零售总额（亿元）".removesuffix("（亿元）")].latest
    assert (latest.period, str(latest.value)) == ("2023-06", "10.8")
    assert (by_name["固定资产投资增速"].indicator.cumulative, by_name["固定资产投资增速"].indicator.unit) == (
        False,
        "%",
    )


def test_projects_keep_their_money_in_one_unit_and_their_year_as_a_deliverable(store, take, item, unit_id):
    take(read(messy.PROJECTS), week="2023-W26")
    with store.reading() as session:
        rows = {row.item_id: row for row in session.exec(alive(Project)).all()}
        values = [
            (row.week, row.value, row.words)
            for row in session.exec(alive(DeliverableValue).order_by(DeliverableValue.week)).all()
        ]
    first, second = rows[item("项目1")], rows[item("项目２")]
    assert (first.total, first.money_unit, first.builder, first.nature) == (
        "670000",
        "万元",
        "港投公司",
        "续建",
    )
    assert (first.start_on, first.finish_on, first.finish_words) == (
        "2022-09-01",
        "2025-12-31",
        "2025年12月底",
    )
    assert (second.total, second.money_unit, second.start_on) == ("98000", "亿元", "2021-06-01")
    assert deliverables(store, item("项目1")) == [("年度投资", "ratio", "200000", "万元", "2023-12-31")]
    assert deliverables(store, item("项目2")) == [("年度投资", "ratio", "30000", "万元", "2023-12-31")]
    # 本年累计 21000万元, 本月 1200万元: the month before ended with the difference
    assert values == [
        ("2023-W21", "19800", ""),
        ("2023-W26", "21000", "管道铺设"),
        ("2023-W26", None, "前期"),
    ]
    assert owners(store, "项目1", item) == {"县港口局": ("lead", "habit", False)}
    categories = [one.columns["类别"] for one in list_import.listed(store, ListKind.PROJECT)]
    assert categories == ["续建项目", "续建项目", "新建项目"]


def test_reforms_and_measures_give_owners_promises_and_days(store, take, item):
    take(read(messy.REFORMS))
    assert owners(store, "改革1", item) == {
        "县卫健局": ("lead", "text", True), "县医保局": ("support", "text", False), "各乡镇": ("support", "text", True),
    }  # fmt: skip
    assert deliverables(store, item("改革1")) == [("县域就诊率", "ratio", "85.8", "%", "2023-12-31")]
    assert deliverables(store, item("改革2")) == [("印发办法", "milestone", None, "", "2023-06-30")]
    with store.reading() as session:
        forever = session.get(Item, item("改革3"))
    assert (forever.due, forever.due_is_default) == ("2023-12-31", True)


def test_words_of_a_week_are_the_leads_report_or_this_desks(store, take, item, unit_id):
    take(read(messy.HALF_YEAR), week="2023-W26")
    take(read(messy.WEEKLY), week="2023-W27", dropped=frozenset())
    with store.reading() as session:
        found = {row.item_id: row for row in session.exec(alive(Report)).all()}
        ours = {row.item_id for row in found.values() if row.unit_id == unit_id}
    weekly = found[item("举措4")]
    assert weekly.progress == "浇筑200米\n累计进展：累计浇筑1.1公里"
    assert (weekly.week, weekly.next_plan, weekly.problems) == ("2023-W27", "完成护岸", "")
    # nobody is named in the weekly table: it is this desk's own
    assert ours == {item("举措4"), item("举措5")}
    assert found[item("举措2")].progress == "均已开工"


def test_sums_without_a_unit_wait_until_somebody_says_it(store, take, item):
    source = list_import.read_source(workbook(messy.DIMENSIONLESS.rows), "清单.xlsx", year=2023)
    (bare,) = source.file.tables
    preview = list_import.compare(store, bare)
    assert set(states(preview)) == {"blocked"}
    message = "“总投资”没有写明是万元还是亿元，请选定单位后再导入。"
    assert [problem.message for problem in preview.changes[0].problems] == [message]
    with pytest.raises(Refusal, match="没有可以导入的行"):
        list_import.take_in(store, preview)
    columns = tuple(
        replace(one, unit="亿元") if one.head == "总投资" else one for one in bare.columns.columns
    )
    take(list_import.remapped(source, 0, replace(bare.columns, columns=columns)))
    with store.reading() as session:
        rows = session.exec(alive(Project)).all()
    assert ({row.total for row in rows}, len(rows)) == ({"15000"}, 40)


def test_lines_of_one_merged_name_are_one_thing(store, take, lines):
    rows = [
        ("序号", "项目名称", "建设规模及内容", "责任单位", "自定义"),
        (1, "海上风电", "一区", "县发改局", "甲"),
        (None, None, "二区", "县住建局", "乙"),
        (2, "码头", "三区", "县发改局", "丙"),
    ]
    preview = take(table(rows, ["A2:A3", "B2:B3"], kind=ListKind.PROJECT))
    assert [one.line for one in preview.changes] == [2, 4]
    assert lines(ListKind.PROJECT)["海上风电"] == {
        "序号": "1", "内容": "一区\n二区", "牵头单位": "县发改局", "配合单位": "县住建局", "自定义": "甲\n乙",
        "完成时限": "2023年12月31日（默认）",
    }  # fmt: skip


def test_a_plan_by_month_is_the_curve_of_the_years_investment(store, take, item):
    head = (
        "项目名称",
        "年度计划投资（万元）",
        "3月计划（万元）",
        "6月计划（万元）",
        "12月计划（万元）",
        "责任单位",
    )
    take(table([head, ("码头", 100, 20, 30, 50, "县发改局"), ("风电", 100, 20, 50, 100, "县发改局")]))
    with store.reading() as session:
        found = raw_connection(session).execute(
            "SELECT i.number, p.period, p.planned FROM plan_point p JOIN deliverable d ON d.id = p.deliverable_id"
            " JOIN item i ON i.id = d.item_id ORDER BY 1, 2"
        )
        assert found.fetchall() == [
            ("项目1", "2023-03", "20"), ("项目1", "2023-06", "50"), ("项目1", "2023-12", "100"),
            ("项目2", "2023-03", "20"), ("项目2", "2023-06", "50"), ("项目2", "2023-12", "100"),
        ]  # fmt: skip


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared tables are not here")
@pytest.mark.parametrize(
    ("name", "rows"), [("L1_ftz_digital_policy_clauses.xlsx", 72), ("L7_zhejiang_ai_tasks_2026.csv", 28)]
)
def test_the_shared_tables_are_taken_in_whole(store, take, name, rows):
    (what,) = list_import.read_source((SHARED / name).read_bytes(), name, year=2023).file.tables
    assert states(take(what)) == ["new"] * rows
    stored = list_import.listed(store, ListKind.KEY_MEASURE)
    assert [one.columns["序号"] for one in stored] == [row.text(ListField.NUMBER) for row in what.rows]
    assert len({one.number for one in stored}) == rows
    assert set(states(list_import.compare(store, what))) == {"same"}
