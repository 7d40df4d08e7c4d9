"""填报表: made for a unit without the program, filled in, taken back; nothing is overwritten by itself."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from shengsi_desktop.domain.fill_sheets import CellVerdict
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import finalising, history, reporting
from shengsi_desktop.services.exchange import fill_sheet_taking as taking
from shengsi_desktop.services.exchange import fill_sheets, packages, receiving, submissions
from tests.services.exchange.conftest import WEEK, Place
from tests.services.exchange.filling import Filled

if TYPE_CHECKING:
    from pathlib import Path

CULTURE = "县文广旅体局"


def unit_id(county: Place, name: str = CULTURE) -> str:
    from shengsi_desktop.services import setting_up

    return setting_up.the_unit(name).id


@pytest.fixture
def issued(county: Place, tmp_path: Path) -> Path:
    """The 填报表 of 县文广旅体局 for week 30."""
    county_write(county, "4-2", "上周完工10个", week="2023-W29", words={"next_plan": "完工4个\n办一次培训"})
    path = tmp_path / "a.xlsx"
    fill_sheets.write_sheet(county.store, path, unit_id(county), county.week())
    return path


def county_write(county: Place, number: str, progress: str, week: str = WEEK, **more: Any) -> None:
    words = {"progress": progress, **more.pop("words", {})}
    reporting.report_once(
        county.store, county.item(number), unit_id(county), county.week(week), words=words, **more
    )


def shown(county: Place, number: str, week: str = WEEK) -> Any:
    form = reporting.report_form(county.store, county.item(number), unit_id(county), county.week(week))
    return form


def test_a_filled_sheet_is_taken_in_as_the_units_own_version_with_receipt_and_undone_as_one(
    county: Place, issued: Path
) -> None:
    sheet = Filled(issued)
    sheet.put("4-2", "本周进展", "微改造完工14个")
    sheet.put("4-2", "需协调事项", "请县资规局明确用地")
    sheet.put("4-2", "提请层级", "分管县领导")
    sheet.put("4-2.5", "本周值", "１４个")
    sheet.put("4-2", "完成情况", "部分完成")
    sheet.people(filler="李某", reviewer="张局", phone="0580-123")
    seen = taking.preview(county.store, sheet.bytes(), "a.xlsx")
    assert (seen.unit, seen.week, seen.number, seen.reviewer) == (CULTURE, WEEK, 1, "张局")
    assert [(one.number, one.head, one.value) for one in seen.differences.told] == [
        ("4-2", "本周进展", "微改造完工14个"),
        ("4-2", "需协调事项", "请县资规局明确用地"),
        ("4-2", "提请层级", "分管县领导"),
        ("4-2", "完成情况", "部分完成"),
        ("4-2.5", "本周值", "14"),
    ]
    assert all(one.clean for one in seen.differences.told)
    assert seen.findings == ()
    taken = taking.take_in(county.store, seen, seen.clean_keys)
    assert (taken.number, taken.cells) == (1, 5)
    form = shown(county, "4-2")
    assert form.report.progress == "微改造完工14个"
    assert form.checklist[0].mark is not None
    versions = finalising.version_list(county.store, unit_id(county), county.week())
    assert [(one.reviewer, one.person, one.submitted[0].words) for one in versions] == [("张局", "李某", "填报表")]
    assert packages.log_lines(county.store)[0].outcome == "已入库县文广旅体局2023年第30周定稿v1（5格）"
    history.undo(county.store)
    assert shown(county, "4-2").report.progress == ""
    assert finalising.version_list(county.store, unit_id(county), county.week()) == ()
    again = taking.preview(county.store, sheet.bytes(), "a.xlsx")
    assert (again.clean_keys, again.number) == (seen.clean_keys, 1)
