"""What a set of changes means: heads, shown values, conflicts and which rows live. Pure, no database.

The state depends on the set alone, not on the order or doubling of what came. How changes are hashed and
stored is not its business; how a command is taken back is `store.undo`.

Decided here, where the design leaves it open:

- A purge is a change on the purged field with the value {"op": "purge", "targets": [[origin, seq],
  ...]}. Its targets count as named in its `bases`; it need name no other. The targets stay in the log
  with `PURGED` in the place of their value (inside a creation, of the one field). A purged head shows
  `PURGED`, makes no conflict, yields to any other head, and neither kills a row nor revives it. Objects
  with the `op` "purge" or "purged" are reserved.
- The union of the `seen` is that of the tombstones which are heads of `_row`. A tombstone carries on the
  `seen` of those that it names (`tombstone_value`), so that what came late and was once deleted stays
  so.
- Fields that a re-creation does not set keep their older heads: who wants them empty sets them empty.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import ROW, Change, ChangeId, FieldKey

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

#: what stands in the place of a purged value; the window shows 已清除 for it
PURGED: dict[str, str] = {"op": "purged"}


@dataclass(frozen=True, slots=True)
class RowState:
    """One row as a set of changes has it. `fields` holds shown values; a field without a head is not in it.

    `conflicts` gives, by field, the heads whose values differ, shown one first. Under `_row` stand the
    tombstones of a row that lives nevertheless, after the heads that revived it. `own_life` is False for a
    row that only a live child keeps; `created` is False while its creation has not come.
    """

    entity: str
    entity_id: str
    key: dict[str, Any] | None
    alive: bool
    fields: dict[str, Any] = field(default_factory=dict)
    conflicts: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    own_life: bool = True
    created: bool = True


def is_creation(change: Change) -> bool:
    """True for the record that makes a row."""
    return _row_op(change) == "create"


def is_tombstone(change: Change) -> bool:
    """True for the record that deletes a row."""
    return _row_op(change) == "delete"


def is_purge(change: Change) -> bool:
    """True for the record that purges values of its field."""
    return change.field != ROW and isinstance(change.value, dict) and change.value.get("op") == "purge"


def written_fields(change: Change) -> tuple[str, ...]:
    """The fields that a change writes: its own, and for a creation `_row` and each field that it sets."""
    if is_creation(change):
        return (ROW, *change.value.get("fields", {}))
    return (change.field,)


def written_keys(change: Change) -> tuple[FieldKey, ...]:
    """As `written_fields`, with the row."""
    if change.field != ROW:
        return (change.key,)
    return tuple(FieldKey(change.entity, change.entity_id, name) for name in written_fields(change))


def written_value(change: Change, field: str) -> Any:
    """What a change writes into one of its fields; KeyError where it does not write it.

    On `_row` a creation is worth its key alone, so that the same row made on two machines is no conflict.
    """
    if is_creation(change):
        if field == ROW:
            return {"op": "create", "key": change.value.get("key")}
        return change.value.get("fields", {})[field]
    if field != change.field:
        raise KeyError(field)
    return PURGED if is_purge(change) else change.value


def closes(change: Change) -> frozenset[ChangeId]:
    """The ids that a change takes the place of, in the fields that it writes."""
    if is_purge(change):
        return frozenset((*change.bases, *_ids(change.value["targets"])))
    return frozenset(change.bases)


def seen_by(change: Change) -> frozenset[ChangeId]:
    """What a tombstone saw; nothing for any other change."""
    return frozenset(_ids(change.value.get("seen", ()))) if is_tombstone(change) else frozenset()


def speaks(change: Change) -> bool:
    """False for a purge, and for a field's change whose value is gone: such heads keep no row alive."""
    return not is_purge(change) and bool(change.value != PURGED)


def is_purged(change: Change, field: str) -> bool:
    """True where what the change wrote into the field is gone."""
    return bool(written_value(change, field) == PURGED)


