"""What this machine alone has set aside of others' changes: by which undo, whose words, and how they come back.

Other machines do not know of it: what is told is derived from the machine's own stack of commands.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import ROW, Change, ChangeId
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.syncing import AsideStep, AsideWords
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.exchange import field_words, value_words
from shengsi_desktop.services.exchange.machines import MachineNames, moment
from shengsi_desktop.services.exchange.row_places import place_of
from shengsi_desktop.store import brought, log, state, undo_stack
from shengsi_desktop.store.lineage import undone_id
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.store.sessions import Store

#: changes told of one undo
TOLD = 200
_GONE = "这一步已经收回了，没有改动。"


@dataclass(frozen=True, slots=True)
class Turn:
    """An undo (or redo) on this machine that set others' changes aside (or brought them back)."""

    batch: str
    name: str
    person: str
    at: datetime | None
    changes: tuple[Change, ...]

    @property
    def back(self) -> bool:
        """Whether it brought them back."""
        return int(self.batch.partition("~")[2]) % 2 == 0


def count(connection: sqlite3.Connection) -> int:
    """How many changes and documents stand aside on this machine by an undo of what others did."""
    (changes,) = connection.execute("SELECT count(*) FROM set_aside").fetchone()
    return int(changes) + sum(_documents(connection).values())


def turns(connection: sqlite3.Connection, changes: Iterable[Change]) -> list[Turn]:
    """The undos and redos here that were about these changes of others, the newest last."""
    found: dict[str, dict[ChangeId, Change]] = {}
    roots: dict[str, list[Change]] = {}
    for change in changes:
        roots.setdefault(change.batch.partition("~")[0], []).append(change)
    for root, those in roots.items():
        for batch, origin in connection.execute(
            "SELECT id, origin FROM batch WHERE id >= ? AND id < ? AND undoes IS NOT NULL",
            (f"{root}~", f"{root}\x7f"),
        ):
            found.setdefault(batch, {}).update({one.id: one for one in those if one.id.origin != origin})
    for batch, ranges in _undone_merges(connection):
        held = {
            one.id: one
            for those in roots.values()
            for one in those
            if any(one.id.origin == name and first <= one.id.seq <= last for name, first, last in ranges)
        }
        found.setdefault(batch, {}).update(held)
    rows = {
        batch: connection.execute("SELECT ordinal, name, at FROM batch WHERE id = ?", (batch,)).fetchone()
        for batch, those in found.items()
        # one that found nothing to set aside has no part in it
        if those and undo_stack.is_noted(connection, batch)
    }
    return [
        Turn(
            batch,
            rows[batch][1],
            undo_stack.who_took_back(connection, batch),
            moment(rows[batch][2]),
            tuple(found[batch].values()),
        )
        for batch in sorted(rows, key=lambda one: int(rows[one][0]))
    ]


def with_hidden(connection: sqlite3.Connection, rows: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """These rows by table, and with them those that belong to one of them and whose making stands aside here."""
    found = {entity: list(ids) for entity, ids in rows.items()}
    known = {one for ids in rows.values() for one in ids}
    made: dict[tuple[str, str], set[str]] = {}
    for entity, row_id, value in connection.execute(
        "SELECT c.entity, c.entity_id, c.value FROM set_aside s JOIN change c"
        ' ON c.origin = s.origin AND c.seq = s.seq WHERE c.field = ? AND c.value LIKE \'%"op":"create"%\'',
        (ROW,),
    ):
        told = json.loads(value)
        made[entity, row_id] = {
            one
            for part in ("key", "fields")
            for one in (told.get(part) or {}).values()
            if isinstance(one, str)
        }
    while new := [row for row, names in made.items() if row[1] not in known and not known.isdisjoint(names)]:
        for entity, row_id in new:
            found.setdefault(entity, []).append(row_id)
            known.add(row_id)
    return found


def steps(store: Store) -> tuple[AsideStep, ...]:
    """What stands aside here, by the undo that did it, the newest first."""
    with store.reading() as session:
        connection = raw_connection(session)
        aside = log.set_aside(connection)
        names = MachineNames(connection)
        documents = _documents(connection)
        found = []
        for turn in reversed(turns(connection, log.changes_named(connection, aside))):
            root = turn.batch.partition("~")[0]
            if undo_stack.newest_undo(connection, root) != turn.batch:
                continue
            found.append(_step(connection, turn, aside, documents.pop(root, 0), names))
        for root, many in documents.items():
            batch = undo_stack.newest_undo(connection, root)
            row = connection.execute("SELECT name, at FROM batch WHERE id = ?", (batch,)).fetchone()
            if batch and row:
                who = undo_stack.who_took_back(connection, batch)
                found.append(AsideStep(root, row[0], who, moment(row[1]), 0, (), many))
        return tuple(found)


def bring_back(store: Store, batch: str) -> frozenset[FieldKey]:
    """Show again what the undo of this command set aside here. Refused where nothing of it stands aside."""
    commit_drafts(store)
    if store.redo(batch) is None:
        raise Refusal(_GONE)
    return store.last_changed


def _step(
    connection: sqlite3.Connection,
    turn: Turn,
    aside: Collection[ChangeId],
    documents: int,
    names: MachineNames,
) -> AsideStep:
    changes = [one for one in turn.changes if one.id in aside]
    words = [line for one in changes[:TOLD] for line in _words(connection, one, names)]
    root = turn.batch.partition("~")[0]
    return AsideStep(root, turn.name, turn.person, turn.at, len(changes), tuple(words), documents)


def _words(connection: sqlite3.Connection, change: Change, names: MachineNames) -> list[AsideWords]:
    place = place_of(connection, change.entity, change.entity_id)
    week = value_words.time_words(connection, place.week) if place.week else ""
    thing = field_words.entity_words(change.entity)
    who = " · ".join(part for part in (names.name(change.id.origin), change.person) if part)
    if change.field == ROW and not state.is_creation(change):
        what = "删除" if state.is_tombstone(change) else "恢复"
        return [AsideWords(place.item or place.name, week, thing, what, who)]
    told = []
    for field in state.written_fields(change):
        if field == ROW or field in field_words.QUIET:
            continue
        text = value_words.value_words(connection, change.entity, field, state.written_value(change, field))
        if text:
            what = f"{thing} {field_words.field_words(change.entity, field)}"
            told.append(AsideWords(place.item or place.name, week, what, text, who))
    return told


def _undone_merges(
    connection: sqlite3.Connection,
) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """The undos and redos of merges here, each with the runs of what it was about."""
    ranges: dict[str, list[tuple[str, int, int]]] = {}
    for batch, *run in connection.execute(
        "SELECT r.batch, r.origin, r.first, r.last FROM batch_range r JOIN batch b ON b.id = r.batch"
        " WHERE b.undoes IS NOT NULL"
    ):
        ranges.setdefault(batch, []).append((run[0], run[1], run[2]))
    found = list(ranges.items())
    for (batch,) in connection.execute("SELECT id FROM batch WHERE undoes IS NOT NULL").fetchall():
        before = undone_id(batch)
        if batch not in ranges and before in ranges:
            found.append((batch, ranges[before]))
    return found


def _documents(connection: sqlite3.Connection) -> dict[str, int]:
    """By merge how many of the documents that it brought stand aside."""
    rows = connection.execute(
        "SELECT d.batch, count(*) FROM batch_document d JOIN document_aside a"
        " ON a.entity = d.entity AND a.id = d.id GROUP BY d.batch"
    ).fetchall()
    return {batch: many for batch, many in rows if brought.is_merge(connection, batch)}
