"""Reading offices' files: a wide table of 2,000 rows and a page full of what nobody closes."""

from __future__ import annotations

import contextlib
import io
import time

import openpyxl
import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.sheets.lists.tables import read_list
from shengsi_desktop.sheets.plan_files import read_source


def test_2000_rows_of_a_wide_table_are_there_in_less_than_three_seconds() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("2023年重大项目清单",))
    sheet.append(("序号", "项目名称", "建设单位", "总投资", "年度计划投资", "完成率", "形象进度", "竣工时间"))
    for n in range(1, 2001):
        sheet.append((n, f"项目{n}", f"公司{n}", f"{n + 9000}万元", n, f"{n % 100}%", "桩基", "2023年12月底"))
    stream = io.BytesIO()
    book.save(stream)

    begun = time.perf_counter()
    (table,) = read_list(stream.getvalue(), "清单.xlsx").tables

    assert time.perf_counter() - begun < 3
    assert len(table.rows) == 2000


@pytest.mark.parametrize("piece", ["<!--", "<!x", "<tr><td colspan=999 rowspan=999>甲", "<div>", "<", "<?"])
def test_a_page_full_of_what_nobody_closes_costs_no_minutes(piece: str) -> None:
    started = time.perf_counter()
    with contextlib.suppress(Refusal):
        read_source(f"<html><table>{piece * 6000}".encode(), "方案.html")
    assert time.perf_counter() - started < 2
