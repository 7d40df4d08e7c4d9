"""Several tables on one sheet: with other columns they are tables of their own, with the same they go on."""

from __future__ import annotations

from shengsi_desktop.domain.lists import ListField as F
from shengsi_desktop.sheets.lists.tables import read_list

HEADS = ("序号", "项目名称", "总投资", "责任单位")


def test_a_second_table_with_other_columns_is_read_by_its_own_head(workbook):
    content = workbook(
        [
            ("2023年续建项目清单",),
            ("序号", "项目名称", "总投资（亿元）", "2023年计划投资（亿元）", "责任单位"),
            (1, "客运中心", 1.5, 0.6, "县交通运输局"),
            ("合计", None, 1.5, 0.6),
            (None,),
            ("2023年前期项目清单",),
            ("序号", "项目名称", "建设地点", "估算总投资（万元）", "责任单位"),
            (1, "金鸡山隧道", "金鸡山", 42000, "县交通运输局"),
        ],
        name="项目",
    )
    found = read_list(content, "清单.xlsx")
    one, two = found.tables
    assert [(table.sheet, table.title) for table in found.tables] == [
        ("项目", "2023年续建项目清单"), ("项目（第6行起）", "2023年前期项目清单"),
    ]  # fmt: skip
    assert [(row.line, row.cell(F.TOTAL).wan_yuan) for row in one.rows] == [(3, 15000)]
    assert [(row.line, row.cell(F.TOTAL).wan_yuan, row.text(F.SITE)) for row in two.rows] == [
        (8, 42000, "金鸡山")
    ]
    assert two.rows[0].cell(F.YEAR_PLAN) is None
    assert found.notes == ("工作表“项目”里上下有2张列不同的表，各作一张读入。",)


def test_a_table_that_goes_on_with_another_unit_counts_in_it(workbook, read):
    table = read(
        workbook(
            [
                ("2023年重大项目清单",),
                (None, None, None, "单位：亿元"),
                HEADS,
                (1, "风电", 1.5, "县发改局"),
                ("二、新开工项目",),
                (None, None, None, "单位：万元"),
                HEADS,
                (2, "供水", 800, "县住建局"),
            ]
        )
    )
    assert [row.cell(F.TOTAL).wan_yuan for row in table.rows] == [15000, 800]
    assert [line.why for line in table.skipped] == ["小标题", "金额单位", "重复的表头"]


def test_rows_above_the_head_are_told_of(workbook, read):
    table = read(workbook([(1, "旧项目", 300, "县发改局"), HEADS, (2, "供水", "800万元", "县住建局")]))
    assert [(line.line, line.why) for line in table.skipped] == [(1, "表头以上")]
