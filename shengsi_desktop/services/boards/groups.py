"""In which group a unit is ranked: as a person says, else by its kind (rule 11 of `domain.boards`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlmodel import col

from shengsi_desktop.domain.boards import UNGROUPED
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import UnitKind
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.store.sessions import Store

_BY_KIND = {
    UnitKind.TOWNSHIP.value: "乡镇",
    UnitKind.ENTERPRISE.value: "国企",
    UnitKind.PARTY.value: "党群",
    UnitKind.MASS.value: "党群",
}
_LONGEST = 12


class UnitGroupRow(NamedTuple):
    """A unit with its group; `said`: a person chose it."""

    unit_id: str
    name: str
    group: str
    said: bool


def groups_of(session: Session) -> dict[str, str]:
    """The group of every unit, by its id."""
    return {one.unit_id: one.group for one in _rows(session)}


def unit_groups(store: Store) -> tuple[UnitGroupRow, ...]:
    """Every unit with its group, in the directory's order."""
    with store.reading() as session:
        return _rows(session)


def set_groups(store: Store, groups: Mapping[str, str]) -> frozenset[FieldKey]:
    """Say the group of units, by id, as one step back; empty, or what its kind gives of itself: by its kind."""
    with signed(store, "调整晾晒分组") as command:
        for unit_id, said in groups.items():
            row = command.session.get(Unit, unit_id)
            if row is None or row.dead:
                raise Refusal("要分组的单位已不在了，分组没有改动。")
            name = said.strip()
            if len(name) > _LONGEST:
                raise Refusal(f"组名最多{_LONGEST}个字，“{name[:_LONGEST]}…”没有采用，分组没有改动。")
            row.category = "" if name == _BY_KIND.get(row.kind, UNGROUPED) else name
    return command.changed


def _rows(session: Session) -> tuple[UnitGroupRow, ...]:
    rows = session.exec(alive(Unit).order_by(col(Unit.ordinal), col(Unit.id))).all()
    return tuple(
        UnitGroupRow(
            row.id,
            row.name,
            row.category.strip() or _BY_KIND.get(row.kind, UNGROUPED),
            bool(row.category.strip()),
        )
        for row in rows
    )
