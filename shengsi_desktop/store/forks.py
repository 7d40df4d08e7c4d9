"""A store that was copied and went on in both places: two records under one number, which a merge refuses.

In the copy, what it wrote since is issued again under a new origin, and the number is free for the other's. Done
wherever the copy's records are, it gives the same new records: the new origin follows from the first of them, salts
stay. Own records that name these are issued again, too; those of other machines cannot be, and are counted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.changes import ROW, Change, ChangeId, FieldKey
from shengsi_desktop.domain.identity import key
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.store import brought, log, origin, search_index
from shengsi_desktop.store.placing import place
from shengsi_desktop.store.state import is_purge, is_tombstone

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from shengsi_desktop.store.sessions import Store


@dataclass(frozen=True, slots=True)
class Reissued:
    """What was issued again: how many records, under which origins (old → new), and how many records of other
    machines name them by their old numbers: there, too, `check --fork` is to be run.
    """

    records: int
    origins: Mapping[str, str]
    named_elsewhere: int


def fork_points(connection: sqlite3.Connection, theirs: Iterable[Change]) -> dict[str, int]:
    """By origin the first record that another machine has otherwise; empty where there is no fork.

    Raises Refusal where it must lie before the first record that is given.
    """
    given: dict[str, dict[int, Change]] = defaultdict(dict)
    for change in theirs:
        given[change.id.origin][change.id.seq] = change
    found = {}
    for name, records in given.items():
        mine = dict(log.hashes(connection, name, [*records, *(seq - 1 for seq in records)]))
        differing = [seq for seq, change in records.items() if mine.get(seq, change.hash) != change.hash]
        before = [
            seq - 1
            for seq, change in records.items()
            if seq - 1 not in records and mine.get(seq - 1, change.prev_hash) != change.prev_hash
        ]
        if before and (not differing or min(before) < min(differing)):
            raise Refusal(
                "两边从哪一条开始分开，这份同步包里看不出来，台账未动。请在那台电脑上做一份包含全部记录的同步包，再执行一次。"
            )
        if differing:
            found[name] = min(differing)
    return found


def reissue(store: Store, first: Mapping[str, int]) -> Reissued:
    """Issue this copy's records again, of each of these origins from that seq on, under a new origin.

    Where the store itself wrote under such an origin it goes on under the new one. Not on the undo stack.
    """
    with store.rewriting() as work:
        connection = work.connection
        changes = list(log.all_changes(connection))
        owned = {row[0] for row in connection.execute("SELECT DISTINCT origin FROM batch")} | {work.origin}
        names = _renamed(changes, first, owned)
        if not names:
            raise Refusal("没有需要另起编号的记录，台账未动。")
        old = [change for change in changes if change.id in names]
        new = _not_here(changes, _issued(old, names))
        _replace(connection, names, new)
        origins = {before.origin: after.origin for before, after in names.items()}
        if work.origin in origins:
            work.origin = origins[work.origin]
            connection.execute(
                "UPDATE local_setting SET value = ? WHERE key = ?", (work.origin, origin.SETTING)
            )
        rows = {(change.entity, change.entity_id) for change in old}
        place(connection, rows)
        work.changed = frozenset(FieldKey(*row, ROW) for row in rows)
        elsewhere = sum(
            1 for change in changes if change.id not in names and not names.keys().isdisjoint(_named(change))
        )
    for name in origins:
        # where it went on before the copy was made, it still does
        origin.disown(name, store.folder)
    search_index.discard(store.folder)
    return Reissued(len(names), origins, elsewhere)


def _renamed(
    changes: Iterable[Change], first: Mapping[str, int], owned: set[str]
) -> dict[ChangeId, ChangeId]:
    """The new id of each record that is issued again: own ones that name such a one, and all after it, too."""
    known = list(changes)
    starts = dict(first)
    while True:
        moved = {change.id for change in known if change.id.seq >= starts.get(change.id.origin, 2**63)}
        more = dict(starts)
        for change in known:
            name = change.id
            if name.origin in owned and name not in moved and not moved.isdisjoint(_named(change)):
                more[name.origin] = min(name.seq, more.get(name.origin, name.seq))
        if more == starts:
            break
        starts = more
    new_origins: dict[str, str] = {}
    names: dict[ChangeId, ChangeId] = {}
    for change in known:
        if change.id in moved:
            old, seq = change.id
            under = new_origins.setdefault(old, key("fork", old, change.hash))
            names[change.id] = ChangeId(under, seq - starts[old] + 1)
    return names


def _issued(old: Iterable[Change], names: Mapping[ChangeId, ChangeId]) -> list[Change]:
    """The records under their new ids, each origin a new chain."""
    last: dict[str, str] = {}
    found = []
    for change in old:
        name = names[change.id]
        moved = replace(
            change,
            id=name,
            bases=tuple(sorted(names.get(base, base) for base in change.bases)),
            value=_value(change, names),
            prev_hash=last.get(name.origin, ""),
        )
        sealed = replace(moved, hash=log.hash_of(moved))
        last[name.origin] = sealed.hash
        found.append(sealed)
    return found


def _not_here(known: Iterable[Change], new: Iterable[Change]) -> list[Change]:
    """Without those that came from where they were issued again before: a third machine has both, old and new."""
    here = {change.id: change.hash for change in known}
    found = []
    for change in new:
        if here.get(change.id, change.hash) != change.hash:
            raise Refusal(
                "这些记录在别的电脑上已另起编号，内容与本机的不一样，台账未动。请先收那台电脑的同步包，再执行一次。"
            )
        if change.id not in here:
            found.append(change)
    return found


def _value(change: Change, names: Mapping[ChangeId, ChangeId]) -> Any:
    part = _naming_part(change)
    if part is None:
        return change.value
    moved = (ChangeId(*pair) for pair in change.value[part])
    return {**change.value, part: [list(one) for one in sorted(names.get(name, name) for name in moved)]}


def _naming_part(change: Change) -> str | None:
    """The part of the value that names other records."""
    if is_tombstone(change):
        return "seen"
    return "targets" if is_purge(change) else None


def _named(change: Change) -> set[ChangeId]:
    part = _naming_part(change)
    pairs = change.value.get(part, ()) if part else ()
    return {*change.bases, *(ChangeId(*pair) for pair in pairs)}


def _replace(
    connection: sqlite3.Connection, names: Mapping[ChangeId, ChangeId], new: Iterable[Change]
) -> None:
    """Put the new records in the place of the old ones, in every table that names them."""
    connection.executemany("DELETE FROM change WHERE origin = ? AND seq = ?", names)
    log.append(connection, new)
    pairs = [(*after, *before) for before, after in names.items()]
    connection.executemany(
        "UPDATE OR REPLACE set_aside SET origin = ?, seq = ? WHERE origin = ? AND seq = ?", pairs
    )
    _move_commands(connection, names)
    ranges: dict[str, set[ChangeId]] = defaultdict(set)
    for batch, name, start, end in connection.execute("SELECT batch, origin, first, last FROM batch_range"):
        ranges[batch].update(ChangeId(name, seq) for seq in range(start, end + 1))
    for batch, those in ranges.items():
        if not names.keys().isdisjoint(those):
            connection.execute("DELETE FROM batch_range WHERE batch = ?", (batch,))
            brought.note(connection, batch, brought.runs(names.get(one, one) for one in those))


def _move_commands(connection: sqlite3.Connection, names: Mapping[ChangeId, ChangeId]) -> None:
    """The commands of these records go on under the new origin, and so do those after them that made none.

    A 报送, a merge or an undo of one wrote no record of its own: it stays in its place on the undo stack.
    """
    connection.execute(
        "UPDATE batch SET origin = (SELECT c.origin FROM change c WHERE c.batch = batch.id LIMIT 1)"
        " WHERE id IN (SELECT batch FROM change WHERE origin IN (SELECT value FROM json_each(?)))",
        (canonical(sorted({after.origin for after in names.values()})),),
    )
    for old, new in {before.origin: after.origin for before, after in names.items()}.items():
        connection.execute(
            "UPDATE batch SET origin = ?2 WHERE origin = ?1 AND ordinal > (SELECT coalesce(max(b.ordinal), 0)"
            " FROM batch b JOIN change c ON c.batch = b.id AND c.origin = ?1 WHERE b.origin = ?1)",
            (old, new),
        )
