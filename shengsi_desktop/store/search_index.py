"""The full text index: a file beside the store that may be thrown away at any time. Plain sqlite3, no SQLModel.

FTS5 over single characters set apart by blanks, asked for phrases, so that words of two characters, digits and
signs are found as they stand. It holds no words that could be read back but by their order; which row a document is
stands in `doc`. It follows the change log by its rowid; a purge, damage, or the log of another store empties it, and
it is built anew in slices. Not in backups. What was taken in is in no log: it follows the 定稿 that each week shows.

A document's number is made of its kind and week, newest first, so that the first hits of a query are the newest. It
is never used twice: an index without content cannot forget a word, so a row that was changed gets a new document.
"""

from __future__ import annotations

import sqlite3
import time
import unicodedata
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from shengsi_desktop.store.search_kinds import ABOVE, KINDS, Kind, Text, order_of, said_in, text_of, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

T = TypeVar("T")

FILE_NAME = "search.db"
#: of what is written into the file; another one is built anew
_FORMAT = "3"
_SCHEMA = """
CREATE TABLE mark (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE doc (number INTEGER PRIMARY KEY, entity TEXT, entity_id TEXT);
CREATE UNIQUE INDEX ix_doc_row ON doc (entity_id, entity);
CREATE TABLE todo (code INTEGER, place INTEGER, heap TEXT, PRIMARY KEY (code, place, heap));
CREATE TABLE aside (origin TEXT, seq INTEGER, PRIMARY KEY (origin, seq));
CREATE TABLE taken_in (unit_id TEXT, week TEXT, final_id TEXT, PRIMARY KEY (unit_id, week));
CREATE TABLE taken_row (unit_id TEXT, week TEXT, entity TEXT, entity_id TEXT, PRIMARY KEY (entity_id, entity));
CREATE INDEX ix_taken_row ON taken_row (unit_id, week);
CREATE VIRTUAL TABLE words USING fts5(scope, text, content='', columnsize=0,
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'");
"""
_WAIT = 0.2
#: changes looked at before the clock is asked again
_CHUNK = 500
_PLACES = 1 << 24
_IN_PLACE = 20
_OF_KIND = 44
#: stands between fields and lines, so that no phrase goes across
_BREAK = "\ue000"
_PURGE = '{"op":"purge",%'
#: so many documents of rows that were changed since are worth a new index
_MANY = 100_000


def prepared(text: str) -> str:
    """The words as they are indexed and asked for: full and half width alike, each character by itself.

    A mark without its letter is left out: the index drops it, too, and a phrase of it alone would match nothing.
    """
    letters = "".join(unicodedata.normalize("NFKC", _writable(text)).split())
    return " ".join(one for one in letters if not unicodedata.category(one).startswith("M"))


