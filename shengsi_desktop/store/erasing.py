"""What was purged leaves the log: value and salt, in every record that a purge names. Inside a transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.changes import ROW, Change, ChangeId, FieldKey
from shengsi_desktop.store import log
from shengsi_desktop.store.state import (
    PURGED,
    is_creation,
    is_purge,
    is_purged,
    written_fields,
    written_value,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping


def erased(change: Change, fields: Iterable[str]) -> Change:
    """The record without what it wrote into these fields, and without its salt; its hash covers what is left."""
    gone = set(fields)
    blinded = log.blinded_without(change, gone)
    if is_creation(change):
        kept = {name: PURGED if name in gone else one for name, one in change.value["fields"].items()}
        return replace(change, value={**change.value, "fields": kept}, salt="", blinded=blinded)
    return replace(change, value=PURGED, salt="", blinded=blinded)


def all_purges(connection: sqlite3.Connection) -> list[Change]:
    """Every purge in the log."""
    rows = connection.execute('SELECT origin, seq FROM change WHERE value LIKE \'{"op":"purge"%\'').fetchall()
    return [one for one in log.changes_named(connection, {ChangeId(*row) for row in rows}) if is_purge(one)]


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
        for name in targets_of(purge):
            target = found.get(name) or known.get(name)
            if target is None or is_purge(target) or purge.field not in written_fields(target):
                continue
            if target.key[:2] == purge.key[:2] and not (is_purged(target, purge.field) and not target.salt):
                found[name] = erased(target, [purge.field, *purged_fields(target)])
    return found


def lost_words(changes: Iterable[Change], gone: Mapping[ChangeId, Change]) -> set[str]:
    """What these records said where, as `gone` has them, they say it no more."""
    found = set()
    for change in changes:
        if change.id in gone:
            names = set(purged_fields(gone[change.id])) - set(purged_fields(change))
            found |= {one for name in names if isinstance(one := written_value(change, name), str) and one}
    return found


def erase(connection: sqlite3.Connection, changes: Mapping[ChangeId, Change]) -> None:
    """Write these erased records over what the log holds, and drop drafts of their purged fields."""
    if not changes:
        return
    # what the file held is overwritten, not only let go
    connection.execute("PRAGMA secure_delete = ON")
    _write_over(connection, changes.values())
    _forget_names(connection, {(change.entity, change.entity_id) for change in changes.values()})
    keys = {
        FieldKey(change.entity, change.entity_id, name)
        for change in changes.values()
        for name in purged_fields(change)
    }
    connection.executemany(
        "DELETE FROM draft WHERE (entity = ?1 OR entity = 'aside:' || ?1) AND entity_id = ?2 AND field = ?3",
        keys,
    )


def _forget_names(connection: sqlite3.Connection, rows: Iterable[tuple[str, str]]) -> None:
    """On this machine a command is called by typed words, too («交办“…”»): those that touched such a row, no more."""
    for row in rows:
        names = connection.execute(
            "SELECT name, id FROM batch WHERE name LIKE '%“%' AND id IN"
            " (SELECT batch FROM change WHERE entity = ? AND entity_id = ?)",
            row,
        ).fetchall()
        connection.executemany(
            "UPDATE batch SET name = ? WHERE id = ?", [(log.nameless(name), batch) for name, batch in names]
        )


def unfounded(connection: sqlite3.Connection, claimed: Iterable[ChangeId]) -> int:
    """How many of these records, which came as purged, still hold their words here, since no purge names them."""
    return sum(1 for mine in log.changes_named(connection, claimed) if mine.salt)


def restore(connection: sqlite3.Connection, whole: Mapping[ChangeId, Change]) -> list[Change]:
    """Give back to records what they lack here though no purge in the log names it; those that were changed."""
    found = []
    for mine in log.changes_named(connection, whole):
        purges = filter(is_purge, log.changes_of_row(connection, mine.entity, mine.entity_id))
        named = {purge.field for purge in purges if mine.id in targets_of(purge)}
        came = whole[mine.id]
        gone = named & set(written_fields(came)) | set(purged_fields(came))
        if set(purged_fields(mine)) - gone:
            found.append(erased(came, gone) if gone else came)
    _write_over(connection, found)
    return found


def _write_over(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """What can be purged of these records, over what the log holds of them."""
    connection.executemany(
        "UPDATE change SET value = ?, salt = ?, blinded = ? WHERE origin = ? AND seq = ?",
        [
            (
                canonical(one.value),
                one.salt or None,
                None if one.blinded is None else canonical(one.blinded),
                *one.id,
            )
            for one in changes
        ],
    )


def targets_of(purge: Change) -> frozenset[ChangeId]:
    """The records that a purge names."""
    return frozenset(ChangeId(*pair) for pair in purge.value["targets"])
