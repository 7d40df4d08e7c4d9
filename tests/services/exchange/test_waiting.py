"""What waits to be taken in: judged again it says the same, undone it is back, and nothing dealt with returns."""

from __future__ import annotations

import quopri
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.exchange import Verdict, Way
from shengsi_desktop.exchange.container import read_package, write_package
from shengsi_desktop.services import history
from shengsi_desktop.services.exchange import fill_sheet_taking, fill_sheets, incoming, receiving, submissions
from tests.services.exchange.conftest import CULTURE, WEEK, Place
from tests.services.exchange.filling import Filled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def signed(culture: Place) -> Place:
    culture.write("4-2", "已完工14个")
    culture.sign()
    return culture


@pytest.fixture
def package(signed: Place, tmp_path: Path) -> Path:
    path = tmp_path / "culture.sspkg"
    submissions.write_package(signed.store, path, signed.unit_id, signed.week())
    return path


def taken(county: Place, intake: receiving.Intake) -> receiving.Intake:
    """The intake after all of it was taken in."""
    keys = frozenset(row.key for row in intake.rows if row.takeable)
    receiving.take_in(county.store, intake, keys)
    return receiving.judged_again(county.store, replace(intake, taken=keys), week=WEEK)


def test_what_stops_a_package_still_stops_it_when_it_is_judged_again(county: Place, package: Path) -> None:
    read = read_package(package.read_bytes(), "")
    package.write_bytes(write_package(replace(read.head, plan_id="1", plan_title="另一方案"), read.members))
    intake = receiving.examine(county.store, [package], week=WEEK)
    again = receiving.judged_again(county.store, intake, week=WEEK)
    assert again.rows == intake.rows
    assert not again.rows[0].clean


def test_what_was_taken_in_waits_again_once_that_is_undone(
    county: Place, signed: Place, tmp_path: Path
) -> None:
    text = "".join(submissions.coded_text(signed.store, signed.unit_id, signed.week())[0])
    first = receiving.examine(county.store, text=text, week=WEEK)
    intake = taken(county, first)
    assert intake.rows == ()
    history.undo(county.store)
    assert receiving.judged_again(county.store, intake, week=WEEK).rows == first.rows
    history.redo(county.store)
    assert receiving.judged_again(county.store, intake, week=WEEK).rows == ()
    # another text brings nothing back that was dealt with
    more = receiving.laid_out(county.store, (), "没有报送", week=WEEK, beside=intake)
    assert [row.verdict for row in more.rows] == [Verdict.REFUSED]


def test_a_text_pasted_in_two_goes_is_one(county: Place, culture: Place) -> None:
    for number in ("4-2", "8-3", "8-5", "8-6", "8-8"):
        culture.write(number, "".join(chr(0x4E00 + n * 37 % 9000) for n in range(900)))
    culture.sign()
    parts = submissions.coded_text(culture.store, culture.unit_id, culture.week())[0]
    assert len(parts) > 1
    half = receiving.examine(county.store, text=parts[0], week=WEEK)
    # of what is not whole only the line for people can be read
    (row,) = half.rows
    assert (row.takeable, row.unit, row.week, row.number) == (False, CULTURE, WEEK, 1)
    assert (row.verdict, row.findings[0].short[:5]) == (Verdict.WANTING, "还差第2段")
    whole = receiving.laid_out(county.store, (), "".join(parts[1:]), week=WEEK, beside=half)
    assert [(row.takeable, row.unit) for row in whole.rows] == [(True, CULTURE)]


def test_a_text_is_told_by_its_content_whatever_carries_it(
    county: Place, signed: Place, tmp_path: Path
) -> None:
    text = "".join(submissions.coded_text(signed.store, signed.unit_id, signed.week())[0])
    (tmp_path / "无后缀").write_text(text)
    (tmp_path / "页.html").write_text(f"<html><p>{text[:90]}<br/><b>{text[90:]}</b></p></html>")
    head = (
        b"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n"
    )
    (tmp_path / "信.eml").write_bytes(head + quopri.encodestring(text.encode()))
    (tmp_path / "通知.txt").write_text("明天开会")
    rows = receiving.examine(county.store, [tmp_path], week=WEEK).rows
    assert {row.source: row.number for row in rows if row.number} == {"无后缀": 1, "页.html": 1, "信.eml": 1}
    fresh = incoming.news(county.store, sorted(tmp_path.iterdir()))
    assert {path.name for path in fresh} >= {"无后缀", "页.html", "信.eml"}
    assert tmp_path / "通知.txt" not in fresh


def test_an_old_table_is_told_the_way_out(county: Place, tmp_path: Path) -> None:
    old = tmp_path / f"{CULTURE}_2023年第30周_填报表.et"
    old.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "Workbook".encode("utf-16-le") + b"\0" * 9
    )
    photo = tmp_path / "照片_1.jpg"
    photo.write_bytes(b"\xff\xd8")
    first, other = receiving.examine(county.store, [old, photo]).rows
    assert (first.unit, first.way) == (CULTURE, Way.FILL_SHEET)
    assert "另存为 .xlsx" in first.findings[0].short
    assert (other.unit, other.way) == ("", None)


def test_a_sheet_says_in_its_line_what_is_in_it_and_waits_again_when_undone(
    county: Place, culture: Place, package: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "填报表.xlsx"
    fill_sheets.write_sheet(county.store, sheet, culture.unit_id, county.week())
    (row,) = receiving.examine(county.store, [sheet], week=WEEK).rows
    assert (row.verdict, row.empty) == (Verdict.FILL_SHEET, True)
    filled = Filled(sheet)
    filled.put("4-2", "本周进展", "完工14个")
    filled.put("4-2.5", "本周值", "十几个")
    sheet.write_bytes(filled.bytes())
    receiving.take_in(county.store, receiving.examine(county.store, [package]), {"0"})
    intake = receiving.examine(county.store, [sheet, package], week=WEEK)
    said = [one.words for one in intake.rows[0].findings]
    assert said[1:] == ["没写审核人", "1格读不了", "1格两边都改过", "该单位已报定稿v1"]
    seen = fill_sheet_taking.preview(county.store, sheet.read_bytes(), sheet.name)
    fill_sheet_taking.take_in(county.store, seen, [one.key for one in seen.differences.told], reviewer="张局")
    intake = receiving.judged_again(county.store, replace(intake, taken=frozenset("01")), week=WEEK)
    assert intake.rows == ()
    history.undo(county.store)
    rows = receiving.judged_again(county.store, intake, week=WEEK).rows
    assert [row.verdict for row in rows] == [Verdict.FILL_SHEET]
