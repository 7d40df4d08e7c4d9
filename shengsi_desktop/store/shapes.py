"""What each synced table looks like to the log: columns, key, defaults and parent, taken from the models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer

from shengsi_desktop.store.columns import Flag, Synced
from shengsi_desktop.store.state import PURGED
from shengsi_desktop.store.tables import synced_tables

if TYPE_CHECKING:
    import sqlite3


#: what a field shows whose words were purged
GONE = "已清除"
#: texts that the program reads and nobody types freely: days, times, names of kinds, sums of files
_NOT_WORDS = frozenset(
    {
        "area",
        "board",
        "category",
        "closed_on",
        "day",
        "done_on",
        "due",
        "entrant",
        "final_id",
        "finish_on",
        "first_day",
        "for_meeting_at",
        "given_on",
        "held_at",
        "initials",
        "island_id",
        "kind",
        "last_contact",
        "last_day",
        "level",
        "mark",
        "marker",
        "measure",
        "milestones",
        "nature",
        "period",
        "sha256",
        "signed_on",
        "since",
        "source_sha256",
        "source_text",
        "stage",
        "start_on",
        "state",
        "status",
        "stem",
        "trend",
        "week",
    }
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One synced table. `fields` are its columns without `id`, `dead` and the key.

    A field that has to be given (a required reference) is not in `defaults`. `references` are the columns that name
    a row of another table, with that table; `needed` those without whose row this one is not shown. `words` are the
    fields of free text: what can be purged.
    """

    name: str
    key: tuple[str, ...]
    fields: tuple[str, ...]
    flags: frozenset[str]
    numbers: frozenset[str]
    nullable: frozenset[str]
    defaults: dict[str, Any]
    parent: tuple[str, str] | None
    references: dict[str, str]
    needed: frozenset[str]
    words: frozenset[str]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column, `id` and `dead` first."""
        return ("id", "dead", *self.key, *self.fields)

    def read(self, connection: sqlite3.Connection, row_id: str) -> dict[str, Any] | None:
        """The row's columns as plain JSON values, `dead` too; None when it is not there."""
        names = ("dead", *self.key, *self.fields)
        row = connection.execute(
            f'SELECT {_listed(names)} FROM "{self.name}" WHERE id = ?', (row_id,)
        ).fetchone()
        if row is None:
            return None
        return {name: self.from_column(name, value) for name, value in zip(names, row, strict=True)}

    def write(self, connection: sqlite3.Connection, row_id: str, values: dict[str, Any]) -> None:
        """Set columns of a row that is there."""
        assigned = ", ".join(f'"{name}" = ?' for name in values)
        bound = [self.to_column(name, value) for name, value in values.items()]
        connection.execute(f'UPDATE "{self.name}" SET {assigned} WHERE id = ?', (*bound, row_id))

    def insert(self, connection: sqlite3.Connection, row_id: str, values: dict[str, Any]) -> None:
        """Make a row; fields not given have their default."""
        whole = {**self.defaults, **values}
        names = ("id", *whole)
        bound = [row_id, *(self.to_column(name, value) for name, value in whole.items())]
        connection.execute(
            f'INSERT INTO "{self.name}" ({_listed(names)}) VALUES ({", ".join("?" * len(names))})', bound
        )

    def from_column(self, name: str, value: Any) -> Any:
        """A column's value as JSON has it."""
        return bool(value) if name in self.flags and value is not None else value

    def to_column(self, name: str, value: Any) -> Any:
        """A value of the log as the column holds it; nothing at all is the default, a purged one says so."""
        if value == PURGED:
            value = GONE if name in self.words else None
        if value is None and name not in self.nullable:
            value = self.defaults.get(name, "")
        return int(value) if name in self.flags else value


@cache
def referrers() -> dict[str, tuple[tuple[str, str], ...]]:
    """By entity, the (entity, field) of what may refer to its rows."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, shape in shapes().items():
        for field, target in shape.references.items():
            found.setdefault(target, []).append((name, field))
    return {name: tuple(those) for name, those in found.items()}


@cache
def shapes() -> dict[str, Shape]:
    """Every synced table's shape, parents before children."""
    return {name: _shape(name, model) for name, model in synced_tables().items()}


@cache
def parent_of() -> dict[str, tuple[str, str]]:
    """By entity, the field that holds the parent's id, and the parent's entity."""
    return {name: shape.parent for name, shape in shapes().items() if shape.parent}


@cache
def children_of() -> dict[str, tuple[tuple[str, str], ...]]:
    """By entity, the (entity, field) of its parts."""
    found: dict[str, list[tuple[str, str]]] = {}
    for child, (field, parent) in parent_of().items():
        found.setdefault(parent, []).append((child, field))
    return {name: tuple(parts) for name, parts in found.items()}


def _shape(name: str, model: type[Synced]) -> Shape:
    columns = model.metadata.tables[name].columns
    fields = tuple(column.name for column in columns if column.name not in {"id", "dead", *model.KEY})
    defaults = {
        field: model.model_fields[field].default
        for field in fields
        if not model.model_fields[field].is_required()
    }
    references = {column.name: key.column.table.name for column in columns for key in column.foreign_keys}
    nullable = frozenset(column.name for column in columns if column.nullable)
    parent = {model.PARENT[0]} if model.PARENT else set()
    return Shape(
        name=name,
        key=model.KEY,
        fields=fields,
        flags=frozenset(column.name for column in columns if isinstance(column.type, Flag)),
        numbers=frozenset(column.name for column in columns if isinstance(column.type, Integer)),
        nullable=nullable,
        defaults=defaults,
        parent=model.PARENT,
        references=references,
        needed=frozenset(name for name in references if name not in nullable or name in parent),
        words=frozenset(name for name, default in defaults.items() if default == "") - _NOT_WORDS,
    )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
