"""A person corrects what a column says; rows tell what they lack; words of numbers and days are understood."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from shengsi_desktop.domain.lists import ListField as F
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.sheets.lists.days import days
from shengsi_desktop.sheets.lists.files import open_sheets
from shengsi_desktop.sheets.lists.tables import read_list, table_of
from shengsi_desktop.sheets.lists.values import amount


def messages(row):
    return [problem.message for problem in row.problems]


def test_a_corrected_column_is_read_anew_and_the_one_it_replaces_is_kept_as_it_is(workbook):
    content = workbook(
        [("序号", "改革事项", "进度安排", "何时办结"), (1, "渔船改革", "分三步走", "2023年6月底")]
    )
    (sheet,), _ = open_sheets(content, "清单.xlsx")
    first = table_of(sheet, ListKind.REFORM)
    assert first.rows[0].cell(F.DUE).text == "分三步走"
    assert [cell.text for cell in first.rows[0].extras] == ["2023年6月底"]
    second = table_of(sheet, ListKind.REFORM, first.columns.corrected(3, F.DUE).corrected(2, F.PROGRESS))
    assert second.rows[0].cell(F.DUE).day == date(2023, 6, 30)
    assert second.rows[0].text(F.PROGRESS) == "分三步走"
    assert (second.rows[0].extras, second.rows[0].problems) == ((), ())
    third = table_of(sheet, ListKind.REFORM, second.columns.corrected(1, F.CONTENT))
    assert third.problems[0].blocking
    assert third.blocked == third.rows


def test_a_row_without_a_name_cannot_be_stored_and_doubles_are_told_of(workbook, read):
    table = read(
        workbook(
            [
                ("序号", "重点举措", "牵头单位", "完成时限"),
                (1, "渔港改造", "县港口局", "2023年底"),
                (2, None, "县发改局", "2023年底"),
                (1, "渔港 改造", None, "年底"),
            ]
        ),
        ListKind.KEY_MEASURE,
        year=2023,
    )
    assert [row.blocked for row in table.rows] == [False, True, False]
    assert messages(table.rows[1]) == ["没有写举措名称，不能导入。"]
    assert messages(table.rows[2]) == [
        "没有写责任单位。",
        "名称与第2行相同，请确认是不是同一项。",
        "序号1与第2行重复。",
    ]
    assert table.rows[2].cell(F.DUE).day == date(2023, 12, 31)


def test_numbers_that_begin_anew_under_each_heading_are_no_doubles(workbook, read):
    table = read(
        workbook(
            [
                ("序号", "项目名称", "总投资（亿元）", "开工时间", "竣工时间"),
                ("一", "港口类（1个）", None, None, None),
                (1, "码头", "1.2", "2024年3月", "2023年6月"),
                ("二", "旅游类（1个）", None, None, None),
                (1, "栈道", 0.3, "2023-2025年", None),
                (None, None, None, None, None),
                ("序号", "项目名称", "总投资（亿元）", "开工时间", "竣工时间"),
                (2, "营地", 0.1, "6.30", "3-9月"),
                ("说明：", None, None, None, None),
                (None, "1.总投资以批复为准", None, None, None),
            ]
        ),
        year=2023,
    )
    assert [row.text(F.CATEGORY) for row in table.rows] == ["一、港口类（1个）"] + ["二、旅游类（1个）"] * 2
    assert [messages(row) for row in table.rows] == [["竣工时间早于开工时间，请核对。"], [], []]
    assert [line.why for line in table.skipped] == ["小标题", "小标题", "重复的表头", "说明", "说明"]
    assert [cell.day for cell in (table.rows[2].cell(F.START), table.rows[2].cell(F.FINISH))] == [
        date(2023, 6, 30), date(2023, 9, 30),
    ]  # fmt: skip


def test_a_project_merged_over_several_lines_goes_on_and_is_no_double(workbook, read):
    table = read(
        workbook(
            [
                ("序号", "项目名称", "总投资（万元）", "节点安排", "责任单位"),
                (1, "海塘加固", 8000, "3月底前开工", "县水利局"),
                (None, None, None, "9月底前合龙", None),
            ],
            ["A2:A3", "B2:B3", "C2:C3", "E2:E3"],
        )
    )
    assert [row.continues for row in table.rows] == [False, True]
    assert [row.text(F.MILESTONES) for row in table.rows] == ["3月底前开工", "9月底前合龙"]
    assert table.rows[1].cell(F.TOTAL).carried
    assert table.rows[1].cell(F.OWNER).names == ("县水利局",)
    assert not any(row.problems for row in table.rows)


def test_money_over_the_total_says_that_the_unit_may_be_wrong(workbook, read):
    row = read(workbook([("项目名称", "总投资（亿元）", "年度计划投资（亿元）"), ("码头", 1.2, 3000)])).rows[
        0
    ]
    assert messages(row) == ["年度计划投资大于总投资，请核对数字和单位（万元、亿元）。"]


@pytest.mark.parametrize(
    ("words", "value", "unit", "comparator"),
    [
        ("67亿元", "67", "亿元", Comparator.EQ),
        ("１２％", "12", "%", Comparator.EQ),
        ("1,234.5万元", "1234.5", "万元", Comparator.EQ),
        ("突破143亿元", "143", "亿元", Comparator.GT),
        ("10左右", "10", "", Comparator.APPROX),
        ("控制在3%以内", "3", "%", Comparator.LE),
        ("下降3.5%", "-3.5", "%", Comparator.EQ),
        ("－0.3个百分点", "-0.3", "个百分点", Comparator.EQ),
        ("24人/万人", "24", "人/万人", Comparator.EQ),
        ("14个（另有3个在建）", "14", "个", Comparator.EQ),
    ],
)
def test_a_number_in_words_has_its_unit_and_its_comparison(words, value, unit, comparator):
    said = amount(words)
    assert said is not None
    assert (said.value, said.unit, said.comparator) == (Decimal(value), unit, comparator)


@pytest.mark.parametrize("words", ["愿托尽托", "已完成年度任务", "14/30", "", "第三产业"])
def test_running_words_are_no_number(words):
    assert amount(words) is None


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2023年12月底", "2023-12-01", "2023-12-31"),
        ("２０２３年６月", "2023-06-01", "2023-06-30"),
        ("2023/6/30", "2023-06-30", "2023-06-30"),
        ("2023.6-2024.12", "2023-06-01", "2024-12-31"),
        ("2023年3月-6月", "2023-03-01", "2023-06-30"),
        ("3月至11月", "2023-03-01", "2023-11-30"),
        ("第三季度", "2023-07-01", "2023-09-30"),
        ("上半年", "2023-01-01", "2023-06-30"),
        ("2024年春节前", "2024-02-09", "2024-02-09"),
        ("45291", "2023-12-31", "2023-12-31"),
        ("年底前", "2023-01-01", "2023-12-31"),
    ],
)
def test_a_time_in_words_has_its_first_and_its_last_day(words, first, last):
    found = days(words, 2023)
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize("words", ["2月30日", "13月", "2023.13", "尽快", "已开工", "1234567"])
def test_what_is_no_day_is_none(words):
    assert (days(words, 2023).first, days(words, 2023).last) == (None, None)


def test_2000_rows_of_a_wide_table_are_all_there(workbook):
    heads = (
        "序号",
        "项目名称",
        "建设单位",
        "总投资（万元）",
        "年度计划投资",
        "完成率",
        "形象进度",
        "开工时间",
        "责任单位",
    )
    rows = [
        (
            n,
            f"项目{n}",
            f"公司{n}",
            f"{n + 9000}万元",
            n,
            f"{n % 100}%",
            "桩基",
            f"2023年{n % 12 + 1}月",
            f"县某局{n}、各乡镇",
        )
        for n in range(1, 2001)
    ]
    content = workbook([("2023年重大项目清单",), heads, *rows])
    (table,) = read_list(content, "清单.xlsx").tables
    assert len(table.rows) == 2000


def test_a_span_says_its_two_ends_apart(workbook, read):
    heads = ("序号", "项目名称", "建设年限", "总投资（万元）")
    rows = [heads, (1, "码头", "2023.2-2024.12", 800), (2, "灯塔", "2022-2024", 90)]
    table = read(workbook(rows), ListKind.PROJECT)
    ends = [(row.text(F.START), row.text(F.FINISH), row.cell(F.FINISH).day) for row in table.rows]
    assert ends == [("2023.2", "2024.12", date(2024, 12, 31)), ("2022", "2024", date(2024, 12, 31))]
