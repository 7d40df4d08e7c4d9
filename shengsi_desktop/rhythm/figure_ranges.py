"""Figures that a 填报表 holds and that can hardly be meant: to be looked at before they are taken in. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.fill_sheets import CellDifference

_PERCENT = frozenset({"%", "％"})
_HUNDRED = Decimal(100)


def beyond(cells: Iterable[CellDifference]) -> list[str]:
    """A sentence for each rate beyond 0–100: perhaps it is the figure of something else."""
    return [
        f"{one.number}填了{one.value}%，超出0–100，请核对口径。"
        for one in cells
        if one.field == "value" and one.row.unit in _PERCENT and one.value and not _share(one.value)
    ]


def _share(text: str) -> bool:
    return 0 <= Decimal(text) <= _HUNDRED
