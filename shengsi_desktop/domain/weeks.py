"""A week as a value. Which days belong to which week is the business of `rhythm.weeks`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class WeekRhythm:
    """A unit's own rhythm.

    `meeting_weekday` 0 = Monday; `hand_in` and `meeting_time` are «HH:MM»;
    `last_weekday` is the last day of its 统计周期 (6 = Sunday: Monday to Sunday; 3 = 上周五–本周四).
    `earlier`: what held for the weeks before a week's label, the oldest first; weeks past keep their days.
    """

    meeting_weekday: int = 4
    meeting_time: str = "15:00"
    hand_in: str = "17:00"
    last_weekday: int = 6
    earlier: tuple[tuple[str, WeekRhythm], ...] = ()

    def at(self, week: str) -> WeekRhythm:
        """What held in that week («2023-W30»)."""
        return next((held for before, held in self.earlier if week < before), self)

    @property
    def since(self) -> str:
        """The label of the first week of what holds now; empty where it always did."""
        return self.earlier[-1][0] if self.earlier else ""

    @property
    def now(self) -> WeekRhythm:
        """What holds now, alone."""
        return replace(self, earlier=())

    def changed(self, wish: WeekRhythm, since: str) -> WeekRhythm:
        """With the wish's days and times from that week on, or from the last change on where that is later."""
        if wish.now == self.now:
            return self
        earlier = self.earlier if self.since >= since else (*self.earlier, (since, self.now))
        if earlier and earlier[-1][1] == wish.now:
            earlier = earlier[:-1]  # as it was before
        return replace(wish, earlier=earlier)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week labelled by the ISO week that holds its last day (design.md, section 3).

    `first` and `last` are the days it counts; `last` is the as-of day. str() is «2023-W10». `rhythm`: whose week it is,
    so that the weeks beside it follow; where it changes a week is shorter or longer than seven days.
    """

    year: int
    number: int
    first: date
    last: date
    rhythm: WeekRhythm | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"

    @property
    def label(self) -> str:
        """2023年第30周."""
        return f"{self.year}年第{self.number}周"

    @property
    def span(self) -> str:
        """7月24日–7月30日, as the header shows it."""
        return f"{self.first.month}月{self.first.day}日–{self.last.month}月{self.last.day}日"


def week_label(text: str) -> str:
    """«2023年第30周» of «2023-W30»; what is no week stays as it is."""
    year, mark, number = text.partition("-W")
    return f"{year}年第{int(number)}周" if mark and number.isdecimal() else text
