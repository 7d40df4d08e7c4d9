"""Documents in the store: added once, taken back by standing aside, and what a 定稿 of another unit then shows.

Works on the plain connection inside a transaction. The rows of `received_*` are derived from the documents
alone: `refresh` makes those of some weeks anew, `refresh_all` all of them.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.store import keys, log
from shengsi_desktop.store.document_tables import DOCUMENTS
from shengsi_desktop.store.final_rank import shown
from shengsi_desktop.store.lineage import is_undo
from shengsi_desktop.store.presence import IN_FORCE, PRESENT

__all__ = ["PRESENT"]

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

#: tables whose id is the SHA-256 or SM3 of their content
SUMMED = ("final_version", "publication", "dispatch")
_DERIVED = ("received_week", "received_report", "received_value", "received_request")
_REPORT_WORDS = ("progress", "problems", "catch_up", "expected", "next_plan", "override_reason", "remark")


class DocumentName(NamedTuple):
    """A document by its table and id."""

    entity: str
    id: str


def columns() -> dict[str, tuple[str, ...]]:
    """By table of documents its columns."""
    tables = DOCUMENTS[0].metadata.tables
    names = (str(model.__tablename__) for model in DOCUMENTS)
    return {name: tuple(column.name for column in tables[name].columns) for name in names}


def is_itself(row_id: str, content: str) -> bool:
    """Whether a document that is called by the sum of its content still says what it is called by."""
    return row_id in (hashlib.sha256(content.encode()).hexdigest(), log.sm3(content))


def add(
    connection: sqlite3.Connection,
    entity: str,
    record: Mapping[str, Any],
    batch: str = "",
    *,
    lift: bool = True,
) -> frozenset[FieldKey]:
    """Put a document in: as it is where there is none of its id yet; one that stands aside is back.

    One that this unit withdrew is back, too, on every machine, whether it is here already or not, unless it is not to
    `lift` that. What another unit took back of its own (a 退回) comes back when that unit says so.

    `batch` is the command that brings it, so that its undo takes it back; without one it is there for good. Columns
    not given are their default. Nothing is changed, and nothing returned, where it is there already.
    """
    name = DocumentName(entity, str(record["id"]))
    there = connection.execute(f'SELECT 1 FROM "{entity}" WHERE id = ?', (name.id,)).fetchone()
    aside = connection.execute("SELECT 1 FROM document_aside WHERE entity = ? AND id = ?", name).fetchone()
    lifted = _lift(connection, name) if lift else 0
    if there and not aside and not lifted:
        return frozenset()
    if not there:
        known = columns()[entity]
        given = {column: record[column] for column in known if column in record}
        marks = ", ".join("?" * len(given))
        connection.execute(f'INSERT INTO "{entity}" ({", ".join(given)}) VALUES ({marks})', [*given.values()])
    connection.execute("DELETE FROM document_aside WHERE entity = ? AND id = ?", name)
    if batch:
        connection.execute("INSERT OR IGNORE INTO batch_document VALUES (?, ?, ?)", (batch, *name))
    else:
        # for good: what brought it before, and was undone, does not take it back a second time
        connection.execute("DELETE FROM batch_document WHERE entity = ? AND id = ?", name)
    return frozenset({key_of(connection, name)})


def would_come(connection: sqlite3.Connection, entity: str, row_id: str) -> bool:
    """Whether `add` of that document by a person here would bring it in, or back."""
    name = DocumentName(entity, row_id)
    if not connection.execute(f'SELECT 1 FROM "{entity}" WHERE id = ?', (row_id,)).fetchone():
        return True
    aside = connection.execute("SELECT 1 FROM document_aside WHERE entity = ? AND id = ?", name).fetchone()
    return bool(aside or _withdrawals(connection, name, ours=True))


def of_batch(connection: sqlite3.Connection, batch: str) -> tuple[DocumentName, ...]:
    """What a command (or the one that this undo or redo is about) brought in."""
    root = batch.partition("~")[0]
    rows = connection.execute("SELECT entity, id FROM batch_document WHERE batch = ?", (root,))
    return tuple(DocumentName(*row) for row in rows)


def set_aside(
    connection: sqlite3.Connection, names: Iterable[DocumentName], *, aside: bool
) -> frozenset[FieldKey]:
    """Take documents back on this machine, or bring them again."""
    found = list(names)
    if aside:
        connection.executemany("INSERT OR IGNORE INTO document_aside VALUES (?, ?)", found)
    else:
        connection.executemany("DELETE FROM document_aside WHERE entity = ? AND id = ?", found)
    changed = frozenset(key_of(connection, name) for name in found)
    refresh(connection, _weeks(connection, found))
    return changed


def built_upon(
    connection: sqlite3.Connection, names: Iterable[DocumentName], batch: str = ""
) -> frozenset[DocumentName]:
    """Those of these documents that cannot go: 定稿 that a version or a 报送 which stays was made upon.

    `batch` is the command that brought them: what was here before it did well without them, and does again.
    """
    root = batch.partition("~")[0]
    going = set(names)
    kept: set[DocumentName] = set()
    waiting = [name for name in going if name.entity == "final_version"]
    while waiting:
        held = [
            name for name in waiting if any(one not in going for one in _made_upon(connection, name.id, root))
        ]
        if not held:
            break
        kept.update(held)
        going.difference_update(held)
        waiting = [name for name in waiting if name in going]
    return frozenset(kept)


def _made_upon(connection: sqlite3.Connection, final_id: str, batch: str = "") -> Iterable[DocumentName]:
    rows = connection.execute(
        "SELECT 'final_version', t.id FROM final_version f JOIN final_version t ON t.unit_id = f.unit_id"
        f" AND t.week = f.week AND t.parent_id = f.id WHERE f.id = ? AND {PRESENT.format(table='final_version')}"
        " UNION ALL SELECT 'submission', t.id FROM final_version f JOIN submission t ON t.unit_id = f.unit_id"
        f" AND t.week = f.week AND t.final_id = f.id WHERE f.id = ? AND {PRESENT.format(table='submission')}",
        (final_id, final_id),
    ).fetchall()
    return [
        name for name in (DocumentName(*row) for row in rows) if not _came_before(connection, name, batch)
    ]


def _came_before(connection: sqlite3.Connection, name: DocumentName, batch: str) -> bool:
    """Whether an earlier command than `batch` brought it in."""
    first, its = (
        connection.execute(f"SELECT min(rowid) FROM batch_document WHERE {which}", values).fetchone()[0]
        for which, values in (("batch = ?", (batch,)), ("entity = ? AND id = ?", name))
    )
    return first is not None and its is not None and its < first


def left_over(connection: sqlite3.Connection, gone: Iterable[DocumentName]) -> tuple[DocumentName, ...]:
    """The 定稿 that stayed only because one of these was made upon them, though all that brought them was undone."""
    found: list[DocumentName] = []
    waiting = [name.id for name in gone if name.entity == "final_version"]
    while waiting:
        row = connection.execute(
            "SELECT t.id FROM final_version f JOIN final_version t ON t.id = f.parent_id"
            f" WHERE f.id = ? AND {PRESENT.format(table='final_version')}",
            (waiting.pop(),),
        ).fetchone()
        name = DocumentName("final_version", row[0]) if row else None
        if name is None or not _all_undone(connection, name):
            continue
        if set(_made_upon(connection, name.id)) <= {*found, *gone}:
            found.append(name)
            waiting.append(name.id)
    return tuple(found)


def _all_undone(connection: sqlite3.Connection, name: DocumentName) -> bool:
    """Whether commands brought it, and of each the newest turn is its undo."""
    rows = connection.execute(
        "SELECT (SELECT u.id FROM batch u WHERE u.id >= b.batch AND u.id < b.batch || char(127)"
        " ORDER BY u.ordinal DESC LIMIT 1) FROM batch_document b WHERE b.entity = ? AND b.id = ?",
        name,
    ).fetchall()
    return bool(rows) and all(turn and is_undo(turn) for (turn,) in rows)


def withdraw(
    connection: sqlite3.Connection, names: Iterable[DocumentName], *, person: str = ""
) -> frozenset[FieldKey]:
    """Take documents of this desk back for the whole unit: its other machines hear of it with the next package.

    One that its issuer withdrew is taken back all the same: it does not come again when that word is gone.
    """
    found = [name for name in names if not _withdrawals(connection, name, ours=True)]
    for name in found:
        _withdrawal(connection, name, person)
    refresh(connection, _weeks(connection, found))
    return frozenset(key_of(connection, name) for name in found)


def bring_again(
    connection: sqlite3.Connection, names: Iterable[DocumentName], *, person: str = ""
) -> frozenset[FieldKey]:
    """Lift what `withdraw` did, for the whole unit."""
    found = [name for name in names if _lift(connection, name, person)]
    refresh(connection, _weeks(connection, found))
    return frozenset(key_of(connection, name) for name in found)


def _withdrawals(connection: sqlite3.Connection, name: DocumentName, *, ours: bool = False) -> list[str]:
    """The withdrawals of a document that are in force; `ours`: those that this desk's unit made."""
    rows = connection.execute(
        "SELECT w.id, w.unit_id IN ('', coalesce((SELECT value FROM local_setting WHERE key = 'unit_id'), ''))"
        f" FROM withdrawal w WHERE w.entity = ? AND w.document_id = ? AND {IN_FORCE} ORDER BY w.id",
        name,
    )
    return [row_id for row_id, own in rows if own or not ours]


