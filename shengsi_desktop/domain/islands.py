"""一岛一功能: islands as a user knows them, and what is promised on each. Only shapes; grouping is `rhythm`'s."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import DeliverableKind, ItemKind, Light

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow


@dataclass(frozen=True, slots=True)
class Island:
    """One island under its longest name, with its townships; `pending` (待确认) where a source names none of them.

    `initials` are of the name's pinyin, empty where nobody needs them. `aliases` are its shorter names.
    """

    name: str
    townships: tuple[str, ...]
    pending: bool
    aliases: tuple[str, ...] = ()
    initials: str = ""


@dataclass(frozen=True, slots=True)
class IslandLine:
    """One deliverable on an island, as its item has it."""

    row: ItemRow
    standing: DeliverableStanding

    @property
    def title(self) -> str:
        """Its name; of a list's item («年度投资») with the item's before it, since alone it says too little."""
        name = self.standing.deliverable.name or self.standing.deliverable.text
        if self.row.kind is ItemKind.CLAUSE or name == self.row.title:
            return name
        return f"{self.row.title}：{name}"


@dataclass(frozen=True, slots=True)
class IslandGroup:
    """What is promised on one island, in the order of the items; `island` is None for 未标岛."""

    island: Island | None
    lines: tuple[IslandLine, ...]

    @property
    def lights(self) -> Mapping[Light, int]:
        """How many deliverables bear each light."""
        return Counter(line.standing.reading.light for line in self.lines)

    @property
    def done(self) -> int:
        """How many are complete, of those that are counted."""
        return sum(line.standing.complete for line in self._counted)

    @property
    def counted(self) -> int:
        """How many can be complete: no standing work, nor what only its lead knows of."""
        return len(self._counted)

    @property
    def _counted(self) -> tuple[IslandLine, ...]:
        return tuple(
            line
            for line in self.lines
            if line.standing.deliverable.kind is not DeliverableKind.STANDING
            and line.standing.reading.light is not Light.BY_LEAD
        )


@dataclass(frozen=True, slots=True)
class IslandBoard:
    """The board 按岛 of one unit's week. `whole`: of the whole plan. `without` are the islands with nothing on them."""

    unit: str
    plan_title: str
    week: str
    as_of: date
    whole: bool
    groups: tuple[IslandGroup, ...]
    without: tuple[str, ...] = ()
