"""How the weekly workbook prints and what the file itself is: pages, feet, marks, heights, bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from shengsi_desktop.sheets import heights
from shengsi_desktop.sheets.cells import text
from shengsi_desktop.sheets.looks import DEFAULT_STYLE
from shengsi_desktop.sheets.paper import Column, Paper, write_table
from shengsi_desktop.sheets.week_book import week_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    Reopened = Callable[..., Workbook]


def words_of(sheet: Worksheet) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def cell_widths(sheet: Worksheet) -> Iterator[tuple[Cell, float]]:
    spans = {(area.min_row, area.min_col): area.max_col for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                last = spans.get((cell.row, cell.column), cell.column)
                letters = [sheet.cell(1, column) for column in range(cell.column, last + 1)]
                yield cell, sum(_width(sheet, at.column) for at in letters)


def _width(sheet: Worksheet, column: int) -> float:
    return float(sheet.column_dimensions[get_column_letter(column)].width)


def test_every_sheet_prints_landscape_one_page_wide_on_paper_where_it_can_be_read(
    make: Any, reopened: Reopened
) -> None:
    for sheet in reopened(make.full_book()).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        # 22 columns are readable on A3 only
        assert int(sheet.page_setup.paperSize) == (8 if sheet.title == "任务进展" else 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.page_setup.fitToHeight == (1 if sheet.title == "领导阅" else 0)
        assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
        assert sheet.freeze_panes
        assert sheet.print_title_rows


def test_charts_of_a_table_that_goes_on_to_a_second_page_have_a_sheet_without_its_head(
    make: Any, reopened: Reopened
) -> None:
    few = reopened(make.full_book())
    assert "指标走势图" not in few.sheetnames
    assert len(few["指标进度"]._charts) == 3
    many = reopened(make.full_book(indicators=make.INDICATORS * 15))
    table, charts = many["指标进度"], many["指标走势图"]
    assert (len(table._charts), len(charts._charts)) == (0, 45)
    heads = [row[0].row for row in table.iter_rows() if row[0].value == "类别"]
    assert table.print_title_rows == f"${heads[0]}:${heads[0]}"
    assert charts.print_title_rows == "$1:$2"
    assert "指标走势图" in str(charts["A1"].value)
    said = next(row for row in range(1, charts.max_row) if charts.cell(row, 1).value == "图表数据")
    assert charts.print_area.endswith(f"${said - 1}")


def test_the_last_page_of_a_table_has_rows_of_it_and_not_its_foot_alone() -> None:
    columns = (Column("事项", 60, 60), Column("进展", 60, 60))
    broken = 0
    for count in range(20, 70):
        paper = Paper(Workbook().worksheets[0], DEFAULT_STYLE, (60, 60))
        write_table(paper, columns, [(text(f"事项{place}"), text("已完成")) for place in range(count)], "无")
        paper.remark("说明：常态型不列。")
        paper.foot("单位（盖章）：某局")
        paper.break_pages("1:1")
        breaks = [one.id for one in paper.sheet.row_breaks.brk]
        broken += len(breaks)
        # below the last row: remark, gap, foot
        assert all(count + 1 - one >= 2 for one in breaks), count
    assert broken > 50


def test_no_sheet_holds_a_formula_in_its_xml(make: Any) -> None:
    book = make.full_book(lines=(make.line(progress="=1+1"), make.line(progress="#N/A")))

    with zipfile.ZipFile(io.BytesIO(week_workbook(book))) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in archive.read(name)
                assert b't="e"' not in archive.read(name)


def test_every_text_fits_the_height_of_its_row(make: Any, reopened: Reopened) -> None:
    lines = (
        *make.full_book().lines,
        make.line("9-1", progress=make.LONG_PROGRESS * 3, problems=make.THIRTY_LINES),
    )

    for sheet in reopened(make.full_book(lines=lines)).worksheets:
        for cell, width in cell_widths(sheet):
            lines_shown = heights.line_count(cell.value, width, cell.font.sz)
            row_height = sheet.row_dimensions[cell.row].height
            assert row_height <= heights.TALLEST
            assert row_height >= lines_shown * cell.font.sz * 1.4, (
                sheet.title,
                cell.coordinate,
                cell.value[:20],
            )


def test_every_sheet_ends_with_who_answers_for_it(make: Any, reopened: Reopened) -> None:
    for sheet in reopened(make.full_book(filled_on=date(2023, 7, 28))).worksheets:
        foot = next(words for words in words_of(sheet).splitlines() if words.startswith("单位（盖章）"))
        assert re.findall("单位（盖章）：|审核人：|填报人：|联系电话：|填报日期：", foot) == [
            "单位（盖章）：",
            "审核人：",
            "填报人：",
            "联系电话：",
            "填报日期：",
        ]
        assert foot.endswith("填报日期：7月28日")


def test_a_draft_says_so_on_every_sheet_and_every_printed_page(make: Any, reopened: Reopened) -> None:
    for sheet in reopened(make.full_book()).worksheets:
        assert "【草稿】" in str(sheet["A2"].value)
        assert sheet.oddHeader.right.text == "草稿，未经定稿"


def test_a_settled_week_shows_its_version_and_no_mark(make: Any, reopened: Reopened) -> None:
    for sheet in reopened(make.full_book(state="定稿", version=2)).worksheets:
        assert str(sheet["A2"].value).endswith("定稿（第2版）")
        assert not sheet.oddHeader.right.text


def test_the_same_book_gives_the_same_bytes(make: Any) -> None:
    assert week_workbook(make.full_book()) == week_workbook(make.full_book())


def test_the_file_names_the_unit_and_no_machine(make: Any, reopened: Reopened) -> None:
    workbook = reopened(make.full_book())

    assert workbook.properties.creator == "县文广旅体局"
    assert workbook.properties.title == "县文广旅体局2023年第30周周会商表"
    assert workbook.properties.modified.date() == make.WEEK.last
    with zipfile.ZipFile(io.BytesIO(week_workbook(make.full_book()))) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"/home/" not in everything
    assert b"/tmp/" not in everything


def test_the_lights_of_the_copy_for_the_meeting_have_room_for_their_words(make: Any) -> None:
    from datetime import datetime

    from shengsi_desktop.sheets.heights import text_ems
    from shengsi_desktop.sheets.meeting_copy import meeting_copy

    table = meeting_copy(make.full_book(), datetime(2023, 7, 28, 14, 0)).tables[0]  # noqa: DTZ001 - as a clock shows it
    shares = {one.head: one.share for one in table.columns}
    # points of A4 landscape between the margins, less the pads of a cell, in letters of 9.5 points
    room = 774 * shares["亮灯"] / sum(shares.values()) - 6
    assert text_ems("○ 未填报") * 9.5 <= room
    assert text_ems("○ 由牵头") * 9.5 <= room
    assert text_ems("改革10") * 9.5 <= 774 * shares["序号"] / sum(shares.values()) - 6


def test_columns_are_as_wide_on_a_machine_without_the_offices_fonts(make: Any, reopened: Reopened) -> None:
    """Widths are counted by digits of the default font: a missing one would make them wider, the print smaller."""
    default = reopened(make.full_book()).worksheets[0].parent._fonts[0]
    assert (default.name, default.sz) == ("Arial", 11)
