"""争取事项 in a brief: each as it stood at the period's end, by the days of its contacts. Reads only.

A contact may be written down on whatever week is shown: what it brought happened on its day. An appeal of which all
that is known, contacts and weeks, is later than the period was not there yet; one of which nothing is known stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlmodel import func, select

from shengsi_desktop.domain.appeals import process_id
from shengsi_desktop.domain.briefs import BriefAppeal
from shengsi_desktop.domain.tracking import DeliverableValue
from shengsi_desktop.domain.words import ItemKind
from shengsi_desktop.rhythm.appeals import count_of, stage_at
from shengsi_desktop.services import appeal_rows
from shengsi_desktop.store.said import SaidReport, SaidValue
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.domain.appeals import AppealContact, AppealRow, AppealStage
    from shengsi_desktop.domain.tracking import ItemRow, Standing
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services.brief_matters import UnitPart


def begun_later(session: Session, plan_id: str, week: Week) -> frozenset[str]:
    """The appeals (ids) of which nothing is known up to that week, and something after it."""
    rows = session.exec(alive(Item).where(Item.plan_id == plan_id, Item.kind == ItemKind.APPEAL.value)).all()
    contacts = appeal_rows.contacts_by_item(session) if rows else {}
    found = set()
    for row in rows:
        days = [one.day for one in contacts.get(row.id, ())]
        weeks = [
            session.exec(select(func.min(SaidReport.week)).where(SaidReport.item_id == row.id)).one(),
            session.exec(
                select(func.min(SaidValue.week)).where(SaidValue.deliverable_id == process_id(row.id))
            ).one(),
        ]
        known = [day > week.last for day in days] + [str(label) > str(week) for label in weeks if label]
        if known and all(known):
            found.add(row.id)
    return frozenset(found)


def appeals(session: Session, parts: Iterable[UnitPart]) -> tuple[BriefAppeal, ...]:
    """The 争取事项 of the units that are looked at, each as of the week that its own unit is looked at."""
    found: dict[str, BriefAppeal] = {}
    for part in parts:
        if part.holds_any(ItemKind.APPEAL):
            units = {item.row.id: item.unit for item in part.items}
            rows = appeal_rows.session_rows(session, part.unit_id, part.read.week, read=part.read.read)
            for row in rows:
                if row.item.id in units and row.item.id not in found:
                    found[row.item.id] = _appeal(row, units[row.item.id], part.read.week.last)
    return tuple(found.values())


def dated(row: ItemRow, standing: Standing, contacts: Sequence[AppealContact], day: date) -> Standing:
    """The standing with the stage that an appeal had reached by that day."""
    if row.kind is not ItemKind.APPEAL:
        return standing
    own = process_id(row.id)
    return replace(
        standing,
        deliverables=tuple(
            replace(
                one,
                value=_value(one.value, own, stage),
                complete=stage == len(one.deliverable.stages),
            )
            if one.deliverable.id == own and (stage := _reached(contacts, day, _stage_of(one.value)))
            else replace(one, value=None, complete=False)
            if one.deliverable.id == own
            else one
            for one in standing.deliverables
        ),
    )


def _value(value: DeliverableValue | None, own: str, stage: int) -> DeliverableValue:
    if value is None:
        return DeliverableValue(own, "", "", stage=stage)
    return replace(value, stage=stage)


def _stage_of(value: DeliverableValue | None) -> int:
    return (value.stage or 0) if value is not None else 0


def _reached(contacts: Sequence[AppealContact], day: date, reported: int) -> int:
    """How many stages were reached by that day: by contacts up to then, or reported and not by a later contact."""
    early = [count_of(one.stage) for one in contacts if one.day <= day]
    late = {count_of(one.stage) for one in contacts if one.day > day and one.stage is not None}
    return max((*early, 0 if reported in late and reported not in early else reported))


def _appeal(row: AppealRow, unit: str, as_of: date) -> BriefAppeal:
    contacts = [one for one in row.contacts if one.day <= as_of]
    newest = contacts[0] if contacts else None
    return BriefAppeal(
        row.item.id,
        row.item.number,
        row.item.title,
        unit=row.item.lead or unit,
        level=row.level,
        office=row.office,
        amount=row.amount,
        stage=_stage_on(row, as_of),
        last_contact=newest.day if newest else None,
        contact="，".join(part for part in (newest.with_whom, newest.words.strip()) if part)
        if newest
        else "",
        remark=row.remark,
    )


def _stage_on(row: AppealRow, as_of: date) -> AppealStage | None:
    """The stage reached by then; without weeks or contacts that say any, what a person wrote down."""
    own = process_id(row.item.id)
    value = next((one.value for one in row.item.standing.deliverables if one.deliverable.id == own), None)
    reached = _reached(row.contacts, as_of, _stage_of(value))
    if reached or value is not None or any(one.stage is not None for one in row.contacts):
        return stage_at(reached)
    return row.stage
