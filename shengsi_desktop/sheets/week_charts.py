"""Native line charts on a sheet, over points that stand below them as cells, so that WPS can edit them."""

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

from shengsi_desktop.sheets.cells import PLAIN_NUMBER
from shengsi_desktop.sheets.clean_text import clean
from shengsi_desktop.sheets.paper import FULL_SIZE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shengsi_desktop.sheets.paper import Paper

_GRID = "E1E7EC"
_EMU_A_PIXEL = 9525
_EMU_A_UNIT = 8 * _EMU_A_PIXEL
_CHART_ROWS = 13
_ROW_POINTS = 15.0
_CHARTS_A_PAGE = 4
#: a sheet with no more rows than these has no table above its charts
_FEW_ROWS = 6
#: units between two charts
_CHART_GAP = 2


class Drawing(NamedTuple):
    """One chart to be: its title, how its points are written, and its lines.

    `write` puts the points on the paper, a row each, and gives the columns (from 1) that have anything to draw.
    """

    title: str
    write: Callable[[], Sequence[int]]


class Lines(NamedTuple):
    """Which columns (from 1) hold the periods and each line, and the lines' colours; the first line is drawn solid."""

    periods: int
    colours: Mapping[int, str]


class _DataRows(NamedTuple):
    """Where one chart's points stand: the row of the heads, the first and the last of its own."""

    head: int
    first: int
    last: int


def write_charts(paper: Paper, heads: Sequence[str], lines: Lines, drawings: Sequence[Drawing]) -> int:
    """The charts on pages of their own, then their points as cells; gives the last row of the charts, 0 for none."""
    if not drawings:
        return 0
    if paper.next_row > _FEW_ROWS:
        paper.break_page()
    paper.section("走势图（按下方“图表数据”绘制，改动数据后自动更新）")
    places = _place_charts(paper, len(drawings))
    last = paper.next_row - 1
    paper.break_page()
    paper.section("图表数据")
    head = paper.next_row
    paper.head(heads)
    for drawing, (row, right) in zip(drawings, places, strict=True):
        first = paper.next_row
        columns = drawing.write()
        rows = _DataRows(head, first, paper.next_row - 1)
        _place(paper, _chart(paper, drawing.title, rows, columns, lines), row, right=right)
    return last


def _shrink(paper: Paper) -> float:
    """How many times wider than the page the sheet is: by so much larger its charts are, to print alike."""
    return max(sum(paper.widths) / FULL_SIZE_WIDTH, 1.0)


def _place_charts(paper: Paper, count: int) -> list[tuple[int, bool]]:
    """Two charts beside each other, two such pairs a page; gives rows, and whether right."""
    places = []
    row = paper.next_row
    for turn in range(count):
        if turn and turn % _CHARTS_A_PAGE == 0:
            paper.break_page()
        if turn % 2 == 0:
            row = paper.next_row
            for _ in range(round(_CHART_ROWS * _shrink(paper))):
                paper.gap(_ROW_POINTS)
        places.append((row, turn % 2 == 1))
    return places


def _chart(paper: Paper, title: str, rows: _DataRows, columns: Sequence[int], lines: Lines) -> LineChart:
    """A line chart whose names, periods and values all refer to cells, so that it can be edited."""
    sheet = paper.sheet
    chart = LineChart()
    chart.title = _chart_title(title)
    chart.legend = Legend()
    chart.legend.position = "b"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=_GRID)))
    chart.y_axis.number_format = PLAIN_NUMBER
    chart.x_axis.number_format = "@"
    # what comes out once a quarter is a line, too
    chart.display_blanks = "span"
    # below the figure also where a line goes under nought
    chart.x_axis.tickLblPos = "low"
    for column in columns:
        values = Reference(sheet, min_col=column, min_row=rows.first, max_row=rows.last)
        series = Series(values, title=None)
        series.tx = SeriesLabel(
            strRef=StrRef(f"{quote_sheetname(sheet.title)}!${get_column_letter(column)}${rows.head}")
        )
        main = column == next(iter(lines.colours))
        series.graphicalProperties.line.solidFill = lines.colours[column]
        series.graphicalProperties.line.width = (3 if main else 2) * _EMU_A_PIXEL
        series.graphicalProperties.line.dashStyle = "solid" if main else "dash"
        series.marker.symbol = "circle" if main else "none"
        series.marker.graphicalProperties = GraphicalProperties(solidFill=lines.colours[column])
        series.smooth = False
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=lines.periods, min_row=rows.first, max_row=rows.last))
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
