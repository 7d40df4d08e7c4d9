"""Which items 任务清单 lists: the filter as a value. Pure; the chips that set it are `filter_bar`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Role

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.words import Light, ListName


class Part(Enum):
    """What the unit has to do with an item."""

    LEAD = "lead"
    SUPPORT = "support"
    MENTIONED = "mentioned"

    def accepts(self, row: ItemRow) -> bool:
        """Whether the unit has this part in the item."""
        if self is Part.LEAD:
            return row.role in (Role.LEAD, Role.OWNER)
        if self is Part.SUPPORT:
            return row.role is Role.SUPPORT
        return row.mentioned and row.role is None


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """All conditions together; an empty one lets everything pass. `whole`: the plan, else the unit's own items."""

    lists: frozenset[ListName] = frozenset()
    part: Part | None = None
    lights: frozenset[Light] = frozenset()
    island: str = ""
    text: str = ""
    whole: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it leaves out more than the items of others."""
        return bool(self.lists or self.part or self.lights or self.island or self.text.strip())

    def accepts(self, row: ItemRow) -> bool:
        """Whether the item is listed."""
        if self.part is not None:
            if not self.part.accepts(row):
                return False
        elif not self.whole and row.role is None:
            return False
        if self.lists and row.list not in self.lists:
            return False
        if self.lights and row.standing.reading.light not in self.lights:
            return False
        if self.island and self.island not in row.islands:
            return False
        sought = f"{row.number} {row.title} {row.task} {row.direction} {row.lead}".lower()
        return all(word in sought for word in self.text.lower().split())
