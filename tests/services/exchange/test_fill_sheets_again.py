"""A 填报表 of a week that is here already, one that says little, one that names two weeks: told before it goes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.domain.exchange import Verdict
from shengsi_desktop.domain.fill_sheets import CellVerdict
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import PlanMark
from shengsi_desktop.services import finalising, history, reporting
from shengsi_desktop.services.exchange import (
    consolidating,
    fill_sheets,
    gathering,
    intake_words,
    letters,
    receiving,
    submissions,
)
from shengsi_desktop.services.exchange import fill_sheet_taking as taking
from tests.services.exchange.conftest import CULTURE, TRANSPORT, WEEK, Place
from tests.services.exchange.filling import Filled

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.domain.exchange import IntakeRow

Cells = tuple[tuple[str, str, Any], ...]


def filled(county: Place, unit_id: str, path: Path, *cells: tuple[str, str, Any]) -> bytes:
    """A 填报表 issued now, with these (number, head, words) filled in."""
    fill_sheets.write_sheet(county.store, path, unit_id, county.week())
    sheet = Filled(path)
    for cell in cells:
        sheet.put(*cell)
    sheet.people(filler="李某", reviewer="赵局")
    path.write_bytes(sheet.bytes())
    return path.read_bytes()


def take(county: Place, content: bytes) -> taking.SheetTaken:
    seen = taking.preview(county.store, content, "a.xlsx")
    return taking.take_in(county.store, seen, seen.clean_keys)


def handed_in(culture: Place, folder: Path) -> Path:
    culture.sign()
    package = folder / "own.sspkg"
    submissions.write_package(culture.store, package, culture.unit_id, culture.week())
    return package


def judged(county: Place, path: Path, week: str = WEEK) -> IntakeRow:
    return receiving.examine(county.store, [path], week=week).rows[0]


def form(county: Place, unit_id: str) -> Any:
    return reporting.report_form(county.store, county.item("4-2"), unit_id, county.week())


@pytest.mark.parametrize("first", ["sheet", "package"])
def test_a_number_a_stage_and_a_request_are_corrected_by_another_sheet(
    county: Place, culture: Place, tmp_path: Path, first: str
) -> None:
    unit_id, path = culture.unit_id, tmp_path / "a.xlsx"
    if first == "sheet":
        take(county, filled(county, unit_id, path, ("4-2", "本周进展", "一次"), ("4-2.5", "本周值", 14)))
    else:
        culture.write("4-2", "一次", values={"4-2.5": "14"}, request="请协调用地")
        intake = receiving.examine(county.store, [handed_in(culture, tmp_path)])
        receiving.take_in(county.store, intake, {"0"})
    letters.return_week(county.store, unit_id, WEEK, reason="数不对")
    cells: Cells = (
        ("4-2.5", "本周值", 15),
        ("4-2.2", "本周阶段", "印发"),
        ("4-2", "需协调事项", "请协调码头"),
        ("4-2", "提请层级", "分管县领导"),
    )
    done = take(county, filled(county, unit_id, path, *cells))
    assert (done.number, done.cells) == (2, 4)

    def said() -> tuple[object, ...]:
        one = form(county, unit_id)
        values = {each.deliverable.number: each.value for each in one.standing.deliverables}
        number, stage = values["4-2.5"], values["4-2.2"]
        assert one.report.progress == "一次"
        return number.value, stage and stage.stage is not None, one.request and one.request.text

    assert said() == (15, True, "请协调码头")
    history.undo(county.store)
    assert said() == (14, None, "请协调用地" if first == "package" else None)
    history.redo(county.store)
    assert said() == (15, True, "请协调码头")


def test_marks_on_last_weeks_plan_alone_are_kept_without_a_version_and_that_is_said(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    unit_id, last = culture.unit_id, county.week("2023-W29")
    words = {"progress": "上周", "next_plan": "完工4个"}
    reporting.report_once(county.store, county.item("4-2"), unit_id, last, words=words)
    content = filled(county, unit_id, tmp_path / "a.xlsx", ("4-2", "完成情况", "完成"))
    seen = taking.preview(county.store, content, "a.xlsx")
    assert (seen.number, len(seen.clean_keys)) == (0, 1)
    assert any("不另出定稿" in one for one in seen.findings)
    done = take(county, content)
    assert (done.number, done.words) == (0, "上周计划完成情况")
    assert form(county, unit_id).checklist[0].mark is PlanMark.DONE
    assert finalising.version_list(county.store, unit_id, county.week()) == ()
    again = taking.preview(county.store, content, "a.xlsx")
    assert again.differences.count(CellVerdict.SAME) == 1
    assert judged(county, tmp_path / "a.xlsx").verdict is Verdict.DOUBLE
    history.undo(county.store)
    assert form(county, unit_id).checklist[0].mark is None
    assert judged(county, tmp_path / "a.xlsx").verdict is Verdict.FILL_SHEET
    history.redo(county.store)
    assert judged(county, tmp_path / "a.xlsx").verdict is Verdict.DOUBLE
    # a version that is there speaks on
    take(county, filled(county, unit_id, tmp_path / "b.xlsx", ("4-2", "本周进展", "这一周的话")))
    assert (
        take(county, filled(county, unit_id, tmp_path / "c.xlsx", ("4-2", "完成情况", "未启动"))).number == 0
    )
    assert form(county, unit_id).report.progress == "这一周的话"
    assert form(county, unit_id).checklist[0].mark is PlanMark.NOT_STARTED


@pytest.mark.parametrize(("old", "new"), [("第30周", "第31周"), (CULTURE, TRANSPORT)])
def test_a_title_of_another_week_or_unit_than_the_sheet_was_issued_for_stops_it(
    county: Place, culture: Place, tmp_path: Path, old: str, new: str
) -> None:
    path = tmp_path / "a.xlsx"
    filled(county, culture.unit_id, path, ("4-2", "本周进展", "话"))
    sheet = Filled(path)
    sheet.book["填报"]["A1"] = f"附件：{sheet.book['填报']['A1'].value}"
    path.write_bytes(sheet.bytes())
    assert judged(county, path).verdict is Verdict.FILL_SHEET
    sheet.book["填报"]["A1"] = sheet.book["填报"]["A1"].value.replace(old, new)
    path.write_bytes(sheet.bytes())
    row = judged(county, path)
    assert row.verdict is Verdict.REFUSED
    (finding,) = row.findings
    assert new in finding.words
    assert "把标题改回“县文广旅体局2023年第30周填报表”" in finding.words
    with pytest.raises(Refusal, match="台账未动") as refused:
        taking.preview(county.store, path.read_bytes(), path.name)
    assert str(refused.value) == finding.words


def test_sheets_in_the_table_are_judged_as_others_are(county: Place, culture: Place, tmp_path: Path) -> None:
    path, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    content = filled(county, culture.unit_id, path, ("4-2", "本周进展", "话"))
    filled(county, culture.unit_id, other, ("4-2", "本周进展", "别的话"))
    row = judged(county, path, "2023-W31")
    assert (row.verdict, row.week) == (Verdict.FILL_SHEET, WEEK)
    assert any(one.words == "第30周" and not one.stops for one in row.findings)
    both = receiving.examine(county.store, [path, other])
    assert any("另一份填报表" in one.words for one in both.rows[1].findings)
    copy = tmp_path / "c.xlsx"
    copy.write_bytes(content)
    assert receiving.examine(county.store, [path, copy]).rows[1].verdict is Verdict.SAME
    take(county, content)
    assert judged(county, path).verdict is Verdict.DOUBLE
    assert [one.verdict for one in receiving.judged_again(county.store, both).rows] == [
        Verdict.DOUBLE,
        Verdict.FILL_SHEET,
    ]
    history.undo(county.store)
    assert judged(county, path).verdict is Verdict.FILL_SHEET


def test_a_sheet_of_the_desks_own_unit_is_not_taken_in(county: Place, culture: Place, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    filled(county, county.unit_id, path)
    assert judged(county, path).verdict is Verdict.REFUSED


def test_what_a_unit_wrote_in_its_sheet_does_not_give_way_to_its_package_untold(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    take(county, filled(county, culture.unit_id, path, ("4-2", "本周进展", "表里的话")))
    culture.write("4-2", "包里的话")
    row = judged(county, handed_in(culture, tmp_path))
    assert (row.verdict, row.clean, row.changed) == (Verdict.NEWER, False, 1)
    assert any("审核人赵局" in one.words and "1个事项" in one.words for one in row.findings)


def test_the_same_words_as_in_the_sheet_take_nothing_away(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    take(county, filled(county, culture.unit_id, path, ("4-2", "本周进展", "一样的话")))
    culture.write("4-2", "一样的话")
    culture.write("8-3", "包里另有的话")
    assert judged(county, handed_in(culture, tmp_path)).clean


def test_items_that_a_newer_version_is_silent_of_are_counted_and_looked_at(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    for number in ("4-2", "8-3", "8-5"):
        culture.write(number, f"{number}的话")
    intake = receiving.examine(county.store, [handed_in(culture, tmp_path)])
    receiving.take_in(county.store, intake, {"0"})
    culture.write("8-3", "")
    culture.write("8-5", "")
    row = judged(county, handed_in(culture, tmp_path))
    assert (row.items, row.changed, row.clean) == (1, 2, False)
    assert [one.words for one in row.findings] == ["有2个事项上一版有内容、这一版没有，请打开核对。"]


def test_a_sheet_bears_one_number_wherever_it_is_shown(county: Place, culture: Place, tmp_path: Path) -> None:
    def shown() -> tuple[int, int]:
        (line,) = intake_words.received(county.store, WEEK)
        units = gathering.gathering(county.store, county.week()).units
        return line.number, next(one.version for one in units if one.unit.id == culture.unit_id)

    path = tmp_path / "a.xlsx"
    first = take(county, filled(county, culture.unit_id, path, ("4-2", "本周进展", "表里的话")))
    assert (first.number, *shown()) == (1, 1, 1)
    culture.write("4-2", "包里的话")
    intake = receiving.examine(county.store, [handed_in(culture, tmp_path)])
    receiving.take_in(county.store, intake, {"0"})
    assert shown() == (1, 1)
    second = take(county, filled(county, culture.unit_id, path, ("4-2", "本周进展", "表里更正")))
    assert (second.number, *shown()) == (2, 2, 2)


def test_nothing_written_where_something_is_asked_for_raises_nothing(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    cells: Cells = (
        ("4-2", "本周进展", "话"),
        ("4-2", "需协调事项", "无"),
        ("4-2", "提请层级", "无"),
        ("8-3", "需协调事项", "暂无。"),
        ("8-5", "需协调事项", "—"),
        ("8-6", "需协调事项", "没有"),
        ("8-8", "需协调事项", "没有码头，请协调"),
    )
    content = filled(county, culture.unit_id, tmp_path / "a.xlsx", *cells)
    take(county, content)
    table = consolidating.county_table(county.store, county.week())
    asked = [(one.number, each.text) for one in table.items for line in one.lines for each in line.requests]
    assert asked == [("8-8", "没有码头，请协调")]
