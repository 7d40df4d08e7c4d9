"""A cell of an office's table as it stands in the file: words, number or day. What it means is read elsewhere."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple

from shengsi_desktop.sheets.clean_text import clean

if TYPE_CHECKING:
    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

#: full-width letters, digits and signs of ASCII, and blanks of all widths; punctuation of Chinese stays
_HALF_WIDTH: dict[int, str] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()},
    **{ord(full): half for full, half in zip("．％＋－／＝＜＞", ".%+-/=<>", strict=True)},
    **dict.fromkeys((0x3000, 0x00A0, 0x2009), " "),
    **dict.fromkeys((0x200B, 0xFEFF), ""),
}
_FAULTS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
_UNIT_IN_FORMAT = re.compile(r'"\s*(亿元|万元|元|亿吨|万吨|吨|%|％|万人|人|个|家|项|户|亩|公里|天)\s*"')
#: a picture that WPS keeps in a cell
_PICTURE = "DISPIMG("
_DIGITS_KEPT = 12
NO_RESULT = "公式没有算出结果，请在 WPS 里打开并保存一次后再导入。"


class RawCell(NamedTuple):
    """`text` is what a person would have typed; `number` and `day` are set where the file says so itself.

    `unit` is what the number's format adds (12 shown as 12%: 12 and %). `fault` is a sentence on what the file lost.
    """

    text: str
    number: Decimal | None = None
    day: date | None = None
    unit: str = ""
    fault: str = ""


EMPTY = RawCell("")


def half_width(text: str) -> str:
    """The text with full-width letters, digits and blanks made half-width, and without those of no width."""
    return text.translate(_HALF_WIDTH) if not text.isascii() else text


def tight(text: str) -> str:
    """The text without any blank, half-width: for comparing words."""
    return "".join(half_width(text).split())


def raw_text(value: str) -> RawCell:
    """A cell of words."""
    words = clean(value.replace("_x000D_", "").replace("_x000d_", "")).strip(" \n\t\u3000\u00a0\u200b\ufeff")
    if _PICTURE in words.upper():
        return RawCell("", fault="有图片，没有收入，请对方改成文字。")
    if words.upper() in _FAULTS:
        return RawCell("", fault=f"公式出错（{words.upper()}），请在原表里改正。")
    return RawCell(words) if words else EMPTY


def raw_cell(cell: ReadOnlyCell | EmptyCell) -> RawCell:
    """A cell of a workbook that was opened for its values."""
    value: Any = cell.value
    if value is None:
        return EMPTY
    if isinstance(value, str):
        return raw_text(value)
    if isinstance(value, bool):
        return RawCell("是" if value else "否")
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return RawCell(f"{day.year}年{day.month}月{day.day}日", day=day)
    if isinstance(value, int | float):
        return _number(value, getattr(cell, "number_format", "") or "")
    return RawCell(value.strftime("%H:%M") if isinstance(value, time) else str(value))


def _number(value: float, number_format: str) -> RawCell:
    try:
        number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_DIGITS_KEPT}g}")
    except (InvalidOperation, ValueError, OverflowError):
        return RawCell(str(value))
    if not number.is_finite() or abs(number.adjusted()) > 2 * _DIGITS_KEPT:
        return RawCell(str(value))
    literal = _UNIT_IN_FORMAT.search(number_format)
    unit = literal[1].replace("％", "%") if literal else ""
    if not literal and "%" in re.sub(r'"[^"]*"|\\.', "", number_format):
        number, unit = number * 100, "%"
    number = plain(number)
    return RawCell(f"{number:f}{unit}", number=number, unit=unit)


def plain(number: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    if not number:
        return Decimal(0)
    number = number.normalize()
    return (
        number.quantize(Decimal(1))
        if number == number.to_integral_value() and number.adjusted() < 27
        else number
    )
