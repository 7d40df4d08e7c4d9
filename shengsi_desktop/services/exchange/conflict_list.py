"""What people on two machines did differently, and their decision: derived from the log, never stored.

A field is in conflict while its heads differ; a row, while it was deleted on one machine and written on after that on
another; two 定稿, while neither was signed after the other was known. A decision is one
change in the place of all heads that the person saw: what comes meanwhile stays a conflict.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import ROW, Change, ChangeId, FieldKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.syncing import Conflict, ConflictKind, Rival
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.exchange import field_words, merge_words, value_words
from shengsi_desktop.services.exchange.final_conflicts import final_conflicts
from shengsi_desktop.services.exchange.first_writers import first_writer
from shengsi_desktop.services.exchange.machines import MachineNames, moment
from shengsi_desktop.services.exchange.row_places import RowPlace, place_of
from shengsi_desktop.store import log, state
from shengsi_desktop.store.life import living_parts, own_life
from shengsi_desktop.store.recording import head_ids
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.shapes import shapes
from shengsi_desktop.store.tables import synced_tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

#: a row by its table and id
RowName = tuple[str, str]
_GONE = "这一处已经没有分歧了（可能刚刚处理过），没有改动。"
#: how many parts are told by name
_MOST_PARTS = 5
#: what words were made from goes with the words: nobody decides it by itself
_MADE_FROM = frozenset({("brief_part", "drafted"), ("county_note", "final_id")})
_NO_WORDS = "请写下要用的内容，尚未处理。"


def conflicts(store: Store) -> tuple[Conflict, ...]:
    """Everything that waits for a person, by item; drafts are left as they are."""
    with store.reading() as session:
        return found_in(raw_connection(session))


def found_in(connection: sqlite3.Connection, only: Collection[RowName] | None = None) -> tuple[Conflict, ...]:
    """As `conflicts`, of what a connection sees; `only`: of these rows and the 定稿, without a look at all others."""
    names = MachineNames(connection)
    found = [
        *_fields(
            connection, names, _contested(connection) if only is None else _contested_of(connection, only)
        ),
        *_rows(connection, names, _deleted(connection) if only is None else only),
        *final_conflicts(connection, names),
    ]
    return tuple(sorted(found, key=lambda one: (not one.item, one.item, one.week, one.what, one.key)))


def settle(store: Store, key: FieldKey, heads: Iterable[ChangeId], value: Any) -> frozenset[FieldKey]:
    """Decide a field: `value` stands from now on, in the place of these heads. Refused where it is no conflict now."""
    commit_drafts(store)
    with store.reading() as session:
        conflict = _of_row(raw_connection(session), key)
    if conflict is None or conflict.kind is not ConflictKind.FIELD:
        raise Refusal(_GONE)
    if (
        isinstance(value, str)
        and conflict.free
        and not value.strip()
        and all(r.text for r in conflict.rivals)
    ):
        raise Refusal(_NO_WORDS)
    with signed(store, f"处理分歧：{conflict.what}") as command:
        row: Any = command.session.get(synced_tables()[key.entity], key.entity_id)
        merge_words.forget(command.raw, conflict.id)
        command.bases[key] = tuple(sorted(heads))
        command.settle(row, key.field, value)
    return command.changed


def settle_row(store: Store, key: FieldKey, *, keep: bool) -> frozenset[FieldKey]:
    """Decide a row that was deleted on one machine and written on another: it stays, or it goes."""
    commit_drafts(store)
    with store.reading() as session:
        conflict = _of_row(raw_connection(session), key)
    if conflict is None or conflict.kind is not ConflictKind.ROW:
        raise Refusal(_GONE)
    with signed(store, f"处理分歧：{'保留' if keep else '删除'}{conflict.what}") as command:
        row: Any = command.session.get(synced_tables()[key.entity], key.entity_id)
        if keep:
            command.keep(row)
            _keep_above(command, row)
        else:
            command.session.delete(row)
    return command.changed


def _of_row(connection: sqlite3.Connection, key: FieldKey) -> Conflict | None:
    found = found_in(connection, {(key.entity, key.entity_id)})
    return next((one for one in found if one.key == key), None)


def _keep_above(command: Command, row: Any) -> None:
    """With a part that is to stay, what it is a part of and was deleted stays, too: that was the same question."""
    shape = shapes()[str(row.__tablename__)]
    while shape.parent is not None:
        parent_id = getattr(row, shape.parent[0])
        row = command.session.get(synced_tables()[shape.parent[1]], parent_id) if parent_id else None
        if row is None:
            return
        shape = shapes()[shape.parent[1]]
        if not own_life(command.raw, shape.name, row.id):
            command.keep(row)


def _contested(connection: sqlite3.Connection) -> dict[FieldKey, list[ChangeId]]:
    """Every field that has more than one head."""
    groups: dict[FieldKey, list[ChangeId]] = {}
    for entity, row_id, field, name, seq in connection.execute(
        "SELECT h.entity, h.entity_id, h.field, h.origin, h.seq FROM head h JOIN"
        " (SELECT entity, entity_id, field FROM head WHERE field <> ? GROUP BY 1, 2, 3 HAVING count(*) > 1) m"
        " ON m.entity = h.entity AND m.entity_id = h.entity_id AND m.field = h.field",
        (ROW,),
    ):
        groups.setdefault(FieldKey(entity, row_id, field), []).append(ChangeId(name, seq))
    return groups


def _contested_of(connection: sqlite3.Connection, rows: Iterable[RowName]) -> dict[FieldKey, list[ChangeId]]:
    """As `_contested`, of these rows."""
    return {
        FieldKey(*row, field): list(ids)
        for row in rows
        for field, ids in head_ids(connection, *row).items()
        if field != ROW and len(ids) > 1
    }


def _fields(
    connection: sqlite3.Connection, names: MachineNames, groups: Mapping[FieldKey, Sequence[ChangeId]]
) -> Iterable[Conflict]:
    """Of fields with more than one head those of a living row whose heads differ."""
    changes = _changes(connection, (one for group in groups.values() for one in group))
    for key, ids in groups.items():
        shape = shapes().get(key.entity)
        if shape is None or key.field not in shape.fields or (key.entity, key.field) in _MADE_FROM:
            continue
        rivals = state.conflict([changes[one] for one in ids], key.field)
        if rivals and _lives(connection, key):
            yield _field_conflict(connection, key, tuple(sorted(ids)), rivals, names)


def _field_conflict(
    connection: sqlite3.Connection,
    key: FieldKey,
    heads: tuple[ChangeId, ...],
    rivals: tuple[Change, ...],
    names: MachineNames,
) -> Conflict:
    versions: list[Rival] = []
    for change in rivals:
        value = state.written_value(change, key.field)
        if not any(state.same_value(value, one.value) for one in versions):
            text = value_words.value_words(connection, key.entity, key.field, value)
            first = first_writer(connection, change, key)
            versions.append(
                replace(
                    _rival(first.change, text, value, names),
                    restored=first.restored,
                    change=change.id,
                    joined=first.joined,
                )
            )
    place = place_of(connection, key.entity, key.entity_id)
    return Conflict(
        kind=ConflictKind.FIELD,
        key=key,
        heads=heads,
        item_id=place.item_id,
        item=place.item,
        unit=place.unit,
        week=place.week,
        what=_what(key.entity, place, field_words.field_words(key.entity, key.field)),
        rivals=tuple(versions),
        free=key.field in shapes()[key.entity].words,
    )


def _deleted(connection: sqlite3.Connection) -> list[RowName]:
    """Every row that was deleted on some machine, whether it lives or not."""
    return connection.execute(
        "SELECT DISTINCT h.entity, h.entity_id FROM head h JOIN change c ON c.origin = h.origin AND c.seq = h.seq"
        ' WHERE h.field = ? AND c.field = ? AND c.value LIKE \'{"op":"delete"%\'',
        (ROW, ROW),
    ).fetchall()


def _rows(connection: sqlite3.Connection, names: MachineNames, rows: Iterable[RowName]) -> Iterable[Conflict]:
    """Of these rows those that were deleted on one machine and live by what another wrote in them or a part."""
    aside = log.set_aside(connection)
    for entity, row_id in rows:
        key = FieldKey(entity, row_id, ROW)
        if entity not in shapes() or not _lives(connection, key):
            continue
        present = [one for one in log.changes_of_row(connection, entity, row_id) if one.id not in aside]
        found = state.heads(present)
        tombs = [one for one in found.get(key, ()) if state.is_tombstone(one)]
        if not tombs:
            continue
        living = _keeping_alive(found)
        told = _written(connection, living)
        if not living:
            living, told = _parts(connection, entity, row_id, aside)
        if not living:
            continue
        place = place_of(connection, entity, row_id)
        yield Conflict(
            kind=ConflictKind.ROW,
            key=key,
            heads=tuple(sorted({one.id for one in (*living, *tombs)})),
            item_id=place.item_id,
            item=place.item,
            unit=place.unit,
            week=place.week,
            what=_what(entity, place, ""),
            rivals=(
                _rival(living[0], told, None, names),
                _rival(tombs[0], "（已删除）", None, names, deletes=True),
            ),
        )


def _keeping_alive(heads: Mapping[FieldKey, tuple[Change, ...]]) -> list[Change]:
    """Of the heads of one row those that it lives by, although it was deleted; the newest first."""
    of_row = [one for key, group in heads.items() if key.field == ROW for one in group]
    of_fields = [one for key, group in heads.items() if key.field != ROW for one in group]
    return list(state.reviving(of_row, of_fields))


def _parts(
    connection: sqlite3.Connection, entity: str, row_id: str, aside: Collection[ChangeId]
) -> tuple[list[Change], str]:
    """What a row that was deleted lives by where that is a part of it alone, made or written elsewhere; in words."""
    living: list[Change] = []
    lines: list[str] = []
    waiting = living_parts(connection, entity, row_id)
    while waiting:
        part = waiting.pop(0)
        heads = state.heads(log.changes_of_row(connection, *part), aside)
        found = _keeping_alive(heads)
        if not found:
            waiting += living_parts(connection, *part)
            continue
        living += found
        name = _short(field_words.row_name(connection, *part))
        lines.append(f"有{field_words.entity_words(part[0])}{f'“{name}”' if name else ''}")
    if len(lines) > _MOST_PARTS:
        lines = [*lines[:_MOST_PARTS], f"等{len(lines)}处"]
    return sorted(living, key=state.precedence, reverse=True), "\n".join(dict.fromkeys(lines))


def _written(connection: sqlite3.Connection, living: Iterable[Change]) -> str:
    """What the changes that revive a row say, a line each."""
    lines = []
    for change in living:
        for field in state.written_fields(change):
            if field != ROW and field not in field_words.QUIET:
                value = state.written_value(change, field)
                text = value_words.value_words(connection, change.entity, field, value)
                lines.append(f"{field_words.field_words(change.entity, field)}：{text or '（空）'}")
    return "\n".join(dict.fromkeys(lines)) or "（内容未改）"


def _rival(change: Change, text: str, value: Any, names: MachineNames, *, deletes: bool = False) -> Rival:
    return Rival(text, value, change.person, names.name(change.id.origin), moment(change.at), deletes)


def _what(entity: str, place: RowPlace, field: str) -> str:
    thing = field_words.entity_words(entity)
    named = f"{thing}“{_short(place.name)}”" if place.name and place.name not in place.item else thing
    return f"{named} {field}".strip()


def _short(words: str) -> str:
    line = words.splitlines()[0] if words else ""
    return line if len(line) <= 16 else f"{line[:16]}…"


def _lives(connection: sqlite3.Connection, key: FieldKey) -> bool:
    row = connection.execute(f'SELECT dead FROM "{key.entity}" WHERE id = ?', (key.entity_id,)).fetchone()
    return row is not None and not row[0]


def _changes(connection: sqlite3.Connection, ids: Iterable[ChangeId]) -> Mapping[ChangeId, Change]:
    return {change.id: change for change in log.changes_named(connection, set(ids))}
