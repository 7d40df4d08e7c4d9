"""Numbers of a figure as an office writes them: 万 and 亿 rather than rows of noughts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TEN_THOUSAND = 10_000.0
#: what is counted in 亿 is called 万亿 from here on
_MANY = 100_000.0
#: decimals that are ever shown, and digits that tell enough of a number in a larger unit than it was given in
_DECIMALS, _DIGITS = 4, 5


@dataclass(frozen=True, slots=True)
class Scale:
    """How a figure's numbers are shown: divided by `divisor`, in `unit`, with so many `decimals` or as they need."""

    divisor: float
    unit: str
    decimals: int | None = None

    def shown(self, value: float) -> str:
        """The value in this scale, with its decimals; else at most four, without noughts at the end."""
        return self.exact(value) if self.decimals is None else fixed(value / self.divisor, self.decimals)

    def exact(self, value: float) -> str:
        """The value in this scale with the decimals that it needs itself."""
        return plain(value / self.divisor)

    def even(self, values: Iterable[float | None]) -> Scale:
        """The same with the decimals that all these values need: numbers of one figure have equally many."""
        known = [abs(value / self.divisor) for value in values if value is not None]
        whole = len(f"{max(known, default=0.0):.0f}")
        most = _DECIMALS if self.divisor == 1 else min(max(_DIGITS - whole, 0), _DECIMALS)
        return replace(self, decimals=min(max(map(decimals_of, known), default=0), most))


def scale_for(largest: float, unit: str) -> Scale:
    """One scale for a whole figure: 人 becomes 万人 from ten thousand on, 万元 becomes 亿元, and so on."""
    if unit.startswith(("%", "万亿")):
        return Scale(1.0, unit)
    if unit.startswith("亿"):
        return Scale(_TEN_THOUSAND, "万" + unit) if largest >= _MANY else Scale(1.0, unit)
    if unit.startswith("万"):
        if largest >= _TEN_THOUSAND**2:
            return Scale(_TEN_THOUSAND**2, "万亿" + unit[1:])
        return Scale(_TEN_THOUSAND, "亿" + unit[1:]) if largest >= _TEN_THOUSAND else Scale(1.0, unit)
    if largest >= _TEN_THOUSAND**3:
        return Scale(_TEN_THOUSAND**3, "万亿" + unit)
    if largest >= _TEN_THOUSAND**2:
        return Scale(_TEN_THOUSAND**2, "亿" + unit)
    if largest >= _TEN_THOUSAND:
        return Scale(_TEN_THOUSAND, "万" + unit)
    return Scale(1.0, unit)


def plain(value: float) -> str:
    """1.1160 as 1.116, 66.0 as 66, never 1e5 and never −0."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text.replace("-", "−")


def decimals_of(value: float) -> int:
    """How many decimals it needs, at most four."""
    return len(plain(value).partition(".")[2])


def fixed(value: float, decimals: int) -> str:
    """With just so many decimals, as all numbers of one axis have them; never −0."""
    text = f"{value:.{decimals}f}"
    return text.removeprefix("-") if not text.strip("-0.") else text.replace("-", "−")


def shared_unit(units: Sequence[str]) -> str | None:
    """The unit on whose axis all can stand, or None: 万元 for 万元 and 亿元, the smaller one of several."""
    parts = [_parts(unit) for unit in units]
    if not parts or len({base for _, base in parts}) != 1:
        return None
    return min(zip(parts, units, strict=True))[1]


def times(unit: str, other: str) -> float:
    """How many of `other` one `unit` is: an 亿元 is 10,000 万元. Both are of one kind."""
    return _parts(unit)[0] / _parts(other)[0]


def in_scale(words: str, unit: str, scale: Scale) -> str:
    """«突破1430000万元» as «突破143亿元»: the numbers of a text that bear the unit, in the unit of the figure."""
    base = _parts(unit)[1]
    if not base or _parts(scale.unit)[1] != base:
        return words

    def said(found: re.Match[str]) -> str:
        own = found[2] + base
        if own == scale.unit:
            return found[0]
        return plain(float(found[1]) * times(own, scale.unit)) + scale.unit

    return re.sub(rf"(\d+(?:\.\d+)?)(万亿|亿|万|){re.escape(base)}", said, words)


def _parts(unit: str) -> tuple[float, str]:
    """«亿元» as a hundred million of 元."""
    for word, size in (("万亿", 1e12), ("亿", 1e8), ("万", 1e4)):
        if unit.startswith(word) and len(unit) > len(word):
            return size, unit[len(word) :]
    return 1.0, unit
