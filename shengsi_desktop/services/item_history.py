"""Who changed what of an item, when and on which machine, old and new, from the log; and one step taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import ROW, Change, ChangeId, FieldKey
from shengsi_desktop.domain.syncing import HistoryLine, HistoryStep
from shengsi_desktop.services.exchange import field_words, taken_back, value_words
from shengsi_desktop.services.exchange.machines import HERE, MachineNames, moment
from shengsi_desktop.services.exchange.row_places import place_of
from shengsi_desktop.services.joined_steps import clearable, join_told
from shengsi_desktop.store import log, origin, state, undo_stack
from shengsi_desktop.store.carried import went_into
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.shapes import shapes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from shengsi_desktop.store.sessions import Store

#: steps shown at a time
STEPS = 200
#: kinds of things named in one line
_NAMED = 4
#: said before the field's name already
_TOLD_BY_PLACE = frozenset({"week", "period", "day"})
_SET_ASIDE, _TAKEN_UP = "已在本机撤开", "已在本机收回"
_CREATED, _DELETED, _BACK = "新建", "删除", "恢复"


def history(store: Store, item_id: str, limit: int = STEPS) -> tuple[HistoryStep, ...]:
    """The commands that touched an item and what belongs to it, the newest first, at most `limit` of them."""
    with store.reading() as session:
        connection = raw_connection(session)
        went = went_into(connection, "item", item_id)
        rows = taken_back.with_hidden(connection, _rows(connection, [item_id]))
        gone = _rows(connection, went) if went else {}
        of_gone = {(entity, row_id) for entity, ids in gone.items() for row_id in ids}
        for entity, ids in gone.items():
            rows[entity] = list(dict.fromkeys((*rows.get(entity, ()), *ids)))
        changes = [
            change for entity, ids in rows.items() for change in log.changes_of_rows(connection, entity, ids)
        ]
        known = {change.id: change for change in changes}
        batches: dict[str, list[Change]] = {}
        for change in sorted(changes, key=state.precedence, reverse=True):
            batches.setdefault(change.batch, []).append(change)
        names, own = MachineNames(connection), origin.own(connection)
        found = []
        for batch, those in batches.items():
            step = _step(connection, batch, those[::-1], known, names, own)
            if all((one.entity, one.entity_id) in of_gone for one in those):
                # it would bring the row back beside the one that it is part of now
                step = replace(step, joined=True, undoable=False)
            found.append(step)
            if len(found) == limit:
                break
        return _with_turns(connection, found, batches, known)


def _with_turns(
    connection: sqlite3.Connection,
    steps: list[HistoryStep],
    batches: Mapping[str, list[Change]],
    known: dict[ChangeId, Change],
) -> tuple[HistoryStep, ...]:
    """With what was set aside or brought back on this machine alone, which no change tells."""
    for turn in taken_back.turns(connection, known.values()):
        if turn.batch in batches:
            continue
        # by the clock of this machine, and after what it was about
        about = {one.batch for one in turn.changes}
        place = next(
            (
                at
                for at, one in enumerate(steps)
                if one.batch in about
                or (not one.elsewhere and one.at is not None and turn.at is not None and one.at <= turn.at)
            ),
            len(steps),
        )
        steps.insert(place, _turn_step(connection, turn, known))
    return tuple(steps)


def _turn_step(
    connection: sqlite3.Connection, turn: taken_back.Turn, known: dict[ChangeId, Change]
) -> HistoryStep:
    lines = list(_lines(connection, turn.changes, known))
    stands = undo_stack.newest_undo(connection, turn.batch) == turn.batch
    return HistoryStep(
        batch=turn.batch,
        name=f"{_TAKEN_UP if turn.back else _SET_ASIDE}：{turn.name}",
        person=turn.person,
        machine=HERE,
        at=turn.at,
        lines=tuple(lines if turn.back else (HistoryLine(one.what, one.new, one.old) for one in lines)),
        undoable=False,
        about=_about(connection, list(turn.changes)),
        set_aside=turn.batch.partition("~")[0] if stands else "",
    )


def _rows(connection: sqlite3.Connection, item_ids: list[str]) -> dict[str, list[str]]:
    """By table the ids of the items and of all that hangs on them, dead rows too."""
    found: dict[str, list[str]] = {"item": item_ids}
    waiting = ["item"]
    while waiting:
        above = waiting.pop()
        for entity, shape in shapes().items():
            if entity in found or (shape.parent is None and "item_id" not in shape.columns):
                continue
            column = shape.parent[0] if shape.parent and shape.parent[1] == above else ""
            if above == "item" and "item_id" in shape.columns:
                column = "item_id"
            if not column:
                continue
            rows = connection.execute(
                f'SELECT id FROM "{entity}" WHERE "{column}" IN (SELECT value FROM json_each(?))',
                (json.dumps(found[above]),),
            ).fetchall()
            if rows:
                found[entity] = [row[0] for row in rows]
                waiting.append(entity)
    return found


def _step(
    connection: sqlite3.Connection,
    batch: str,
    changes: list[Change],
    known: dict[ChangeId, Change],
    names: MachineNames,
    own: frozenset[str],
) -> HistoryStep:
    first = changes[0]
    came = connection.execute(
        "SELECT b.id, b.name FROM batch_range r JOIN batch b ON b.id = r.batch"
        " WHERE r.origin = ? AND ? BETWEEN r.first AND r.last AND b.undoes IS NULL ORDER BY b.ordinal LIMIT 1",
        first.id,
    ).fetchone()
    join = join_told(connection, changes)
    lines = tuple(_lines(connection, changes if join is None else join.changes, known))
    return HistoryStep(
        batch=batch,
        name=first.batch_name,
        person=first.person,
        machine=names.name(first.id.origin),
        at=moment(first.at),
        lines=lines if join is None else (*join.lines, *lines),
        undoable=_undoable(connection, batch, first),
        brought=came[1] if came else "",
        brought_batch=came[0] if came and undo_stack.newest_turn(connection, came[0]) else "",
        about=_about(connection, changes) if join is None else join.about,
        elsewhere=first.id.origin not in own,
    )


def _about(connection: sqlite3.Connection, changes: list[Change]) -> str:
    """«第30周 本周进展、细项进度»: the weeks it is of and what it touched, what its name says already left out."""
    times: dict[str, None] = {}
    things: dict[str, None] = {}
    for change in changes:
        place = place_of(connection, change.entity, change.entity_id)
        if place.week:
            times[value_words.time_words(connection, place.week)] = None
        if change.entity != "report":
            things[field_words.entity_words(change.entity)] = None
            continue
        told = (one for one in state.written_fields(change) if one != ROW and one not in field_words.QUIET)
        things |= dict.fromkeys(
            field_words.field_words("report", field) for field in told if _words(connection, change, field)
        )
    named = [one for one in things if one not in changes[0].batch_name]
    return " ".join(part for part in (_few(list(times)), _few(named)) if part)


def _few(names: list[str]) -> str:
    return "、".join(names[:_NAMED]) + (f"等{len(names)}项" if len(names) > _NAMED else "")


def _undoable(connection: sqlite3.Connection, batch: str, first: Change) -> bool:
    """Whether it stands and is a command that may be taken back: the first run and an undo are none."""
    turn = batch.partition("~")[2]
    # what came before the form of a batch was judged may bear any name
    if turn and not (turn.isascii() and turn.isdigit() and int(turn) % 2 == 0):
        return False
    aside = connection.execute("SELECT 1 FROM set_aside WHERE origin = ? AND seq = ?", first.id).fetchone()
    setting_up = first.batch_name == "首次设置"
    return not setting_up and aside is None and undo_stack.newest_turn(connection, batch) == batch


def _lines(
    connection: sqlite3.Connection, changes: Iterable[Change], known: dict[ChangeId, Change]
) -> Iterator[HistoryLine]:
    for change in changes:
        place = place_of(connection, change.entity, change.entity_id)
        thing = field_words.entity_words(change.entity)
        if place.week:
            thing = f"{thing} {value_words.time_words(connection, place.week)}"
        if change.field == ROW and not state.is_creation(change):
            if state.is_tombstone(change):
                yield HistoryLine(f"{thing} {_DELETED}", place.name, "")
            elif _brings_back(change, known):
                yield HistoryLine(f"{thing} {_BACK}", "", place.name)
            continue
        told = False
        for field in state.written_fields(change):
            if field == ROW or field in field_words.QUIET or field in _TOLD_BY_PLACE:
                continue
            new = _words(connection, change, field)
            old = _before(connection, change, field, known)
            if new != old:
                told = True
                what = f"{thing} {field_words.field_words(change.entity, field)}"
                key = FieldKey(change.entity, change.entity_id, field) if clearable(change, field) else None
                yield HistoryLine(what, old, new, key, change.id if key else None)
        if state.is_creation(change) and not told:
            yield HistoryLine(f"{thing} {_CREATED}", "", place.name)


def _brings_back(change: Change, known: dict[ChangeId, Change]) -> bool:
    """Whether a row was deleted before: what only says that it stays brings nothing back."""
    return any(one not in known or state.is_tombstone(known[one]) for one in change.bases)


def _before(connection: sqlite3.Connection, change: Change, field: str, known: dict[ChangeId, Change]) -> str:
    """What the field said for the person who wrote: the newest of what the change takes the place of."""
    bases = [known[one] for one in change.bases if one in known]
    writers = [one for one in bases if field in state.written_fields(one)]
    return _words(connection, state.pick(writers, field), field) if writers else ""


def _words(connection: sqlite3.Connection, change: Change, field: str) -> str:
    return value_words.value_words(connection, change.entity, field, state.written_value(change, field))
