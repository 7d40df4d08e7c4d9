"""The weekly 会商 workbook of one unit: a week's book in, the bytes of an .xlsx out.

Decides which sheets there are and in what order; what each says stands in the modules beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.sheets.carried import carry
from shengsi_desktop.sheets.cells import day_words
from shengsi_desktop.sheets.clean_text import clean
from shengsi_desktop.sheets.looks import DEFAULT_STYLE, Columns, SheetStyle
from shengsi_desktop.sheets.packing import pack
from shengsi_desktop.sheets.paper import (
    FULL_SIZE_WIDTH,
    PAGE_HEIGHT,
    Column,
    Paper,
    set_up_page,
    widths_for,
    write_table,
)
from shengsi_desktop.sheets.week_appeals import APPEAL_COLUMNS, appeal_rows, sums_remark
from shengsi_desktop.sheets.week_front import MEASURES, Measure, pick, spare_of, write_front
from shengsi_desktop.sheets.week_indicators import (
    COLUMNS,
    charted_indicators,
    indicator_rows,
    write_indicator_charts,
    write_ratios,
)
from shengsi_desktop.sheets.week_progress import (
    DETAIL_COLUMNS,
    HANDLED_BY,
    detail_keys,
    detail_rows,
    progress_columns,
    progress_rows,
    with_room,
)
from shengsi_desktop.sheets.week_projects import (
    CURVE_WIDTHS,
    charted,
    project_columns,
    project_rows,
    remark,
    unit_of,
    write_curves,
)
from shengsi_desktop.sheets.week_reforms import REFORM_COLUMNS, reform_rows
from shengsi_desktop.sheets.week_tables import (
    DIRECTIVE_COLUMNS,
    RECORD_WIDTHS,
    REQUEST_COLUMNS,
    directive_rows,
    request_rows,
    write_record,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from shengsi_desktop.domain.week_book import WeekBook
    from shengsi_desktop.sheets.cells import Entry

#: all 22 columns need more than a page of A4 holds in letters that can be read: printed on A3, at eight tenths
_FULL_WIDTH = 220
#: the narrow preset prints at about nine tenths
_NARROW_WIDTH = 144
#: the indicators go on one page, shrunk to seven tenths at most, so that the charts begin a page of their own
_INDICATOR_WIDTHS = (FULL_SIZE_WIDTH, 145, 160, 175, 190)
#: the fourteen columns of the projects print at about eight tenths
_PROJECT_WIDTH = 165
_SETTLED = {WeekState.FINAL.label, WeekState.SUBMITTED.label}
_BLANK = "　　　　　"
_DETAIL_REMARK = "常态型细项和由牵头单位填报的细项不列。"


def week_workbook(book: WeekBook, style: SheetStyle = DEFAULT_STYLE) -> bytes:
    """The workbook of one unit's week, laid out as the county's form; the same book gives the same bytes.

    任务进展 with all its columns is set up for A3 landscape: on A4 its letters would be of seven points and less, and
    the form keeps every column. Who has A4 alone exports the narrow choice of columns.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _front(workbook, book, style)
    _record(workbook, book, style)
    _progress(workbook, book, style)
    detail = detail_rows(book)
    remark = f"{_rule(book)}{_DETAIL_REMARK}"
    _table(workbook, book, style, "细项进度", DETAIL_COLUMNS, detail, remark=remark)
    _table(workbook, book, style, "交办事项", DIRECTIVE_COLUMNS, directive_rows(book))
    _table(workbook, book, style, "需协调事项", REQUEST_COLUMNS, request_rows(book))
    _indicators(workbook, book, style)
    _projects(workbook, book, style)
    for name, columns, rows, said in (
        ("重点改革", REFORM_COLUMNS, reform_rows(book), ""),
        ("争取事项", APPEAL_COLUMNS, appeal_rows(book), sums_remark(book)),
    ):
        if rows:
            _table(workbook, book, style, name, columns, rows, remark=f"{_rule(book)}{said}")
    return _packed(workbook, book)


