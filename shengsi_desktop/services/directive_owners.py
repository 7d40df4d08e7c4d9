"""Whom a 交办事项 is for, read from what was typed: a unit of the directory, a person, or both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.day_words import impossible_due
from shengsi_desktop.rhythm.directives import parse_quick_add
from shengsi_desktop.rhythm.unit_names import written_names
from shengsi_desktop.services import facts
from shengsi_desktop.services.sections import session_sections
from shengsi_desktop.services.unit_words import the_unit_meant, unit_meant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.store.tables import Directive

_PARTS = "、"
#: «8-6统一口径» begins with an item's number; «8-10万元» and «8-6前» do not
_ITEM = re.compile(r"(保?\d{1,2}[-—–－]\d{1,2})(?![\d.．,，%％万亿元个户人家场次前后日号月年天至到-])")


def read_line(
    session: Session, text: str, today: date, due: date | None = None, names: Sequence[str] = ()
) -> tuple[str, str, date | None]:
    """«做什么 @谁 8月4日» as (what, who, due); the units' names, and `names`, need no blank after them.

    Where `due` is given by name, another day in the line is part of its words. Refused where a day is written that
    no calendar has.
    """
    known = (*written_names(facts.units(session)), *filter(None, names))
    read = parse_quick_add(text, today, known)
    if due is not None and read[2] not in {None, due}:
        read = parse_quick_add(text, None, known)
    for words in read[:2]:
        if wrong := impossible_due(words, today):
            raise Refusal(f"没有“{wrong}”这一天，没有存入。请改正日期。")
    return read


def section_phones(session: Session, unit_id: str) -> dict[str, str]:
    """By name the phone of each 科室 of the unit, as 设置 has it."""
    return {one.name: one.phone for one in session_sections(session, unit_id)}


def item_begun_with(session: Session, what: str) -> str | None:
    """The id of the item whose number the words begin with; None where no item has it."""
    begun = _ITEM.match(what.strip())
    if begun is None:
        return None
    try:
        return facts.find_item(session, begun[1]).id
    except Refusal:
        return None


def name_owner(session: Session, row: Directive, who: str) -> None:
    """Set whom it is for by what was typed: the first unit named there; `who` names all, `person` who is no unit."""
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


def put_owner(session: Session, row: Directive, unit_ids: Sequence[str] | None, person: str | None) -> None:
    """Set the units (none: nobody's) or the person (or both), and say them together in `who`; None stays."""
    names = {unit.id: unit.name for unit in facts.units(session)}
    if unit_ids is None:
        known = {name: own for own, name in names.items()}
        further = further_units(row.who, row.owner_unit_id, known)
        unit_ids = [*filter(None, (row.owner_unit_id,)), *(known[name] for name in further)]
    if any(one not in names for one in unit_ids):
        raise Refusal("名录里没有这个责任单位，没有改动。请从名录里选一个单位。")
    if person is not None:
        row.person = person.strip()
    row.owner_unit_id = next(iter(unit_ids), None)
    row.who = _PARTS.join(dict.fromkeys(filter(None, (*(names[one] for one in unit_ids), row.person))))


def further_units(who: str, owner_unit_id: str | None, ids: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the units that stand in `who` beside the owner; `ids` are those of the directory by name."""
    return tuple(one for one in who.split(_PARTS) if ids.get(one, owner_unit_id) != owner_unit_id)


def owners_called(session: Session, written: str) -> tuple[str, ...]:
    """The ids of the units meant by «花鸟乡、县发改局». Refused, with near names, where the directory has none such."""
    parts = filter(None, (one.strip() for one in re.split("[、，,；;]", written)))
    return tuple(dict.fromkeys(the_unit_meant(session, part).id for part in parts))
