"""What taking in one row would write: edits that a person sees and accepts by their label, and how they are written.

An edit only says which fields of which rows; what it means for a list is decided in the modules that make them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shengsi_desktop.store.shapes import shapes
from shengsi_desktop.store.tables import synced_tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shengsi_desktop.store.columns import Synced
    from shengsi_desktop.store.commands import Command

#: SQLite's older limit of bound values is 999
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Put:
    """These fields of that row, as the table holds them; the row is made, or made again, where it is not there.

    `key` are the key fields of a keyed row. A row that is made needs all that is required among `fields`.
    """

    table: str
    row_id: str
    fields: Mapping[str, Any]
    key: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drop:
    """That row is deleted, with its parts."""

    table: str
    row_id: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One change that a person sees: its label, its words before and after (empty: none), and what it writes.

    Without a label it is no news for anybody (an order that moves) and goes with the row.
    """

    label: str
    before: str
    after: str
    puts: tuple[Put, ...] = ()
    drops: tuple[Drop, ...] = ()


def rows_of(
    connection: sqlite3.Connection, table: str, where: str = "", values: Sequence[Any] = ()
) -> Iterator[dict[str, Any]]:
    """Yield the living rows of a table as plain values, `id` with them; `where` speaks of the table as «t»."""
    shape = shapes()[table]
    names = ("id", *shape.key, *shape.fields)
    listed = ", ".join(f't."{name}"' for name in names)
    for row in connection.execute(f'SELECT {listed} FROM "{table}" t WHERE t.dead = 0 {where}', values):
        yield {name: shape.from_column(name, value) for name, value in zip(names, row, strict=True)}


def typed_words(connection: sqlite3.Connection, entity: str) -> dict[str, dict[str, str]]:
    """Return by row what is typed and not yet a change: every view reads it as if it stood in its row."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row_id, name, value in connection.execute(
        "SELECT entity_id, field, value FROM draft WHERE entity = ?", (entity,)
    ):
        words = json.loads(value)
        if isinstance(words, str):
            found[row_id][name] = words
    return found


def write(command: Command, edits: Iterable[Edit]) -> None:
    """Write the edits inside a command that is under way. Several puts of one row are one."""
    wanted: dict[tuple[str, str], dict[str, Any]] = {}
    keys: dict[tuple[str, str], Mapping[str, str]] = {}
    drops: dict[tuple[str, str], None] = {}
    for edit in edits:
        for put in edit.puts:
            name = (put.table, put.row_id)
            wanted.setdefault(name, {}).update(put.fields)
            keys[name] = put.key or keys.get(name, {})
        for drop in edit.drops:
            drops[drop.table, drop.row_id] = None
    there = _there(command.raw, (*wanted, *drops))
    models = synced_tables()
    for name in drops:
        if name not in wanted and there.get(name) is False:
            command.session.delete(_found(command, models[name[0]], name[1]))
    for name, fields in wanted.items():
        _write(command, models[name[0]], name, fields, keys[name], there.get(name))


def _there(connection: sqlite3.Connection, names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bool]:
    """Return which of the rows are in their tables, and whether they are dead."""
    by_table: dict[str, list[str]] = defaultdict(list)
    for table, row_id in names:
        by_table[table].append(row_id)
    found: dict[tuple[str, str], bool] = {}
    for table, ids in by_table.items():
        for at in range(0, len(ids), _CHUNK):
            some = ids[at : at + _CHUNK]
            marks = ", ".join("?" * len(some))
            for row_id, dead in connection.execute(
                f'SELECT id, dead FROM "{table}" WHERE id IN ({marks})', some
            ):
                found[table, row_id] = bool(dead)
    return found


def _found(command: Command, model: type[Synced], row_id: str) -> Synced:
    with command.session.no_autoflush:
        return command.session.get_one(model, row_id)


def _write(
    command: Command,
    model: type[Synced],
    name: tuple[str, str],
    fields: Mapping[str, Any],
    key: Mapping[str, str],
    dead: bool | None,
) -> None:
    """Write one row; `dead` None: it is not there yet."""
    table, row_id = name
    if dead is None:
        given: dict[str, Any] = {**key, **fields}
        command.session.add(model(id=row_id, **given))
        return
    row = command.keyed(model, **key) if dead and key else _found(command, model, row_id)
    if dead and not key:
        row.dead = False
        for field_name, default in shapes()[table].defaults.items():
            setattr(row, field_name, default)
    for field_name, value in fields.items():
        if getattr(row, field_name) != value:
            setattr(row, field_name, value)
