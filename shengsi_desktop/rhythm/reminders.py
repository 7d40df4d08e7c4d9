"""When what is said: a unit's week, the clock and the rhythm in, reminders out, the most pressing first. Pure.

All moments are naive local time. A week's meeting and hand-in lie in the calendar week that labels it, so today's ISO
week tells which week is being reported, whatever the 统计周期; where a holiday moves them the caller gives the moments.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from shengsi_desktop.domain.reminders import Reminder, ReminderKind, Urgency
from shengsi_desktop.rhythm.weeks import clock_of, countdown_words, hand_in_moment, meeting_moment, parse_week

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.reminders import DueMeeting, DueThing, ReminderFacts
    from shengsi_desktop.domain.weeks import Week, WeekRhythm

#: before the hand-in, from when it is said that it is near
HAND_IN_NEAR = timedelta(hours=3)
_DAY = timedelta(days=1)
_SUNDAY = 6
#: so many names are said, then how many there are
_NAMED = 2
_LONGEST = 16


def reported_week(today: date, rhythm: WeekRhythm) -> Week:
    """The week that is being reported on that day: the one that today's ISO week labels."""
    iso = today.isocalendar()
    return parse_week(f"{iso.year}-W{iso.week:02d}", rhythm)


def reminders(
    facts: ReminderFacts,
    now: datetime,
    rhythm: WeekRhythm,
    *,
    meeting: datetime | None = None,
    hand_in: datetime | None = None,
) -> tuple[Reminder, ...]:
    """All that is to be said at that moment. Raises Refusal when the rhythm's times are none.

    `meeting`, `hand_in`: where they are other than the rhythm says.
    """
    held = meeting or meeting_moment(facts.week, rhythm)
    due = hand_in or hand_in_moment(facts.week, rhythm)
    sunday = now.date() + timedelta(days=_SUNDAY - now.weekday())
    near = _near_hand_in(facts, now, due)
    found = [
        near,
        # the nearer one says how many are left, too
        None if near is not None else _unreported(facts, now, due),
        _meeting_tomorrow(facts, now, held),
        *(_papers(one, now) for one in facts.meetings if one.day == now.date()),
        *(_another_tomorrow(one) for one in facts.meetings if one.day == now.date() + _DAY),
        _due(ReminderKind.DIRECTIVE_DUE, facts.directives, now.date(), sunday, "directives"),
        _due(ReminderKind.DELIVERABLE_DUE, facts.deliverables, now.date(), sunday, "tasks"),
        _last_week(facts),
        _silent(facts),
    ]
    order = list(Urgency)
    return tuple(sorted((one for one in found if one), key=lambda one: order.index(one.urgency)))


def balloons(shown: Sequence[Reminder], said: Sequence[str]) -> tuple[Reminder, ...]:
    """Those whose moment has come and was not said before; `said` holds moments."""
    return tuple(one for one in shown if one.moment and one.moment not in said)


def _near_hand_in(facts: ReminderFacts, now: datetime, due: datetime) -> Reminder | None:
    if facts.settled or not now < due <= now + HAND_IN_NEAR:
        return None
    left = f"，还有{facts.left}项没有填" if facts.left else "，还没有定稿"
    return Reminder(
        key=f"hand_in:{facts.week}",
        kind=ReminderKind.HAND_IN,
        words=f"{countdown_words(now, due)}（{due:%H:%M}）{left}。",
        urgency=Urgency.NOW,
        page="week",
        target=str(facts.week),
        moment=f"hand_in:{due:%Y-%m-%d}",
    )


def _unreported(facts: ReminderFacts, now: datetime, due: datetime) -> Reminder | None:
    """From the day before the hand-in on, until the calendar week ends."""
    if not facts.left or facts.settled or now.date() < due.date() - _DAY:
        return None
    today = now.date() >= due.date()
    late = now >= due
    said = (
        f"本周还有{facts.left}项没有填报" if facts.left < facts.total else f"本周{facts.total}项都还没有填报"
    )
    when = "已过报送时间" if late else f"今日{due:%H:%M}报送" if today else f"明日{due:%H:%M}报送"
    return Reminder(
        key=f"unreported:{facts.week}",
        kind=ReminderKind.UNREPORTED,
        words=f"{said}，{when}。",
        urgency=Urgency.NOW if today else Urgency.SOON,
        page="week",
        target=str(facts.week),
        moment=f"unreported:{due:%Y-%m-%d}" if today and not late else "",
    )


