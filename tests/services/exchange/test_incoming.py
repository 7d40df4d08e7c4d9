"""What a file that came is, is told by its content; news of the 收发目录 are for this desk alone."""

from __future__ import annotations

import io
import os
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services.exchange import (
    collecting,
    fill_sheets,
    incoming,
    letters,
    receiving,
    submissions,
)
from shengsi_desktop.services.exchange.incoming import Incoming, kind_of
from tests.services.exchange.conftest import WEEK, Place

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def package(culture: Place, tmp_path: Path) -> Path:
    culture.write("4-2", "已完工14个")
    culture.sign()
    path = tmp_path / "a.sspkg"
    submissions.write_package(culture.store, path, culture.unit_id, culture.week())
    return path


def test_a_kind_is_told_by_the_content(culture: Place, package: Path, tmp_path: Path) -> None:
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    sealed = tmp_path / "sealed.sspkg"
    submissions.write_package(culture.store, sealed, culture.unit_id, culture.week(), passphrase="海岛")
    assert kind_of(package.read_bytes(), "改了名.doc") is Incoming.SUBMISSION
    assert kind_of(sealed.read_bytes(), "b") is Incoming.SEALED
    assert kind_of(sealed.read_bytes(), "b", "海岛") is Incoming.SUBMISSION
    assert kind_of(book.getvalue(), "c.bin") is Incoming.WORKBOOK
    assert kind_of("【嵊泗报送】".encode("gb18030"), "d.txt") is Incoming.TEXT
    assert kind_of(b"\xff\xd8\xff", "e.jpg") is kind_of(b"PK\x03\x04", "f.docx") is Incoming.OTHER
    with pytest.raises(Refusal, match="损坏"):
        kind_of(package.read_bytes()[:-5], "g.sspkg")


def test_news_are_what_is_for_this_desk_and_not_yet_dealt_with(
    culture: Place, county: Place, package: Path, tmp_path: Path
) -> None:
    assert incoming.news(county.store, [package]) == (package,)
    # its own package is no news to the unit
    assert incoming.news(culture.store, [package]) == ()
    receiving.take_in(county.store, receiving.examine(county.store, [package]), {"0"})
    assert incoming.news(county.store, [package]) == ()
    letter = tmp_path / "回执.sspkg"
    letters.write_letter(county.store, letter, culture.unit_id, WEEK)
    assert incoming.news(culture.store, [letter]) == (letter,)
    assert incoming.news(county.store, [letter]) == ()


@pytest.mark.expects_error_log
def test_one_strange_file_keeps_nobody_from_the_others(
    county: Place, culture: Place, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shengsi_desktop.exchange.container import _zipped

    head = {"format": "shengsi-package", "version": 1, "kind": "submission"}
    strange = tmp_path / "坏.sspkg"
    strange.write_bytes(
        _zipped(
            {
                "manifest.json": canonical({**head, "sealed": {"n": 2}, "sender": None}).encode(),
                "sealed.bin": b"x",
            }
        )
    )
    rows = receiving.examine(county.store, [strange, package]).rows
    assert [row.takeable for row in rows] == [False, True]
    strange.write_bytes(_zipped({"manifest.json": b'{"format":"shengsi-package","version":1e400}'}))
    assert incoming.news(county.store, [strange, package]) == (strange, package)

    def stumbles(_document: object, name: str) -> None:
        if name == package.name:
            raise ZeroDivisionError

    copy = tmp_path / "b.sspkg"
    copy.write_bytes(package.read_bytes())
    monkeypatch.setattr(
        "shengsi_desktop.services.exchange.attached.judge", lambda *given: stumbles(*given[1:])
    )
    rows = receiving.examine(county.store, [package, copy]).rows
    assert [row.takeable for row in rows] == [False, True]
    assert "内容异常" in rows[0].findings[0].words
    monkeypatch.setattr("shengsi_desktop.services.exchange.incoming.kind_of", lambda *_given: 1 // 0)
    assert collecting.look(culture.store, [package]).lines[0].refused


def test_news_go_by_content_not_by_name_and_clock(
    culture: Place, county: Place, package: Path, tmp_path: Path
) -> None:
    box = tmp_path / "报送.sspkg"
    shutil.copy2(package, box)
    receiving.take_in(county.store, receiving.examine(county.store, [box]), {"0"})
    again = tmp_path / "另一个名字.sspkg"
    shutil.copy2(package, again)
    assert incoming.news(county.store, [box, again]) == ()
    culture.write("4-2", "第二版")
    culture.sign()
    # the same name, and a file that looks older than the first one
    submissions.write_package(culture.store, box, culture.unit_id, culture.week())
    os.utime(box, (1, 1))
    assert incoming.news(county.store, [box]) == (box,)
    book = tmp_path / "报送.xlsx"
    submissions.write_workbook(culture.store, book, culture.unit_id, culture.week())
    assert incoming.news(county.store, [book]) == (book,)
    intake = receiving.examine(county.store, [book])
    receiving.take_in(county.store, intake, {"0"})
    sheet = tmp_path / "填报表.xlsx"
    fill_sheets.write_sheet(county.store, sheet, culture.unit_id, county.week("2023-W31"))
    assert incoming.news(county.store, [book, sheet]) == ()


def test_a_note_is_no_letter_at_a_unit_though_it_ends_as_a_text_does(culture: Place, tmp_path: Path) -> None:
    (tmp_path / "说明.md").write_text("# 说明\n本程序离线可用。", "utf-8")
    (tmp_path / "报送.txt").write_text("【嵊泗报送】", "gb18030")
    lines = {line.path.name: line for line in collecting.look(culture.store, [tmp_path]).lines}
    assert (lines["说明.md"].label, lines["说明.md"].words) == ("其他文件", "不是本程序的文件。")
    assert lines["报送.txt"].label == "报送文字"
