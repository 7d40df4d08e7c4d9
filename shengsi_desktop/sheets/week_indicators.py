"""指标进度: the indicators as a table, then native line charts over the points that stand below them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Comparator, Light
from shengsi_desktop.sheets.cells import (
    PERCENT,
    Entry,
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
    from collections.abc import Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import IndicatorStanding
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

_POINT_HEADS = ("类别", "序号", "指标", "单位", "时期", "实际", "计划", "年度目标", "全省平均")
#: the column of 实际; the other lines follow it, the periods stand before it
_FIRST_LINE = 6
_LINE_COLOURS = (SEA, "8C98A4", "C8372D", "C98A00")


def indicator_rows(standings: Sequence[IndicatorStanding]) -> list[list[Entry]]:
    """One row for each indicator."""
    return [_row(standing) for standing in standings]


def _row(standing: IndicatorStanding) -> list[Entry]:
    indicator, latest = standing.indicator, standing.latest
    goal = _goal(standing)
    planned = latest.planned if latest is not None else None
    schedule = planned / goal * 100 if planned is not None and goal else None
    return [
        text(indicator.category),
        ordinal(indicator.ordinal),
        text(indicator.name),
        short(indicator.unit) if indicator.unit else quiet("—"),
        short(indicator.target_words or indicator.text),
        number(latest.value) if latest is not None and latest.value is not None else quiet("未发布"),
        number(round(standing.attained, 1), PERCENT) if standing.attained is not None else quiet("—"),
        number(round(schedule, 1), PERCENT) if schedule is not None else quiet("—"),
        _year_on_year(standing),
        number(latest.province) if latest is not None and latest.province is not None else quiet("—"),
        number(latest.rank) if latest is not None and latest.rank is not None else quiet("—"),
        short("\n".join(filter(None, (period_words(latest.period), latest.status.label))))
        if latest is not None
        else quiet("—"),
        # a target of words has no light, and is nothing that goes on always
        lamp(standing.reading.light, word="定性" if standing.reading.light is Light.NONE else ""),
        text(indicator.owner) if indicator.owner else quiet("待定"),
    ]


def _goal(standing: IndicatorStanding) -> Decimal | None:
    """The target's own number, of its first condition that has one and stands alone."""
    return next(
        (
            condition.value
            for condition in standing.indicator.conditions
            if condition.value is not None
            and condition.reference is None
            and condition.comparator is not Comparator.WORDS
        ),
        None,
    )


def _year_on_year(standing: IndicatorStanding) -> Entry:
    """Against the same period of last year, where there is one: percentages by 个百分点, else by percent."""
    latest = standing.latest
    if latest is None or latest.value is None or not latest.period[:4].isdigit():
        return quiet("—")
    period = f"{int(latest.period[:4]) - 1}{latest.period[4:]}"
    before = next((p.value for p in standing.points if p.period == period and p.value is not None), None)
    if before is None:
        return quiet("—")
    if standing.indicator.unit == "%":
        return number(latest.value - before, '+General"个百分点";-General"个百分点";0"个百分点"')
    if not before:
        return quiet("—")
    return number(round((latest.value / before - 1) * 100, 1), '+0.0"%";-0.0"%";0.0"%"')


def period_words(period: str, plan_year: int = 0) -> str:
    """«2023-06» as 2023年6月, «2023-Q2» as 2023年第2季度; without the year where it is `plan_year`."""
    year, _, part = period.partition("-")
    before = "" if year == str(plan_year) else f"{year}年"
    if part.isdigit():
        return f"{before}{int(part)}月"
    if part[:1] in {"Q", "q"} and part[1:].isdigit():
        return f"{before}第{part[1:]}季度"
    return f"{period}年" if period.isdigit() else period


def write_indicator_charts(paper: Paper, book: WeekBook) -> int:
    """Charts of those indicators that have a value, then their points as cells; gives how many charts."""
    charted = [s for s in book.indicators if any(point.value is not None for point in s.points)]
    colours = dict(enumerate(_LINE_COLOURS, start=_FIRST_LINE))
    drawings = [Drawing(_title(one), partial(_write_points, paper, book, one)) for one in charted]
    write_charts(paper, _POINT_HEADS, Lines(_FIRST_LINE - 1, colours), drawings)
    return len(charted)


def _title(standing: IndicatorStanding) -> str:
    indicator = standing.indicator
    return f"{indicator.name}（{indicator.unit}）" if indicator.unit else indicator.name


def _write_points(paper: Paper, book: WeekBook, standing: IndicatorStanding) -> list[int]:
    """One row a point; gives the columns (from 1) that have anything to draw."""
    goal = _goal(standing)
    indicator = standing.indicator
    drawn = {_FIRST_LINE}
    for point in sorted(standing.points, key=lambda point: point.period):
        figures = (point.value, point.planned, goal, point.province)
        drawn |= {_FIRST_LINE + place for place, figure in enumerate(figures) if figure is not None}
        opening = [
            text(indicator.category),
            ordinal(indicator.ordinal),
            text(indicator.name),
            short(indicator.unit) if indicator.unit else quiet("—"),
            short(period_words(point.period, book.plan_year)),
        ]
        paper.line([*opening, *(number(figure) for figure in figures)])
    return sorted(drawn)
