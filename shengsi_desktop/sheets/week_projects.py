"""重大项目: money in one unit with 合计, 形象进度, dates, what needs help; then a native chart of each one's curve."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from shengsi_desktop.domain import money
from shengsi_desktop.domain.periods import period_words
from shengsi_desktop.domain.words import Light
from shengsi_desktop.sheets.cells import (
    NONE,
    PERCENT,
    Entry,
    day_words,
    lamp,
    number,
    quiet,
    short,
    text,
)
from shengsi_desktop.sheets.looks import HEAD, SEA
from shengsi_desktop.sheets.paper import Column
from shengsi_desktop.sheets.week_charts import Drawing, Lines, write_charts
from shengsi_desktop.sheets.week_progress import NOT_REPORTED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.domain.projects import ProjectRow, ProjectTotals
    from shengsi_desktop.domain.week_book import WeekBook
    from shengsi_desktop.sheets.paper import Paper

CURVE_WIDTHS = (16, 16, 24.5, 24.5, 24.5, 24.5)
#: none of them names the rows of a list, so that nobody takes the points for one
_POINT_HEADS = ("图号", "时期", "完成累计", "计划累计", "年度计划额", "计量")
_FIRST_LINE = 3
_LINES = Lines(2, {3: SEA, 4: "8C98A4", 5: "C8372D"})


def unit_of(projects: Sequence[ProjectRow]) -> str:
    """The unit that the whole sheet shows: 亿元 where all projects have it of themselves, else 万元."""
    own = {row.facts.money_unit for row in projects}
    return money.YI if own == {money.YI} else money.WAN


def project_columns(unit: str) -> tuple[Column, ...]:
    """The columns with their unit in the head."""
    return (
        Column("序号", 7, 8),
        Column("项目名称", 20, 34),
        Column("建设单位", 8.5, 18),
        Column(f"总投资\n（{unit}）", 9.5, 12),
        Column(f"年度计划投资\n（{unit}）", 13, 14),
        Column(f"本月完成\n（{unit}）", 9.5, 11),
        Column(f"本年累计完成\n（{unit}）", 13, 14),
        Column("完成率", 8.5, 9),
        Column("形象进度", 15, 36),
        Column("开工/竣工时间", 12, 14),
        Column("是否需协调", 6.5, 7),
        Column("问题类型", 7, 12),
        Column("责任单位", 9, 16),
        Column("亮灯", 9, 10.5),
    )


def project_rows(book: WeekBook, unit: str) -> list[list[Entry]]:
    """A row a project, and 合计 where there are several."""
    rows = [_row(row, book, unit) for row in book.projects]
    if len(rows) > 1 and book.project_totals is not None:
        rows.append(_total_row(book.project_totals, unit))
    return rows


def remark(book: WeekBook) -> str:
    """What the figures mean, and what 合计 leaves out."""
    said = ["本月完成为本月末与上月末累计数之差，完成率为本年累计完成占年度计划投资的比重。"]
    sums = book.project_totals
    if sums is not None and sums.unplanned:
        said.append(f"{sums.unplanned}个项目未定年度计划，不计入合计完成率。")
    if sums is not None and sums.unreported:
        said.append(f"{sums.unreported}个项目未填报完成数，合计按0计。")
    return "".join(said)


def charted(book: WeekBook) -> list[ProjectRow]:
    """The projects that have reported: each gets a chart."""
    return [row for row in book.projects if any(one.done is not None for one in row.curve.months)]


def write_curves(paper: Paper, book: WeekBook, unit: str) -> int:
    """Plan and done by month of each project; gives the last row to be printed."""
    drawings = [
        Drawing(f"{row.item.number} {row.facts.name}（{unit}）", partial(_write_points, paper, row, unit))
        for row in charted(book)
    ]
    return write_charts(paper, _POINT_HEADS, _LINES, drawings)


def _row(row: ProjectRow, book: WeekBook, unit: str) -> list[Entry]:
    progress, facts, light = row.progress, row.facts, row.item.standing.reading.light
    asked = any(line.requests for line in book.lines if line.row.id == row.item.id)
    dated = facts.start.shown or facts.finish.shown
    nothing = Light.BY_LEAD.label if light is Light.BY_LEAD else NOT_REPORTED
    return [
        short(row.item.number),
        text(facts.name),
        text(facts.builder) if facts.builder else quiet("—"),
        _sum(facts.total, unit, "未填"),
        _sum(progress.year_plan, unit, "未定"),
        _sum(progress.month_done, unit, "—"),
        _sum(progress.year_done, unit, nothing),
        _rate(progress.year_rate),
        _words(row, book.plan_year, nothing),
        short("\n".join(filter(None, (facts.start.shown, facts.finish.shown)))) if dated else quiet("—"),
        short("是" if asked or facts.problem else "否"),
        short(facts.problem) if facts.problem else quiet(NONE),
        text(row.item.lead) if row.item.lead else quiet("待定"),
        lamp(light),
    ]


def _total_row(sums: ProjectTotals, unit: str) -> list[Entry]:
    entries = [
        short("合计"),
        short(f"{sums.count}个项目"),
        short(""),
        _sum(sums.total, unit, "—"),
        _sum(sums.year_plan, unit, "—"),
        _sum(sums.month_done, unit, "—"),
        _sum(sums.year_done, unit, "—"),
        _rate(sums.year_rate),
        *[short("") for _ in range(6)],
    ]
    return [replace(entry, bold=True, ground=HEAD.ground) for entry in entries]


def _sum(sum_: Money | None, unit: str, otherwise: str) -> Entry:
    return number(money.rounded(sum_, unit)) if sum_ is not None else quiet(otherwise)


def _rate(rate: Decimal | None) -> Entry:
    return number(round(rate, 1), PERCENT) if rate is not None else quiet("—")


def _words(row: ProjectRow, year: int, nothing: str) -> Entry:
    """形象进度, and the next milestone with its day."""
    coming = row.next_milestone
    words = [row.words] if row.words else []
    if coming is not None:
        words.append(f"下一节点：{coming.deliverable.name}（{day_words(coming.deliverable.due, year)}）")
    return text("\n".join(words)) if row.words else quiet("\n".join([nothing, *words]))


def _write_points(paper: Paper, row: ProjectRow, unit: str) -> list[int]:
    """Twelve months; the lines that have anything to draw."""
    curve = row.curve
    drawn = {_FIRST_LINE}
    for month in curve.months:
        sums = (month.done, month.planned, curve.year_plan)
        drawn |= {_FIRST_LINE + place for place, sum_ in enumerate(sums) if sum_ is not None}
        period = short(period_words(month.period, with_year=False))
        paper.line([short(row.item.number), period, *(_sum(sum_, unit, "") for sum_ in sums), short(unit)])
    return sorted(drawn)
