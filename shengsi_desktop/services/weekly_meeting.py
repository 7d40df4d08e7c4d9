"""The row of a unit's weekly meeting: its key, its id, and how it comes to be with the first word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.words import Cadence
from shengsi_desktop.store import keys
from shengsi_desktop.store.tables import Item, Meeting

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command


def meeting_key(unit_id: str, week: Week) -> dict[str, str | int]:
    """The key of a unit's weekly meeting."""
    return {"unit_id": unit_id, "cadence": Cadence.WEEKLY.value, "period": str(week), "n": 1}


def weekly_id(unit_id: str, period: str) -> str:
    """The id of the unit's weekly meeting in that week («2023-W10»)."""
    return keys.meeting_id(unit_id, Cadence.WEEKLY.value, period, 1)


def weekly_meeting(command: Command, unit_id: str, week: Week) -> Meeting:
    """The row itself, made where there is none."""
    return command.keyed(Meeting, **meeting_key(unit_id, week))


def item_numbers(session: Session) -> dict[str, str]:
    """The shown number of each living item, by id."""
    rows = session.exec(select(Item.id, Item.number).where(col(Item.dead).is_(other=False))).all()
    return dict(rows)