def _lift(connection: sqlite3.Connection, name: DocumentName, person: str = "") -> int:
    found = _withdrawals(connection, name, ours=True)
    for row_id in found:
        _withdrawal(connection, name, person, row_id)
    return len(found)


def _withdrawal(connection: sqlite3.Connection, name: DocumentName, person: str, lifts: str = "") -> None:
    connection.execute(
        "INSERT INTO withdrawal (id, entity, document_id, lifts, at, person, unit_id) VALUES (?, ?, ?, ?, ?, ?,"
        " coalesce((SELECT value FROM local_setting WHERE key = 'unit_id'), ''))",
        (keys.new_id(), *name, lifts, datetime.now(UTC).isoformat(timespec="seconds"), person),
    )


def key_of(connection: sqlite3.Connection, name: DocumentName) -> FieldKey:
    """What views are told of a document: its table, the unit (else its id) and the week (else nothing).

    Of a withdrawal, what they are told of the document that it names.
    """
    if name.entity == "withdrawal":
        named = connection.execute(
            "SELECT entity, document_id FROM withdrawal WHERE id = ?", (name.id,)
        ).fetchone()
        if named and named[0] != "withdrawal" and named[0] in columns():
            return key_of(connection, DocumentName(*named))
    if {"unit_id", "week"} <= set(columns()[name.entity]):
        row = connection.execute(
            f'SELECT unit_id, week FROM "{name.entity}" WHERE id = ?', (name.id,)
        ).fetchone()
        if row:
            return FieldKey(name.entity, *row)
    return FieldKey(name.entity, name.id, "")


