"""Words that were purged, wherever else this machine keeps them: its own tables, and other fields of the log.

In the tables of this machine alone (a pasted answer of a 科室, what stands in its box, drafts, names of commands, the
收发记录) they are taken out where they stand and the rest is left. In other synced fields they are only found: those
are other records, for a person to clear.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.changes import ROW, ChangeId, FieldKey
from shengsi_desktop.store import log
from shengsi_desktop.store.state import is_purge, written_fields, written_value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

    from shengsi_desktop.domain.changes import Change

#: shorter words are found everywhere
TELLING = 4
#: stands where words were taken out
GONE = "（已清除）"
#: until the copies are clean: the words to be taken out of them, as JSON
_PENDING = "cleaning"
#: (table, column, of which rows): what of this machine alone can hold typed words, or quote them
_COLUMNS = (
    ("pasted_reply", "text", "1"),
    ("draft", "key", "1"),
    ("draft", "value", "1"),
    ("local_setting", "value", "key LIKE 'solicit/%' OR key LIKE 'merging/%'"),
    ("batch", "name", "1"),
    ("package_log", "name", "1"),
    ("package_log", "outcome", "1"),
)


def scrub(connection: sqlite3.Connection, words: Collection[str]) -> None:
    """Take these words out of the tables of this machine. Inside a transaction."""
    for word in sorted({one for one in words if len(one.strip()) >= TELLING}, key=len, reverse=True):
        whole = _forms([word])
        lines = _forms(line.strip() for line in word.splitlines() if len(line.strip()) >= TELLING)
        for table, column, rows in _COLUMNS:
            _scrub_column(connection, table, column, rows, (whole, lines))


def elsewhere(connection: sqlite3.Connection, words: Collection[str]) -> tuple[FieldKey, ...]:
    """The synced fields in which a record still holds one of these texts, shown or as what was written before."""
    texts = [one for one in words if len(one) >= TELLING]
    found: set[FieldKey] = set()
    for text in texts:
        rows = connection.execute(
            "SELECT origin, seq FROM change WHERE instr(value, ?) > 0", (canonical(text)[1:-1],)
        ).fetchall()
        for change in log.changes_named(connection, {ChangeId(*row) for row in rows}):
            found.update(_holding(change, text))
    return tuple(sorted(found))


def note_pending(connection: sqlite3.Connection, words: Collection[str]) -> None:
    """The copies are still to be cleaned; in the transaction that purges, so that no end of the program forgets it."""
    known = set(pending(connection) or ()) | set(words)
    connection.execute(
        "INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)",
        (_PENDING, json.dumps(sorted(known), ensure_ascii=False)),
    )


def pending(connection: sqlite3.Connection) -> frozenset[str] | None:
    """The words that copies are to be cleaned of; None where none are."""
    found = connection.execute("SELECT value FROM local_setting WHERE key = ?", (_PENDING,)).fetchone()
    return None if found is None else frozenset(json.loads(found[0]))


def words_are_gone(connection: sqlite3.Connection) -> None:
    """The copies are clean, or what is left in them is told; the store's own file is still to be written over."""
    connection.execute("UPDATE local_setting SET value = '[]' WHERE key = ?", (_PENDING,))


def forget_pending(connection: sqlite3.Connection) -> None:
    """Nothing is left to be done."""
    connection.execute("DELETE FROM local_setting WHERE key = ?", (_PENDING,))


def _scrub_column(
    connection: sqlite3.Connection,
    table: str,
    column: str,
    rows: str,
    forms: tuple[Collection[str], Collection[str]],
) -> None:
    """Where the whole text stands it goes, elsewhere those of its lines that do."""
    whole, lines = forms
    asked = (*whole, *lines)
    condition = " OR ".join([f"instr({column}, ?) > 0"] * len(asked))
    found = connection.execute(
        f"SELECT rowid, {column} FROM {table} WHERE {rows} AND ({condition})", asked
    ).fetchall()
    for rowid, text in found:
        for form in whole if any(form in text for form in whole) else lines:
            text = text.replace(form, GONE)  # noqa: PLW2901
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (text, rowid))


def _forms(words: Iterable[str]) -> list[str]:
    """As they stand, and as JSON has them, the longest first."""
    found = {form for one in words for form in (one, canonical(one)[1:-1], json.dumps(one)[1:-1])}
    return sorted(found, key=len, reverse=True)


def _holding(change: Change, text: str) -> Iterator[FieldKey]:
    if is_purge(change):
        return
    for name in written_fields(change):
        value = None if name == ROW else written_value(change, name)
        if isinstance(value, str) and text in value:
            yield FieldKey(change.entity, change.entity_id, name)
