"""Units of measure: which are one measure in another size (万元 and 亿元), and what a figure is in the other one.

The one place for all that takes a figure with its unit. What is no size of the same measure is never converted.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

#: shares of a whole, as powers of ten against a percent
_SHARES = {"%": 0, "个百分点": 0, "百分点": 0, "‰": -1}
_SIZE = re.compile(r"万亿|千万|百万|亿|万|千|百")
_POWERS = {"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
#: units that are another one in a size of their own
_NAMED = {
    "公里": ("米", 3), "公斤": ("克", 3), "吨": ("克", 6), "公吨": ("克", 6), "公顷": ("平方米", 4),
    "平方公里": ("平方米", 6), "平方千米": ("平方米", 6),
}  # fmt: skip
#: what offices write for one another where they count
_ALIKE = (frozenset({"人", "名"}), frozenset({"位", "名"}), frozenset({"个", "家", "处"}))


def plain_unit(unit: str) -> str:
    """The unit as it is compared: half-width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", unit).split())


@lru_cache(maxsize=1024)
def power_between(unit: str, wanted: str) -> int | None:
    """By which power of ten a figure in `unit` is multiplied to stand in `wanted` (4 for 亿元 in 万元).

    0 where the two are one size, both empty too; None where they are not the same measure.
    """
    one, other = plain_unit(unit), plain_unit(wanted)
    if one == other:
        return 0
    if not one or not other:
        return None
    (base, power), (other_base, other_power) = _taken_apart(one), _taken_apart(other)
    if base != other_base and not any({base, other_base} <= alike for alike in _ALIKE):
        return None
    return power - other_power


def converted(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """The figure in another size of its measure, exactly; None where `wanted` is not the same measure."""
    power = power_between(unit, wanted)
    if not power:
        return value if power == 0 else None
    return Decimal(format(value.scaleb(power).normalize(), "f"))


def same_size(unit: str, other: str) -> bool:
    """Tell whether figures in the two stand beside each other as they are (人 and 名, % and 个百分点)."""
    return power_between(unit, other) == 0


def _taken_apart(unit: str) -> tuple[str, int]:
    """«万千瓦时» as (瓦时, 7)."""
    if unit in _SHARES:
        return "%", _SHARES[unit]
    power, rest = 0, unit
    while rest not in _NAMED:
        hit = _SIZE.match(rest)
        if hit is None:
            return rest, power
        power, rest = power + _POWERS[hit[0]], rest[hit.end() :]
    base, more = _NAMED[rest]
    return base, power + more
