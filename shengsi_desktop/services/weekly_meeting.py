"""The row of a meeting: its key, its id, and how it comes to be with the first word; the weekly one by its week."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.meetings import MeetingKey
from shengsi_desktop.domain.words import Cadence
from shengsi_desktop.store import keys
from shengsi_desktop.store.local_tables import Draft
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Item, Meeting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command


def weekly_key(unit_id: str, week: Week) -> MeetingKey:
    """The unit's own meeting of that week."""
    return MeetingKey(unit_id, Cadence.WEEKLY, str(week))


def meeting_key(unit_id: str, week: Week) -> dict[str, str | int]:
    """The key of a unit's weekly meeting, as its row has it."""
    return row_key(weekly_key(unit_id, week))


def row_key(key: MeetingKey) -> dict[str, str | int]:
    """What a meeting's row is made with."""
    made: dict[str, str | int] = {
        "unit_id": key.unit_id,
        "cadence": key.cadence.value,
        "period": key.period,
        "n": key.n,
    }
    if key.series_id:
        made["series_id"] = key.series_id
    return made


def parent_key(key: MeetingKey) -> dict[str, str | int]:
    """The same as the first word of a part of it says it (`store.drafts.put`)."""
    return {f"meeting.{name}": value for name, value in row_key(key).items()}


def weekly_id(unit_id: str, period: str) -> str:
    """The id of the unit's weekly meeting in that week («2023-W10»)."""
    return keys.meeting_id(unit_id, Cadence.WEEKLY.value, period, 1)


def meeting_row(command: Command, key: MeetingKey) -> Meeting:
    """The row of any meeting, made where there is none."""
    row = command.keyed(Meeting, unit_id=key.unit_id, cadence=key.cadence.value, period=key.period, n=key.n)
    if row.series_id is None and key.series_id is not None:
        row.series_id = key.series_id
    return row


def stored_keys(session: Session, unit_id: str, cadence: Cadence | None = None) -> tuple[MeetingKey, ...]:
    """The unit's meetings that have a row, or words typed that will make one; by cadence, period and n."""
    rows = raw_connection(session).execute(
        "SELECT id, cadence, period, n, series_id FROM meeting"
        " WHERE unit_id = ? AND dead = 0 AND cadence = coalesce(?, cadence)",
        (unit_id, cadence.value if cadence else None),
    )
    found = {
        str(row_id): MeetingKey(unit_id, Cadence(kind), period, n, series_id)
        for row_id, kind, period, n, series_id in rows
    }
    for draft in session.exec(select(Draft).where(col(Draft.entity).in_(("meeting", "topic")))).all():
        key = _key_of(json.loads(draft.key or "{}"))
        if key and key.unit_id == unit_id and cadence in {None, key.cadence} and json.loads(draft.value):
            found.setdefault(key.id, key)
    return tuple(sorted(found.values(), key=lambda key: (key.cadence.value, key.period, key.n)))


def _key_of(made_with: Mapping[str, str | int]) -> MeetingKey | None:
    parts = {name.removeprefix("meeting."): value for name, value in made_with.items()}
    if not {"unit_id", "cadence", "period", "n"} <= parts.keys():
        return None
    series = parts.get("series_id")
    return MeetingKey(
        str(parts["unit_id"]),
        Cadence(str(parts["cadence"])),
        str(parts["period"]),
        int(parts["n"]),
        str(series) if series else None,
    )


def item_numbers(session: Session) -> dict[str, str]:
    """The shown number of each living item, by id."""
    rows = session.exec(select(Item.id, Item.number).where(col(Item.dead).is_(other=False))).all()
    return dict(rows)
