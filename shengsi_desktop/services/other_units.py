"""How an item stands by the other units that answer for it, as far as this desk has their reports. Reads only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.item_detail import OtherStanding
from shengsi_desktop.services import county
from shengsi_desktop.services.boards.signed_words import SignedWords
from shengsi_desktop.store.said import SaidReport, SaidValue
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Deliverable, Item

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.weeks import Week


def other_standings(session: Session, item: Item, unit_id: str, week: Week) -> tuple[OtherStanding, ...]:
    """One for each other unit that answers for the item and of which something is in the store, as of that week."""
    units = _speakers(session, item.id) - {unit_id}
    if not units:
        return ()
    signed = SignedWords(session)
    found = []
    for read in county.units_at(session, week, units, plan_id=item.plan_id, drafts=False):
        row = next((one for one in read.answered if one.id == item.id), None)
        if row is not None:
            said = signed.progress(read.unit.id, [item.id], "", str(read.week)).get(item.id, ("", ""))
            found.append(
                OtherStanding(read.unit.id, read.unit.name, row.standing.reading, words=said[1], week=said[0])
            )
    return tuple(found)


def _speakers(session: Session, item_id: str) -> set[str]:
    """The units (ids) that have said anything of the item, in words or figures."""
    of_words = session.exec(select(SaidReport.unit_id).where(SaidReport.item_id == item_id).distinct())
    deliverables = session.exec(alive(Deliverable).where(Deliverable.item_id == item_id)).all()
    of_figures = session.exec(
        select(SaidValue.unit_id)
        .where(col(SaidValue.deliverable_id).in_([one.id for one in deliverables]))
        .distinct()
    )
    return {str(one) for one in (*of_words.all(), *of_figures.all())}
