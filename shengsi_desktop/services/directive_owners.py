"""Whom a 交办事项 is for, read from what was typed: a unit of the directory, a person, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.day_words import impossible_due
from shengsi_desktop.rhythm.directives import parse_quick_add
from shengsi_desktop.rhythm.unit_names import unit_called, written_names
from shengsi_desktop.services import facts
from shengsi_desktop.store.tables import Unit

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.store.tables import Directive

_PARTS = "、"


def read_line(
    session: Session, text: str, today: date, due: date | None = None
) -> tuple[str, str, date | None]:
    """«做什么 @谁 8月4日» as (what, who, due), the units' names known without a blank after them.

    Where `due` is given by name, another day in the line is part of its words. Refused where a day is written that
    no calendar has.
    """
    names = written_names(facts.units(session))
    read = parse_quick_add(text, today, names)
    if due is not None and read[2] not in {None, due}:
        read = parse_quick_add(text, None, names)
    for words in read[:2]:
        if wrong := impossible_due(words, today):
            raise Refusal(f"没有“{wrong}”这一天，没有存入。请改正日期。")
    return read


def name_owner(session: Session, row: Directive, who: str) -> None:
    """Set whom it is for by what was typed: the first unit named there, the rest is who answers."""
    units = facts.units(session)
    row.owner_unit_id = None
    names: list[str] = []
    people: list[str] = []
    for part in (one.strip() for one in who.split(_PARTS)):
        unit = unit_called(part, units) if part else None
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
    if not written.strip():
        return ""
    unit = unit_called(written, facts.units(session))
    if unit is None:
        raise Refusal(f"名录里没有“{written.strip()}”这个单位，没有改动。请写单位名称、简称或拼音首字母。")
    return unit.id