def same_value(one: Any, other: Any) -> bool:
    """Equality of JSON values: true is not 1, and the order of keys says nothing."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def precedence(change: Change) -> tuple[int, str, int]:
    """The greatest is shown. The wall clock has no part in it."""
    return (change.lamport, change.id.origin, change.id.seq)


def heads(
    changes: Iterable[Change], set_aside: Collection[ChangeId] = frozenset()
) -> Mapping[FieldKey, tuple[Change, ...]]:
    """The heads of every field that any of the changes writes, the shown one first."""
    # a record of an older schema may stand for several fields, each under its id (`upcast`)
    present = {(change.id, change.field): change for change in changes if change.id not in set_aside}
    writers: dict[FieldKey, list[Change]] = {}
    closed: dict[FieldKey, set[ChangeId]] = {}
    for change in present.values():
        gone = closes(change) if is_purge(change) else change.bases
        for key in written_keys(change):
            writers.setdefault(key, []).append(change)
            if gone:
                closed.setdefault(key, set()).update(gone)
    return {
        key: in_order((change for change in found if change.id not in closed[key]), key.field)
        if key in closed
        else in_order(found, key.field)
        for key, found in writers.items()
    }


def in_order(found: Iterable[Change], field: str) -> tuple[Change, ...]:
    """Heads of one field, the shown one first; purged ones yield to any other."""
    found = tuple(found)
    if len(found) <= 1:
        return found
    return tuple(
        sorted(found, key=lambda change: (not is_purged(change, field), precedence(change)), reverse=True)
    )


def pick(found: Iterable[Change], field: str) -> Change:
    """The shown one of a field's heads (at least one)."""
    return in_order(found, field)[0]


def conflict(found: Iterable[Change], field: str) -> tuple[Change, ...]:
    """The heads of a field when their values differ, the shown one first; else none. Not for `_row`."""
    rivals = tuple(change for change in in_order(found, field) if not is_purged(change, field))
    if all(same_value(written_value(change, field), written_value(rivals[0], field)) for change in rivals):
        return ()
    return rivals


def seen(found: Iterable[Change], field: str) -> tuple[ChangeId, ...]:
    """The heads of a field that an editor of it has loaded: all but those that say something else than is shown."""
    found = tuple(found)
    rivals = conflict(found, field)
    hidden = {
        change.id
        for change in rivals
        if not same_value(written_value(change, field), written_value(rivals[0], field))
    }
    return tuple(sorted(change.id for change in found if change.id not in hidden))


def advance(
    current: tuple[ChangeId, ...], change: Change, *, already_named: bool = False
) -> tuple[ChangeId, ...]:
    """The heads of one field after one more change that writes it, by increasing id.

    Each change may be given once. `already_named`: a present change that writes this field closes this one,
    which happens only when they come out of order; whoever keeps the heads looks that up.
    """
    kept = set(current) - closes(change)
    if not already_named:
        kept.add(change.id)
    return tuple(sorted(kept))


def reviving(row_heads: Collection[Change], field_heads: Iterable[Change]) -> tuple[Change, ...]:
    """The heads of a row that no tombstone among them is or has seen: what a deleted row lives by."""
    seen: frozenset[ChangeId] = frozenset().union(*(seen_by(change) for change in row_heads))
    speaking = filter(speaks, (*row_heads, *field_heads))
    found = {change.id: change for change in speaking if not is_tombstone(change) and change.id not in seen}
    return tuple(sorted(found.values(), key=precedence, reverse=True))


def row_alive(row_heads: Collection[Change], field_heads: Iterable[Change]) -> bool:
    """Whether a row lives by its own heads: those of `_row` and those of all its fields."""
    if not any(is_tombstone(change) for change in row_heads):
        return True
    return bool(reviving(row_heads, field_heads))


def rows(
    changes: Iterable[Change],
    set_aside: Collection[ChangeId] = frozenset(),
    parent_of: Mapping[str, tuple[str, str]] | None = None,
) -> dict[tuple[str, str], RowState]:
    """Every row that the changes speak of, dead ones too.

    `parent_of` says, by entity, which field or part of the key holds the parent's id, and which entity the
    parent is.
    """
    present = [change for change in changes if change.id not in set_aside]
    return _with_parents(own_rows(present, heads(present)), parent_of or {})


