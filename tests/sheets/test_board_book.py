"""The workbook of a board: places by group, evidence, rule, print set-up."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from shengsi_desktop.domain.boards import (
    Adjustment,
    AdjustmentKind,
    BoardKind,
    Line,
    LineKind,
    Published,
    RuleSpec,
    ScoreMethod,
)
from shengsi_desktop.rhythm.board_scores import score_board
from shengsi_desktop.sheets.board_book import board_workbook
from tests.rhythm.board_facts import board, items, one, weeks


def made() -> Any:
    given = [Adjustment("1", "甲镇", AdjustmentKind.OTHER, Decimal("1.5"), "=现场会")]
    return score_board(
        board(
            one("甲镇", (*items("gyr"), *weeks("fm")), adjustments=given),
            one("乙镇", items("g")),
            one("丙镇", weeks("f")),
            one("丁局", items("y"), "未分组部门"),
        )
    )


def cells(content: bytes, sheet: str) -> list[list[Any]]:
    book = load_workbook(io.BytesIO(content))
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_places_stand_by_group_with_those_left_out_below() -> None:
    rows = cells(board_workbook(made(), unit="县委社建委"), "榜单")
    firsts = [row[:3] for row in rows]
    assert [1, "乙镇", 100] in firsts
    assert [2, "甲镇", 89] in firsts
    assert firsts.index(["乡镇（2）", None, None]) < firsts.index([1, "乙镇", 100])
    said = [str(row[0]) for row in rows]
    assert any(words.startswith("没有负责的重点工作") and "丙镇" in words for words in said)
    assert any("每个黄灯扣0.5分" in words for words in said)
    assert "人工加减分：甲镇+1.5分，其他加减分，=现场会" in said
    assert "制表单位：县委社建委" in said


def test_every_point_has_its_line_and_no_text_becomes_a_formula() -> None:
    content = board_workbook(made())
    rows = cells(content, "得分依据")
    ours = [row for row in rows if row[0] == "甲镇"]
    assert [row[7] for row in ours if row[7]] == ["−0.5", "−2", "−10", "+1.5"]
    sheet = load_workbook(io.BytesIO(content))["得分依据"]
    reason = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=现场会"))
    assert reason.data_type == "s"


def test_points_given_to_whom_nothing_counts_are_listed_as_without_effect() -> None:
    given = [Adjustment("1", "甲镇", AdjustmentKind.OTHER, Decimal(2), "现场会", "李某")]
    content = board_workbook(score_board(board(one("甲镇", items("o"), adjustments=given))))
    assert any("现场会（李某）；未参加排名，不计入" in str(row[5]) for row in cells(content, "得分依据"))
    assert "人工加减分：甲镇，其他加减分，现场会（李某）；未参加排名，不计入" in [
        row[0] for row in cells(content, "榜单")
    ]


def test_a_published_board_says_so_and_the_same_board_gives_the_same_bytes() -> None:
    found = made()
    published = Published("x", found, "2023-08-02T01:00:00+00:00", "李某", "", 2)
    content = board_workbook(found, published=published)
    assert "已公布（第2版，2023年8月2日，李某）" in str(cells(content, "榜单")[1][0])
    assert content == board_workbook(found, published=published)


def test_places_are_set_against_the_period_before() -> None:
    before = score_board(board(one("甲镇", items("g")), one("乙镇", items("y"))))
    rows = cells(board_workbook(made(), before=before), "榜单")
    assert {row[1]: row[-1] for row in rows if row[1] in ("甲镇", "乙镇", "丁局")} == {
        "甲镇": "降1", "乙镇": "升1", "丁局": "—",
    }  # fmt: skip


def test_an_appraisal_has_a_column_for_each_board() -> None:
    mean = Line(
        LineKind.BOARD, "work", "重点工作", done=Decimal("98.5"), planned=Decimal(1), reason="7月98.5（预演）"
    )
    facts = replace(board(one("甲镇", [mean]), spec=RuleSpec(), kind=BoardKind.APPRAISAL), period="2023-Q3")
    rows = cells(board_workbook(score_board(facts)), "榜单")
    head = next(row for row in rows if row[0] == "名次")
    assert head[3:6] == ["重点工作平均", "重大项目平均", "重要指标平均"]
    assert [1, "甲镇", 98.5, 98.5, "—", "—"] in [row[:6] for row in rows]


def test_what_a_low_score_comes_from_stands_in_a_column_and_signed_weeks_in_one_line() -> None:
    silent = replace(items("o")[0], reason="未填报")
    found = score_board(board(one("甲镇", (silent, *weeks("ffmf")))))
    unlit = score_board(board(one("乙镇", (*items("g"), *weeks("ffmf"))), one("丙镇", weeks("f"))))
    rows = cells(board_workbook(unlit), "榜单")
    head = next(row for row in rows if row[0] == "名次")
    ours = next(row for row in rows if row[1] == "乙镇")
    assert (head[2:4], ours[head.index("缺报扣分")], ours[2]) == (["得分", "数据"], -10, 90)
    evidence = cells(board_workbook(unlit), "得分依据")
    told = [(row[3], row[5]) for row in evidence if row[1] == "定稿"]
    assert told == [("第27—28、30周", "均已定稿"), ("第29周", None)]
    assert any("没有负责的重点工作，不参加排名：丙镇" in str(row[0]) for row in evidence)
    said = [str(row[5]) for row in cells(board_workbook(found), "得分依据")]
    assert "未填报，不计入" in said


def test_no_heading_and_no_row_stands_alone_on_a_page() -> None:
    units = [one(f"第{n}局", items("gyr"), f"第{n // 6}组") for n in range(54)]
    out = [one(f"空{n}局", weeks("f")) for n in range(40)]
    book = load_workbook(io.BytesIO(board_workbook(score_board(board(*units, *out)))))
    sheet = book["榜单"]
    starts = [found.id + 1 for found in sheet.row_breaks.brk]
    assert starts
    firsts = {row: str(sheet.cell(row, 1).value) for row in range(1, sheet.max_row + 1)}
    ends = [*starts[1:], sheet.max_row + 1]
    for start, end in zip(starts, ends, strict=True):
        page = [firsts[row] for row in range(start, end) if firsts[row] != "None"]
        assert sum(words.isdigit() for words in page) >= 2
        assert "组" not in firsts[end - 1]


def test_entrants_that_are_no_units_are_called_so() -> None:
    village = one("甲村", [Line(LineKind.FIGURE, "f", "得分", done=Decimal(9))])
    village = replace(village, entrant=replace(village.entrant, is_unit=False))
    spec = RuleSpec(method=ScoreMethod.FIGURE)
    found = score_board(board(village, spec=spec, kind=BoardKind.CUSTOM))
    for sheet in ("榜单", "得分依据"):
        assert any("对象" in row for row in cells(board_workbook(found), sheet))


def test_it_prints_one_page_wide_with_its_head_on_each() -> None:
    book = load_workbook(io.BytesIO(board_workbook(made())))
    assert book.sheetnames == ["榜单", "得分依据"]
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.print_title_rows
