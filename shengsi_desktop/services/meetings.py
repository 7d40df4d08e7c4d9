"""The week's meeting: its record, topics and 交办事项. Opening the page creates no row; the first word does.

Meetings of any cadence are `meeting_records` and `meeting_list`; what is said here is the weekly one by its week.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.rhythm.meeting_days import weekly_moment
from shengsi_desktop.services import facts
from shengsi_desktop.services.agenda import (
    LOOK_BACK,
    add_topic_to,
    link_topic,
    move_topic,
    remove_topic,
    tick_topic,
)
from shengsi_desktop.services.directives import (
    add_directive,
    directive_views,
    directives,
    edit_directive,
    remove_directive,
    set_directive_state,
    waited_days,
)
from shengsi_desktop.services.meeting_directives import hand_out
from shengsi_desktop.services.meeting_list import meeting_entries, meeting_text
from shengsi_desktop.services.meeting_records import (
    MEETING_FIELDS,
    delete_meeting,
    meeting_form_of,
    meeting_of,
    new_meeting,
    record,
)
from shengsi_desktop.services.weekly_meeting import meeting_key, weekly_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.meetings import Directive as DirectiveView
    from shengsi_desktop.domain.meetings import Meeting as MeetingView
    from shengsi_desktop.domain.views import MeetingForm
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

__all__ = [
    "LOOK_BACK",
    "MEETING_FIELDS",
    "add_directive",
    "add_topic",
    "add_topic_to",
    "delete_meeting",
    "directive_views",
    "directives",
    "edit_directive",
    "hand_out",
    "link_topic",
    "meeting_entries",
    "meeting_form",
    "meeting_form_of",
    "meeting_key",
    "meeting_of",
    "meeting_text",
    "meeting_view",
    "move_topic",
    "new_meeting",
    "record",
    "record_meeting",
    "remove_directive",
    "remove_topic",
    "set_directive_state",
    "set_meeting",
    "tick_topic",
    "usual_time",
    "waited_days",
    "weekly_key",
]


def meeting_view(
    session: Session,
    unit_id: str,
    week: Week,
    _today: date,
    given: tuple[DirectiveView, ...] | None = None,
) -> MeetingView:
    """The unit's weekly meeting as recorded, with what is typed; empty fields where nothing is yet.

    `given`: its directives, where they have been read already.
    """
    return meeting_of(session, weekly_key(unit_id, week), given)


def meeting_form(store: Store, unit_id: str, week: Week) -> MeetingForm:
    """The right column of 本周会商. Opening creates no row."""
    return meeting_form_of(store, weekly_key(unit_id, week))


def usual_time(store: Store, unit_id: str, week: Week) -> str:
    """«7月28日 15:00»: when the week's meeting is due; offered, not stored."""
    with store.reading() as session:
        moment = weekly_moment(week, facts.rhythm(session, unit_id))
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"


def set_meeting(store: Store, unit_id: str, week: Week, **words: str) -> frozenset[FieldKey]:
    """Set fields of the week's meeting at once, as the command line does."""
    return record_meeting(store, unit_id, week, words)


def record_meeting(
    store: Store, unit_id: str, week: Week, words: Mapping[str, str], topics: Sequence[str] = ()
) -> frozenset[FieldKey]:
    """Set fields of the week's meeting and add topics, in one command."""
    return record(store, weekly_key(unit_id, week), words, topics)


def add_topic(
    store: Store, unit_id: str, week: Week, title: str, item_id: str | None = None, *, carried: int = 0
) -> frozenset[FieldKey]:
    """A topic at the end of the week's agenda."""
    return add_topic_to(store, weekly_key(unit_id, week), title, item_id, carried=carried)
