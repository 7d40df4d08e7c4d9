"""Every workbook that the program writes is known again: by a reader of its own, or kindly by its name."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengsi_desktop.domain.briefs import BriefKind
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import islands, item_list, setting_up
from shengsi_desktop.services.exchange import consolidating
from shengsi_desktop.services.opening import opened
from shengsi_desktop.sheets.board_book import board_workbook
from shengsi_desktop.sheets.brief_book import brief_workbook
from shengsi_desktop.sheets.lists.tables import read_list
from shengsi_desktop.sheets.lists.templates import list_template
from shengsi_desktop.sheets.recognising import WorkbookKind, recognise
from shengsi_desktop.sheets.week_book import week_workbook
from tests.sheets import factory
from tests.sheets.test_board_book import made as made_board
from tests.sheets.test_briefs import brief
from tests.sheets.test_fill_sheet import MADE, through_libreoffice

if TYPE_CHECKING:
    from collections.abc import Callable


def of_a_store(kind: WorkbookKind, room: Path) -> bytes:
    """The lists that are written straight from a store."""
    path = room / "a.xlsx"
    with opened(room / "store", writing=True, create=True) as store:
        setting_up.first_run(store, unit="花鸟乡", person="王某")
        desk = setting_up.settings(store)
        week = parse_week("2023-W30", desk.rhythm)
        if kind is WorkbookKind.ITEMS:
            item_list.export_items(store, desk.unit.id, week, path)
        elif kind is WorkbookKind.COUNTY:
            consolidating.export(store, week, path)
        else:
            islands.export_board(islands.island_board(store, desk.unit.id, week), path)
    return path.read_bytes()


def written(name: str, room: Path) -> bytes:
    makers: dict[str, Callable[[], bytes]] = {
        "周会商表": lambda: week_workbook(factory.full_book()),
        "空的周会商表": lambda: week_workbook(factory.empty_book()),
        "榜单": lambda: board_workbook(made_board(), unit="县委社建委"),
        "半月汇报": lambda: brief_workbook(brief(BriefKind.HALF_MONTH), "2023年7月下半月"),
        "任务清单": lambda: of_a_store(WorkbookKind.ITEMS, room),
        "一岛一功能": lambda: of_a_store(WorkbookKind.ISLANDS, room),
        "县汇总表": lambda: of_a_store(WorkbookKind.COUNTY, room),
        "填报表": lambda: MADE,
        **{kind.label: lambda kind=kind: list_template(kind, 2023) for kind in ListKind},  # type: ignore[misc]
    }
    return makers[name]()


KINDS = {
    "周会商表": WorkbookKind.WEEK,
    "空的周会商表": WorkbookKind.WEEK,
    "榜单": WorkbookKind.BOARD,
    "半月汇报": WorkbookKind.BRIEF,
    "任务清单": WorkbookKind.ITEMS,
    "一岛一功能": WorkbookKind.ISLANDS,
    "县汇总表": WorkbookKind.COUNTY,
    "填报表": WorkbookKind.FILL_SHEET,
    **{kind.label: WorkbookKind.LIST for kind in ListKind},
}


@pytest.mark.parametrize("name", KINDS)
def test_a_workbook_of_ours_is_known_again_after_openpyxl_saved_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHENGSI_CONFIG", str(tmp_path / "config"))
    content = written(name, tmp_path)
    again = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(content)).save(again)
    for each in (content, again.getvalue()):
        found = recognise(each)
        assert found is not None
        assert found.kind is KINDS[name]
        assert found.title in found.words


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_workbooks_of_ours_are_known_again_after_libreoffice_saved_them(tmp_path: Path) -> None:
    names = ("周会商表", "榜单", "半月汇报", "重大项目清单")
    saved = through_libreoffice({name: written(name, tmp_path) for name in names}, tmp_path)
    found = {name: recognise(content) for name, content in saved.items()}
    assert {name: one.kind for name, one in found.items() if one is not None} == {
        name: KINDS[name] for name in names
    }
    assert read_list(saved["重大项目清单"], "a.xlsx", ListKind.PROJECT) is not None


def test_what_is_for_reading_is_told_so_by_its_name() -> None:
    found = recognise(written("榜单", Path()))
    assert found is not None
    assert re.match(r"这是“2023年.*晾晒”，只供阅读，没有收入任何内容", found.words)


def test_every_writer_of_a_workbook_is_in_the_list() -> None:
    """Who adds a workbook says how it is read back."""
    folder = Path(__file__).parents[2] / "shengsi_desktop"
    writers = {
        path.name for path in folder.rglob("*.py") if re.search(r"= Workbook\(\)", path.read_text("utf-8"))
    }
    assert writers == {
        "board_book.py", "brief_book.py", "county_book.py", "fill_sheet_writing.py", "island_board.py", "item_list.py",
        "templates.py", "week_book.py",
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(MADE) - 1), st.binary(max_size=6))
def test_no_file_raises_anything(at: int, said: bytes) -> None:
    recognise(MADE[:at] + said + MADE[at + len(said) :])
    assert recognise(said) is None
