"""Headings with sums beside them give the category; «其中» lines are parts of what stands above; neither is a row."""

from __future__ import annotations

from shengsi_desktop.domain.lists import ListField as F

HEADS = ("序号", "项目名称", "总投资（万元）", "年度计划投资（万元）", "责任单位")


def test_headings_with_sums_and_parts_are_no_rows(workbook, read):
    table = read(
        workbook(
            [
                ("2023年重大项目清单",),
                HEADS,
                ("一", "交通类", 4600, 1200),
                (1, "甲码头", 3600, 1000, "县交通运输局"),
                (None, "#其中：一期", 2000, 800, "县交通运输局"),
                ("(二)", "水利领域", "5,000", "—"),
                (2, "丙海塘", 5000, 2000, "县农业农村局"),
                ("三、产业类（1个）", None, 500, 100),
                ("其中：厂房", None, 300),
                (3, "小微园区", 500, 100, None),
            ]
        )
    )
    assert [row.text(F.NAME) for row in table.rows] == ["甲码头", "丙海塘", "小微园区"]
    assert [row.text(F.CATEGORY) for row in table.rows] == [
        "一、交通类",
        "(二) 水利领域",
        "三、产业类（1个）",
    ]
    assert [line.why for line in table.skipped] == ["小标题", "其中行", "小标题", "小标题", "其中行"]


def test_a_row_numbered_in_chinese_with_an_owner_is_a_row(workbook, read):
    table = read(workbook([HEADS, ("一", "甲码头", 3600, 1000, "县交通运输局")]))
    assert [row.text(F.NAME) for row in table.rows] == ["甲码头"]
