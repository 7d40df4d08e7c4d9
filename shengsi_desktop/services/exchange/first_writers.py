"""Whose words a value is: an undo that put them back and a join that carried them over are not their writers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.store import log
from shengsi_desktop.store.carried import carried_from
from shengsi_desktop.store.lineage import Lineage, undone_id

if TYPE_CHECKING:
    import sqlite3

    from shengsi_desktop.domain.changes import Change, FieldKey


class FirstWriter(NamedTuple):
    """The change that said it first; whether an undo put it back since, and whether a join carried it over."""

    change: Change
    restored: bool
    joined: bool


def first_writer(connection: sqlite3.Connection, change: Change, key: FieldKey) -> FirstWriter:
    """Of what a change says of a field, the one that said it first."""
    restored = joined = False
    while True:
        before = _before_undo(connection, change, key)
        restored = restored or before.id != change.id
        first, key = carried_from(connection, before, key)
        joined = joined or first.id != before.id
        if first.id == change.id:
            return FirstWriter(first, restored, joined)
        change = first


def _before_undo(connection: sqlite3.Connection, change: Change, key: FieldKey) -> Change:
    if undone_id(change.batch) is None:
        return change
    known = {one.id: one for one in log.changes_of_row(connection, key.entity, key.entity_id)}
    chain = [one for one in Lineage(known, known).stands_for(change, key) if one is not None]
    # a value that was kept through an undo has no other writer
    return chain[-1]
