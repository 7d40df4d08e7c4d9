"""The 周会商表 itself is a 报送: it gives the 定稿 back after any office program, and tells what was changed in it."""

from __future__ import annotations

import html
import io
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.comments import Comment

from shengsi_desktop.domain.exchange import Verdict, Way
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import facts, meetings
from shengsi_desktop.services.exchange import receiving, submissions
from shengsi_desktop.sheets import carried
from tests.services.exchange.conftest import CULTURE, WEEK, Place
from tests.services.exchange.secrets import PRIVATE, plant

if TYPE_CHECKING:
    from pathlib import Path

PROGRESS = "已完工14个微改造项目\n=其余在招标" + "，正在推进" * 300


@pytest.fixture
def signed(culture: Place) -> Place:
    culture.write("4-2", PROGRESS, values={"4-2.1": "14"}, request="请协调用地")
    culture.sign()
    return culture


@pytest.fixture
def book(signed: Place, tmp_path: Path) -> Path:
    path = tmp_path / "week.xlsx"
    submissions.write_workbook(signed.store, path, signed.unit_id, signed.week())
    return path


def test_it_takes_in_as_the_package_does(signed: Place, county: Place, book: Path) -> None:
    intake = receiving.examine(county.store, [book], week=WEEK)
    (row,) = intake.rows
    assert (row.unit, row.verdict, row.way, row.clean) == (CULTURE, Verdict.NEW, Way.WORKBOOK, True)
    receiving.take_in(county.store, intake, {row.key})
    with county.store.reading() as session:
        final, number = facts.newest_final(session, signed.unit_id, WEEK)
    with signed.store.reading() as session:
        assert (final, number) == facts.newest_final(session, signed.unit_id, WEEK)


