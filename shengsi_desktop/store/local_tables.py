"""The tables of this machine alone and the log. Only shapes; the synced tables are `tables`."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from shengsi_desktop.store.columns import Row


class Draft(Row, table=True):
    """What is typed and not yet a change. JSON in `value`, `key` (null for a row that exists), `bases`."""

    entity: str = Field(primary_key=True)
    entity_id: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    key: str | None = None
    value: str
    bases: str = "[]"
    at: str


class PastedReply(Row, table=True):
    """What a 科室 sent back, as pasted; `taken` is a JSON list of the item ids whose part was dealt with."""

    id: str = Field(primary_key=True)
    unit_id: str = Field(index=True)
    week: str
    section_id: str = ""
    text: str
    at: str
    taken: str = "[]"


class LocalSetting(Row, table=True):
    """A setting of this machine (`unit_id`, `plan_id`, `theme` …)."""

    key: str = Field(primary_key=True)
    value: str


class SetAside(Row, table=True):
    """A change of another machine that was undone here."""

    origin: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)


class Batch(Row, table=True):
    """One command of this store, for the undo stack; `undoes` names the batch that it took back."""

    id: str = Field(primary_key=True)
    ordinal: int = Field(index=True)
    name: str
    at: str
    origin: str
    undoes: str | None = None


class ChangeRow(Row, table=True):
    """One field's change as recorded. JSON in `bases` and `value`; a purged record has no value and salt."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_row", "entity", "entity_id"),)

    origin: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    bases: str
    lamport: int = Field(index=True)
    at: str
    batch: str = Field(index=True)
    batch_name: str
    unit: str
    person: str
    entity: str
    entity_id: str
    field: str
    value: str | None
    salt: str | None
    schema_: int = Field(sa_column_kwargs={"name": "schema"})
    prev_hash: str
    hash: str


class Head(Row, table=True):
    """A change that no present change names in its bases, per field. Derived from the log, for speed."""

    entity: str = Field(primary_key=True)
    entity_id: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    origin: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
