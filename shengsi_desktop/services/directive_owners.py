"""Whom a 交办事项 is for, read from what was typed: a unit of the directory, a person, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.directives import parse_quick_add
from shengsi_desktop.rhythm.unit_names import written_names
from shengsi_desktop.services import facts
from shengsi_desktop.services.unit_words import the_unit_meant, unit_meant
from shengsi_desktop.store.tables import Unit

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.store.tables import Directive

_PARTS = "、"


def read_line(session: Session, text: str, today: date) -> tuple[str, str, date | None]:
    """«做什么 @谁 8月4日» as (what, who, due), the units' names known without a blank after them."""
    return parse_quick_add(text, today, written_names(facts.units(session)))


def name_owner(session: Session, row: Directive, who: str) -> None:
    """Set whom it is for by what was typed: the first unit named there, the rest is who answers."""
    row.owner_unit_id = None
    names: list[str] = []
    people: list[str] = []
    for part in (one.strip() for one in who.split(_PARTS)):
        unit = unit_meant(session, part) if part else None
        if unit is not None:
            row.owner_unit_id = row.owner_unit_id or unit.id
            names.append(unit.name)
        elif part:
            people.append(part)
            names.append(part)
    row.who = _PARTS.join(dict.fromkeys(names))
    row.person = _PARTS.join(people)


def put_owner(session: Session, row: Directive, unit_id: str | None, person: str | None) -> None:
    """Set unit (empty: none) or person (or both), and say them together in `who`; None stays."""
    if unit_id is not None:
        row.owner_unit_id = unit_id or None
    if person is not None:
        row.person = person.strip()
    unit = session.get(Unit, row.owner_unit_id) if row.owner_unit_id else None
    if row.owner_unit_id and unit is None:
        raise Refusal("名录里没有这个责任单位，没有改动。请从名录里选一个单位。")
    row.who = _PARTS.join(filter(None, (unit.name if unit else "", row.person)))


def owner_called(session: Session, written: str) -> str:
    """The id of the unit meant, empty for an empty word. Refused where the directory has none such."""
    return the_unit_meant(session, written).id if written.strip() else ""
