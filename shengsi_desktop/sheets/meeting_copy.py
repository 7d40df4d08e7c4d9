"""上会稿: a unit's week for the meeting, as the pages of a print, from the same book as the workbook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.print_document import PrintCell, PrintColumn, PrintDocument, PrintTable
from shengsi_desktop.domain.words import Light, WeekState
from shengsi_desktop.sheets.heights import fit_widths, text_ems, width_for
from shengsi_desktop.sheets.looks import Columns
from shengsi_desktop.sheets.paper import FULL_SIZE_WIDTH
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

_INDICATOR_HEADS = ("指标", "单位", "年度目标", "本期值", "完成率", "数据时点", "亮灯")
#: nobody wrote anything: what was reported and what was not look alike here, the state says which it is
_NOTHING = "无"
_BLANK = "　　　　"
_SHAPES = frozenset(light.shape for light in Light)
#: points of a cell's letters on the page
_SIZE = 9.5
#: the narrowest column holds this
_LEAST = "改革10"
#: a word of so many letters never breaks: 改革10, ○ 未填报, 县发改局
_SHORT = 6.0


def meeting_copy(book: WeekBook, printed_at: datetime) -> PrintDocument:
    """The book as a 上会稿 of that moment (local time): sentence, items, directives, requests, indicators short."""
    columns = progress_columns(Columns.NARROW)
    shape = [one.column for one in columns]
    moment = f"{printed_at.year}年{printed_at.month}月{printed_at.day}日 {printed_at:%H:%M}"
    rule = f"亮灯按{book.rule_name}" + (f"（{book.rule_source}）" if book.rule_source else "")
    tables = (
        _table("一、任务进展", shape, progress_rows(book, columns), "本周没有事项。"),
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


def _table(
    title: str, columns: Sequence[Column], rows: Iterable[Iterable[Entry]], empty: str = _NOTHING
) -> PrintTable:
    """Each column as wide as keeps the rows low."""
    cells = _cells(rows)
    words = [[cell.text for cell in row] for row in cells]
    least = [
        max(width_for(_LEAST, _SIZE), _head_width(one.head), *(_whole(row[at]) for row in words))
        for at, one in enumerate(columns)
    ]
    widths = fit_widths(least, [one.most for one in columns], words, FULL_SIZE_WIDTH, _SIZE)
    shape = tuple(PrintColumn(one.head, width) for one, width in zip(columns, widths, strict=True))
    return PrintTable(title, shape, cells, empty)


def _head_width(head: str) -> float:
    """A head stands in one line, a long one in two."""
    return width_for(head if text_ems(head) <= _SHORT else head[: len(head) // 2 + 1], _SIZE)


def _whole(cell: str) -> float:
    """The width that a short word needs to stay in one line; longer ones may break."""
    return max((width_for(line, _SIZE) for line in cell.split("\n") if text_ems(line) <= _SHORT), default=0.0)


def _indicators(book: WeekBook) -> PrintTable:
    """The columns that a meeting asks for, of the indicators that have a value."""
    heads = [column.head for column in COLUMNS]
    places = [heads.index(head) for head in _INDICATOR_HEADS]
    published = [one for one in book.indicators if one.latest is not None]
    rows = [[row[place] for place in places] for row in indicator_rows(published)]
    left = len(book.indicators) - len(published)
    title = "四、主要指标" + (f"（另有{left}项未发布）" if left and published else "")
    return _table(title, [COLUMNS[place] for place in places], rows, "本期没有已发布的指标数据")


def _cells(rows: Iterable[Iterable[Entry]]) -> tuple[tuple[PrintCell, ...], ...]:
    return tuple(tuple(map(_cell, row)) for row in rows)


def _cell(entry: Entry) -> PrintCell:
    said = "" if entry.shown == _NOTHING else entry.shown
    if said[:1] in _SHAPES:
        # a light's sign is never torn from its word
        said = said.replace(" ", "\u00a0", 1)
    cell = PrintCell(said, entry.align, entry.ink, entry.bold)
    # what a number bears in the workbook's format only, such as 个百分点, stands in the words here
    return replace(cell, align="center") if entry.align == "right" else cell