def _writable(text: str) -> str:
    """Without what cannot be written as UTF-8, or ends a text in SQLite."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")


def _document(words: Iterable[str]) -> str:
    lines = (line for word in words for line in word.splitlines())
    return f" {_BREAK} ".join(spaced for line in lines if (spaced := prepared(line)))


def asked(folder: Path, store: sqlite3.Connection, use: Callable[[SearchIndex], T]) -> T:
    """What `use` makes of the index of the store in `folder`, read through `store`; once more where it was damaged.

    Raises sqlite3.Error where no file can be written there.
    """
    try:
        return _asked_once(folder, store, use)
    except sqlite3.DatabaseError as problem:
        if not _is_damage(problem):
            raise
    discard(folder)
    return _asked_once(folder, store, use)


def _asked_once(folder: Path, store: sqlite3.Connection, use: Callable[[SearchIndex], T]) -> T:
    with closing(_connected(folder / FILE_NAME)) as connection:
        index = SearchIndex(connection, store)
        if not index.holds_purged_words():
            return use(index)
    # the characters of what was purged must not stay in the file, in whatever order
    discard(folder)
    with closing(_connected(folder / FILE_NAME)) as connection:
        return use(SearchIndex(connection, store))


def discard(folder: Path) -> None:
    """Throw the file away; the next opening builds another."""
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            (folder / f"{FILE_NAME}{ending}").unlink(missing_ok=True)


def _is_damage(problem: sqlite3.Error) -> bool:
    return _code(problem) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


def _code(problem: sqlite3.Error) -> int:
    return int(getattr(problem, "sqlite_errorcode", 0) or 0) & 0xFF


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=_WAIT)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # what is lost in a power cut is indexed again
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class SearchIndex:
    """One opening of the index. What it writes is committed before each method returns."""

    def __init__(self, connection: sqlite3.Connection, store: sqlite3.Connection) -> None:
        self._own = connection
        self._store = store

    @property
    def share(self) -> float:
        """How much of the store is in it, 0 to 1."""
        if not self._made:
            return 0.0
        total = self._number("total")
        (left,) = self._own.execute("SELECT count(*) FROM todo").fetchone()
        behind = self._behind()
        return 1.0 if not left and not behind else min(0.99, 1 - left / max(total, left, 1))

    def update(self, seconds: float) -> bool:
        """Take in what the log has since, then go on building, for about so long; True when nothing is left.

        Where another process is at it, or nothing may be written, what is there stays as it is.
        """
        end = time.monotonic() + seconds
        try:
            with self._writing():
                if not self._is_of_this_store():
                    self._begin_anew()
                done = self._catch_up(end)
                while done and not self._build_one():
                    if time.monotonic() >= end:
                        return False
                return done
        except sqlite3.OperationalError as problem:
            if _code(problem) != sqlite3.SQLITE_BUSY:
                raise
            return False

    def find(self, kind: str, words: Iterable[str], scope: str | None, most: int) -> list[str]:
        """The ids of rows of a kind that hold all these words (NFKC, no blanks), newest first; at most so many.

        `scope`: only of that unit (of items: of that plan); None: of all.
        """
        of_kind = KINDS[kind]
        asked = [f'{{text}} : "{spaced}"' for word in words if (spaced := prepared(word).replace('"', '""'))]
        if not asked or not self._made:
            return []
        query = " AND ".join((f'{{scope}} : "{_scope(of_kind, scope)}"', *asked))
        rows = self._own.execute(
            "SELECT doc.entity_id FROM words JOIN doc ON doc.number = words.rowid"
            " WHERE words MATCH ? AND doc.entity IS NOT NULL ORDER BY words.rowid LIMIT ?",
            (query, most),
        )
        return [row_id for (row_id,) in rows]

    def holds_purged_words(self) -> bool:
        """Whether the log has a purge that came after what was indexed."""
        if not self._made:
            return False
        found = self._store.execute(
            "SELECT 1 FROM change WHERE rowid > ? AND value LIKE ? LIMIT 1", (self._number("change"), _PURGE)
        )
        return found.fetchone() is not None

    # -- what it knows of the store

    @property
    def _made(self) -> bool:
        return self._own.execute("SELECT 1 FROM sqlite_master WHERE name = 'words'").fetchone() is not None

    def _mark(self, name: str) -> str:
        found = self._own.execute("SELECT value FROM mark WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def _number(self, name: str) -> int:
        return int(self._mark(name) or 0)

    def _set_mark(self, name: str, value: object) -> None:
        self._own.execute("INSERT OR REPLACE INTO mark VALUES (?, ?)", (name, str(value)))

    def _behind(self) -> bool:
        (newest,) = self._store.execute("SELECT max(rowid) FROM change").fetchone()
        if int(newest or 0) > self._number("change"):
            return True
        return self._taken_in() != set(self._own.execute("SELECT unit_id, week, final_id FROM taken_in"))

    def _is_of_this_store(self) -> bool:
        if not self._made or self._mark("format") != _FORMAT or self._number("dead") > _MANY:
            return False
        return self._hash_at(self._number("change")) == self._mark("hash")

    def _hash_at(self, number: int) -> str:
        found = self._store.execute("SELECT hash FROM change WHERE rowid = ?", (number,)).fetchone()
        return str(found[0]) if found else ""

    # -- building

    def _begin_anew(self) -> None:
        """Empty, with the list of what is to be read; the log is followed from here on."""
        # nothing of it stays in free pages
        self._own.execute("PRAGMA secure_delete = ON")
        for (name,) in self._own.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words_%'"
        ).fetchall():
            self._own.execute(f'DROP TABLE "{name}"')
        for statement in _SCHEMA.split(";\n"):
            if statement.strip():
                self._own.execute(statement)
        (newest,) = self._store.execute("SELECT coalesce(max(rowid), 0) FROM change").fetchone()
        heaps = [
            (kind.code, _PLACES - 1 - order_of(str(period)), heap)
            for kind in KINDS.values()
            for heap, period in self._store.execute(kind.heaps)
        ]
        self._own.executemany("INSERT OR IGNORE INTO todo VALUES (?, ?, ?)", heaps)
        for name, value in (("format", _FORMAT), ("change", newest), ("total", len(heaps))):
            self._set_mark(name, value)
        self._set_mark("hash", self._hash_at(newest))
        aside = self._store.execute("SELECT origin, seq FROM set_aside").fetchall()
        self._own.executemany("INSERT INTO aside VALUES (?, ?)", aside)
        for unit_id, week, final_id in self._taken_in():
            self._note_taken(unit_id, week, final_id)

    def _build_one(self) -> bool:
        """Index the next heap; True when there is none."""
        heap = self._own.execute(
            "SELECT code, place, heap FROM todo ORDER BY code, place, heap LIMIT 1"
        ).fetchone()
        if heap is None:
            return True
        kind = next(kind for kind in KINDS.values() if kind.code == heap[0])
        for text in texts(self._store, kind, kind.heap, heap[2]):
            self._add(kind, text)
        self._own.execute("DELETE FROM todo WHERE code = ? AND place = ? AND heap = ?", heap)
        return False

    def _add(self, kind: Kind, text: Text) -> None:
        words = _document(text.words)
        if not words:
            return
        first = (kind.code << _OF_KIND) + ((_PLACES - 1 - order_of(text.period)) << _IN_PLACE)
        last = first + (1 << _IN_PLACE) - 1
        (before,) = self._own.execute(
            "SELECT max(number) FROM doc WHERE number BETWEEN ? AND ?", (first, last)
        ).fetchone()
        number = first if before is None else before + 1
        row = self._own.execute("INSERT OR IGNORE INTO doc VALUES (?, ?, ?)", (number, kind.name, text.id))
        if row.rowcount:
            scope = f"{_scope(kind, None)} {_scope(kind, text.scope)}"
            self._own.execute(
                "INSERT INTO words (rowid, scope, text) VALUES (?, ?, ?)", (number, scope, words)
            )

    # -- following the log

    def _catch_up(self, end: float) -> bool:
        """Index anew what the log tells of; True when all of it was done."""
        self._follow_aside()
        self._follow_taken_in()
        number = self._number("change")
        while changes := self._store.execute(
            "SELECT rowid, hash, entity, entity_id FROM change WHERE rowid > ? ORDER BY rowid LIMIT ?",
            (number, _CHUNK),
        ).fetchall():
            self._index_rows({(entity, row_id) for _, _, entity, row_id in changes})
            number = changes[-1][0]
            self._set_mark("change", number)
            self._set_mark("hash", changes[-1][1])
            if time.monotonic() >= end:
                return not self._behind()
        return True

    def _follow_aside(self) -> None:
        """Undoing what another machine did writes no change: it is set aside, or taken back from there."""
        now = set(self._store.execute("SELECT origin, seq FROM set_aside"))
        before = set(self._own.execute("SELECT origin, seq FROM aside"))
        if now == before:
            return
        rows = {
            self._store.execute(
                "SELECT entity, entity_id FROM change WHERE origin = ? AND seq = ?", one
            ).fetchone()
            for one in now ^ before
        }
        self._index_rows({row for row in rows if row is not None})
        self._own.execute("DELETE FROM aside")
        self._own.executemany("INSERT INTO aside VALUES (?, ?)", now)

    def _taken_in(self) -> set[tuple[str, str, str]]:
        return set(self._store.execute("SELECT unit_id, week, final_id FROM received_week"))

    def _follow_taken_in(self) -> None:
        """A 定稿 that was taken in, replaced or taken back writes no change: what its week says is another now."""
        now = self._taken_in()
        before = set(self._own.execute("SELECT unit_id, week, final_id FROM taken_in"))
        final_of = {(unit_id, week): final_id for unit_id, week, final_id in now}
        for unit_id, week in {(one[0], one[1]) for one in now ^ before}:
            rows = said_in(self._store, unit_id, week)
            rows |= set(
                self._own.execute(
                    "SELECT entity, entity_id FROM taken_row WHERE unit_id = ? AND week = ?", (unit_id, week)
                )
            )
            for entity, row_id in sorted(rows):
                self._index_row(KINDS[entity], row_id)
            self._note_taken(unit_id, week, final_of.get((unit_id, week), ""))

    def _note_taken(self, unit_id: str, week: str, final_id: str) -> None:
        """Remember what of a week was indexed as taken in; without a 定稿, that nothing was."""
        for table in ("taken_in", "taken_row"):
            self._own.execute(f"DELETE FROM {table} WHERE unit_id = ? AND week = ?", (unit_id, week))
        if not final_id:
            return
        self._own.execute("INSERT INTO taken_in VALUES (?, ?, ?)", (unit_id, week, final_id))
        self._own.executemany(
            "INSERT OR REPLACE INTO taken_row VALUES (?, ?, ?, ?)",
            [(unit_id, week, *row) for row in said_in(self._store, unit_id, week)],
        )

    def _index_rows(self, rows: set[tuple[str, str]]) -> None:
        for entity, row_id in sorted(rows):
            if entity in KINDS:
                self._index_row(KINDS[entity], row_id)
        for entity, row_id in {above for row in rows for above in self._all_above(*row)} - rows:
            if entity in KINDS and self._has(entity, row_id) != self._lives(entity, row_id):
                self._index_row(KINDS[entity], row_id)

    def _index_row(self, kind: Kind, row_id: str) -> None:
        gone = self._own.execute(
            "UPDATE doc SET entity = NULL, entity_id = NULL WHERE entity_id = ? AND entity = ?",
            (row_id, kind.name),
        )
        if gone.rowcount:
            self._set_mark("dead", self._number("dead") + gone.rowcount)
        text = text_of(self._store, kind, row_id)
        if text is not None:
            self._add(kind, text)

    def _all_above(self, entity: str, row_id: str) -> Iterator[tuple[str, str]]:
        while entity in ABOVE:
            column, parent = ABOVE[entity]
            found = self._store.execute(
                f'SELECT "{column}" FROM "{entity}" WHERE id = ?', (row_id,)
            ).fetchone()
            if found is None or found[0] is None:
                return
            entity, row_id = parent, found[0]
            yield entity, row_id

    def _has(self, entity: str, row_id: str) -> bool:
        found = self._own.execute("SELECT 1 FROM doc WHERE entity_id = ? AND entity = ?", (row_id, entity))
        return found.fetchone() is not None

    def _lives(self, entity: str, row_id: str) -> bool:
        return (
            self._store.execute(f'SELECT 1 FROM "{entity}" WHERE id = ? AND dead = 0', (row_id,)).fetchone()
            is not None
        )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._own.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._own.execute("COMMIT")
        except BaseException:
            if self._own.in_transaction:
                self._own.execute("ROLLBACK")
            raise


def _scope(kind: Kind, scope: str | None) -> str:
    """The word that a kind, or a kind of one unit, is asked for by."""
    return f"k{kind.code}" if scope is None else f"k{kind.code}:{scope}"
