"""One sheet written from top to bottom: titles, table rows and foot, each as high as its text.

Knows cells, heights and printing; nothing of what the sheets say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from shengsi_desktop.sheets import heights
from shengsi_desktop.sheets.carried import put_keys
from shengsi_desktop.sheets.cells import Entry, put_value, short, text
from shengsi_desktop.sheets.looks import BOX, HEAD, INK, QUIET, SEA, SheetStyle, aligned, font, ground
from shengsi_desktop.sheets.page_breaks import break_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

#: units of column width that A4 landscape holds at full size between margins of 10 mm
FULL_SIZE_WIDTH = 130
#: points that A4 landscape holds from top to bottom margin at full size
PAGE_HEIGHT = 500

#: of a page that is counted on: heights are estimates
_SURE = 0.95
_MARGIN_INCHES = 0.4
#: how much longer the sides of A3 are
_A3 = 1.41
_CONTINUED = "\n（续）"
#: units of width that the indent of a number takes
_INDENT = 2.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, and between which widths it may be."""

    head: str
    least: float
    most: float


class Paper:
    """A sheet with a pen: each call writes the next row."""

    def __init__(self, sheet: Worksheet, style: SheetStyle, widths: Sequence[float]) -> None:
        """Start at the top of `sheet`, with columns of these widths."""
        self.sheet = sheet
        self.style = style
        self.widths = tuple(widths)
        self.next_row = 1
        self._headings: set[int] = set()
        self._joined: set[int] = set()
        self._below_rows = 1
        for index, width in enumerate(self.widths, start=1):
            sheet.column_dimensions[get_column_letter(index)].width = width

    @property
    def height(self) -> float:
        """Points from the top to the pen."""
        rows = self.sheet.row_dimensions
        return sum(rows[row].height or 15.0 for row in range(1, self.next_row))

    def title(self, words: str) -> None:
        """The sheet's title across all columns."""
        style = self.style
        self._across(Entry(words, "center", size=style.title_size, font=style.title_font))

    def subtitle(self, words: str) -> None:
        """The line under the title."""
        self._across(Entry(words, "center", ink=QUIET))

    def section(self, words: str) -> None:
        """A heading within the sheet; it stays with the row below."""
        self._headings.add(self.next_row)
        self._across(Entry(words, font=self.style.head_font, size=self.style.head_size + 1, ink=SEA))

    def remark(self, words: str) -> None:
        """A note across all columns, without a box."""
        self._across(Entry(words, ink=QUIET, size=self.style.body_size - 1))

    def statement(self, words: str, *, size: float = 0, tinted: bool = False) -> None:
        """A sentence across all columns, boxed."""
        entry = Entry(words, size=size or None, ground=HEAD.ground if tinted else "")
        self.row([(entry, len(self.widths))])

    def group(self, words: str) -> None:
        """The name of what the rows below are of, boxed and tinted; it stays with the first of them."""
        self._headings.add(self.next_row)
        self.statement(words, tinted=True)

    def join(self, first: int) -> None:
        """Keep the rows from `first` to the pen on one page."""
        self._joined.update(range(first + 1, self.next_row))

    def foot(self, words: str) -> None:
        """Who answers for the sheet, after a narrow gap."""
        self.gap(6)
        self._across(Entry(words))

    def gap(self, points: float) -> None:
        """An empty strip."""
        self.sheet.row_dimensions[self.next_row].height = points
        self.next_row += 1

    def break_page(self, before: int = 0) -> None:
        """A new page begins with row `before`, else with the next row."""
        self.sheet.row_breaks.append(Break(id=(before or self.next_row) - 1))

    def page_room(self, *, large: bool = False) -> float:
        """Points of rows that a page holds: the more, the smaller the sheet is printed to be one page wide."""
        side = _A3 if large else 1.0
        return PAGE_HEIGHT * side * max(sum(self.widths) / (FULL_SIZE_WIDTH * side), 1.0)

    def break_pages(self, repeat: str, *, large: bool = False) -> list[int]:
        """End the pages where nothing is torn apart; `repeat` («3:3») are the rows that come again on each.

        Gives the rows with which pages begin, but for the first.
        """
        first, _, last = repeat.partition(":")
        return break_pages(
            self.sheet,
            self._headings,
            room=self.page_room(large=large),
            repeat=(int(first), int(last)),
            foot=self.next_row - self._below_rows,
            joined=self._joined,
        )

    def head(self, words: Sequence[str], spans: Sequence[int] | None = None) -> None:
        """A row of column heads."""
        entries = [
            replace(short(word), ground=HEAD.ground, font=self.style.head_font, size=self.style.head_size)
            for word in words
        ]
        self.row(list(zip(entries, spans or [1] * len(entries), strict=True)))

    def row(self, parts: Sequence[tuple[Entry, int]], *, boxed: bool = True) -> None:
        """One row of entries, each as many columns wide as said.

        What is too long for the tallest row goes on in rows below, with only the long texts in them.
        """
        pieces = [self._pieces(entry, self._width(parts, index)) for index, (entry, _) in enumerate(parts)]
        self._one_row(parts, [piece[0] for piece in pieces], boxed=boxed)
        for turn in range(1, max(map(len, pieces))):
            rest = [piece[turn] if turn < len(piece) else Entry("") for piece in pieces]
            if rest[0].value == "":
                rest[0] = Entry(f"{parts[0][0].value}{_CONTINUED}", "center", ink=QUIET)
            self._one_row(parts, rest, boxed=boxed)
        self._below_rows = self.next_row

    def line(self, entries: Sequence[Entry]) -> None:
        """One row of a table, an entry a column."""
        self.row([(entry, 1) for entry in entries])

    def _width(self, parts: Sequence[tuple[Entry, int]], index: int) -> float:
        first = sum(span for _, span in parts[:index])
        return sum(self.widths[first : first + parts[index][1]])

    def _pieces(self, entry: Entry, width: float) -> list[Entry]:
        if not isinstance(entry.value, str):
            return [entry]
        size = entry.size or self.style.body_size
        return [replace(entry, value=piece) for piece in heights.pieces(entry.value, width, size)]

    def _one_row(self, parts: Sequence[tuple[Entry, int]], entries: Sequence[Entry], *, boxed: bool) -> None:
        row, column, height = self.next_row, 1, 0.0
        for (_, span), entry in zip(parts, entries, strict=True):
            width = sum(self.widths[column - 1 : column - 1 + span])
            size = entry.size or self.style.body_size
            lines = heights.line_count(entry.value, width, size) if isinstance(entry.value, str) else 1
            height = max(height, heights.height_of(lines, size))
            self._write(row, column, span, entry, boxed=boxed)
            column += span
        self.sheet.row_dimensions[row].height = min(height, heights.TALLEST)
        self.next_row += 1

    def _write(self, row: int, column: int, span: int, entry: Entry, *, boxed: bool) -> None:
        cell = self.sheet.cell(row, column)
        if not isinstance(cell, Cell):
            raise TypeError(f"row {row} is written over a merged cell")
        put_value(cell, entry)
        cell.font = font(
            entry.font or self.style.body_font,
            entry.size or self.style.body_size,
            entry.ink or INK,
            bold=entry.bold,
        )
        cell.alignment = aligned(entry.align)
        for offset in range(span):
            beside = self.sheet.cell(row, column + offset)
            if boxed:
                beside.border = BOX
            if entry.ground:
                beside.fill = ground(entry.ground)
        if span > 1:
            self.sheet.merge_cells(
                start_row=row, end_row=row, start_column=column, end_column=column + span - 1
            )

    def _across(self, entry: Entry) -> None:
        below = self._below_rows
        self.row([(entry, len(self.widths))], boxed=False)
        self._below_rows = below  # a title, a remark or the foot is no row of what is told


