"""The change record: every field change of a synced row, as `changes.md` of the design has it.

Only the shape. What a set of changes means is `store.state`; how one is hashed and written is `store.log`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

#: the pseudo-field that stands for a row's creation, deletion and undeletion
ROW = "_row"


class ChangeId(NamedTuple):
    """`origin` names one store on one machine, `seq` counts in it from 1."""

    origin: str
    seq: int


class FieldKey(NamedTuple):
    """One field of one row of one synced table."""

    entity: str
    entity_id: str
    field: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field's change. `value` is plain JSON (decimals as strings, dates ISO).

    On `_row` the value is one of
    {"op": "create", "key": {...} or null, "fields": {field: value, ...}}, which also writes each field it names;
    {"op": "delete", "seen": [[origin, seq], ...]} (a tombstone: the row's field heads in `seen`, not in `bases`);
    {"op": "undelete"} (its `bases` name the tombstones).
    `at` is the wall clock (ISO 8601 with offset), information only. `batch` is one command, `batch_name` its
    Chinese name. `salt` blinds the value in `hash`; both value and salt leave the log when it is purged, and
    `blinded` keeps what the hash saw of it (`store.log`).
    """

    id: ChangeId
    bases: tuple[ChangeId, ...]
    lamport: int
    at: str
    batch: str
    batch_name: str
    unit: str
    person: str
    entity: str
    entity_id: str
    field: str
    value: Any
    schema: int
    salt: str = ""
    prev_hash: str = ""
    hash: str = ""
    blinded: Mapping[str, Mapping[str, str]] | None = None

    @property
    def key(self) -> FieldKey:
        """The field that it writes; creations write further fields, see `value`."""
        return FieldKey(self.entity, self.entity_id, self.field)
