"""What a package brings, in words: whose changes, which fields of which item, which text of a conflict is whose."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import ROW, Change, ChangeId
from shengsi_desktop.domain.syncing import SyncItem, SyncSource
from shengsi_desktop.services.exchange import field_words, value_words
from shengsi_desktop.services.exchange.machines import HERE, MachineNames, moment
from shengsi_desktop.services.exchange.row_places import place_of
from shengsi_desktop.store import log, state
from shengsi_desktop.store.shapes import shapes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from shengsi_desktop.domain.syncing import Conflict, Rival

#: changes looked at, the newest ones; a first package of a whole plan has many thousands
MOST = 300
#: characters of a text
_SHORT = 60
#: the plan and the like, which both machines have of it
_FIRST_RUN = "首次设置"
#: said by the place already
_TOLD_BY_PLACE = frozenset({"week", "period", "day", "raised_on"})


def brought(connection: sqlite3.Connection) -> tuple[tuple[SyncItem, ...], int]:
    """What the merge at hand brought, the newest of each field; and how many changes are not told of."""
    of_merge = (
        " FROM batch_range r JOIN change c ON c.origin = r.origin AND c.seq BETWEEN r.first AND r.last"
        " WHERE r.batch = (SELECT id FROM batch ORDER BY ordinal DESC LIMIT 1) AND c.batch_name <> ?"
    )
    (many,) = connection.execute(f"SELECT count(*){of_merge}", (_FIRST_RUN,)).fetchone()
    rows = connection.execute(
        f"SELECT c.origin, c.seq{of_merge} ORDER BY c.lamport DESC LIMIT ?", (_FIRST_RUN, MOST)
    ).fetchall()
    names = MachineNames(connection)
    changes = log.changes_named(connection, {ChangeId(*row) for row in rows})
    told: dict[tuple[str, str, str], SyncItem] = {}
    for change in sorted(changes, key=state.precedence, reverse=True):
        _tell(connection, change, names, told)
    found = sorted(told.values(), key=_order)
    return tuple(found), max(int(many) - len(rows), 0)


def sources(connection: sqlite3.Connection) -> tuple[SyncSource, ...]:
    """Whose changes the merge at hand brought: its ranges are the newest."""
    names = MachineNames(connection)
    rows = connection.execute(
        "SELECT c.origin, c.person, count(*), min(c.at), max(c.at) FROM batch_range r JOIN change c"
        " ON c.origin = r.origin AND c.seq BETWEEN r.first AND r.last"
        " WHERE r.batch = (SELECT id FROM batch ORDER BY ordinal DESC LIMIT 1)"
        " GROUP BY c.origin, c.person ORDER BY 3 DESC, 1, 2"
    )
    return tuple(
        SyncSource(names.name(name), person, count, moment(first), moment(last))
        for name, person, count, first, last in rows.fetchall()
    )


def labelled(
    conflict: Conflict, ranges: Mapping[str, tuple[tuple[int, int], ...]], *, bring_back: bool
) -> Conflict:
    """With whether each version was here before or would come."""

    def comes(one: Rival) -> bool:
        if one.change is None:
            return one.machine != HERE
        of_it = ranges.get(one.change.origin, ())
        come = any(first <= one.change.seq <= last for first, last in of_it)
        return come or (bring_back and one.machine != HERE)

    return replace(conflict, rivals=tuple(replace(one, arrives=comes(one)) for one in conflict.rivals))


def _order(one: SyncItem) -> tuple[bool, list[int], str, str]:
    """By the item's number, «4-2» before «10-1»."""
    numbers = [int(part) for part in re.findall(r"\d+", one.item.partition(" ")[0])]
    return not numbers, numbers, one.item, one.week


def _tell(
    connection: sqlite3.Connection,
    change: Change,
    names: MachineNames,
    told: dict[tuple[str, str, str], SyncItem],
) -> None:
    place = place_of(connection, change.entity, change.entity_id)
    week = value_words.time_words(connection, place.week) if place.week else ""
    thing = field_words.entity_words(change.entity)
    who = " · ".join(part for part in (change.person, names.name(change.id.origin)) if part)
    row = (change.entity, change.entity_id)
    if change.field == ROW and not state.is_creation(change):
        word = "删除" if state.is_tombstone(change) else "恢复"
        told.setdefault((*row, ROW), SyncItem(place.item or place.name, week, thing, word, who))
        return
    for field in state.written_fields(change):
        if field == ROW or field in field_words.QUIET or field in _TOLD_BY_PLACE or (*row, field) in told:
            continue
        value = state.written_value(change, field)
        text = " ".join(value_words.value_words(connection, change.entity, field, value).split())
        # what a new row belongs to is told by its place
        if state.is_creation(change) and (not text or field in shapes()[change.entity].references):
            continue
        short = text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
        what = f"{thing} {field_words.field_words(change.entity, field)}"
        told[*row, field] = SyncItem(place.item or place.name, week, what, short or "（空）", who)
