"""A machine as the tests have it: a set of changes, what it sets aside, and commands that write into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import ROW, Change, ChangeId, FieldKey
from shengsi_desktop.store.state import (
    RowState,
    heads,
    is_tombstone,
    purge_value,
    recreation_bases,
    rows,
    tombstone_value,
)
from shengsi_desktop.store.undo import UndoPlan, undo_batch, value_to_write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RowName = tuple[str, str]

#: a topic hangs on its meeting, as in the store
PARENTS = {"topic": ("meeting_id", "meeting")}


@dataclass
class Machine:
    """One store. `clock` is its wall clock, which may be wrong."""

    origin: str
    clock: str = "2023-07-28T15:00:00+08:00"
    known: dict[ChangeId, Change] = field(default_factory=dict)
    aside: frozenset[ChangeId] = frozenset()
    batches: int = 0

    @property
    def changes(self) -> list[Change]:
        return list(self.known.values())

    def rows(self) -> dict[RowName, RowState]:
        return rows(self.changes, self.aside, PARENTS)

    def row(self, name: RowName) -> RowState:
        return self.rows()[name]

    def shown(self, name: RowName, field: str) -> Any:
        return self.row(name).fields.get(field)

    def heads(self, name: RowName, field: str) -> tuple[Change, ...]:
        return heads(self.changes, self.aside).get(FieldKey(*name, field), ())

    def field_heads(self, name: RowName) -> list[Change]:
        found = heads(self.changes, self.aside)
        return [
            head for key, group in found.items() if key[:2] == name and key.field != ROW for head in group
        ]

    def command(self) -> str:
        """A new batch."""
        self.batches += 1
        return f"{self.origin}-{self.batches}"

    def write(
        self,
        name: RowName,
        field: str,
        value: Any,
        bases: Iterable[ChangeId],
        batch: str | None = None,
    ) -> Change:
        seq = 1 + max((found.seq for found in self.known if found.origin == self.origin), default=0)
        lamport = 1 + max((change.lamport for change in self.changes), default=0)
        change = Change(
            id=ChangeId(self.origin, seq),
            bases=tuple(bases),
            lamport=lamport,
            at=self.clock,
            batch=batch or self.command(),
            batch_name="填报",
            unit="县文广旅体局",
            person="",
            entity=name[0],
            entity_id=name[1],
            field=field,
            value=value,
            schema=1,
        )
        self.known[change.id] = change
        return change

    def create(
        self, name: RowName, fields: dict[str, Any], batch: str | None = None, *, keyed: bool = False
    ) -> Change:
        bases: Sequence[ChangeId] = ()
        row_heads = self.heads(name, ROW)
        if row_heads:
            bases = recreation_bases(row_heads, self.field_heads(name))
        key = {"row": name[1]} if keyed else None
        return self.write(name, ROW, {"op": "create", "key": key, "fields": fields}, bases, batch)

    def edit(self, name: RowName, field: str, value: Any, batch: str | None = None) -> Change:
        """Type over all that is shown; with a conflict that resolves it."""
        return self.write(name, field, value, [head.id for head in self.heads(name, field)], batch)

    def delete(self, name: RowName, batch: str | None = None) -> Change:
        row_heads = self.heads(name, ROW)
        value = tombstone_value(row_heads, self.field_heads(name))
        return self.write(name, ROW, value, [head.id for head in row_heads], batch)

    def undelete(self, name: RowName, batch: str | None = None) -> Change:
        stones = [head.id for head in self.heads(name, ROW) if is_tombstone(head)]
        return self.write(name, ROW, {"op": "undelete"}, stones, batch)

    def purge(self, name: RowName, field: str, targets: Iterable[ChangeId]) -> Change:
        return self.write(name, field, purge_value(targets), ())

    def take_back(self, batch: str) -> UndoPlan:
        """Undo a batch, or redo an undo."""
        plan = undo_batch(self.changes, batch, self.origin, self.aside)
        written: list[ChangeId] = []
        for inverse in plan.inverses:
            row = (inverse.key.entity, inverse.key.entity_id)
            value = value_to_write(inverse, written)
            written.append(self.write(row, inverse.key.field, value, inverse.bases, plan.batch).id)
        self.aside = (self.aside | plan.set_aside) - plan.taken_back
        return plan

    def receive(self, *others: Machine) -> None:
        for other in others:
            self.known.update(other.known)


def exchange(*machines: Machine) -> None:
    """Everyone gets everything."""
    for machine in machines:
        machine.receive(*machines)
