"""Reminders of a unit at a moment, brought together from its week; what is not to be said again today is left out."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col

from shengsi_desktop.domain.reminders import DueThing, ReminderFacts, SilentAppeal
from shengsi_desktop.domain.words import DirectiveState, Light
from shengsi_desktop.rhythm.appeals import is_silent
from shengsi_desktop.rhythm.meeting_days import weekly_hand_in, weekly_moment
from shengsi_desktop.rhythm.reminders import reminders, reported_week
from shengsi_desktop.rhythm.weeks import in_plan_year, previous_week
from shengsi_desktop.services import appeal_rows, facts
from shengsi_desktop.services.meeting_list import meetings_on
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Directive

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from shengsi_desktop.domain.reminders import Reminder
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

#: the local setting: a JSON object of the day and the keys that are quiet on it
_QUIET = "reminders_quiet"
_DAY = timedelta(days=1)


def collect(store: Store, unit_id: str, now: datetime) -> tuple[Reminder, ...]:
    """What the unit is to be reminded of at that moment, the most pressing first; nothing outside the plan's year."""
    with store.reading() as session:
        rhythm = facts.rhythm(session, unit_id)
        week = reported_week(now.date(), rhythm)
        plan = facts.current_plan(session, store.setting("plan_id"))
        if plan.year is None or not in_plan_year(week, plan.year):
            return ()
        found = _facts(session, unit_id, week, now.date(), plan.year)
    quiet = _quiet_keys(store, now.date())
    moments = (weekly_moment(week, rhythm), weekly_hand_in(week, rhythm))
    said = reminders(found, now, rhythm, meeting=moments[0], hand_in=moments[1])
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


def _facts(session: Session, unit_id: str, week: Week, today: date, plan_year: int) -> ReminderFacts:
    read = facts.read_week(session, unit_id, week)
    version, _ = facts.newest_final(session, unit_id, str(week))
    return ReminderFacts(
        week=week,
        left=sum(not row.reported for row in read.rows),
        total=len(read.rows),
        settled=version is not None,
        last_week=_last_week(session, read, unit_id, previous_week(week), plan_year),
        directives=_directives(session, unit_id, today),
        meetings=meetings_on(session, unit_id, today + _DAY),
        deliverables=tuple(_deliverables(read.rows)),
        appeals=tuple(
            SilentAppeal(row.item.title, row.silent_weeks or 0, row.item.id)
            for row in appeal_rows.session_rows(session, unit_id, week, read=read)
            if row.item.ours and is_silent(row)
        ),
    )


def _last_week(
    session: Session, read: facts.WeekRead, unit_id: str, last: Week, plan_year: int
) -> Week | None:
    """The week before, where something was said in it and nobody has settled it."""
    said = any(one.week == str(last) and one.reported for one in read.facts.reports)
    if not said or not in_plan_year(last, plan_year):
        return None
    return None if facts.newest_final(session, unit_id, str(last))[0] is not None else last


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
