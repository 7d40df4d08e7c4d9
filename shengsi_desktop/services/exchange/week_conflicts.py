"""Where two machines wrote differently in a unit's week: by item for the list, in whole for who is about to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.syncing import ConflictKind
from shengsi_desktop.store import log, state
from shengsi_desktop.store.conflicts import conflicting_values
from shengsi_desktop.store.recording import head_ids
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.shapes import children_of, shapes

if TYPE_CHECKING:
    import sqlite3

    from sqlmodel import Session

    from shengsi_desktop.domain.syncing import Conflict
    from shengsi_desktop.domain.weeks import Week

#: by table how a row of a unit's week leads to its item
_ITEM_OF = {
    "report": ("item_id", ""),
    "coordination_request": ("item_id", ""),
    "deliverable_value": ("d.item_id", " JOIN deliverable d ON d.id = t.deliverable_id"),
}

#: what goes along where it is ticked
_MEETING = ("meeting", "topic")


def items_in_conflict(connection: sqlite3.Connection, unit_id: str, week: str) -> frozenset[str]:
    """The items of which a field of that unit's week says one thing on one machine and another on another."""
    found: set[str] = set()
    for entity, (item, join) in _ITEM_OF.items():
        # the week's few rows first: asked the other way round it goes through every head there is
        rows = connection.execute(
            f"SELECT {item}, t.id, h.field FROM {entity} t{join} CROSS JOIN head h ON h.entity = '{entity}'"
            " AND h.entity_id = t.id WHERE t.unit_id = ? AND t.week = ? AND t.dead = 0 AND h.field <> '_row'"
            " GROUP BY t.id, h.field HAVING count(*) > 1",
            (unit_id, week),
        ).fetchall()
        for item_id, row_id, field in rows:
            if item_id not in found and conflicting_values(connection, FieldKey(entity, row_id, field)):
                found.add(item_id)
    return frozenset(found)


def of_week(connection: sqlite3.Connection, unit_id: str, week: str) -> tuple[Conflict, ...]:
    """All that waits for a person in that unit's week."""
    from shengsi_desktop.services.exchange import conflict_list, field_words

    unit = field_words.row_name(connection, "unit", unit_id)
    found = conflict_list.found_in(connection, _rows_of(connection, unit_id, week))
    return tuple(one for one in found if one.week == week and one.unit in ("", unit))


def words_of(one: Conflict) -> str:
    """«4-2 本周进展：两边写的不一样，还没有处理»."""
    if one.kind is ConflictKind.FINAL:
        return "两台电脑各自定过稿，请核对；再次定稿后以新的一版为准"
    number = f"{one.item.split()[0]} " if one.item else ""
    return f"{number}{one.what}：{one.sort}，还没有处理"


def signed_over(session: Session, unit_id: str, week: Week, *, with_meeting: bool) -> tuple[str, ...]:
    """What of it goes with a 定稿 all the same, as it is shown."""
    entities = {*_ITEM_OF, "final_version", *(_MEETING if with_meeting else ())}
    found = of_week(raw_connection(session), unit_id, str(week))
    return tuple(words_of(one) for one in found if one.key.entity in entities)


def _rows_of(connection: sqlite3.Connection, unit_id: str, week: str) -> set[tuple[str, str]]:
    """The rows that say of themselves that they are of that week, and the parts of them."""
    waiting: list[tuple[str, str]] = []
    for entity, shape in shapes().items():
        columns = {*shape.key, *shape.fields}
        of_unit, bound = (" AND unit_id = ?", (unit_id,)) if "unit_id" in columns else ("", ())
        for period in {"week", "period"} & columns:
            rows = connection.execute(
                f'SELECT id FROM "{entity}" WHERE {period} = ?{of_unit}', (week, *bound)
            )
            waiting += [(entity, row_id) for (row_id,) in rows]
    found = set(waiting)
    while waiting:
        entity, row_id = waiting.pop()
        for part, holder in children_of().get(entity, ()):
            rows = connection.execute(f'SELECT id FROM "{part}" WHERE {holder} = ?', (row_id,))
            new = {(part, one) for (one,) in rows} - found
            found |= new
            waiting += new
    return found


def rivals_words(connection: sqlite3.Connection, key: FieldKey) -> str:
    """Who wrote what is not shown of a field in conflict: «另一台电脑（office-pc，王某）写的不一样»; else empty."""
    from shengsi_desktop.services.exchange.first_writers import first_writer
    from shengsi_desktop.services.exchange.machines import HERE, MachineNames

    ids = head_ids(connection, key.entity, key.entity_id).get(key.field, ())
    if len(ids) <= 1:
        return ""
    changes = [log.change(connection, one) for one in ids]
    seen = state.seen(changes, key.field)
    hidden = [one for one in state.in_order(changes, key.field) if one.id not in seen]
    names = MachineNames(connection)
    told = []
    for one in (first_writer(connection, each, key).change for each in hidden):
        machine = names.name(one.id.origin)
        if machine == HERE:
            told.append(f"本机先前（{one.person or '未署名'}）写的不一样")
        else:
            who = "，".join(part for part in (machine, one.person) if part)
            told.append(f"另一台电脑（{who}）写的不一样")
    return "；".join(dict.fromkeys(told))
