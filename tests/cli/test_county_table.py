"""`export county`: the county's table from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import load_workbook

from shengsi_desktop.services import setting_up
from shengsi_desktop.services.opening import opened

if TYPE_CHECKING:
    from pathlib import Path


def test_the_table_is_written_by_direction_or_by_unit(run, tmp_path: Path):
    assert run("report", "4-2", "--week", "2023-W30", "--done", "已开工").status == 0
    said = run("export", "county", "2023-W30", "-o", str(tmp_path))
    assert said.out == f"已导出：{tmp_path / '2023年第30周县汇总表.xlsx'}\n"
    by_direction = load_workbook(tmp_path / "2023年第30周县汇总表.xlsx")
    assert by_direction.sheetnames == ["总体", "汇总表", "需协调事项", "报送情况"]
    assert (by_direction["汇总表"].cell(3, 3).value, by_direction["汇总表"].print_title_rows) == (
        "单位",
        "$3:$3",
    )
    file = tmp_path / "unit.xlsx"
    chosen = ("--by", "unit", "--words", "notes", "--a3")
    assert run("export", "county", "2023-W30", "-o", str(file), *chosen).status == 0
    table = load_workbook(file)["汇总表"]
    assert (table.cell(3, 3).value, table.cell(3, 6).value) == ("职责", "进展情况（县办摘编）")
    assert str(table.page_setup.paperSize) == table.PAPERSIZE_A3


def test_another_ending_and_another_order_are_refused(run, tmp_path: Path):
    refused = run("export", "county", "2023-W30", "-o", str(tmp_path / "表.docx"))
    assert (refused.status, "请以.xlsx结尾" in refused.err) == (1, True)
    assert run("export", "county", "2023-W30", "--by", "light").status == 2


def test_what_is_typed_for_a_unit_is_taken_down_until_it_is_confirmed(run, folder: Path):
    with opened(folder, writing=True) as store:
        setting_up.set_county(store, county=True)
    unit = ("--unit", "花鸟乡", "--week", "2023-W30")
    said = run("report", "1-1", "--done", "电话里说已开工", *unit)
    assert "记为花鸟乡的代录待确认" in said.out
    refused = run("finalise", "--reviewer", "张局", *unit)
    assert (refused.status, "confirm --unit 花鸟乡" in refused.err) == (1, True)
    assert run("confirm", *unit).status == 1
    assert "已确认，计入已报" in run("confirm", "--by", "李某", *unit).out
    assert "代录待确认" in run("confirm", "--back", *unit).out
