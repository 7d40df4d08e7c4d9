"""Ten tables as offices really keep them: title rows, two-line heads, merged cells, numbers and dates in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from shengsi_desktop.domain.lists import ListField as F
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.domain.words import Comparator
from tests.sheets.lists import messy


def column(table, field):
    return [row.text(field) for row in table.rows]


def whys(table):
    return [(line.line, line.why) for line in table.skipped]


def test_indicators_under_a_title_with_merged_categories_and_targets_in_words(workbook, read):
    content = workbook(*messy.TARGETS)
    table = read(content)
    assert (table.kind, table.title, table.year) == (ListKind.INDICATOR, "嵊泗县2024年指标目标清单", 2024)
    assert (table.columns.first, table.columns.last) == (3, 3)
    assert column(table, F.CATEGORY) == ["经济总量"] * 2 + ["共同富裕"] * 3
    goals = [
        [(one.comparator, one.value, one.unit, one.reference) for one in row.cell(F.GOAL).conditions]
        for row in table.rows
    ]
    assert goals == [
        [(Comparator.APPROX, Decimal(10), "%", None), (Comparator.GT, None, "", "province")],
        [(Comparator.GT, Decimal(143), "亿元", None)],
        [(Comparator.LE, Decimal("1.5"), "", None)],
        [(Comparator.GE, Decimal(858), "个", None)],
        [(Comparator.WORDS, None, "", None)],
    ]
    assert table.rows[1].text(F.GOAL) == "突破１４３"
    assert table.rows[2].cell(F.LEAD).names == ("县农业农村局", "县统计局")
    assert whys(table) == [(9, "说明")]
    assert not any(row.problems for row in table.rows)


def test_half_year_progress_with_the_task_merged_over_its_parts(workbook, read):
    content = workbook(*messy.HALF_YEAR)
    table = read(content, ListKind.KEY_MEASURE)
    assert column(table, F.NAME) == ["推进渔港经济区建设", "建设未来乡村2个", "开通海上公交"]
    assert [row.line for row in table.rows] == [3, 4, 6]
    assert table.rows[1].cell(F.LEAD).names == ("县农业农村局", "菜园镇")
    assert table.rows[2].cell(F.LEAD).names == ("县交通局", "县文广旅体局")
    assert column(table, F.PROGRESS)[0] == "已完成投资1.2亿元"
    # what half a year is to bring is not the year's target
    assert (column(table, F.GOAL)[0], table.rows[0].extras[0].text) == ("", "完成投资２亿元")
    assert whys(table) == [(7, "落款")]


def test_a_lag_table_names_what_lags_and_how_far_it_is(workbook, read):
    content = workbook(*messy.LAGGING)
    table = read(content)
    assert table.kind is ListKind.KEY_MEASURE
    assert column(table, F.NAME) == ["新增养老机构床位100张", "改造老旧小区3个"]
    assert column(table, F.PROGRESS) == ["完成６２张", "１个完工"]
    assert column(table, F.REMARK) == ["", "资金未到位"]
    assert whys(table) == [(5, "合计行")]


def test_a_weekly_table_keeps_all_that_was_said_of_an_item(workbook, read):
    content = workbook(*messy.WEEKLY)
    table = read(content)
    assert table.kind is ListKind.KEY_MEASURE
    first = table.rows[0]
    assert [first.text(f) for f in (F.NAME, F.DONE_NOW, F.PROGRESS, F.NEXT_PLAN, F.REQUEST, F.LEADER, F.PERSON)] == [
        "渔港改造", "浇筑200米", "累计浇筑1.1公里", "完成护岸", "用海审批", "王某", "李某",
    ]  # fmt: skip
    assert table.rows[1].text(F.PROBLEMS) == "资金缺口"
    assert all(one.field for one in table.columns.columns)


def test_major_projects_over_a_two_line_head_keep_the_unit_of_their_money(workbook, read):
    content = workbook(*messy.PROJECTS)
    table = read(content)
    assert (table.kind, table.year, table.money_unit) == (ListKind.PROJECT, 2023, "万元")
    assert (table.columns.first, table.columns.last) == (3, 4)
    one, two, three = table.rows
    assert (one.cell(F.TOTAL).value, one.cell(F.TOTAL).unit, one.cell(F.TOTAL).wan_yuan) == (
        67,
        "亿元",
        670000,
    )
    assert (one.cell(F.YEAR_PLAN).value, one.cell(F.YEAR_PLAN).unit) == (200000, "万元")
    assert one.cell(F.YEAR_DONE).value == 98000
    assert (one.cell(F.RATE).value, one.cell(F.RATE).unit) == (49, "%")
    assert (one.cell(F.START).day, one.cell(F.FINISH).day) == (date(2022, 9, 1), date(2025, 12, 31))
    assert (two.cell(F.TOTAL).value, two.cell(F.TOTAL).unit) == (Decimal("9.8"), "亿元")
    assert two.cell(F.YEAR_PLAN).wan_yuan == 30000
    assert (two.cell(F.START).day, two.cell(F.FINISH).day) == (date(2021, 6, 1), date(2024, 2, 9))
    assert (three.cell(F.START).day, three.cell(F.MONTH_DONE).value) == (date(2023, 1, 1), None)
    assert column(table, F.CATEGORY) == ["一、续建项目（2个）"] * 2 + ["二、新建项目（1个）"]
    assert column(table, F.STAGE) == ["桩基完成", "管道铺设", "前期"]
    assert [why for _, why in whys(table)] == ["小标题", "合计行", "小标题", "合计行", "说明"]
    assert [problem.message for row in table.rows for problem in row.problems] == [
        "2023年投资·年度计划投资：“3亿元”的单位是亿元，表里的单位是万元，按亿元读入，请核对。"
    ]


def test_an_appraisal_table_with_points_criteria_and_scores(workbook, read):
    content = workbook(*messy.APPRAISAL)
    table = read(content)
    assert table.kind is ListKind.INDICATOR
    values = [(row.cell(F.VALUE).value, row.cell(F.VALUE).unit) for row in table.rows]
    assert values == [(Decimal("6.5"), "%"), (Decimal("10.8"), "亿元"), (None, "")]
    assert [row.cell(F.SCORE).value for row in table.rows] == [Decimal("8.5"), 9, 5]
    assert [row.cell(F.POINTS).value for row in table.rows] == [10, 10, 5]
    assert table.rows[0].cell(F.GOAL).conditions[0].comparator is Comparator.GE
    assert "0.5" in table.rows[1].problems[0].message
    assert "只保留文字" in table.rows[2].problems[0].message
    assert table.rows[2].text(F.VALUE) == "已完成年度任务"


def test_reforms_with_their_goals_and_dates_in_words(workbook, read):
    content = workbook(*messy.REFORMS)
    table = read(content)
    assert table.kind is ListKind.REFORM
    dues = [row.cell(F.DUE) for row in table.rows]
    assert [(due.day, due.text) for due in dues[:2]] == [
        (date(2023, 12, 31), "2023年12月底"), (date(2023, 6, 30), "６月底前"),
    ]  # fmt: skip
    assert (dues[2].day, dues[2].open_ended, dues[3].day) == (None, True, None)
    assert [row.cell(F.SUPPORT).names for row in table.rows] == [
        ("县医保局", "各乡镇"),
        (),
        ("县大数据中心",),
        (),
    ]
    assert [[problem.message for problem in row.problems] for row in table.rows] == [
        [], [], [], ["完成时限：“尽快”读不出日期，只保留文字。"],
    ]  # fmt: skip


def test_measures_merged_under_their_task_are_rows_of_their_own(workbook, read):
    content = workbook(*messy.MERGED_TASKS)
    table = read(content)
    assert (table.columns.first, table.columns.last) == (2, 3)
    assert column(table, F.TASK) == ["做强渔业", "做强渔业", "做优旅游", "做优旅游"]
    assert column(table, F.NAME) == ["新增网箱100口", "改造渔船20艘", "新建民宿20家", "办节会5场"]
    assert [row.cell(F.DUE).day for row in table.rows] == [
        date(2024, 6, 30), date(2024, 1, 31), date(2024, 12, 31), date(2024, 11, 30),
    ]  # fmt: skip
    assert (table.rows[3].text(F.LEAD), table.rows[3].cell(F.LEAD).carried) == ("县文旅局", True)
    assert column(table, F.SUPPORT) == ["县财政局", "", "县住建局", ""]
    assert not any(row.continues for row in table.rows)


def test_months_across_are_values_of_their_periods(workbook, read):
    content = workbook(*messy.MONTHS)
    table = read(content)
    assert [(cell.period, cell.field, cell.value, cell.unit) for cell in table.rows[0].periods] == [
        ("2023-02", F.VALUE, Decimal("6.3"), "亿元"),
        ("2023-03", F.VALUE, Decimal("10.1"), "亿元"),
        ("2023-03", F.PLANNED, Decimal(9), "亿元"),
    ]
    assert [(cell.text, cell.value) for cell in table.rows[1].periods[:2]] == [
        ("98.1%", Decimal("98.1")), ("未发布", None),
    ]  # fmt: skip
    assert [row.cell(F.RANK).value for row in table.rows] == [3, 2]
    assert [row.cell(F.YOY).value for row in table.rows] == [Decimal("12.5"), Decimal("-0.3")]
    assert table.rows[1].cell(F.PROVINCE).unit == "%"
    assert not any(row.problems for row in table.rows)


def test_a_dimension_of_one_cell_and_rows_formatted_to_the_end_hide_and_add_nothing(workbook, changed, read):
    content = changed(workbook(*messy.DIMENSIONLESS), rb'<dimension ref="[^"]*"', b'<dimension ref="A1"')
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    table = read(changed(content, rb"</sheetData>", far))
    assert len(table.rows) == 40
    assert table.rows[-1].text(F.NAME) == "项目40"
    assert [problem.message for problem in table.problems] == ["“总投资”没有写明是万元还是亿元，请选定单位。"]
