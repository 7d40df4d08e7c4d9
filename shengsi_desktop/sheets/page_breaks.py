"""Where the pages of a sheet end: no heading at a page's foot, no row or two alone on the last page.

The rows' heights are our own, so the pages can be reckoned; a program that makes a sheet one page wide by itself
(as Excel does) may end them elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.pagebreak import Break

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

#: rows that the last page has at least, where the page before can spare them; of a table so many of its own
_FEWEST, _FEWEST_OF_TABLE = 3, 2


def first_rows(
    heights: Sequence[float],
    headings: Collection[int],
    *,
    room: float,
    repeated: float,
    foot: int = 0,
    joined: Collection[int] = (),
) -> list[int]:
    """The rows (from 1) with which the second and each further page begins.

    In points: `heights` of all rows, `room` of a page, `repeated` what the rows that come again take of each page.
    `foot`: how many rows at the end are none of the table's: under its head again they would stand alone.
    `joined`: rows that belong to the one above them; only what is longer than a page ends one among them.
    """
    starts = [1]
    used = 0.0
    for row, height in enumerate(heights, start=1):
        while used + height > room and row > starts[-1]:
            start = _whole(heights, joined, row, room - repeated)
            if all(one in headings for one in range(starts[-1], start)):
                start = row  # with its heading it is longer than a page
            while start - 1 > starts[-1] and start - 1 in headings:
                start -= 1
            starts.append(start)
            used = repeated + sum(heights[start - 1 : row - 1])
        used += height
    if len(starts) > 1:
        before, last = starts[-2:]
        fewest = max(_FEWEST, foot + _FEWEST_OF_TABLE) if foot else _FEWEST
        wanted = max(len(heights) + 1 - fewest, before + _FEWEST)
        while wanted > before and (wanted - 1 in headings or wanted in joined):
            wanted -= 1
        if wanted < last and repeated + sum(heights[wanted - 1 :]) <= room:
            starts[-1] = wanted
    return starts[1:]


def _whole(heights: Sequence[float], joined: Collection[int], row: int, room: float) -> int:
    """The first row of what `row` belongs to, where that has room on a page; else the row itself."""
    first = last = row
    while first in joined:
        first -= 1
    while last + 1 in joined:
        last += 1
    return first if sum(heights[first - 1 : last]) <= room else row


def break_pages(
    sheet: Worksheet,
    headings: Collection[int],
    *,
    room: float,
    repeat: tuple[int, int],
    foot: int = 0,
    joined: Collection[int] = (),
) -> list[int]:
    """End the sheet's pages; `repeat` are the first and last of the rows that come again on every page.

    Gives the rows with which pages begin, but for the first.
    """
    heights = [sheet.row_dimensions[row].height or 15.0 for row in range(1, sheet.max_row + 1)]
    repeated = sum(heights[repeat[0] - 1 : repeat[1]])
    starts = first_rows(heights, headings, room=room, repeated=repeated, foot=foot, joined=joined)
    for row in starts:
        sheet.row_breaks.append(Break(id=row - 1))
    return starts
