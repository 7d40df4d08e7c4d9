"""Meetings, their topics and what was handed out to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.directives import Directive
from shengsi_desktop.domain.identity import key
from shengsi_desktop.domain.words import Cadence, HolidayRule

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Directive", "Meeting", "MeetingEntry", "MeetingKey", "MeetingSeries", "Topic"]


#: when the papers of a new series are handed in, on the day of its meeting in the afternoon
PAPERS_AT = "12:00"


@dataclass(frozen=True, slots=True)
class MeetingKey:
    """Which meeting: the n-th (from 1) of its cadence in one period of a unit; `series_id` is no part of the key.

    `period` is «2023-W30» (weekly), «2023-07-1» or «2023-07-2» (half month), «2023-07» (month, task force).
    """

    unit_id: str
    cadence: Cadence
    period: str
    n: int = 1
    series_id: str | None = None

    @property
    def id(self) -> str:
        """The id of its row, whether or not there is one."""
        return key("meeting", self.unit_id, self.cadence.value, self.period, str(self.n))


@dataclass(frozen=True, slots=True)
class MeetingSeries:
    """A meeting that comes again and again: 听取 of every half month, 例会 of every month, 专班会议.

    `weekday` from 0 = Monday holds where `month_day` is 0; times are «HH:MM»; `whom` is the leader's or the task
    force's name.
    """

    id: str
    unit_id: str
    cadence: Cadence
    name: str
    weekday: int = 4
    month_day: int = 0
    meeting_time: str = "15:00"
    hand_in: str = PAPERS_AT
    place: str = ""
    attendees: str = ""
    holidays: HolidayRule = HolidayRule.EARLIER
    leader_id: str | None = None
    task_force_id: str | None = None
    ordinal: int = 0
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """议题: an agenda item with notes and conclusion. `carried` is N of 顺延N次.

    `origin_id` is the topic it was first; one that is not `stored` stands in the agenda by itself and becomes a row
    when it is touched. `reached`: a person has ticked 已议.
    """

    id: str
    meeting_id: str
    ordinal: int
    title: str
    notes: str = ""
    conclusion: str = ""
    item_id: str | None = None
    item_number: str = ""
    carried: int = 0
    origin_id: str | None = None
    reached: bool = False
    stored: bool = True

    @property
    def dealt_with(self) -> bool:
        """Reached: ticked, or with a word of notes or conclusion. One that is not stands in the next agenda, too."""
        return self.reached or bool(self.notes.strip() or self.conclusion.strip())

    @property
    def root_id(self) -> str:
        """The topic it was first: itself where it was never carried."""
        return self.origin_id or self.id


@dataclass(frozen=True, slots=True)
class Meeting:
    """会商 / 听取 / 例会 / 专班会议 of one unit in one period. `held_at` is free text as typed («7月28日 15:00»).

    `title` names it («2023年7月上半月听取»), `series` is its series' name; `day` the day it is due by its rhythm,
    `planned` the same with its time («7月28日 15:00»), `day_why` why
    that is another than usual («中秋假期，由9月29日提前到9月28日»); `hand_in` when its series' papers are due then.
    """

    id: str
    unit_id: str
    cadence: Cadence
    period: str
    n: int
    held_at: str = ""
    place: str = ""
    chair: str = ""
    attendees: str = ""
    recorder: str = ""
    notes: str = ""
    topics: tuple[Topic, ...] = ()
    directives: tuple[Directive, ...] = ()
    conclusion: str = ""
    series_id: str | None = None
    series: str = ""
    title: str = ""
    day: date | None = None
    day_why: str = ""
    planned: str = ""
    hand_in: str = ""

    @property
    def time_words(self) -> str:
        """When it was, as typed; where nobody has typed it, when it was due, and that this is the plan."""
        return self.held_at.strip() or (f"{self.planned}（计划）" if self.planned else "")

    @property
    def key(self) -> MeetingKey:
        """Which one it is."""
        return MeetingKey(self.unit_id, self.cadence, self.period, self.n, self.series_id)


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting in the list of 会商记录. `held`: there is a word in it; else it waits (待开).

    `hand_in`: when the papers of its series are handed in («12:00»), on its day.
    """

    key: MeetingKey
    title: str
    day: date
    held: bool
    held_at: str = ""
    series: str = ""
    topics: int = 0
    open_topics: int = 0
    directives: int = 0
    day_why: str = ""
    hand_in: str = ""