def own_rows(
    present: Iterable[Change], found: Mapping[FieldKey, tuple[Change, ...]]
) -> dict[tuple[str, str], RowState]:
    """The rows of changes whose heads are given; `alive` is each row's own life, whatever its children do."""
    by_row: dict[tuple[str, str], dict[str, tuple[Change, ...]]] = {}
    for key, group in found.items():
        by_row.setdefault((key.entity, key.entity_id), {})[key.field] = group
    creations: dict[tuple[str, str], Change] = {}
    for change in sorted(filter(is_creation, present), key=precedence):
        creations[change.entity, change.entity_id] = change
    return {name: _row_state(name, group, creations.get(name)) for name, group in by_row.items()}


def tombstone_value(row_heads: Iterable[Change], field_heads: Iterable[Change]) -> dict[str, Any]:
    """The value of a tombstone over these heads; its `bases` are the heads of `_row`."""
    seen = {change.id for change in field_heads}.union(*(seen_by(change) for change in row_heads))
    return {"op": "delete", "seen": [list(found) for found in sorted(seen)]}


def recreation_bases(row_heads: Iterable[Change], field_heads: Iterable[Change]) -> tuple[ChangeId, ...]:
    """The `bases` of a creation over a dead keyed row: its tombstones, what they saw, and its heads."""
    named = {change.id for change in field_heads}
    for change in row_heads:
        named |= {change.id} | seen_by(change)
    return tuple(sorted(named))


def purge_value(targets: Iterable[ChangeId]) -> dict[str, Any]:
    """The value of a purge of what these changes wrote into the purge's field."""
    return {"op": "purge", "targets": [list(target) for target in sorted(targets)]}


def _row_op(change: Change) -> str | None:
    if change.field != ROW or not isinstance(change.value, dict):
        return None
    op = change.value.get("op")
    return op if isinstance(op, str) else None


def _ids(pairs: Iterable[Iterable[Any]]) -> Iterable[ChangeId]:
    return (ChangeId(*pair) for pair in pairs)


def _row_state(
    name: tuple[str, str], found: Mapping[str, tuple[Change, ...]], creation: Change | None
) -> RowState:
    row_heads = found.get(ROW, ())
    of_fields = {key: value for key, value in found.items() if key != ROW}
    field_heads = [change for group in of_fields.values() for change in group]
    alive = row_alive(row_heads, field_heads)
    conflicts = {
        key: rivals for key, group in of_fields.items() if len(group) > 1 and (rivals := conflict(group, key))
    }
    tombstones = tuple(change for change in row_heads if is_tombstone(change))
    if alive and tombstones:
        conflicts[ROW] = (*reviving(row_heads, field_heads), *tombstones)
    return RowState(
        entity=name[0],
        entity_id=name[1],
        key=creation.value.get("key") if creation else None,
        alive=alive,
        fields={key: written_value(group[0], key) for key, group in of_fields.items()},
        conflicts=conflicts,
        own_life=alive,
        created=creation is not None,
    )


def _with_parents(
    states: dict[tuple[str, str], RowState], parent_of: Mapping[str, tuple[str, str]]
) -> dict[tuple[str, str], RowState]:
    result = dict(states)
    waiting = [name for name, state in states.items() if state.alive]
    while waiting:
        child = result[waiting.pop()]
        parent = _parent(child, parent_of)
        if parent in result and not result[parent].alive:
            result[parent] = _revived(result[parent])
            waiting.append(parent)
    return result


def _parent(child: RowState, parent_of: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    holder, entity = parent_of.get(child.entity, ("", ""))
    parent_id = child.fields.get(holder, (child.key or {}).get(holder))
    return (entity, str(parent_id))


def _revived(state: RowState) -> RowState:
    return RowState(
        entity=state.entity,
        entity_id=state.entity_id,
        key=state.key,
        alive=True,
        fields=state.fields,
        conflicts=state.conflicts,
        own_life=False,
        created=state.created,
    )