def _meeting_tomorrow(facts: ReminderFacts, now: datetime, held: datetime) -> Reminder | None:
    if now.date() + _DAY != held.date():
        return None
    return Reminder(
        key=f"meeting:{facts.week}",
        kind=ReminderKind.MEETING,
        words=f"明日{held:%H:%M}会商。",
        urgency=Urgency.SOON,
        page="week",
        target=str(facts.week),
        moment=f"meeting:{held:%Y-%m-%d}",
    )


def _another_tomorrow(meeting: DueMeeting) -> Reminder:
    named = "" if meeting.name == meeting.what else f"：{_short(meeting.name)}"
    return Reminder(
        key=f"meeting:{meeting.target}",
        kind=ReminderKind.MEETING,
        words=f"明日{meeting.time}{meeting.what}{named}。",
        urgency=Urgency.SOON,
        page="meetings",
        target=meeting.target,
        moment=f"meeting:{meeting.target}:{meeting.day:%Y-%m-%d}",
    )


def _papers(meeting: DueMeeting, now: datetime) -> Reminder | None:
    """The papers of a meeting of a series, in the last hours before they are handed in."""
    if not meeting.hand_in:
        return None
    due = datetime.combine(meeting.day, clock_of(meeting.hand_in))
    if not now < due <= now + HAND_IN_NEAR:
        return None
    return Reminder(
        key=f"hand_in:{meeting.target}",
        kind=ReminderKind.HAND_IN,
        words=f"{countdown_words(now, due)}（{due:%H:%M}）：{_short(meeting.name)}的材料。",
        urgency=Urgency.NOW,
        page="meetings",
        target=meeting.target,
        moment=f"hand_in:{meeting.target}:{due:%Y-%m-%d}",
    )


def _due(
    kind: ReminderKind, things: Sequence[DueThing], today: date, sunday: date, page: str
) -> Reminder | None:
    """Those of the rest of this calendar week; what is past its day is the pages' business."""
    soon = sorted((one for one in things if today <= one.due <= sunday), key=lambda one: one.due)
    if not soon:
        return None
    named = "、".join(f"{_short(one.name)}（{one.due.month}月{one.due.day}日）" for one in soon[:_NAMED])
    rest = "等" if len(soon) > _NAMED else ""
    measure = "条" if kind is ReminderKind.DIRECTIVE_DUE else "个"
    iso = today.isocalendar()
    key = f"{kind.value}:{iso.year}-W{iso.week:02d}"
    return Reminder(
        key=key,
        kind=kind,
        words=f"{kind.label}{len(soon)}{measure}：{named}{rest}。",
        urgency=Urgency.NOW if soon[0].due == today else Urgency.SOON,
        page=page,
        target=soon[0].target,
        moment=key,
    )


def _last_week(facts: ReminderFacts) -> Reminder | None:
    if facts.last_week is None:
        return None
    return Reminder(
        key=f"last_week:{facts.last_week}",
        kind=ReminderKind.LAST_WEEK,
        words=f"上周（第{facts.last_week.number}周）填了还没有定稿。",
        urgency=Urgency.CALM,
        page="week",
        target=str(facts.last_week),
    )


def _silent(facts: ReminderFacts) -> Reminder | None:
    if not facts.appeals:
        return None
    longest = max(facts.appeals, key=lambda one: one.weeks)
    many = f"等{len(facts.appeals)}项" if len(facts.appeals) > 1 else ""
    return Reminder(
        key=f"silent_appeal:{facts.week}",
        kind=ReminderKind.SILENT_APPEAL,
        words=f"“{_short(longest.name)}”{many}已有一段时间没有对接，最长{longest.weeks}周。",
        urgency=Urgency.CALM,
        page="indicators",
        target=f"appeals:{longest.target}",
    )


def _short(name: str) -> str:
    flat = " ".join(name.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
