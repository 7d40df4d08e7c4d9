"""Task lists in workbooks as offices keep them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook

from shengsi_desktop.plan.identity import numbered_measures
from shengsi_desktop.plan.reader import read_plan
from shengsi_desktop.sheets.plan_files import read_source

ROWS = (
    ("某县2024年重点工作任务清单", None, None, None, None, None),
    ("填报单位：县府办", None, None, None, None, None),
    ("序号", "工作任务", "具体内容", "牵头单位", "责任单位", "完成时限"),
    (1, "做强渔业", "新增网箱100口", "县渔业局", "县财政局、各乡镇", datetime(2024, 6, 30)),  # noqa: DTZ001 - as cells are
    (2, None, "改造网箱50口", "县渔业局", None, "2024年底"),
    (None, None, None, None, None, None),
    (3, "做优旅游", "新建民宿20家", "县文旅局", "县住建局", 2024.0),
    ("注：列第一位者为牵头单位", None, None, None, None, None),
)


def workbook(rows=ROWS, merges=("A1:F1", "B4:B5")) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for area in merges:
        book.active.merge_cells(area)
    return book


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def measures(content: bytes):
    read = read_plan(read_source(content, "清单.xlsx").text)
    return read, {number: measure for number, _, measure in numbered_measures(read)}


def test_the_head_is_found_under_title_rows_and_merged_tasks_stand_over_their_rows():
    read, found = measures(saved(workbook()))
    assert read.title == "某县2024年重点工作任务清单"
    assert [(d.title, len(d.tasks)) for d in read.directions] == [("做强渔业", 2), ("做优旅游", 1)]
    assert [(o.unit, o.role.value) for o in found["1-1"].owners] == [
        ("县渔业局", "lead"), ("县财政局", "owner"), ("各乡镇", "owner"),
    ]  # fmt: skip
    assert found["1-1"].deadline == "2024年6月30日"
    assert found["2-1"].deadline == "2024年底"


def test_a_stored_dimension_of_one_cell_hides_nothing():
    content = saved(workbook())
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part)
                assert b'ref="A1"' in part
            new.writestr(name, part)
    _, found = measures(buffer.getvalue())
    assert len(found) == 3


def test_only_the_sheets_that_are_task_lists_are_read_and_hidden_ones_are_not():
    book = workbook()
    contacts = book.create_sheet("通讯录")
    contacts.append(("姓名", "电话"))
    hidden = book.create_sheet("旧表")
    hidden.sheet_state = "hidden"
    hidden.append(("任务内容", "责任单位"))
    hidden.append(("旧任务", "县旧局"))
    text = read_source(saved(book), "清单.xlsx").text
    assert "姓名" not in text
    assert "县旧局" not in text


def test_a_workbook_without_a_task_list_is_read_as_words_and_says_so():
    book = workbook((("一、任务",), ("1. 植树。多植树。（责任单位：县林业局）",)), ())
    source = read_source(saved(book), "方案.xlsx")
    assert "没有找到" in source.notes[0]
    assert [len(m.owners) for _, _, m in numbered_measures(read_plan(source.text))] == [1]
