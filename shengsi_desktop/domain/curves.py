"""A plan curve as it is edited: whose it is, its months, what stands there and what the presets would draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

Points = tuple[tuple[str, "Decimal"], ...]


@dataclass(frozen=True, slots=True)
class CurveSheet:
    """The plan curve of an indicator or a deliverable over its plan's year, in the target's own unit.

    `periods` are the months that it has points for («2023-03», for a late due day some of the next year too);
    `actual` is what is known of them. `presets` hold by name (直线 …) what each would draw; none without a number
    to reach, and `refusal` then says why.
    """

    target_id: str
    name: str
    unit: str
    target_words: str
    target: Decimal | None
    year: int
    periods: tuple[str, ...]
    planned: Points = ()
    actual: Points = ()
    presets: dict[str, Points] = field(default_factory=dict)
    refusal: str = ""
