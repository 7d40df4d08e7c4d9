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
    """One field's change as recorded. JSON in `bases` and `value`.

    A purged one says so in `value`, has no salt, and `blinded` is JSON of what the hash saw.
    """

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
    blinded: str | None = None


class Head(Row, table=True):
    """A change that no present change names in its bases, per field. Derived from the log, for speed."""

    entity: str = Field(primary_key=True)
    entity_id: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    origin: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)


class WaitingRow(Row, table=True):
    """A row that its table does not show, or not whole, because something it refers to has not come.

    Derived from the log, as heads are; `placing` says what waits.
    """

    entity: str = Field(primary_key=True)
    entity_id: str = Field(primary_key=True)


class DocumentAside(Row, table=True):
    """A document that a person here took back: it stays, and nothing reads it. `entity` is its table."""

    entity: str = Field(primary_key=True)
    id: str = Field(primary_key=True)


class BatchDocument(Row, table=True):
    """A document that one command of this store brought in, so that its undo takes it back with the rest."""

    batch: str = Field(primary_key=True)
    entity: str = Field(primary_key=True)
    id: str = Field(primary_key=True)


class BatchRange(Row, table=True):
    """The changes of another machine that one merge of this store brought in: of an origin from `first` to `last`."""

    batch: str = Field(primary_key=True)
    origin: str = Field(primary_key=True)
    first: int = Field(primary_key=True)
    last: int


class ReceivedWeek(Row, table=True):
    """The 定稿 that is shown of another unit's week. Derived from the documents, with the three tables after it."""

    unit_id: str = Field(primary_key=True)
    week: str = Field(primary_key=True)
    final_id: str
    number: int = 0


class ReceivedReport(Row, table=True):
    """What a 定稿 that was taken in says of one item, as a row of `report` has it."""

    __table_args__ = (
        Index("ix_received_report_unit_week", "unit_id", "week"),
        Index("ix_received_report_item_id", "item_id"),
    )

    id: str = Field(primary_key=True)
    item_id: str
    unit_id: str
    week: str
    progress: str = ""
    problems: str = ""
    catch_up: str = ""
    expected: str = ""
    next_plan: str = ""
    no_news: int = 0
    override_percent: str | None = None
    override_reason: str = ""
    section: str = ""
    contact: str = ""
    remark: str = ""


class ReceivedValue(Row, table=True):
    """What a 定稿 that was taken in says of one deliverable, as a row of `deliverable_value` has it."""

    __table_args__ = (
        Index("ix_received_value_unit_week", "unit_id", "week"),
        Index("ix_received_value_deliverable_id", "deliverable_id"),
    )

    id: str = Field(primary_key=True)
    deliverable_id: str
    unit_id: str
    week: str
    value: str | None = None
    stage: int | None = None
    done: int = 0
    words: str = ""


class ReceivedRequest(Row, table=True):
    """需协调事项 of a 定稿 that was taken in, as a row of `coordination_request` has it."""

    __table_args__ = (Index("ix_received_request_unit_week", "unit_id", "week"),)

    id: str = Field(primary_key=True)
    item_id: str
    unit_id: str
    week: str
    text: str = ""
    level: str = "departments"
    raised_on: str | None = None


class PackageLog(Row, table=True):
    """收发记录 of this machine: what went out and came in. `package` is the package's id, `outcome` in words."""

    id: str = Field(primary_key=True)
    at: str = Field(index=True)
    outgoing: int
    kind: str
    name: str
    package: str = ""
    counterpart: str = ""
    unit_id: str = ""
    week: str = ""
    outcome: str = ""
    batch: str = ""


class Machine(Row, table=True):
    """Another machine of this unit, as its last sync package told. `knows`: JSON, origin → the seq it holds."""

    origin: str = Field(primary_key=True)
    host: str = ""
    person: str = ""
    knows: str = "{}"
    at: str = ""
