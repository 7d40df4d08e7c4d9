"""停航登记: days on which ships did not sail or nobody could work, and what they hold up. Only shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Word

if TYPE_CHECKING:
    from datetime import date

    from shengsi_desktop.domain.tracking import Reading


class StoppageKind(Word):
    """Why work stood still."""

    NO_SAILING = "no_sailing", "停航"
    TYPHOON = "typhoon", "台风"
    FOG = "fog", "大雾"
    MORATORIUM = "moratorium", "休渔期"
    OTHER = "other", "其他"


@dataclass(frozen=True, slots=True)
class Stoppage:
    """From `first` to `last`, both counted. `islands` by the names they are shown by; empty: the whole county.

    `reason` is the text offered in reports, as a person wrote it; empty: made of kind and days. `included` and
    `excluded` are items (ids) that a person linked, or took out.
    """

    id: str
    kind: StoppageKind
    name: str
    first: date
    last: date
    islands: tuple[str, ...] = ()
    reason: str = ""
    source: str = ""
    included: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class TouchedItem:
    """An item and a stoppage: whether it is held up, by whose word, and its lights with and without.

    `by_person`: a person said so, the islands alone do not. `adjusted` is None where the arithmetic is the same.
    """

    item_id: str
    number: str
    title: str
    touched: bool
    by_person: bool
    plain: Reading
    adjusted: Reading | None
