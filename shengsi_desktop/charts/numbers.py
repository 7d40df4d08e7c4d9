"""Numbers of a figure as an office writes them: 万 and 亿 rather than rows of noughts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.measures import readable

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Scale:
    """How a figure's numbers are shown: divided by `divisor`, in `unit`."""

    divisor: float
    unit: str

    def shown(self, value: float) -> str:
        """The value in this scale, at most four decimals, without noughts at the end."""
        return plain(value / self.divisor)


def scale_for(largest: float, unit: str) -> Scale:
    """One scale for a whole figure: 人 becomes 万人 from ten thousand on, 万元 becomes 亿元, and so on."""
    power, shown = readable(largest, unit)
    return Scale(10.0**power, shown)


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


def _parts(unit: str) -> tuple[float, str]:
    """«亿元» as a hundred million of 元."""
    for word, size in (("万亿", 1e12), ("亿", 1e8), ("万", 1e4)):
        if unit.startswith(word) and len(unit) > len(word):
            return size, unit[len(word) :]
    return 1.0, unit
