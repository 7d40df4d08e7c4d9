"""What is typed into one cell, and where the cells of a pasted block belong: pure."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.indicators import GoalState
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.pages.indicators.block import cells_of
from shengsi_desktop.ui.pages.indicators.grid.placing import Table, filled, is_single, placed
from shengsi_desktop.ui.pages.indicators.grid.reading import read
from shengsi_desktop.ui.pages.indicators.grid.rows import Sight
from shengsi_desktop.ui.pages.indicators.grid.series import Field
from tests.gui.indicators.grid.figures import ALL, CARE, GDP, NURSES, PORT, RATIO, ROUND


def at(row: int = 0, month: int = 1, field: Field = Field.VALUE, listed: Any = ALL) -> Table:
    """The screen, with the keys in that row and month."""
    return Table(ALL, listed, Sight(field, 2023, 6), row, month)


def put(text: str, table: Table | None = None) -> dict[tuple[str, int], str]:
    """(name, month) → figure."""
    return {(one.indicator.name, one.month): str(one.value) for one in placed(text, table or at())}


def refusal(text: str, table: Table | None = None) -> str:
    """Why the block is not taken."""
    with pytest.raises(Refusal) as problem:
        placed(text, table or at())
    return str(problem.value)


@pytest.mark.parametrize(
    ("text", "one", "found"),
    [
        ("６７．５", GDP, "67.5"),
        ("67亿元", GDP, "67"),
        ("670000万元", GDP, "67"),
        ("1,116万吨", PORT, "0.1116"),
        ("１２％", RATIO, "12"),
        ("12.5个百分点", RATIO, "12.5"),
        ("－3.2", RATIO, "-3.2"),
        ("−3.2", RATIO, "-3.2"),
        ("98.7", CARE, "98.7"),
        ("已完成", CARE, "reached"),
        (" 推进中 ", ROUND, "under_way"),
    ],
)
def test_a_cell_is_read_as_offices_write_it(text: str, one: Any, found: str) -> None:
    assert str(read(text, Field.VALUE, one)) == found


@pytest.mark.parametrize(
    ("text", "one", "field", "why"),
    [
        ("未出", GDP, Field.VALUE, "“未出”不是数"),
        ("1.2.3", GDP, Field.VALUE, "“1.2.3”不是数"),
        ("12%", GDP, Field.VALUE, "“12%”的单位和这个指标的“亿元”对不上"),
        ("67亿元", RATIO, Field.VALUE, "“67亿元”的单位和这个指标的“%”对不上"),
        ("推进中", GDP, Field.VALUE, "“推进中”不是数"),
        ("差不多", CARE, Field.VALUE, "“差不多”不是数，也不是未启动、推进中、已达到"),
        ("2.5", GDP, Field.RANK, "“2.5”不是名次，请填1、2、3这样的数"),
        ("0", GDP, Field.RANK, "“0”不是名次，请填1、2、3这样的数"),
    ],
)
def test_what_is_no_figure_is_refused_with_the_reason(text: str, one: Any, field: Field, why: str) -> None:
    with pytest.raises(Refusal, match=why.replace(".", r"\.").replace("%", "%")):
        read(text, field, one)


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_a_cell(text: str) -> None:
    for field in Field:
        for one in ALL:
            with suppress(Refusal):
                assert isinstance(read(text, field, one), (Decimal, int, GoalState))


def test_ranks_are_read_with_their_words() -> None:
    assert [read(text, Field.RANK, GDP) for text in ("3", "第3位", "第12名", "３")] == [3, 3, 12, 3]


def test_a_block_goes_down_the_rows_and_along_the_months_over_blanks() -> None:
    found = put("11.2\t21.5\n0.06\t—\r\n\t１２％\r\n", at(0, 3))
    assert found == {
        (GDP.name, 3): "11.2",
        (GDP.name, 4): "21.5",
        (PORT.name, 3): "0.06",
        (RATIO.name, 4): "12",
    }


def test_an_empty_first_cell_of_a_column_keeps_its_row() -> None:
    assert put("\n0.06\n", at(0, 6)) == {(PORT.name, 6): "0.06"}
    assert cells_of('"1月\n份"\t2\r\n3\t4\r\n') == [["1月份", "2"], ["3", "4"]]
    assert cells_of('县域"1小时"\t"x') == [['县域"1小时"', '"x']]


def test_names_in_front_say_whose_the_figures_are() -> None:
    block = "指标\t单位\t1月\t3月\n1.港口货物吞吐量\t亿吨\t0.06\t0.24\n家庭年可支配收入20—60万元比例\t%\t\t３６％\n"
    expected = {(PORT.name, 1): "0.06", (PORT.name, 3): "0.24", (RATIO.name, 3): "36"}
    assert put(block, at(4, 9)) == expected
    # without months above they begin where the keys are; listed or not makes no difference
    assert put("港口货物吞吐量（亿吨）\t0.31\t0.42", at(0, 4, listed=(GDP,))) == {
        (PORT.name, 4): "0.31",
        (PORT.name, 5): "0.42",
    }
    assert put("经济总量\n1\t地区生产总值\t11.2\n\n", at(2, 2)) == {(GDP.name, 2): "11.2"}


def test_a_whole_year_by_name_begins_in_january_and_unit_and_target_are_no_figures() -> None:
    figures = [str(month) for month in range(1, 13)]
    block = "\t".join(("港口货物吞吐量", "亿吨", "超1.116", *figures))
    assert put(block, at(0, 6)) == {(PORT.name, month): str(month) for month in range(1, 13)}


def test_months_above_the_figures_say_where_they_belong() -> None:
    assert put("1—2月\t一季度\t上半年\n1\t2\t3", at(1, 12)) == {
        (PORT.name, 2): "1",
        (PORT.name, 3): "2",
        (PORT.name, 6): "3",
    }
    assert "表头是2022年，表里正显示2023年" in refusal("2022年1月\t2022年2月\n1\t2")
    # figures that look like a year are figures
    assert put("2023\t5500", at(0, 1)) == {(GDP.name, 1): "2023", (GDP.name, 2): "5500"}


@pytest.mark.parametrize(
    ("text", "table", "why"),
    [
        (
            "1\t2\n0.06\t未出\n3\t4",
            at(),
            "粘贴内容第2行第2列（港口货物吞吐量，2月）“未出”不是数，一格都没有存入",
        ),
        ("指标\t1月\n港口货物吞吐量\t1吨x", at(), "第2行第2列（港口货物吞吐量，1月）“1吨x”的单位"),
        ("港口货物吞吐量\t1\n不认识的指标\t2", at(), "第2行的“不认识的指标”不是表里的指标"),
        ("港口货物吞吐量\t1\n6.港口货物吞吐量\t2", at(), "第2行的“6.港口货物吞吐量”前面已有一行"),
        ("1\n2\n3", at(4), "有3行，从这一行往下只列了2个指标"),
        ("1\t2\t3", at(0, 11), "第1行超出了12月"),
        ("5", at(3, 2), "（每万老年人口拥有持证养老护理员数，2月）不用填：这个指标按季度填"),
        ("—\t\n\t", at(), "没有数，一格都没有存入"),
    ],
)
def test_one_bad_cell_refuses_the_block_in_a_sentence(text: str, table: Table, why: str) -> None:
    assert why in refusal(text, table)


def test_states_are_pasted_like_figures_and_one_figure_fills_a_selection() -> None:
    assert put("推进中\t已达到", at(4, 5)) == {(CARE.name, 5): "under_way", (CARE.name, 6): "reached"}
    assert is_single("67亿元\r\n")
    assert not is_single("1\t2")
    found = filled("67亿元", [(GDP, 1), (GDP, 2)], Sight(Field.VALUE, 2023, 6))
    assert [(one.month, str(one.value)) for one in found] == [(1, "67"), (2, "67")]
    with pytest.raises(Refusal, match="按季度填"):
        filled("5", [(NURSES, 2)], Sight(Field.VALUE, 2023, 6))
