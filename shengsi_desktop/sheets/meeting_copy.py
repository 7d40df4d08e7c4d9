"""上会稿: a unit's week for the meeting, as the pages of a print, from the same book as the workbook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.print_document import PrintCell, PrintColumn, PrintDocument, PrintTable
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.sheets.looks import Columns
from shengsi_desktop.sheets.week_front import conclusion, pick
from shengsi_desktop.sheets.week_indicators import COLUMNS, indicator_rows
from shengsi_desktop.sheets.week_progress import progress_columns, progress_rows
from shengsi_desktop.sheets.week_tables import (
    DIRECTIVE_COLUMNS,
    REQUEST_COLUMNS,
    directive_rows,
    request_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from shengsi_desktop.domain.week_book import WeekBook
    from shengsi_desktop.sheets.cells import Entry
    from shengsi_desktop.sheets.paper import Column

#: shares of the page's width, by head; the rest as the workbook has them
_SHARES = {
    "序号": 5.6,
    "事项": 16.5,
    "牵头单位": 8.5,
    "本周进展": 22,
    "完成情况": 11,
    "亮灯": 8.5,
    "存在问题及滞后原因": 14.5,
    "下周计划": 14,
    "需协调事项": 11,
    "完成时限": 8,
}
_INDICATOR_HEADS = ("指标", "单位", "年度目标", "本期值", "完成率", "数据时点", "亮灯")
_INDICATOR_SHARES = (30, 8, 16, 12, 12, 16, 10)
_BLANK = "　　　　"


def meeting_copy(book: WeekBook, printed_at: datetime) -> PrintDocument:
    """The book as a 上会稿 of that moment (local time): sentence, items, directives, requests, indicators short."""
    columns = progress_columns(Columns.NARROW)
    shape = [PrintColumn(one.column.head, _SHARES.get(one.column.head, 9)) for one in columns]
    moment = f"{printed_at.year}年{printed_at.month}月{printed_at.day}日 {printed_at:%H:%M}"
    rule = f"亮灯按{book.rule_name}" + (f"（{book.rule_source}）" if book.rule_source else "")
    tables = (
        PrintTable("一、任务进展", tuple(shape), _cells(progress_rows(book, columns)), "本周没有事项。"),
        _table("二、交办事项", DIRECTIVE_COLUMNS, directive_rows(book)),
        _table("三、需协调事项", REQUEST_COLUMNS, request_rows(book)),
        _indicators(book),
    )
    return PrintDocument(
        title=f"{book.unit}{book.week.label}会商材料（上会稿）",
        subtitle=f"统计周：{book.week.span}　　截至{book.on_day.month}月{book.on_day.day}日　　{book.plan_title}",
        mark=f"{WeekState.FOR_MEETING.label} · 打印时间 {moment}",
        statement=conclusion(book, pick(book)),
        tables=tables,
        foot=f"填报人：{book.filler or _BLANK}　　联系电话：{book.phone or _BLANK}",
        remark=f"说明：{rule}；标“测算”的百分比由细项数据计算，“默认”时限为年末。未经定稿，以定稿为准。",
    )


def _table(title: str, columns: Sequence[Column], rows: list[list[Entry]]) -> PrintTable:
    shape = tuple(PrintColumn(one.head, one.least) for one in columns)
    return PrintTable(title, shape, _cells(rows), "无")


def _indicators(book: WeekBook) -> PrintTable:
    """The columns that a meeting asks for, of the indicators that have a value."""
    heads = [column.head for column in COLUMNS]
    places = [heads.index(head) for head in _INDICATOR_HEADS]
    published = [one for one in book.indicators if one.latest is not None]
    rows = [[row[place] for place in places] for row in indicator_rows(published)]
    left = len(book.indicators) - len(published)
    title = "四、主要指标" + (f"（另有{left}项未发布）" if left and published else "")
    shape = tuple(PrintColumn(*one) for one in zip(_INDICATOR_HEADS, _INDICATOR_SHARES, strict=True))
    return PrintTable(title, shape, _cells(rows), "本期没有已发布的指标数据")


def _cells(rows: Iterable[Iterable[Entry]]) -> tuple[tuple[PrintCell, ...], ...]:
    return tuple(tuple(map(_cell, row)) for row in rows)


def _cell(entry: Entry) -> PrintCell:
    cell = PrintCell(entry.shown, entry.align, entry.ink, entry.bold)
    # what a number bears in the workbook's format only, such as 个百分点, stands in the words here
    return replace(cell, align="center") if entry.align == "right" else cell
