"""What is being typed, as it will stand once a package is taken in; only inside a merge that is tried."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import ROW, ChangeId, FieldKey
from shengsi_desktop.store import origin
from shengsi_desktop.store.recording import Authorship, Note, record
from shengsi_desktop.store.shapes import shapes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_TRIED = "tried"


def drafts_here(connection: sqlite3.Connection) -> tuple[Note, ...]:
    """The drafts of rows that are not deleted here, as the changes that they will be; damaged ones are left out."""
    found = []
    for entity, row_id, field, value, bases in connection.execute(
        "SELECT entity, entity_id, field, value, bases FROM draft ORDER BY at, rowid"
    ):
        shape = shapes().get(entity)
        if shape is None or field not in shape.fields or field == ROW:
            continue
        row = shape.read(connection, row_id)
        try:
            text: Any = json.loads(value)
            named = tuple(ChangeId(*one) for one in json.loads(bases))
        except (ValueError, TypeError):
            continue
        same = row[field] == text if row else shape.defaults.get(field) == text
        if not (row and row["dead"]) and not same:
            found.append(Note(FieldKey(entity, row_id, field), text, named))
    return tuple(found)


def make_changes(connection: sqlite3.Connection, notes: Iterable[Note]) -> None:
    """Write them down. Those of rows that are not there even now cannot differ from anything, and are left."""
    there = [
        note for note in notes if shapes()[note.key.entity].read(connection, note.key.entity_id) is not None
    ]
    if not there:
        return
    (person,) = connection.execute(
        "SELECT coalesce((SELECT value FROM local_setting WHERE key = 'person'), '')"
    ).fetchone()
    record(
        connection, Authorship(origin.of_store(connection), _TRIED, "填写", "", person), there, may_wait=True
    )
