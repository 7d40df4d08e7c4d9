"""What a workbook of values would change in the indicators' points, cell by cell. Only shapes; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from shengsi_desktop.domain.indicators import PointCell


@dataclass(frozen=True, slots=True)
class CellChange:
    """One value of the table that differs from what is stored.

    `line` is the sheet's row (from 1), `indicator` its number and name, `what` period and field (2023年6月 实际);
    `before` and `after` are as shown, empty for none. `cells` are what would be written: the value, and
    快报数 or 核定数 where the table says which. `warning` is a Chinese sentence on what is doubtful (a 核定数 would go,
    the name is only alike); such a change is not `taken` until a person says so.
    """

    line: int
    indicator: str
    what: str
    before: str
    after: str
    cells: tuple[PointCell, ...]
    warning: str = ""
    taken: bool = True


@dataclass(frozen=True, slots=True)
class PointPreview:
    """A workbook set against what is stored. `same` counts values that are there already.

    `problems` are Chinese sentences on what cannot be read or belongs to no indicator, with the line; `notes` on
    sheets that were passed over.
    """

    file_name: str
    plan_id: str
    plan_title: str
    year: int | None
    changes: tuple[CellChange, ...]
    same: int = 0
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def taken(self) -> tuple[CellChange, ...]:
        """The changes that would be stored."""
        return tuple(one for one in self.changes if one.taken)

    def choosing(self, taken: Collection[int]) -> PointPreview:
        """The preview after a person has said which changes (by their places) are to be stored."""
        return replace(
            self, changes=tuple(replace(one, taken=n in taken) for n, one in enumerate(self.changes))
        )
