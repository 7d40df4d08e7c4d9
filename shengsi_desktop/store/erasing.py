"""What was purged leaves the log: value and salt, in every record that a purge names. Inside a transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import ROW, Change, ChangeId, FieldKey
from shengsi_desktop.store import log
from shengsi_desktop.store.state import PURGED, is_creation, is_purge, is_purged, written_fields

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping


def erased(change: Change, fields: Iterable[str]) -> Change:
    """The record without what it wrote into these fields, and without its salt; only the chain vouches for it."""
    gone = set(fields)
    if is_creation(change):
        kept = {name: PURGED if name in gone else one for name, one in change.value["fields"].items()}
        return replace(change, value={**change.value, "fields": kept}, salt="")
    return replace(change, value=PURGED, salt="")


def purged_fields(change: Change) -> list[str]:
    """The fields of a record whose value is gone, a purge's own left out."""
    if is_purge(change):
        return []
    return [name for name in written_fields(change) if name != ROW and is_purged(change, name)]


def by_purges(changes: Iterable[Change]) -> dict[ChangeId, Change]:
    """Of these records those that others of them purge and that still hold what is to go, without it."""
    known = {change.id: change for change in changes}
    found: dict[ChangeId, Change] = {}
    for purge in filter(is_purge, known.values()):
        for name in _targets(purge):
            target = found.get(name) or known.get(name)
            if target is None or is_purge(target) or purge.field not in written_fields(target):
                continue
            if target.key[:2] == purge.key[:2] and not (is_purged(target, purge.field) and not target.salt):
                found[name] = erased(target, [purge.field, *purged_fields(target)])
    return found


def erase(connection: sqlite3.Connection, changes: Mapping[ChangeId, Change]) -> None:
    """Write these erased records over what the log holds, and drop drafts of their purged fields."""
    if not changes:
        return
    # what the file held is overwritten, not only let go
    connection.execute("PRAGMA secure_delete = ON")
    connection.executemany(
        "UPDATE change SET value = ?, salt = NULL WHERE origin = ? AND seq = ?",
        [(log.canonical(change.value), *change.id) for change in changes.values()],
    )
    keys = {
        FieldKey(change.entity, change.entity_id, name)
        for change in changes.values()
        for name in purged_fields(change)
    }
    connection.executemany(
        "DELETE FROM draft WHERE (entity = ?1 OR entity = 'aside:' || ?1) AND entity_id = ?2 AND field = ?3",
        keys,
    )


def adopt(connection: sqlite3.Connection, change: Change) -> bool:
    """A record that was purged where it comes from is purged here, too; False where it was already."""
    mine = log.change(connection, change.id)
    gone = set(purged_fields(change)) | set(purged_fields(mine))
    if set(purged_fields(mine)) == gone and not mine.salt:
        return False
    erase(connection, {mine.id: erased(mine, gone)})
    return True


def _targets(purge: Change) -> frozenset[ChangeId]:
    return frozenset(ChangeId(*pair) for pair in purge.value["targets"])