def present(connection: sqlite3.Connection, entity: str) -> list[dict[str, Any]]:
    """Every document of a table that was not taken back, by id."""
    named = columns()[entity]
    rows = connection.execute(
        f'SELECT {", ".join(named)} FROM "{entity}" t WHERE {PRESENT.format(table=entity)} ORDER BY id'
    )
    return [dict(zip(named, row, strict=True)) for row in rows]


def refresh_all(connection: sqlite3.Connection, unit_id: str = "") -> None:
    """Derive what was taken in from the documents anew: of one unit, or of all, as after a sync or a repair."""
    only, bound = (" WHERE unit_id = ?", (unit_id,)) if unit_id else ("", ())
    for table in _DERIVED:
        connection.execute(f"DELETE FROM {table}{only}", bound)
    refresh(
        connection,
        connection.execute(
            f"SELECT DISTINCT unit_id, week FROM receipt{only} ORDER BY unit_id, week", bound
        ).fetchall(),
    )


def refresh(connection: sqlite3.Connection, weeks: Iterable[tuple[str, str]]) -> None:
    """Derive what these (unit, week) show: the newest 定稿 of each that this desk's unit has a 回执 for.

    A 定稿 also tells values that were said in weeks before and still hold: they stand in their own week, where no
    document of that week speaks, as the latest week tells them. A week that showed another 定稿 before has all of its
    unit's weeks made anew.
    """
    for unit_id, week in dict.fromkeys(weeks):
        found = shown(connection, unit_id, week)
        had = connection.execute(
            "SELECT final_id FROM received_week WHERE unit_id = ? AND week = ?", (unit_id, week)
        ).fetchone()
        if had is not None and (found is None or had[0] != found[0]):
            refresh_all(connection, unit_id)
        elif had is not None and found is not None:
            # handed in again, the same 定稿 may be counted otherwise
            connection.execute(
                "UPDATE received_week SET number = ? WHERE unit_id = ? AND week = ?",
                (found[1], unit_id, week),
            )
        elif had is None and found is not None:
            final_id, number, content = found
            connection.execute(
                "INSERT INTO received_week (unit_id, week, final_id, number) VALUES (?, ?, ?, ?)",
                (unit_id, week, final_id, number),
            )
            connection.execute("DELETE FROM received_value WHERE unit_id = ? AND week = ?", (unit_id, week))
            if _later(connection, unit_id, week):
                # what later ones tell of earlier weeks goes before what this one does
                refresh_all(connection, unit_id)
            else:
                _spread(connection, unit_id, week, json.loads(content))


