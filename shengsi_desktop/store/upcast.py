"""Records of older schemas read as the present one has them: pure, and each keeps its id.

The raw record stays in the log as it was made. A migration that renames or splits fields of synced tables adds its
step to `STEPS`; one field may become several, two never become one. Tables and columns that are only new need none:
fields not set are default.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import ROW
from shengsi_desktop.store.connection import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from shengsi_desktop.domain.changes import Change

    #: (entity, field, value) of one schema → [(field, value)] of the next
    Step = Callable[[str, str, Any], list[tuple[str, Any]]]

#: by the schema that a step comes from; where there is none, nothing was renamed
STEPS: dict[int, Step] = {}


def upcast(change: Change) -> list[tuple[str, Any]]:
    """What a record writes, field by field, as of the present schema; for a creation its fields."""
    creation = change.field == ROW and isinstance(change.value, dict) and change.value.get("op") == "create"
    if change.field == ROW and not creation:
        return [(ROW, change.value)]
    fields = list(change.value["fields"].items()) if creation else [(change.field, change.value)]
    for schema in range(change.schema, SCHEMA):
        step = STEPS.get(schema)
        if step is not None:
            fields = [new for name, value in fields for new in step(change.entity, name, value)]
    return fields


def current(changes: Iterable[Change]) -> Iterator[Change]:
    """The records as of the present schema. One that became several fields comes once for each, under its id."""
    if not STEPS:
        yield from changes
        return
    for change in changes:
        fields = upcast(change)
        if change.field != ROW:
            yield from (replace(change, field=name, value=value) for name, value in fields)
        elif change.value.get("op") == "create":
            yield replace(change, value={**change.value, "fields": dict(fields)})
        else:
            yield change
