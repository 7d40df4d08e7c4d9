"""任务清单 as it goes into a workbook: the items listed, each with owners, promises and newest words. Only shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item. `owners` are (unit or group as written, its role in words); `latest` the newest 本周进展, of `week`."""

    row: ItemRow
    text: str
    owners: tuple[tuple[str, str], ...]
    latest: str = ""
    week: str = ""

    @property
    def deliverables(self) -> tuple[DeliverableStanding, ...]:
        """Its promises with their lights."""
        return self.row.standing.deliverables


@dataclass(frozen=True, slots=True)
class ItemList:
    """What is listed, as one unit sees it in one week.

    `whole`: the whole plan, not the unit's own items alone; `narrowed`: only what a filter let through.
    """

    unit: str
    plan_title: str
    week: str
    as_of: date
    whole: bool
    lines: tuple[ItemLine, ...]
    narrowed: bool = False
