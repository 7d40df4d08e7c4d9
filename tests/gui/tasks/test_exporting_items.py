"""导出清单 from 任务清单: what the filters leave is what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from shengsi_desktop.domain.words import ListName
from shengsi_desktop.services import appeals
from shengsi_desktop.ui.pages.tasks import words

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def numbers(path: Path) -> list[str]:
    rows = load_workbook(path)["任务清单"].iter_rows(min_row=4, max_col=2, values_only=True)
    return [str(number) for number, task in rows if task]


def test_what_is_listed_is_written_and_an_appeal_has_a_filter_of_its_own(tasks: Any, tmp_path: Path) -> None:
    page = tasks.page
    assert page.filters.export_list.text() == words.EXPORT_ITEMS
    page.item_exporting.save(tmp_path / "own.xlsx")
    tasks.settle()
    assert page.pane.messages.text == words.EXPORTED.format(name="own.xlsx")
    assert numbers(tmp_path / "own.xlsx") == tasks.listed
    assert page.item_exporting.file_name() == "县文广旅体局2023年第30周任务清单.xlsx"
    assert page.filters.lists[ListName.APPEAL].isHidden()
    tasks.stored(lambda store: appeals.add_appeal(store, "争取省级补助"))
    page._load()
    tasks.settle()
    page.filters.lists[ListName.APPEAL].click()
    tasks.settle()
    assert tasks.listed == ["争取1"]
    page.item_exporting.save(tmp_path / "appeals.xlsx")
    tasks.settle()
    assert numbers(tmp_path / "appeals.xlsx") == ["争取1"]
    page.filters.clear(whole=True)
    tasks.settle()
    assert page.item_exporting.file_name() == "2023年第30周任务清单.xlsx"
    page.filters.by_island.trigger()
    tasks.settle()
    assert page.filters.export_list.text() == words.EXPORT_BOARD
    page.item_exporting.save(tmp_path)
    tasks.settle()
    assert "是一个文件夹" in page.pane.messages.text
