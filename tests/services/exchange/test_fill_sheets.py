"""填报表: made for a unit without the program, filled in, taken back; nothing is overwritten by itself."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.domain.exchange import Verdict
from shengsi_desktop.domain.fill_sheets import CellVerdict
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import finalising, history, reporting, sections, setting_up
from shengsi_desktop.services.exchange import fill_sheet_taking as taking
from shengsi_desktop.services.exchange import fill_sheets, intake_words, packages, receiving, submissions
from shengsi_desktop.sheets.fill_sheet_form import to_json
from shengsi_desktop.sheets.fill_sheet_reading import read_fill_sheet
from tests.services.exchange.conftest import WEEK, Place
from tests.services.exchange.filling import Filled
from tests.sheets.test_fill_sheet import through_libreoffice

if TYPE_CHECKING:
    from pathlib import Path

CULTURE = "县文广旅体局"


def unit_id(county: Place, name: str = CULTURE) -> str:
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
    return reporting.report_form(county.store, county.item(number), unit_id(county), county.week(week))


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
    (line,) = intake_words.received(county.store, WEEK)
    assert (line.number, line.way) == (1, "填报表")
    form = shown(county, "4-2")
    assert form.report.progress == "微改造完工14个"
    assert form.checklist[0].mark is not None
    versions = finalising.version_list(county.store, unit_id(county), county.week())
    assert [(one.reviewer, one.person, one.submitted[0].words) for one in versions] == [
        ("张局", "李某", "填报表")
    ]
    assert packages.log_lines(county.store)[0].outcome == "已入库 定稿v1（5格）"
    history.undo(county.store)
    assert shown(county, "4-2").report.progress == ""
    assert finalising.version_list(county.store, unit_id(county), county.week()) == ()
    again = taking.preview(county.store, sheet.bytes(), "a.xlsx")
    assert (again.clean_keys, again.number) == (seen.clean_keys, 1)


def taken(county: Place, path: Path, words: str = "完工14个") -> None:
    """A first version of 4-2 by 填报表."""
    sheet = Filled(path)
    sheet.put("4-2", "本周进展", words)
    sheet.people(filler="李某", reviewer="张局")
    seen = taking.preview(county.store, sheet.bytes(), "a.xlsx")
    taking.take_in(county.store, seen, seen.clean_keys)


def verdicts(seen: Any) -> dict[tuple[str, str], CellVerdict]:
    return {(one.number, one.head): one.verdict for one in seen.differences.told}


def test_the_same_sheet_again_says_nothing_new_and_a_corrected_one_makes_the_next_version(
    county: Place, issued: Path
) -> None:
    taken(county, issued)
    sheet = Filled(issued)
    sheet.put("4-2", "本周进展", "完工14个")
    sheet.people(reviewer="张局")
    seen = taking.preview(county.store, sheet.bytes(), "a.xlsx")
    assert seen.differences.told == ()
    assert seen.differences.count(CellVerdict.SAME) == 1
    with pytest.raises(Refusal, match="已有"):
        taking.take_in(county.store, seen, ())
    sheet.put("4-2", "存在问题", "缺材料")
    sheet.put("4-2", "本周进展", "完工15个")
    seen = taking.preview(county.store, sheet.bytes(), "a.xlsx")
    assert verdicts(seen) == {
        ("4-2", "本周进展"): CellVerdict.BOTH,
        ("4-2", "存在问题"): CellVerdict.FILLED,
    }
    taken_again = taking.take_in(county.store, seen, [one.key for one in seen.differences.told])
    assert taken_again.number == 2
    assert (shown(county, "4-2").report.progress, shown(county, "4-2").report.problems) == (
        "完工15个",
        "缺材料",
    )
    history.undo(county.store)
    assert shown(county, "4-2").report.progress == "完工14个"
    history.redo(county.store)
    assert shown(county, "4-2").report.problems == "缺材料"


def test_words_typed_here_meanwhile_are_shown_beside_and_never_overwritten_by_themselves(
    county: Place, issued: Path
) -> None:
    county_write(county, "4-2", "电话里说完工12个")
    sheet = Filled(issued)
    sheet.put("4-2", "本周进展", "完工14个")
    sheet.put("8-3", "本周进展", "已编制")
    sheet.people(reviewer="张局")
    seen = taking.preview(county.store, sheet.bytes(), "a.xlsx")
    both = next(one for one in seen.differences.told if one.verdict is CellVerdict.BOTH)
    assert (both.issued, both.sheet, both.now) == ("", "完工14个", "电话里说完工12个")
    taking.take_in(county.store, seen, seen.clean_keys)
    assert shown(county, "4-2").report.progress == "电话里说完工12个"
    assert shown(county, "8-3").report.progress == "已编制"


def test_a_sheet_after_a_package_starts_from_what_the_package_said(
    county: Place, culture: Place, issued: Path, tmp_path: Path
) -> None:
    culture.write("4-2", "包里的进展", words={"problems": "包里的问题"}, request="包里的请示")
    culture.write("8-3", "包里的8-3")
    culture.sign()
    package = tmp_path / "a.sspkg"
    submissions.write_package(culture.store, package, culture.unit_id, culture.week())
    receiving.take_in(county.store, receiving.examine(county.store, [package]), {"0"})
    later = tmp_path / "b.xlsx"
    fill_sheets.write_sheet(county.store, later, culture.unit_id, county.week())
    sheet = Filled(later)
    assert sheet.get("4-2", "本周进展") == "包里的进展"
    sheet.put("8-5", "本周进展", "表里的8-5")
    sheet.people(reviewer="李局")
    seen = taking.preview(county.store, sheet.bytes(), "b.xlsx")
    assert verdicts(seen) == {("8-5", "本周进展"): CellVerdict.FILLED}
    done = taking.take_in(county.store, seen, seen.clean_keys)
    assert done.number == 2
    form = shown(county, "4-2")
    assert (form.report.progress, form.report.problems, form.request.text) == (
        "包里的进展", "包里的问题", "包里的请示",
    )  # fmt: skip
    assert shown(county, "8-3").report.progress == "包里的8-3"
    assert shown(county, "8-5").report.progress == "表里的8-5"
    history.undo(county.store)
    assert shown(county, "8-5").report.progress == ""
    assert shown(county, "4-2").report.progress == "包里的进展"


def test_the_units_own_version_goes_before_every_sheet_that_was_keyed_in_for_it(
    county: Place, culture: Place, issued: Path, tmp_path: Path
) -> None:
    def handed_in(words: str) -> Any:
        culture.write("4-2", words)
        culture.sign()
        package = tmp_path / "own.sspkg"
        submissions.write_package(culture.store, package, culture.unit_id, culture.week())
        intake = receiving.examine(county.store, [package])
        receiving.take_in(county.store, intake, {"0"})
        assert shown(county, "4-2").report.progress == words
        return intake.rows[0]

    def keyed_in(words: str) -> None:
        later = tmp_path / "later.xlsx"
        fill_sheets.write_sheet(county.store, later, culture.unit_id, county.week())
        taken(county, later, words)
        assert shown(county, "4-2").report.progress == words

    keyed_in("表里一版")
    keyed_in("表里二版")
    first = handed_in("单位程序里定稿的话")
    assert first.verdict is Verdict.NEWER
    keyed_in("单位定稿后补的表")
    assert handed_in("单位程序里第二版").verdict is Verdict.NEWER
    versions = finalising.versions(county.store, culture.unit_id, county.week())
    assert "单位程序里第二版" in str(versions[-1])
    history.undo(county.store)
    assert shown(county, "4-2").report.progress == "单位定稿后补的表"


def test_what_cannot_be_taken_is_kept_and_shown(county: Place, issued: Path) -> None:
    sheet = Filled(issued)
    items = sheet.book["填报"]
    sheet.put("4-2.5", "本周值", "十几个")
    sheet.put("4-2.1", "本周值", "3")
    sheet.put("4-2.2", "本周阶段", "定稿了")
    sheet.put("8-3", "提请层级", "县例会")
    sheet.put("8-5", "本周进展", "=1+1")
    sheet.put("4-2", "事项", "改过的事项")
    items.append(["99-9", "新事项", None, "不知哪个事项的进展"])
    seen = taking.preview(county.store, sheet.bytes(), "a.xlsx")
    problems = {(one.number, one.head): one.problem for one in seen.differences.told}
    assert "不是数" in problems["4-2.5", "本周值"]
    assert "不用本单位填" in problems["4-2.1", "本周值"]
    assert "不在阶段的可选项" in problems["4-2.2", "本周阶段"]
    assert "没有写需协调事项" in problems["8-3", "提请层级"]
    assert "公式" in problems["8-5", "本周进展"]
    assert [one.words for one in seen.differences.strange] == ["99-9　新事项　不知哪个事项的进展"]
    assert any("4-2 事项" in one for one in seen.differences.remarks)
    assert seen.clean_keys == frozenset()
    before = shown(county, "8-5").report
    with pytest.raises(Refusal, match="没有填写内容"):
        taking.take_in(county.store, seen, {one.key for one in seen.differences.cells}, reviewer="张局")
    assert shown(county, "8-5").report == before


def test_without_the_hidden_sheet_rows_go_by_their_numbers_and_that_is_said(
    county: Place, issued: Path
) -> None:
    sheet = Filled(issued)
    sheet.put("4-2", "本周进展", "完工14个")
    sheet.people(reviewer="张局")
    del sheet.book["填报表校验"]
    sheet.book["填报"].delete_cols(10)
    seen = taking.preview(county.store, sheet.bytes(), "a.xlsx")
    assert (seen.unit, seen.week) == (CULTURE, WEEK)
    assert verdicts(seen) == {("4-2", "本周进展"): CellVerdict.FILLED}
    assert any("校验页不在了" in one for one in seen.differences.remarks)
    assert any("最近一次下发" in one for one in seen.findings)


def test_only_a_county_desk_deals_in_sheets(
    culture: Place, county: Place, issued: Path, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match="汇总单位"):
        fill_sheets.write_sheet(culture.store, tmp_path / "b.xlsx", culture.unit_id, culture.week())
    with pytest.raises(Refusal, match="汇总单位"):
        taking.preview(culture.store, issued.read_bytes(), "a.xlsx")
    assert not (tmp_path / "b.xlsx").exists()


def test_undoing_the_issue_leaves_the_sheet_readable(county: Place, issued: Path) -> None:
    history.undo(county.store)
    sheet = Filled(issued)
    sheet.put("4-2", "本周进展", "完工14个")
    seen = taking.preview(county.store, sheet.bytes(), "a.xlsx")
    assert verdicts(seen) == {("4-2", "本周进展"): CellVerdict.FILLED}
    assert any("撤销" in one for one in seen.findings)


def test_nothing_private_of_the_county_is_in_a_sheet(county: Place, tmp_path: Path) -> None:
    """Words planted in meeting, drafts, settings and other units' rows are in none of the bytes."""
    store, own = county.store, county.unit_id
    store.set_setting("phone", "暗语电话")
    sections.add_section(store, own, "暗语科", "暗语人", "暗语号")
    sections.add_section(store, unit_id(county), "暗语科", "暗语人", "暗语号")
    other = setting_up.the_unit("县海洋与渔业局").id
    reporting.report_once(store, county.item("8-2"), other, county.week(), words={"progress": "暗语别家"})
    path = tmp_path / "a.xlsx"
    fill_sheets.write_sheet(store, path, unit_id(county), county.week())
    with zipfile.ZipFile(path) as package:
        parts = b"".join(package.read(name) for name in package.namelist())
    hidden = read_fill_sheet(path.read_bytes(), "a").issued
    assert hidden is not None
    assert "暗语" not in parts.decode("utf-8", "replace") + to_json(hidden)


