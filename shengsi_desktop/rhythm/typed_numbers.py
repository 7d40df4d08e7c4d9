"""A number as a person types or pastes it into a cell, full-width forms and thousands commas included."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation

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
