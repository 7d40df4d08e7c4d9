"""WeekState derived in one place: 草稿 → 上会稿 → 定稿 → 已报送, or 退回 until the next 定稿."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.week_states import Registered, WeekStanding
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
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
    handed_in, came_back = registered(session, version.id, number)
    submitted = handed_in[-1] if handed_in else None
    # a 退回 follows a 报送 and a 报送 the 退回 before it: their number tells which was last, clocks may be wrong
    returned = came_back[-1] if came_back and len(came_back) >= len(handed_in) else None
    state = WeekState.SUBMITTED if submitted else WeekState.FINAL
    lies_there = newest_handed_in(session, unit_id, week)
    return WeekStanding(
        WeekState.RETURNED if returned else state,
        version=number,
        for_meeting_at=made,
        final_at=moment(version.at),
        reviewer=version.reviewer,
        submitted=submitted,
        returned=returned,
        handed_in=_told(*lies_there) if lies_there else None,
    )


def newest_handed_in(session: Session, unit_id: str, week: Week) -> tuple[Submission, int] | None:
    """The newest 报送 of the newest 定稿 that was handed in, with that version's number; None where it came back."""
    chain = facts.final_chain(session, unit_id, str(week))
    for number, version in reversed(chain.items()):
        if handed_in := _submissions(session, version.id):
            came_back = len(_returns(session, version.id, number))
            return (handed_in[-1], number) if came_back < len(handed_in) else None
    return None


def week_standing(store: Store, unit_id: str, week: Week) -> WeekStanding:
    """As `standing`, of an open store."""
    with store.reading() as session:
        return standing(session, unit_id, week)


def mark_for_meeting(
    store: Store, unit_id: str, week: Week, at: datetime | None = None
) -> frozenset[FieldKey]:
    """The 上会稿 was printed or kept as a file at that moment (now): nothing that Ctrl+Z takes back."""
    person = store.setting("person")
    with store.command("上会稿", unit=unit_id, person=person, undoable=False) as command:
        row = command.keyed(UnitWeek, unit_id=unit_id, week=str(week))
        row.for_meeting_at = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    return command.changed


def take_back_for_meeting(store: Store, unit_id: str, week: Week) -> frozenset[FieldKey]:
    """The week is a 草稿 again: what was printed was not for the meeting. Refused where there is no 上会稿."""
    with signed(store, "撤回上会稿", unit=unit_id) as command:
        row = command.keyed(UnitWeek, unit_id=unit_id, week=str(week))
        if not row.for_meeting_at:
            raise Refusal(f"{week.label}还没有上会稿，没有可撤回的。")
        row.for_meeting_at = ""
    return command.changed


def moment(text: str) -> datetime | None:
    """A stored moment as local time; None where nothing is stored, or nothing that is a moment."""
    try:
        return datetime.fromisoformat(text).astimezone() if text else None
    except ValueError:
        return None


def _submissions(session: Session, final_id: str) -> tuple[Submission, ...]:
    found = select(Submission).where(Submission.final_id == final_id, facts.present(Submission))
    return tuple(session.exec(found.order_by(col(Submission.id))).all())


def _told(row: Submission, number: int) -> Registered:
    return Registered(number, _at(row.at), row.person, row.way)


def _returns(session: Session, final_id: str, number: int) -> tuple[Registered, ...]:
    found = select(WeekReturn).where(WeekReturn.final_id == final_id, facts.present(WeekReturn))
    rows = session.exec(found.order_by(col(WeekReturn.id))).all()
    return tuple(Registered(number, _at(row.at), row.person, row.reason) for row in rows)


def registered(
    session: Session, final_id: str, number: int
) -> tuple[tuple[Registered, ...], tuple[Registered, ...]]:
    """Every 报送 and every 退回 of one 定稿, as they were registered."""
    handed_in = tuple(_told(row, number) for row in _submissions(session, final_id))
    return handed_in, _returns(session, final_id, number)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()
