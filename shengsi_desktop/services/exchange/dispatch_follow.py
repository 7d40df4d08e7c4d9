"""A plan that comes down under another id than the one here of the same year: which items go on with which.

Both stand side by side, each with its own ids; what the unit reported stays in reach through the pairs. They are
proposed by the texts, as between two editions of a plan, and a person confirms them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col

from shengsi_desktop.domain.dispatch import DispatchEntry, DispatchPart, EntryState
from shengsi_desktop.services.exchange.dispatch_compare import Deed
from shengsi_desktop.services.matching import EXACT, best_pairs
from shengsi_desktop.services.plan_editions import ITEM_THRESHOLD
from shengsi_desktop.store.keys import succession_id
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Item, Plan, Succession

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from shengsi_desktop.services.exchange.dispatch_base import Row
    from shengsi_desktop.services.exchange.dispatch_compare import Compared


def plan_beside(session: Session, plan: Row | None) -> Plan | None:
    """The plan here of the same year that a plan which is not here would stand beside; None where there is none."""
    if plan is None or ((there := session.get(Plan, plan["id"])) is not None and not there.dead):
        return None
    same_year = alive(Plan).where(Plan.year == plan.get("year")).order_by(col(Plan.current).desc())
    return session.exec(same_year).first()


def propose(session: Session, items: Mapping[str, Row], beside: Plan, found: Compared) -> None:
    """An entry for each pair of a coming item and one here; only those of the same words are clean."""
    coming = [row for row in items.values() if row.get("text")]
    here = session.exec(alive(Item).where(Item.plan_id == beside.id, Item.text != "")).all()
    pairs = best_pairs(
        [row.text for row in here], [str(row["text"]) for row in coming], threshold=ITEM_THRESHOLD
    )
    for pair in pairs:
        old, new = here[pair.old], coming[pair.new]
        row_id = succession_id(str(new["id"]), old.id)
        confirmed = session.get(Succession, row_id)
        if confirmed is not None and not confirmed.dead:
            continue
        same = pair.score >= EXACT
        key = f"succession:{row_id}:{'same' if same else 'like'}"
        entry = DispatchEntry(
            key,
            EntryState.NEW,
            DispatchPart.PLAN,
            f"事项 {new['number']} 延续本机原方案的事项",
            here=f"{old.number} {old.title}",
            coming=f"{new['number']} {new['title']}",
            clean=same,
            note="文字相同" if same else "文字相近，请核对后勾选",
        )
        found.entries.append(entry)
        found.deeds[key] = Deed(
            rows=(("succession", {"id": row_id, "item_id": new["id"], "predecessor_id": old.id}),)
        )
