"""Looking at a list of 2,000 rows: reading the file and setting it against 2,000 that are stored."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import openpyxl
import pytest

from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.services import list_import, setting_up
from shengsi_desktop.services.opening import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = 2_000
LIMIT = 3.0
PROJECT_HEAD = (
    "序号", "项目名称", "建设单位", "建设规模及内容", "总投资（万元）", "年度计划投资（万元）", "本年累计完成（万元）",
    "形象进度", "开工时间", "竣工时间", "节点安排", "责任单位", "配合单位", "备注",
)  # fmt: skip
MEASURE_HEAD = (
    "序号", "类别", "所属任务", "重点举措", "具体内容", "年度目标", "牵头单位", "配合单位", "分管领导", "完成时限",
    "备注",
)  # fmt: skip


def project(n: int, version: int) -> tuple[object, ...]:
    milestones = "6月底前完成桩基；12月底前主体结顶"
    return (
        n, f"某某码头改造工程{n}号", f"公司{n}", f"改造泊位{n}个", n + 9000, n + 500 + version, n, "桩基完成",
        "2022年9月", "2024年12月底", milestones, "县发改局、县住建局", "各乡镇、县财政局", f"备注{n}",
    )  # fmt: skip


def measure(n: int, version: int) -> tuple[object, ...]:
    content = f"完成{n}个项目，年底前全部验收；印发实施方案"
    return (
        n, f"类别{n // 50}", f"任务{n // 10}", f"推进第{n}项渔港提升行动", content, f"{n + version}个", "县发改局",
        "县住建局、各乡镇", "张三", "2023年12月底", f"备注{n}",
    )  # fmt: skip


def workbook(head: tuple[str, ...], row: Callable[[int, int], tuple[object, ...]], version: int) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(head)
    for n in range(1, ROWS + 1):
        sheet.append(row(n, version))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def plainly(content: bytes) -> int:
    """The yardstick: openpyxl alone reads the values of every cell."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return sum(1 for row in book.worksheets[0].iter_rows(values_only=True) for _ in row)


@pytest.mark.parametrize(
    ("kind", "head", "row"),
    [(ListKind.PROJECT, PROJECT_HEAD, project), (ListKind.KEY_MEASURE, MEASURE_HEAD, measure)],
)
def test_2000_rows_are_previewed_in_less_than_three_seconds(
    kind: ListKind,
    head: tuple[str, ...],
    row: Callable[[int, int], tuple[object, ...]],
    tmp_path: Path,
    ratio: Callable[..., float],
) -> None:
    first, later = (workbook(head, row, version) for version in (0, 1))
    with opened(tmp_path / "store", writing=True) as store:
        setting_up.first_run(store, unit="县文广旅体局")

        def preview(content: bytes) -> object:
            source = list_import.read_source(content, "清单.xlsx", kind, year=2023)
            return list_import.compare(store, source.file.tables[0])

        def timed(content: bytes) -> float:
            begun = time.perf_counter()
            preview(content)
            return time.perf_counter() - begun

        new = timed(first)
        begun = time.perf_counter()
        (table,) = list_import.read_source(first, "清单.xlsx", kind, year=2023).file.tables
        list_import.take_in(store, list_import.compare(store, table))
        taken = time.perf_counter() - begun
        again = timed(later)
        print(f"\n{kind.label}: new {new:.2f} s, stored in {taken:.2f} s, a later version {again:.2f} s")  # noqa: T201
        assert max(new, again) < LIMIT
        assert ratio(lambda: preview(later), lambda: plainly(later), runs=3) < 12
