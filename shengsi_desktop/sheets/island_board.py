"""The board 按岛 as a workbook: one sheet, a heading for each island, a row for each of its deliverables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.island_board import group_words
from shengsi_desktop.sheets.cells import Entry, day_words, lamp, quiet, short, text
from shengsi_desktop.sheets.clean_text import clean
from shengsi_desktop.sheets.looks import DEFAULT_STYLE, SheetStyle
from shengsi_desktop.sheets.packing import pack
from shengsi_desktop.sheets.paper import (
    FULL_SIZE_WIDTH,
    Column,
    PageEnds,
    Paper,
    set_up_page,
    widths_for,
)
from shengsi_desktop.sheets.week_progress import reached, target_of

if TYPE_CHECKING:
    from shengsi_desktop.domain.islands import IslandBoard, IslandLine

COLUMNS = (
    Column("编号", 9, 11),
    Column("细项", 30, 60),
    Column("牵头单位", 14, 20),
    Column("目标", 10.5, 17.5),
    Column("累计", 10.5, 17.5),
    Column("亮灯", 18, 36),
    Column("完成时限", 11.5, 14),
)

#: rows of an island that stand on one page with its heading
_KEPT_WITH_HEADING = 2


def island_workbook(board: IslandBoard, style: SheetStyle = DEFAULT_STYLE) -> bytes:
    """The board, A4 landscape; the same board gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    year = board.as_of.year
    rows = [[_row(line, year) for line in group.lines] for group in board.groups]
    widths = widths_for(COLUMNS, [row for group in rows for row in group], style, FULL_SIZE_WIDTH)
    paper = Paper(workbook.create_sheet("按岛"), style, widths)
    paper.title(clean(f"{'' if board.whole else board.unit}{board.week}一岛一功能细项进展"))
    whose = "整个行动方案" if board.whole else board.unit
    paper.subtitle(clean(f"{whose}　　截至{year}年{day_words(board.as_of, year)}"))
    head = paper.next_row
    paper.head([column.head for column in COLUMNS])
    page = PageEnds(paper, head)
    for group, lines in zip(board.groups, rows, strict=True):
        first = paper.next_row
        paper.statement(clean(group_words(group)), tinted=True)
        for place, line in enumerate(lines):
            paper.line(line)
            if place < _KEPT_WITH_HEADING:
                page.keep_together(first)
            else:
                page.keep_together(paper.next_row - 1)
    if not board.groups:
        paper.row([(quiet("没有细项"), len(COLUMNS))])
    paper.remark("说明：一个细项涉及几个岛的，在各岛下分别列出；由牵头单位填报的细项不计完成数。")
    if board.without:
        paper.remark(clean(f"没有细项的岛：{'、'.join(board.without)}。"))
    set_up_page(paper.sheet, repeat=f"{head}:{head}", freeze=f"A{head + 1}", mark="")
    workbook.properties.title = clean(f"{board.unit}{board.week}一岛一功能细项进展")
    workbook.properties.creator = clean(board.unit)
    workbook.properties.lastModifiedBy = clean(board.unit)
    workbook.properties.subject = clean(board.plan_title)
    return pack(workbook, board.as_of)


def _row(line: IslandLine, year: int) -> list[Entry]:
    one, light = line.standing.deliverable, line.standing.reading.light
    by_lead = light is Light.BY_LEAD
    return [
        short(one.number),
        text(line.title),
        text(line.row.lead) if line.row.lead else quiet("未定"),
        target_of(one),
        quiet("—") if by_lead else reached(line.standing),
        lamp(light, line.standing.reading.reason if light in (Light.YELLOW, Light.RED) else ""),
        short(day_words(one.due, year)),
    ]
