"""WeekState derived in one place: 草稿 → 上会稿 → 定稿 → 已报送, or 退回 until the next 定稿."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.week_states import Registered, WeekStanding
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.services import facts
from shengsi_desktop.store import keys
from shengsi_desktop.store.tables import Submission, UnitWeek, WeekReturn

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def standing(session: Session, unit_id: str, week: Week) -> WeekStanding:
    """Where the unit's week stands; whether it was changed since its 定稿 is `finalising.changed_since_final`."""
    version, number = facts.newest_final(session, unit_id, str(week))
    row = session.get(UnitWeek, keys.unit_week_id(unit_id, str(week)))
    made = moment(row.for_meeting_at) if row is not None and not row.dead else None
    if version is None:
        return WeekStanding(WeekState.FOR_MEETING if made else WeekState.DRAFT, for_meeting_at=made)
    submitted = max(_submissions(session, version.id, number), key=_when, default=None)
    returned = max(_returns(session, version.id, number), key=_when, default=None)
    if returned is not None and submitted is not None and returned.at < submitted.at:
        returned = None
    state = WeekState.SUBMITTED if submitted else WeekState.FINAL
    return WeekStanding(
        WeekState.RETURNED if returned else state,
        version=number,
        for_meeting_at=made,
        final_at=moment(version.at),
        reviewer=version.reviewer,
        submitted=submitted,
        returned=returned,
    )


def week_standing(store: Store, unit_id: str, week: Week) -> WeekStanding:
    """As `standing`, of an open store."""
    with store.reading() as session:
        return standing(session, unit_id, week)


def mark_for_meeting(
    store: Store, unit_id: str, week: Week, at: datetime | None = None
) -> frozenset[FieldKey]:
    """The 上会稿 was printed or kept as a file at that moment (now). Printing is nothing that Ctrl+Z takes back."""
    person = store.setting("person")
    with store.command("上会稿", unit=unit_id, person=person, undoable=False) as command:
        row = command.keyed(UnitWeek, unit_id=unit_id, week=str(week))
        row.for_meeting_at = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    return command.changed


def moment(text: str) -> datetime | None:
    """A stored moment as local time; None where nothing is stored, or nothing that is a moment."""
    try:
        return datetime.fromisoformat(text).astimezone() if text else None
    except ValueError:
        return None


def _when(one: Registered) -> datetime:
    return one.at


def _submissions(session: Session, final_id: str, number: int) -> tuple[Registered, ...]:
    rows = session.exec(
        select(Submission).where(Submission.final_id == final_id).order_by(col(Submission.id))
    ).all()
    return tuple(Registered(number, _at(row.at), row.person, row.way) for row in rows)


def _returns(session: Session, final_id: str, number: int) -> tuple[Registered, ...]:
    rows = session.exec(
        select(WeekReturn).where(WeekReturn.final_id == final_id).order_by(col(WeekReturn.id))
    ).all()
    return tuple(Registered(number, _at(row.at), row.person, row.reason) for row in rows)


def registered(
    session: Session, final_id: str, number: int
) -> tuple[tuple[Registered, ...], tuple[Registered, ...]]:
    """Every 报送 and every 退回 of one 定稿, as they were registered."""
    return _submissions(session, final_id, number), _returns(session, final_id, number)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()
