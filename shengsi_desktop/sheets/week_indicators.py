"""指标进度: the indicators as a table, then native line charts over the points that stand below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.units import cm_to_EMU, pixels_to_EMU
from openpyxl.worksheet.pagebreak import Break

from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.sheets.cells import PERCENT, PLAIN_NUMBER, Entry, lamp, number, quiet, short, text
from shengsi_desktop.sheets.looks import SEA
from shengsi_desktop.sheets.paper import Column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import IndicatorPoint, IndicatorStanding
    from shengsi_desktop.domain.week_book import WeekBook
    from shengsi_desktop.sheets.paper import Paper

COLUMNS = (
    Column("类别", 9.5, 16),
    Column("序号", 6, 6),
    Column("指标", 18, 34),
    Column("单位", 7, 8),
    Column("年度目标", 13, 22),
    Column("本期值", 11, 13),
    Column("完成率", 10, 11),
    Column("序时进度", 10, 11),
    Column("同比", 9, 14),
    Column("全省平均", 9.5, 10),
    Column("全省位次", 7, 10),
    Column("数据时点", 13, 13),
    Column("亮灯", 10, 12),
    Column("责任单位", 9.5, 18),
)

_POINT_HEADS = ("类别", "序号", "指标", "单位", "时期", "实际", "计划", "年度目标", "全省平均")
#: the column of 实际; the other lines follow it, the periods stand before it
_FIRST_LINE = 6
_LINE_COLOURS = (SEA, "8C98A4", "C8372D", "C98A00")
_GRID = "E1E7EC"
_CM_A_UNIT = 7 / 96 * 2.54
_CHART_ROWS = 15
_ROW_POINTS = 15.0
_CHARTS_A_PAGE = 4
_CHART_HEIGHT_CM = 7.5


class _DataRows(NamedTuple):
    """Where one indicator's points stand: the row of the heads, the first and the last of its own."""

    head: int
    first: int
    last: int


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
        number(indicator.ordinal),
        text(indicator.name),
        short(indicator.unit) if indicator.unit else quiet("—"),
        short(indicator.target_words or indicator.text),
        number(latest.value) if latest is not None and latest.value is not None else quiet("未发布"),
        number(round(standing.attained, 1), PERCENT) if standing.attained is not None else quiet("—"),
        number(round(schedule, 1), PERCENT) if schedule is not None else quiet("—"),
        _year_on_year(standing),
        number(latest.province) if latest is not None and latest.province is not None else quiet("—"),
        number(latest.rank) if latest is not None and latest.rank is not None else quiet("—"),
        short(period_words(latest.period)) if latest is not None else quiet("—"),
        lamp(standing.reading.light),
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
    """Against the same period of last year, where its point is there: percentages by 个百分点, else by percent."""
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


def period_words(period: str) -> str:
    """«2023-06» as 2023年6月, «2023-Q2» as 2023年第2季度; anything else as it is."""
    year, _, part = period.partition("-")
    if part.isdigit():
        return f"{year}年{int(part)}月"
    if part[:1] in {"Q", "q"} and part[1:].isdigit():
        return f"{year}年第{part[1:]}季度"
    return f"{period}年" if period.isdigit() else period


def write_charts(paper: Paper, book: WeekBook) -> int:
    """Charts of those indicators that have a value, then their points as cells; gives how many charts."""
    charted = [s for s in book.indicators if any(point.value is not None for point in s.points)]
    if not charted:
        return 0
    _break_page(paper)
    paper.section("走势图（按下方“图表数据”绘制，改动数据后自动更新）")
    places = _place_charts(paper, len(charted))
    _break_page(paper)
    paper.section("图表数据")
    head = paper.next_row
    paper.head(_POINT_HEADS)
    for standing, (row, right) in zip(charted, places, strict=True):
        first = paper.next_row
        lines = _write_points(paper, standing)
        chart = _chart(paper, standing, _DataRows(head, first, paper.next_row - 1), lines)
        chart.anchor = _anchor(paper, row, right=right)
        paper.sheet.add_chart(chart)
    return len(charted)


