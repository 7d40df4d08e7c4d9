"""Small things of offices' tables: hidden lines, pages, dates in Chinese numerals, numbers turned into dates, units."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from shengsi_desktop.domain.lists import ListField as F
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.sheets.lists.days import days
from shengsi_desktop.sheets.lists.tables import read_list
from shengsi_desktop.sheets.lists.values import duties


@pytest.mark.parametrize(
    ("words", "last"),
    [("二〇二三年十月", "2023-10-31"), ("十月底", "2023-10-31"), ("十二月三十一日", "2023-12-31")],
)
def test_days_in_chinese_numerals(words, last):
    assert str(days(words, 2023).last) == last


def test_hidden_rows_and_columns_are_read_and_told_of_once():
    book = Workbook()
    sheet = book.active
    for row in (("序号", "重点举措", "牵头单位"), (1, "渔港改造", "县港口局"), (2, "旧项目", "县经信局")):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["C"].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    found = read_list(buffer.getvalue(), "清单.xlsx")
    assert found.notes == ("工作表“Sheet”里隐藏的第3行和第C列也读入了。",)
    assert len(found.tables[0].rows) == 2


def test_a_number_that_became_a_date_is_a_number_again(workbook, read):
    rows = [
        ("序号", "改革事项", "牵头单位"),
        (datetime.combine(date(2023, 8, 1), datetime.min.time()), "改革", "县发改局"),
    ]
    (row,) = read(workbook(rows), ListKind.REFORM).rows
    assert row.text(F.NUMBER) == "8-1"
    assert "按8-1读入" in row.problems[0].message


def test_the_mark_of_a_next_page_is_no_category(workbook, read):
    heads = ("序号", "改革事项", "牵头单位")
    table = read(
        workbook(
            [
                heads,
                (1, "供电改革", "县发改局"),
                ("（续表）",),
                heads,
                (2, "气象改革", "县气象局"),
                ("第 2 页，共 2 页",),
            ]
        )
    )
    assert [row.text(F.CATEGORY) for row in table.rows] == ["", ""]
    assert [line.why for line in table.skipped] == ["续表、页码", "重复的表头", "续表、页码"]


def test_units_of_heads_in_short_and_rates_under_sums_of_money(workbook, read):
    rows = [
        ("序号", "项目名称", "总投资(亿)", "2023年投资（万元）", None, "项目属性", "资金筹措"),
        (None, None, None, "年度计划(万)", "完成率", None, "省"),
        (1, "码头", 3.5, 1200, "46%", "续建", 600),
    ]
    table = read(workbook(rows, ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"]), ListKind.PROJECT, year=2023)
    (row,) = table.rows
    assert (row.cell(F.TOTAL).wan_yuan, row.cell(F.YEAR_PLAN).wan_yuan) == (35000, 1200)
    assert (row.cell(F.RATE).unit, row.text(F.NATURE), row.cell(F.PROVINCE)) == ("%", "续建", None)
    assert row.problems == ()


@pytest.mark.parametrize("words", ["无", "—", "/", "——", "无。", "、"])
def test_no_unit_is_no_name(words):
    assert duties(words) == ()


def test_the_lowest_line_of_a_deep_head_is_no_row_though_nobody_knows_its_words(workbook, read):
    rows = [
        ("序号", "项目名称", "截至2022年底累计完成投资（万元）", "资金筹措", None, None, "责任单位"),
        (None, None, None, "上级补助", None, "县级", None),
        (None, None, None, "中央", "省", None, None),
        ("A01", "码头", 3600, 1000, 600, 2000, "县交通运输局"),
    ]
    merged = ["A1:A3", "B1:B3", "C1:C3", "D1:F1", "D2:E2", "F2:F3", "G1:G3"]
    table = read(workbook(rows, merged), ListKind.PROJECT)
    assert (table.columns.last, len(table.rows)) == (3, 1)
    assert [cell.text for cell in table.rows[0].extras] == ["1000", "600", "2000"]
