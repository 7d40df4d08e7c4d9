"""县汇总表 as a workbook: a page for the leader, then all items with all units' lines, and what goes with them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment

from shengsi_desktop.domain.gathering import BookOrder, BookWords, GatherState
from shengsi_desktop.domain.words import Light, Role
from shengsi_desktop.rhythm.brief_words import plain_reason
from shengsi_desktop.rhythm.gathering_texts import since_words, week_words
from shengsi_desktop.sheets.cells import Entry, alarm, lamp, ordinal, quiet, short, text
from shengsi_desktop.sheets.clean_text import clean
from shengsi_desktop.sheets.county_front import write_front
from shengsi_desktop.sheets.county_rows import (
    QUIET,
    CountyRow,
    directions,
    has_word,
    item_rows,
    requests_by_level,
    silent_words,
    state_words,
    unit_row,
)
from shengsi_desktop.sheets.looks import DEFAULT_STYLE, SheetStyle
from shengsi_desktop.sheets.packing import pack
from shengsi_desktop.sheets.paper import FULL_SIZE_WIDTH, Column, Paper, set_up_page, widths_for, write_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shengsi_desktop.domain.gathering import CountyTable, GatheredItem, UnitState, UnitWords

#: units of column width on one page: A4 a little below full size, A3 at full size
_A4, _A3 = 156, 186
_STYLE = replace(DEFAULT_STYLE, body_size=10.5, head_size=11, title_size=20)
_NUMBER, _TITLE = Column("编号", 6, 8), Column("事项", 18, 30)
_UNIT = Column("单位", 12, 17)
_SAID = (
    Column("亮灯", 12, 20),
    Column("完成情况", 14, 24),
    Column("本周进展", 22, 46),
    Column("存在问题", 14, 32),
    Column("下周计划", 14, 32),
    Column("需协调事项", 10, 26),
)
_NOTE = Column("县办摘编", 16, 34)
_STATES = (
    Column("序号", 6, 7),
    Column("单位", 20, 28),
    Column("报送情况", 14, 18),
    Column("版本", 7, 9),
    Column("方式", 10, 12),
    Column("收到时间", 14, 18),
    Column("审核人", 9, 12),
    Column("事项", 14, 18),
    Column("说明", 24, 50),
)
_REQUESTS = (
    Column("序号", 6, 7),
    Column("提请层级", 12, 14),
    Column("需协调内容", 40, 70),
    Column("提出单位", 16, 20),
    Column("涉及事项", 30, 46),
)
_MISMATCHES = (
    Column("序号", 6, 7),
    Column("细项", 24, 36),
    Column("各单位所报", 34, 60),
    Column("以何为准", 24, 36),
    Column("涉及事项", 24, 40),
)


def county_workbook(
    table: CountyTable,
    *,
    order: BookOrder = BookOrder.DIRECTION,
    words: BookWords = BookWords.BOTH,
    wide: bool = False,
    style: SheetStyle = _STYLE,
) -> bytes:
    """The .xlsx file; the same table gives the same bytes. `wide`: for A3."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    book = _Book(workbook, table, words, style, wide=wide)
    write_front(workbook.create_sheet("总体"), table, style)
    if order is BookOrder.UNIT:
        book.by_unit()
    else:
        book.by_direction()
    book.requests()
    if table.mismatches:
        book.mismatches()
    book.states()
    workbook.properties.title = clean(f"{table.week.label}县汇总表")
    workbook.properties.creator = clean(table.unit)
    workbook.properties.lastModifiedBy = clean(table.unit)
    workbook.properties.subject = clean(table.plan_title)
    return pack(workbook, table.as_of)


