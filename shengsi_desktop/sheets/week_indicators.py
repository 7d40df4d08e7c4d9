"""指标进度: the indicators as a table, then native line charts over the points that stand below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.legend import Legend
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.pagebreak import Break

from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.derived import attained_words, schedule_of
from shengsi_desktop.rhythm.targets import level_of
from shengsi_desktop.sheets.cells import (
    PERCENT,
    PLAIN_NUMBER,
    Entry,
    clean,
    lamp,
    number,
    ordinal,
    quiet,
    short,
    text,
)
from shengsi_desktop.sheets.looks import SEA
from shengsi_desktop.sheets.paper import FULL_SIZE_WIDTH, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

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
_GRID = "E1E7EC"
_EMU_A_PIXEL = 9525
_EMU_A_UNIT = 8 * _EMU_A_PIXEL
_CHART_ROWS = 13
_ROW_POINTS = 15.0
_CHARTS_A_PAGE = 4
#: units between two charts
_CHART_GAP = 2


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
    schedule = schedule_of(standing)
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
        short(period_words(latest.period)) if latest is not None else quiet("—"),
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


def period_words(period: str, plan_year: int = 0) -> str:
    """«2023-06» as 2023年6月, «2023-Q2» as 2023年第2季度; without the year where it is `plan_year`."""
    year, _, part = period.partition("-")
    before = "" if year == str(plan_year) else f"{year}年"
    if part.isdigit():
        return f"{before}{int(part)}月"
    if part[:1] in {"Q", "q"} and part[1:].isdigit():
        return f"{before}第{part[1:]}季度"
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
        lines = _write_points(paper, book, standing)
        chart = _chart(paper, standing, _DataRows(head, first, paper.next_row - 1), lines)
        _place(paper, chart, row, right=right)
    return len(charted)


def _shrink(paper: Paper) -> float:
    """How many times wider than the page the sheet is: by so much larger its charts are, to print alike."""
    return max(sum(paper.widths) / FULL_SIZE_WIDTH, 1.0)


def _break_page(paper: Paper) -> None:
    paper.sheet.row_breaks.append(Break(id=paper.next_row - 1))


def _place_charts(paper: Paper, count: int) -> list[tuple[int, bool]]:
    """Two charts beside each other, two such pairs a page; gives rows, and whether right."""
    places = []
    row = paper.next_row
    for turn in range(count):
        if turn and turn % _CHARTS_A_PAGE == 0:
            _break_page(paper)
        if turn % 2 == 0:
            row = paper.next_row
            for _ in range(round(_CHART_ROWS * _shrink(paper))):
                paper.gap(_ROW_POINTS)
        places.append((row, turn % 2 == 1))
    return places


def _write_points(paper: Paper, book: WeekBook, standing: IndicatorStanding) -> list[int]:
    """One row a point; gives the columns (from 1) that have anything to draw."""
    indicator = standing.indicator
    goal = level_of(indicator)
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


def _chart(paper: Paper, standing: IndicatorStanding, rows: _DataRows, columns: Sequence[int]) -> LineChart:
    """A line chart whose names, periods and values all refer to cells, so that it can be edited."""
    sheet, indicator = paper.sheet, standing.indicator
    chart = LineChart()
    chart.title = _chart_title(f"{indicator.name}（{indicator.unit}）" if indicator.unit else indicator.name)
    chart.legend = Legend()
    chart.legend.position = "b"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=_GRID)))
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
        series.graphicalProperties.line.width = (3 if place == 0 else 2) * _EMU_A_PIXEL
        series.graphicalProperties.line.dashStyle = "solid" if place == 0 else "dash"
        series.marker.symbol = "circle" if place == 0 else "none"
        series.marker.graphicalProperties = GraphicalProperties(solidFill=_LINE_COLOURS[place])
        series.smooth = False
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=_FIRST_LINE - 1, min_row=rows.first, max_row=rows.last))
    return chart


def _chart_title(words: str) -> Title:
    """A title no larger than the table's text."""
    properties = CharacterProperties(sz=1200, b=False)
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=properties), r=[RegularTextRun(rPr=properties, t=clean(words))]
    )
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _place(paper: Paper, chart: Any, row: int, *, right: bool) -> None:
    """Put the chart at `row`, in the left or the right half of the sheet; it moves and grows with the cells.

    `chart` is untyped because the library's types know only the names of cells as anchors.
    """
    half = sum(paper.widths) / 2
    left = half + _CHART_GAP / 2 if right else 0.0
    lower = row + round(_CHART_ROWS * _shrink(paper)) - 1
    chart.anchor = TwoCellAnchor(
        editAs="twoCell",
        _from=_marker(paper, left, row),
        to=_marker(paper, left + half - _CHART_GAP / 2, lower),
    )
    paper.sheet.add_chart(chart)


def _marker(paper: Paper, offset: float, row: int) -> AnchorMarker:
    """The place `offset` units from the left, a little below the upper edge of `row`: an edge is a page's end."""
    column = 0
    while column < len(paper.widths) - 1 and offset >= paper.widths[column]:
        offset -= paper.widths[column]
        column += 1
    return AnchorMarker(col=column, colOff=round(offset * _EMU_A_UNIT), row=row - 1, rowOff=4 * _EMU_A_PIXEL)
