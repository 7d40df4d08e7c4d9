"""Purging a value: a slip of 涉密 text leaves this machine, and every other that the purge reaches by a merge.

A purge is a change on the field; value and salt of the records that it names leave the log (`erasing`), the table,
the tables of this machine (`scrubbing`), the search index, the store's own backups and the stores that a restore
replaced. What was finalised or published since is another document: it is told, not touched, and so are other fields
with the same words. A purge is not taken back.
"""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.changes import ChangeId, FieldKey
from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal
from shengsi_desktop.store import log, scrubbing, search_index
from shengsi_desktop.store.backup import BACKUPS, backups, drop_unfinished
from shengsi_desktop.store.connection import FILE_NAME, SCHEMA, connect, plain_words, schema_of, transaction
from shengsi_desktop.store.erasing import all_purges, erase, erased, lost_words, targets_of
from shengsi_desktop.store.joining import doubles
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.placing import place
from shengsi_desktop.store.recording import Authorship, Note, record
from shengsi_desktop.store.replacing import replaced
from shengsi_desktop.store.shapes import shapes
from shengsi_desktop.store.state import is_purge, is_purged, purge_value, written_fields, written_value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from pathlib import Path

    from shengsi_desktop.domain.changes import Change
    from shengsi_desktop.store.sessions import Store

_DOCUMENTS = ("final_version", "submission", "dispatch", "publication", "fill_sheet")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge did: how many records lost their value, and where the words may still stand.

    `documents` counts 定稿, 下发 and the like that hold the words; `backups` are the copies that could not be cleaned;
    `elsewhere` are other fields with the same words. Not `finished`: the file itself is written over at the next start.
    """

    records: int
    documents: int
    backups: tuple[Path, ...]
    elsewhere: tuple[FieldKey, ...] = ()
    finished: bool = True


def purge(
    store: Store,
    key: FieldKey,
    targets: Collection[ChangeId] | None = None,
    *,
    name: str = "清除内容",
    person: str = "",
    unit: str = "",
) -> Purged:
    """Purge what these changes wrote into the field; without `targets` all that was ever written there.

    Raises Refusal where the field is no text, or nothing is there to purge.
    """
    if key.entity not in shapes() or key.field not in shapes()[key.entity].words:
        raise Refusal("这一栏不是文字内容，不能清除，台账未动。请直接改成别的内容。")
    with store.rewriting() as work:
        connection = work.connection
        found = [
            change
            for change in log.changes_of_row(connection, key.entity, key.entity_id)
            if (targets is None or change.id in targets) and _holds(change, key.field)
        ]
        if not found:
            raise Refusal("这一栏没有可清除的内容，台账未动。")
        words = {str(written_value(change, key.field) or "") for change in found}
        documents = len(documents_holding(connection, words))
        author = Authorship(work.origin, new_id(), name, unit, person)
        gone = {key: [change.id for change in found], **_in_doubles(connection, key, words)}
        notes = [Note(one, purge_value(ids), ()) for one, ids in gone.items()]
        work.changed = record(connection, author, notes)
        place(connection, [(one.entity, one.entity_id) for one in gone])
        took_out(connection, words)
        others = scrubbing.elsewhere(connection, words)
    cleaned = clean(store)
    return Purged(sum(map(len, gone.values())), documents, cleaned.left, others, cleaned.finished)


def took_out(connection: sqlite3.Connection, words: Collection[str]) -> None:
    """These words left the log: so they do the tables of this machine, and its copies are to be cleaned (`clean`)."""
    scrubbing.scrub(connection, words)
    scrubbing.note_pending(connection, words)


class Cleaned(NamedTuple):
    """The copies that could not be cleaned; whether the store's own file is free of what left it."""

    left: tuple[Path, ...]
    finished: bool


