"""A table copied from WPS for a 比拼榜: heads, totals, units, dashes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.rhythm.pasted_figures import is_nothing, read_block, read_figure


def test_title_head_and_totals_are_no_villages() -> None:
    head = "7月清洁村比拼\t\t\n村名\t片区\t7月\n"
    text = f"{head}甲村\t东片\t12个\n乙村\t东片\t—\n 合 计\t\t12\n平均\t\t6\n"
    block = read_block(text)
    assert [row[0] for row in block.rows] == ["甲村", "乙村"]
    assert block.skipped == ("7月清洁村比拼", "村名 片区 7月", "合 计 12", "平均 6")


def test_a_head_that_names_what_is_measured_is_one() -> None:
    assert read_block("各村\t户均日产\n甲村\t3", "户均日产").skipped == ("各村 户均日产",)


@pytest.mark.parametrize(
    "text",
    [
        "甲村\n乙村",
        "甲村\t东片\n乙村\t东片",
        "甲村\t东片\t\n乙村\t东片\t3",
        "3\n4",
        "村西\t3",
        "甲村\t\n乙村\t3",
    ],
)
def test_what_is_no_head_stays(text: str) -> None:
    assert read_block(text).skipped == ()
    assert len(read_block(text).rows) == len(text.split("\n"))


@given(st.lists(st.tuples(st.sampled_from(["基湖村", "田岙村", "会城社区"]), st.integers(0, 99)), min_size=1))
def test_rows_with_a_name_and_a_number_all_stay_in_their_order(rows: list[tuple[str, int]]) -> None:
    block = read_block("\n".join(f"{name}\t{number}" for name, number in rows))
    assert block.rows == tuple((name, str(number)) for name, number in rows)


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("12个", "个", "12"), ("１２ 户", "", "12"), ("约9", "个", "9"), ("9个左右", "个", "9"),
        ("1.2吨", "千克", "1200"), ("12家", "个", "12"), ("90％", "%", "90"), ("1,200", "元", "1200"),
        ("1,234,567.5元", "元", "1234567.5"), ("1,00", "元", None), ("12,3456", "", None), ("1,2", "", None),
        ("12户", "个", None), ("多", "个", None), ("", "个", None), ("3-4", "个", None),
    ],
)  # fmt: skip
def test_a_cell_is_read_in_the_boards_unit_or_not_at_all(text: str, unit: str, number: str | None) -> None:
    assert read_figure(text, unit) == (None if number is None else Decimal(number))


def test_dashes_and_blanks_say_that_there_is_nothing() -> None:
    assert all(is_nothing(text) for text in ("", " ", "—", "-", "/", "无"))
    assert not is_nothing("0")