def test_no_news_and_a_supporting_line_are_taken_for_what_they_are(county: Place, issued: Path) -> None:
    sheet = Filled(issued)
    sheet.put("8-3", "本周进展", "本周无新进展。")
    sheet.put("8-2", "本周进展", "已配合提供资料")
    sheet.put("8-2", "存在问题", "配合单位不填这一格")
    sheet.people(reviewer="张局")
    seen = taking.preview(county.store, sheet.bytes(), "a.xlsx")
    assert verdicts(seen)["8-2", "存在问题"] is CellVerdict.UNREADABLE
    taking.take_in(county.store, seen, seen.clean_keys)
    assert (shown(county, "8-3").report.no_news, shown(county, "8-3").report.progress) == (True, "")
    form = shown(county, "8-2")
    assert (form.supporting, form.report.progress, form.report.problems) == (True, "已配合提供资料", "")


def test_what_changed_here_after_the_preview_stops_the_taking_in(county: Place, issued: Path) -> None:
    sheet = Filled(issued)
    sheet.put("4-2", "本周进展", "完工14个")
    seen = taking.preview(county.store, sheet.bytes(), "a.xlsx")
    with pytest.raises(Refusal, match="没有写审核人"):
        taking.take_in(county.store, seen, seen.clean_keys)
    county_write(county, "4-2", "刚打进来的")
    with pytest.raises(Refusal, match="又有改动"):
        taking.take_in(county.store, seen, seen.clean_keys, reviewer="张局")
    assert shown(county, "4-2").report.progress == "刚打进来的"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_a_sheet_that_libreoffice_opened_and_saved_is_taken_in(
    county: Place, issued: Path, tmp_path: Path
) -> None:
    sheet = Filled(issued)
    sheet.put("4-2", "本周进展", "完工14个")
    sheet.put("4-2.5", "本周值", "14")
    sheet.people(filler="李某", reviewer="张局")
    saved = through_libreoffice({"填好": sheet.bytes()}, tmp_path)["填好"]
    seen = taking.preview(county.store, saved, "填好.xlsx")
    assert (seen.findings, seen.differences.remarks) == ((), ())
    assert taking.take_in(county.store, seen, seen.clean_keys).cells == 2
    assert shown(county, "4-2").report.progress == "完工14个"


def test_a_request_without_a_level_of_ours_is_left_undecided(county: Place, issued: Path) -> None:
    sheet = Filled(issued)
    sheet.put("4-2", "需协调事项", "请协调用地")
    sheet.put("4-2", "提请层级", "县长")
    sheet.people(reviewer="张局")
    seen = taking.preview(county.store, sheet.bytes(), "a.xlsx")
    taking.take_in(county.store, seen, seen.clean_keys)
    request = shown(county, "4-2").request
    assert request is not None
    assert request.level.label == "层级未定"
