"""Which unit of the store a typed word means: one reader for all fields, and one sentence where it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.unit_names import near_units, unit_called
from shengsi_desktop.services import facts

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.units import Unit


def unit_meant(session: Session, word: str) -> Unit | None:
    """The one unit that `word` means: name, alias, stem, initials, a part that is its own; None where it is none."""
    return unit_called(word, facts.units(session))


def the_unit_meant(session: Session, word: str) -> Unit:
    """As `unit_meant`. Refused, with near names, where it is none or could be several."""
    units = facts.units(session)
    found = unit_called(word, units)
    if found is not None:
        return found
    near = near_units(word, units)
    hint = "请写单位名称、简称或拼音首字母。"
    if near:
        hint = f"您是不是要找：{'、'.join(unit.name for unit in near)}？"
    raise Refusal(f"名录里没有“{word.strip()}”这个单位，没有改动。{hint}")
