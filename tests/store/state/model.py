"""The second model: the sentences of the design read one by one over plain sets, slow and without cleverness.

It shares no code with `store.state`, so that the two can be held against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.changes import Change, ChangeId

GONE = {"op": "purged"}


@dataclass(frozen=True)
class NaiveRow:
    """Alive, shown values, and by field the set of the heads that are in conflict."""

    alive: bool
    shown: dict[str, Any]
    conflicts: dict[str, frozenset[ChangeId]]


def naive_rows(
    changes: Iterable[Change],
    set_aside: Iterable[ChangeId] = (),
    parents: dict[str, tuple[str, str]] | None = None,
) -> dict[tuple[str, str], NaiveRow]:
    """Every row of the changes without those set aside."""
    present = [change for change in changes if change.id not in set(set_aside)]
    names = {(change.entity, change.entity_id) for change in present}
    own = {name: _row([c for c in present if (c.entity, c.entity_id) == name]) for name in names}
    alive = {name for name, row in own.items() if row.alive}
    # a live child revives its parent: repeated until nothing more comes alive
    for _ in names:
        for entity, row_id in list(alive):
            field, parent_entity = (parents or {}).get(entity, (None, None))
            parent = (parent_entity, own[entity, row_id].shown.get(field))
            if parent in names:
                alive.add(parent)
    return {name: NaiveRow(name in alive, row.shown, row.conflicts) for name, row in own.items()}


def naive_heads(changes: Iterable[Change], field: str) -> list[Change]:
    """The heads of one field of one row, among that row's changes."""
    changes = list(changes)
    return [
        change
        for change in changes
        if _writes(change, field)
        and not any(change.id in _named(other) for other in changes if _writes(other, field))
    ]


def _row(changes: list[Change]) -> NaiveRow:
    fields = {field for change in changes for field in _fields(change)}
    heads = {field: naive_heads(changes, field) for field in fields}
    shown = {}
    conflicts = {}
    for field in fields - {"_row"}:
        speaking = [head for head in heads[field] if _wrote(head, field) != GONE]
        best = max(speaking or heads[field], key=lambda c: (c.lamport, c.id.origin, c.id.seq))
        shown[field] = _wrote(best, field)
        if len({repr(_wrote(head, field)) for head in speaking}) > 1:
            conflicts[field] = frozenset(head.id for head in speaking)
    row_heads = heads.get("_row", [])
    tombstones = [head for head in row_heads if _op(head) == "delete"]
    seen = {tuple(pair) for head in tombstones for pair in head.value["seen"]}
    every = [head for found in heads.values() for head in found if _op(head) not in ("purge", "purged")]
    revivers = [head for head in every if head not in tombstones and tuple(head.id) not in seen]
    if not tombstones:
        return NaiveRow(True, shown, conflicts)
    if revivers:
        conflicts["_row"] = frozenset(head.id for head in [*revivers, *tombstones])
    return NaiveRow(bool(revivers), shown, conflicts)


def _op(change: Change) -> str | None:
    return change.value.get("op") if isinstance(change.value, dict) else None


def _fields(change: Change) -> set[str]:
    return {"_row"} | set(change.value["fields"]) if _op(change) == "create" else {change.field}


def _writes(change: Change, field: str) -> bool:
    return field in _fields(change)


def _wrote(change: Change, field: str) -> Any:
    if _op(change) == "create":
        return change.value["fields"][field]
    return GONE if _op(change) == "purge" else change.value


def _named(change: Change) -> set[ChangeId]:
    targets = change.value["targets"] if _op(change) == "purge" else []
    return set(change.bases) | {tuple(pair) for pair in targets}
