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
from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.store.connection import plain_words, transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping

    from shengsi_desktop.store.columns import Synced
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_log = logging.getLogger(__name__)
_COLUMNS = "entity, entity_id, field, key, value, bases, at"
_ASIDE = "aside:"
#: fields that no row is without: a draft that empties one says nothing
_NEVER_EMPTY = frozenset({("directive", "what")})


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

    `row_key` is the key of a keyed row (its id is `key.entity_id`) with references it is made with, or the first
    fields of a row without one, so that the row can be made when the draft becomes a change; «meeting.period» and
    its like are the key of a keyed row that must be there before it. `bases` are the heads the editor had loaded.
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


def recover(store: Store, *, name: str) -> None:
    """Make changes of the drafts that the last process left, when the store opens.

    One that is damaged, or that no row will take, is put aside whole: it must not keep the store shut.
    """
    with store.writing() as connection, plain_words(), transaction(connection):
        for row in _rows(connection, ""):
            if _parsed(row) is None:
                _put_aside(connection, FieldKey(*row[:3]))
    try:
        flush(store, name=name)
    except EnvironmentProblem:
        raise
    except Exception:  # noqa: BLE001 - looked for one by one below, and logged there
        for draft in all_drafts(store):
            _recover_one(store, draft.key, name)


def _recover_one(store: Store, key: FieldKey, name: str) -> None:
    try:
        flush(store, {key}, name=name)
    except EnvironmentProblem:
        raise
    except Exception:  # noqa: BLE001 - one draft that cannot be stored must not keep the others from it
        _log.exception("a draft cannot become a change: %s", key)
        with store.writing() as connection, plain_words(), transaction(connection):
            _put_aside(connection, key)


def _put_aside(connection: sqlite3.Connection, key: FieldKey) -> None:
    """Keep a draft under an entity that nothing reads; an older one of the same field gives way."""
    _log.error("a draft is put aside: %s", key)
    connection.execute(
        "UPDATE OR REPLACE draft SET entity = ? WHERE entity = ? AND entity_id = ? AND field = ?",
        (f"{_ASIDE}{key.entity}", *key),
    )


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
    if (entity, field) in _NEVER_EMPTY and not str(draft.value or "").strip():
        return True
    row = command.session.get(model, row_id)
    keyed = bool(model.KEY)
    if row is None or (row.dead and (keyed or draft.row_key)):
        if draft.row_key is None:
            return False
        key = {part: draft.row_key[part] for part in model.KEY if part in draft.row_key}
        if keyed and id_of(shapes()[entity], key) != row_id:
            return False
        if draft.value == shapes()[entity].defaults.get(field):
            return True
        row = _made(command, model, row_id, draft.row_key)
    setattr(row, field, draft.value)
    command.bases[draft.key] = draft.bases
    command.session.flush()
    return True


def _made(command: Command, model: type[Synced], row_id: str, row_key: Mapping[str, Any]) -> Synced:
    """The row that a draft is the first word of, and the keyed row it hangs on («meeting.period» and its like).

    One whose making was taken back is made again as it was then.
    """
    from shengsi_desktop.store.shapes import shapes
    from shengsi_desktop.store.tables import synced_tables

    own: dict[str, Any] = {}
    others: dict[str, dict[str, Any]] = {}
    for name, value in row_key.items():
        table, dot, field = name.partition(".")
        if dot:
            others.setdefault(table, {})[field] = value
        else:
            own[name] = value
    for table, fields in others.items():
        _keyed(command, synced_tables()[table], fields)
    if model.KEY:
        return _keyed(command, model, own)
    row = command.session.get(model, row_id)
    if row is None:
        row = model.model_validate({"id": row_id, **own})
        command.session.add(row)
        return row
    row.dead = False
    for field, default in shapes()[str(model.__tablename__)].defaults.items():
        setattr(row, field, own.get(field, default))
    return row


def _keyed(command: Command, model: type[Synced], fields: Mapping[str, Any]) -> Synced:
    """The keyed row, made where there is none; what else it said stays deleted where it was deleted."""
    row = command.keyed(model, **{part: fields[part] for part in model.KEY})
    for name in fields.keys() - set(model.KEY):
        if getattr(row, name) is None:
            setattr(row, name, fields[name])
    return row


def _remove(connection: sqlite3.Connection, key: FieldKey) -> None:
    connection.execute("DELETE FROM draft WHERE entity = ? AND entity_id = ? AND field = ?", key)


def _read(connection: sqlite3.Connection, condition: str, *bound: str) -> list[DraftText]:
    parsed = (_parsed(row) for row in _rows(connection, condition, *bound))
    return [draft for draft in parsed if draft is not None]


def _rows(connection: sqlite3.Connection, condition: str, *bound: str) -> list[tuple[str, ...]]:
    return connection.execute(
        f"SELECT {_COLUMNS} FROM draft {condition} ORDER BY at, rowid", bound
    ).fetchall()


def _parsed(row: tuple[str, ...]) -> DraftText | None:
    """The draft of a row of the table; None for one that is damaged or was put aside."""
    entity, entity_id, field, row_key, value, bases, at = row
    if entity.startswith(_ASIDE):
        return None
    try:
        return DraftText(
            key=FieldKey(entity, entity_id, field),
            row_key=None if row_key is None else json.loads(row_key),
            value=json.loads(value),
            bases=read_bases(bases),
            at=at,
        )
    except (ValueError, TypeError):
        return None
