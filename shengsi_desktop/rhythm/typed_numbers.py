"""A number as a person types or pastes it into a cell, full-width forms and thousands commas included."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from shengsi_desktop.domain import money
from shengsi_desktop.domain.measures import converted
from shengsi_desktop.domain.money import Money

_FIGURE = re.compile(r"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?P<unit>\D*)")
#: how a sum is said without its 元
_SHORT_SUMS = {"万": money.WAN, "亿": money.YI}
#: more digits than any figure of the trade has; longer is a slip of the paste
_LONGEST = 24


def parse_number(text: str) -> Decimal | None:
    """The number, or None when the text is none. «１２.５％» is 12.5: percent stay 0-100; no unit is converted."""
    plain = (
        unicodedata.normalize("NFKC", text)
        .strip()
        .replace("−", "-")
        .replace(",", "")
        .replace(" ", "")
        .removesuffix("%")
    )
    if not plain or len(plain) > _LONGEST or not all(c in "+-.0123456789" for c in plain):
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def parse_figure(text: str) -> tuple[Decimal, str] | None:
    """The number and the unit said behind it («71亿元» is 71 and 亿元, «14» has none); None for other words."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace(",", "")
    hit = _FIGURE.fullmatch("".join(plain.split()))
    number = parse_number(hit["number"]) if hit else None
    return None if hit is None or number is None else (number, hit["unit"])


def parse_money(text: str, unit: str) -> Money | None:
    """A sum as a person types it, in `unit` unless another is said («1.5亿元», «5000万»); None for what is none."""
    found = parse_figure(text)
    if found is None:
        return None
    number, said = found
    wan = converted(number, _SHORT_SUMS.get(said, said or unit), money.WAN)
    return None if wan is None else Money(wan)
