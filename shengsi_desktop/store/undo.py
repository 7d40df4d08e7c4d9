"""What takes a command back, and what brings it again: inverses to be written, and what is set aside. Pure.

It only plans: ids, lamport and hash of the inverses are given where the log is written. Undoing is
one more command, so the log only grows. Its batch id says what it undoes («b», then «b~1», then
«b~2»): so an inverse is known for one on any machine and after a restart, and a field that was put
back counts as untouched for older commands.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import ROW, Change, ChangeId, FieldKey
from shengsi_desktop.store.lineage import Lineage, undo_id, undone_id
from shengsi_desktop.store.state import (
    closes,
    is_creation,
    is_purge,
    is_tombstone,
    precedence,
    reviving,
    seen_by,
    speaks,
    tombstone_value,
    written_keys,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

RowName = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Inverse:
    """What a new change needs to take another back; to be written in the order of the plan.

    `sees`: a tombstone sees these inverses of the plan, too, by their place in it (see `value_to_write`).
    """

    key: FieldKey
    value: Any
    bases: tuple[ChangeId, ...]
    sees: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """How a batch is taken back on this machine.

    `inverses` are written under the batch id `batch`. `left` are the fields that went on since and stay so.
    `set_aside` joins what this machine sets aside, `taken_back` leaves it.
    """

    inverses: tuple[Inverse, ...]
    left: tuple[FieldKey, ...]
    set_aside: frozenset[ChangeId]
    taken_back: frozenset[ChangeId] = frozenset()
    batch: str = ""

    @property
    def empty(self) -> bool:
        """True when there is nothing to take back."""
        return not (self.inverses or self.set_aside or self.taken_back)


def value_to_write(inverse: Inverse, written: Sequence[ChangeId]) -> Any:
    """An inverse's value, given the ids of those written before it, in the order of the plan."""
    if not inverse.sees:
        return inverse.value
    seen = {ChangeId(*pair) for pair in inverse.value["seen"]} | {written[place] for place in inverse.sees}
    return {"op": "delete", "seen": [list(name) for name in sorted(seen)]}


def undo_batch(
    changes: Iterable[Change],
    batch: str,
    own_origin: str,
    set_aside: Collection[ChangeId] = frozenset(),
    former: Collection[str] = frozenset(),
) -> UndoPlan:
    """Plan the undoing of a batch. `changes`: at least all those of the rows that the batch touches.

    Where this store (`own_origin`, or before a restore one of `former`) made the batch, inverses; what another made
    is set aside, here alone. Only what nobody has gone on from is touched, the rest stands in `left`.
    """
    own = frozenset({own_origin, *former})
    known = {change.id: change for change in changes}
    batches = {change.batch for change in known.values()}
    acting = _acting(batches, batch)
    before = undone_id(batch)
    brought_back = _acting(batches, before) if before else None
    taken_back = frozenset(name for name in set_aside if name in known and known[name].batch == brought_back)
    log = Lineage(known, {name: change for name, change in known.items() if name not in set_aside}, own)
    batch_here = [change for change in log.present.values() if change.batch == acting]
    inverses, left = _own(log, [change for change in batch_here if change.id.origin in own])
    foreign = [change for change in batch_here if change.id.origin not in own]
    # bringing back what was set aside here comes before setting aside the same undo made elsewhere
    aside = set() if taken_back else _untouched(log, foreign)
    left |= {key for change in foreign if change.id not in aside for key in written_keys(change)}
    return UndoPlan(tuple(inverses), tuple(sorted(left)), frozenset(aside), taken_back, undo_id(batch))


def redo_batch(
    changes: Iterable[Change],
    batch: str,
    own_origin: str,
    set_aside: Collection[ChangeId] = frozenset(),
) -> UndoPlan:
    """Plan the redoing of what the undo `batch` (the `UndoPlan.batch` of that undo) took back."""
    return undo_batch(changes, batch, own_origin, set_aside)


def untouched(
    changes: Iterable[Change], brought: Collection[ChangeId], set_aside: Collection[ChangeId]
) -> tuple[set[ChangeId], list[FieldKey]]:
    """Which of the changes that a merge brought may be set aside, and the fields of those that stay.

    `changes`: all those of one row. A purge stays, as does what something present builds on.
    """
    known = {change.id: change for change in changes}
    present = {name: change for name, change in known.items() if name not in set_aside}
    foreign = [change for name, change in present.items() if name in brought]
    if len(foreign) == len(present) and not any(map(is_purge, foreign)):
        return {change.id for change in foreign}, []
    gone = _untouched(Lineage(known, present), foreign)
    return gone, [key for change in foreign if change.id not in gone for key in written_keys(change)]


