"""What is being typed: kept at once, made a change when the field is left. One draft per field of a row.

No SQLModel on the way in, so that a key stroke costs one small transaction.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import ChangeId, FieldKey
from shengsi_desktop.store.connection import plain_words, transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping

    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_log = logging.getLogger(__name__)
_COLUMNS = "entity, entity_id, field, key, value, bases, at"


@dataclass(frozen=True, slots=True)
class DraftText:
    """One draft. `row_key` is the key of a row that may not exist yet, None for one that does."""

    key: FieldKey
    row_key: dict[str, Any] | None
    value: Any
    bases: tuple[ChangeId, ...]
    at: str


def put(
    store: Store,
    key: FieldKey,
    row_key: Mapping[str, Any] | None,
    value: Any,
    bases: Iterable[ChangeId],
) -> None:
    """Keep what was typed into a field; durable when it returns.

    `row_key` is the key of a keyed row (its id is `key.entity_id`), or the first fields of a row without one,
    so that the row can be made when the draft becomes a change. `bases` are the heads the editor had loaded.
    """
    record = (
        *key,
        None if row_key is None else json.dumps(dict(row_key), ensure_ascii=False),
        json.dumps(value, ensure_ascii=False),
        json.dumps([list(base) for base in bases]),
        datetime.now().astimezone().isoformat(timespec="seconds"),
    )
    with store.writing() as connection, plain_words(), transaction(connection):
        connection.execute(f"INSERT OR REPLACE INTO draft ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", record)


def read_bases(text: str) -> tuple[ChangeId, ...]:
    """The column `bases` of a draft."""
    return tuple(ChangeId(*base) for base in json.loads(text))


def discard(store: Store, key: FieldKey) -> None:
    """Forget the draft of a field."""
    with store.writing() as connection, plain_words(), transaction(connection):
        _remove(connection, key)


def all_drafts(store: Store) -> list[DraftText]:
    """Every draft, oldest first."""
    with store.writing() as connection:
        return _read(connection, "")


def for_row(store: Store, entity: str, entity_id: str) -> dict[str, DraftText]:
    """The drafts of one row by field."""
    with store.writing() as connection:
        found = _read(connection, "WHERE entity = ? AND entity_id = ?", entity, entity_id)
    return {draft.key.field: draft for draft in found}


def flush(
    target: Store | Command,
    keys: Collection[FieldKey] | None = None,
    *,
    name: str = "填写",
    person: str = "",
    unit: str = "",
) -> frozenset[FieldKey]:
    """Make a change of every draft, or of those of these fields.

    On a store in a command of its own, on a command as part of it (its `changed` then tells). A draft that
    cannot become a change, because its row is gone for good, stays and is logged. Returns what was changed.
    """
    from shengsi_desktop.store.commands import Command

    if isinstance(target, Command):
        _flush_into(target, keys)
        return frozenset()
    with target.writing() as connection:
        if not connection.execute("SELECT 1 FROM draft LIMIT 1").fetchone():
            return frozenset()
        with target.command(name, person=person, unit=unit) as command:
            _flush_into(command, keys)
    return command.changed


def _flush_into(command: Command, keys: Collection[FieldKey] | None) -> None:
    for draft in _read(command.raw, ""):
        if keys is None or draft.key in keys:
            if _apply(command, draft):
                _remove(command.raw, draft.key)
            else:
                _log.warning("a draft has no row to go to: %s", draft.key)


def _apply(command: Command, draft: DraftText) -> bool:
    from shengsi_desktop.store.commands import id_of
    from shengsi_desktop.store.shapes import shapes
    from shengsi_desktop.store.tables import synced_tables

    entity, row_id, field = draft.key
    model = synced_tables().get(entity)
    if model is None or field not in shapes()[entity].fields:
        return False
    row = command.session.get(model, row_id)
    if row is None:
        if draft.row_key is None:
            return False
        keyed = bool(model.KEY)
        if keyed and id_of(shapes()[entity], draft.row_key) != row_id:
            return False
        if draft.value == shapes()[entity].defaults.get(field):
            return True
        if keyed:
            row = command.keyed(model, **draft.row_key)
        else:
            row = model.model_validate({"id": row_id, **draft.row_key})
            command.session.add(row)
    setattr(row, field, draft.value)
    command.bases[draft.key] = draft.bases
    command.session.flush()
    return True


def _remove(connection: sqlite3.Connection, key: FieldKey) -> None:
    connection.execute("DELETE FROM draft WHERE entity = ? AND entity_id = ? AND field = ?", key)


def _read(connection: sqlite3.Connection, condition: str, *bound: str) -> list[DraftText]:
    rows = connection.execute(f"SELECT {_COLUMNS} FROM draft {condition} ORDER BY at, rowid", bound)
    return [
        DraftText(
            key=FieldKey(entity, entity_id, field),
            row_key=None if row_key is None else json.loads(row_key),
            value=json.loads(value),
            bases=read_bases(bases),
            at=at,
        )
        for entity, entity_id, field, row_key, value, bases, at in rows
    ]
