"""Writes rows with their log in bulk by plain SQL, as the store itself would have written them one by one.

Hashes, salts and heads are real. Only for making large stores: nothing is looked up or checked on the way in.
"""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.changes import ROW
from shengsi_desktop.store import log
from shengsi_desktop.store.connection import SCHEMA
from shengsi_desktop.store.shapes import shapes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from shengsi_desktop.store.shapes import Shape

_ROOM = 20_000
_HEAD = "INSERT INTO head (entity, entity_id, field, origin, seq) VALUES (?, ?, ?, ?, ?)"
_BATCH = "INSERT INTO batch (id, ordinal, name, at, origin, undoes) VALUES (?, ?, ?, ?, ?, NULL)"


_EMPTY = hashlib.new("sm3")


def _sm3(text: str) -> str:
    digest = _EMPTY.copy()
    digest.update(text.encode())
    return digest.hexdigest()


class Line:
    """One row on its way: what it holds, and which change is the head of each of its fields."""

    __slots__ = ("dead", "heads", "id", "shape", "values")

    def __init__(self, shape: Shape, row_id: str, values: dict[str, Any]) -> None:
        self.shape, self.id, self.values = shape, row_id, values
        self.heads: dict[str, int] = {}
        self.dead = False


class BulkLog:
    """One origin's chain of changes with the rows that it makes. `close` writes what is left."""

    def __init__(self, connection: sqlite3.Connection, origin: str, unit: str, person: str) -> None:
        self._connection = connection
        self._origin, self._unit, self._person = origin, unit, person
        self._seq = 0
        self._hash = ""
        self._chance = random.Random(origin)
        self._batch = self._name = self._at = ""
        self._batches = 0
        self._changes: list[tuple[Any, ...]] = []
        self._heads: list[tuple[Any, ...]] = []
        self._made: list[tuple[Any, ...]] = []
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._indexes = [
            (name, sql)
            for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'")
            if sql
        ]
        for name, _ in self._indexes:
            connection.execute(f'DROP INDEX "{name}"')

    @property
    def count(self) -> int:
        """How many changes were made so far."""
        return self._seq

    def new_id(self) -> str:
        """An id for a row without a key: the same ones in the same order each time."""
        text = f"{self._chance.getrandbits(128):032x}"
        return f"{text[:8]}-{text[8:12]}-7{text[13:16]}-8{text[17:20]}-{text[20:]}"

    def command(self, name: str, at: str) -> None:
        """What follows is one command of that Chinese name."""
        self._batches += 1
        self._batch, self._name, self._at = self.new_id(), name, at
        self._made.append((self._batch, self._batches, name, at, self._origin))

    def create(self, entity: str, row_id: str, key: dict[str, Any] | None = None, **fields: Any) -> Line:
        """A row, with the fields that differ from their defaults."""
        shape = shapes()[entity]
        line = Line(shape, row_id, {**shape.defaults, **(key or {}), **fields})
        value = {"op": "create", "key": key, "fields": fields}
        seq = self._change(line, ROW, value, (), blinded=None)
        line.heads = dict.fromkeys((ROW, *fields), seq)
        return line

    def edit(self, line: Line, field: str, value: Any) -> None:
        """Another value of one field, based on its head."""
        before = line.heads.get(field)
        bases = () if before is None else (before,)
        line.values[field] = value
        line.heads[field] = self._change(line, field, value, bases, blinded="")

    def delete(self, line: Line) -> None:
        """A tombstone over all that the row says."""
        seen = sorted({seq for field, seq in line.heads.items() if field != ROW})
        value = {"op": "delete", "seen": [[self._origin, seq] for seq in seen]}
        line.heads[ROW] = self._change(line, ROW, value, (line.heads[ROW],), blinded="")
        line.dead = True

    def put(self, *lines: Line) -> None:
        """The rows are as they will stay."""
        for line in lines:
            shape, values = line.shape, line.values
            row = [line.id, int(line.dead)]
            row += [int(values[n]) if n in shape.flags else values[n] for n in (*shape.key, *shape.fields)]
            self._rows.setdefault(shape.name, []).append(tuple(row))
            self._heads += [
                (shape.name, line.id, field, self._origin, seq) for field, seq in line.heads.items()
            ]
        if len(self._changes) > _ROOM:
            self._write()

    def close(self) -> None:
        """Write what is left and make the indexes again."""
        self._write()
        self._connection.executemany(_HEAD, sorted(self._heads))
        for _, sql in self._indexes:
            self._connection.execute(sql)

    def _change(
        self, line: Line, field: str, value: Any, bases: Iterable[int], *, blinded: str | None
    ) -> int:
        self._seq = seq = self._seq + 1
        salt = f"{self._chance.getrandbits(128):032x}"
        if blinded is None:
            fields = {
                name: _sm3(_sm3(f"{salt}/{name}") + canonical(each)) for name, each in value["fields"].items()
            }
            covered = canonical({**value, "fields": fields})
        else:
            covered = f'"{_sm3(salt + canonical(value))}"'
        named = "[" + ",".join(f'["{self._origin}",{base}]' for base in bases) + "]"
        entity = line.shape.name
        # the JSON of log.hash_of, its keys in order
        record = (
            f'{{"at":"{self._at}","bases":{named},"batch":"{self._batch}","batch_name":{canonical(self._name)},'
            f'"entity":"{entity}","entity_id":"{line.id}","field":"{field}","lamport":{seq},'
            f'"origin":"{self._origin}","person":{canonical(self._person)},"prev_hash":"{self._hash}",'
            f'"schema":{SCHEMA},"seq":{seq},"unit":"{self._unit}","value":{covered}}}'
        )
        before, self._hash = self._hash, _sm3(record)
        self._changes.append(
            (
                self._origin,
                seq,
                named,
                seq,
                self._at,
                self._batch,
                self._name,
                self._unit,
                self._person,
                entity,
                line.id,
                field,
                canonical(value),
                salt,
                SCHEMA,
                before,
                self._hash,
                None,
            )
        )
        return seq

    def _write(self) -> None:
        log_columns = ", ".join(log.COLUMNS)
        marks = ", ".join("?" * len(log.COLUMNS))
        self._connection.executemany(f"INSERT INTO change ({log_columns}) VALUES ({marks})", self._changes)
        self._connection.executemany(_BATCH, self._made)
        for name, rows in self._rows.items():
            shape = shapes()[name]
            columns = ", ".join(f'"{column}"' for column in ("id", "dead", *shape.key, *shape.fields))
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', rows)
        self._changes, self._made, self._rows = [], [], {}