def _acting(batches: Collection[str], batch: str) -> str:
    """The batch that is meant where an undo or redo only set aside or brought back, and so wrote nothing."""
    while batch not in batches and undone_id(batch) not in batches:
        earlier = undone_id(undone_id(batch) or "")
        if earlier is None:
            break
        batch = earlier
    return batch


def _own(log: Lineage, batch: Sequence[Change]) -> tuple[list[Inverse], set[FieldKey]]:
    inverses: list[Inverse] = []
    left: set[FieldKey] = set()
    by_row: dict[RowName, list[Change]] = defaultdict(list)
    for change in sorted(batch, key=precedence):
        by_row[change.entity, change.entity_id].append(change)
    for row, group in by_row.items():
        found, kept = _own_row(log, row, group)
        start = len(inverses)
        inverses += [replace(one, sees=tuple(start + place for place in one.sees)) for one in found]
        left |= kept
    return inverses, left


def _own_row(log: Lineage, row: RowName, group: Sequence[Change]) -> tuple[list[Inverse], set[FieldKey]]:
    row_key = FieldKey(*row, ROW)
    keys = dict.fromkeys(key for change in group for key in written_keys(change))
    restored = [pair for key in keys if key != row_key for pair in _field_inverses(log, key, group[0].batch)]
    of_row: list[Inverse] | None = None
    if row_key in keys:
        if any(is_creation(change) and log.closed(change, row_key) == [] for change in group):
            # a row that never was keeps its words, should a child of another's bring it back
            burial = _row_inverses(log, row_key, group, ())
            return (burial, set()) if burial else ([], set(keys))
        of_row = _row_inverses(log, row_key, group, restored)
        if of_row is None and any(map(is_creation, group)):
            return [], set(keys)
    elif restored:
        of_row = _buried_again(log, row, group[0].batch, len(restored))
    if of_row is None and not log.alive(row):
        # an inverse would be a head that no tombstone has seen
        return [], set(keys)
    inverses = [inverse for inverse, _ in restored] + (of_row or [])
    return inverses, set(keys) - {inverse.key for inverse in inverses}


def _buried_again(log: Lineage, row: RowName, batch: str, restored: int) -> list[Inverse] | None:
    """The tombstone of a deleted row that lives by the batch's edits, and did not live before them."""
    row_heads = log.heads.get(FieldKey(*row, ROW), ())
    field_heads = log.field_heads(row)
    seen: set[ChangeId] = set().union(*(seen_by(head) for head in row_heads))
    dead_before: set[ChangeId] = set()
    for key in log.fields[row]:
        for head, change in _mine(log, key, batch):
            closed = log.closed(change, key)
            if closed is not None and all(base.id in seen or is_purge(base) for base in closed):
                dead_before.add(head.id)
    lives_by = {head.id for head in reviving(row_heads, field_heads)}
    if not lives_by or not any(map(is_tombstone, row_heads)) or not lives_by <= dead_before:
        return None
    bases = tuple(sorted(head.id for head in row_heads))
    value = tombstone_value(row_heads, field_heads)
    return [Inverse(FieldKey(*row, ROW), value, bases, tuple(range(restored)))]


def _mine(log: Lineage, key: FieldKey, batch: str) -> list[tuple[Change, Change]]:
    """The heads of a field that are of the batch or stand for one of it, each with that one, shown first."""
    found: list[tuple[Change, Change]] = []
    for head in log.heads.get(key, ()):
        of_batch = [
            other for other in log.stands_for(head, key) if other is not None and other.batch == batch
        ]
        if of_batch:
            found.append((head, of_batch[0]))
    return found


def _closed_by(log: Lineage, key: FieldKey, mine: Sequence[tuple[Change, Change]]) -> list[Change] | None:
    found: dict[ChangeId, Change] = {}
    for _, change in mine:
        closed = log.closed(change, key)
        if closed is None:
            return None
        found.update((base.id, base) for base in closed)
    return sorted(found.values(), key=precedence)


