"""One cell's worth of content, and how it is written so that no text ever becomes a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.sheets.clean_text import clean
from shengsi_desktop.sheets.looks import QUIET, WARNING, tint_of

if TYPE_CHECKING:
    from datetime import date

    from openpyxl.cell.cell import Cell

    from shengsi_desktop.domain.words import Light

_FORMULA_LIKE = ("=", "+", "-", "@", "\t")
#: Excel shows #### for longer texts in cells of the text format
_LONGEST_TEXT_FORMAT = 60
#: Excel's own limit for one cell
_LONGEST_CELL = 32767
NONE = "无"
#: General leaves a number as it is, without a bare decimal point
PLAIN_NUMBER = "General"
PERCENT = '0.0"%"'


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell holds: a text or a real number with its format, how it is set and what tints it."""

    value: str | int | Decimal
    align: str = "left"
    number_format: str = PLAIN_NUMBER
    ink: str = ""
    ground: str = ""
    bold: bool = False
    size: float | None = None
    font: str = ""

    @property
    def shown(self) -> str:
        """About what the cell shows: for measuring."""
        if isinstance(self.value, str):
            return self.value
        if self.number_format == PERCENT:
            return f"{self.value:.1f}%"
        literal = "".join(re.findall('"([^"]*)"', self.number_format))
        return f"{self.value}{literal}"


def text(value: str) -> Entry:
    """Running text, set to the left."""
    return Entry(clean(value))


def short(value: str) -> Entry:
    """A short word or date, set in the middle."""
    return Entry(clean(value), "center")


def quiet(value: str) -> Entry:
    """A word that stands where nothing was said."""
    return Entry(clean(value), "center", ink=QUIET)


def number(value: Decimal | int | None, number_format: str = PLAIN_NUMBER) -> Entry:
    """A real number, set to the right; nothing where there is none."""
    if value is None:
        return Entry("")
    return Entry(tidy(value) if isinstance(value, Decimal) else value, "right", number_format)


def ordinal(value: int) -> Entry:
    """A running number, set in the middle."""
    return Entry(value, "center")


def lamp(light: Light, reason: str = "", *, word: str = "") -> Entry:
    """A light as shape, word (`word`, else its own) and colour, with its reason below where there is room."""
    tint = tint_of(light)
    words = f"{light.shape} {word or light.label}"
    if light.label in reason and len(reason) <= len(light.label) + 2:
        # «尚未填报» says nothing that «未填报» does not
        reason = ""
    if reason:
        words += "\n" + clean(reason)
    return Entry(words, "left" if reason else "center", ink=tint.ink, ground=tint.ground, bold=not reason)


def alarm(value: str) -> Entry:
    """A short word that must not be overlooked."""
    return replace(short(value), ink=WARNING, bold=True)


def tidy(value: Decimal) -> Decimal:
    """The same number to four decimals at most, without trailing zeros or an exponent."""
    rounded = round(value, 4)
    whole = rounded.to_integral_value()
    return whole if whole == rounded else rounded.normalize()


def decimals_of(value: Decimal) -> int:
    """How many decimals the number has as it is shown."""
    return len(format(tidy(value), "f").partition(".")[2])


def literal(words: str) -> str:
    """Words as a quoted part of a number format."""
    return '"' + words.replace('"', "”") + '"' if words else ""


def day_words(day: date | None, year: int) -> str:
    """7月28日; with its year where that is not `year`."""
    if day is None:
        return ""
    words = f"{day.month}月{day.day}日"
    return words if day.year == year else f"{day.year}年{words}"


def put_value(cell: Cell, entry: Entry) -> None:
    """Write the entry's value: text as text, whatever it begins with."""
    value = entry.value
    if not isinstance(value, str):
        cell.value = value
        cell.number_format = entry.number_format
        return
    if not value:
        return
    cell.value = value[:_LONGEST_CELL]
    cell.data_type = "s"
    if value.startswith(_FORMULA_LIKE):
        cell.quotePrefix = True
    if len(value) <= _LONGEST_TEXT_FORMAT and "\n" not in value:
        cell.number_format = "@"
