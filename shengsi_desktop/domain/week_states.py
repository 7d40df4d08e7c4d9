"""Where a unit's week stands, with when and by whom; and the versions of it side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import WeekState

if TYPE_CHECKING:
    from datetime import datetime

#: how a 定稿 is handed in, as the office says
WAYS = ("U盘", "浙政钉", "邮件", "其他")
#: behind a version that the week no longer says
CHANGED = "后有改动"
#: the way of a week, in its order; 退回 is no step of it
STEPS = (WeekState.DRAFT, WeekState.FOR_MEETING, WeekState.FINAL, WeekState.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Registered:
    """One 报送 or 退回 as registered: of version `number`, when (local time), by whom; `words` is the way or reason."""

    number: int
    at: datetime
    person: str
    words: str


@dataclass(frozen=True, slots=True)
class WeekStanding:
    """Where a unit's week stands.

    `version` is the number of the newest 定稿, None before. `for_meeting_at` is when the 上会稿 was made.
    `submitted` is the newest 报送 of the newest 定稿, `returned` its 退回 where that came after it. `handed_in` is the
    报送 that lies with the county, of an earlier 定稿 where the newest is not handed in: what may come back.
    `changed`: the week says something else now than its newest 定稿.
    """

    state: WeekState
    version: int | None = None
    for_meeting_at: datetime | None = None
    final_at: datetime | None = None
    reviewer: str = ""
    submitted: Registered | None = None
    returned: Registered | None = None
    changed: bool = False
    handed_in: Registered | None = None

    @property
    def label(self) -> str:
        """«上会稿», «定稿v2», «已报送v2», «已退回v2»; «定稿v2后有改动» where it says something else now."""
        returned = self.state is WeekState.RETURNED
        said = f"已{self.state.label}" if returned else self.state.label
        if not self.version:
            return said
        # what came back is being changed anyway
        return f"{said}v{self.version}{CHANGED if self.changed and not returned else ''}"


@dataclass(frozen=True, slots=True)
class FinalGap:
    """Something to look at before 定稿: in words, and where it stands (a page's key and an id on it)."""

    words: str
    page: str
    target: str


@dataclass(frozen=True, slots=True)
class FinalEntry:
    """One 定稿 of a week in the list of versions: `number` from 1, `at` local time.

    `withdrawn`: it was taken back, and stands here for the sake of one that was signed upon it.
    """

    id: str
    number: int
    at: datetime | None
    reviewer: str
    person: str
    submitted: tuple[Registered, ...] = ()
    returned: tuple[Registered, ...] = ()
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A stretch of a compared text: kept («»), «added» or «removed»."""

    change: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of an item in two versions."""

    field: str
    old: str
    new: str
    pieces: tuple[TextPiece, ...]


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """One item that two versions tell differently; `change` is «added» or «removed» where one has it alone."""

    number: str
    title: str
    fields: tuple[FieldDifference, ...]
    change: str = ""


@dataclass(frozen=True, slots=True)
class VersionItem:
    """One item of a version as it is read: its fields by their Chinese names, none that is empty."""

    id: str
    number: str
    title: str
    fields: tuple[tuple[str, str], ...]
