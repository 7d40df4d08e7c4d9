"""Who lives after many rows were placed: by their own heads, or by a part of theirs that lives. As `life`, set-wise."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from shengsi_desktop.store.life import own_life
from shengsi_desktop.store.shapes import Shape, children_of, shapes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping

RowName = tuple[str, str]


class _Stood(NamedTuple):
    """How a row stood in its table: dead, and part of which."""

    dead: bool
    parent: str | None


class Lives:
    """Follows rows from how they stood to how they stand, and brings `dead` up to date from the parts upwards."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._before: dict[str, dict[str, _Stood]] = defaultdict(dict)
        self._own: dict[str, dict[str, bool]] = defaultdict(dict)
        self._parents: dict[str, dict[str, str | None]] = defaultdict(dict)

    def begin(self, shape: Shape, ids: list[str]) -> set[str]:
        """Note how these rows stand; returns those that are there."""
        holder = f'"{shape.parent[0]}"' if shape.parent else "NULL"
        rows = self._connection.execute(
            f'SELECT id, dead, {holder} FROM "{shape.name}" WHERE id IN (SELECT value FROM json_each(?))',
            (json.dumps(ids),),
        )
        found = {row_id: _Stood(bool(dead), parent) for row_id, dead, parent in rows}
        for row_id, stood in found.items():
            self._before[shape.name].setdefault(row_id, stood)
        return set(found)

    def placed(self, shape: Shape, own: Mapping[str, bool], values: Mapping[str, Mapping[str, Any]]) -> None:
        """The rows stand in their table now, `dead` by their own life alone."""
        self._own[shape.name].update(own)
        if shape.parent:
            field = shape.parent[0]
            self._parents[shape.name].update({row_id: row[field] for row_id, row in values.items()})

    def settle(self) -> frozenset[RowName]:
        """Bring `dead` to what it is, parts before what they are parts of; the rows that came, went, died or woke."""
        changed: set[RowName] = set()
        again: dict[str, set[str]] = defaultdict(set)
        for name in reversed(shapes()):
            shape = shapes()[name]
            before, own = self._before[name], self._own[name]
            self._note_parents(again[name] - own.keys(), shape)
            asked = {row_id for row_id, lives in own.items() if not lives} | (again[name] - own.keys())
            alive = self._decide(name, asked)
            now = {**own, **alive}
            for row_id in now.keys() | before.keys():
                stood = before.get(row_id)
                if (None if stood is None else not stood.dead) != now.get(row_id):
                    changed.add((name, row_id))
            if shape.parent:
                again[shape.parent[1]] |= self._to_ask(name, now, shape.parent[1])
        return frozenset(changed)

    def _note_parents(self, ids: Collection[str], shape: Shape) -> None:
        """Rows that are only asked since a part of theirs changed: they stand where they stood."""
        if ids:
            self.begin(shape, sorted(ids))
            for row_id in ids:
                if row_id in self._before[shape.name]:
                    self._parents[shape.name][row_id] = self._before[shape.name][row_id].parent

    def _decide(self, entity: str, ids: Collection[str]) -> dict[str, bool]:
        """Whether rows live that have to be asked, written where it differs."""
        if not ids:
            return {}
        listed = json.dumps(sorted(ids))
        there = dict(
            self._connection.execute(
                f'SELECT id, dead FROM "{entity}" WHERE id IN (SELECT value FROM json_each(?))', (listed,)
            ).fetchall()
        )
        kept: set[str] = set()
        for child, field in children_of().get(entity, ()):
            rows = self._connection.execute(
                f'SELECT DISTINCT "{field}" FROM "{child}" WHERE dead = 0'
                f' AND "{field}" IN (SELECT value FROM json_each(?))',
                (listed,),
            )
            kept.update(row_id for (row_id,) in rows)
        own = self._own[entity]
        lives = {
            row_id: row_id in kept
            or (own[row_id] if row_id in own else own_life(self._connection, entity, row_id))
            for row_id in there
        }
        self._connection.executemany(
            f'UPDATE "{entity}" SET dead = ? WHERE id = ?',
            [(int(not alive), row_id) for row_id, alive in lives.items() if alive == bool(there[row_id])],
        )
        return lives

    def _to_ask(self, entity: str, now: Mapping[str, bool], parent: str) -> set[str]:
        """The rows that these are, or were, parts of, and whose life that may have changed."""
        before, parents = self._before[entity], self._parents[entity]
        woke = {parents.get(row_id) for row_id, alive in now.items() if alive}
        left = {
            stood.parent
            for row_id, stood in before.items()
            if not stood.dead and not (now.get(row_id) and parents.get(row_id) == stood.parent)
        }
        dead = self._connection.execute(
            f'SELECT id FROM "{parent}" WHERE dead = 1 AND id IN (SELECT value FROM json_each(?))',
            (json.dumps(sorted(row_id for row_id in woke if row_id)),),
        )
        return {row_id for row_id in left if row_id} | {row_id for (row_id,) in dead}
