"""How a figure is rounded and written in a reason: one place, so that the sums a reader checks add up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

HUNDRED = Decimal(100)
ZERO = Decimal(0)
_TENTH = Decimal("0.1")


def to_tenth(percent: Decimal) -> Decimal:
    """Round half up to one decimal, the precision in which lights are decided and shown."""
    return percent.quantize(_TENTH, rounding=ROUND_HALF_UP)


def share(part: Decimal, whole: Decimal) -> Decimal:
    """Return part ÷ whole in percent, never below 0; anything not below it reaches a whole of 0."""
    if whole == 0:
        return HUNDRED if part >= 0 else ZERO
    return max(part / whole * HUNDRED, ZERO)


def plain(value: Decimal) -> str:
    """Write a figure without exponent and without needless zeros: 67, 46.7, 1.116."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def percent_words(percent: Decimal) -> str:
    """«46.7%», «100%»."""
    return f"{plain(to_tenth(percent))}%"


def day_words(day: date, year: int) -> str:
    """«12月31日», with its year when that is another than `year`."""
    words = f"{day.month}月{day.day}日"
    return words if day.year == year else f"{day.year}年{words}"


def decimals(value: Decimal) -> int:
    """How many decimals a figure needs: 3 for 1.1160, 0 for 300."""
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
