"""What of this store came from above and what a person here has set: the base of the three-way comparison.

The base is what the newest dispatch taken in brought, part by part. A field that no dispatch brought yet is the
unit's own where its words are none that the first run, a plan or a dispatch has written: the log tells.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import ROW
from shengsi_desktop.services.plan_import import NAME as PLAN_IMPORT
from shengsi_desktop.store import documents
from shengsi_desktop.store.recording import head_ids
from shengsi_desktop.store.shapes import shapes
from shengsi_desktop.store.tables import Dispatch, synced_tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from shengsi_desktop.store.columns import Synced

#: kinds of `Dispatch`
ROWS, LEADS = "rows", "leads"
#: how a command is called that takes in a dispatch; what it wrote is the county's
TAKING = "收取下发"
_OFFICIAL = ("首次设置", PLAN_IMPORT)

Row = dict[str, Any]
Name = tuple[str, str]


def dispatches(connection: sqlite3.Connection, issuer_id: str = "", kind: str = ROWS) -> list[dict[str, Any]]:
    """The dispatches taken in of an issuer (or of all), their content read, the oldest first.

    By the time that they were made, but none before one that its county's store knew of.
    """
    found = [
        {**row, "content": json.loads(row["content"])}
        for row in documents.present(connection, str(Dispatch.__tablename__))
        if row["kind"] == kind and issuer_id in ("", row["issuer_id"])
    ]
    ordered: list[dict[str, Any]] = []
    for one in sorted(found, key=lambda one: (one["at"], one["id"])):
        knows = known_to(one)
        newer = (n for n, other in enumerate(ordered) if is_newer(known_to(other), knows))
        ordered.insert(next(newer, len(ordered)), one)
    return ordered


def known_to(taken: Mapping[str, Any]) -> dict[str, int]:
    """What the county's store knew when it made a dispatch that was taken in."""
    found: dict[str, int] = taken["content"].get("knows") or {}
    return found


def is_newer(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Whether a store that knew `one` knew all of `other`, and more."""
    return one != other and bool(other) and all(one.get(name, 0) >= last for name, last in other.items())


class Brought:
    """What the unit last had from this county."""

    def __init__(
        self, connection: sqlite3.Connection, taken: Iterable[Mapping[str, Any]], parts: Iterable[str]
    ) -> None:
        self._connection = connection
        self.rows: dict[Name, Row] = {}
        newest: dict[str, Mapping[str, Any]] = {}
        for one in taken:
            newest.update({part: one["content"]["rows"].get(part, {}) for part in one["content"]["parts"]})
        #: the rows of the parts that come again
        self.again: set[Name] = set()
        wanted = set(parts)
        for part, tables in newest.items():
            for table, rows in tables.items():
                for row in rows:
                    self.rows[table, row["id"]] = row
                    if part in wanted:
                        self.again.add((table, row["id"]))

    def own(self, table: str, row_id: str, field: str, here: object) -> bool:
        """Whether what stands in the field is the unit's own word."""
        base = self.rows.get((table, row_id))
        if base is not None and field in base:
            return bool(here != base[field])
        if not head_ids(self._connection, table, row_id).get(field):
            return False
        return here not in self._official(table, row_id, field)

    def own_deletion(self, table: str, row_id: str) -> bool:
        """Whether a person here deleted the row: neither a dispatch did, nor the undo of one."""
        found = self._connection.execute(
            "SELECT batch, batch_name FROM change WHERE entity = ? AND entity_id = ? AND field = ?"
            " ORDER BY lamport DESC, origin DESC, seq DESC LIMIT 1",
            (table, row_id, ROW),
        ).fetchone()
        return found is not None and "~" not in found[0] and not found[1].startswith(TAKING)

    def _official(self, table: str, row_id: str, field: str) -> list[Any]:
        found = []
        rows = self._connection.execute(
            "SELECT field, value, batch, batch_name FROM change WHERE entity = ? AND entity_id = ?"
            " AND field IN (?, ?) AND value IS NOT NULL",
            (table, row_id, ROW, field),
        )
        for name, value, batch, batch_name in rows:
            if "~" in batch or not (batch_name in _OFFICIAL or batch_name.startswith(TAKING)):
                continue
            said = json.loads(value)
            if name == field:
                found.append(said)
            elif isinstance(said, dict) and field in said.get("fields", {}):
                found.append(said["fields"][field])
        return found


class OwnWords:
    """Whether anything of the unit's own hangs on rows that the county has deleted."""

    def __init__(self, connection: sqlite3.Connection, base: Brought, gone: Iterable[Name]) -> None:
        self._connection, self._base = connection, base
        self._gone = set(gone)
        self._references = _references()
        self._on = self._spread({name for name in self._gone if self._at(name)})

    def on(self, name: Name) -> bool:
        """Whether there is."""
        return name in self._on

    def _spread(self, held: set[Name]) -> set[Name]:
        """A row whose part is held is held, too: it would take it along."""
        waiting = list(held)
        while waiting:
            table, row_id = waiting.pop()
            parent = shapes()[table].parent
            row = shapes()[table].read(self._connection, row_id) if parent else None
            if parent and row and (above := (parent[1], str(row[parent[0]]))) not in held:
                held.add(above)
                waiting.append(above)
        return held

    def _at(self, name: Name) -> bool:
        table, row_id = name
        shape = shapes()[table]
        row = shape.read(self._connection, row_id) or {}
        for field in shape.fields:
            at_default = field in shape.defaults and row[field] == shape.defaults[field]
            if not at_default and self._base.own(table, row_id, field, row[field]):
                return True
        typed = self._connection.execute(
            "SELECT 1 FROM draft WHERE entity_id = ? OR key LIKE ?", (row_id, f"%{row_id}%")
        ).fetchone()
        return typed is not None or self._referred(name)

    def _referred(self, name: Name) -> bool:
        for table, column in self._references.get(name[0], ()):
            rows = self._connection.execute(
                f'SELECT id FROM "{table}" WHERE "{column}" = ? AND dead = 0', (name[1],)
            )
            if any(
                (table, row_id) not in self._gone and (table, row_id) not in self._base.rows
                for (row_id,) in rows
            ):
                return True
        return False


@cache
def models() -> dict[str, type[Synced]]:
    """Every synced table's model by its name, parents first."""
    return synced_tables()


@cache
def references(table: str) -> dict[str, str]:
    """By column of a table, the table that it refers to."""
    columns = models()[table].metadata.tables[table].columns
    return {
        column.name: next(iter(column.foreign_keys)).column.table.name
        for column in columns
        if column.foreign_keys
    }


@cache
def _references() -> dict[str, list[tuple[str, str]]]:
    """By table, the (table, column) that refer to it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in models():
        for column, target in references(table).items():
            found.setdefault(target, []).append((table, column))
    return found
