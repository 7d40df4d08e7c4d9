"""Handing something out in a meeting of any cadence: one typed line becomes a directive of the right source."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Cadence, DirectiveSource
from shengsi_desktop.rhythm.directives import parse_quick_add
from shengsi_desktop.services.directives import add_directive
from shengsi_desktop.services.meeting_records import week_of_meeting
from shengsi_desktop.services.setting_up import directory
from shengsi_desktop.services.weekly_meeting import meeting_row

if TYPE_CHECKING:
    from datetime import date

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
    """Quick-add «做什么 @单位 @谁 8月4日» in that meeting.

    An @ that names a unit is the owner unit, another the person there. Refused without a word of what is to be done.
    """
    with store.reading() as session:
        week = week_of_meeting(session, key, today)
    what, who, _ = parse_quick_add(text, today)
    unit_id, person = owner_of(who)
    if what and key.cadence is not Cadence.WEEKLY:
        # the directive names its meeting, so that must be there; nothing of its own to be taken back
        with store.command("会商记录", unit=key.unit_id, undoable=False) as command:
            meeting_row(command, key)
    return add_directive(
        store,
        key.unit_id,
        week,
        text,
        today,
        item_id,
        owner_unit_id=unit_id,
        person=person if unit_id else "",
        source=SOURCES[key.cadence],
        meeting_id=None if key.cadence is Cadence.WEEKLY and key.n == 1 else key.id,
    )


def owner_of(who: str) -> tuple[str | None, str]:
    """The unit's id and the person in the names after the @ («县财政局、张某»); a unit by its name or an alias."""
    unit_id: str | None = None
    people = []
    for name in unicodedata.normalize("NFKC", who).split("、"):
        found = next(
            (one for one in directory() if name and name in {one.name, one.full_name, *one.aliases}), None
        )
        if found is not None and unit_id is None:
            unit_id = found.id
        elif name:
            people.append(name)
    return unit_id, "、".join(people)
