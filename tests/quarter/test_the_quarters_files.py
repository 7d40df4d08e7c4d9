"""Every kind of file that the finished quarter gives opens and holds what it must.

With SHENGSI_QUARTER_SCREENS naming a folder the files are kept there, to be looked at.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from PIL import Image

from shengsi_desktop.domain.briefs import BriefKind
from shengsi_desktop.domain.directives import Urgency
from shengsi_desktop.services import briefs, directive_slips, directives, exporting
from shengsi_desktop.services.boards import custom
from shengsi_desktop.services.boards import exporting as board_exporting
from tests.quarter.scenario import APPRAISED_ON, leader_of
from tests.quarter.scenario_others import APPEAL
from tests.quarter.scenario_setting import VILLAGES, Quarter
from tests.quarter.scenario_words import CULTURE

if TYPE_CHECKING:
    from shengsi_desktop.domain.boards import Board
    from shengsi_desktop.store.sessions import Store

SEPTEMBER_END = date(2023, 9, 28)


@pytest.fixture
def quarter(after_the_quarter: Store) -> Quarter:
    """The finished quarter."""
    return Quarter(after_the_quarter)


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Where the files go."""
    kept = os.environ.get("SHENGSI_QUARTER_SCREENS")
    found = Path(kept) / "files" if kept else tmp_path / "files"
    found.mkdir(parents=True, exist_ok=True)
    return found


def words_of_book(path: Path) -> dict[str, str]:
    """All that stands in each sheet."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: "\n".join(
            "\t".join("" if cell is None else str(cell) for cell in row)
            for row in sheet.iter_rows(values_only=True)
        )
        for sheet in book.worksheets
    }


def words_of_document(content: bytes) -> str:
    document: Any = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.parametrize(
    ("kind", "period"),
    [
        ("work", "2023-07"),
        ("work", "2023-08"),
        ("projects", "2023-09"),
        ("indicators", "2023-09"),
        ("appraisal", "2023-Q3"),
        (VILLAGES, "2023-09"),
    ],
)
def test_a_board_of_each_kind_goes_out_as_workbook_and_picture(
    quarter: Quarter, room: Path, kind: str, period: str
) -> None:
    board = custom.find_board(quarter.store, kind) if kind == VILLAGES else kind
    view = board_exporting.board_view(quarter.store, board, period, today=APPRAISED_ON)
    name = f"榜-{'villages' if kind == VILLAGES else kind}-{period}"
    told = words_of_book(board_exporting.export_board(quarter.store, view, room / f"{name}.xlsx"))
    first, evidence, *_ = told.values()
    for one in ranked(view.shown):
        assert one.entrant.name in first
        assert f"{one.points:f}".rstrip("0").rstrip(".") in first
        assert one.entrant.name in evidence
    board_exporting.export_picture(view, room / f"{name}.png")
    with Image.open(room / f"{name}.png") as picture:
        assert picture.width > 800
        assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 20


def ranked(board: Board) -> list[Any]:
    found = [one for one in board.scores if one.place is not None]
    assert len(found) >= 3
    return found


def test_a_leaders_half_month_and_the_months_pack_go_out_as_workbook_and_document(
    quarter: Quarter, room: Path
) -> None:
    own = quarter.unit(CULTURE)
    wanted = {
        "听取": (BriefKind.HALF_MONTH, "2023-09-2", leader_of(quarter), "人工改写：总体向好。"),
        "月度": (BriefKind.MONTH, "2023-09", "", "演示：沈家湾客运枢纽"),
    }
    for name, (kind, period, leader, part) in wanted.items():
        brief = briefs.draft(quarter.store, own, kind, period, leader, today=APPRAISED_ON)
        for suffix in (".docx", ".xlsx"):
            path = briefs.export(quarter.store, brief, room / f"{name}{suffix}")
            if suffix == ".docx":
                said = words_of_document(path.read_bytes())
            else:
                said = "\n".join(words_of_book(path).values())
            assert part in said, (name, suffix)
            assert "渔旅融合" in said, (name, suffix)


def test_a_week_goes_out_as_workbook_wide_and_narrow_with_what_the_quarter_had(
    quarter: Quarter, room: Path
) -> None:
    own = quarter.unit(CULTURE)
    for label, narrow in (("2023-W39", False), ("2023-W36", True)):
        path = room / f"周{label}.xlsx"
        exporting.export_week(quarter.store, own, quarter.week(label), path, narrow=narrow)
        told = words_of_book(path)
        assert {"领导阅", "会商记录", "任务进展", "细项进度", "指标进度", "重大项目", "争取事项"} <= set(told)
        assert APPEAL.removeprefix("演示：") in told["争取事项"]
        assert "材料涨价" in told["会商记录"]


@pytest.mark.usefixtures("qtbot")
def test_the_meeting_copy_is_a_pdf_with_words(quarter: Quarter, room: Path) -> None:
    from shengsi_desktop.ui.printing.pages import pdf_bytes

    at = datetime(2023, 9, 28, 14, 30)  # noqa: DTZ001 - the local time
    document = exporting.meeting_copy(quarter.store, quarter.unit(CULTURE), quarter.week("2023-W39"), at)
    path = exporting.write_file(room / "上会稿.pdf", pdf_bytes(document))
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page(?!s)", content)) > 1
    if shutil.which("pdftotext"):
        told = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
        words = "".join(told.split())
        assert all(one in words for one in ("上会稿", "微改造已完工", "补齐补助申报图件"))
        assert re.search(r"第1页共\d页", words)


@pytest.mark.parametrize("level", list(Urgency))
def test_slips_go_out_in_each_colour(quarter: Quarter, room: Path, level: Urgency) -> None:
    own = quarter.unit(CULTURE)
    given = directives.directives(quarter.store, own, SEPTEMBER_END)
    still = [one for one in given if one.is_open]
    assert len(still) >= 3
    made = directive_slips.slips(quarter.store, own, [one.id for one in still], SEPTEMBER_END, level)
    path = directive_slips.export_slips(made, room / f"督办单-{level.value}.docx")
    said = words_of_document(path.read_bytes())
    assert said.count(f"{level.label}督办单") == len(still)
    assert all(one.what in said for one in still)
