"""What a coordinator is kindly reminded of: each with its words, how pressing it is, and the place it opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Word

if TYPE_CHECKING:
    from datetime import date

    from shengsi_desktop.domain.weeks import Week


class ReminderKind(Word):
    """What it is about."""

    UNREPORTED = "unreported", "本周尚未填报"
    MEETING = "meeting", "明日会商"
    HAND_IN = "hand_in", "临近报送"
    DIRECTIVE_DUE = "directive_due", "本周到期交办"
    DELIVERABLE_DUE = "deliverable_due", "本周到期细项"
    SILENT_APPEAL = "silent_appeal", "争取事项待对接"
    LAST_WEEK = "last_week", "上周未定稿"


class Urgency(Word):
    """How pressing it is; the order is that of the list."""

    NOW = "now", "今天"
    SOON = "soon", "近日"
    CALM = "calm", "提示"


@dataclass(frozen=True, slots=True)
class DueThing:
    """Something with a day: a 交办事项, a 细项 or 节点. `target` is what its page opens."""

    name: str
    due: date
    target: str


@dataclass(frozen=True, slots=True)
class DueMeeting:
    """A meeting beside the weekly one: what it is (听取), its name, its day and time («15:00» or empty).

    `target` is what its page opens; `hand_in` («12:00» or empty) is when its papers are handed in, on its day.
    """

    what: str
    name: str
    day: date
    time: str
    target: str
    hand_in: str = ""


@dataclass(frozen=True, slots=True)
class SilentAppeal:
    """An appeal long without contact: `weeks` whole weeks."""

    name: str
    weeks: int
    target: str


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """What reminders are made of, for the week whose hand-in lies in this calendar week.

    `left` of `total` items are not reported; `settled`: the week has its 定稿. `last_week` is the week before where it
    was reported and has no 定稿. `directives` and `deliverables` are open things with a day, whenever that is.
    """

    week: Week
    left: int
    total: int
    settled: bool
    last_week: Week | None = None
    directives: tuple[DueThing, ...] = ()
    deliverables: tuple[DueThing, ...] = ()
    appeals: tuple[SilentAppeal, ...] = ()
    meetings: tuple[DueMeeting, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder. `key` names it within its week: what is not to be said again today is kept by it.

    `page` and `target` are the place that it opens. `moment` names the one time at which the tray says it; empty: the
    tray does not.
    """

    key: str
    kind: ReminderKind
    words: str
    urgency: Urgency
    page: str
    target: str
    moment: str = ""
