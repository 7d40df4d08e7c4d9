"""The second light stands beside the plain one in 任务进展, with its sums in 亮灯依据."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Light
from shengsi_desktop.sheets.heights import capacity, wrap
from shengsi_desktop.sheets.looks import Columns
from shengsi_desktop.sheets.week_progress import progress_columns, progress_rows
from tests.sheets import factory as make

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    Reopened = Callable[..., Workbook]

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
    assert found["亮灯"] == "▲ 黄灯\n扣除停航后绿灯"
    assert found["亮灯依据"].endswith(f"\n{SECOND.reason}")


def test_the_same_light_is_said_to_be_the_same() -> None:
    same = replace(SECOND, light=Light.YELLOW)
    assert cells(same)["亮灯"] == "▲ 黄灯\n扣除停航后仍黄"


def test_without_a_stoppage_nothing_is_added() -> None:
    assert cells(None)["亮灯"] == "▲ 黄灯"


def test_people_stand_below_each_other_and_no_number_is_broken(reopened: Reopened) -> None:
    book = make.full_book()
    lines = tuple(replace(one, contact="张某 0580-0000001；李某 13800000000") for one in book.lines)
    sheet = reopened(replace(book, lines=lines))["任务进展"]
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "责任人及电话")
    said = sheet.cell(head.row + 1, head.column).value
    assert said == "张某\n0580-0000001\n李某\n13800000000"
    # a digit of 仿宋 is half as wide as it is high: 12 of them in points of 12, at 8 pixels a unit
    assert sheet.column_dimensions[head.column_letter].width * 8 - 6 >= 12 * 6 / 0.75


def test_a_second_light_breaks_between_its_words(reopened: Reopened) -> None:
    book = make.full_book()
    lines = tuple(
        replace(one, row=replace(one.row, standing=replace(one.row.standing, adjusted=SECOND)))
        for one in book.lines
        if one.row.number == "4-2"
    )
    sheet = reopened(replace(book, lines=lines))["任务进展"]
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "亮灯")
    room = capacity(sheet.column_dimensions[head.column_letter].width, 12)
    said = str(sheet.cell(head.row + 1, head.column).value)
    assert [one.strip() for one in wrap(said, room)][1] == "扣除停航后"
