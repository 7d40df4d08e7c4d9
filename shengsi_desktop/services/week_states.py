"""WeekState derived in one place: 草稿 → 上会稿 → 定稿 → 已报送, or 退回 until the next 定稿."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from sqlmodel import col, select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.week_states import Registered, WeekStanding
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.services import facts, final_ends
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.return_order import Came, Returned, before, knowing, open_returns
from shengsi_desktop.store import final_rank, keys
from shengsi_desktop.store.final_rank import answers_in
from shengsi_desktop.store.tables import Receipt, Submission, UnitWeek, WeekReturn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.store.tables import FinalVersion

RowT = TypeVar("RowT", Submission, Receipt, WeekReturn)


class OfWeek:
    """The 定稿, 报送, 退回 and 回执 of a unit's week, and which of the 退回 are open."""

    def __init__(
        self,
        session: Session,
        unit_id: str,
        week: str,
        coming: Collection[Receipt | WeekReturn] = (),
        gone: Collection[str] = (),
    ) -> None:
        """`coming`: as if these were here, too; `gone`: ids of those that would not stand."""
        self._session = session
        self.submissions = _of_week(session, Submission, unit_id, week)
        receipts = _of_week(session, Receipt, unit_id, week)
        returns = _of_week(session, WeekReturn, unit_id, week)
        if coming or gone:
            coming = [row for row in coming if row.week == week]
            receipts = _with(receipts, [row for row in coming if isinstance(row, Receipt)], gone)
            returns = _with(returns, [row for row in coming if isinstance(row, WeekReturn)], gone)
        self.receipts, self.returns = receipts, returns
        numbers = self._numbers = _numbers(self.submissions)
        self._facts = [
            Returned(row.id, row.final_id, row.submission_id, not row.issuer_id, numbers.get(row.final_id, 0))
            for row in self.returns
        ]
        # a 报送 whose registering was undone went up all the same where a 回执 tells of it
        every = select(Submission).where(Submission.unit_id == unit_id, Submission.week == week)
        knows = (
            {row.id: frozenset(answers_in(row.along)) for row in session.exec(every).all()}
            if self.returns
            else {}
        )
        self._came = [
            Came(name, final_id, knows.get(name, frozenset()) | told, numbers.get(final_id, 0))
            for name, final_id, told in (
                *((row.id, row.final_id, frozenset[str]()) for row in self.submissions),
                *((row.submission_id, row.final_id, frozenset(_ids(row.follows))) for row in self.receipts),
            )
        ]
        self._upon = final_ends.signed_upon(session, unit_id, week) if self.returns else {}
        for row in self.submissions if self.returns else ():
            self._upon.setdefault(row.final_id, set()).update(_ids(row.earlier))
        for told in self.receipts if self.returns else ():
            self._upon.setdefault(told.final_id, set()).update(_ids(told.follows))
        found = open_returns(self._facts, self._came, self._upon)
        #: the 退回 that nothing has settled
        self.open = tuple(row for row in self.returns if row.id in found)

    def handed_in(self, final_id: str) -> Submission | Receipt | None:
        """The 报送 of a 定稿, of several one that has not come back; else the 回执 that tells of one. None without."""
        sent = [row for row in self.submissions if row.final_id == final_id]
        back = {row.submission_id for row in self.returns}
        fresh = [row for row in sent if row.id not in back]
        told = [row for row in self.receipts if row.final_id == final_id]
        return next((rows[-1] for rows in (fresh, sent, told) if rows), None)

    def open_of(self, final_id: str) -> tuple[WeekReturn, ...]:
        """The open 退回 of one 定稿."""
        return tuple(row for row in self.open if row.final_id == final_id)

    def open_beside(self, final_id: str) -> tuple[WeekReturn, ...]:
        """The open 退回 but for those that a 定稿 was signed upon: it answers them once it goes up."""
        passed = before(final_id, self._upon)
        return tuple(row for row in self.open if row.final_id not in passed)

    def settled_by(self, knows: Collection[str]) -> tuple[WeekReturn, ...]:
        """The open 退回 that a 报送 which names these would settle, of whichever version."""
        return tuple(row for row in self.open if {row.id, row.submission_id} & set(knows))

    def outnumbered(self, number: int) -> set[str]:
        """The 定稿 that came back and that one of this number goes before, by the unit's own counting."""
        numbers = self._numbers
        return {row.final_id for row in self.returns if 0 < numbers.get(row.final_id, 0) < number}

    def known(self) -> list[str]:
        """What a 报送 made now says that it follows."""
        return list(knowing(self._facts, self._came))