def _field_inverses(log: Lineage, key: FieldKey, batch: str) -> list[tuple[Inverse, Change | None]]:
    """The inverses in one field, each with what it gives back; none where the field went on."""
    mine = _mine(log, key, batch)
    closed = _closed_by(log, key, mine)
    if not mine or closed is None or any(is_purge(change) for _, change in mine):
        return []
    if log.heads[key][0] != mine[0][0]:
        # an inverse would be shown over what another wrote beside it
        return []
    bases = tuple(sorted(head.id for head, _ in mine))
    if not closed:
        return [(Inverse(key, None, bases), None)]
    return [(Inverse(key, log.value(base, key), bases), base) for base in closed]


def _row_inverses(
    log: Lineage, key: FieldKey, group: Sequence[Change], restored: Sequence[tuple[Inverse, Change | None]]
) -> list[Inverse] | None:
    """The inverses on `_row`, to follow those of the fields; None where the row went on."""
    mine = _mine(log, key, group[0].batch)
    closed = _closed_by(log, key, mine)
    if not mine or closed is None:
        return None
    bases = tuple(sorted(head.id for head, _ in mine))
    if any(not is_tombstone(base) for base in closed):
        stones = [base for base in closed if is_tombstone(base)]
        undelete = Inverse(key, {"op": "undelete"}, bases)
        others = [undelete for base in closed if not is_tombstone(base)]
    else:
        stones, others = closed, []
    seen: set[ChangeId] = set().union(*(seen_by(base) for base in stones))
    newest = max((change for _, change in mine), key=precedence)
    covered, living = _covered(log, key, newest, seen)
    if not others and any(not closed or head.lamport > newest.lamport for head in living):
        return None
    value = {"op": "delete", "seen": [list(name) for name in sorted(seen | covered)]}
    sees = tuple(
        place
        for place, (_, base) in enumerate(restored)
        if base is None or not speaks(base) or base.id in seen
    )
    count = len(stones) if closed else 1
    return others + [Inverse(key, value, bases, sees)] * count


def _covered(
    log: Lineage, row_key: FieldKey, undone: Change, seen: Collection[ChangeId]
) -> tuple[set[ChangeId], list[Change]]:
    """The row's field heads that go with the batch or were deleted before it; and what else it lives by."""
    covered: set[ChangeId] = set()
    living: list[Change] = []
    for key in log.fields[row_key.entity, row_key.entity_id]:
        for head in log.heads[key]:
            goes = _goes_with(log, head, key, undone, seen)
            if not (goes or is_tombstone(head)):
                living.append(head)
            elif key != row_key:
                covered.add(head.id)
    return covered, living


def _goes_with(log: Lineage, head: Change, key: FieldKey, undone: Change, seen: Collection[ChangeId]) -> bool:
    """Whether a head is of the batch, was deleted before it, or is this machine's undoing of later edits."""
    chain = log.stands_for(head, key)
    of_batch = any(x is not None and x.batch == undone.batch for x in chain)
    if of_batch or not speaks(head) or head.id in seen:
        return True
    since = log.same_machine(head, undone) and head.lamport > undone.lamport
    return since and any(x is None or x.id in seen for x in chain)


def _untouched(log: Lineage, foreign: Sequence[Change]) -> set[ChangeId]:
    """Those of another machine's changes that nothing present builds on."""
    candidates = {change.id: change for change in foreign if not is_purge(change)}
    while True:
        buried = {(c.entity, c.entity_id) for c in candidates.values() if is_tombstone(c)}
        blocked = [c.id for c in candidates.values() if _built_on(log, c, candidates, buried)]
        if not blocked:
            return set(candidates)
        for name in blocked:
            del candidates[name]


def _built_on(
    log: Lineage, change: Change, candidates: Collection[ChangeId], buried: Collection[RowName]
) -> bool:
    row = (change.entity, change.entity_id)
    # without a field's change a dead row would show a head that no tombstone has seen
    if row not in buried and not log.alive(row):
        return True
    keys = set(written_keys(change))
    if any(
        change.id in closes(other) and not keys.isdisjoint(written_keys(other))
        for name, other in log.present.items()
        if name not in candidates
    ):
        return True
    # a row that others have written in keeps its creation
    return is_creation(change) and any(
        head.id not in candidates and head.id not in closes(change) and not is_purge(head)
        for key in log.fields[row]
        for head in log.heads[key]
    )
