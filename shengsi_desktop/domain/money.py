"""Sums of money: one place where 万元 and 亿元 are told apart, added, compared and written.

A sum is kept in 万元; it meets another only as `Money`, never as a bare number of some unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Self

from shengsi_desktop.domain.measures import power_between

if TYPE_CHECKING:
    from collections.abc import Iterable

WAN, YI = "万元", "亿元"
#: the units that a sum is shown in
SHOWN_UNITS = (WAN, YI)
#: powers of ten against 万元, of every unit that a table may use
SCALES = {unit: power_between(unit, WAN) or 0 for unit in ("元", WAN, "百万元", "千万元", YI)}
#: decimals that a unit is written with at most: 亿元 to the last 万元, 万元 to the last 百元
_PLACES = {WAN: 2, YI: 4}


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """A sum in 万元."""

    wan: Decimal

    @classmethod
    def of(cls, value: Decimal, unit: str) -> Self:
        """`value` in `unit`. Raises ValueError for a unit that is none of money."""
        if unit not in SCALES:
            message = f"no unit of money: {unit!r}"
            raise ValueError(message)
        return cls(value.scaleb(SCALES[unit]))

    def in_unit(self, unit: str) -> Decimal:
        """The exact number in `unit`. Raises ValueError for a unit that is none of money."""
        if unit not in SCALES:
            message = f"no unit of money: {unit!r}"
            raise ValueError(message)
        return self.wan.scaleb(-SCALES[unit])

    def __add__(self, other: Money) -> Money:
        return Money(self.wan + other.wan)

    def __sub__(self, other: Money) -> Money:
        return Money(self.wan - other.wan)

    def __bool__(self) -> bool:
        return bool(self.wan)


ZERO = Money(Decimal(0))


def money_in(value: Decimal | None, unit: str) -> Money | None:
    """The sum; None where there is no number, or `unit` is none of money."""
    return None if value is None or unit not in SCALES else Money.of(value, unit)


def total(sums: Iterable[Money | None]) -> Money | None:
    """What the known ones come to; None where none is known."""
    known = [one for one in sums if one is not None]
    return sum(known, ZERO) if known else None


def share_of(part: Money | None, whole: Money | None) -> Decimal | None:
    """Percent of `part` in `whole`; None where one is unknown or the whole is nothing."""
    return None if part is None or whole is None or whole.wan <= 0 else part.wan / whole.wan * 100


def places(sums: Iterable[Money | None], unit: str) -> int:
    """How many decimals a column of these sums needs, so that its figures stand under each other."""
    exact = [rounded(one, unit).normalize().as_tuple().exponent for one in sums if one is not None]
    return max((-exponent for exponent in exact if isinstance(exponent, int) and exponent < 0), default=0)


def rounded(money: Money, unit: str) -> Decimal:
    """The number in `unit`, half up, to the decimals that a unit is written with."""
    return money.in_unit(unit).quantize(Decimal(1).scaleb(-_PLACES.get(unit, 4)), ROUND_HALF_UP)


def figure(money: Money | None, unit: str, decimals: int | None = None) -> str:
    """«1.2345», «6700»; with `decimals` exactly so many; empty for an unknown sum."""
    if money is None:
        return ""
    number = rounded(money, unit)
    if decimals is not None:
        return format(number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "f")
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def words(money: Money | None, unit: str) -> str:
    """«1.2345亿元»; empty for an unknown sum."""
    return f"{figure(money, unit)}{unit}" if money is not None else ""
