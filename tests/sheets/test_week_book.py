"""The weekly workbook: its sheets, its safety, how it prints, and that every text can be read whole."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.utils import get_column_letter

from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Light
from shengsi_desktop.sheets.looks import Columns, SheetStyle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    Reopened = Callable[..., Workbook]

SHEETS = ["领导阅", "会商记录", "任务进展", "细项进度", "交办事项", "需协调事项", "指标进度"]
FULL = [
    "序号",
    "任务",
    "事项",
    "牵头单位",
    "配合单位",
    "分管领导",
    "本周进展",
    "累计进展",
    "完成情况",
    "较上周",
    "亮灯",
    "亮灯依据",
    "连续滞后周数",
    "存在问题及滞后原因",
    "赶进度措施",
    "预计达标时间",
    "下周计划",
    "需协调事项",
    "完成时限",
    "承办科室",
    "责任人及电话",
    "备注",
]
NARROW = [
    "序号",
    "事项",
    "牵头单位",
    "本周进展",
    "完成情况",
    "亮灯",
    "存在问题及滞后原因",
    "下周计划",
    "需协调事项",
    "完成时限",
]
INDICATOR_HEADS = """
类别 序号 指标 单位 年度目标 本期值 完成率 序时进度 同比
全省平均 全省位次 数据时点 亮灯 责任单位
"""


def words_of(sheet: Worksheet) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def head_row(sheet: Worksheet, first: str = "序号") -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == first)


def heads(sheet: Worksheet, first: str = "序号") -> list[str]:
    return [cell.value for cell in sheet[head_row(sheet, first)] if cell.value is not None]


def rows_of(sheet: Worksheet, first: str = "序号") -> Iterator[dict[str, Cell]]:
    head = head_row(sheet, first)
    for row in sheet.iter_rows(min_row=head + 1):
        if row[0].border.left.style is None:
            return
        yield {sheet.cell(head, cell.column).value: cell for cell in row}


def _width(sheet: Worksheet, column: int) -> float:
    return float(sheet.column_dimensions[get_column_letter(column)].width)


def test_the_sheets_stand_in_order_with_the_leaders_page_first(make: Any, reopened: Reopened) -> None:
    assert reopened(make.full_book()).sheetnames == SHEETS


@pytest.mark.parametrize(("choice", "expected"), [(Columns.FULL, FULL), (Columns.NARROW, NARROW)])
def test_the_progress_sheet_has_the_columns_of_its_preset(
    make: Any, reopened: Reopened, choice: Columns, expected: list[str]
) -> None:
    sheet = reopened(make.full_book(), SheetStyle(columns=choice))["任务进展"]

    assert heads(sheet) == expected


@pytest.mark.parametrize(
    ("name", "first", "expected"),
    [
        ("细项进度", "事项", "事项 细项 类型 目标 累计 差额 序时 占序时 亮灯"),
        ("交办事项", "序号", "序号 交办内容 来源 责任单位 责任人 完成时限 状态 已历周数"),
        ("需协调事项", "序号", "序号 事项 涉及事项 提请层级 提出日期 答复"),
        ("指标进度", "类别", INDICATOR_HEADS),
    ],
)
def test_each_table_has_the_columns_of_the_countys_form(
    make: Any, reopened: Reopened, name: str, first: str, expected: str
) -> None:
    assert heads(reopened(make.full_book())[name], first) == expected.split()


def test_the_progress_head_repeats_and_stays_in_view(make: Any, reopened: Reopened) -> None:
    sheet = reopened(make.full_book())["任务进展"]
    head = head_row(sheet)

    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.freeze_panes == f"D{head + 1}"


def test_the_narrow_preset_needs_hardly_any_shrinking(make: Any, reopened: Reopened) -> None:
    sheet = reopened(make.full_book(), SheetStyle(columns=Columns.NARROW))["任务进展"]

    assert sum(_width(sheet, column) for column in range(1, len(NARROW) + 1)) <= 130 / 0.8


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t"])
def test_text_that_looks_like_a_formula_is_written_as_text(
    make: Any, reopened: Reopened, opening: str
) -> None:
    said = f"{opening}HYPERLINK(1,2)"
    meeting = replace(make.MEETING, notes=said, place=said)
    book = make.full_book(
        unit=said,
        meeting=meeting,
        lines=(make.line(title=said, progress=said, problems=said),),
        directives=(make.directive(1, said, said, None),),
    )

    for sheet in reopened(book).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str) and cell.value.startswith(opening + "HYPER"):
                    assert cell.quotePrefix
    assert next(rows_of(reopened(book)["任务进展"]))["本周进展"].value == said


def test_control_characters_are_dropped_and_the_words_kept(make: Any, reopened: Reopened) -> None:
    book = make.full_book(lines=(make.line(progress="已\x00完\x0b工\ud800\uffff\r\n第二行"),))

    assert next(rows_of(reopened(book)["任务进展"]))["本周进展"].value == "已完工\n第二行"


def test_a_text_longer_than_any_row_goes_on_in_the_next_row_without_a_loss(
    make: Any, reopened: Reopened
) -> None:
    book = make.full_book(lines=(make.line(progress=make.THIRTY_LINES),))
    first, second, *rest = rows_of(reopened(book)["任务进展"])

    assert not rest
    assert f"{first['本周进展'].value}\n{second['本周进展'].value}" == make.THIRTY_LINES
    assert second["序号"].value == "4-2\n（续）"


def test_data_rows_are_never_merged(make: Any, reopened: Reopened) -> None:
    workbook = reopened(make.full_book())

    for name in ("任务进展", "细项进度", "交办事项", "需协调事项"):
        sheet = workbook[name]
        data = {row[next(iter(row))].row for row in rows_of(sheet, "事项" if name == "细项进度" else "序号")}
        assert data
        assert not data & {area.min_row for area in sheet.merged_cells.ranges}


def test_a_light_says_its_word_and_shape_and_has_a_colour(make: Any, reopened: Reopened) -> None:
    cells = {row["亮灯"].value: row["亮灯"] for row in rows_of(reopened(make.full_book())["任务进展"])}

    assert {"▲ 黄灯", "■ 红灯", "● 绿灯", "✔ 办结", "○ 未填报"} <= set(cells)
    grounds = {cells[words].fill.start_color.rgb for words in ("▲ 黄灯", "■ 红灯", "● 绿灯", "✔ 办结")}
    assert len(grounds) == 4


def test_each_promise_says_why_its_light_is_what_it_is(make: Any, reopened: Reopened) -> None:
    lights = [row["亮灯"].value for row in rows_of(reopened(make.full_book())["细项进度"], "事项")]

    assert lights[0].startswith("▲ 黄灯\n“微改造、精提升”项目46.7%，序时57.8%")


def test_a_reason_that_only_repeats_the_light_is_left_out(make: Any, reopened: Reopened) -> None:
    silent = replace(
        make.quantity("4-2", 1, "微改造", "30", "个", None), reading=Reading(Light.UNREPORTED, "未填报")
    )
    book = make.full_book(lines=(make.line(deliverables=(silent,)),))

    assert next(rows_of(reopened(book)["细项进度"], "事项"))["亮灯"].value == "○ 未填报"


def test_an_item_that_was_not_reported_says_so(make: Any, reopened: Reopened) -> None:
    row = next(row for row in rows_of(reopened(make.full_book())["任务进展"]) if row["序号"].value == "15-3")

    assert row["本周进展"].value == "未填报"
    assert row["存在问题及滞后原因"].value is None


def test_a_week_without_news_says_so(make: Any, reopened: Reopened) -> None:
    quiet = make.line(progress="")
    assert quiet.report is not None
    book = make.full_book(lines=(replace(quiet, report=replace(quiet.report, no_news=True)),))

    assert next(rows_of(reopened(book)["任务进展"]))["本周进展"].value == "本周无新进展"


def test_a_percentage_that_a_person_gave_stands_beside_the_computed_one(
    make: Any, reopened: Reopened
) -> None:
    line = make.line()
    said = replace(line.report, override_percent=Decimal(30), override_reason="含前期工作")

    row = next(rows_of(reopened(make.full_book(lines=(replace(line, report=said),)))["任务进展"]))

    assert row["完成情况"].value == "5项：完成1、推进3、未启动1\n测算46.7%\n单位填报30%（含前期工作）"


def test_figures_are_numbers_that_show_their_unit(make: Any, reopened: Reopened) -> None:
    first, second, third, fourth, *_ = rows_of(reopened(make.full_book())["细项进度"], "事项")

    assert (first["目标"].value, first["累计"].value, first["差额"].value) == (30, 14, 16)
    assert first["目标"].number_format == 'General"个"'
    assert first["目标"].alignment.horizontal == "right"
    assert first["序时"].value == 57.8
    assert (second["目标"].value, second["累计"].value) == ("印发", "征求意见（3/5）")
    assert second["差额"].value == "余2个阶段"
    assert third["差额"].number_format == 'General"个百分点"'
    assert fourth["目标"].value == "1–2个"


def test_only_what_is_measured_and_reported_here_is_listed_promise_by_promise(
    make: Any, reopened: Reopened
) -> None:
    standing = make.standing_words("4-2", 1, "培育新业态")
    counted = make.quantity("4-2", 2, "微改造", "30", "个", "14")
    led_elsewhere = make.line("1-1", light=Light.BY_LEAD, deliverables=(counted,))
    book = make.full_book(lines=(make.line(deliverables=(standing, counted)), led_elsewhere))

    sheet = reopened(book)["细项进度"]

    assert [row["细项"].value for row in rows_of(sheet, "事项")] == ["4-2.2 微改造"]


def test_dates_are_words_of_the_office(make: Any, reopened: Reopened) -> None:
    workbook = reopened(make.full_book())

    assert next(rows_of(workbook["任务进展"]))["完成时限"].value == "12月31日\n（默认）"
    assert next(rows_of(workbook["交办事项"]))["完成时限"].value == "8月1日"


def test_a_due_day_of_another_year_shows_its_year(make: Any, reopened: Reopened) -> None:
    line = make.line()
    line = replace(line, row=replace(line.row, due=date(2024, 2, 9), due_is_default=False))

    assert (
        next(rows_of(reopened(make.full_book(lines=(line,)))["任务进展"]))["完成时限"].value == "2024年2月9日"
    )


def test_the_meeting_is_kept_whole_with_its_topics_and_notes(make: Any, reopened: Reopened) -> None:
    said = words_of(reopened(make.full_book())["会商记录"])

    for words in (
        "7月28日 15:00",
        "三楼会议室",
        "产业科、文化科、体育科",
        "先送审，再补花鸟乡意见。",
        "顺延1次",
    ):
        assert words in said
    assert "会前通报上周议定事项3条，2条办结。" in said


def test_what_is_overdue_or_done_says_since_when(make: Any, reopened: Reopened) -> None:
    states = [row["状态"].value for row in rows_of(reopened(make.full_book())["交办事项"])]

    assert states == ["办理中", "■ 逾期12天", "✔ 办结（7月13日）"]


def test_charts_are_drawn_only_for_indicators_with_values_and_over_cells(
    make: Any, reopened: Reopened
) -> None:
    workbook = reopened(make.full_book())
    sheet = workbook["指标进度"]

    assert len(sheet._charts) == 3
    for chart in sheet._charts:
        for series in chart.series:
            first, last = re.findall(r"\$([A-Z]+)\$(\d+)", series.val.numRef.f)
            assert first[0] == last[0]
            values = [sheet[f"{first[0]}{row}"].value for row in range(int(first[1]), int(last[1]) + 1)]
            assert any(isinstance(value, int | float) for value in values)
            label = re.search(r"\$([A-Z]+)\$(\d+)", series.tx.strRef.f)
            assert label is not None
            assert sheet[f"{label[1]}{label[2]}"].value in {"实际", "计划", "年度目标", "全省平均"}


def test_an_indicator_chart_reads_its_own_points(make: Any, reopened: Reopened) -> None:
    sheet = reopened(make.full_book())["指标进度"]
    first, last = re.findall(r"\$F\$(\d+)", sheet._charts[1].series[0].val.numRef.f)

    rows = range(int(first), int(last) + 1)
    assert [sheet[f"C{row}"].value for row in rows] == ["地区生产总值"] * 6
    assert [sheet[f"F{row}"].value for row in rows] == [10.2, 20.9, 33.5, 45.1, 56.4, 68.25]
    assert [sheet[f"E{row}"].value for row in rows] == ["1月", "2月", "3月", "4月", "5月", "6月"]


def test_no_chart_and_no_empty_chart_data_without_points(make: Any, reopened: Reopened) -> None:
    sheet = reopened(make.full_book(indicators=make.INDICATORS[3:]))["指标进度"]

    assert not sheet._charts
    assert "图表数据" not in words_of(sheet)
    assert "未发布" in words_of(sheet)


def test_an_empty_week_says_none_in_words_on_every_sheet(make: Any, reopened: Reopened) -> None:
    workbook = reopened(make.empty_book())

    assert "没有会商记录" in words_of(workbook["会商记录"])
    for name in SHEETS[2:]:
        assert "：无" in words_of(workbook[name])


def test_one_item_alone_makes_a_whole_workbook(make: Any, reopened: Reopened) -> None:
    workbook = reopened(make.empty_book(lines=(make.line(light=Light.GREEN),)))

    assert len(list(rows_of(workbook["任务进展"]))) == 1
    assert "1项事项" in words_of(workbook["领导阅"])


def test_thirteen_items_stay_in_the_order_given(make: Any, reopened: Reopened) -> None:
    numbers = [row["序号"].value for row in rows_of(reopened(make.full_book())["任务进展"])]

    assert numbers == [entry[0] for entry in make.ITEMS]


def test_fonts_and_sizes_come_from_the_style(make: Any, reopened: Reopened) -> None:
    sheet = reopened(make.full_book(), SheetStyle(title_font="宋体", body_font="楷体_GB2312", body_size=11))[
        "任务进展"
    ]

    assert (sheet["A1"].font.name, sheet["A1"].font.sz) == ("宋体", 22)
    row = next(rows_of(sheet))
    assert (row["本周进展"].font.name, row["本周进展"].font.sz) == ("楷体_GB2312", 11)
    assert sheet.cell(head_row(sheet), 1).font.name == "黑体"