def submission_workbook(book: WeekBook, document: bytes, style: SheetStyle = DEFAULT_STYLE) -> bytes:
    """The workbook as 报送: what the receiver may see of the week, and the document itself in a hidden sheet.

    `book` holds no more than that (`services/exchange/submission_books`). Its tables can be read back row by row.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _progress(workbook, book, style, keys=[line.row.id for line in book.lines])
    _table(
        workbook,
        book,
        style,
        "细项进度",
        DETAIL_COLUMNS,
        detail_rows(book),
        remark=f"{_rule(book)}{_DETAIL_REMARK}",
        keys=detail_keys(book),
    )
    requests = [entry.request.id for entry in book.requests]
    _table(workbook, book, style, "需协调事项", REQUEST_COLUMNS, request_rows(book), keys=requests)
    if book.meeting is not None:
        _record(workbook, book, style, public=True)
    carry(workbook, document)
    return _packed(workbook, book)


def _packed(workbook: Workbook, book: WeekBook) -> bytes:
    workbook.properties.title = f"{clean(book.unit)}{book.week.label}周会商表"
    workbook.properties.creator = clean(book.unit)
    workbook.properties.lastModifiedBy = clean(book.unit)
    workbook.properties.subject = clean(book.plan_title)
    return pack(workbook, book.as_of)


def _front(workbook: Workbook, book: WeekBook, style: SheetStyle) -> None:
    front = pick(book)

    def write(measure: Measure, spare: float = 0.0) -> Paper:
        if "领导阅" in workbook.sheetnames:
            del workbook["领导阅"]
        title = f"{book.unit}{book.week.label}会商情况"
        paper = _begin(workbook, book, style, "领导阅", measure.widths, title=title)
        write_front(paper, book, front, measure, spare)
        return paper

    for measure in MEASURES:
        paper = write(measure)
        spare = spare_of(paper, measure)
        if spare >= 0:
            break
    if spare > 0:
        # what the page has left is for texts that would be cut
        paper = write(measure, spare)
    _finish(paper, book, repeat="1:2", freeze="A3", one_page=True)


def _record(workbook: Workbook, book: WeekBook, style: SheetStyle, *, public: bool = False) -> None:
    paper = _begin(workbook, book, style, "会商记录", RECORD_WIDTHS)
    write_record(paper, book, public=public)
    _finish(paper, book, repeat="1:2", freeze="A3")


def _progress(workbook: Workbook, book: WeekBook, style: SheetStyle, keys: Sequence[str] = ()) -> None:
    columns = progress_columns(style.columns)
    if keys:
        # of what goes to another unit: who handles it inside is nobody else's
        columns = [column for column in columns if column.column.head not in HANDLED_BY]
    width = _FULL_WIDTH if style.columns is Columns.FULL else _NARROW_WIDTH
    rows = progress_rows(book, columns)
    _table(
        workbook,
        book,
        style,
        "任务进展",
        with_room([column.column for column in columns], rows, style.body_size),
        rows,
        width=width,
        freeze_column="D" if style.columns is Columns.FULL else "C",
        remark=f"{_rule(book)}{book.remark}",
        keys=keys,
        large=style.columns is Columns.FULL,
    )


def _table(
    workbook: Workbook,
    book: WeekBook,
    style: SheetStyle,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Entry]],
    *,
    width: float = FULL_SIZE_WIDTH,
    freeze_column: str = "A",
    remark: str = "",
    keys: Sequence[str] = (),
    large: bool = False,
) -> None:
    """A sheet that is one table."""
    paper = _begin(workbook, book, style, name, widths_for(columns, rows, style, width))
    head = write_table(paper, columns, rows, f"本周{name}：无", keys)
    if remark:
        paper.remark(remark)
    _finish(paper, book, repeat=f"{head}:{head}", freeze=f"{freeze_column}{head + 1}", large=large)


def _indicators(workbook: Workbook, book: WeekBook, style: SheetStyle) -> None:
    rows, ratios = indicator_rows(book.indicators), indicator_rows(book.ratios)
    name = "指标进度"
    for width in _INDICATOR_WIDTHS:
        if name in workbook.sheetnames:
            del workbook[name]
        paper = _begin(workbook, book, style, name, widths_for(COLUMNS, [*rows, *ratios], style, width))
        page = PAGE_HEIGHT * max(sum(paper.widths) / FULL_SIZE_WIDTH, 1)
        head = write_table(paper, COLUMNS, rows, "指标：无")
        one_page = paper.height <= page
        below = paper.next_row
        write_ratios(paper, book.ratios)
        if one_page and paper.height > page:
            paper.break_page(below)
        paper.foot(_foot(book))
        if one_page:
            break
    last = write_indicator_charts(paper, book) if one_page else 0
    # the table's head has no place above the charts or the unit's own ratios
    repeat = "1:2" if one_page and (last or book.ratios) else f"{head}:{head}"
    set_up_page(paper.sheet, repeat=repeat, freeze=f"D{head + 1}", mark=_mark(book))
    if last:
        _print_until(paper, last)
    elif not one_page and charted_indicators(book):
        # a table that goes on to a second page has its head there again, and so its charts a sheet of their own
        paper = _begin(workbook, book, style, "指标走势图", paper.widths)
        last = write_indicator_charts(paper, book)
        set_up_page(paper.sheet, repeat="1:2", freeze="A3", mark=_mark(book))
        _print_until(paper, last)


def _print_until(paper: Paper, last: int) -> None:
    """The points below are there to be edited, not to be read at the meeting."""
    paper.sheet.print_area = f"A1:{get_column_letter(len(paper.widths))}{last}"


def _projects(workbook: Workbook, book: WeekBook, style: SheetStyle) -> None:
    if not book.projects:
        return
    unit = unit_of(book.projects)
    columns, rows = project_columns(unit), project_rows(book, unit)
    _table(
        workbook,
        book,
        style,
        "重大项目",
        columns,
        rows,
        width=_PROJECT_WIDTH,
        freeze_column="C",
        remark=f"{_rule(book)}{remark(book)}",
    )
    if charted(book):
        # apart from the table, which stays a list that can be read back
        paper = _begin(workbook, book, style, "项目投资曲线", CURVE_WIDTHS)
        last = write_curves(paper, book, unit)
        set_up_page(paper.sheet, repeat="1:2", freeze="A3", mark=_mark(book))
        _print_until(paper, last)


def _begin(
    workbook: Workbook,
    book: WeekBook,
    style: SheetStyle,
    name: str,
    widths: Sequence[float],
    *,
    title: str = "",
) -> Paper:
    sheet: Worksheet = workbook.create_sheet(name, 0 if name == "领导阅" else None)
    paper = Paper(sheet, style, widths)
    paper.title(clean(title or f"{book.unit}{book.week.label}{name}"))
    paper.subtitle("　　".join(_subtitle(book)))
    return paper


def _finish(
    paper: Paper, book: WeekBook, *, repeat: str, freeze: str, one_page: bool = False, large: bool = False
) -> None:
    paper.foot(_foot(book))
    if not one_page:
        paper.break_pages(repeat, large=large)
    set_up_page(paper.sheet, repeat=repeat, freeze=freeze, mark=_mark(book), one_page=one_page, large=large)


def _subtitle(book: WeekBook) -> list[str]:
    version = f"（第{book.version}版）" if book.version is not None else ""
    state = f"{book.state}{version}"
    return [
        f"统计周：{book.week.span}",
        f"截至{book.as_of.year}年{book.as_of.month}月{book.as_of.day}日",
        state if book.state in _SETTLED else f"【{state}】",
    ]


def _mark(book: WeekBook) -> str:
    """What every printed page of an unsettled week says at its top."""
    return "" if book.state in _SETTLED else f"{book.state}，未经定稿"


def _rule(book: WeekBook) -> str:
    source = f"（{book.rule_source}）" if book.rule_source else ""
    return f"说明：亮灯按{book.rule_name}{source}；标“测算”的百分比由细项数据计算，“默认”时限为年末。"


def _foot(book: WeekBook) -> str:
    filled = day_words(book.filled_on, book.plan_year) or "　　月　　日"
    parts = (
        f"单位（盖章）：{book.unit}",
        f"审核人：{book.reviewer or _BLANK}",
        f"填报人：{book.filler or _BLANK}",
        f"联系电话：{book.phone or _BLANK}",
        f"填报日期：{filled}",
    )
    return clean("　　".join(parts))