def standing(session: Session, unit_id: str, week: Week) -> WeekStanding:
    """Where the unit's week stands; whether it was changed since its 定稿 is `finalising.changed_since_final`."""
    version, number = facts.newest_final(session, unit_id, str(week))
    row = session.get(UnitWeek, keys.unit_week_id(unit_id, str(week)))
    made = moment(row.for_meeting_at) if row is not None and not row.dead else None
    if version is None:
        return WeekStanding(WeekState.FOR_MEETING if made else WeekState.DRAFT, for_meeting_at=made)
    of_week = OfWeek(session, unit_id, str(week))
    handed_in = of_week.handed_in(version.id)
    submitted = _told(handed_in, number) if handed_in else None
    back = of_week.open_beside(version.id)
    returned = _came_back(back, number) if back else None
    state = WeekState.SUBMITTED if submitted else WeekState.FINAL
    lies_there = _lies_there(session, of_week, unit_id, week)
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


def newest_handed_in(session: Session, unit_id: str, week: Week) -> tuple[Submission | Receipt, int] | None:
    """The 报送 of the newest 定稿 that went up, with that version's number; None where it came back."""
    return _lies_there(session, OfWeek(session, unit_id, str(week)), unit_id, week)


def _lies_there(
    session: Session, of_week: OfWeek, unit_id: str, week: Week
) -> tuple[Submission | Receipt, int] | None:
    chain = facts.final_chain(session, unit_id, str(week))
    for number, version in reversed(chain.items()):
        if handed_in := of_week.handed_in(version.id):
            return None if of_week.open_of(version.id) else (handed_in, number)
    return None


def return_words(returns: Sequence[WeekReturn]) -> str:
    """The reasons of these 退回, each once."""
    return "；".join(dict.fromkeys(row.reason for row in returns))


def returned_words(session: Session, week: str) -> dict[str, str]:
    """By unit id why its week lies with it again, of those units where it does."""
    found = select(WeekReturn.unit_id).where(WeekReturn.week == week, facts.present(WeekReturn)).distinct()
    told = {one: return_words(OfWeek(session, one, week).open) for one in session.exec(found).all()}
    return {one: words for one, words in told.items() if words}


def follows(session: Session, final: FinalVersion, sent: Submission) -> str:
    """What a 回执 for that 报送 says that it follows."""
    upon = before(final.id, final_ends.signed_upon(session, final.unit_id, final.week))
    # the unit's other computer has the version returned from no one but its letter
    older = OfWeek(session, final.unit_id, final.week).outnumbered(sent.number)
    return json.dumps(sorted({*upon, *answers_in(sent.along), *older} - {final.id}))


def _numbers(submissions: Iterable[Submission]) -> dict[str, int]:
    """By 定稿 the number under which it went up."""
    found: dict[str, int] = {}
    for row in submissions:
        found[row.final_id] = max(row.number, found.get(row.final_id, 0))
    return found


def _ids(said: str) -> tuple[str, ...]:
    return final_rank.listed(json.loads(said))


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


def _of_week(session: Session, model: type[RowT], unit_id: str, week: str) -> tuple[RowT, ...]:
    found = select(model).where(model.unit_id == unit_id, model.week == week, facts.present(model))
    return tuple(session.exec(found.order_by(col(model.id))).all())


def _with(there: tuple[RowT, ...], coming: Sequence[RowT], gone: Collection[str]) -> tuple[RowT, ...]:
    every = {row.id: row for row in there}
    every.update({row.id: row for row in coming})
    return tuple(every[name] for name in sorted(every.keys() - set(gone)))


def _told(row: Submission | Receipt, number: int) -> Registered:
    return Registered(number, _at(row.at), row.person, row.way)


def _came_back(rows: Sequence[WeekReturn], number: int) -> Registered:
    return Registered(number, _at(rows[-1].at), rows[-1].person, return_words(rows))


def registered(
    session: Session, version: FinalVersion, number: int
) -> tuple[tuple[Registered, ...], tuple[Registered, ...]]:
    """Every 报送 and every 退回 of one 定稿, as they were registered."""
    place = version.unit_id, version.week
    sent = [row for row in _of_week(session, Submission, *place) if row.final_id == version.id]
    back = [row for row in _of_week(session, WeekReturn, *place) if row.final_id == version.id]
    return tuple(_told(row, number) for row in sent), tuple(_came_back([row], number) for row in back)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()
