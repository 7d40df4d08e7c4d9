"""What a rehearsal changes on a board, and how two boards of the same period differ. Only shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.boards import Entrant, RuleSpec, WeekFact
    from shengsi_desktop.domain.words import Light


@dataclass(frozen=True, slots=True)
class Move:
    """How an entrant's result differs between two boards; None on a side where it is not ranked."""

    entrant: Entrant
    place_before: int | None
    place_after: int | None
    points_before: Decimal | None
    points_after: Decimal | None

    @property
    def changed(self) -> bool:
        """True where place or score differ."""
        return (self.place_before, self.points_before) != (self.place_after, self.points_after)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a rehearsal changes, stored nowhere: the rule's numbers, and single lines by (entrant id, line id).

    A light is the one that counts then, whatever the adjusted one was. A figure is the line's `done`. A week's line
    is named by its label.
    """

    spec: RuleSpec | None = None
    lights: tuple[tuple[str, str, Light], ...] = ()
    figures: tuple[tuple[str, str, Decimal | None], ...] = ()
    weeks: tuple[tuple[str, str, WeekFact], ...] = ()
