"""From which week on a rule may be another one: never in a week that is past, or that somebody has signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, func, select, true

from shengsi_desktop.rhythm.weeks import next_week, parse_week, week_of
from shengsi_desktop.services import facts
from shengsi_desktop.store.said import SaidReport, SaidValue
from shengsi_desktop.store.tables import Directive, FinalVersion, Meeting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.domain.weeks import Week, WeekRhythm
    from shengsi_desktop.store.sessions import Store


def first_open(session: Session, running: Week, rhythm: WeekRhythm, unit_id: str = "") -> Week:
    """The first week that may be read by another rule; `unit_id`: as far as that unit goes, else any.

    It is the running week, or the one after the newest that has a 定稿: so a clock that was set back opens no week that
    is settled. What is only typed of a later week, maybe by a slip, settles nothing.
    """
    newest = newest_signed(session, unit_id)
    return running if newest < str(running) else next_week(parse_week(newest, rhythm))


def newest_signed(session: Session, unit_id: str = "") -> str:
    """The newest week («2023-W30») that the unit, or any, has a 定稿 of; empty where there is none."""
    of_unit = (FinalVersion.unit_id == unit_id) if unit_id else true()
    signed = select(func.max(FinalVersion.week)).where(of_unit, facts.present(FinalVersion))
    return str(session.exec(signed).one() or "")


def newest_said(session: Session) -> Iterator[str]:
    """The newest week of any unit's words, and of any unit's figures; empty where there is none."""
    for model, said in ((SaidReport, facts.spoken()), (SaidValue, true())):
        yield str(session.exec(select(func.max(model.week)).where(said)).one() or "")


def newest_week(store: Store) -> str:
    """The newest week that any unit has signed or said anything in; empty where there is none."""
    with store.reading() as session:
        return max(newest_signed(session), *newest_said(session))


def last_reported_week(store: Store, unit_id: str) -> str | None:
    """The newest week the unit has said anything in («2023-W30»); a row without a word does not count."""
    with store.reading() as session:
        of_reports = session.exec(
            select(func.max(SaidReport.week)).where(SaidReport.unit_id == unit_id, facts.spoken())
        ).one()
        of_values = session.exec(select(func.max(SaidValue.week)).where(SaidValue.unit_id == unit_id)).one()
    return max((str(week) for week in (of_reports, of_values) if week), default=None)


def has_past(session: Session, unit_id: str, before: str) -> bool:
    """Whether anything of the unit stands in a week before that one, so that its days must not move."""
    oldest = (
        select(func.min(model.week)).where(model.unit_id == unit_id)
        for model in (SaidReport, SaidValue, FinalVersion, Directive)
    )
    held = select(func.min(Meeting.period)).where(
        Meeting.unit_id == unit_id, Meeting.cadence == "weekly", col(Meeting.dead).is_(other=False)
    )
    weeks = [session.exec(one).one() for one in (*oldest, held)]
    return any(week and str(week) < before for week in weeks)


def bound_rhythms(store: Store, rows: Collection[tuple[str, str]], today: date) -> dict[tuple[str, str], str]:
    """Those of the rows (entity, id) that are rhythms by which weeks past were read, each with a sentence on it.

    Undo may not touch them, or those weeks would get other days.
    """
    found = {}
    with store.reading() as session:
        for entity, unit_id in rows:
            if entity != "unit_rhythm":
                continue
            rhythm = facts.rhythm(session, unit_id)
            first = str(first_open(session, week_of(today, rhythm), rhythm, unit_id))
            if rhythm.since < first and has_past(session, unit_id, first):
                found[entity, unit_id] = (
                    "会商日和统计周期涉及过去的周，为使过去各周不变，没有改动；可在“设置”里再改"
                )
    return found
