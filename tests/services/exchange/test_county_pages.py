"""The 县汇总表 on paper: no item is torn over a page end, and who says nothing takes one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import load_workbook

from shengsi_desktop.domain.gathering import BookOrder
from shengsi_desktop.services.exchange import consolidating
from tests.services.exchange.conftest import CULTURE, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


def book(county: Place, path: Path, order: BookOrder) -> Worksheet:
    return load_workbook(consolidating.export(county.store, county.week(), path, order=order))["汇总表"]


def test_every_page_of_the_countys_table_begins_with_an_item_or_the_name_of_a_direction(
    county: Place, came: Callable[..., str], tmp_path: Path
) -> None:
    came(CULTURE, {"4-2": {"words": {"progress": "已开工"}}})
    sheet = book(county, tmp_path / "县汇总表.xlsx", BookOrder.DIRECTION)
    starts = [one.id + 1 for one in sheet.row_breaks.brk]
    assert len(starts) > 3
    assert all(sheet.cell(row, 1).value for row in starts)
    torn = [
        area for area in sheet.merged_cells.ranges for row in starts if area.min_row < row <= area.max_row
    ]
    assert torn == []


def test_a_unit_that_has_not_reported_takes_one_line_and_its_items_can_be_counted(
    county: Place, came: Callable[..., str], tmp_path: Path
) -> None:
    came(CULTURE, {"4-2": {"words": {"progress": "已开工"}}})
    sheet = book(county, tmp_path / "县汇总表.xlsx", BookOrder.UNIT)
    lines = [str(row[0].value or "") for row in sheet.iter_rows()]
    silent = next(line for line in lines if line.startswith("菜园镇"))
    assert silent.startswith("菜园镇　未报（未收到过）：")
    assert "配合11项（1-1、2-1、" in silent
    own = lines.index(f"{CULTURE}　已报v1（数据包）")
    below = lines[own + 1 : next(n for n, line in enumerate(lines) if line.startswith("未填："))]
    # what it leads stands each by itself, said or not
    assert {"4-2", "8-3", "8-5"} <= set(below)
    assert lines[own + 1 + len(below)].startswith("未填：配合")
