"""重点改革: yearly goal, progress, state and light of each, 综合改革 before the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.reforms import COMPREHENSIVE, ReformState
from shengsi_desktop.sheets.cells import Entry, day_words, lamp, quiet, short, text
from shengsi_desktop.sheets.paper import Column
from shengsi_desktop.sheets.week_progress import NO_NEWS, NOT_REPORTED

if TYPE_CHECKING:
    from shengsi_desktop.domain.reforms import ReformRow
    from shengsi_desktop.domain.week_book import WeekBook

REFORM_COLUMNS = (
    Column("序号", 7, 8),
    Column("类别", 7, 12),
    Column("改革事项", 18, 32),
    Column("年度目标", 22, 46),
    Column("进展", 24, 52.5),
    Column("状态", 9, 12),
    Column("亮灯", 9, 10.5),
    Column("牵头单位", 10, 17),
    Column("完成时限", 10.5, 12),
)


def reform_rows(book: WeekBook) -> list[list[Entry]]:
    """A row a reform."""
    ordered = sorted(book.reforms, key=lambda row: row.category != COMPREHENSIVE)
    return [_row(row, book) for row in ordered]


def _row(row: ReformRow, book: WeekBook) -> list[Entry]:
    item = row.item
    return [
        short(item.number),
        text(row.category) if row.category else quiet("未分类"),
        text(item.title),
        text(row.goal or row.content) if row.goal or row.content else quiet("未填"),
        _progress(row, book),
        short(row.state.label),
        lamp(item.standing.reading.light),
        text(item.lead) if item.lead else quiet("待定"),
        short(day_words(item.due, book.plan_year) + ("\n（默认）" if item.due_is_default else "")),
    ]


def _progress(row: ReformRow, book: WeekBook) -> Entry:
    """The newest words, with their week where it is not this one."""
    if row.progress:
        old = row.progress_week != str(book.week)
        return text(f"（第{int(row.progress_week[-2:])}周）{row.progress}" if old else row.progress)
    if row.state is ReformState.BY_LEAD:
        return quiet(row.state.label)
    figures = next((line.figures for line in book.lines if line.row.id == row.item.id), "")
    if figures:
        return text(figures)
    return quiet(NO_NEWS if row.item.reported else NOT_REPORTED)
