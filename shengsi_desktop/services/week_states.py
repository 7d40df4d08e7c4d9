"""WeekState derived in one place: 草稿 → 上会稿 → 定稿 → 已报送, or 退回 until the next 定稿."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.week_states import Registered, WeekStanding
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store import keys
from shengsi_desktop.store.tables import Receipt, Submission, UnitWeek, WeekReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

#: the part of what goes along with a 报送 that names the 退回 it follows
ANSWERS = "answers"


def standing(session: Session, unit_id: str, week: Week) -> WeekStanding:
    """Where the unit's week stands; whether it was changed since its 定稿 is `finalising.changed_since_final`."""
    version, number = facts.newest_final(session, unit_id, str(week))
    row = session.get(UnitWeek, keys.unit_week_id(unit_id, str(week)))
    made = moment(row.for_meeting_at) if row is not None and not row.dead else None
    if version is None:
        return WeekStanding(WeekState.FOR_MEETING if made else WeekState.DRAFT, for_meeting_at=made)
    handed_in = _submissions(session, version.id)
    submitted = _told(handed_in[-1], number) if handed_in else None
    back = open_return(session, version.id)
    returned = _came_back(back, number) if back is not None else None
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
            return (handed_in[-1], number) if open_return(session, version.id) is None else None
    return None


def open_return(session: Session, final_id: str) -> WeekReturn | None:
    """The newest 退回 of a 定稿 that no later 报送 of it has answered; None where it does not lie with the unit.

    Exported twice, a week comes back all the same, whichever of the two was taken in. No two machines' clocks are
    compared: a 报送 names the 退回 that its desk knew of; who returned it tells by its own ids that it has taken in
    another 报送 since; and what was registered by hand was so at one desk.
    """
    sent = _submissions(session, final_id)
    named = {one for row in sent for one in _answers(row)}
    taken = session.exec(select(Receipt).where(Receipt.final_id == final_id, facts.present(Receipt))).all()
    returns = _returns(session, final_id)
    settled = [row for row in returns if row.id in named or _followed(row, sent, taken)]
    # told by telephone and registered by hand, the letter on the same 报送 or one before it comes later
    last = max((row.submission_id for row in settled), default="")
    opened = [row for row in returns if row not in settled and not "" < row.submission_id <= last]
    return opened[-1] if opened else None


def _followed(row: WeekReturn, sent: Sequence[Submission], taken: Sequence[Receipt]) -> bool:
    """Whether another 报送 came after that 退回, as the desk tells that registered both."""
    if not row.issuer_id:
        return any(one.id > row.id for one in sent)
    return any(
        one.issuer_id == row.issuer_id and one.id > row.id and one.submission_id != row.submission_id
        for one in taken
    )


def answering(session: Session, final_id: str) -> list[str]:
    """The ids of the 退回 of a 定稿 that are known here: what a 报送 made now says that it follows."""
    return [row.id for row in _returns(session, final_id)]


def answers(along: dict[str, Any]) -> tuple[str, ...]:
    """The ids of the 退回 that a 报送 follows, out of what goes along with it."""
    named = along.get(ANSWERS)
    return tuple(one for one in named if isinstance(one, str)) if isinstance(named, list) else ()


def _answers(row: Submission) -> tuple[str, ...]:
    said = json.loads(row.along)
    return answers(said) if isinstance(said, dict) else ()


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


def _returns(session: Session, final_id: str) -> tuple[WeekReturn, ...]:
    found = select(WeekReturn).where(WeekReturn.final_id == final_id, facts.present(WeekReturn))
    return tuple(session.exec(found.order_by(col(WeekReturn.id))).all())


def _came_back(row: WeekReturn, number: int) -> Registered:
    return Registered(number, _at(row.at), row.person, row.reason)


def registered(
    session: Session, final_id: str, number: int
) -> tuple[tuple[Registered, ...], tuple[Registered, ...]]:
    """Every 报送 and every 退回 of one 定稿, as they were registered."""
    handed_in = tuple(_told(row, number) for row in _submissions(session, final_id))
    return handed_in, tuple(_came_back(row, number) for row in _returns(session, final_id))


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()