def _weeks(connection: sqlite3.Connection, names: Iterable[DocumentName]) -> list[tuple[str, str]]:
    found = (key_of(connection, name) for name in names)
    return [(key.entity_id, key.field) for key in found if key.field]


def _spread(connection: sqlite3.Connection, unit_id: str, week: str, content: Mapping[str, Any]) -> None:
    """One 定稿 as rows."""
    for item in content["items"]:
        words = [item.get(name) or "" for name in _REPORT_WORDS]
        if any(words) or item.get("no_news") or item.get("override_percent"):
            connection.execute(
                f"INSERT OR REPLACE INTO received_report (id, item_id, unit_id, week, {', '.join(_REPORT_WORDS)},"
                " no_news, override_percent, section, contact)"
                f" VALUES (?, ?, ?, ?, {', '.join('?' * len(words))}, ?, ?, '', '')",
                (
                    keys.report_id(item["id"], unit_id, week),
                    item["id"],
                    unit_id,
                    week,
                    *words,
                    int(bool(item.get("no_news"))),
                    item.get("override_percent"),
                ),
            )
        _spread_values(connection, unit_id, week, item)
        for request in item.get("requests", ()):
            connection.execute(
                "INSERT INTO received_request (id, item_id, unit_id, week, text, level, raised_on)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)"
                # an id is its unit's: nobody else's document speaks under it
                " ON CONFLICT (id) DO UPDATE SET item_id = excluded.item_id, week = excluded.week,"
                " text = excluded.text, level = excluded.level, raised_on = excluded.raised_on"
                " WHERE unit_id = excluded.unit_id",
                (
                    request["id"],
                    item["id"],
                    unit_id,
                    week,
                    request["text"],
                    request["level"],
                    request["raised_on"],
                ),
            )


def _spread_values(connection: sqlite3.Connection, unit_id: str, week: str, item: Mapping[str, Any]) -> None:
    for one in item.get("deliverables", ()):
        # versions of before say no week: theirs is what was reported in this one
        said_in = one.get("week") or (week if item.get("reported") else None)
        empty = one["value"] is None and one["stage"] is None and not one["done"] and not one.get("words")
        if empty or said_in is None or said_in > week:
            continue
        if said_in != week and _speaks(connection, unit_id, said_in):
            continue
        connection.execute(
            "INSERT OR REPLACE INTO received_value (id, deliverable_id, unit_id, week, value, stage, done, words)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                keys.deliverable_value_id(one["id"], unit_id, said_in),
                one["id"],
                unit_id,
                said_in,
                one["value"],
                one["stage"],
                int(one["done"]),
                one.get("words", ""),
            ),
        )


def _later(connection: sqlite3.Connection, unit_id: str, week: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM received_week WHERE unit_id = ? AND week > ?", (unit_id, week)
    ).fetchone()
    return found is not None


def _speaks(connection: sqlite3.Connection, unit_id: str, week: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM received_week WHERE unit_id = ? AND week = ?", (unit_id, week)
    ).fetchone()
    return found is not None
