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
    """How an entrant's result differs between two boards; None on a side where it is not ranked.

    `entrant` is as on the later board, `group_before` as on the earlier one; `details` say, line by line, what differs.
    """

    entrant: Entrant
    place_before: int | None
    place_after: int | None
    points_before: Decimal | None
    points_after: Decimal | None
    group_before: str = ""
    details: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """True where place, score or group differ."""
        return self.regrouped or (self.place_before, self.points_before) != (
            self.place_after,
            self.points_after,
        )

    @property
    def regrouped(self) -> bool:
        """True where it is compared with others than before."""
        return self.group_before not in ("", self.entrant.group)

    @property
    def differs(self) -> bool:
        """True where anything does, evidence without points included."""
        return self.changed or bool(self.details)


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
