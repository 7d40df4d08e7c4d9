"""Where a field's heads differ, and what an editor sees of them: derived from the log when asked, never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.store import log, state
from shengsi_desktop.store.recording import head_ids

if TYPE_CHECKING:
    import sqlite3

    from shengsi_desktop.domain.changes import ChangeId, FieldKey


def conflicting_values(connection: sqlite3.Connection, key: FieldKey) -> tuple[str, ...]:
    """The differing values of the field's heads as text, the shown one first; empty without a conflict."""
    ids = head_ids(connection, key.entity, key.entity_id).get(key.field, ())
    if len(ids) <= 1:
        return ()
    found = state.conflict([log.change(connection, one) for one in ids], key.field)
    newest_first = sorted(found, key=state.precedence, reverse=True)
    return tuple(dict.fromkeys(str(state.written_value(one, key.field) or "") for one in newest_first))


def seen_heads(connection: sqlite3.Connection, key: FieldKey) -> tuple[ChangeId, ...]:
    """The heads of one field that say what is shown: what an editor of it has loaded."""
    ids = head_ids(connection, key.entity, key.entity_id).get(key.field, ())
    if len(ids) <= 1:
        return ids
    return state.seen([log.change(connection, one) for one in ids], key.field)
