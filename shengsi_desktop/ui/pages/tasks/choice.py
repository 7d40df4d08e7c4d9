"""Which items 任务清单 lists, and in which shape, as a value. Pure; the chips that set it are `filter_bar`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Role

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow
    from shengsi_desktop.domain.words import Light, ListName


class Shape(Enum):
    """How the list is laid out: direction → task → item, one table, or island → deliverable."""

    TREE = "tree"
    TABLE = "table"
    ISLANDS = "islands"


class Part(Enum):
    """What the unit has to do with an item."""

    LEAD = "lead"
    SUPPORT = "support"
    MENTIONED = "mentioned"

    def accepts(self, row: ItemRow) -> bool:
        """Whether the unit has this part in the item."""
        if self is Part.LEAD:
            return row.ours
        if self is Part.SUPPORT:
            return row.role is Role.SUPPORT
        return row.mentioned and row.role is None


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """All conditions together; an empty one lets everything pass. `whole`: the plan, else the unit's own items.

    `charge`: the items of one 分管领导 or 工作专班, None for anybody's.
    """

    lists: frozenset[ListName] = frozenset()
    part: Part | None = None
    lights: frozenset[Light] = frozenset()
    island: str = ""
    text: str = ""
    whole: bool = False
    charge: frozenset[str] | None = None

    @property
    def narrows(self) -> bool:
        """Whether it leaves out more than the items of others."""
        return bool(
            self.lists
            or self.part
            or self.lights
            or self.island
            or self.text.strip()
            or self.charge is not None
        )

    def accepts(self, row: ItemRow) -> bool:
        """Whether the item is listed."""
        return (
            self._of_these(row)
            and (not self.lights or row.standing.reading.light in self.lights)
            and (not self.island or self.island in row.islands)
            and self._says(f"{row.number} {row.title} {row.task} {row.direction} {row.category} {row.lead}")
        )

    def accepts_line(self, row: ItemRow, standing: DeliverableStanding) -> bool:
        """Whether a deliverable of the item is listed by itself: by its own light, islands and words."""
        one = standing.deliverable
        return (
            self._of_these(row)
            and (not self.lights or standing.reading.light in self.lights)
            and (not self.island or self.island in one.islands)
            and self._says(f"{one.number} {one.name} {row.title} {row.category} {row.lead}")
        )

    def _of_these(self, row: ItemRow) -> bool:
        if self.charge is not None and row.id not in self.charge:
            return False
        if self.part is not None:
            if not self.part.accepts(row):
                return False
        elif not self.whole and row.role is None:
            return False
        return not self.lists or row.list in self.lists

    def _says(self, words: str) -> bool:
        sought = words.lower()
        return all(word in sought for word in self.text.lower().split())
