"""Reminders of a unit at a moment, brought together from its week; what is not to be said again today is left out."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.reminders import DueThing, ReminderFacts, SilentAppeal
from shengsi_desktop.domain.words import DirectiveState, Light
from shengsi_desktop.rhythm.appeals import is_silent
from shengsi_desktop.rhythm.meeting_days import weekly_hand_in
from shengsi_desktop.rhythm.reminders import reminders, reported_week
from shengsi_desktop.rhythm.weeks import clock_of, in_plan_year, month_of, previous_week
from shengsi_desktop.services import appeal_rows, facts
from shengsi_desktop.services.drafting import with_draft
from shengsi_desktop.services.meeting_list import clock_in, meetings_on
from shengsi_desktop.services.meeting_records import plan_of
from shengsi_desktop.services.weekly_meeting import weekly_key
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Directive, Meeting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

    from shengsi_desktop.domain.reminders import Reminder
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import Week, WeekRhythm
    from shengsi_desktop.store.sessions import Store

#: the local setting: a JSON object of the day and the keys that are quiet on it
_QUIET = "reminders_quiet"
_DAY = timedelta(days=1)


def collect(store: Store, unit_id: str, now: datetime) -> tuple[Reminder, ...]:
    """What the unit is to be reminded of at that moment, the most pressing first.

    Outside the plan's year nothing is asked to be reported but what is still open of it; the rest goes on.
    """
    with store.reading() as session:
        rhythm = facts.rhythm(session, unit_id)
        week = reported_week(now.date(), rhythm)
        found = _facts(session, unit_id, week, now.date())
        held = _weekly_meeting(session, unit_id, week, rhythm)
    quiet = _quiet_keys(store, now.date())
    said = reminders(found, now, rhythm, meeting=held, hand_in=weekly_hand_in(week, rhythm))
    return tuple(one for one in said if one.key not in quiet)


def be_quiet(store: Store, key: str, today: date) -> None:
    """«今天不再提醒»: leave this one out for the rest of the day."""
    keys = sorted({*_quiet_keys(store, today), key})
    store.set_setting(_QUIET, json.dumps({"day": today.isoformat(), "keys": keys}, ensure_ascii=False))


def _quiet_keys(store: Store, today: date) -> frozenset[str]:
    try:
        kept = json.loads(store.setting(_QUIET) or "{}")
    except ValueError:
        return frozenset()
    return frozenset(kept.get("keys", ())) if kept.get("day") == today.isoformat() else frozenset()


def _weekly_meeting(session: Session, unit_id: str, week: Week, rhythm: WeekRhythm) -> datetime:
    """When the week's own meeting is: as its record says, else as the rhythm has it."""
    key = weekly_key(unit_id, week)
    row = session.get(Meeting, key.id)
    stored = row.held_at if row is not None and not row.dead else ""
    held_at = with_draft(session, "meeting", key.id, "held_at", stored)
    plan = plan_of(session, key, held_at, rhythm)
    try:
        clock = clock_of(clock_in(held_at) or plan.time)
    except Refusal:
        clock = clock_of(plan.time)  # what was typed is no time of day
    return datetime.combine(plan.day.day, clock)


def _facts(session: Session, unit_id: str, week: Week, today: date) -> ReminderFacts:
    read = facts.read_week(session, unit_id, week)
    version, _ = facts.newest_final(session, unit_id, str(week))
    asked = [row for row in read.rows if _is_asked(row, week, read.facts.plan_year)]
    appeals = appeal_rows.session_rows(session, unit_id, week, read=read) if asked else ()
    return ReminderFacts(
        week=week,
        left=sum(not row.reported for row in asked),
        total=len(asked),
        settled=version is not None or not asked,
        last_week=_last_week(session, read, unit_id, previous_week(week)),
        directives=_directives(session, unit_id, today),
        meetings=tuple(
            one
            for day in (today, today + _DAY)
            for one in meetings_on(session, unit_id, day, weekly_key(unit_id, week))
        ),
        deliverables=tuple(_deliverables(read.rows)),
        appeals=tuple(
            SilentAppeal(row.item.title, row.silent_weeks or 0, row.item.id)
            for row in appeals
            if row.item.ours and is_silent(row)
        ),
    )


def _is_asked(row: ItemRow, week: Week, plan_year: int | None) -> bool:
    """Whether the item is to be reported in that week: all in the plan's year, after it what is open and yet due."""
    if plan_year is None or in_plan_year(week, plan_year):
        return plan_year is not None
    later = int(month_of(week)[:4]) > plan_year
    return later and row.due >= week.first and row.standing.reading.light is not Light.DONE


def _last_week(session: Session, read: facts.WeekRead, unit_id: str, last: Week) -> Week | None:
    """The week before, where something was said in it and nobody has settled it."""
    said = any(one.week == str(last) and one.reported for one in read.facts.reports)
    signed = facts.newest_final(session, unit_id, str(last))[0] is not None
    return last if said and not signed else None


def _directives(session: Session, unit_id: str, today: date) -> tuple[DueThing, ...]:
    rows = session.exec(
        alive(Directive)
        .where(
            Directive.unit_id == unit_id,
            Directive.state == DirectiveState.OPEN.value,
            col(Directive.due).is_not(None),
            col(Directive.due) >= today.isoformat(),
        )
        .order_by(col(Directive.due))
    ).all()
    return tuple(DueThing(row.what, date.fromisoformat(row.due), row.id) for row in rows if row.due)


def _deliverables(rows: Iterable[ItemRow]) -> Iterable[DueThing]:
    """What is not complete of the unit's own items; a standing promise has no day to be met on."""
    for row in rows:
        if not row.ours:
            continue
        for one in row.standing.deliverables:
            if not one.complete and one.reading.light is not Light.NONE:
                yield DueThing(one.deliverable.name or row.title, one.deliverable.due, row.id)
