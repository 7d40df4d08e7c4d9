"""Chinese and Arabic numerals in office prose, with 万 and 亿, to exact decimals. Not units."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {
    "": 1,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")

#: a numeral with its scale, as `number` and `scale`
NUMERAL = re.compile(
    r"(?P<number>(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?(?![\d.])|[零〇一二两三四五六七八九十百千]+)"
    r"\s*(?P<scale>百万|千万|万亿|[百千万亿])?"
)


def half_width(text: str) -> str:
    """Turn full-width digits, points and percent signs into plain ones; all else stays in place."""
    return text.translate(_WIDTH)


def numeral_value(number: str, scale: str = "") -> Decimal | None:
    """Return the value of «1,200», «1.2» + «万», «二十三», «两»; None when the characters make no number."""
    factor = _SCALES.get(scale or "")
    if factor is None:
        return None
    if number[:1].isascii():
        digits = number.replace(",", "")
        if not re.fullmatch(r"\d{1,15}(?:\.\d{1,6})?", digits, re.ASCII):
            return None
        return Decimal(digits) * factor
    value = _chinese(number)
    return None if value is None else Decimal(value) * factor


def scale_of(unit: str) -> tuple[int, str]:
    """Split a unit into its scale and what it counts: 万元 → (10000, 元), 亿吨 → (10^8, 吨), 个 → (1, 个)."""
    for scale in sorted(_SCALES, key=len, reverse=True):
        if scale and unit.startswith(scale) and len(unit) > len(scale):
            return _SCALES[scale], unit[len(scale) :]
    return 1, unit


def _chinese(text: str) -> int | None:
    """Read 零 to 九千九百九十九, strictly: 三十, 一百零五; 二三 (two or three) is none."""
    total, digit, last_place = 0, None, 10**5
    for sign in text:
        if sign in _DIGITS:
            if digit not in {None, 0}:
                return None
            digit = _DIGITS[sign]
            continue
        place = _PLACES.get(sign)
        if place is None or place >= last_place:
            return None
        if digit is None and not (sign == "十" and total == 0):
            return None
        total += (1 if digit is None else digit) * place
        digit, last_place = None, place
    return total + (digit or 0) if text else None
