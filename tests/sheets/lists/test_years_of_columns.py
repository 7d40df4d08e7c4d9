"""Columns of several years side by side: the table's own year wins; a part of the year is not the year."""

from __future__ import annotations

from shengsi_desktop.domain.lists import ListField as F
from shengsi_desktop.domain.lists import ListKind


def fields(table):
    return {one.head: one.field for one in table.columns.columns}


def test_last_years_money_is_not_taken_for_this_years(workbook, read):
    heads = (
        "序号",
        "项目名称",
        "总投资",
        "2022年计划投资",
        "2022年完成投资",
        "2023年计划",
        "2023年1-6月完成投资",
    )
    table = read(
        workbook([("2023年重大项目清单（单位：万元）",), heads, (1, "码头", 9000, 1000, 950, 2000, 800)])
    )
    row = table.rows[0]
    assert (row.cell(F.YEAR_PLAN).value, row.cell(F.YEAR_DONE).value) == (2000, 800)
    assert [cell.text for cell in row.extras] == ["1000", "950"]


def test_last_years_result_is_the_baseline_of_an_indicator(workbook, read):
    heads = ("序号", "指标", "单位", "2022年目标", "2022年完成", "2023年目标", "2025年目标")
    table = read(workbook([("2023年指标目标清单",), heads, (1, "游客数", "万人次", 20, 18.5, 25, 40)]))
    row = table.rows[0]
    assert (row.text(F.BASELINE), row.text(F.GOAL), row.cell(F.VALUE)) == ("18.5", "25", None)


def test_bare_years_across_a_list_of_targets(workbook, read):
    heads = ("序号", "指标", "单位", "2021年", "2022年", "2023年", "牵头单位")
    rows = [("2023年指标目标清单",), heads, (1, "客运量", "万人次", 180, 210, 230, "县交通运输局")]
    table = read(workbook(rows))
    assert fields(table)["2022年"] is F.BASELINE
    assert fields(table)["2023年"] is F.GOAL
    assert fields(table)["2021年"] is None


def test_without_a_year_in_the_title_the_heads_and_the_plan_say_which(workbook, read):
    heads = ("序号", "指标名称", "2022年目标", "2023年目标")
    content = workbook([heads, (1, "客运量", 180, 210)])
    assert read(content, ListKind.INDICATOR).rows[0].text(F.GOAL) == "210"
    assert read(content, ListKind.INDICATOR, year=2022).rows[0].text(F.GOAL) == "180"


def test_a_quarters_goal_is_kept_under_its_whole_head(workbook, read):
    rows = [
        ("2023年重点举措清单",),
        ("序号", "重点举措", "年度目标", "阶段目标", None, "牵头单位"),
        (None, None, None, "一季度", "二季度", None),
        (1, "新建充电桩", "新建100个", "20个", "50个", "县发改局"),
    ]
    table = read(workbook(rows, ["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3"]))
    assert table.columns.last == 3
    assert [row.text(F.GOAL) for row in table.rows] == ["新建100个"]
    assert fields(table)["阶段目标·一季度"] is None
    assert fields(table)["阶段目标·二季度"] is None


def test_what_was_done_by_a_month_is_what_was_done_this_year(workbook, read):
    for head in ("1-4月完成", "1—6月完成投资", "累计完成（4月）", "本年1-4月完成"):
        table = read(
            workbook([("序号", "项目名称", "总投资（万元）", head), (1, "码头", 900, 80)]), year=2023
        )
        assert table.rows[0].cell(F.YEAR_DONE).value == 80
        assert "月底的累计数" in " ".join(problem.message for problem in table.problems)


def test_a_line_of_who_fills_in_the_form_is_no_head(workbook, read):
    rows = [
        ("2023年重点举措进展情况表",),
        ("填报单位：县府办", None, None, "截至2023年6月30日"),
        ("序号", "重点举措", "牵头单位", "进展情况"),
        (1, "渔港改造", "县港口局", "开工"),
    ]
    table = read(workbook(rows, ["A2:C2"]))
    assert (table.columns.first, table.columns.last) == (3, 3)
