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

    It is the week after the newest one that was reported or has a 定稿, where that is not past; the running week itself
    may be taken while nobody has its 定稿. So a clock that was set back opens no past week.
    """
    of_unit = (FinalVersion.unit_id == unit_id) if unit_id else true()
    finals = str(session.exec(select(func.max(FinalVersion.week)).where(of_unit)).one() or "")
    newest = max(finals, *_newest_said(session, unit_id))
    if newest < str(running) or (newest == str(running) and finals < newest):
        return running
    return next_week(parse_week(newest, rhythm))


def _newest_said(session: Session, unit_id: str) -> Iterator[str]:
    """The newest week of words, and of figures."""
    for model, said in ((SaidReport, facts.spoken()), (SaidValue, true())):
        of_unit = (model.unit_id == unit_id) if unit_id else true()
        yield str(session.exec(select(func.max(model.week)).where(said, of_unit)).one() or "")


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
