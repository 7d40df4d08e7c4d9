"""Words that were purged and stand in the log again, for what was made elsewhere meanwhile wrote them once more.

An undo, «改回原来的内容» and a join of doubles copy what was there before. The purge that did not know the copy leaves
it. Where the words are gone they cannot be compared any more, so the copy is known by what it was made from: what a
command took the place of, or what a join saw of the rows that it joined. A copy of what none of those that still have
their words says is one of what was purged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import ROW, Change, ChangeId, FieldKey
from shengsi_desktop.store import log
from shengsi_desktop.store.erasing import all_purges
from shengsi_desktop.store.joining import JOIN, doubles
from shengsi_desktop.store.lineage import REVERTED, undone_id
from shengsi_desktop.store.recording import head_ids
from shengsi_desktop.store.state import (
    is_purge,
    is_purged,
    same_value,
    seen_by,
    written_fields,
    written_value,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator


def copies(change: Change) -> bool:
    """Whether the change may have written what stood elsewhere, or earlier: an undo, 改回, or a join."""
    return "~" in change.batch or change.batch_name.startswith(REVERTED) or JOIN in change.batch_name


def given_back(
    connection: sqlite3.Connection, among: Collection[FieldKey] | None = None
) -> tuple[FieldKey, ...]:
    """The fields (of these, or of all) in which a record holds again what was purged there, or in a double."""
    if among is not None and not among:
        return ()
    purged = {purge.key for purge in all_purges(connection)}
    found = {
        FieldKey(key.entity, row_id, key.field)
        for key in purged
        for row_id in (key.entity_id, *doubles(connection, key.entity, key.entity_id))
    }
    wanted = found if among is None else found.intersection(among)
    return tuple(key for key in sorted(wanted) if _Copies(connection, key.entity, key.field).stand_in(key))


class _Copies:
    """Which records of one field, in a row and its doubles, hold what was purged."""

    def __init__(self, connection: sqlite3.Connection, entity: str, field: str) -> None:
        self._connection = connection
        self._entity = entity
        self._field = field
        self._known: dict[ChangeId, Change] = {}
        self._judged: dict[ChangeId, bool] = {}
        self._rows: set[str] = set()

    def stand_in(self, key: FieldKey) -> bool:
        """Whether one of the field's heads holds it."""
        names = head_ids(self._connection, key.entity, key.entity_id).get(key.field, ())
        self._read(key.entity_id)
        return any(name in self._known and self._holds(self._known[name]) for name in names)

    def _read(self, row_id: str) -> None:
        if row_id not in self._rows:
            self._rows.add(row_id)
            changes = log.changes_of_row(self._connection, self._entity, row_id)
            self._known |= {one.id: one for one in changes}

    def _holds(self, change: Change) -> bool:
        """Whether it wrote, and still has, what was purged where it took it from."""
        if change.id not in self._judged:
            # a record that stands on itself, which only a forged one does, says nothing
            self._judged[change.id] = False
            self._judged[change.id] = self._writes(change) and self._copied(change)
        return self._judged[change.id]

    def _writes(self, change: Change) -> bool:
        """Whether words of the change stand in the field."""
        written = not is_purge(change) and self._field in written_fields(change)
        return written and not is_purged(change, self._field) and bool(written_value(change, self._field))

    def _copied(self, change: Change) -> bool:
        sources = [one for one in self._sources(change) if self._field in written_fields(one)]
        value = written_value(change, self._field)
        kept = [one for one in sources if not is_purge(one) and not is_purged(one, self._field)]
        back = [one for one in kept if self._holds(one)]
        if any(same_value(written_value(one, self._field), value) for one in kept):
            # one of those that have their words: it is as good or bad as that one
            return any(same_value(written_value(one, self._field), value) for one in back)
        return any(not is_purge(one) and is_purged(one, self._field) for one in sources)

    def _sources(self, change: Change) -> Iterator[Change]:
        """What the change may have copied."""
        undone = undone_id(change.batch)
        if undone is not None or change.batch_name.startswith(REVERTED):
            taken = self._named(change.bases)
            for one in taken:
                if undone in (None, one.batch):
                    yield from self._before(one)
        elif JOIN in change.batch_name:
            yield from self._named(change.bases)
            yield from self._joined(change)

    def _before(self, taken: Change) -> Iterator[Change]:
        """What the command of a change took the place of, through all that it wrote there itself."""
        waiting, met = [taken], {taken.id}
        while waiting:
            for one in self._named(waiting.pop().bases):
                if one.id in met:
                    continue
                met.add(one.id)
                if one.batch == taken.batch:
                    waiting.append(one)
                else:
                    yield one

    def _joined(self, change: Change) -> Iterator[Change]:
        """What a join saw of the rows of the table that it joined."""
        stones = self._connection.execute(
            "SELECT origin, seq, entity_id FROM change WHERE batch = ? AND entity = ? AND field = ?",
            (change.batch, change.entity, ROW),
        ).fetchall()
        for origin, seq, row_id in stones:
            if row_id != change.entity_id:
                self._read(row_id)
                stone = self._known.get(ChangeId(origin, seq))
                if stone is not None:
                    yield from self._named(seen_by(stone))

    def _named(self, names: Iterable[ChangeId]) -> list[Change]:
        return [self._known[name] for name in sorted(names) if name in self._known]
