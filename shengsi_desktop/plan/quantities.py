"""Numbers with their units: digits in half and full width, ranges (1-2个), Chinese numerals (两个).

What a number is a target of is judged by `promises`; here it only gets its value.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from shengsi_desktop.domain.words import Comparator

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
DIGITS = r"[0-9０-９]{1,12}(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]{1,8})?"
_HAN_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
RATIO_UNITS = (
    "个百分点",
    "亿元",
    "万元",
    "亿吨",
    "万吨",
    "亿立方米",
    "万立方米",
    "万千瓦时",
    "亿千瓦时",
    "％",
    "%",
    "元",
)
COUNT_UNITS = (
    "平方公里", "平方米", "公里", "公顷", "标箱", "人次", "万亩", "万人", "万户", "万人次",
    "个", "家", "户", "名", "人", "项", "处", "座", "艘", "场", "次", "批", "种", "亩", "条", "所", "件",
    "台", "套", "对", "支", "间", "只", "株", "辆", "宗", "款", "吨", "册", "位", "幢", "栋", "口", "尾",
)  # fmt: skip
_LEFT = (
    r"(?P<left>不低于|不少于|不高于|不超过|不多于|低于|高于|至少|突破|超过|超出|超|达到|达|保持在|稳定在|控制在|"
    r"提高到|提升到|提升至|提高至|降至|降到|增长到|力争)?"
)
_RIGHT = r"(?P<right>以上|及以上|左右|以内|以下|之内|及以下)?"
_TAIL = {
    "以上": Comparator.GE, "及以上": Comparator.GE, "左右": Comparator.APPROX,
    "以内": Comparator.LE, "之内": Comparator.LE, "以下": Comparator.LE, "及以下": Comparator.LE,
}  # fmt: skip
_HEAD = {
    "不低于": Comparator.GE, "不少于": Comparator.GE, "至少": Comparator.GE, "达到": Comparator.GE,
    "达": Comparator.GE,
    "保持在": Comparator.GE, "稳定在": Comparator.GE, "提高到": Comparator.GE, "提升到": Comparator.GE,
    "提升至": Comparator.GE, "提高至": Comparator.GE, "增长到": Comparator.GE,
    "突破": Comparator.GT, "超过": Comparator.GT, "超出": Comparator.GT, "超": Comparator.GT,
    "高于": Comparator.GT,
    "不高于": Comparator.LE, "不超过": Comparator.LE, "不多于": Comparator.LE, "控制在": Comparator.LE,
    "降至": Comparator.LE, "降到": Comparator.LE, "低于": Comparator.LT,
}  # fmt: skip


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


NUMBER = re.compile(
    rf"{_LEFT}(?P<low>{DIGITS})(?:[%％]?\s?[-–—~～至]\s?(?P<high>{DIGITS}))?"
    rf"(?:(?P<ratio>{_any(RATIO_UNITS)})|(?P<count>{_any(COUNT_UNITS)})(?!月|小时|工作日|自然日|学时))?{_RIGHT}"
)
HAN_NUMBER = re.compile(
    r"(?P<han>[一二两三四五六七八九]?十[一二三四五六七八九]?|[两三四五六七八九])(?P<count>个|家|户|名|项|处|座|艘|场|批|种|条|所|大)(?!月|小时|工作日)"
)


class Amount(NamedTuple):
    """A number in a text: [start, end) with the words of comparison, [number, after) without them."""

    start: int
    end: int
    number: int
    after: int
    value: Decimal
    high: Decimal | None
    unit: str
    ratio: bool
    comparator: Comparator
    bare: bool


def to_decimal(digits: str) -> Decimal | None:
    """Return the value of half- or full-width digits, thousands commas dropped; None for no number."""
    try:
        return Decimal(digits.translate(_FULL_WIDTH).replace(",", ""))
    except InvalidOperation:
        return None


def han_value(numeral: str) -> int:
    """Return the value of a small Chinese numeral (两 = 2, 十 = 10, 二十三 = 23)."""
    if "十" not in numeral:
        return _HAN_DIGITS[numeral]
    tens, _, ones = numeral.partition("十")
    return _HAN_DIGITS.get(tens, 1) * 10 + _HAN_DIGITS.get(ones, 0)


def comparator(left: str | None, right: str | None) -> Comparator | None:
    """Return what the words before and after a number say, the one after it first; None for neither."""
    if right:
        return Comparator.GT if left == "突破" and right == "以上" else _TAIL[right]
    return _HEAD.get(left) if left else None


def amounts(source: str, start: int, end: int) -> list[Amount]:
    """Return the numbers with a unit in [start, end), Chinese numerals included, in order."""
    found: list[Amount] = []
    for hit in NUMBER.finditer(source, start, end):
        unit = hit.group("ratio") or hit.group("count") or ""
        value = to_decimal(hit.group("low"))
        if not unit or value is None:
            continue
        high = to_decimal(hit.group("high")) if hit.group("high") else None
        words = comparator(hit.group("left"), hit.group("right"))
        after = hit.end("ratio") if hit.group("ratio") else hit.end("count")
        found.append(
            Amount(
                start=hit.start(),
                end=hit.end(),
                number=hit.start("low"),
                after=after,
                value=value,
                high=high,
                unit="%" if unit == "％" else unit,
                ratio=bool(hit.group("ratio")),
                comparator=words or Comparator.EQ,
                bare=words is None,
            )
        )
    for hit in HAN_NUMBER.finditer(source, start, end):
        unit = "个" if hit.group("count") == "大" else hit.group("count")
        value = Decimal(han_value(hit.group("han")))
        found.append(
            Amount(
                hit.start(), hit.end(), hit.start(), hit.end(), value, None, unit, False, Comparator.EQ, True
            )
        )
    return sorted(found)