class PageEnds:
    """Where pages end, by the heights that rows are given: what belongs together stays so."""

    def __init__(self, paper: Paper, head: int) -> None:
        """Start with what is above the rows; row `head` stands on each page again."""
        self._paper = paper
        self._room = paper.page_room() * _SURE - self._height(head, head + 1)
        self._first = 1

    def keep_together(self, first: int, least: int = 0) -> None:
        """Begin a new page with row `first` where the rows from it on no longer fit on this one.

        `least`: so many rows stay on this page, if need be taken from the foot of the one before.
        """
        if first > self._first and self._height(self._first, self._paper.next_row) > self._room:
            breaks = self._paper.sheet.row_breaks.brk
            if breaks and first - self._first < least:
                breaks[-1].id = self._under_heading(first - least) - 1
            self._paper.break_page(first)
            self._first = first

    def _under_heading(self, row: int) -> int:
        """The row, or that of the heading right above it."""
        return row - 1 if self._paper.sheet.cell(row - 1, 2).value is None else row

    def _height(self, first: int, after: int) -> float:
        rows = self._paper.sheet.row_dimensions
        return sum(rows[row].height or 0.0 for row in range(first, after))


def widths_for(
    columns: Sequence[Column], rows: Sequence[Sequence[Entry]], style: SheetStyle, budget: float
) -> list[float]:
    """The widths that keep the rows of a table low within `budget` units."""
    least, most = [column.least for column in columns], [column.most for column in columns]
    for row in rows:
        for place, entry in enumerate(row):
            if not isinstance(entry.value, str):
                # a number too wide for its column shows as ####, it does not wrap
                least[place] = max(least[place], heights.width_for(entry.shown, style.body_size) + _INDENT)
                most[place] = max(least[place], most[place])
    shown = [[entry.shown if isinstance(entry.value, str) else "" for entry in row] for row in rows]
    return heights.fit_widths(least, most, shown, budget, style.body_size)


def write_table(
    paper: Paper,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Entry]],
    when_empty: str,
    keys: Sequence[str] = (),
) -> int:
    """Head and rows of a table, or one row of words where there is none; gives the head's row.

    `keys`: what each row is known by when the table is read back; they stand in a hidden column.
    """
    head_row = paper.next_row
    paper.head([column.head for column in columns])
    places = []
    for place, entries in enumerate(rows):
        first = paper.next_row
        paper.line(entries)
        if keys:
            places.append((first, paper.next_row, keys[place]))
    if places:
        put_keys(paper.sheet, len(columns) + 1, head_row, places)
    if not rows:
        paper.row([(replace(text(when_empty), align="center", ink=QUIET), len(columns))])
    return head_row


def set_up_page(
    sheet: Worksheet, *, repeat: str, freeze: str, mark: str, one_page: bool = False, large: bool = False
) -> None:
    """A4 (or, if `large`, A3) landscape, one page wide: repeated rows, frozen panes, page numbers, a mark."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A3 if large else sheet.PAPERSIZE_A4)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    sheet.page_margins.left = sheet.page_margins.right = _MARGIN_INCHES
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    footer, header = HeaderFooterItem(), HeaderFooterItem()
    footer.center.text = "第 &P 页 共 &N 页"
    header.right.text = mark or None
    sheet.HeaderFooter.oddFooter = footer
    sheet.HeaderFooter.oddHeader = header
    sheet.print_title_rows = repeat
    sheet.freeze_panes = freeze
    sheet.sheet_view.showGridLines = False
