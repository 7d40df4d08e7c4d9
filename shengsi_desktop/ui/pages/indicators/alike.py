"""Figures that stand beside each other are written with equally many decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.ui.widgets.fields import written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal


def decimals(values: Iterable[Decimal | None]) -> int:
    """How many the longest of them needs."""
    return max((len(written(value).partition(".")[2]) for value in values), default=0)