class _Book:
    """The sheets after the front page, one after the other."""

    def __init__(
        self, workbook: Workbook, table: CountyTable, words: BookWords, style: SheetStyle, *, wide: bool
    ) -> None:
        self._workbook, self._table, self._words = workbook, table, words
        self._style, self._wide = style, wide
        self._budget = _A3 if wide else _A4
        noted = any(line.note for item in table.items for line in item.lines)
        #: a column for 摘编 where there is any
        self._notes = noted and words is BookWords.BOTH

    def by_direction(self) -> None:
        """One row an item, the lead's line first, the supporting units' lines below."""
        columns = [_NUMBER, _TITLE, _UNIT, *self._said]
        groups = {
            name: [(item, item_rows(item, self._words)) for item in items]
            for name, items in directions(self._table).items()
        }
        shown = [
            [text(item.number), text(item.title), *self._cells(row)]
            for told in groups.values()
            for item, rows in told
            for row in rows
        ]
        paper, head = self._paper("汇总表", "重点工作推进情况汇总表", columns, shown)
        places: list[tuple[int, int, GatheredItem]] = []
        for name, told in groups.items():
            paper.group(clean(f"{name}（{len(told)}项）"))
            for item, rows in told:
                first = paper.next_row
                self._item(paper, item, rows)
                paper.join(first)
                places.append((first, paper.next_row - 1, item))
        starts = self._close(paper, head)
        for first, last, item in places:
            self._beside_all(paper, first, last, starts, item)

    def by_unit(self) -> None:
        """Each unit's items under its name, what it answers for first; items without a word stand in one line."""
        columns = [_NUMBER, _TITLE, Column("职责", 7, 9), *self._said]
        told = {one.unit.id: self._told(one) for one in self._units}
        shown = [
            [text(item.number), text(item.title), *self._cells(row)]
            for rows, _ in told.values()
            for item, row in rows
        ]
        paper, head = self._paper("汇总表", "重点工作推进情况汇总表（分单位）", columns, shown)
        for unit in self._units:
            rows, silent = told[unit.unit.id]
            name = f"{unit.unit.name}　{state_words(unit)}"
            if not rows:
                paper.statement(clean(f"{name}：{silent}" if silent else name))
                continue
            paper.group(clean(name))
            for item, row in rows:
                paper.line([short(item.number), text(item.title), *self._cells(row)])
            if silent:
                paper.statement(clean(f"未填：{silent}"))
        self._close(paper, head)

    def _told(self, unit: UnitState) -> tuple[list[tuple[GatheredItem, CountyRow]], str]:
        """The unit's rows, and the items without one in words: what it supports, if it reported, else all."""
        lines = [
            (item, line) for item in self._table.items for line in item.lines if line.unit_id == unit.unit.id
        ]
        lines.sort(key=lambda one: one[1].reading is None)
        kept = lines[:0]
        silent = lines[:0]
        for item, line in lines:
            answers = unit.state is GatherState.REPORTED and line.role is not Role.SUPPORT
            (kept if answers or has_word(line) else silent).append((item, line))
        rows = [(item, unit_row(line, self._words, role_alone=True)) for item, line in kept]
        return rows, silent_words(silent)

    def requests(self) -> None:
        """需协调事项, the highest level first."""
        rows: list[list[Entry]] = []
        for level, told in requests_by_level(self._table.items).items():
            for item, unit, words in told:
                named = text(f"{item.number} {item.title}")
                rows.append([ordinal(len(rows) + 1), short(level.label), text(words), text(unit), named])
        self._plain("需协调事项", _REQUESTS, rows, "本周没有需协调事项")

    def mismatches(self) -> None:
        """口径不一: what several units say otherwise of one deliverable."""
        rows = []
        for place, one in enumerate(self._table.mismatches, start=1):
            told = "\n".join(f"{unit}：{figure}（{week_words(week)}）" for unit, figure, week in one.said)
            prevails = f"以{one.lead}的{one.said[0][1]}为准" if one.lead else "没有牵头单位，请核定"
            named = text(f"{one.number} {one.title}")
            rows.append([ordinal(place), text(one.deliverable), text(told), text(prevails), named])
        self._plain("口径不一", _MISMATCHES, rows, "没有口径不一的数据")

    def states(self) -> None:
        """Who has reported, who has not."""
        rows = [
            [
                ordinal(place),
                text(one.unit.name),
                short(one.state.value) if one.state is GatherState.REPORTED else alarm(one.state.value),
                short(f"v{one.version}") if one.version else quiet("—"),
                short(one.way) if one.way else quiet("—"),
                short(f"{one.at.month}月{one.at.day}日{one.at:%H:%M}") if one.at else quiet("—"),
                short(one.reviewer),
                short(f"已填{one.filled.words}"),
                text("，".join(filter(None, (one.reason, since_words(one))))),
            ]
            for place, one in enumerate(self._table.gathering.units, start=1)
        ]
        self._plain("报送情况", _STATES, rows, "没有应报单位")

    @property
    def _said(self) -> list[Column]:
        notes = [_NOTE] if self._notes else []
        progress = "进展情况（县办摘编）" if self._words is BookWords.NOTES else "本周进展"
        said = [replace(one, head=progress) if one.head == "本周进展" else one for one in _SAID]
        return [*said, *notes]

    @property
    def _units(self) -> Sequence[UnitState]:
        """In the directory's order, not by state: the states have a sheet of their own."""
        order = {line.unit_id: place for place, line in enumerate(self._lines())}
        return sorted(self._table.gathering.units, key=lambda one: order.get(one.unit.id, len(order)))

    def _lines(self) -> Iterable[UnitWords]:
        seen: set[str] = set()
        for item in self._table.items:
            for line in item.lines:
                if line.unit_id not in seen:
                    seen.add(line.unit_id)
                    yield line

    def _cells(self, row: CountyRow) -> list[Entry]:
        light = Entry("")
        if row.reading is not None:
            reason = "\n".join(filter(None, (plain_reason(row.reading.reason), row.since, row.second)))
            light = lamp(row.reading.light, reason)
            if row.reading.light is Light.NONE:
                light = quiet("常态")
        said = quiet(row.progress) if row.progress in QUIET else text(row.progress)
        cells = [text(row.unit), light, text(row.done), said]
        cells += [text(row.problems), text(row.next_plan), text(row.requests)]
        return [*cells, text(row.note)] if self._notes else cells

    def _item(self, paper: Paper, item: GatheredItem, rows: Sequence[CountyRow]) -> None:
        """The item's lines; its number and title stand beside all of them (`_beside_all`)."""
        for place, row in enumerate(rows):
            named = [short(item.number), text(item.title)] if not place else [Entry(""), Entry("")]
            paper.line([*named, *self._cells(row)])

    def _beside_all(
        self, paper: Paper, first: int, last: int, starts: Sequence[int], item: GatheredItem
    ) -> None:
        """Number and title beside all the item's lines, again on each page it goes on to."""
        sheet = paper.sheet
        begins = [first, *(row for row in starts if first < row <= last)]
        for begin, end in pairwise([*begins, last + 1]):
            for column, words in ((1, item.number), (2, item.title)):
                if begin > first:
                    sheet.cell(begin, column).value = clean(f"{words}\n（续）" if column == 2 else words)
                if end - 1 > begin:
                    sheet.merge_cells(
                        start_row=begin, end_row=end - 1, start_column=column, end_column=column
                    )
                sheet.cell(begin, column).alignment = Alignment(
                    horizontal="center" if column == 1 else "left", vertical="top", wrap_text=True
                )

    def _paper(
        self, name: str, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Entry]]
    ) -> tuple[Paper, int]:
        widths = widths_for(columns, rows, self._style, self._budget)
        paper = Paper(self._workbook.create_sheet(name), self._style, widths)
        paper.title(title)
        paper.subtitle(clean(_subtitle(self._table)))
        head = paper.next_row
        paper.head([column.head for column in columns])
        return paper, head

    def _plain(
        self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Entry]], when_empty: str
    ) -> None:
        widths = widths_for(columns, rows, self._style, _A3 if self._wide else FULL_SIZE_WIDTH)
        paper = Paper(self._workbook.create_sheet(name), self._style, widths)
        paper.title(name)
        paper.subtitle(clean(_subtitle(self._table)))
        head = write_table(paper, columns, rows, when_empty)
        self._close(paper, head)

    def _close(self, paper: Paper, head: int) -> list[int]:
        """Foot and pages; gives the rows with which pages begin, but for the first."""
        paper.foot(clean(f"汇总单位：{self._table.unit}"))
        repeat = f"{head}:{head}"
        starts = paper.break_pages(repeat, large=self._wide)
        mark = clean(self._table.week.label)
        set_up_page(paper.sheet, repeat=repeat, freeze=f"A{head + 1}", mark=mark, large=self._wide)
        return starts


def _subtitle(table: CountyTable) -> str:
    week = table.week
    return f"《{table.plan_title}》　{week.label}（{week.span}）"
