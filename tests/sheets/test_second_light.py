"""The second light stands beside the plain one in 任务进展, with its sums in 亮灯依据."""

from __future__ import annotations

from dataclasses import replace

from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Light
from shengsi_desktop.sheets.looks import Columns
from shengsi_desktop.sheets.week_progress import progress_columns, progress_rows
from tests.sheets import factory as make

SECOND = Reading(Light.GREEN, "扣除停航5天后：序时55.2%，差8.5个百分点，绿灯（默认亮灯规则v1）")


def cells(second: Reading | None) -> dict[str, str]:
    book = make.full_book()
    lines = tuple(
        replace(line, row=replace(line.row, standing=replace(line.row.standing, adjusted=second)))
        for line in book.lines
        if line.row.number == "4-2"
    )
    columns = progress_columns(Columns.FULL)
    (row,) = progress_rows(replace(book, lines=lines), columns)
    return {column.column.head: str(entry.value) for column, entry in zip(columns, row, strict=True)}


def test_both_lights_are_said_where_days_were_taken_out() -> None:
    found = cells(SECOND)
    assert found["亮灯"] == "▲ 黄灯（扣除停航后绿灯）"
    assert found["亮灯依据"].endswith(f"\n{SECOND.reason}")


def test_the_same_light_is_said_to_be_the_same() -> None:
    same = replace(SECOND, light=Light.YELLOW)
    assert cells(same)["亮灯"] == "▲ 黄灯（扣除停航后仍为黄灯）"


def test_without_a_stoppage_nothing_is_added() -> None:
    assert cells(None)["亮灯"] == "▲ 黄灯"
