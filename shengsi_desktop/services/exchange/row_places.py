"""What a row of any synced table belongs to, as a user thinks of it: item, unit, week, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.services.exchange import field_words
from shengsi_desktop.store import log, state
from shengsi_desktop.store.shapes import shapes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from shengsi_desktop.domain.changes import FieldKey

#: how far up a row's owners are looked for
_DEPTH = 6
#: columns that lead to what a row belongs to, the nearest first
_UP = (
    "report_id",
    "deliverable_id",
    "directive_id",
    "assignment_id",
    "meeting_id",
    "indicator_id",
    "item_id",
)
_PERIODS = ("week", "period", "day")


#: so many fields are told by name
_TOLD = 3


@dataclass(frozen=True, slots=True)
class RowPlace:
    """`item` is «4-2 标题», `name` what the row itself is called; all empty where there is none."""

    item_id: str = ""
    item: str = ""
    unit: str = ""
    week: str = ""
    name: str = ""


def place_of(connection: sqlite3.Connection, entity: str, row_id: str) -> RowPlace:
    """Where a row belongs; looked up through what it is a part of."""
    item_id = unit_id = week = ""
    names: list[str] = []
    for _ in range(_DEPTH):
        row = shapes()[entity].read(connection, row_id) if entity in shapes() else None
        if row is None and entity in shapes():
            row = as_made(connection, entity, row_id)
        if row is None:
            break
        if entity == "item":
            item_id = row_id
            break
        names += [field_words.row_name(connection, entity, row_id)]
        unit_id = unit_id or str(row.get("unit_id") or "")
        week = week or next((str(row[one]) for one in _PERIODS if row.get(one)), "")
        up = next((name for name in _UP if row.get(name)), "")
        if not up:
            break
        entity, row_id = shapes()[entity].references.get(up, up.removesuffix("_id")), str(row[up])
    return RowPlace(
        item_id=item_id,
        item=field_words.row_name(connection, "item", item_id) if item_id else "",
        unit=field_words.row_name(connection, "unit", unit_id) if unit_id else "",
        week=week,
        name=next((name for name in names if name), ""),
    )


def as_made(connection: sqlite3.Connection, entity: str, row_id: str) -> dict[str, Any] | None:
    """A row that its table does not show, because its making stands aside or waits: as it was made. None for none."""
    for change in log.changes_of_row(connection, entity, row_id):
        if state.is_creation(change):
            return {**(change.value.get("key") or {}), **(change.value.get("fields") or {})}
    return None


def fields_in_words(connection: sqlite3.Connection, keys: Collection[FieldKey]) -> str:
    """«4-2 标题2023年第30周的本周进展、…等5处»."""
    told = []
    for key in sorted(keys)[:_TOLD]:
        place = place_of(connection, key.entity, key.entity_id)
        of = place.item or place.name or field_words.entity_words(key.entity)
        week = week_label(place.week) if place.week else ""
        told.append(f"“{of}”{week}的{field_words.field_words(key.entity, key.field)}")
    return "、".join(told) + (f"等{len(keys)}处" if len(keys) > _TOLD else "")
