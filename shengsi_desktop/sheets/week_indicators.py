"""指标进度: the indicators as a table, then native line charts over the points of the plan's year below them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shengsi_desktop.domain.periods import last_day, period_words
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.derived import attained_words
from shengsi_desktop.rhythm.targets import level_of
from shengsi_desktop.sheets.cells import (
    PERCENT,
    Entry,
    decimals_of,
    lamp,
    number,
    ordinal,
    quiet,
    short,
    text,
)
from shengsi_desktop.sheets.looks import SEA
from shengsi_desktop.sheets.paper import Column
from shengsi_desktop.sheets.week_charts import Drawing, Lines, write_charts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import IndicatorPoint, IndicatorStanding
    from shengsi_desktop.domain.week_book import WeekBook
    from shengsi_desktop.sheets.paper import Paper

COLUMNS = (
    Column("类别", 8.5, 18),
    Column("序号", 7, 7),
    Column("指标", 18, 34),
    Column("单位", 6.5, 7),
    Column("年度目标", 11.5, 19),
    Column("本期值", 9.5, 11.5),
    Column("完成率", 9, 9.5),
    Column("序时进度", 9, 9.5),
    Column("同比", 8, 12),
    Column("全省平均", 8.5, 9),
    Column("全省位次", 6, 9),
    Column("数据时点", 11.5, 11.5),
    Column("亮灯", 9, 10.5),
    Column("责任单位", 8.5, 16),
)

#: what the first columns are called where the rows are deliverables
_RATIO_HEADS = {"类别": "事项", "指标": "细项"}
_POINT_HEADS = ("类别", "序号", "指标", "单位", "时期", "实际", "计划", "年度目标", "全省平均", "去年同期")
#: the column of 实际; the other lines follow it, the periods stand before it
_FIRST_LINE = 6
_LINE_COLOURS = (SEA, "8C98A4", "C8372D", "C98A00", "B4BEC8")
_MONTHS = 12
#: the place of 年度目标 among the lines, which goes on as far as the others do
_GOAL = 2


def indicator_rows(standings: Sequence[IndicatorStanding]) -> list[list[Entry]]:
    """One row for each indicator."""
    return [_row(standing) for standing in standings]


def write_ratios(paper: Paper, standings: Sequence[IndicatorStanding]) -> None:
    """The unit's own ratio deliverables below the indicators, in the same columns."""
    if not standings:
        return
    paper.section("本单位比率型细项（数值为每周填报的最新数）")
    paper.head([_RATIO_HEADS.get(column.head, column.head) for column in COLUMNS])
    for entries in indicator_rows(standings):
        paper.line(entries)


def _row(standing: IndicatorStanding) -> list[Entry]:
    indicator, latest = standing.indicator, standing.latest
    schedule = standing.schedule
    return [
        text(indicator.category),
        ordinal(indicator.ordinal),
        text(indicator.name),
        short(indicator.unit) if indicator.unit else quiet("—"),
        short(indicator.target_words or indicator.text),
        _value(standing),
        _attained(standing),
        number(schedule, PERCENT) if schedule is not None else quiet("—"),
        _change(standing),
        number(latest.province) if latest is not None and latest.province is not None else quiet("—"),
        number(latest.rank) if latest is not None and latest.rank is not None else quiet("—"),
        short("\n".join(filter(None, (period_words(latest.period), latest.status.label))))
        if latest is not None
        else quiet("—"),
        # a target of words has no light, and is nothing that goes on always
        lamp(standing.reading.light, word="定性" if standing.reading.light is Light.NONE else ""),
        text(indicator.owner) if indicator.owner else quiet("待定"),
    ]


def _value(standing: IndicatorStanding) -> Entry:
    """The newest value; what has only a place or a state has none to be published."""
    latest = standing.latest
    if latest is None:
        return quiet("未发布")
    return number(latest.value) if latest.value is not None else quiet("—")


