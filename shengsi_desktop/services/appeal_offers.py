"""The plan's own 争取 sentences, offered as a start for 争取事项; what was taken is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.appeals import AppealOffer, AppealSense, ChosenOffer
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import ItemKind, Role
from shengsi_desktop.plan.appeals import Place, appeal_sentences
from shengsi_desktop.services import facts
from shengsi_desktop.services.appeals import leading, put_new
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Appeal, Item

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.tracking import Assignment
    from shengsi_desktop.store.sessions import Store


def offers(store: Store, unit_id: str, *, week: str = "") -> tuple[AppealOffer, ...]:
    """Every sentence of the current plan that holds 争取, headings left out, in the plan's order."""
    with store.reading() as session:
        plan = facts.current_plan(session, store.setting("plan_id"))
        items = session.exec(
            alive(Item).where(Item.plan_id == plan.id, Item.kind == ItemKind.CLAUSE.value)
        ).all()
        by_id = {item.id: item for item in items}
        found = appeal_sentences(
            plan.source_text, [Place(item.id, item.start_at, item.end_at) for item in items]
        )
        owners: dict[str, list[Assignment]] = {}
        for one in facts.week_facts(session, unit_id, week, all_items=True).assignments:
            owners.setdefault(one.item_id, []).append(one)
        taken = _taken(session, plan.id)
    made = []
    for sentence in found:
        if sentence.sense is AppealSense.HEADING:
            continue
        item, own = (
            by_id.get(sentence.place),
            sorted(owners.get(sentence.place, ()), key=lambda one: one.ordinal),
        )
        made.append(
            AppealOffer(
                sentence=sentence,
                item_id=sentence.place,
                item_number=item.number if item is not None else "",
                owners=tuple(
                    dict.fromkeys(one.group or one.unit for one in own if one.role is not Role.SUPPORT)
                ),
                mine=any(one.unit_id == unit_id and one.role is not Role.SUPPORT for one in own),
                taken=taken.get((sentence.place, sentence.text), ""),
            )
        )
    return tuple(made)


def take_offers(store: Store, chosen: Sequence[ChosenOffer]) -> frozenset[FieldKey]:
    """Make an item of each, all as one step back; one that cannot be made lets none be made.

    The desk's unit leads what names no lead.
    """
    if not chosen:
        raise Refusal("还没有勾选句子，没有添加。")
    with signed(store, f"从行动方案添加{len(chosen)}项争取事项") as command:
        for one in chosen:
            fields = {
                "sentence": one.sentence,
                "from_item_id": one.item_id,
                "area": one.area or "",
                "level": one.level or "",
                "lead": one.lead,
            }
            put_new(command, one.name, leading(store, command, fields))
    return command.changed


def _taken(session: Session, plan_id: str) -> Mapping[tuple[str, str], str]:
    """The numbers of the appeals there are, by the item and the sentence that each began with."""
    rows = session.exec(alive(Item).where(Item.plan_id == plan_id, Item.kind == ItemKind.APPEAL.value)).all()
    numbers = {row.id: row.number for row in rows}
    return {
        (one.from_item_id or "", one.sentence): numbers[one.item_id]
        for one in session.exec(alive(Appeal)).all()
        if one.item_id in numbers and one.sentence
    }
