"""The four templates: written, filled in by an office, read back whole."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from shengsi_desktop.domain.lists import ListField as F
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.sheets.lists.tables import read_list
from shengsi_desktop.sheets.lists.template_columns import COLUMNS
from shengsi_desktop.sheets.lists.templates import list_template, template_name

UNITS = ("县发改局", "县文广旅体局", "各乡镇")
NAMES = {
    ListKind.INDICATOR: "指标", ListKind.KEY_MEASURE: "重点举措", ListKind.REFORM: "改革事项",
    ListKind.PROJECT: "项目名称",
}  # fmt: skip


def filled(kind, *rows):
    """The template with these rows (by head) under its example."""
    book = load_workbook(io.BytesIO(list_template(kind, 2023, units=UNITS, islands=("花鸟",))))
    sheet = book[kind.label]
    heads = {cell.value: cell.column for cell in sheet[2]}
    for n, row in enumerate(rows, start=4):
        for head, value in row.items():
            sheet.cell(n, heads[head], value)
    buffer = io.BytesIO()
    book.save(buffer)
    return read_list(buffer.getvalue(), template_name(kind, 2023))


@pytest.mark.parametrize("kind", list(ListKind))
def test_every_column_of_a_template_is_known_and_its_example_is_no_row(kind):
    found = filled(kind, {"序号": 1, NAMES[kind]: "甲事"}, {"序号": 2, NAMES[kind]: "乙事"})
    (table,) = found.tables
    assert found.notes == ()
    assert (table.kind, table.year, table.title) == (kind, 2023, f"2023年{kind.label}")
    assert [(one.head, one.field is not None, one.sure) for one in table.columns.columns] == [
        (column.head, True, True) for column in COLUMNS[kind]
    ]
    assert [row.text(F.NAME) for row in table.rows] == ["甲事", "乙事"]
    assert [line.why for line in table.skipped] == ["示例行"]


@pytest.mark.parametrize("kind", list(ListKind))
def test_an_empty_template_says_that_nothing_stands_under_its_head(kind):
    (table,) = filled(kind).tables
    assert [(problem.message, problem.blocking) for problem in table.problems] == [
        ("表头下面没有内容。", True)
    ]


def test_what_was_filled_into_the_template_of_indicators_comes_back():
    (table,) = filled(
        ListKind.INDICATOR,
        {
            "序号": 20, "类别": "共同富裕", "指标": "城乡居民收入倍差", "年度目标": "1.5以内", "上年实绩": 1.52,
            "方向": "越低越好", "累计或时点": "时点", "频度": "季度", "牵头单位": "县农业农村局",
            "配合单位": "县统计局、各乡镇",
        },
        {"序号": 21, "指标": "工业投资增速", "计量单位": "%", "年度目标": 5, "方向": "越低越好"},
    ).tables  # fmt: skip
    first, second = table.rows
    assert first.cell(F.GOAL).conditions[0].comparator is Comparator.LE
    assert first.cell(F.BASELINE).value == Decimal("1.52")
    assert [first.text(f) for f in (F.DIRECTION, F.CUMULATIVE, F.CADENCE)] == ["越低越好", "时点", "季度"]
    assert first.cell(F.SUPPORT).names == ("县统计局", "各乡镇")
    assert second.cell(F.GOAL).conditions[0].comparator is Comparator.LE
    assert (second.cell(F.GOAL).value, second.cell(F.GOAL).unit) == (5, "%")


def test_money_of_the_template_of_projects_is_in_the_unit_of_its_head():
    (table,) = filled(
        ListKind.PROJECT,
        {
            "序号": 1, "项目名称": "某码头", "总投资（万元）": 12000, "年度计划投资（万元）": 5000,
            "本年累计完成（万元）": 2100, "至上年底累计完成（万元）": 4000, "本月完成（万元）": "300",
            "开工时间": "2022年9月",
        },
    ).tables  # fmt: skip
    (row,) = table.rows
    money = [F.TOTAL, F.YEAR_PLAN, F.YEAR_DONE, F.BEFORE, F.MONTH_DONE]
    assert [(row.cell(f).value, row.cell(f).unit) for f in money] == [
        (number, "万元") for number in (12000, 5000, 2100, 4000, 300)
    ]
    assert row.cell(F.START).day.isoformat() == "2022-09-01"


def test_long_lists_of_choices_stand_in_a_hidden_sheet_and_short_ones_in_the_rule():
    units = [f"县某某局{n}" for n in range(60)]
    book = load_workbook(io.BytesIO(list_template(ListKind.PROJECT, 2023, units=units)))
    assert book["选项"].sheet_state == "hidden"
    rules = {rule.formula1 for rule in book["重大项目清单"].data_validations.dataValidation}
    assert {"'选项'!$A$1:$A$60", '"新建,续建,前期"', '"是,否"'} <= rules
    assert all(len(rule) <= 257 for rule in rules)


def test_the_same_template_is_the_same_file():
    assert list_template(ListKind.REFORM, 2023) == list_template(ListKind.REFORM, 2023)
