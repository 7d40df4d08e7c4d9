"""导出清单: what is listed, by whom it is answered, and what was said of it newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from shengsi_desktop.services import item_list, reporting, setting_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]


def test_the_units_items_stand_with_owners_promises_and_the_newest_words(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W09"), words={"progress": "初稿形成"})
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W12"), words={"progress": "更晚的"})
    found = item_list.item_list(store, unit_id, week("2023-W10"))
    assert not found.whole
    assert len(found.lines) == 13
    line = next(one for one in found.lines if one.row.number == "4-2")
    assert line.owners[0] == ("县文广旅体局", "牵头")
    assert {role for _, role in line.owners} == {"牵头", "配合"}
    assert (line.latest, line.week) == ("初稿形成", "2023-W09")
    assert len(line.deliverables) == 5


def test_what_others_lead_tells_the_leads_newest_words(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    lead = setting_up.the_unit("县发改局").id
    reporting.report_once(store, item("2-1"), lead, at, words={"progress": "牵头单位说的"})
    found = item_list.item_list(store, unit_id, at, everything=True)
    assert found.whole
    assert len(found.lines) == 71
    line = next(one for one in found.lines if one.row.number == "2-1")
    assert line.latest == "牵头单位说的"


def test_only_what_a_filter_lets_through_is_written_and_said_so(
    store: Store, unit_id: str, week: Weeks, item: Items, tmp_path: Path
) -> None:
    at = week("2023-W10")
    path = item_list.export_items(store, unit_id, at, tmp_path / "a.xlsx", only=[item("4-2"), item("16-3")])
    sheet = openpyxl.load_workbook(path)["任务清单"]
    head = next(row for row in range(1, 9) if sheet.cell(row, 1).value == "序号")
    assert [sheet.cell(row, 1).value for row in (head + 1, head + 2)] == ["4-2", "16-3"]
    assert "按筛选条件列出" in str(sheet.cell(2, 1).value)
    assert sheet.print_title_rows == f"${head}:${head}"
    assert item_list.suggested_name(store, unit_id, at) == "县文广旅体局2023年第10周任务清单.xlsx"
    assert item_list.suggested_name(store, unit_id, at, everything=True) == "2023年第10周任务清单.xlsx"


def test_all_of_ones_own_is_no_part_of_them(store: Store, unit_id: str, week: Weeks) -> None:
    at = week("2023-W10")
    own = [one.row.id for one in item_list.item_list(store, unit_id, at).lines]
    assert not item_list.item_list(store, unit_id, at, only=own).narrowed