def clean(store: Store) -> Cleaned:
    """Take what any purge names out of the store's own file, its search index, backups, and stores replaced here.

    What is not finished is gone on with by `resume`.
    """
    with store.writing() as connection:
        named = [(one.key, targets_of(one)) for one in all_purges(connection)]
        words = scrubbing.pending(connection) or frozenset()
    left = _purge_copies(store.folder, named, words)
    try:
        with store.writing() as connection, plain_words():
            connection.execute("PRAGMA secure_delete = ON")
            with transaction(connection):
                scrubbing.words_are_gone(connection)
            finished = _write_over(connection)
            if finished:
                with transaction(connection):
                    scrubbing.forget_pending(connection)
    except EnvironmentProblem:
        finished = False
        _log.warning("the store's file could not be written over", exc_info=True)
    search_index.discard(store.folder)
    return Cleaned(left, finished)


def resume(store: Store) -> Cleaned | None:
    """Go on with a cleaning that the end of the program broke off; None where there is none. To be run when idle."""
    with store.writing() as connection, plain_words():
        waits = scrubbing.pending(connection) is not None
    return clean(store) if waits else None


def _write_over(connection: sqlite3.Connection) -> bool:
    """Free pages, and what rows left in others, hold what was written before: the file is made anew. False if busy."""
    connection.execute("VACUUM")
    (busy, *_pages) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def documents_holding(connection: sqlite3.Connection, words: Collection[str]) -> list[tuple[str, str]]:
    """The documents (table, id) that hold one of these texts; shorter ones than four letters are not looked for."""
    texts = [canonical(one)[1:-1] for one in words if len(one) >= scrubbing.TELLING]
    found: list[tuple[str, str]] = []
    for entity in _DOCUMENTS if texts else ():
        column = "along" if entity == "submission" else "content"
        where = " OR ".join([f"instr({column}, ?) > 0"] * len(texts))
        rows = connection.execute(f"SELECT id FROM {entity} WHERE {where}", texts)
        found += [(entity, row_id) for (row_id,) in rows]
    return found


def _in_doubles(
    connection: sqlite3.Connection, key: FieldKey, words: set[str]
) -> dict[FieldKey, list[ChangeId]]:
    """What rows that were joined with this one say of the same words in that field: a join copies what is said."""
    found: dict[FieldKey, list[ChangeId]] = {}
    for row_id in doubles(connection, key.entity, key.entity_id):
        ids = [
            change.id
            for change in log.changes_of_row(connection, key.entity, row_id)
            if _holds(change, key.field) and str(written_value(change, key.field) or "") in words - {""}
        ]
        if ids:
            found[FieldKey(key.entity, row_id, key.field)] = ids
    return found


def _holds(change: Change, field: str) -> bool:
    if is_purge(change) or field not in written_fields(change):
        return False
    return not is_purged(change, field)


def _purge_copies(
    folder: Path, named: Collection[tuple[FieldKey, Collection[ChangeId]]], words: Collection[str]
) -> tuple[Path, ...]:
    """Take these values out of the store's own backups and the stores that a restore replaced.

    Those of another schema, or damaged, are returned.
    """
    left = []
    drop_unfinished(folder / BACKUPS)
    for path in (*backups(folder / BACKUPS), *replaced(folder)):
        copy = path / FILE_NAME
        if not copy.is_file():
            continue
        try:
            with plain_words():
                if schema_of(copy) != SCHEMA:
                    left.append(path)
                    continue
                with closing(connect(copy)) as connection:
                    _purge_copy(connection, named, words)
                    # as the backup was made: one file
                    connection.execute("PRAGMA journal_mode = DELETE")
                search_index.discard(path)
        except Refusal:
            left.append(path)
    return tuple(left)


def _purge_copy(
    connection: sqlite3.Connection,
    named: Collection[tuple[FieldKey, Collection[ChangeId]]],
    words: Collection[str],
) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    before = connection.total_changes
    gone = set(words)
    with transaction(connection):
        for key, targets in named:
            held = {one.id: one for one in log.changes_named(connection, targets) if _holds(one, key.field)}
            if held:
                bare = {name: erased(one, [key.field]) for name, one in held.items()}
                gone |= lost_words(held.values(), bare)
                erase(connection, bare)
                place(connection, [(key.entity, key.entity_id)])
        scrubbing.scrub(connection, gone)
        scrubbing.forget_pending(connection)
    (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    if free or connection.total_changes > before:
        connection.execute("VACUUM")
