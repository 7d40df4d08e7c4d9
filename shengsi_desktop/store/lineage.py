"""What stands on what: which earlier change an inverse put back, and what a command took the place of. Pure.

An inverse is known by its batch id, which says what it undoes («b», then «b~1», then «b~2»). What is then to be
written is planned in `store.undo`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import ROW, Change, ChangeId, FieldKey
from shengsi_desktop.store.state import (
    PURGED,
    closes,
    heads,
    is_purge,
    is_tombstone,
    precedence,
    row_alive,
    same_value,
    seen_by,
    written_keys,
    written_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

RowName = tuple[str, str]

#: the name of a command that writes back what stood before one of another machine begins so
REVERTED = "改回原来的内容"


def undo_id(batch: str) -> str:
    """The batch id under which a batch is undone; of an undo, under which it is redone."""
    root, _, turn = batch.partition("~")
    return f"{root}~{int(turn or 0) + 1}"


def undone_id(batch: str) -> str | None:
    """The batch that this one takes back, None for a command that takes nothing back."""
    root, _, turn = batch.partition("~")
    if not turn:
        return None
    return root if turn == "1" else f"{root}~{int(turn) - 1}"


def is_undo(batch: str) -> bool:
    """Whether the batch undoes a command; else it is one itself, or a redo."""
    return turn_of(batch) % 2 == 1


def turn_of(batch: str) -> int:
    """How often the command was undone and redone by turns up to this batch: 0 is the command itself."""
    return int(batch.partition("~")[2] or 0)


class Lineage:
    """The changes at hand, with what each inverse among them gave back."""

    def __init__(
        self,
        known: dict[ChangeId, Change],
        present: dict[ChangeId, Change],
        own: frozenset[str] = frozenset(),
    ) -> None:
        self.known = known
        #: origins of one machine
        self.own = own
        self.present = present
        self.heads = heads(present.values())
        self.fields: dict[RowName, list[FieldKey]] = defaultdict(list)
        for key in self.heads:
            self.fields[key.entity, key.entity_id].append(key)
        self._purged = {
            (change.key, name) for change in known.values() if is_purge(change) for name in closes(change)
        }
        self._restored: dict[FieldKey, dict[ChangeId, Change | None]] = {}

    def field_heads(self, row: RowName) -> list[Change]:
        """The heads of all the row's fields but `_row`."""
        return [head for key in self.fields[row] if key.field != ROW for head in self.heads[key]]

    def same_machine(self, one: Change, other: Change) -> bool:
        """Whether one machine made both, as far as it is known."""
        return one.id.origin == other.id.origin or {one.id.origin, other.id.origin} <= self.own

    def alive(self, row: RowName) -> bool:
        """Whether the row lives by its own heads."""
        return row_alive(self.heads.get(FieldKey(*row, ROW), ()), self.field_heads(row))

    def value(self, change: Change, key: FieldKey) -> Any:
        """What a change wrote into a field, as far as it has not been purged since."""
        return PURGED if (key, change.id) in self._purged else written_value(change, key.field)

    def same_act(self, one: Change, other: Change, key: FieldKey) -> bool:
        """Whether two changes leave the field, or the row's life, alike."""
        if key.field == ROW:
            return is_tombstone(one) == is_tombstone(other)
        return same_value(self.value(one, key), self.value(other, key))

    def closed(self, change: Change, key: FieldKey) -> list[Change] | None:
        """What a change's batch took the place of in a field, shown last; None where one has not come."""
        found: dict[ChangeId, Change] = {}
        waiting = list(closes(change))
        visited: set[ChangeId] = set()
        missing = False
        while waiting:
            name = waiting.pop()
            base = self.known.get(name)
            if base is None:
                missing = True
                continue
            if name in visited or key not in written_keys(base):
                continue
            visited.add(name)
            if base.batch == change.batch:
                waiting.extend(closes(base))
            else:
                found[name] = base
        # what a row made again names beside its tombstones is no part of its life
        if missing and (key.field != ROW or not found):
            return None
        older = self._ancestors(found.values(), key) if len(found) > 1 else set()
        for base in found.values():
            older |= seen_by(base)
        return sorted((base for base in found.values() if base.id not in older), key=precedence)

    def _ancestors(self, changes: Iterable[Change], key: FieldKey) -> set[ChangeId]:
        found: set[ChangeId] = set()
        waiting = [name for change in changes for name in closes(change)]
        while waiting:
            name = waiting.pop()
            base = self.known.get(name)
            if name not in found and base is not None and key in written_keys(base):
                found.add(name)
                waiting.extend(closes(base))
        return found

    def stands_for(self, head: Change, key: FieldKey) -> list[Change | None]:
        """The head and all that it put back in turn; None at the end: the default, nothing written at all."""
        restored = self._restored_in(key)
        chain: list[Change | None] = [head]
        last: Change | None = head
        while last is not None and last.id in restored:
            last = restored[last.id]
            chain.append(last)
        return chain

    def _restored_in(self, key: FieldKey) -> dict[ChangeId, Change | None]:
        if key not in self._restored:
            found: dict[ChangeId, Change | None] = {}
            self._restored[key] = found
            # bases have the smaller lamport, so each link finds the earlier ones made
            for change in sorted(self.known.values(), key=precedence):
                if key in written_keys(change):
                    self._link(change, key, found)
        return self._restored[key]

    def _link(self, change: Change, key: FieldKey, found: dict[ChangeId, Change | None]) -> None:
        before = undone_id(change.batch)
        undone = (
            other
            for name in change.bases
            if name in self.known
            for other in self.stands_for(self.known[name], key)
            if other is not None and other.batch == before
        )
        first = next(undone, None)
        closed = self.closed(first, key) if first else None
        if closed is None:
            return
        if not closed:
            found[change.id] = None
        for base in closed:
            if self.same_act(base, change, key):
                found[change.id] = base