def _change(standing: IndicatorStanding) -> Entry:
    """同比 as the standing has it: percentages by 个百分点, else by percent."""
    if standing.change is None:
        return quiet("—")
    if standing.change_in_points:
        return number(standing.change, '+General"个百分点";-General"个百分点";0"个百分点"')
    return number(standing.change, '+0.0"%";-0.0"%";0.0"%"')


def _attained(standing: IndicatorStanding) -> Entry:
    """完成率; a place against the one asked for, or the state of a target of words."""
    if standing.attained is not None:
        return number(standing.attained, PERCENT)
    return short(attained_words(standing)) if attained_words(standing) else quiet("—")


def charted_indicators(book: WeekBook) -> list[IndicatorStanding]:
    """Those that have a value by the book's day."""
    return [one for one in book.indicators if any(_known(book, point) for point in one.points)]


def write_indicator_charts(paper: Paper, book: WeekBook) -> int:
    """Charts of those indicators that have a value by the book's day, then their points; gives the charts' last row."""
    charted = charted_indicators(book)
    colours = dict(enumerate(_LINE_COLOURS, start=_FIRST_LINE))
    drawings = [Drawing(_title(one), partial(_write_points, paper, book, one)) for one in charted]
    return write_charts(paper, _POINT_HEADS, Lines(_FIRST_LINE - 1, colours), drawings)


def _known(book: WeekBook, point: IndicatorPoint) -> bool:
    """Whether the book, as of its day, has a value of this point to draw for the plan's year."""
    day = last_day(point.period)
    return point.value is not None and day.year == book.plan_year and day <= _month_end(book.as_of)


def _month_end(day: date) -> date:
    return last_day(f"{day.year}-{day.month:02d}")


def _title(standing: IndicatorStanding) -> str:
    indicator = standing.indicator
    return f"{indicator.name}（{indicator.unit}）" if indicator.unit else indicator.name


def _write_points(paper: Paper, book: WeekBook, standing: IndicatorStanding) -> list[int]:
    """The months of the plan's year up to the last that says anything, a row each; gives the columns to be drawn."""
    rows = _monthly(book, standing)
    drawn = {_FIRST_LINE}
    indicator = standing.indicator
    formats = _decimals(figure for figures in rows for figure in figures)
    for month, figures in enumerate(rows, start=1):
        drawn |= {_FIRST_LINE + place for place, figure in enumerate(figures) if figure is not None}
        opening = [
            text(indicator.category),
            ordinal(indicator.ordinal),
            text(indicator.name),
            short(indicator.unit) if indicator.unit else quiet("—"),
            short(f"{month}月"),
        ]
        paper.line([*opening, *(number(figure, formats) for figure in figures)])
    return sorted(drawn)


def _monthly(book: WeekBook, standing: IndicatorStanding) -> list[tuple[Decimal | None, ...]]:
    """By month of the plan's year: 实际, 计划, 年度目标, 全省平均, 去年同期, as far as anything is known."""
    goal = level_of(standing.indicator)
    this_year: dict[int, IndicatorPoint] = {}
    before: dict[int, Decimal | None] = {}
    for point in standing.points:
        day = last_day(point.period)
        if day.year == book.plan_year:
            this_year[day.month] = point
        elif day.year == book.plan_year - 1:
            before[day.month] = point.value
    rows: list[tuple[Decimal | None, ...]] = []
    for month in range(1, _MONTHS + 1):
        here = this_year.get(month)
        known = here is not None and _known(book, here)
        figures = (
            here.value if here and known else None,
            here.planned if here else None,
            here.province if here and known else None,
            before.get(month),
        )
        rows.append((*figures[:2], goal, *figures[2:]))
    while rows and all(figure is None for place, figure in enumerate(rows[-1]) if place != _GOAL):
        rows.pop()
    return rows


def _decimals(figures: Iterable[Decimal | None]) -> str:
    """One number format for all figures of a chart: as many decimals as the finest of them has."""
    places = max((decimals_of(figure) for figure in figures if figure is not None), default=0)
    return f"0.{'0' * places}" if places else "0"
