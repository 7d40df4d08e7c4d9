"""What one merge brought, as ranges of seq by origin, and how it is taken back as one: set aside on this machine.

The ranges of a merge stand in `batch_range` under its batch id; those under the id of an undo («b~1») are what that
undo set aside, so that its redo brings back just that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import Change, ChangeId, FieldKey
from shengsi_desktop.store import log
from shengsi_desktop.store.lineage import is_undo, undo_id
from shengsi_desktop.store.undo import UndoPlan, untouched

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

RowName = tuple[str, str]
#: rows whose changes are in memory at a time
_CHUNK = 1000


#: the run of a merge that brought documents alone
NO_RECORDS = ("", 0, -1)


def runs(names: Iterable[ChangeId]) -> list[tuple[str, int, int]]:
    """These ids as (origin, first, last)."""
    found: list[tuple[str, int, int]] = []
    for origin, seq in sorted(set(names)):
        if found and found[-1][0] == origin and found[-1][2] == seq - 1:
            found[-1] = (origin, found[-1][1], seq)
        else:
            found.append((origin, seq, seq))
    return found


def note(connection: sqlite3.Connection, batch: str, found: Iterable[tuple[str, int, int]]) -> None:
    """Keep the `runs` of what a batch brought, or of what an undo set aside."""
    connection.executemany(
        "INSERT INTO batch_range (batch, origin, first, last) VALUES (?, ?, ?, ?)",
        [(batch, *run) for run in found],
    )


def is_merge(connection: sqlite3.Connection, batch: str) -> bool:
    """Whether the command that this batch is, undoes or redoes, was a merge: its undo sets aside here alone."""
    root = batch.partition("~")[0]
    found = connection.execute("SELECT 1 FROM batch_range WHERE batch = ? LIMIT 1", (root,)).fetchone()
    return found is not None


def rows_of(connection: sqlite3.Connection, batch: str) -> list[RowName]:
    """The rows that a merge brought records of."""
    return connection.execute(
        "SELECT DISTINCT c.entity, c.entity_id FROM batch_range r JOIN change c"
        " ON c.origin = r.origin AND c.seq BETWEEN r.first AND r.last WHERE r.batch = ?"
        " ORDER BY c.entity, c.entity_id",
        (batch.partition("~")[0],),
    ).fetchall()


def plan(
    connection: sqlite3.Connection,
    batch: str,
    aside: Collection[ChangeId],
    keeping: Collection[RowName] = frozenset(),
) -> UndoPlan:
    """How a merge is taken back or, where `batch` is an undo of it, brought again. The rows in `keeping` stay."""
    turn = undo_id(batch)
    if is_undo(batch):
        back = frozenset(_named(connection, batch)) & frozenset(aside)
        if keeping:
            found = log.changes_named(connection, back)
            back -= {change.id for change in found if (change.entity, change.entity_id) in keeping}
        return UndoPlan((), (), frozenset(), back, turn)
    names = set(_named(connection, batch.partition("~")[0]))
    rows = [row for row in rows_of(connection, batch) if row not in keeping]
    taken: set[ChangeId] = set()
    left: list[FieldKey] = []
    for of_row in _by_row(connection, rows):
        gone, kept = untouched(of_row, names, aside)
        taken |= gone
        left += kept
    return UndoPlan((), tuple(left), frozenset(taken), frozenset(), turn)


def _named(connection: sqlite3.Connection, batch: str) -> Iterator[ChangeId]:
    rows = connection.execute("SELECT origin, first, last FROM batch_range WHERE batch = ?", (batch,))
    for origin, first, last in rows.fetchall():
        yield from (ChangeId(origin, seq) for seq in range(first, last + 1))


def _by_row(connection: sqlite3.Connection, rows: list[RowName]) -> Iterator[list[Change]]:
    """The changes of each of these rows; those of one table are read together."""
    tables: dict[str, list[str]] = {}
    for entity, row_id in rows:
        tables.setdefault(entity, []).append(row_id)
    for entity, ids in tables.items():
        for start in range(0, len(ids), _CHUNK):
            found: dict[str, list[Change]] = {}
            for change in log.changes_of_rows(connection, entity, ids[start : start + _CHUNK]):
                found.setdefault(change.entity_id, []).append(change)
            yield from found.values()