def _break_page(paper: Paper) -> None:
    paper.sheet.row_breaks.append(Break(id=paper.next_row - 1))


def _place_charts(paper: Paper, count: int) -> list[tuple[int, bool]]:
    """Two charts beside each other, two such pairs a page; gives each one's row and whether it stands right."""
    places = []
    row = paper.next_row
    for turn in range(count):
        if turn and turn % _CHARTS_A_PAGE == 0:
            _break_page(paper)
        if turn % 2 == 0:
            row = paper.next_row
            for _ in range(_CHART_ROWS):
                paper.gap(_ROW_POINTS)
        places.append((row, turn % 2 == 1))
    return places


def _write_points(paper: Paper, standing: IndicatorStanding) -> list[int]:
    """One row a point; gives the columns (from 1) that have anything to draw."""
    goal = _goal(standing)
    indicator = standing.indicator
    drawn = {_FIRST_LINE}
    for point in sorted(standing.points, key=lambda point: point.period):
        figures = (point.value, point.planned, goal, point.province)
        drawn |= {_FIRST_LINE + place for place, figure in enumerate(figures) if figure is not None}
        opening = [
            text(indicator.category),
            number(indicator.ordinal),
            text(indicator.name),
            short(indicator.unit) if indicator.unit else quiet("—"),
            short(period_words(point.period)),
        ]
        paper.line([*opening, *(number(figure) for figure in figures)])
    return sorted(drawn)


def _chart(paper: Paper, standing: IndicatorStanding, rows: _DataRows, columns: Sequence[int]) -> LineChart:
    """A line chart whose names, periods and values all refer to cells, so that it can be edited."""
    sheet, indicator = paper.sheet, standing.indicator
    chart = LineChart()
    chart.title = f"{indicator.name}（{indicator.unit}）" if indicator.unit else indicator.name
    chart.width, chart.height = _chart_width_cm(paper), _CHART_HEIGHT_CM
    chart.legend.position = "b"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    chart.y_axis.number_format = PLAIN_NUMBER
    chart.x_axis.number_format = "@"
    chart.display_blanks = "gap"
    for column in columns:
        values = Reference(sheet, min_col=column, min_row=rows.first, max_row=rows.last)
        series = Series(values, title=None)
        series.tx = SeriesLabel(
            strRef=StrRef(f"{quote_sheetname(sheet.title)}!${get_column_letter(column)}${rows.head}")
        )
        place = column - _FIRST_LINE
        series.graphicalProperties.line.solidFill = _LINE_COLOURS[place]
        series.graphicalProperties.line.width = pixels_to_EMU(3 if place == 0 else 2)
        series.graphicalProperties.line.dashStyle = "solid" if place == 0 else "dash"
        series.marker.symbol = "circle" if place == 0 else "none"
        series.marker.graphicalProperties = GraphicalProperties(solidFill=_LINE_COLOURS[place])
        series.smooth = False
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=_FIRST_LINE - 1, min_row=rows.first, max_row=rows.last))
    return chart


def _chart_width_cm(paper: Paper) -> float:
    return sum(paper.widths) * _CM_A_UNIT / 2 - 0.4


def _anchor(paper: Paper, row: int, *, right: bool) -> OneCellAnchor:
    """The left or the right half of the sheet, at `row`."""
    offset = sum(paper.widths) / 2 if right else 0.0
    column = 0
    while offset >= paper.widths[column]:
        offset -= paper.widths[column]
        column += 1
    marker = AnchorMarker(col=column, colOff=cm_to_EMU(offset * _CM_A_UNIT + 0.1), row=row - 1, rowOff=0)
    size = XDRPositiveSize2D(cm_to_EMU(_chart_width_cm(paper)), cm_to_EMU(_CHART_HEIGHT_CM))
    return OneCellAnchor(_from=marker, ext=size)
