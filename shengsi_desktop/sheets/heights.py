"""How text breaks in a column and how high its row must be, without a spreadsheet program to ask.

An estimate on the safe side: it holds for 仿宋_GB2312 in WPS and Excel, and for the taller Noto CJK
that stands in for it elsewhere. It does not draw anything.
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: the greatest row height that Excel and WPS accept, in points
TALLEST = 409.0
#: the workbook's default font, by whose digits column widths are counted, and its size: Arial, or a twin of its
#: widths, is on every machine. 仿宋_GB2312 is not, and digits of what stands in for it make every column broader by
#: a quarter, so that a sheet fitted to the page's width is printed smaller and its pages end half empty.
UNIT_FONT, UNIT_SIZE = "Arial", 11
#: pixels of one unit of column width: a digit of that font at 96 to the inch
_PIXELS_A_UNIT = 8
#: Noto CJK, the stand-in where 仿宋_GB2312 is missing, asks for 1.448 em a line
LINE_PITCH = 1.45
#: points above and below the text of a row together
AIR = 4.0

_PADDING_PIXELS = 6
_CAUTION = 0.97
_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’％·…—,.;:?!)]}%")
_NOT_LAST = frozenset("（《〈「『【〔“‘([{")


@lru_cache(maxsize=8192)
def char_ems(char: str) -> float:
    """The advance of one character in ems: 1 for what East Asian fonts draw wide, ambiguous ones included."""
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    if unicodedata.combining(char):
        return 0.0
    if char in "%@&" or char in "mwMW":
        return 0.9
    return 0.68 if char.isupper() else 0.56


def text_ems(text: str) -> float:
    """The length of a text set in one line, in ems."""
    return sum(map(char_ems, text))


def capacity(width: float, size: float) -> float:
    """How many ems of `size` points fit in a line of a column of `width` units."""
    pixels = max(width * _PIXELS_A_UNIT - _PADDING_PIXELS, _PIXELS_A_UNIT)
    return pixels * 0.75 * _CAUTION / size


def width_for(text: str, size: float) -> float:
    """The column width in units that holds a text in one line."""
    return math.ceil((text_ems(text) * size / 0.75 / _CAUTION + _PADDING_PIXELS) / _PIXELS_A_UNIT * 2) / 2


def wrap(text: str, ems: float) -> list[str]:
    """The lines that a cell `ems` wide shows; joined they are the text, line breaks included."""
    lines: list[str] = []
    for paragraph in text.splitlines(keepends=True) or [""]:
        lines.extend(_wrap_paragraph(paragraph, ems))
    if text.endswith("\n"):
        lines.append("")
    return lines


def _wrap_paragraph(paragraph: str, ems: float) -> list[str]:
    if text_ems(paragraph.rstrip("\n")) <= ems:
        return [paragraph]
    lines: list[str] = []
    start = 0
    used = 0.0
    for position, char in enumerate(paragraph):
        advance = 0.0 if char in "\n " else char_ems(char)
        if used + advance > ems and position > start:
            cut = _break_before(paragraph, start, position)
            lines.append(paragraph[start:cut])
            start = cut
            used = text_ems(paragraph[cut:position])
        used += char_ems(char) if char != "\n" else 0.0
    lines.append(paragraph[start:])
    return lines


def _break_before(text: str, start: int, position: int) -> int:
    """Where the line that begins at `start` really ends when `position` no longer fits on it."""
    cut = position
    while cut > start + 1 and not _may_break(text[cut - 1], text[cut]):
        cut -= 1
    return cut if cut > start + 1 or _may_break(text[start], text[start + 1]) else position


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return not (_joined(before) and _joined(after))


def _joined(char: str) -> bool:
    """Letters and digits of one Latin word or number stay together."""
    return char.isascii() and not char.isspace()


@lru_cache(maxsize=65536)
def line_count(text: str, width: float, size: float) -> int:
    """How many lines `text` takes in a column of `width` units."""
    return len(wrap(text, capacity(width, size)))


def height_of(lines: int, size: float) -> float:
    """The row height in points for `lines` lines of `size` points, not yet capped."""
    return math.ceil((lines * size * LINE_PITCH + AIR) * 4) / 4


def most_lines(size: float) -> int:
    """How many lines of `size` points the tallest row holds."""
    return int((TALLEST - AIR) / (size * LINE_PITCH))


def pieces(text: str, width: float, size: float) -> list[str]:
    """The text in parts that each fit the tallest row; one part for all but very long texts."""
    lines = wrap(text, capacity(width, size))
    count = most_lines(size)
    if len(lines) <= count:
        return [text]
    bounds = [*range(0, len(lines), count), len(lines)]
    return ["".join(lines[first:last]).rstrip("\n") for first, last in pairwise(bounds)]


def fit_widths(
    least: Sequence[float],
    most: Sequence[float],
    cells: Sequence[Sequence[str]],
    budget: float,
    size: float,
) -> list[float]:
    """Share `budget` units of width among columns so that rows stay low, between `least` and `most` each.

    Grows past the budget, by half at most, as long as that brings a row under the height a row can have.
    What nobody needs is shared out in proportion.
    """
    widths = list(least)
    lines = [
        [line_count(text, width, size) for text, width in zip(row, widths, strict=True)] for row in cells
    ]
    typed = [[text.count("\n") + 1 for text in row] for row in cells]
    limit = most_lines(size)
    while sum(widths) < budget * 1.5:
        over = sum(widths) >= budget
        column = _neediest(
            lines, typed, widths, [math.inf] * len(widths) if over else most, limit if over else 1
        )
        if column is None:
            break
        widths[column] += 1
        for row, texts in zip(lines, cells, strict=True):
            row[column] = line_count(texts[column], widths[column], size)
    spare = budget / sum(widths)
    return [round(width * spare, 2) for width in widths] if spare > 1 else widths


def _neediest(
    lines: Sequence[Sequence[int]],
    typed: Sequence[Sequence[int]],
    widths: Sequence[float],
    most: Sequence[float],
    floor: int,
) -> int | None:
    """The column whose widening lowers rows the most: by the lines that a unit saves where it is tallest.

    Only rows above `floor` lines count, and those whose height the wrapping makes, not the `typed` breaks.
    """
    need = [0.0] * len(widths)
    for row, breaks in zip(lines, typed, strict=True):
        top = max(row)
        tallest = [column for column, count in enumerate(row) if count == top]
        if top <= floor or any(breaks[column] >= top for column in tallest):
            continue
        for column in tallest:
            need[column] += (top - breaks[column]) / widths[column] / len(tallest)
    wanted = [column for column, weight in enumerate(need) if weight > 0 and widths[column] < most[column]]
    return max(wanted, key=lambda column: (need[column], -column)) if wanted else None
