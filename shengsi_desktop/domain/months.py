"""The lights of months: what each was at its last week, and what it is now that something was made up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.domain.tracking import ItemRow, Reading


@dataclass(frozen=True, slots=True)
class MonthLight:
    """One month («2023-07») as of its last week `week`. `original` never changes; `now` is yellow once made up."""

    month: str
    week: str
    original: Reading
    now: Reading

    @property
    def made_up(self) -> bool:
        """Whether what was missing then was reached later."""
        return self.now != self.original


@dataclass(frozen=True, slots=True)
class ItemMonths:
    """The months of one item up to the week looked from, in order, and those of each deliverable by its id."""

    item_id: str
    months: tuple[MonthLight, ...]
    deliverables: Mapping[str, tuple[MonthLight, ...]]


@dataclass(frozen=True, slots=True)
class MonthStanding:
    """One item as a board of a month takes it: the row as of that month's last week, its light then and now."""

    row: ItemRow
    original: Reading
    now: Reading
