"""Purging a value: a slip of 涉密 text leaves this machine, and every other that the purge reaches by a merge.

A purge is a change on the field; value and salt of the records that it names leave the log (`erasing`), the table,
drafts, the search index and the store's own backups. What was finalised or published since is another document: it
is told, not touched. A purge is not taken back.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.changes import ChangeId, FieldKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.store import log, search_index
from shengsi_desktop.store.backup import BACKUPS, backups
from shengsi_desktop.store.connection import FILE_NAME, SCHEMA, connect, plain_words, schema_of, transaction
from shengsi_desktop.store.erasing import erase, erased
from shengsi_desktop.store.joining import joined_with
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.placing import place
from shengsi_desktop.store.recording import Authorship, Note, record
from shengsi_desktop.store.shapes import shapes
from shengsi_desktop.store.state import is_purge, is_purged, purge_value, written_fields, written_value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from pathlib import Path

    from shengsi_desktop.domain.changes import Change
    from shengsi_desktop.store.sessions import Store

_DOCUMENTS = ("final_version", "submission", "dispatch", "publication", "fill_sheet")
#: shorter words are found everywhere
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge did: how many records lost their value, and where the words may still stand.

    `documents` counts 定稿, 下发 and the like that hold the words; `backups` are those that could not be cleaned.
    """

    records: int
    documents: int
    backups: tuple[Path, ...]


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
    forget(store)
    left = _purge_backups(store.folder, list(gone.items()))
    return Purged(sum(map(len, gone.values())), documents, left)


def forget(store: Store) -> None:
    """After values left the log: the search index goes, and the pages of the file that held them are written over."""
    search_index.discard(store.folder)
    with store.writing() as connection, plain_words():
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def clean_backups(store: Store) -> tuple[Path, ...]:
    """Take out of the store's own backups what any purge names, also one that came from another machine."""
    with store.writing() as connection:
        rows = connection.execute('SELECT origin, seq FROM change WHERE value LIKE \'{"op":"purge"%\'')
        purges = [
            one for one in log.changes_named(connection, {ChangeId(*row) for row in rows}) if is_purge(one)
        ]
    named = [(one.key, [ChangeId(*target) for target in one.value["targets"]]) for one in purges]
    return _purge_backups(store.folder, named)


def documents_holding(connection: sqlite3.Connection, words: Collection[str]) -> list[tuple[str, str]]:
    """The documents (table, id) that hold one of these texts; shorter ones than four letters are not looked for."""
    texts = [canonical(one)[1:-1] for one in words if len(one) >= _TELLING]
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
    for row_id in joined_with(connection, key.entity, key.entity_id):
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


def _purge_backups(
    folder: Path, named: Collection[tuple[FieldKey, Collection[ChangeId]]]
) -> tuple[Path, ...]:
    """Take these values out of the store's own backups; those of another schema, or damaged, are returned."""
    left = []
    for path in backups(folder / BACKUPS):
        copy = path / FILE_NAME
        try:
            with plain_words():
                if schema_of(copy) != SCHEMA:
                    left.append(path)
                    continue
                with closing(connect(copy)) as connection:
                    for key, targets in named:
                        _purge_copy(connection, key, targets)
                    # as the backup was made: one file
                    connection.execute("PRAGMA journal_mode = DELETE")
        except Refusal:
            left.append(path)
    return tuple(left)


def _purge_copy(connection: sqlite3.Connection, key: FieldKey, targets: Collection[ChangeId]) -> None:
    with transaction(connection):
        held = [change for change in log.changes_named(connection, targets) if _holds(change, key.field)]
        if held:
            erase(connection, {change.id: erased(change, [key.field]) for change in held})
            place(connection, [(key.entity, key.entity_id)])