def test_words_changed_by_hand_are_named_cell_by_cell(county: Place, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    sheet = opened["任务进展"]
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("已完工14个"):
                cell.value = cell.value.replace("14", "15")
    opened["细项进度"].insert_rows(4)
    opened["细项进度"]["A4"] = "另加一行"
    opened.save(book)
    (row,) = receiving.examine(county.store, [book]).rows
    (finding,) = row.findings
    assert finding.words.startswith("表内文字导出后改动过2处：4-2 本周进展、细项进度A4表外文字“另加一行”。")
    assert not row.clean
    assert row.takeable


def test_words_written_outside_of_the_tables_are_told_wherever_they_stand(county: Place, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    sheet = opened["任务进展"]
    sheet["A2"] = "我们补充说明"
    sheet["AD6"] = "写在表右边的话"
    sheet["D6"].comment = Comment("批注里的话", "某")
    opened.create_sheet("补充").append(["另有补充" * 20])
    opened.save(book)
    (row,) = receiving.examine(county.store, [book]).rows
    (finding,) = row.findings
    assert not row.clean
    for words in (
        "任务进展A2表外文字“我们补充说明”",
        "任务进展AD6表外文字“写在表右边的话”",
        "任务进展D6批注“批注里的话”",
        f"补充A1表外文字“{'另有补充' * 15}”",
    ):
        assert words in finding.words


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_saved_again_by_libreoffice_it_is_the_same(county: Place, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/lo",
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(book)),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    (row,) = receiving.examine(county.store, [out / "week.xlsx"]).rows
    assert row.findings == ()
    assert row.clean


def test_a_sorted_and_renamed_table_still_says_the_same(county: Place, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    sheet = opened["任务进展"]
    sheet.title = "进展（改名）"
    sheet.insert_cols(2)
    sheet.insert_rows(1)
    opened.save(book)
    assert receiving.examine(county.store, [book]).rows[0].clean


def test_a_damaged_hidden_sheet_and_a_plain_workbook_are_told(
    county: Place, book: Path, tmp_path: Path
) -> None:
    opened = openpyxl.load_workbook(book)
    cell = opened[carried.SHEET]["A4"]
    cell.value = cell.value[:-9] + "AAAAAAAAA"
    opened.save(tmp_path / "bent.xlsx")
    del opened[carried.SHEET]
    opened.save(tmp_path / "plain.xlsx")
    (tmp_path / "cut.xlsx").write_bytes(book.read_bytes()[:-200])
    rows = receiving.examine(county.store, [tmp_path / f"{n}.xlsx" for n in ("bent", "plain", "cut")]).rows
    assert [row.verdict for row in rows] == [Verdict.REFUSED] * 3
    bent, plain, cut = (row.findings[0].words for row in rows)
    assert "隐藏的报送数据不完整" in bent
    assert "没有带报送内容" in plain
    assert "已损坏" in cut


def test_nothing_private_is_in_the_workbook(culture: Place, tmp_path: Path) -> None:
    plant(culture)
    path = tmp_path / "a.xlsx"
    submissions.write_workbook(culture.store, path, culture.unit_id, culture.week())
    assert not [word for word in PRIVATE if word in everything_in(path)]
    submissions.write_workbook(culture.store, path, culture.unit_id, culture.week(), with_meeting=True)
    found = [word for word in PRIVATE if word in everything_in(path)]
    assert set(found) == {"甲密议", "丙密人", "己密备"}


def test_of_weeks_before_it_carries_only_what_was_handed_in(culture: Place, tmp_path: Path) -> None:
    for week, words in (("2023-W28", "报过的话"), ("2023-W29", "内部定稿的话"), ("2023-W30", "本周的话")):
        culture.write("4-2", words, week=week)
        culture.sign(week)
    path = tmp_path / "a.xlsx"
    submissions.write_workbook(culture.store, path, culture.unit_id, culture.week("2023-W28"))
    culture.write("4-2", "报过以后又定稿的话", week="2023-W28")
    culture.sign("2023-W28")
    submissions.write_workbook(culture.store, path, culture.unit_id, culture.week())
    said = everything_in(path)
    assert ("报过的话" in said, "本周的话" in said) == (True, True)
    assert "内部定稿的话" not in said
    assert "又定稿的话" not in said


def test_the_preview_names_what_the_workbook_adds_and_which_weeks_it_leaves_out(
    culture: Place, tmp_path: Path
) -> None:
    for week in ("2023-W28", "2023-W29", "2023-W30"):
        culture.write("4-2", f"{week}的话", week=week)
        culture.sign(week)
    submissions.write_workbook(culture.store, tmp_path / "28.xlsx", culture.unit_id, culture.week("2023-W28"))
    seen = submissions.preview(culture.store, culture.unit_id, culture.week())
    assert seen.derived[0] == "累计进展（第28、30周；第29周未报送，不含）"
    assert any("分管领导" in one for one in seen.derived)
    path = tmp_path / "a.xlsx"
    submissions.write_workbook(culture.store, path, culture.unit_id, culture.week())
    assert "累计进展：第29周未报送，不含。" in everything_in(path)


def test_the_topics_of_a_ticked_meeting_are_those_of_the_preview(culture: Place, tmp_path: Path) -> None:
    store, unit_id, week = culture.store, culture.unit_id, culture.week()
    key = meetings.weekly_key(unit_id, week)
    meetings.record_meeting(store, unit_id, week, {"place": "三楼"}, ["议过的一题", "没有议到的一题"])
    reached = meetings.meeting_form(store, unit_id, week).meeting.topics[0]
    path = tmp_path / "a.xlsx"
    culture.write("4-2", "一")
    culture.sign()
    submissions.write_workbook(store, path, unit_id, week, with_meeting=True)
    assert "议题：无" not in everything_in(path)
    meetings.tick_topic(store, reached.id, reached=True, key=key)
    seen = submissions.preview(store, unit_id, week, with_meeting=True)
    assert dict(seen.along)["会商讨论"] == ("地点：三楼", "议题1：议过的一题")
    assert "还没有议到的议题" in seen.stays
    submissions.write_workbook(store, path, unit_id, week, with_meeting=True)
    said = everything_in(path)
    assert "议过的一题" in said
    assert "没有议到的一题" not in said
    # the time was not filled in: what the rhythm plans is not in the preview
    assert "（计划）" not in said


def test_without_a_signed_week_no_workbook_goes(culture: Place, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="还没有定稿"):
        submissions.write_workbook(culture.store, tmp_path / "a.xlsx", culture.unit_id, culture.week())
    assert not (tmp_path / "a.xlsx").exists()


def everything_in(path: Path) -> str:
    """Every byte of the file unzipped, and the document that it carries."""
    found = carried.read_carried(path.read_bytes(), path.name)
    assert found is not None
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        # every Chinese character may be written as a number
        parts = [html.unescape(package.read(name).decode("utf-8", "replace")) for name in package.namelist()]
    return "".join(parts) + found.document.decode()
