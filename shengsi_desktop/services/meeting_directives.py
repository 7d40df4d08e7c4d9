"""Handing something out in a meeting of any cadence: one typed line becomes a directive of the right source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Cadence, DirectiveSource, RequestLevel
from shengsi_desktop.services.directives import add_directive
from shengsi_desktop.services.meeting_records import plan_of, settled, week_of_meeting
from shengsi_desktop.store.tables import Meeting

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.meetings import MeetingKey
    from shengsi_desktop.store.sessions import Store

#: a task force's meeting is a 会商 of its units
SOURCES = {
    Cadence.WEEKLY: DirectiveSource.WEEKLY,
    Cadence.HALF_MONTH: DirectiveSource.HALF_MONTH,
    Cadence.MONTH: DirectiveSource.MONTH,
    Cadence.TASK_FORCE: DirectiveSource.WEEKLY,
}


def hand_out(
    store: Store, key: MeetingKey, text: str, today: date, item_id: str | None = None
) -> frozenset[FieldKey]:
    """Quick-add «做什么 @单位 @谁 8月4日» in that meeting; it makes the meeting where there is none.

    An @ that names a unit is the owner unit, another the person there; it is given on the meeting's day.
    Refused without a word of what is to be done.
    """
    with store.reading() as session:
        key = settled(session, key)
        week = week_of_meeting(session, key, today)
        giver, meeting = _giver(session, key), session.get(Meeting, key.id)
        held = meeting.held_at if meeting is not None and not meeting.dead else ""
        day = plan_of(session, key, held).day.day
    weekly = key.cadence is Cadence.WEEKLY and key.n == 1
    return add_directive(
        store,
        key.unit_id,
        week,
        text,
        today,
        item_id,
        source=SOURCES[key.cadence],
        meeting=None if weekly else key,
        given_by=giver,
        given_on=day,
    )


def _giver(session: Session, key: MeetingKey) -> str:
    """The task force whose meeting it is: its source says 会商 alone."""
    if key.cadence is not Cadence.TASK_FORCE:
        return ""
    series = plan_of(session, key).series
    return (series.whom or series.name) if series else RequestLevel.TASK_FORCE.label
