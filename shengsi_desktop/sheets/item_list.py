"""任务清单 as a workbook: one table, a row for each item with owners, promises, light and newest words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from shengsi_desktop.domain.words import DeliverableKind, Light, Role
from shengsi_desktop.sheets.cells import Entry, day_words, lamp, quiet, short, text
from shengsi_desktop.sheets.clean_text import clean
from shengsi_desktop.sheets.looks import DEFAULT_STYLE, SheetStyle
from shengsi_desktop.sheets.packing import pack
from shengsi_desktop.sheets.paper import Column, Paper, set_up_page, widths_for, write_table
from shengsi_desktop.sheets.week_progress import reached, target_of

if TYPE_CHECKING:
    from shengsi_desktop.domain.item_list import ItemLine, ItemList
    from shengsi_desktop.domain.tracking import DeliverableStanding

COLUMNS = (
    Column("序号", 8, 9.5),
    Column("任务", 12, 22),
    Column("事项", 26, 60),
    Column("责任单位", 12, 24),
    Column("细项与目标", 26, 48),
    Column("完成时限", 10.5, 12),
    Column("亮灯", 16, 30),
    Column("最近进展", 24, 48),
)
#: the eight columns print at about three quarters
_WIDTH = 172
_NAME = "任务清单"


def item_workbook(found: ItemList, style: SheetStyle = DEFAULT_STYLE) -> bytes:
    """The list, A4 landscape, one page wide; the same list gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    year = found.as_of.year
    rows = [_row(line, year) for line in found.lines]
    paper = Paper(workbook.create_sheet(_NAME), style, widths_for(COLUMNS, rows, style, _WIDTH))
    whose = "" if found.whole else found.unit
    paper.title(clean(f"{whose}{found.week}{_NAME}"))
    part = "（按筛选条件列出）" if found.narrowed else ""
    paper.subtitle(
        clean(f"{found.unit}　　截至{year}年{day_words(found.as_of, year)}　　共{len(rows)}项{part}")
    )
    head = write_table(paper, COLUMNS, rows, "没有事项")
    paper.remark(
        clean(f"说明：事项文字摘自《{found.plan_title}》或所列清单；“默认”时限为年末；括号内为进展所在周。")
    )
    set_up_page(paper.sheet, repeat=f"{head}:{head}", freeze=f"D{head + 1}", mark="")
    workbook.properties.title = clean(f"{whose}{found.week}{_NAME}")
    workbook.properties.creator = clean(found.unit)
    workbook.properties.lastModifiedBy = clean(found.unit)
    workbook.properties.subject = clean(found.plan_title)
    return pack(workbook, found.as_of)


def _row(line: ItemLine, year: int) -> list[Entry]:
    row = line.row
    reading = row.standing.reading
    task = f"{row.task_number}. {row.task}" if row.task else row.list.label
    due = day_words(row.due, year) + ("\n（默认）" if row.due_is_default else "")
    return [
        short(row.number),
        text(task),
        text(line.text or row.title),
        _owners(line),
        text("\n".join(_promise(one) for one in line.deliverables)) if line.deliverables else quiet("—"),
        short(due),
        lamp(reading.light, "" if reading.light is Light.BY_LEAD else reading.reason),
        _latest(line),
    ]


def _owners(line: ItemLine) -> Entry:
    """«牵头：甲局» above «配合：乙镇、丙局»."""
    said = []
    for role in (Role.LEAD, Role.OWNER, Role.SUPPORT):
        names = [name for name, word in line.owners if word == role.label]
        if names:
            said.append(f"{role.label}：{'、'.join(names)}")
    return text("\n".join(said)) if said else quiet("待定")


def _promise(one: DeliverableStanding) -> str:
    """«4-2.5 微改造项目：目标30个，现14个 ▲黄灯»; a standing promise has neither goal nor light."""
    named = f"{one.deliverable.number} {one.deliverable.name}"
    if one.deliverable.kind is DeliverableKind.STANDING:
        return f"{named}（{'常态，已完成' if one.complete else '常态'}）"
    light = one.reading.light
    goal = f"{named}：目标{target_of(one.deliverable).shown}"
    if light is Light.BY_LEAD:
        return goal
    got = "" if light is Light.UNREPORTED else f"，现{reached(one).shown}"
    return f"{goal}{got} {light.shape}{light.label}"


def _latest(line: ItemLine) -> Entry:
    if not line.latest:
        return quiet("未填报" if line.row.standing.reading.light is not Light.BY_LEAD else "由牵头单位填报")
    return text(f"（第{int(line.week[-2:])}周）{line.latest}")
